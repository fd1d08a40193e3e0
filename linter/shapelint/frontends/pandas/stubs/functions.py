"""What makes data frames: https://pandas.pydata.org/docs/reference/general_functions.html. See frames.py."""


def content_of(data, columns):
    """The rows, the number of columns and their names, of what a frame is made of."""
    if isinstance(data, DataFrame):
        if columns is None:
            return data._rows, data._width, data._names
        names = names_of(columns)
        return data._rows, width_of(names), names
    if isinstance(data, dict) and columns is None:
        names = names_of(list(data))
        return rows_of_columns(data), width_of(names), names
    rows, width = table_of(data)
    if columns is not None:
        names = names_of(columns)
        return rows, width_of(names), names
    return rows, 1 if width is None else width, "unique" if is_array(data) else None


def read_csv(
    filepath_or_buffer, *arguments, sep=",", header="infer", names=None, index_col=None, usecols=None, **keywords
):  # fmt: skip
    if keywords.get("chunksize") is not None or keywords.get("iterator") is not None:
        return unknown("a file that is read in pieces")
    if arguments or header not in ("infer", 0, None) or not is_harmless_reading(keywords):
        return frame(some(), None, some())
    found = "unique" if FILES["written"] is not False else header_of(filepath_or_buffer, sep)
    if names is not None:
        found = names_of(names) if usecols is None else None  # what there is too much becomes the index
    elif header is None:
        found = numbered(found)
    if found is not None and usecols is not None:
        found = kept(found, usecols)
    if found is not None and index_col is not None:
        found = without_index(found, index_col)
    return frame(some(), found, width_of(found))


def concat(objs, *arguments, axis=0, **keywords):
    sides = axis == 1 or axis == "columns"
    if not isinstance(objs, (list, tuple)) or (not sides and axis != 0):
        return unknown("a concatenation")
    rows, width, names = joined(objs)
    if arguments or (keywords and not (len(keywords) == 1 and "ignore_index" in keywords)):
        return unknown("a concatenation")
    if width is None:
        return unknown("a concatenation")
    if sides:
        return frame(some(), None, width)
    return frame(rows, names, width_of(names)) if names is not None else unknown("a concatenation")


def merge(left, right, how="inner", on=None, *arguments, **keywords):
    plain = not arguments and not [key for key in keywords if key not in ("sort", "suffixes", "validate", "copy")]
    if not plain or how == "cross" or not isinstance(left, DataFrame) or not isinstance(right, DataFrame):
        return frame(some(), None, some())
    width, names = merged(left._names, right._names, on)
    return frame(some(), names, some() if width is None else width)


def get_dummies(
    data, prefix=None, prefix_sep="_", dummy_na=False, columns=None, sparse=False, drop_first=False, dtype=None
):
    if isinstance(data, DataFrame):
        width, names = indicators(data._names, data._levels, columns, dummy_na, drop_first, prefix, prefix_sep)
        return frame(data._rows, names, some() if width is None else width)
    if isinstance(data, Series):
        return frame(data._rows, None, some())
    return frame(some(), None, some())


def to_series(arg, *arguments, **keywords):
    if isinstance(arg, Series) and not arguments:
        return arg._like(arg._rows)
    return unknown("what is converted")
