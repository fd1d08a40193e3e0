d = {"a": 1, "b": 2}
for k in list(d):
    if k == "a": del d[k]
l = [1, 2, 3, 4]
seen = []
for v in l:
    seen.append(v)
    if v == 1: l.remove(2)
stack = [[1, [2, [3]]]]
flat = []
while stack:
    top = stack.pop()
    for v in top:
        if isinstance(v, list): stack.append(v)
        else: flat.append(v)
