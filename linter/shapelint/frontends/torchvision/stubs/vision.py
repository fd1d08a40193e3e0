"""Images, the data sets of torchvision that give them, and its transforms, as far as channels and sizes go.

Read by the interpreter, never imported. Given to it: `Dataset`, `torch`, `unknown`, `some`, `either`, `some_size`,
`is_known`, `is_image`, `is_array`, `extent` (channels, height and width of an image, a tensor or an array), `resized`
(the same value with another height and width), `to_tensor`, `normalized`, `number_of_images` (of a data set).
"""

CHANNELS = {
    "1": 1, "L": 1, "P": 1, "I": 1, "F": 1, "I;16": 1, "LA": 2, "La": 2, "PA": 2, "RGB": 3, "YCbCr": 3, "LAB": 3,
    "HSV": 3, "RGBA": 4, "RGBX": 4, "RGBa": 4, "CMYK": 4,
}  # fmt: skip


class Image:
    """An image of PIL. https://pillow.readthedocs.io/en/stable/reference/Image.html"""

    def __init__(self, channels, height, width, source):
        self._channels = channels
        self.height = height
        self.width = width
        self._source = source

    @property
    def size(self):
        return self.width, self.height

    def like(self, channels, height, width):
        return Image(channels, height, width, self._source)

    def convert(self, mode=None, *arguments, **keywords):
        channels = CHANNELS.get(mode) if isinstance(mode, str) else None
        return self.like(some_size() if channels is None else channels, self.height, self.width)

    def resize(self, size, *arguments, **keywords):
        return self.like(self._channels, size[1], size[0])

    def crop(self, box=None):
        if box is None:
            return self
        return self.like(self._channels, box[3] - box[1], box[2] - box[0])

    def rotate(self, angle, resample=0, expand=0, *arguments, **keywords):
        return self if not expand else self.like(self._channels, some_size(), some_size())

    def transpose(self, method):
        return self.like(self._channels, some_size(), some_size())

    def same(self, *arguments, **keywords):
        return self

    copy = filter = same

    def __getattr__(self, name):
        return unknown("an attribute of an image")


def open_image(*arguments, **keywords):
    return Image(some_size(), some_size(), some_size(), "PIL.Image")


def new_image(mode, size, *arguments, **keywords):
    return Image(CHANNELS.get(mode, 3), size[1], size[0], "PIL.Image")


def image_from(obj, mode=None):
    if not is_array(obj):
        return open_image()
    channels, height, width = extent(obj)
    return Image(channels, height, width, "PIL.Image")


class VisionDataset(Dataset):
    def __init__(self, root=None, transforms=None, transform=None, target_transform=None):
        self.root = root
        self.transforms = transforms
        self.transform = transform
        self.target_transform = target_transform


class Images(VisionDataset):
    """A data set of images and targets. Its subclasses say how large the images are."""

    def __getitem__(self, index):
        image = self.image() if self.loader is None else self.loader(unknown("the path of an image"))
        target = some("a class") if self.is_classified else unknown("a target")
        if self.transforms is not None:
            return self.transforms(image, target)
        if self.transform is not None:
            image = self.transform(image)
        if self.target_transform is not None:
            target = self.target_transform(target)
        return image, target

    def image(self):
        height = some_size() if self._height is None else self._height
        width = some_size() if self._width is None else self._width
        return Image(some_size() if self._channels is None else self._channels, height, width, self.called)

    def __len__(self):
        return number_of_images(self)

    def __getattr__(self, name):
        return unknown("what a data set of torchvision holds beside its images")


class FakeData(Images):
    def image(self):
        channels, height, width = self.image_size
        return Image(channels, height, width, self.called)

    def __len__(self):
        return self.size


# ------------------------------------------------------------------------------------------------------ transforms


def pair(size):
    """(height, width) of an int or a sequence of one or two."""
    if not isinstance(size, (tuple, list)):
        return size, size
    return (size[0], size[0]) if len(size) == 1 else (size[0], size[1])


class Transform:
    def __init__(self, *arguments, **keywords):
        pass

    def __call__(self, *inputs):
        if len(inputs) != 1:
            return (self.forward(inputs[0]), *[unknown("a target that is transformed") for _ in inputs[1:]])
        return self.forward(inputs[0])

    def forward(self, img):
        return img


class Compose(Transform):
    def __init__(self, transforms):
        self.transforms = transforms

    def __call__(self, *inputs):
        if len(inputs) != 1:
            for transform in self.transforms:
                inputs = transform(*inputs)
            return inputs
        img = inputs[0]
        for transform in self.transforms:
            img = transform(img)
        return img

    forward = __call__


class RandomApply(Transform):
    def __init__(self, transforms, p=0.5):
        self.transforms = transforms

    def forward(self, img):
        before = img
        for transform in self.transforms:
            img = transform(img)
        return either([before, img])


class RandomChoice(Transform):
    def __init__(self, transforms, p=None):
        self.transforms = transforms

    def forward(self, img):
        return either([transform(img) for transform in self.transforms])


class RandomOrder(RandomChoice):
    def forward(self, img):
        return unknown("transforms in a random order")


class Lambda(Transform):
    def __init__(self, lambd, *types):
        self.lambd = lambd

    def forward(self, img):
        return self.lambd(img)


class Resize(Transform):
    """An int is the smaller side. https://docs.pytorch.org/vision/stable/generated/torchvision.transforms.Resize.html"""

    def __init__(self, size, interpolation=None, max_size=None, antialias=True):
        self.size = size
        self.max_size = max_size

    def forward(self, img):
        _, height, width = extent(img)
        if self.max_size is not None or self.size is None:
            return resized(img, some_size(), some_size(), "Resize")
        if isinstance(self.size, (tuple, list)) and len(self.size) == 2:
            return resized(img, self.size[0], self.size[1], "Resize")
        side = self.size[0] if isinstance(self.size, (tuple, list)) else self.size
        if not is_known(height) or not is_known(width):
            return resized(img, some_size(), some_size(), "Resize")
        if width <= height:
            return resized(img, side * height // width, side, "Resize")
        return resized(img, side, side * width // height, "Resize")


class Crop(Transform):
    def __init__(self, size, *arguments, **keywords):
        self.size = size

    def forward(self, img):
        height, width = pair(self.size)
        return resized(img, height, width, type(self).__name__)


class CenterCrop(Crop):
    pass


class RandomCrop(Crop):
    pass


class RandomResizedCrop(Crop):
    pass


class FiveCrop(Crop):
    def forward(self, img):
        return (Crop.forward(self, img),) * 5


class TenCrop(Crop):
    def forward(self, img):
        return (Crop.forward(self, img),) * 10


class Pad(Transform):
    """One number, two for left and right, top and bottom, or one for each side, beginning with the left."""

    def __init__(self, padding, fill=0, padding_mode="constant"):
        self.padding = padding

    def forward(self, img):
        _, height, width = extent(img)
        given = self.padding if isinstance(self.padding, (tuple, list)) else [self.padding]
        if len(given) == 4:
            return resized(img, height + given[1] + given[3], width + given[0] + given[2], "Pad")
        return resized(img, height + 2 * given[-1], width + 2 * given[0], "Pad")


class Grayscale(Transform):
    def __init__(self, num_output_channels=1):
        self.num_output_channels = num_output_channels

    def forward(self, img):
        return rechanneled(img, self.num_output_channels)


class RGB(Transform):
    def forward(self, img):
        return rechanneled(img, 3)


class RandomRotation(Transform):
    def __init__(self, degrees, interpolation=None, expand=False, center=None, fill=0):
        self.expand = expand

    def forward(self, img):
        return resized(img, some_size(), some_size(), "RandomRotation") if self.expand else img


class AnySize(Transform):
    def forward(self, img):
        return resized(img, some_size(), some_size(), type(self).__name__)


class ToTensor(Transform):
    def forward(self, pic):
        return to_tensor(pic, "float32")


class PILToTensor(Transform):
    def forward(self, pic):
        return to_tensor(pic, "uint8")


class ToImage(Transform):
    def forward(self, inpt):
        return inpt if isinstance(inpt, torch.Tensor) else to_tensor(inpt, "uint8")


class ToPILImage(Transform):
    def __init__(self, mode=None):
        self.mode = mode

    def forward(self, pic):
        channels, height, width = extent(pic)
        return Image(channels, height, width, "PIL.Image")


class ToDtype(Transform):
    def __init__(self, dtype=torch.float32, scale=False):
        self.dtype = dtype

    def forward(self, img):
        return img.to(self.dtype) if isinstance(img, torch.Tensor) and not isinstance(self.dtype, dict) else img


class Normalize(Transform):
    def __init__(self, mean, std, inplace=False):
        self.mean = mean
        self.std = std
        self.inplace = inplace

    def forward(self, tensor):
        return normalized(self, tensor, self.mean, self.std)


class LinearTransformation(Transform):
    pass


def rechanneled(img, channels):
    if is_image(img):
        return img.like(channels, img.height, img.width)
    return resized(img, None, None, "Grayscale", channels)


# ------------------------------------------------------------------------------------------ transforms.functional


def resize(img, size, interpolation=None, max_size=None, antialias=True):
    return Resize(size, interpolation, max_size, antialias)(img)


def center_crop(img, output_size):
    return CenterCrop(output_size)(img)


def crop(img, top, left, height, width):
    return resized(img, height, width, "crop")


def resized_crop(img, top, left, height, width, size, *arguments, **keywords):
    return RandomResizedCrop(size)(img)


def pad(img, padding, fill=0, padding_mode="constant"):
    return Pad(padding)(img)


def rotate(img, angle, interpolation=None, expand=False, *arguments, **keywords):
    return RandomRotation(angle, None, expand)(img)


def same_image(img, *arguments, **keywords):
    return img


def functional_normalize(tensor, mean, std, inplace=False):
    return Normalize(mean, std)(tensor)


def functional_to_tensor(pic):
    return ToTensor()(pic)


def functional_to_image(pic, mode=None):
    return ToPILImage()(pic)


def functional_grayscale(img, num_output_channels=1):
    return Grayscale(num_output_channels)(img)
