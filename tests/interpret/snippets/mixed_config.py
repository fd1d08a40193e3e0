cfg = {"A": [64, "M", 128, "M"], "B": [64, 64]}
def make(c, inc=3):
    layers, n = [], inc
    for v in cfg[c]:
        if v == "M":
            layers += [("pool", 2)]
        else:
            layers += [("conv", n, v), ("relu",)]
            n = v
    return layers
a, b = make("A"), make("B")
dims = [784, 256, 64, 10]
pairs = [(i, o) for i, o in zip(dims[:-1], dims[1:])]
def conv(h, k, s=1, p=0, d=1): return (h + 2 * p - d * (k - 1) - 1) // s + 1
c = conv(32, 3), conv(224, 7, 2, 3)
e = sum(d.get("n", 1) for d in [{"n": 2}, {}])
width = [int(w * 1.5) for w in (16, 24)]
def make_divisible(v, divisor=8, m=None):
    m = m or divisor
    new = max(m, int(v + divisor / 2) // divisor * divisor)
    if new < 0.9 * v: new += divisor
    return new
f = [make_divisible(v * 0.75) for v in (16, 24, 33)]
