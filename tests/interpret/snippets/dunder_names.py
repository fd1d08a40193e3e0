class Outer:
    "doc of Outer"
    class Inner: pass
    def m(self): "doc m"
o = Outer()
r = o.__class__.__name__, Outer.__doc__, Outer.Inner.__name__, o.m.__name__, Outer.m.__doc__, Outer.__name__, Outer.__bases__[0].__name__, Outer.Inner.__qualname__
private = [n for n in dir(o) if not n.startswith("__")]
class P:
    def __init__(self): self.__x = 3
    def get(self): return self.__x
p = P()
s = p.get(), sorted(vars(p))
