class C:
    def __init__(self): self.d = {}
    def __getitem__(self, k): return ("missing", k) if isinstance(k, slice) or k not in self.d else self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __len__(self): return len(self.d)
    def __contains__(self, k): return k == "magic" or k in self.d
    def __iter__(self): return iter(list(self.d))
    def __call__(self, *a): return len(a)
    def __reversed__(self): return ["r"]
c = C()
c["a"] = 1; c["b"] = 2; c["a"] += 5
r = c["a"], c["zz"], len(c), "magic" in c, "q" in c, list(c), c(1, 2), bool(C())
del c["b"]
s = len(c), [*c], c[1:2][0], c[1, 2]
class Seq:
    def __len__(self): return 3
    def __getitem__(self, i):
        if i >= 3: raise IndexError
        return i * i
t = list(Seq()), 4 in Seq(), sum(Seq())
class It:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
u = list(It(3)), [x for x in It(2)], next(It(5))
class G:
    def __iter__(self):
        yield 1
        yield 2
v = list(G()), sum(G())
