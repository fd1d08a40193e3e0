import functools
from functools import partial, reduce, lru_cache, cached_property, cmp_to_key
def f(a, b, c=3, *d, **e): return (a, b, c, d, sorted(e.items()))
p = partial(f, 1, c=5)
r1 = p(2)
r2 = p(2, c=6, z=1)
r3 = reduce(lambda a, b: a * b, [1, 2, 3, 4])
r4 = reduce(lambda a, b: a + b, [], 7)
log = []
@lru_cache(maxsize=None)
def fib(n): 
    log.append(n)
    return n if n < 2 else fib(n - 1) + fib(n - 2)
r5 = fib(6)
log_length = len(log)
class A:
    n = 0
    @cached_property
    def v(self):
        A.n += 1
        return 42
a = A()
r6 = a.v, a.v, A.n
r7 = p.args, p.keywords
@functools.cache
def g(): 
    log.append("g")
    return 1
g(); g()
gs = log.count("g")
def three(x, y=1, z=2): return (x, y, z)
once = partial(three, 1, y=2)
twice = partial(once, z=5)
pa = (twice.func is three, twice.args, twice.keywords, twice(), twice(y=7), once(z=9), twice.func.__name__)
pb = partial(twice, 3).args
