log = []
class C:
    def __init__(self, n, swallow=False): self.n, self.swallow = n, swallow
    def __enter__(self):
        log.append("in" + self.n)
        return self.n
    def __exit__(self, kind, value, trace):
        log.append("out" + self.n + (kind.__name__ if kind else ""))
        return self.swallow
with C("a") as a, C("b") as b:
    log.append(a + b)
with C("s", True):
    raise ValueError
    log.append("never")
try:
    with C("p"):
        raise KeyError
except KeyError:
    log.append("caught")
def f():
    with C("r"):
        return 5
r = f()
