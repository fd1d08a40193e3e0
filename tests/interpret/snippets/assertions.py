def f(x):
    assert x > 0, "positive"
    return x
try:
    f(-1)
    a = "no"
except AssertionError as e:
    a = str(e)
b = f(2)
