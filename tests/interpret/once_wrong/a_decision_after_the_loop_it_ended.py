from unknown_module import f0

for i in range(3):
    if f0:
        break
if f0:
    x = 1
else:
    x = 2
