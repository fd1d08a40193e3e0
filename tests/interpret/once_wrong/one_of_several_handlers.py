from unknown_module import f0, f1

try:
    if f0:
        raise KeyError
    if f1:
        raise ValueError
    x = 0
except KeyError:
    x = 1
except ValueError:
    x = 1
