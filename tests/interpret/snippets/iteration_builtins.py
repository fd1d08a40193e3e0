a = (
    list(zip([1, 2, 3], "ab")),
    list(enumerate("ab", 1)),
    list(map(lambda x, y: x + y, [1, 2], [3, 4])),
    list(filter(None, [0, 1, "", 2])),
)
b = (
    any([0, 1]),
    all([1, 0]),
    any([]),
    all([]),
    sum([1, 2], 10),
    sum([[1], [2]], []),
    min(3, 1),
    max([1, 5, 2]),
    min([], default=0),
)
c = (
    list(reversed([1, 2])),
    sorted("ba"),
    list(range(5, 0, -2)),
    list(range(0)),
    len(range(3, 10, 2)),
    4 in range(5),
    range(3)[-1],
    range(0, 9, 3) == range(0, 7, 3),
)
d = max([(1, "a"), (0, "z")], key=lambda p: p[1]), min("abc", key=lambda c: -ord(c))
it = iter([1, 2, 3])
n = next(it)
rest = list(it)
again = list(it)
z = zip([1], [2])
z1 = list(z)
z2 = list(z)
e = [a for a in zip(*[(1, 2), (3, 4)])]
f = dict(enumerate("ab")), list(map(str, [1, 2])), [*map(int, "12")], list(zip())
g = (
    isinstance(1, int),
    isinstance(True, int),
    isinstance(1.0, (int, float)),
    isinstance([], list),
    isinstance("a", str),
    isinstance(None, type(None)),
)
h = callable(len), callable(3), hasattr([], "append"), hasattr(3, "nope"), getattr(3, "nope", 7)
i = bool(""), int(3.9), int("0x1f", 16), float("inf") > 1, str(5), list((1, 2)), int(True), complex(1, 2)
j = list(iter(lambda c=[0]: c.append(1) or len(c), 4))
