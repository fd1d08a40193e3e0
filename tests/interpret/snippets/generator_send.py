def acc():
    total = 0
    while True:
        v = yield total
        if v is None: break
        total += v
a = acc()
first = next(a)
