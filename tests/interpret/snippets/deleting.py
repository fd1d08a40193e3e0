x = 1
del x
try:
    x
    a = "there"
except NameError:
    a = "gone"
d = {"a": 1, "b": 2}; del d["a"]
l = [1, 2, 3]; del l[1], l[0]
class K:
    v = 1
k = K(); k.w = 2; del k.w
b = hasattr(k, "w"), hasattr(k, "v"), d, l
k.v = 5; del k.v
c = k.v
del K.v
e = hasattr(k, "v")
