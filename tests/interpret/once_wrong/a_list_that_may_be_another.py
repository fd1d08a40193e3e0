from unknown_module import f0

l = [1]
k = l
if f0:
    l = [2]
l.append(5)
x = len(k)
