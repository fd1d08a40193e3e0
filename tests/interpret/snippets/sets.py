s = {1, 2}
s.add(3); s.add(1)
a = sorted(s), len(s), 2 in s
b = sorted(s | {4}), sorted(s & {1, 9}), sorted(s - {1}), sorted(s ^ {1, 5})
s.discard(9); s.remove(1)
c = sorted(s), s <= {2, 3, 4}, s.issubset({2}), s.isdisjoint({7}), s == {3, 2}
s.update([7], (8,)); s |= {9}
d = sorted(s)
f = frozenset([1, 2]), len(set("hello")), sorted(set([3, 1, 3]))
e = sorted(s.union([0])), sorted(s.intersection([7, 8])), sorted(s.difference([7]))
t = s
t.clear()
g = len(s), bool(s)
h = frozenset([1]) == {1}, {1} < {1, 2}
s -= {1}
