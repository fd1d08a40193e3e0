from unknown_module import f0


def g():
    if f0:
        yield 1
    yield 2


x = list(g())[0]
