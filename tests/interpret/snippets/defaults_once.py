def f(x, acc=[]):
    acc.append(x)
    return list(acc)
a, b = f(1), f(2)
c = f(3, [])
n = 5
def g(v=n): return v
n = 6
d = g()
def h(*, key, other=1): return key - other
e = h(key=3)
def po(a, b=2, /, c=3, *, d=4): return (a, b, c, d)
i = po(1), po(1, 5, c=6, d=7)
try:
    po(a=1)
    j = "ok"
except TypeError:
    j = "type error"
