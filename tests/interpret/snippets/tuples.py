t = (1, "a", None)
a = t[0], t[-1], len(t), t + (2,), t.index("a"), t.count(1), 1 in t
b = (), (1,), tuple([1, 2]), tuple("ab"), (1, 2) == (1, 2), hash((1, 2)) == hash((1, 2))
c = sorted([(1, 2), (0, 5)]), max((1, 5), (2, 0)), dict([(1, 2)])
x, (y, z) = 1, (2, 3)
