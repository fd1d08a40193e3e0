from unknown_module import flag

x = y = 0
for _ in range(flag(0) * 3):
    y = x
    x = 1
