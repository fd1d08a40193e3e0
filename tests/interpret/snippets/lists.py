l = [3, 1, 2]
m = l
m.append(4)
a = list(l)
l.extend((5, 6)); l.insert(1, 9); l.remove(3)
b = l.pop(), l.pop(0), l.index(2), l.count(1), list(l)
l.sort(); c = list(l)
l.sort(reverse=True, key=lambda v: -v); d = list(l)
l.reverse(); e = list(l)
f = l.copy() is l, l == l.copy()
l += [7]; g = m is l, m[-1]
l = l + [8]; h = m is l
l *= 2
i = len(l)
j = sorted([(2, "b"), (1, "z"), (2, "a")]), sorted(["bb", "a"], key=len), sorted([1, 3, 2], reverse=True)
del m[0]
k = m
n = [1, 2] + [3], [[]] * 2, 2 in [1, 2], [1, [2]] == [1, [2]], [1, 2] < [1, 3]
m.clear()
o = m
