"""Series of pandas, and the dates that an index is made of. See frames.py."""


class Series:
    _shapelint_sizes = ("_rows",)
    _within = None  # names among which the labels of the rows are, where that is known

    def __init__(self, data=None, index=None, dtype=None, name=None, copy=None):
        rows, width = table_of(data)
        self._rows = some() if index is not None or width is not None else rows
        self._mask = False
        self.name = name

    def _like(self, rows, mask=False):
        made = Series()
        made._rows = rows
        made._mask = mask
        return made

    def _same(self, *arguments, inplace=False, **keywords):
        return None if inplace is True else self._like(self._rows)

    def _fewer(self, *arguments, inplace=False, **keywords):
        rows = some()
        if inplace is not False:
            self._rows = rows
        return None if inplace is True else self._like(rows)

    @property
    def shape(self):
        return (self._rows,)

    @property
    def size(self):
        return self._rows

    ndim = 1

    @property
    def values(self):
        return array((self._rows,))

    def __len__(self):
        return self._rows

    def __iter__(self):
        return iter(unknown("the values of a series"))

    def to_numpy(self, dtype=None, copy=False, na_value=None):
        return array((self._rows,))

    def __array__(self, dtype=None, copy=None):
        return array((self._rows,))

    def to_frame(self, name=None):
        return frame(self._rows, None, 1)

    def unique(self):
        return array((some(),))

    def ravel(self, order="C"):
        return array((self._rows,))

    def copy(self, deep=True):
        return self._like(self._rows, self._mask)

    def head(self, n=5):
        return self._like(some())

    tail = nlargest = nsmallest = head

    def dropna(self, *arguments, **keywords):
        return self._fewer(*arguments, **keywords)

    drop_duplicates = drop = dropna

    def _aside(self, *arguments, **keywords):
        return unknown("what a series is worth")

    sum = mean = min = max = std = var = median = nunique = item = count = mode = describe = _aside
    tolist = to_list = value_counts = quantile = idxmax = idxmin = any = all = plot = hist = items = keys = _aside
    skew = kurt = corr = cov = autocorr = dot = to_dict = info = groupby = _aside

    def to_csv(self, *arguments, **keywords):
        FILES["written"] = True
        return unknown("what is written")

    def _each(self, *arguments, **keywords):
        return self._same(*arguments, **keywords)

    fillna = astype = map = abs = round = clip = replace = rank = cumsum = cumprod = diff = shift = ffill = bfill = (
        _each
    )
    interpolate = pct_change = rename_axis = _each

    def _operated(self, other):
        return self._like(self._rows if is_plain(other) else some())

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _operated
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = _operated

    def __neg__(self):
        return self._like(self._rows)

    def __invert__(self):
        return self._like(self._rows, self._mask)

    def _compared(self, *others, **keywords):
        return self._like(self._rows, True)

    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = isna = isnull = notna = notnull = _compared
    isin = between = duplicated = eq = ne = lt = le = gt = ge = _compared

    def _combined(self, other):
        if isinstance(other, Series) and same_size(self._rows, other._rows):
            return self._like(self._rows, self._mask)
        return self._like(some(), self._mask)

    __and__ = __or__ = __xor__ = __rand__ = __ror__ = _combined

    def __getitem__(self, key):
        if isinstance(key, slice):
            return self._like(some())
        if isinstance(key, (Series, list)):
            return self._like(some())
        return unknown("an element of a series")

    def __setitem__(self, key, value):
        if not isinstance(key, (slice, Series)):
            self._rows = some()

    @property
    def iloc(self):
        return SeriesPlaces(self)

    @property
    def loc(self):
        return SeriesLabels(self)

    def __getattr__(self, name):
        if name.startswith("_"):
            return unknown("a series that may have been changed")
        self._rows = some()
        return unknown("what a series of pandas has beside its values")


class SeriesPlaces:
    def __init__(self, series):
        self._series = series

    def __getitem__(self, key):
        if isinstance(key, slice):
            return self._series._like(cut(self._series._rows, key))
        return unknown("an element of a series")

    def __setitem__(self, key, value):
        pass


class SeriesLabels(SeriesPlaces):
    def __getitem__(self, key):
        return self._series[key]

    def __setitem__(self, key, value):
        self._series[key] = value


class Dates:
    """An index of dates; it has no labels by which it would be aligned."""

    _shapelint_sizes = ("_rows",)

    def __init__(self, rows):
        self._rows = rows

    @property
    def shape(self):
        return (self._rows,)

    def __len__(self):
        return self._rows

    def __getattr__(self, name):
        return unknown("what is made of dates")


def date_range(start=None, end=None, periods=None, *arguments, **keywords):
    return Dates(some() if periods is None else periods)
