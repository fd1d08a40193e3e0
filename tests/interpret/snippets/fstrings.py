x, y, s = 3, 2.34567, "ab"
a = f"{x} {y:.2f} {s!r} {s:>5}|{s:<5}|{s:^6}|{x:03d} {x:+} {1000000:,} {255:x} {5:b}"
w = 8
b = f"{s:>{w}} {x + 1} {{}} {x=} {'q'}"
c = "%d-%s-%.1f" % (x, s, y), "%s" % s, "%(k)s" % {"k": 1}
d = "{} {1}".format(1) if False else "{} {}".format(1, s)
e = "{a[0]} {b:>4}".format(a=[1], b="z")
f = f"{y!s:.3}" f"{None} {True} {[1, 'a']} {(1,)} {{'k': 2}}"
g = str(1.0), str([1, "a"]), repr("q'"), str(None), str(1e20)
h = f"{1e-5} {10**20} {3.0}"
