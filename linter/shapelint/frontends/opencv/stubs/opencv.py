"""OpenCV, as far as the sizes of images go: https://docs.opencv.org/4.x/

Images are arrays of rows, columns and, unless there is only one, channels; a size that is an argument is (columns,
rows). Read by the interpreter, never imported. Given to it: `image` (an array of these sizes, like another one), `some`
(a size that nobody knows), `unknown`.
"""

GRAY = frozenset({COLOR_BGR2GRAY, COLOR_RGB2GRAY, COLOR_BGRA2GRAY, COLOR_RGBA2GRAY})
FOUR = frozenset({COLOR_BGR2BGRA, COLOR_RGB2BGRA, COLOR_RGBA2BGRA, COLOR_GRAY2BGRA})
THREE = frozenset(
    {
        COLOR_BGR2RGB, COLOR_BGRA2BGR, COLOR_BGRA2RGB, COLOR_GRAY2BGR, COLOR_BGR2HSV, COLOR_RGB2HSV, COLOR_BGR2LAB,
        COLOR_RGB2LAB, COLOR_BGR2YCrCb, COLOR_RGB2YCrCb, COLOR_BGR2YUV, COLOR_RGB2YUV, COLOR_HSV2BGR, COLOR_HSV2RGB,
        COLOR_LAB2BGR, COLOR_LAB2RGB, COLOR_YUV2BGR, COLOR_YUV2RGB,
    }
)  # fmt: skip


def imread(filename, flags=IMREAD_COLOR):
    if flags == IMREAD_GRAYSCALE:
        return image((some(), some()))
    if flags in (IMREAD_COLOR, IMREAD_COLOR_RGB):
        return image((some(), some(), 3))
    return unknown("an image of any number of channels")


imdecode = imread


def resize(src, dsize, dst=None, fx=0, fy=0, interpolation=None):
    if dsize is None or tuple(dsize) == (0, 0):  # the size follows from the factors
        return of_size(src, some(), some())
    rows, columns = dsize[1], dsize[0]
    return of_size(src, rows, columns)


def of_size(src, rows, columns):
    """An axis for a single channel is dropped."""
    channels = [size for size in src.shape[2:] if size != 1]
    return image((rows, columns, *channels), src)


def cvtColor(src, code, dst=None, dstCn=0):
    if code in GRAY:
        return image((src.shape[0], src.shape[1]), src)
    if code in THREE:
        return image((src.shape[0], src.shape[1], 3), src)
    if code in FOUR:
        return image((src.shape[0], src.shape[1], 4), src)
    return unknown("an image in other colours")


def flip(src, flipCode, dst=None):
    return of_size(src, src.shape[0], src.shape[1])


def GaussianBlur(src, ksize, sigmaX, *arguments, **keywords):
    return of_size(src, src.shape[0], src.shape[1])


def blur(src, ksize, *arguments, **keywords):
    return of_size(src, src.shape[0], src.shape[1])


medianBlur = blur


def warpAffine(src, M, dsize, *arguments, **keywords):
    return of_size(src, dsize[1], dsize[0])


warpPerspective = warpAffine


def copyMakeBorder(src, top, bottom, left, right, *arguments, **keywords):
    return of_size(src, src.shape[0] + top + bottom, src.shape[1] + left + right)
