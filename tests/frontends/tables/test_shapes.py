"""The rows and columns that are inferred for pandas and scikit-learn are those of the real packages."""

from __future__ import annotations

from pathlib import Path

import pytest

import shapelint

np = pytest.importorskip("numpy")
pytest.importorskip("pandas")
pytest.importorskip("sklearn")

START = """\
import numpy as np
import pandas as pd
import torch
from sklearn import datasets, decomposition, impute, pipeline, preprocessing
from sklearn.model_selection import train_test_split

table = np.random.default_rng(0).random((50, 4))
df = pd.DataFrame(table, columns=["a", "b", "c", "y"])
kinds = pd.DataFrame({"kind": ["x", "y", "z", "x"], "n": [1, 2, 3, 4]})
"""
KNOWN = """\
df.values
df.to_numpy()
df[["a", "b"]].values
df["y"].values
df.y.to_numpy()
np.array(df)
np.asarray(df["a"])
df.drop("y", axis=1).values
df.drop(columns=["a", "y"]).to_numpy()
df.drop(["a"], axis="columns").values
df.iloc[:, :-1].values
df.iloc[:10, 1:3].values
df.iloc[:, -1].values
df.iloc[:, [0, 2]].values
df.iloc[5].values
df.iloc[-3:].to_numpy()
df.loc[:, ["a", "c"]].values
df.loc[:, "a"].values
df.T.values
df[df.columns[:-1]].values
df[df.columns.drop("y")].values
df[[c for c in df.columns if c != "y"]].values
df.fillna(0).astype("float32").values
(df / 255).values
(-df["a"] * 2 + 1).values
df.copy().reset_index(drop=True).values
df.sample(frac=1, random_state=0).values
df.sort_values("a").values
df.rename(columns={"a": "A"}).values
df.assign(d=1).values
df.assign(d=df["a"] + 1, a=2).values
pd.concat([df, df]).values
pd.concat([df, df], ignore_index=True).values
pd.DataFrame({"p": [1, 2, 3], "q": [4, 5, 6]}).values
pd.DataFrame([[1, 2], [3, 4], [5, 6]], columns=["p", "q"]).values
pd.DataFrame([1, 2, 3], columns=["p"]).values
pd.DataFrame(np.zeros(7)).values
pd.Series([1, 2, 3]).values
pd.Series(np.zeros(7)).to_numpy()
df["a"].to_frame().values
df["a"].iloc[:7].values
df["a"].astype(int).map(abs).values
train_test_split(table)[0]
train_test_split(table, test_size=0.33)[1]
train_test_split(table, table[:, 0], train_size=7)[3]
train_test_split(table, train_size=0.55, test_size=0.3)[0]
train_test_split(df, df["y"], test_size=0.2)[0].values
train_test_split(df, df["y"], test_size=0.2)[3].values
preprocessing.StandardScaler().fit_transform(table)
preprocessing.MinMaxScaler().fit(table).transform(table[:9])
preprocessing.StandardScaler().fit_transform(df[["a"]])
preprocessing.MinMaxScaler().fit_transform(df["a"].values.reshape(-1, 1))
preprocessing.LabelEncoder().fit_transform(kinds["kind"])
preprocessing.OrdinalEncoder().fit_transform(kinds[["kind"]])
decomposition.PCA(n_components=2).fit_transform(table)
decomposition.TruncatedSVD().fit_transform(table)
pipeline.make_pipeline(preprocessing.StandardScaler(), decomposition.PCA(3)).fit_transform(table)
pipeline.Pipeline([("a", preprocessing.StandardScaler()), ("b", decomposition.PCA(2))]).fit_transform(df)
datasets.load_iris().data
datasets.load_digits().target
datasets.load_wine(return_X_y=True)[0]
datasets.load_diabetes()["data"]
datasets.load_breast_cancer().data
datasets.make_classification(n_samples=30)[0]
datasets.make_classification(30, n_features=8)[1]
datasets.make_regression(n_samples=30, n_features=5, n_targets=2)[1]
datasets.make_moons(40)[0]
datasets.make_moons()[1]
datasets.make_blobs(20, 3)[0]
datasets.make_blobs(20, centers=4)[1]
""".splitlines()
PARTLY = """\
pd.concat([df, df], axis=1).values
datasets.make_moons(n_samples=(10, 20))[0]
df[df["a"] > 0.5].values
df[(df["a"] > 0.5) & (df["b"] < 0.5)].values
df.query("a > 0.5").values
df.dropna().values
df.head().values
df.loc[df["a"] > 0.5, ["a", "y"]].values
df.loc[3:7].values
pd.get_dummies(kinds).values
kinds["kind"].unique()
df.merge(df, on="a").values
preprocessing.OneHotEncoder(sparse_output=False).fit_transform(kinds[["kind"]])
preprocessing.PolynomialFeatures(2).fit_transform(table)
preprocessing.LabelBinarizer().fit_transform(kinds["kind"])
impute.SimpleImputer().fit_transform(np.array([[1, np.nan], [2, np.nan]]))
decomposition.PCA(0.9).fit_transform(table)
decomposition.KernelPCA(4, kernel="linear", remove_zero_eig=True).fit_transform(table[:, :2])
pipeline.make_pipeline(preprocessing.StandardScaler()).set_output(transform="pandas").fit_transform(table)
(df["a"] + df["b"][:3]).values
df[pd.Series(["a", "b"])].values
pd.concat([df["a"], df["b"]], axis=1).values
pd.Series([1, 2], index=[0, 1]).values
pd.DataFrame({"p": pd.Series([1, 2]), "q": pd.Series([1, 2, 3])}).values
df.groupby("a").mean().values
df.describe().values
df[[True, False] * 25].values
df.set_index("a").values
df.reset_index().values
preprocessing.OneHotEncoder().fit_transform(kinds[["kind"]])
preprocessing.StandardScaler().set_output(transform="pandas").fit_transform(table)
""".splitlines()


def agrees(inferred: object, shape: tuple[int, ...]) -> bool:
    """Whether a shape is one that was inferred, where what is not a number stands for any size."""
    if not isinstance(inferred, list) or not all(isinstance(size, (int, str, dict)) for size in inferred):
        return inferred is None
    pairs = zip(inferred, shape, strict=False)
    return len(inferred) == len(shape) and all(not isinstance(a, int) or a == b for a, b in pairs)


def both(tmp_path: Path, lines: list[str]) -> list[tuple[str, object, tuple[int, ...]]]:
    """Each line, the shape that is inferred for its value, and the real one."""
    text = START + "".join(f"x{number} = {line}\n" for number, line in enumerate(lines))
    path = tmp_path / "tables.py"
    path.write_text(text, encoding="utf-8")
    ran: dict[str, object] = {}
    exec(text, ran)
    found = {fact.expression: fact.to_dict()["shape"] for fact in shapelint.shapes([path])}
    return [(line, found.get(f"x{n}"), ran[f"x{n}"].shape) for n, line in enumerate(lines)]  # type: ignore[attr-defined]


def test_what_is_known(tmp_path: Path) -> None:
    wrong = [(line, found, real) for line, found, real in both(tmp_path, KNOWN) if found != list(real)]
    assert not wrong


def test_nothing_that_is_wrong_is_known(tmp_path: Path) -> None:
    wrong = [(line, found, real) for line, found, real in both(tmp_path, PARTLY) if not agrees(found, real)]
    assert not wrong
