log = []
def g():
    log.append("start")
    yield 1
    log.append("end")
it = g()
log.append("made")
v = next(it)
rest = list(it)
out = list(log)
