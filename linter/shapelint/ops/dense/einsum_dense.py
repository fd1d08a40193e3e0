"""A projection whose contraction is written as an Einstein sum over an input and a kernel.

https://keras.io/api/layers/core_layers/einsum_dense/
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from shapelint.ir.requirement import Kind, Requirement
from shapelint.ir.types import Shape, TensorType
from shapelint.ops.operation import Inference, Operation
from shapelint.ops.requirements import refused
from shapelint.records import dataclass, replace
from shapelint.symbolic import Size, Verdict, equal, fresh, product

_FORMS = (
    (re.compile(r"([a-zA-Z]+),([a-zA-Z]+)->([a-zA-Z]+)"), ""),
    (re.compile(r"0([a-zA-Z]+),([a-zA-Z]+)->0([a-zA-Z]+)"), "left"),
    (re.compile(r"([a-zA-Z]{2,})0,([a-zA-Z]+)->([a-zA-Z]+)0"), "right"),
)


@dataclass(frozen=True, slots=True)
class Equation:
    """The labels of input, kernel and output; `elided` says on which side "..." stands for further axes, if it does."""

    input: str
    kernel: str
    output: str
    elided: str = ""


def parse_equation(text: str) -> Equation | None:
    """The parts of "ab,bc->ac", "...b,bc->...c" or "ab...,bc->ac..."; None for any other form."""
    text = text.replace("...", "0")
    for form, elided in _FORMS:
        found = form.match(text)
        if found is not None:
            return Equation(found.group(1), found.group(2), found.group(3), elided)
    return None


@dataclass(frozen=True, slots=True)
class EinsumProjection(Operation):
    """Contract the input with a kernel as the equation says. `output_shape` gives the sizes of the output's axes after
    the batch, None where the input has them; `bias_axes` the labels of the axes that have a bias, None for no bias.
    `kernel_shape` and `bias_shape` follow from the first input."""

    equation: Equation
    output_shape: tuple[Size | None, ...]
    bias_axes: str | None = None
    kernel_shape: Shape | None = None
    bias_shape: Shape | None = None

    def validate(self) -> tuple[Requirement, ...]:
        equation = self.equation
        stray = [c for c in equation.output if c not in equation.input and c not in equation.kernel]
        stray += [c for c in equation.kernel if c not in equation.input and c not in equation.output]
        if stray:
            text = f"the label {stray[0]} has no counterpart"
            return (Requirement(Kind.MATMUL, Verdict.FAILS, "", stray[0], "==", "equation", None, None, text),)
        foreign = [c for c in self.bias_axes or "" if c not in equation.output]
        if foreign:
            text = f"the bias axis {foreign[0]} is not one of the output's"
            return (
                Requirement(Kind.HYPERPARAMETER, Verdict.FAILS, "", foreign[0], "in", "bias_axes", None, None, text),
            )
        return ()

    def infer(self, inputs: Sequence[TensorType]) -> Inference:
        given = inputs[0]
        if given.shape is None or self.validate():
            return Inference((given.with_shape(None),))
        equation, shape = self.equation, given.shape
        extra = len(shape) - len(equation.input)
        if extra < 0:
            text = f"the equation names {len(equation.input)} axes of the input"
            wrong = Requirement(
                Kind.RANK, Verdict.FAILS, len(equation.input), len(shape), ">=", "equation", 0, None, text
            )
            return Inference((given.with_shape(None),), (wrong,))
        if extra and not equation.elided:
            # Keras takes further axes for elided ones, and some equations then run as a product of matrices.
            return Inference((given.with_shape(None),))
        declared, sizes, requirements = self._match(shape, extra)
        if sizes is None:
            return Inference((given.with_shape(None),), requirements)
        output = tuple(self._settle(size, i, sizes, extra) for i, size in enumerate(declared))
        requirements += self._kernel_requirements(sizes)
        return Inference((given.with_shape(output),), requirements)

    def _declared(self, shape: Shape, extra: int) -> list[Size | None]:
        """The output's sizes as declared, with the batch and the elided axes in their places."""
        declared: list[Size | None] = [shape[0], *self.output_shape]
        if self.equation.elided == "left":
            declared[1:1] = shape[1:extra]
        elif self.equation.elided:
            declared += shape[len(shape) - extra :] if extra else ()
        return declared

    def _labels(self, shape: Shape, extra: int) -> dict[str, Size]:
        offset = extra if self.equation.elided == "left" else 0
        return {label: shape[i + offset] for i, label in enumerate(self.equation.input)}

    def _match(
        self, shape: Shape, extra: int
    ) -> tuple[list[Size | None], dict[str, Size] | None, tuple[Requirement, ...]]:
        declared, sizes = self._declared(shape, extra), self._labels(shape, extra)
        offset = extra if self.equation.elided == "left" else 0
        expected = len(self.equation.output) + extra
        if len(declared) != expected:
            text = f"the output has {expected} axes, {len(declared)} are declared"
            bad = Requirement(
                Kind.HYPERPARAMETER, Verdict.FAILS, expected, len(declared), "==", "output_shape", None, None, text
            )
            return declared, None, (bad,) if len(declared) < expected else ()
        requirements: list[Requirement] = []
        for position, label in enumerate(self.equation.output):
            size = declared[position + offset]
            if size is None:
                if label in self.equation.kernel or label in (self.bias_axes or ""):
                    text = f"the weights need the size of the output's axis {label}"
                    requirements.append(refused("output_shape", "a size", "None", text))
                continue
            if label in sizes:
                verdict = equal(size, sizes[label])
                if verdict is not Verdict.HOLDS:
                    text = f"the axis {label} of the output is declared with another size than the input's"
                    axis = self.equation.input.index(label) + offset
                    requirements.append(
                        Requirement(Kind.MATMUL, verdict, size, sizes[label], "==", "output_shape", 0, axis, text)
                    )
            else:
                sizes[label] = size
        return declared, sizes, tuple(requirements)

    def _settle(self, size: Size | None, position: int, sizes: Mapping[str, Size], extra: int) -> Size:
        if size is not None:
            return size
        offset = extra if self.equation.elided == "left" else 0
        index = position - offset
        label = self.equation.output[index] if 0 <= index < len(self.equation.output) else ""
        return sizes.get(label, fresh("unknown", low=0))

    def _kernel_requirements(self, sizes: Mapping[str, Size]) -> tuple[Requirement, ...]:
        """That the summed axes still have the sizes that the kernel was made for."""
        if self.kernel_shape is None:
            return ()
        found: list[Requirement] = []
        for label, expected in zip(self.equation.kernel, self.kernel_shape, strict=False):
            if label in self.equation.input and label in sizes:
                verdict = equal(expected, sizes[label])
                if verdict is not Verdict.HOLDS:
                    axis = self.equation.input.index(label)
                    found.append(
                        Requirement(Kind.IN_FEATURES, verdict, expected, sizes[label], "==", None, 0, axis, "")
                    )
        return tuple(found)

    def build(self, inputs: Sequence[TensorType]) -> Operation:
        shape = inputs[0].shape
        if self.kernel_shape is not None or shape is None or self.validate():
            return self
        extra = len(shape) - len(self.equation.input)
        if extra < 0 or (extra > 0 and not self.equation.elided):
            return self
        _, sizes, _ = self._match(shape, extra)
        if sizes is None or any(label not in sizes for label in self.equation.kernel):
            return self
        # An output axis without a declared size leaves its kernel axis open, unless the input names it.
        kernel = tuple(sizes[label] for label in self.equation.kernel)
        return replace(self, kernel_shape=kernel, bias_shape=self._bias(sizes, extra))

    def _bias(self, sizes: Mapping[str, Size], extra: int) -> Shape | None:
        if not self.bias_axes:
            return None
        output = self.equation.output
        labels = output[min(output.index(c) for c in self.bias_axes) :]
        shape = tuple(sizes[c] if c in self.bias_axes else 1 for c in labels)
        return shape if self.equation.elided == "left" else shape + (1,) * extra

    def parameters(self) -> Mapping[str, Shape] | None:
        if self.kernel_shape is None:
            return None
        shapes = {"kernel": self.kernel_shape}
        return shapes if self.bias_shape is None else {**shapes, "bias": self.bias_shape}

    def cost(self, inputs: Sequence[TensorType], outputs: Sequence[TensorType]) -> Size | None:
        shape, made = inputs[0].shape, outputs[0].shape
        if shape is None or made is None or self.kernel_shape is None:
            return None
        summed = [
            s for c, s in zip(self.equation.kernel, self.kernel_shape, strict=False) if c not in self.equation.output
        ]
        return product((*made, *summed))
