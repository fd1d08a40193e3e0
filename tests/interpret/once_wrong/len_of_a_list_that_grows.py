from unknown_module import f0

l = []
if f0:
    l.append(1)
if len(l) > 0:
    a = 1
else:
    a = 2
l.append(1)
if len(l) > 0:
    x = 1
else:
    x = 2
