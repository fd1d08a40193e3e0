from typing import NamedTuple, Optional
class C(NamedTuple):
    x: int
    y: int = 5
    def total(self): return self.x + self.y
c = C(1)
r = c.x, c.y, c.total(), c[0], tuple(c), len(c), isinstance(c, tuple)
a, b = C(3, 4)
d = c._replace(y=9).total(), c == C(1, 5), c == (1, 5)
