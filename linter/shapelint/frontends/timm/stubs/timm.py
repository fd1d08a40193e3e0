"""A model of timm: known is what it gives, what it is made of is not.

https://timm.fast.ai/

Read by the interpreter, never imported. Given: `Module`, `Linear`, `unknown`, `sized` (a tensor of sizes after the
batch of another), `maps_of` (maps of some channels for images), `about` (what the table says of a name, None for any
other), `is_as_built` (no part is exchanged or handed out but the head), `head_of`, `hide` (there are other parts).
"""


class Model(Module):
    def __init__(self, entry, num_classes):
        super().__init__()
        self._entry = entry
        self.num_classes = num_classes
        if entry.num_features == entry.features:  # else it is another number in other versions
            self.num_features = entry.num_features
        if entry.head != "" and num_classes > 0:
            setattr(self, entry.head, Linear(entry.features, num_classes))
        hide(self)

    def forward(self, images):
        if not is_as_built(self):
            return unknown("a model of timm that may have been changed")
        features = sized(images, self._entry.features)
        head = head_of(self)
        if head is not None:
            return head(features)
        return features if self.num_classes == 0 else sized(images, self.num_classes)


class Pyramid(Module):
    """With `features_only`: a list of maps, the largest first."""

    def __init__(self, entry, chosen):
        super().__init__()
        self._entry = entry
        self._chosen = chosen
        self.feature_info = Levels(entry, chosen)
        hide(self)

    def forward(self, images):
        if not is_as_built(self):
            return unknown("a model of timm that may have been changed")
        return [maps_of(images, self._entry.maps[index]) for index in self._chosen]


class Levels:
    def __init__(self, entry, chosen):
        self._entry = entry
        self._chosen = chosen

    def channels(self, index=None):
        found = [self._entry.maps[one] for one in self._chosen]
        return found if index is None else unknown("the channels of some maps")

    def __getattr__(self, name):
        return unknown("what a model of timm says of its maps")


def create_model(
    model_name, pretrained=False, pretrained_cfg=None, checkpoint_path="", *, num_classes=1000, features_only=False,
    out_indices=None, **others
):  # fmt: skip
    entry = about(model_name)
    if entry is None or not is_harmless(others) or not (isinstance(num_classes, int) and num_classes >= 0):
        return unknown("a model of timm that is not known")
    if features_only is False and out_indices is None:
        return Model(entry, num_classes)
    chosen = range(len(entry.maps)) if out_indices is None else out_indices
    known = isinstance(chosen, (list, tuple, range)) and len(entry.maps) > 0
    if features_only is not True or not known:
        return unknown("a model of timm that is not known")
    for index in chosen:
        if not isinstance(index, int) or not -len(entry.maps) <= index < len(entry.maps):
            return unknown("a model of timm that is not known")
    return Pyramid(entry, list(chosen))
