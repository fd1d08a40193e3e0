import copy
a = [[1], {"k": [2]}]
b = copy.copy(a); c = copy.deepcopy(a)
a[0].append(9)
r = b, c, b[0] is a[0], c[0] is a[0]
class T:
    def __init__(self): self.l = [1]
t = T(); u = copy.copy(t); v = copy.deepcopy(t)
t.l.append(2)
s = u.l, v.l
l = [t, t]; m = copy.deepcopy(l)
w = m[0] is m[1], m[0] is t
