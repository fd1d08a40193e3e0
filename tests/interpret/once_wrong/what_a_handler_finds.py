from unknown_module import f0

x = 0
try:
    if f0:
        x = 1
        raise ValueError
    x = 2
except ValueError:
    pass
