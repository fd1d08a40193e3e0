x = "global"
class K:
    x = "class"
    def f(self): return x
    y = x
def f():
    x = "local"
    def g(): return x
    return g()
def shadow(list): return list
r = K().f(), K.y, f(), shadow(3)
def later(): return helper()
def helper(): return "helped"
s = later()
def rec(n): return 1 if n == 0 else n * rec(n - 1)
t = rec(5)
def unbound():
    try:
        z
        return "bound"
    except NameError:
        return "unbound"
    z = 1
u = unbound()
g = globals()["x"], "x" in globals(), sorted(k for k in locals() if k in ("r", "s"))
e = eval("1 + 2")
