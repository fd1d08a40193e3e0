from unknown_module import f0

l = [1]
x = 0
if f0:
    l.clear()
try:
    l.append(l[0])
except IndexError:
    x = 1
