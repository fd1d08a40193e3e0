class Base:
    def __init__(self, **kw): self.rest = kw
class L(Base):
    def __init__(self, left, **kw):
        super().__init__(**kw)
        self.left = left
class R(Base):
    def __init__(self, right=9, **kw):
        super().__init__(**kw)
        self.right = right
class X(L, R): pass
x = X(1, right=2, other=3)
r = (x.left, x.right, x.rest)
y = X(left=1)
q = y.right
