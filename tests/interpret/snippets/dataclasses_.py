from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass
@dataclass
class A:
    x: int
    y: int = 2
    z: list = field(default_factory=list)
@dataclass
class B(A):
    w: str = "w"
    n: int = field(init=False, default=0)
    def __post_init__(self): self.n = self.x + self.y
a = A(1); b = B(1, 3, [5], w="q")
a.z.append(1)
r = a.x, a.y, a.z, A(2).z, b.n, b.w, b.z
s = asdict(a), astuple(a), replace(a, x=9).x, [f.name for f in fields(b)], is_dataclass(a), is_dataclass(3)
e = A(1) == A(1), A(1) == A(2), A(1) != A(2)
t = repr(A(1, 2, []))
@dataclass(frozen=True)
class F:
    v: int = 3
    @property
    def double(self): return self.v * 2
f = F()
try:
    f.v = 4
    fz = "set"
except Exception as error:
    fz = type(error).__name__
g = f.double, F(5) == F(5), f.v
@dataclass(order=True)
class O:
    k: int
o = O(1) < O(2), sorted([O(2), O(1)])[0].k
@dataclass
class N:
    inner: A
    items: dict = field(default_factory=dict)
n = asdict(N(A(1), {"k": 2}))
@dataclass(kw_only=True)
class K:
    a: int
    b: int = 1
k = K(a=5).b
