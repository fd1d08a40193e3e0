"""Sequences of different lengths: padded, and packed.

https://docs.pytorch.org/docs/stable/generated/torch.nn.utils.rnn.PackedSequence.html
"""

from __future__ import annotations

from typing import Any

from shapelint.frontends.python.containers import named_tuple_class
from shapelint.frontends.torch.dialect import TORCH
from shapelint.frontends.torch.vocabulary import torch
from shapelint.interpret.api.coercions import as_size, as_tensors
from shapelint.interpret.api.vocabulary import Application, Rejected, Undetermined
from shapelint.interpret.domain.values import Instance, Unknown
from shapelint.ir import Kind, Shape, Tensor, TensorType
from shapelint.ops.axes import unknown_size
from shapelint.ops.layout.creation import Creations
from shapelint.symbolic import Expression, Size, Verdict, equal

Answer = Application | Rejected | Undetermined
PACKED = "sequences of different lengths"
FIELDS = ["data", "batch_sizes", "sorted_indices", "unsorted_indices"]
PACKED_CLASS = named_tuple_class("torch.nn.utils.rnn.PackedSequence", FIELDS, {}, ())


def packed(padded: Tensor, data: Tensor | None = None) -> Instance:
    """A packed sequence. It keeps the padded tensor (steps, batch, ...) that it stands for."""
    if data is None:
        shape = None if padded.shape is None else (unknown_size(), *padded.shape[2:])
        data = Tensor(padded.type.with_shape(shape), dialect=TORCH)
    unknown = Unknown("the order of packed sequences")
    batches = Tensor(TensorType((unknown_size(),), "int64"), dialect=TORCH)
    return Instance(PACKED_CLASS, dict(zip(FIELDS, (data, batches, unknown, unknown), strict=True)), padded)


def padded_of(value: object) -> Tensor | None:
    """The padded tensor (steps, batch, ...) that a packed sequence stands for; None for anything else."""
    if isinstance(value, Instance) and value.type is PACKED_CLASS and isinstance(value.payload, Tensor):
        return value.payload
    return None


def exchanged(shape: Shape) -> Shape:
    return (shape[1], shape[0], *shape[2:])


@torch.function("torch.nn.utils.rnn.pack_padded_sequence")
def pack_padded_sequence(
    input: Tensor, lengths: Any, batch_first: bool = False, enforce_sorted: object = True
) -> Answer:
    shape = input.shape
    if shape is None or len(shape) < 2:
        return Undetermined(PACKED)
    steps_first = exchanged(shape) if batch_first else shape
    count = lengths.shape[0] if isinstance(lengths, Tensor) and lengths.type.rank == 1 and lengths.shape else None
    if count is not None and equal(count, steps_first[1]) is Verdict.FAILS:
        text = "there is one length for each sequence of the batch"
        return Rejected(Kind.RECURRENT_INPUT, "lengths", text, str(steps_first[1]), str(count))
    padded = input.type.with_shape((unknown_size(), *steps_first[1:]))
    data = input.type.with_shape((unknown_size(), *steps_first[2:]))
    return Application(Creations("pack", (padded, data)), (input,), packed)


@torch.function("torch.nn.utils.rnn.pad_packed_sequence")
def pad_packed_sequence(
    sequence: Any, batch_first: bool = False, padding_value: object = 0.0, total_length: Any = None
) -> Answer:
    padded = padded_of(sequence)
    if padded is None or padded.shape is None or len(padded.shape) < 2:
        return Undetermined(PACKED)
    total = padded.shape[0] if total_length is None else as_size(total_length)
    if not isinstance(total, (int, Expression)):
        return Undetermined(PACKED)
    shape = (total, *padded.shape[1:])
    lengths = TensorType((padded.shape[1],), "int64")
    types = (padded.type.with_shape(exchanged(shape) if batch_first else shape), lengths)
    return Application(Creations("unpack", types), (padded,))


def padded_type(sequences: tuple[Tensor, ...], batch_first: bool) -> TensorType | None:
    """The type of sequences (length, ...) side by side, filled up to the longest; None where it is not known."""
    shapes = [tensor.shape for tensor in sequences]
    if not shapes or any(not shape for shape in shapes):
        return None
    lengths = [shape[0] for shape in shapes if shape]
    numbers = [length for length in lengths if isinstance(length, int)]
    longest: Size = max(numbers) if len(numbers) == len(lengths) else unknown_size()
    inner = (shapes[0] or ())[1:]
    outer = (len(shapes), longest) if batch_first else (longest, len(shapes))
    return sequences[0].type.with_shape((*outer, *inner))


@torch.function("torch.nn.utils.rnn.pad_sequence")
def pad_sequence(
    sequences: Any, batch_first: bool = False, padding_value: object = 0.0, padding_side: object = "right"
) -> Answer:
    found = as_tensors(sequences)
    made = padded_type(found, bool(batch_first)) if isinstance(found, tuple) else None
    if made is None or not isinstance(found, tuple):
        return Undetermined(PACKED)
    return Application(Creations("pad_sequence", (made,)), found)


@torch.function("torch.nn.utils.rnn.pack_sequence")
def pack_sequence(sequences: Any, enforce_sorted: object = True) -> Answer:
    found = as_tensors(sequences)
    made = padded_type(found, False) if isinstance(found, tuple) else None
    if made is None or not isinstance(found, tuple) or made.shape is None:
        return Undetermined(PACKED)
    data = made.with_shape((unknown_size(), *made.shape[2:]))
    return Application(Creations("pack_sequence", (made, data)), found, packed)


@torch.function("torch.nn.utils.rnn.unpad_sequence")
def unpad_sequence(padded_sequences: object, lengths: object, batch_first: object = False) -> Undetermined:
    return Undetermined(PACKED)


@torch.function("torch.nn.utils.rnn.unpack_sequence")
def unpack_sequence(packed_sequences: object) -> Undetermined:
    return Undetermined(PACKED)
