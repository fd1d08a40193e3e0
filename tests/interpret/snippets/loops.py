r = []
for i in range(5):
    if i == 1: continue
    if i == 3: break
    r.append(i)
else:
    r.append("else")
for i in range(2):
    r.append(i)
else:
    r.append("done")
n = 0
while n < 3:
    n += 1
    if n == 2: continue
else:
    r.append("while else")
while True:
    n += 1
    if n > 6: break
def find(xs, x):
    for i, v in enumerate(xs):
        if v == x: return i
    return -1
f = find([4, 5, 6], 6), find([], 1)
last = i
grow = [1]
for v in grow:
    if len(grow) < 5: grow.append(v + 1)
