from unknown_module import f0


def h():
    for i in range(3):
        if f0:
            break
        return 5
    return 6


x = h()
