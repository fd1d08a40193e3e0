import functools
calls = []
def plain(f):
    @functools.wraps(f)
    def inner(*a, **k):
        calls.append(f.__name__)
        return f(*a, **k) + 1
    return inner
def times(n):
    def deco(f):
        def inner(*a): return f(*a) * n
        return inner
    return deco
@plain
def one(x): 
    "doc"
    return x
@times(3)
@plain
def two(x): return x
@times(n=2)
def three(x): return x
r = one(1), two(2), three(5)
n = one.__name__, one.__doc__, two.__name__
def mark(cls):
    cls.marked = True
    return cls
@mark
class K: pass
m = K.marked
class Deco:
    def __init__(self, f): self.f = f; self.n = 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a)
@Deco
def four(x): return x + 4
z = four(1), four(2), four.n
