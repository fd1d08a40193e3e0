"""scikit-learn: what splitting and transforming make of the rows and columns of arrays.

https://scikit-learn.org/stable/api/

Read by the interpreter, never imported. Given to it: `some` (a size that nobody knows), `unknown`, `array` (of numpy),
`size_of` (the shape of any array, or None), `Sparse` (of scipy), `samples_in` (how many samples there are), `distinct`
(how many labels), `some_words`, `parts` (what a split gives), `step_of` (an estimator by its name in a pipeline).
"""

CONFIG = {"frames": False}


def shape_of(X):
    """The shape of an array or of a sparse matrix; None where it is not known."""
    return X.shape if isinstance(X, Sparse) else size_of(X)


def set_config(*arguments, **keywords):
    CONFIG["frames"] = True


def config_context(*arguments, **keywords):
    CONFIG["frames"] = True
    return unknown("a context of settings")


def transformed(estimator, shape):
    """The result of a transform: an array, unless a data frame is asked for."""
    if shape is None or CONFIG["frames"] is not False or estimator._frames is not False:
        return unknown("what a transform gives")
    return array(shape)


class Estimator:
    """Fitted on rows; what it gives for them is not known."""

    _frames = False

    def __init__(self, *arguments, **keywords):
        self._given = keywords if not arguments else None
        self._fitted = None

    def _option(self, name, default):
        return unknown("an option") if self._given is None else self._given.get(name, default)

    def fit(self, X, y=None, *arguments, **keywords):
        self._fitted = shape_of(X)
        return self

    def partial_fit(self, X, y=None, *arguments, **keywords):
        return self.fit(X)

    def set_output(self, *arguments, **keywords):
        self._frames = True
        return self

    def set_params(self, **keywords):
        self._given = None
        return self

    def get_params(self, deep=True):
        return unknown("the options of an estimator")

    def __getattr__(self, name):
        return unknown("what an estimator has learnt")


class Same(Estimator):
    """Gives as many rows and columns as it is given."""

    def _shape(self, X):
        shape = shape_of(X)
        return shape if shape is not None and len(shape) == 2 else None

    def transform(self, X, *arguments, **keywords):
        return transformed(self, self._shape(X))

    def inverse_transform(self, X, *arguments, **keywords):
        return transformed(self, self._shape(X))

    def fit_transform(self, X, y=None, *arguments, **keywords):
        self.fit(X)
        return transformed(self, self._shape(X))


class Rows(Same):
    """Gives as many rows, and columns whose number is not known."""

    def _shape(self, X):
        shape = shape_of(X)
        return (shape[0], some()) if shape is not None and len(shape) == 2 else None

    def inverse_transform(self, X, *arguments, **keywords):
        return unknown("what a transform is undone to")


class Components(Rows):
    """Gives as many columns as it has components."""

    _default = None
    _place = 0

    def __init__(self, n_components=None, *arguments, **keywords):
        fewer = keywords.get("remove_zero_eig", False) is not False
        self._count = None if fewer else self._default if n_components is None else n_components
        self._fitted = None

    def set_params(self, **keywords):
        self._count = None
        return self

    def _shape(self, X):
        shape = shape_of(X)
        if shape is not None and len(shape) != 2:
            return None
        return (some() if shape is None else shape[0], self._count if is_count(self._count) else some())

    def inverse_transform(self, X, *arguments, **keywords):
        return unknown("what a transform is undone to")


class Two(Components):
    _default = 2


class Polynomial(Rows):
    """Gives a column for each product of so many columns."""

    def __init__(self, degree=2, *, interaction_only=False, include_bias=True, order="C"):
        self._given = {"degree": degree, "alone": interaction_only, "bias": include_bias}
        self._fitted = None

    def _shape(self, X):
        shape = shape_of(X)
        if shape is None or len(shape) != 2:
            return None
        given = self._given
        if given is None:
            return (shape[0], some())
        width = products(shape[1], given["degree"], given["alone"], given["bias"])
        return (shape[0], some() if width is None else width)


class Categories(Rows):
    """Gives a column for each category: a sparse matrix unless an array is asked for."""

    _widths = None

    def fit(self, X, y=None, *arguments, **keywords):
        self._widths = categories_of(X, self._option("categories", "auto"), self._option("drop", None))
        return self

    def _whole(self, X):
        shape = shape_of(X)
        if shape is None or len(shape) != 2:
            return None
        return (shape[0], some() if self._widths is None else self._widths)

    def _is_dense(self):
        return self._option("sparse_output", True) is False or self._option("sparse", True) is False

    def _shape(self, X):
        return self._whole(X) if self._is_dense() else None

    def _result(self, X):
        if self._is_dense() or self._given is None or self._frames is not False or CONFIG["frames"] is not False:
            return transformed(self, self._shape(X))
        is_sparse = self._option("sparse_output", True) is True and self._option("sparse", True) is True
        whole = self._whole(X)
        return Sparse(whole) if is_sparse and whole is not None else unknown("what a transform gives")

    def transform(self, X, *arguments, **keywords):
        return self._result(X)

    def fit_transform(self, X, y=None, *arguments, **keywords):
        self.fit(X)
        return self._result(X)


class Columns(Estimator):
    """Groups of columns, each transformed apart, side by side."""

    def __init__(self, transformers, *, remainder="drop", sparse_threshold=0.3, **keywords):
        self._parts = transformers
        self._plain = remainder == "drop"
        self._always_dense = sparse_threshold == 0
        self._fitted = None

    def set_params(self, **keywords):
        self._plain = False
        return self

    def _joined(self, X, fitting):
        if self._plain is not True or CONFIG["frames"] is not False or self._frames is not False:
            return unknown("what a transform gives")
        shapes = []
        for part in self._parts:
            step = part[1]
            columns = chosen(X, part[2])
            if step == "drop":
                continue
            if step == "passthrough":
                made = columns
            else:
                made = step.fit_transform(columns) if fitting else step.transform(columns)
            if isinstance(made, Sparse) and self._always_dense is not True:
                return unknown("an array or a sparse matrix")
            shapes.append(shape_of(made))
        width = width_of_all(shapes)
        return unknown("what a transform gives") if width is None else array((shape_of(X)[0], width))

    def fit(self, X, y=None, *arguments, **keywords):
        self._joined(X, True)
        return self

    def fit_transform(self, X, y=None, *arguments, **keywords):
        return self._joined(X, True)

    def transform(self, X, *arguments, **keywords):
        return self._joined(X, False)


class Labels(Same):
    """Class numbers for labels."""

    def _shape(self, X):
        shape = shape_of(X)
        return (shape[0],) if shape is not None and len(shape) in (1, 2) else None


class Indicators(Same):
    """A column for each label; a single one for two."""

    def _shape(self, X):
        shape = shape_of(X)
        return (shape[0], some()) if shape is not None and len(shape) == 1 and not self._given else None


class SeveralLabels(Estimator):
    """A column for each label that samples have, each any number of them."""

    def fit(self, y, *arguments, **keywords):
        given = self._given
        self._fitted = None if given is None else distinct(y, given.get("classes", None))
        return self

    def transform(self, y, *arguments, **keywords):
        if self._given is None or self._option("sparse_output", False) is not False:
            return unknown("what a transform gives")
        return array((samples_in(y), some() if self._fitted is None else self._fitted))

    def fit_transform(self, y, *arguments, **keywords):
        return self.fit(y).transform(y)


class Words(Estimator):
    """Texts as a sparse matrix with a column for each word."""

    def fit(self, X, y=None, *arguments, **keywords):
        self._fitted = some_words()
        return self

    def transform(self, X, *arguments, **keywords):
        if self._frames is not False:
            return unknown("what a transform gives")
        return Sparse((samples_in(X), some_words() if self._fitted is None else self._fitted))

    def fit_transform(self, X, y=None, *arguments, **keywords):
        return self.fit(X).transform(X)


class Best(Rows):
    """So many of the columns, the best ones."""

    def __init__(self, score_func=None, *, k=10):
        self._given = {"k": k}
        self._fitted = None

    def _shape(self, X):
        shape = shape_of(X)
        if shape is None or len(shape) != 2:
            return None
        count = self._option("k", 10)
        return (shape[0], count if is_count(count) else some())

    def _result(self, X):
        shape = self._shape(X)
        plain = shape is not None and self._frames is False and CONFIG["frames"] is False
        return Sparse(shape) if plain and isinstance(X, Sparse) else transformed(self, shape)

    def transform(self, X, *arguments, **keywords):
        return self._result(X)

    def fit_transform(self, X, y=None, *arguments, **keywords):
        self.fit(X)
        return self._result(X)


class Pipeline(Estimator):
    """Transforms one after the other, and perhaps a model behind them."""

    def __init__(self, steps, *arguments, **keywords):
        self.steps = steps
        self._fitted = None

    def fit(self, X, y=None, **keywords):
        return self

    def fit_transform(self, X, y=None, **keywords):
        for _name, step in self.steps:
            if step is not None and step != "passthrough":
                X = step.fit_transform(X, y)
        return X if self._frames is False else unknown("what a transform gives")

    def transform(self, X, **keywords):
        for _name, step in self.steps:
            if step is not None and step != "passthrough":
                X = step.transform(X)
        return X if self._frames is False else unknown("what a transform gives")


def make_pipeline(*steps, memory=None, verbose=False):
    return Pipeline([("step", step) for step in steps])


class Opaque(Estimator):
    """Rows of columns that are transformed apart, or what gives sparse matrices."""

    def fit_transform(self, X, y=None, *arguments, **keywords):
        return unknown("what a transform gives")

    def transform(self, X, *arguments, **keywords):
        return unknown("what a transform gives")


# ---------------------------------------------------------------------------------------------------------- splits


def train_test_split(*arrays, test_size=None, train_size=None, random_state=None, shuffle=True, stratify=None):
    return parts(arrays, test_size, train_size)


class Folds:
    """The numbers of the rows for training and for testing, so many times."""

    _default = 5
    _is_even = False

    def __init__(self, n_splits=None, *arguments, **keywords):
        self.n_splits = self._default if n_splits is None else n_splits

    def get_n_splits(self, X=None, y=None, groups=None):
        return self.n_splits

    def split(self, X, y=None, groups=None):
        shape = shape_of(X)
        rows = None if shape is None else shape[0]
        for turn in range(self.n_splits):
            train, test = fold(rows, self.n_splits, turn) if self._is_even else (some(), some())
            yield numbers(train), numbers(test)


class EvenFolds(Folds):
    _is_even = True


class Shuffles(Folds):
    _default = 10


# -------------------------------------------------------------------------------------------------------- data sets


def made(rows, columns, target):
    return array((rows, columns)), array(target)


def make_classification(n_samples=100, n_features=20, **keywords):
    if keywords.get("return_X_y", True) is not True:
        return unknown("a data set")
    return made(n_samples, n_features, (n_samples,))


def make_regression(n_samples=100, n_features=100, *, n_targets=1, coef=False, **keywords):
    if coef is not False:
        return unknown("a data set")
    return made(n_samples, n_features, (n_samples,) if n_targets == 1 else (n_samples, n_targets))


def of_the_plane(n_samples=100, **keywords):
    count = n_samples if is_count(n_samples) else some()
    return made(count, 2, (count,))


def make_blobs(n_samples=100, n_features=2, *, return_centers=False, centers=None, **keywords):
    if return_centers is not False or (centers is not None and not is_count(centers)) or not is_count(n_samples):
        return unknown("a data set")
    return made(n_samples, n_features, (n_samples,))


def make_s_curve(n_samples=100, **keywords):
    return made(n_samples, 3, (n_samples,))


class Bunch:
    def __init__(self, rows, columns):
        self.data = array((rows, columns))
        self.target = array((rows,))

    def __getitem__(self, key):
        if key == "data":
            return self.data
        return self.target if key == "target" else unknown("what a data set holds")

    def __getattr__(self, name):
        return unknown("what a data set holds")


def loaded(rows, columns, arguments, keywords):
    if arguments or len([key for key in keywords if key not in ("return_X_y", "random_state", "shuffle")]) > 0:
        return unknown("a data set")
    both = keywords.get("return_X_y", False)
    if both is True:
        return array((rows, columns)), array((rows,))
    return Bunch(rows, columns) if both is False else unknown("a data set")


def load_iris(*arguments, **keywords):
    return loaded(150, 4, arguments, keywords)


def load_wine(*arguments, **keywords):
    return loaded(178, 13, arguments, keywords)


def load_breast_cancer(*arguments, **keywords):
    return loaded(569, 30, arguments, keywords)


def load_diabetes(*arguments, **keywords):
    return loaded(442, 10, arguments, keywords)


def load_digits(*arguments, **keywords):
    return loaded(1797, 64, arguments, keywords)


def fetch_california_housing(*arguments, **keywords):
    return loaded(20640, 8, arguments, keywords)
