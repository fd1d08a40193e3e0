def counter():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
a, b = counter(), counter()
r = a(), a(2), b(), a()
total = 0
def add(x):
    global total
    total += x
add(3); add(4)
fs = [lambda: i for i in range(3)]
late = [f() for f in fs]
early = [f() for f in [lambda i=i: i for i in range(3)]]
def outer():
    x = 1
    def mid():
        def inner():
            nonlocal x
            x += 10
        inner()
    mid()
    return x
o = outer()
