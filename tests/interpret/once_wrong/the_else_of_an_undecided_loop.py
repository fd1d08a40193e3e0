from unknown_module import f0

x = 0
while f0:
    break
else:
    x = 1
