"""Transforms of images and masks, as far as their sizes go.

https://albumentations.ai/docs/

Read by the interpreter, never imported. Given to it: `torch`, `unknown`, `array` (one of some shape), `shape_of` (the
shape of an array, None where it is not known).
"""


class Transform:
    """Called with an image, and perhaps a mask; `_sized` gives what becomes of an array of some shape."""

    def __call__(self, *arguments, image=None, mask=None, **others):
        if len(arguments) > 0 or len(others) > 0 or image is None:
            return unknown("what a transform gives")
        made = {"image": self._made(image)}
        if mask is not None:
            made["mask"] = self._mask(mask)
        return made

    def _mask(self, mask):
        return self._made(mask)

    def _made(self, given):
        shape = shape_of(given)
        if shape is None or len(shape) < 2:
            return unknown("an image that is not known")
        sized = self._sized(shape)
        return unknown("an image of another size") if sized is None else array(sized)

    def _sized(self, shape):
        return None

    def __getattr__(self, name):
        return unknown("what a transform has besides")


class Keeping(Transform):
    def __init__(self, *arguments, **keywords):
        pass

    def _sized(self, shape):
        return shape


class Turning(Transform):
    """By a quarter: a square stays one."""

    def __init__(self, *arguments, **keywords):
        pass

    def _sized(self, shape):
        square = isinstance(shape[0], int) and isinstance(shape[1], int) and shape[0] == shape[1]
        return shape if square else None


class Sizing(Transform):
    def __init__(self, height=None, width=None, *arguments, size=None, p=1, always_apply=None, **keywords):
        if isinstance(height, (tuple, list)) and size is None:
            size = height
        known = size is not None and isinstance(size, (tuple, list)) and len(size) == 2
        self._size = tuple(size) if known else (height, width)
        self._certain = p == 1 and isinstance(self._size[0], int) and isinstance(self._size[1], int)

    def _sized(self, shape):
        return (*self._size, *shape[2:]) if self._certain else None


class ToTensorV2(Transform):
    def __init__(self, transpose_mask=False, p=1, always_apply=None):
        self._transpose_mask = transpose_mask
        self._certain = p == 1

    def _made(self, given):
        shape = shape_of(given)
        if shape is None or not self._certain or len(shape) < 2 or len(shape) > 3:
            return unknown("an image that is not known")
        tensor = torch.from_numpy(given)
        return tensor.unsqueeze(0) if len(shape) == 2 else tensor.permute(2, 0, 1)

    def _mask(self, mask):
        shape = shape_of(mask)
        if shape is None or not self._certain or self._transpose_mask is not False:
            return unknown("a mask that is not known")
        return torch.from_numpy(mask)


class Compose(Transform):
    def __init__(self, transforms, *arguments, p=1, **keywords):
        self._transforms = transforms
        self._certain = p == 1 and len(arguments) == 0 and len(keywords) == 0

    def __call__(self, *arguments, **given):
        if not self._certain or len(arguments) > 0 or not isinstance(self._transforms, (list, tuple)):
            return unknown("what a transform gives")
        for transform in self._transforms:
            given = transform(**given)
        return given
