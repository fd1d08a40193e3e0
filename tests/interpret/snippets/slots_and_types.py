class S:
    __slots__ = ("a", "b")
    def __init__(self): self.a = 1
s = S()
try:
    s.c = 1
    r = "set"
except AttributeError:
    r = "refused"
T = type("T", (S,), {"k": 5, "m": lambda self: self.k})
t = T()
q = t.m(), T.__name__, issubclass(T, S), type(t) is T, type(3) is int, type("a").__name__, type(None).__name__
class Sub(list):
    pass
class E(Exception): pass
e = E("a", 1)
u = e.args, str(E("x")), str(E()), isinstance(e, Exception), repr(E("x"))
