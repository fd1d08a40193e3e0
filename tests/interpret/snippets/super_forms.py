class A:
    def __init__(self, x): self.x = x
    @classmethod
    def make(cls, x): return cls(x)
    @property
    def p(self): return self.x * 10
class B(A):
    def __init__(self, x):
        super(B, self).__init__(x + 1)
        self.y = 0
    @classmethod
    def make(cls, x):
        made = super().make(x)
        made.y = 5
        return made
    @property
    def p(self): return super().p + 1
class C(B):
    def __init__(self, x):
        B.__init__(self, x)
c = C.make(1)
x, y, p, n = c.x, c.y, c.p, type(c).__name__
