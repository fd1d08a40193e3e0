a = [1]; b = a; c = a[:]
b.append(2)
r = a, c
def f(l): l.append(9); l = [0]; return l
x = f(a)
d = {"l": a}; d["l"].append(3)
t = (a, a); t[0].append(4)
s = a, x
o = [a] * 2
o[0].append(5)
u = len(o[1]), o[0] is o[1]
e = [[] for _ in range(2)]; e[0].append(1)
class K:
    shared = []
    def __init__(self): self.own = []
k1, k2 = K(), K()
k1.shared.append(1); k1.own.append(1)
v = k2.shared, k2.own
k1.shared = [7]
w = K.shared, k1.shared
n = [1, 2]; n[0], n[1] = n[1], n[0]
i = 0; arr = [0, 0]
i, arr[i] = 1, 5
