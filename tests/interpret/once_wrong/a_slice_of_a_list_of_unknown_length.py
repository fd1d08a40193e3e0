from unknown_module import f0

l = [1, 2]
if f0:
    l.clear()
l[-1:] = [6, 7]
x = l[0]
