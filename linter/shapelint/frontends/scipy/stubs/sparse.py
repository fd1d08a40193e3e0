"""Sparse matrices, as far as their sizes go. https://docs.scipy.org/doc/scipy/reference/sparse.html

Read by the interpreter, never imported. Given to it: `some` (a size that nobody knows), `unknown`, `array` (of numpy),
`shape_of` (of any array, or None), `is_count`, `sliced` (the shape of some rows and columns, or None).
"""


class Sparse:
    """A sparse matrix of (rows, columns)."""

    ndim = 2

    def __init__(self, shape):
        self._sizes = shape

    @property
    def shape(self):
        return self._sizes

    @property
    def T(self):
        return Sparse((self._sizes[1], self._sizes[0]))

    def transpose(self, *arguments, **keywords):
        return Sparse((self._sizes[1], self._sizes[0]))

    def toarray(self, *arguments, **keywords):
        return array(self._sizes)

    todense = toarray

    @property
    def A(self):
        return array(self._sizes)

    def same(self, *arguments, **keywords):
        return self

    tocsr = tocsc = tocoo = tolil = todok = todia = astype = copy = multiply = power = same

    def __getitem__(self, key):
        if isinstance(key, (int, slice)) or (isinstance(key, tuple) and len(key) == 2):
            kept = key if not isinstance(key, int) else slice(key, key + 1 if key != -1 else None)
            shape = sliced(self._sizes, kept)
            return Sparse(shape) if shape is not None else unknown("an element of a sparse matrix")
        shape = sliced(self._sizes, key)
        return Sparse(shape) if shape is not None else unknown("rows of a sparse matrix")

    def _times(self, other):
        if isinstance(other, Sparse):
            return Sparse((self._sizes[0], other._sizes[1]))
        return unknown("a product of a sparse matrix")

    def dot(self, other):
        return self._times(other)

    def __matmul__(self, other):
        return self._times(other)

    def __getattr__(self, name):
        return unknown("what a sparse matrix has")


def made_of(given, shape):
    """A matrix of an array, of a pair of sizes, of another matrix, or of numbers and their places."""
    if shape is not None:
        return Sparse((shape[0], shape[1]))
    if isinstance(given, Sparse):
        return given
    if isinstance(given, tuple):
        if len(given) == 2 and is_count(given[0]) and is_count(given[1]):
            return Sparse(given)
        return Sparse((some(), some()))
    sizes = shape_of(given)
    if sizes is None or len(sizes) != 2:
        return Sparse((some(), some())) if sizes is not None else unknown("a sparse matrix")
    return Sparse(sizes)


def csr_matrix(arg1, shape=None, dtype=None, copy=False, **keywords):
    return made_of(arg1, shape)


csc_matrix = coo_matrix = lil_matrix = dok_matrix = dia_matrix = bsr_matrix = csr_matrix
csr_array = csc_array = coo_array = lil_array = dok_array = dia_array = bsr_array = csr_matrix


def random(m, n, density=0.01, format="coo", dtype=None, **keywords):
    return Sparse((m, n))


rand = random


def random_array(shape, **keywords):
    return Sparse((shape[0], shape[1])) if len(shape) == 2 else unknown("a sparse array")


def eye(m, n=None, k=0, dtype=None, format=None):
    return Sparse((m, m if n is None else n))


eye_array = eye


def identity(n, dtype="d", format=None):
    return Sparse((n, n))


def diags(diagonals, offsets=0, shape=None, format=None, dtype=None):
    if shape is not None:
        return Sparse((shape[0], shape[1]))
    size = some()
    sizes = shape_of(diagonals)
    if offsets == 0 and sizes is not None and len(sizes) == 1:
        size = sizes[0]
    return Sparse((size, size))


def along(blocks, axis):
    """The blocks one after the other along an axis; unknown unless the shape of each is known."""
    total, other = 0, None
    for block in blocks:
        shape = block.shape if isinstance(block, Sparse) else shape_of(block)
        if shape is None or len(shape) != 2:
            return unknown("sparse matrices that are not all known")
        total = total + shape[axis]
        other = shape[1 - axis]
    if other is None:
        return unknown("sparse matrices that are not all known")
    return Sparse((total, other) if axis == 0 else (other, total))


def hstack(blocks, format=None, dtype=None):
    return along(blocks, 1)


def vstack(blocks, format=None, dtype=None):
    return along(blocks, 0)


def issparse(x):
    return True if isinstance(x, Sparse) else unknown("whether a matrix is sparse")


isspmatrix = issparse
