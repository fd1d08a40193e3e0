def f(*args, **kwargs): return args, kwargs
a = f(1, 2, x=3)
b = f(*[1, 2], *(3,), **{"a": 1}, b=2)
def g(a, *rest, b=0, **more): return (a, rest, b, more)
c = g(1, 2, 3, b=4, z=5)
def h(a, b): return a - b
d = h(b=1, a=5), h(*[5], **{"b": 2})
errors = []
for call in (lambda: h(1), lambda: h(1, 2, 3), lambda: h(1, a=2), lambda: h(1, 2, c=3)):
    try:
        call()
    except TypeError:
        errors.append("TypeError")
