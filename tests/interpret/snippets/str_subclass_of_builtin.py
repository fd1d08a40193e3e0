class D(dict):
    def __getattr__(self, k):
        try: return self[k]
        except KeyError: raise AttributeError(k)
    __setattr__ = dict.__setitem__
d = D(a=1)
d.b = 2
r = d.a, d["b"], sorted(d), hasattr(d, "zz"), len(d), isinstance(d, dict)
class L(list):
    def total(self): return sum(self)
l = L([1, 2]); l.append(3)
s = l.total(), len(l), l[0], [*l]
class I(int):
    def half(self): return self // 2
t = I(10).half(), I(3) + 1
