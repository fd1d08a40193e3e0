from enum import Enum, IntEnum, auto
class C(Enum):
    RED = 1
    GREEN = auto()
    ALIAS = 1
    def describe(self): return self.name.lower()
class I(IntEnum):
    A = 1
    B = 2
class S(str, Enum):
    X = "x"
a = C.RED.value, C.GREEN.value, C.RED.name, C(1) is C.RED, C["GREEN"] is C.GREEN, C.RED == C.GREEN, [c.name for c in C], len(C)
b = I.A == 1, I.A < I.B, I.A + 1, S.X == "x", C.RED.describe(), isinstance(C.RED, C), C.ALIAS is C.RED, C.RED != 1
d = {C.RED: "r"}[C.RED]
e = C.RED in C, [m.value for m in I]
try:
    C(9)
    f = "ok"
except ValueError:
    f = "ValueError"
class Layout(str, Enum):
    FIRST = "first"
    LAST = "last"
class Level(int, Enum):
    LOW = 1
    HIGH = 2
v = Layout("last") is Layout.LAST, Layout("last") is Layout.FIRST, Layout(Layout.FIRST) is Layout.FIRST, Layout("first") == "first"
w = Level(2) is Level.HIGH, Level(1).name, Layout("last").value, Level(2) == 2, "last" is Layout.LAST
