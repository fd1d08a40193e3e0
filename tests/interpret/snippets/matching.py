class P:
    __match_args__ = ("x", "y")
    def __init__(self, x, y): self.x, self.y = x, y
def f(v):
    match v:
        case 0: return "zero"
        case 1 | 2: return "small"
        case [a, b]: return ("pair", a, b)
        case [a, *rest]: return ("list", a, rest)
        case {"k": x, **more}: return ("map", x, more)
        case P(0, y): return ("P0", y)
        case P(x=px): return ("P", px)
        case str(s) if len(s) > 3: return "long " + s
        case str() as s: return "short " + s
        case None: return "none"
        case int(n): return ("int", n)
        case _: return "other"
r = [f(0), f(2), f([1, 2]), f([1, 2, 3]), f({"k": 1, "z": 2}), f(P(0, 5)), f(P(3, 4)), f("abcd"), f("ab"), f(None), f(77), f(1.5), f([])]
