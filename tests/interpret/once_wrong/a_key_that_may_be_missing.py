from unknown_module import f0

d = {}
if f0:
    d["k"] = 1
x = "k" in d
