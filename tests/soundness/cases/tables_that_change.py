"""Data frames and transforms that are changed where it is not seen, or by what is not modelled."""

import hidden
import numpy as np
import pandas as pd
import torch
from sklearn import set_config
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler
from torch import nn


def frame():
    return pd.DataFrame(np.random.rand(20, 3), columns=["a", "b", "c"])


def feed(values, width):
    nn.Linear(width, 2)(torch.tensor(np.asarray(values, dtype="float32")))


handed = frame()
hidden.call(handed.insert, 0, "d", 1.0)
feed(handed.values, 4)

given = frame()
hidden.call(lambda one: one.drop(columns="a", inplace=True), given)
feed(given.values, 2)

evaluated = frame()
evaluated.eval("d = a + b", inplace=True)
feed(evaluated.values, 4)

popped = frame()
popped.pop("a")
del popped["b"]
feed(popped.values, 1)

if hidden.same(True):
    chosen = frame().drop(columns=["a"])
else:
    chosen = frame()
feed(chosen.values, 2)

widened = frame()
for name in hidden.same(["d", "e"]):
    widened[name] = 0.0
feed(widened.values, 5)

renamed = frame()
renamed.columns = hidden.same(["a", "a", "c"])
feed(renamed["a"].values, 2)

longer = frame()
longer.loc[20] = [1.0, 2.0, 3.0]
rows = torch.tensor(longer.values) + torch.zeros(21, 3)

empty = pd.DataFrame()
empty["a"] = np.zeros(4)
feed(empty.values.T, 4)

dropped = frame()
dropped.drop(hidden.same(["a", "b"]), axis=1, inplace=hidden.same(True))
feed(dropped.values, 1)

aligned = frame()["a"] + frame()["b"][:5]
feed(aligned.dropna().values.reshape(1, -1), 5)

table = pd.DataFrame(np.random.rand(20, 3), columns=hidden.same(["a", "b", "c"]))
feed(table[hidden.same(["a", "b"])].values, 2)
feed(table[hidden.same(table["a"] > -1)].values, 3)

X_train, X_test = train_test_split(np.random.rand(20, 3), test_size=hidden.same(0.5))
torch.tensor(X_train) + torch.zeros(10, 3)
X_train, X_test = train_test_split(np.random.rand(20, 3), **hidden.same({"test_size": 0.5}))
torch.tensor(X_test) + torch.zeros(10, 3)

scaler = hidden.same(MinMaxScaler())
feed(scaler.fit_transform(frame()), 3)

if hasattr(frame(), "no_such_name"):
    feed(frame().values, 7)

set_config(transform_output="pandas")
scaled = MinMaxScaler().fit_transform(frame())
feed(scaled.drop(columns="a").values, 2)
