from unknown_module import flag

a = b = c = d = e = h = 0
for _ in range(flag(0) * 9):
    a = b
    b = c
    c = d
    d = e
    e = h
    h += 1
