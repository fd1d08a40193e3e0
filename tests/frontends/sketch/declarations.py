from __future__ import annotations

from shapelint.interpret.api.coercions import Flag, Sizes
from shapelint.interpret.api.vocabulary import Application, Vocabulary
from shapelint.ir import Tensor
from shapelint.ops.dense.linear import Linear
from shapelint.ops.layout.creation import Creation
from shapelint.ops.layout.reshape import Flatten
from shapelint.ops.spatial.convolution import Convolution
from shapelint.ops.spatial.convolution_dialect import ConvolutionDialect

sketch = Vocabulary("sketch")


@sketch.layer("sketch.Conv")
def conv(inputs: int, outputs: int, window: int, with_bias: Flag = True) -> Convolution:
    return Convolution(
        inputs,
        outputs,
        (window, window),
        (1, 1),
        "valid",
        (1, 1),
        bias=with_bias,
        channels_last=True,
        dialect=ConvolutionDialect("inputs", "outputs"),
    )


@sketch.layer("sketch.Dense")
def dense(inputs: int, outputs: int, with_bias: Flag = True) -> Linear:
    return Linear(inputs, outputs, with_bias, argument="inputs")


@sketch.function("sketch.functions.rows")
def rows(x: Tensor) -> Application:
    return Application(Flatten(1, -1), (x,))


@sketch.function("sketch.zeros")
def zeros(shape: Sizes) -> Application:
    return Application(Creation("sketch.zeros", tuple(shape), "float32"), ())
