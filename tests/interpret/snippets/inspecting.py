import inspect
def f(a, b=2, *c, d, e=5, **g): pass
s = inspect.signature(f)
names = list(s.parameters)
defaults = {k: p.default for k, p in s.parameters.items() if p.default is not inspect.Parameter.empty}
class K:
    def __init__(self, x, y=1): pass
    def m(self, z): pass
k = list(inspect.signature(K).parameters), list(inspect.signature(K(1).m).parameters), inspect.isclass(K), inspect.isfunction(f), inspect.ismethod(K(1).m)
kinds = [p.kind == inspect.Parameter.VAR_KEYWORD for p in s.parameters.values()]
