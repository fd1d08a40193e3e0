from unknown_module import flag

def pairs(source):
    n = 0
    while flag(0) and n < 3:
        n += 1
        yield (1, n)
    if flag(1):
        yield (1, "last")
    else:
        yield (2, "last")

ones = seconds = 0
for one, second in pairs(None):
    ones, seconds = one, second
