"""What numpy's scalars have, which are held as Python's own numbers and texts. A test compares the real ones."""

from __future__ import annotations

SCALAR_WORDS = """
T __abs__ __add__ __and__ __array__ __array_interface__ __array_namespace__ __array_priority__
__array_struct__ __array_wrap__ __bool__ __ceil__ __class_getitem__ __complex__ __contains__ __copy__
__deepcopy__ __divmod__ __float__ __floor__ __floordiv__ __getformat__ __getitem__ __getnewargs__ __index__
__int__ __invert__ __iter__ __len__ __lshift__ __mod__ __mul__ __neg__ __or__ __pos__ __pow__ __radd__
__rand__ __rdivmod__ __rfloordiv__ __rlshift__ __rmod__ __rmul__ __ror__ __round__ __rpow__ __rrshift__
__rshift__ __rsub__ __rtruediv__ __rxor__ __setstate__ __sub__ __truediv__ __trunc__ __xor__ all any argmax
argmin argsort as_integer_ratio astype base bit_count byteswap capitalize casefold center choose clip compress
conj conjugate copy count cumprod cumsum data denominator device diagonal dtype dump dumps encode endswith
expandtabs fill find flags flat flatten format format_map fromhex getfield hex imag index is_integer isalnum
isalpha isascii isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper item
itemsize join ljust lower lstrip maketrans max mean min nbytes ndim nonzero numerator partition prod put ravel
real removeprefix removesuffix repeat replace reshape resize rfind rindex rjust round rpartition rsplit rstrip
searchsorted setfield setflags shape size sort split splitlines squeeze startswith std strides strip sum
swapaxes swapcase take title to_device tobytes tofile tolist trace translate transpose upper var view zfill
"""
SCALAR_NAMES = frozenset(SCALAR_WORDS.split())
