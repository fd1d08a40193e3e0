"""A torchvision model whose source is not read: known is what its head is made of and what it is given.

Read by the interpreter, never imported. The names that are used but not defined here are given by
`frontends.torch.transfer`.
"""


class Backbone(Module):
    def __init__(self, head, about):
        super().__init__()
        setattr(self, about.attribute, head)
        self._about = about

    def train(self, mode=True):
        self.training = mode
        return self

    def forward(self, x):
        features = features_of(self, x)
        result = result_of(self, getattr(self, self._about.attribute)(features))
        return result.flatten(1) if ends_in_maps(self) else result


class Part(Module):
    """A child of which only what it does to maps is known."""

    def forward(self, x):
        return part_of_maps(self, x)


class Head(Sequential):
    """Layers in order. One that is not declared gives what the table says, as long as those before it stand."""

    def __init__(self, layers, sizes):
        super().__init__()
        for name, layer in layers.items():
            self.add_module(name, layer)
        self._layers = layers
        self._sizes = sizes

    def __getitem__(self, index):
        if isinstance(index, slice):
            part = Sequential()
            for name, layer in list(self._modules.items())[index]:
                part.add_module(name, layer)
            return part
        return list(self._modules.values())[index]

    def forward(self, x):
        as_built = True
        for name, layer in self._modules.items():
            as_built = as_built and is_same(layer, self._layers.get(name))
            x = sized(x, self._sizes[name]) if as_built and is_hidden(layer) else layer(x)
        return x
