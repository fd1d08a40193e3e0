class A:
    kind = "a"
    def __init__(self, x, y=2):
        self.x = x
        self.y = y
    def total(self):
        return self.x + self.y
a = A(1)
b = A(3, y=4)
r1, r2 = a.total(), b.total()
A.kind = "z"
k1 = a.kind
a.kind = "own"
k2, k3 = a.kind, b.kind
d = sorted(a.__dict__)
n = type(a).__name__
class Absent:
    norm = None
absent = Absent.norm, Absent().norm, getattr(Absent(), "norm", 3), hasattr(Absent(), "norm")
