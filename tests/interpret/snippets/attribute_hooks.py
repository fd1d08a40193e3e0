log = []
class A:
    def __init__(self): self.x = 1
    def __getattr__(self, name):
        if name.startswith("_"): raise AttributeError(name)
        return "dyn " + name
    def __setattr__(self, name, value):
        log.append(name)
        super().__setattr__(name, value)
    def __delattr__(self, name):
        log.append("del " + name)
        object.__delattr__(self, name)
a = A()
a.y = 2
r = a.x, a.y, a.zz, hasattr(a, "_q"), hasattr(a, "q"), getattr(a, "_q", 0)
del a.y
s = a.y, list(log)
setattr(a, "k", 5); t = getattr(a, "k"); delattr(a, "k")
vars_ = sorted(vars(a))
class B:
    def __setattr__(self, n, v): self.__dict__[n] = v * 2
b = B(); b.v = 4
u = b.v
