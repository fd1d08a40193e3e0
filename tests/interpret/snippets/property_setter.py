class T:
    def __init__(self): self._c = 0
    @property
    def c(self): return self._c
    @c.setter
    def c(self, v): self._c = v * 2
    @c.deleter
    def c(self): self._c = -1
    area = property(lambda self: self._c + 100)
t = T()
t.c = 4
a = t.c
b = t.area
t.c += 1
e = t.c
del t.c
g = t.c
try:
    t.area = 3
    f = "set"
except AttributeError:
    f = "refused"
