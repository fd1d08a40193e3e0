x = 10
a = [x for x in range(3)]
b = x
c = {k: v for k, v in zip("ab", (1, 2))}
d = sorted({i % 3 for i in range(10)})
e = [(i, j) for i in range(3) if i for j in range(i)]
g = list(i * i for i in range(4))
n = [[j for j in range(i)] for i in range(3)]
class K:
    base = 3
    items = [i for i in range(base)]
k = K.items
w = [y for i in range(3) if (y := i * 2) > 0]
yy = y
f = sum(len(s) for s in ["a", "bb"])
