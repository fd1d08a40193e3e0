from unknown_module import f0

l = [1]
if f0:
    l.append(2)
l.append(3)
x = l[1]
