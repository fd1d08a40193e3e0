REG = {}
def register(name):
    def deco(cls):
        REG[name] = cls
        return cls
    return deco
@register("a")
class A:
    def __init__(self, n): self.n = n
@register("b")
class B(A): pass
r = [type(REG[k](i)).__name__ for i, k in enumerate(sorted(REG))], REG["b"](3).n
def build(cfg):
    cfg = dict(cfg)
    return REG[cfg.pop("type")](**cfg)
s = build({"type": "a", "n": 4}).n
