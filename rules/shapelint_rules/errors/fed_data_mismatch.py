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
from shapelint_rules.support.failures import Subject, failures


def check(subject: Subject) -> Iterator[Finding]:
    for failure in failures(subject, Kind.FED_DATA):
        required = failure.requirement
        yield Finding(required.text, failure.place, required.expected, required.actual, operand=failure.operand)


RULE = Rule("SHP117", "fed-data-mismatch", "error", __doc__ or "", (Node, Definition, Event), check)
