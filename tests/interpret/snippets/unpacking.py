a, b = 1, 2
a, b = b, a
(c, d), e = (3, 4), 5
first, *middle, last = range(5)
*init, end = [1, 2]
[x, *y] = "abc"
p = q = [1]
p.append(2)
m = {**{"a": 1, "b": 2}, "b": 3}
l = [*range(2), *"xy"]
t = (*l, 9)
s = sorted({*[1, 2], 2, 3})
for i, (j, k) in [(1, (2, 3)), (4, (5, 6))]:
    pass
errs = []
try:
    a1, b1 = [1, 2, 3]
except ValueError:
    errs.append("v")
