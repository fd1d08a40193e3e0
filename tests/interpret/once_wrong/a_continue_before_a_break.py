from unknown_module import f0

x = 0
for i in range(3):
    x = i
    if f0:
        continue
    break
