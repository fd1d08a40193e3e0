from unknown_module import f0

d = {"a": 1}
d["a" if f0 else "b"] = 2
x = d["a"]
