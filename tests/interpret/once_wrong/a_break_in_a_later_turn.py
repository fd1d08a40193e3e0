from unknown_module import flag

x = y = 0
for _ in range(1 + flag(0) + flag(2)):
    if y > 0:
        break
    y = 5
else:
    x = 1
