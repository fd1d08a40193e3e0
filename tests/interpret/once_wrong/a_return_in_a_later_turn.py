from unknown_module import flag


def h():
    y = 0
    for _ in range(1 + flag(0) + flag(2)):
        if y > 0:
            return 2
        y = 5
    return 1


x = h()
