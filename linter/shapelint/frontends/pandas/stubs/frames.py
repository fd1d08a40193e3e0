"""Data frames of pandas, as far as the numbers of rows and columns go.

https://pandas.pydata.org/docs/reference/

Read by the interpreter, never imported. A frame holds its rows (a size), its columns (a tuple of names, "unique" for
names that are not known but differ, or None) and their number, and of columns that are written out in the program their
levels: the values that differ, or none for numbers. What may change them in a way that is not written here makes them
unknown; so does reading a column of its own, which shares its values. Given to it: the functions of `columns.py`,
`rows.py` and `files.py`.
"""

FILES = {"written": False}  # whether the program itself writes such files


class DataFrame:
    _shapelint_sizes = ("_rows", "_width")
    _rows_within = _columns_within = None  # names among which the labels are, where that is known
    _permuted = None  # the names of the columns, where their order is not known
    _levels = None
    ndim = 2

    def __iter__(self):
        return iter(self.columns.tolist())

    def __init__(self, data=None, index=None, columns=None, dtype=None, copy=None):
        rows, width, names = content_of(data, columns)
        self._rows = rows if index is None else rows if same_size(rows, sizes_of(index, 0)) else some()
        self._width = width
        self._names = names
        self._levels = levels_of(data, columns) if index is None else None

    def _like(self, rows, names, width):
        return frame(rows, names, width)

    def _same(self, *arguments, inplace=False, **keywords):
        if inplace is not False:
            self._levels = None
        return None if inplace is True else frame(self._rows, self._names, self._width)

    def _fewer(self, *arguments, inplace=False, **keywords):
        """Other rows of the same columns."""
        rows = some()
        if inplace is not False:
            self._rows = rows
            self._levels = None
        return None if inplace is True else frame(rows, self._names, self._width)

    def _forget(self):
        self._levels = None
        self._rows = some()
        self._width = some()
        self._names = None

    @property
    def shape(self):
        return (self._rows, self._width)

    @property
    def size(self):
        return self._rows * self._width

    @property
    def values(self):
        return array((self._rows, self._width))

    def to_numpy(self, dtype=None, copy=False, na_value=None):
        return array((self._rows, self._width))

    def __array__(self, dtype=None, copy=None):
        return array((self._rows, self._width))

    def __len__(self):
        return self._rows

    @property
    def columns(self):
        return Columns(self._names, self._width)

    @columns.setter
    def columns(self, value):
        self._names = names_of(value)
        self._levels = None

    @property
    def index(self):
        return unknown("the index of a data frame")

    @index.setter
    def index(self, value):
        pass

    @property
    def T(self):
        return self.transpose()

    def transpose(self, *arguments, **keywords):
        made = frame(self._width, None if self._columns_within is None else "unique", self._rows)
        made._rows_within = self._names if self._columns_within is None else self._columns_within
        return made

    def copy(self, deep=True):
        return leveled(frame(self._rows, self._names, self._width), self._levels if deep is True else None)

    # ----------------------------------------------------------------------------------------------- columns

    def _column(self):
        made = Series()
        made._rows = self._rows
        made._within = self._rows_within
        return made

    def __getitem__(self, key):
        if isinstance(key, Series):
            return self._fewer() if key._mask is True else frame(some(), None, some())
        if isinstance(key, DataFrame):
            return self._same()
        if isinstance(key, slice):
            return frame(some(), self._names, self._width)
        kind, names, width = picked(self._names, key)
        if kind == "column":
            self._levels = without_levels(self._levels, key)
            return self._column()
        if kind == "columns":
            return leveled(frame(self._rows, names, width), self._levels)
        if kind == "frame":
            return frame(some(), None, some())
        return unknown("what is selected of a data frame")

    def __setitem__(self, key, value):
        self._permuted = None
        self._levels = without_levels(self._levels, key)
        names = added(self._names, key)
        if isinstance(key, (Series, DataFrame, slice)):
            return
        self._names = names
        self._width = width_of(names)
        self._rows = rows_after(self._rows, value)

    def __delitem__(self, key):
        self._without(key)

    def _without(self, key):
        names = dropped(self._names, key)
        self._names = names
        self._permuted = None
        self._width = width_of(names)

    def pop(self, item):
        self._without(item)
        return self._column()

    def insert(self, loc, column, value, allow_duplicates=False):
        self._levels = without_levels(self._levels, column)
        self._names = inserted(self._names, column, loc)
        self._permuted = None
        self._width = width_of(self._names)
        self._rows = rows_after(self._rows, value)

    def assign(self, **columns):
        made = frame(self._rows, self._names, self._width)
        for name, value in columns.items():
            made[name] = value
        return made

    def drop(self, labels=None, axis=0, index=None, columns=None, level=None, inplace=False, errors="raise"):
        if labels is not None and (axis == 1 or axis == "columns") and index is None and columns is None:
            columns = labels
            labels = None
        if labels is None and index is None and columns is not None and level is None and errors == "raise":
            names = dropped(self._names, columns)
            width = width_of(names)
            rows = self._rows
        elif (labels is None and columns is None) or ((axis == 0 or axis == "index") and columns is None):
            names, width, rows = self._names, self._width, some()
        else:
            names, width, rows = None, some(), some()
        levels = self._levels if columns is not None and rows is self._rows else None
        if inplace is not False:
            self._rows, self._names, self._width, self._levels = rows, names, width, levels
        return None if inplace is True else leveled(frame(rows, names, width), levels)

    def rename(self, *arguments, inplace=False, **keywords):
        if inplace is not False:
            self._names = None
            self._levels = None
        return None if inplace is True else frame(self._rows, None, self._width)

    def set_axis(self, labels, *arguments, **keywords):
        return frame(self._rows, None, self._width)

    add_prefix = add_suffix = set_axis

    def reset_index(self, level=None, *, drop=False, inplace=False, **keywords):
        names, width = self._names, self._width
        if drop is not True or level is not None or keywords:
            names, width = None, some()
        if inplace is not False:
            self._names, self._width = names, width
        return None if inplace is True else frame(self._rows, names, width)

    def set_index(self, keys, *, drop=True, append=False, inplace=False, verify_integrity=False):
        names = dropped(self._names, keys) if drop is True else None
        width = width_of(names)
        if inplace is not False:
            self._names, self._width = names, width
        return None if inplace is True else frame(self._rows, names, width)

    # -------------------------------------------------------------------------------------------------- rows

    def dropna(self, *, axis=0, how=None, thresh=None, subset=None, inplace=False, ignore_index=False):
        rows = some()
        names, width = (self._names, self._width) if axis == 0 or axis == "index" else (None, some())
        if inplace is not False:
            self._rows, self._names, self._width, self._levels = rows, names, width, None
        return None if inplace is True else frame(rows, names, width)

    def drop_duplicates(self, *arguments, **keywords):
        return self._fewer(*arguments, **keywords)

    query = truncate = drop_duplicates

    def head(self, n=5):
        return frame(some(), self._names, self._width)

    tail = head

    def sample(self, n=None, frac=None, replace=False, weights=None, random_state=None, axis=None, ignore_index=False):
        if axis is not None:
            return frame(some(), None, some())
        same = n is None and frac == 1
        return frame(self._rows if same else some(), self._names, self._width)

    def sort_values(self, by, *, axis=0, ascending=True, inplace=False, **keywords):
        return self._same(inplace=inplace)

    def sort_index(self, *, axis=0, inplace=False, **keywords):
        if axis != 0:
            if inplace is not False:
                self._names = None
            return None if inplace is True else frame(self._rows, None, self._width)
        return self._same(inplace=inplace)

    def to_csv(self, *arguments, **keywords):
        FILES["written"] = True
        return unknown("what is written")

    def _each(self, *arguments, **keywords):
        return self._same(*arguments, **keywords)

    fillna = astype = abs = round = clip = replace = ffill = bfill = isna = isnull = notna = notnull = _each
    interpolate = cumsum = shift = diff = where = mask = _each

    def _operated(self, other):
        names = self._permuted if self._names == "unique" else self._names
        if isinstance(other, Series) and are_among(other._within, names):
            made = frame(self._rows, "unique", self._width)
            made._permuted = names
            return made
        return self._same() if is_plain(other) else frame(some(), None, some())

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _operated
    __floordiv__ = __mod__ = __pow__ = __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = _operated

    def __neg__(self):
        return self._same()

    def _aside(self, *arguments, **keywords):
        return unknown("what is worked out from a data frame")

    def _of_columns(self, axis=0, *arguments, **keywords):
        made = Series()
        made._rows = some()
        if axis == 0 or axis == "index":
            made._within = self._names
        elif axis == 1 or axis == "columns":
            made._rows = self._rows
        return made

    sum = mean = min = max = std = var = median = _of_columns

    def describe(self, *arguments, **keywords):
        made = frame(some(), None, some())
        made._columns_within = self._names
        return made

    def keys(self):
        return self.columns

    nunique = count = info = corr = cov = groupby = _aside
    items = iterrows = itertuples = plot = hist = boxplot = to_dict = to_string = memory_usage = _aside
    to_excel = to_json = to_pickle = to_parquet = to_sql = to_html = to_markdown = to_records = _aside
    join = pivot = pivot_table = melt = stack = unstack = agg = aggregate = apply = rolling = resample = _aside
    value_counts = quantile = mode = idxmax = idxmin = any = all = skew = kurt = select_dtypes = nlargest = _aside
    filter = get = equals = explode = map = transform = __contains__ = pipe = duplicated = _aside

    def merge(self, right, how="inner", on=None, *arguments, **keywords):
        return merge(self, right, how, on, *arguments, **keywords)

    @property
    def dtypes(self):
        return unknown("the types of columns")

    empty = style = axes = attrs = flags = dtypes

    @property
    def iloc(self):
        return Places(self)

    @property
    def loc(self):
        return Labels(self)

    @property
    def at(self):
        return Labels(self)

    @property
    def iat(self):
        return Places(self)

    def __getattr__(self, name):
        if name.startswith("_"):
            return unknown("a data frame that may have been changed")
        kind, _names, _width = picked(self._names, name)
        if kind == "column":
            self._levels = without_levels(self._levels, name)
            return self._column()
        self._forget()
        return unknown("what a data frame has beside its columns")


def frame(rows, names, width):
    made = DataFrame()
    made._rows = rows
    made._names = names
    made._width = width
    made._levels = None
    return made


def leveled(made, levels):
    made._levels = levels
    return made


class Columns:
    """The names of the columns."""

    _shapelint_sizes = ("_width",)

    def __init__(self, names, width):
        self._names = names
        self._width = width

    def __len__(self):
        return self._width

    @property
    def shape(self):
        return (self._width,)

    @property
    def size(self):
        return self._width

    def tolist(self):
        return list(self._names) if isinstance(self._names, tuple) else unknown("the names of columns")

    to_list = tolist

    def __iter__(self):
        return iter(self.tolist())

    def __getitem__(self, key):
        return taken(self._names, key)

    def __contains__(self, name):
        return name in self._names if isinstance(self._names, tuple) else unknown("a name")

    def drop(self, labels, errors="raise"):
        names = dropped(self._names, labels) if errors == "raise" else None
        return Columns(names, width_of(names))

    def difference(self, other, sort=None):
        names = dropped(self._names, other)
        return Columns(None, width_of(names))

    def __getattr__(self, name):
        return unknown("what an index of pandas has")


class Places:
    """`iloc`: by position, never more than there is."""

    def __init__(self, owner):
        self._owner = owner

    def __getitem__(self, key):
        owner = self._owner
        rows, columns = key if isinstance(key, tuple) and len(key) == 2 else (key, slice(None))
        kind, count = along(owner._rows, rows)
        other, width, names = across(owner._names, owner._width, columns)
        if kind == "unknown" or other == "unknown":
            return unknown("what is selected of a data frame")
        if kind == "one" and other == "one":
            return unknown("an element of a data frame")
        if kind == "one" or other == "one":
            owner._levels = None
            made = Series()
            made._rows = width if kind == "one" else count
            return made
        return frame(count, names, width)

    def __setitem__(self, key, value):
        self._owner._levels = None


class Labels:
    """`loc`: by label; what is stored may add rows and columns."""

    def __init__(self, owner):
        self._owner = owner

    def __getitem__(self, key):
        owner = self._owner
        rows, columns = key if isinstance(key, tuple) and len(key) == 2 else (key, slice(None))
        if is_whole(rows):
            count = owner._rows
        elif isinstance(rows, (slice, list)) or (isinstance(rows, Series) and rows._mask is True):
            count = some()
        else:
            return unknown("what is selected of a data frame")
        if is_whole(columns):
            return frame(count, owner._names, owner._width)
        if isinstance(columns, slice):
            return frame(count, None, some())
        kind, names, width = picked(owner._names, columns)
        if kind == "column":
            owner._levels = without_levels(owner._levels, columns)
            made = Series()
            made._rows = count
            return made
        return frame(count, names, width) if kind == "columns" else unknown("what is selected of a data frame")

    def __setitem__(self, key, value):
        owner = self._owner
        owner._levels = None
        rows, columns = key if isinstance(key, tuple) and len(key) == 2 else (key, slice(None))
        if not isinstance(rows, slice) and not (isinstance(rows, Series) and rows._mask is True):
            owner._forget()
            return
        if isinstance(columns, slice):
            return
        names = added(owner._names, columns)
        owner._names = names
        owner._width = width_of(names)
