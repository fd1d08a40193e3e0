from collections import OrderedDict, defaultdict, deque, namedtuple, Counter, ChainMap
o = OrderedDict([("a", 1), ("b", 2)])
o["c"] = 3
o.move_to_end("a")
a = list(o.items()), o.popitem(last=False), isinstance(o, dict)
d = defaultdict(list)
d["x"].append(1); d["x"].append(2)
b = dict(d), "y" in d, d["y"], len(d)
n = defaultdict(int)
for c in "aab": n[c] += 1
c = dict(n)
q = deque([1, 2, 3], maxlen=3)
q.append(4); q.appendleft(0)
e = list(q), len(q)
q2 = deque(); q2.append(1); q2.append(2)
f = q2.popleft(), q2.pop(), len(q2)
P = namedtuple("P", "x y")
p = P(1, y=2)
g = p.x, p[1], p == (1, 2), p._replace(x=5).x, p._asdict(), list(p), P._fields, p + (3,)
x, y = p
D = namedtuple("D", ["a", "b"], defaults=[7])
h = D(1).b, tuple(D(1))
k = Counter("abca")
i = k["a"], k["z"], k.most_common(1), sum(k.values())
