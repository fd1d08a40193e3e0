from unknown_module import flag

first = []
for item in flag(0), *([1] * flag(1)):
    pass
for item in range(flag(0)):
    first.append(1)
second = []
for item in range(flag(1)):
    second.append(1)
x = len(second)
