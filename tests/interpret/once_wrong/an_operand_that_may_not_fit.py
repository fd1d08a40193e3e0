from unknown_module import f0

c = None if f0 else 1
x = 0
try:
    c += 1
except TypeError:
    x = 1
