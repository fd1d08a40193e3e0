"""A model is fed with data that are not what its input was declared for.

## What it does
Compares the arrays, tensors or data sets that are given to `fit`, `evaluate`, `predict`, `train_on_batch` with the
input that the model declares: the number of axes, the sizes, the number of inputs; and the number of samples of arrays
that are fed together.

## Why is this bad
Keras raises when the first batch arrives, after the data have been loaded and prepared.

## Example
```python
import keras
from keras import layers

(x_train, y_train), _ = keras.datasets.cifar10.load_data()
model = keras.Sequential([keras.Input((28, 28, 1)), layers.Flatten(), layers.Dense(10, activation="softmax")])
model.compile(loss="sparse_categorical_crossentropy")
model.fit(x_train, y_train)
```

## Use instead
```python
import keras
from keras import layers

(x_train, y_train), _ = keras.datasets.cifar10.load_data()
model = keras.Sequential([keras.Input((32, 32, 3)), layers.Flatten(), layers.Dense(10, activation="softmax")])
model.compile(loss="sparse_categorical_crossentropy")
model.fit(x_train, y_train)
```
"""

from __future__ import annotations

from collections.abc import Iterator

from shapelint.diagnostics.rule import Finding, Rule
from shapelint.ir import Definition, Event, Kind, Node
from shapelint.ops.axes import render_shape
from shapelint.ops.structural.model_input import Feed
from shapelint.symbolic import Verdict, equal, product
from shapelint_rules.support.advice import permutation, same
from shapelint_rules.support.failures import Failure, Subject, failures


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.FED_DATA):
        required = failure.requirement
        yield Finding(
            required.text,
            failure.place,
            required.expected,
            required.actual,
            help=advice(failure),
            operand=failure.operand,
        )


def advice(failure: Failure) -> str:
    """What would fit: the data for the declared input, or the input for the data."""
    node, given = failure.subject, failure.operand
    if not isinstance(node, Node) or not isinstance(node.operation, Feed) or given is None or not given.shape:
        counts = (failure.requirement.expected, failure.requirement.actual)
        return "give one target for each sample" if all(isinstance(count, int) for count in counts) else ""
    wanted, found = node.operation.expected, given.shape
    if same(found, wanted[1:]):
        return "the batch axis is missing: put a single sample into a batch of one, x[None]"
    turned = permutation(found, wanted)
    if turned is not None:
        return f"bring the axes of the data into the order {turned}, or declare the input as {render_shape(found[1:])}"
    if len(found) > 1 and equal(product(found[1:]), product(wanted[1:])) is Verdict.HOLDS:
        return f"reshape the data to {render_shape(wanted)}, or declare the input as {render_shape(found[1:])}"
    return f"declare the input as {render_shape(found[1:])}, or give data of the shape {render_shape(wanted)}"


RULE = Rule("SHP117", "fed-data-mismatch", "error", __doc__ or "", (Node, Definition, Event), check, of_failures=True)
