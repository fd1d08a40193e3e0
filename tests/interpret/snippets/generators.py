def g(n):
    for i in range(n):
        yield i
    return "done"
def h():
    yield from g(2)
    r = yield from g(1)
    yield r
a = list(g(3)); b = list(h())
it = g(3)
c = next(it), next(it)
d = list(it)
e = next(it, "end")
try:
    next(it)
    f = "more"
except StopIteration:
    f = "stop"
def fibs():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b
k = []
for v in fibs():
    if v > 20: break
    k.append(v)
def evens(s):
    for v in s:
        if v % 2 == 0: yield v
m = list(evens(k))
z = list(zip(fibs(), "abc"))
