from unknown_module import f0

x = 0


def h():
    global x
    try:
        if f0:
            return 1
    finally:
        x = 5
    x = 0


h()
