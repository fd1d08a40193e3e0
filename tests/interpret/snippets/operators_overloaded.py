class V:
    def __init__(self, v): self.v = v
    def __add__(self, o): return V(self.v + (o.v if isinstance(o, V) else o))
    def __radd__(self, o): return V(o + self.v + 100)
    def __iadd__(self, o):
        self.v += o * 10
        return self
    def __mul__(self, o): return NotImplemented if isinstance(o, str) else V(self.v * o)
    def __rmul__(self, o): return V(o * self.v)
    def __neg__(self): return V(-self.v)
    def __eq__(self, o): return isinstance(o, V) and self.v == o.v
    def __lt__(self, o): return self.v < o.v
    def __le__(self, o): return self.v <= o.v
    def __hash__(self): return hash(self.v)
    def __bool__(self): return self.v != 0
    def __int__(self): return self.v
    def __abs__(self): return abs(self.v)
    def __repr__(self): return f"V({self.v})"
    def __matmul__(self, o): return self.v * o.v
    def __invert__(self): return ~self.v
    def __index__(self): return self.v
a, b = V(2), V(3)
r = (a + b).v, (a + 1).v, (1 + a).v, (a * 3).v, (3 * a).v, (-a).v, a == V(2), a != b, a < b, b > a, a >= b
c = a; c += 5
s = a.v, c is a, bool(V(0)), int(b), abs(V(-4)), repr(b), str(b), f"{b}", a @ b, sum([V(1), V(2)], V(0)).v, sorted([V(3), V(1)])[0].v, max(V(1), V(5)).v
t = V(1) in [V(1)], {V(1): "one"}[V(1)], len({V(1), V(1)}), ~V(1), [10, 20, 30][V(1)], not V(0)
