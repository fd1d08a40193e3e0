from unknown_module import f0


def h():
    if f0:
        return 1
    raise ValueError


try:
    x = h()
except ValueError:
    x = 2
