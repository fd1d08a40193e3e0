log = []
def g(n):
    try:
        for i in range(n):
            try:
                if i == 2:
                    raise ValueError
                log.append(("in", i))
                got = yield i
                log.append(("got", got))
            except ValueError:
                log.append("caught")
                continue
            finally:
                log.append(("fin", i))
    finally:
        log.append("closed")
    return "end"
c = list(g(4))
out1 = list(log)
log.clear()
def h():
    r = yield from g(2)
    yield r
d = list(h())
out3 = list(log)
log.clear()
xs = [1, 2, 3]
it = iter(xs)
e = next(it)
xs.append(4)
f = list(it)
scale = {"k": 1}
m = map(lambda v: v * scale["k"], [1, 2, 3])
q1 = next(m)
scale["k"] = 10
q2 = list(m)
ge = (v * scale["k"] for v in range(3))
scale["k"] = 100
q3 = list(ge)
def count():
    n = 0
    while True:
        n += 1
        log.append(n)
        yield n
import itertools
s = list(itertools.islice(count(), 3))
p = []
for i, v in enumerate(count()):
    p.append((i, v))
    if i == 2: break
z = list(zip("ab", count()))
out4 = list(log)
def tree(n):
    yield n
    if n > 0:
        yield from tree(n - 1)
        yield from tree(n - 2)
tr = list(tree(4))
def early():
    yield 1
    return
    yield 2
v1 = list(early())
x = [*early()]
first, *others = early()
y1 = sum(i for i in range(4) if i % 2)
y2 = max((i * 2 for i in [3, 4]), default=0)
y3 = 3 in (i for i in range(5))
y4 = dict((k, k * 2) for k in "ab")
y5 = sorted(c for c in "hello")
y6 = "".join(c for c in "abc")
y7 = any(v > 2 for v in [1, 2, 3])
y8 = all(v > 2 for v in [1, 2, 3])
y9 = tuple(map(str, [1, 2]))
def matched(v):
    match v:
        case 1:
            yield "one"
        case [a, b]:
            yield a
            yield b
        case _:
            yield "other"
mm = [list(matched(v)) for v in (1, [5, 6], 7)]
def loop_else():
    for i in range(2):
        yield i
    else:
        yield "else"
    while True:
        yield "w"
        break
    else:
        yield "never"
le = list(loop_else())
state = {"width": 4}
def widths():
    while True:
        yield state["width"]
ws = widths()
w1 = next(ws)
state["width"] = 8
w2 = next(ws)
def averages():
    total, count = 0, 0
    value = yield None
    while value is not None:
        total, count = total + value, count + 1
        value = yield total / count
av = averages()
next(av)
a1 = av.send(4)
a2 = av.send(6)
def closing():
    try:
        yield 1
        yield 2
    finally:
        state["closed"] = True
cl = closing()
cl.close()
k1 = dict(state)
def both_ways():
    for k in [0, 1]:
        if k:
            x = yield "one"
        else:
            x: object = yield "zero"
        yield x
bw = both_ways()
b1 = (next(bw), bw.send(7), next(bw), bw.send(8))
def returning():
    return (yield 1)
def delegating():
    r = yield from returning()
    yield r
dl = delegating()
d1 = (next(dl), dl.send("sent"))
changed = []
for item in (changed.append(i) or i for i in range(3)):
    changed.append("used")
for pair in zip((changed.append(i) or i for i in range(2)), "ab"):
    changed.append(pair)
only = list(filter(lambda v: v % 2, (v for v in range(6))))
