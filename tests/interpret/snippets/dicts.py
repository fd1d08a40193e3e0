d = {"a": 1, "b": 2}
d["c"] = 3
a = list(d), list(d.values()), list(d.items()), len(d)
b = d.get("z"), d.get("z", 0), d["a"], "a" in d, "q" in d
d.update(a=9, e=5); d.update({"f": 6}); d.update([("g", 7)])
c = dict(d)
e = d.pop("a"), d.pop("nope", None), d.setdefault("h", []), d.setdefault("b", 99)
d["h"].append(1)
f = dict(d)
del d["b"]
g = list(d), {**d, "c": 0}, d | {"x": 1}, dict(a=1), dict([("k", 2)]), dict(zip("ab", (1, 2)))
h = dict.fromkeys("ab", 0), {k: v for k, v in sorted(d.items(), reverse=True) if k != "h"}
d |= {"y": 1}
i = d["y"], d.popitem(), d.copy() == d
j = [k for k in d], max({"a": 3, "b": 7}, key={"a": 3, "b": 7}.get), sum({"a": 1}.values())
k = {1: "i", "1": "s", (1, 2): "t", None: "n", True: "b"}
l = {"a": {"b": [1]}}["a"]["b"][0]
keys = {"a": 1}.keys()
m = list(reversed({"p": 1, "q": 2})), {"a", "b"} == {"a": 1, "b": 2}.keys(), list({"a": 1, "b": 2}.keys() & {"a"})
