from unknown_module import f0

g = iter([1, 2, 3])
if f0:
    next(g)
x = next(g)
