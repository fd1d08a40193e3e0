from contextlib import contextmanager, suppress, nullcontext
log = []
@contextmanager
def cm(x):
    log.append("before")
    try:
        yield x * 2
    finally:
        log.append("after")
with cm(4) as v:
    log.append(v)
out = list(log)
with suppress(KeyError):
    {}["x"]
    log.append("never")
with nullcontext(3) as n:
    log.append(n)
state = {"on": False}
@contextmanager
def switched():
    old = state["on"]
    state["on"] = True
    yield
    state["on"] = old
with switched():
    inside = state["on"]
outside = state["on"]
