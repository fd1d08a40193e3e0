log = []
class E(ValueError):
    def __init__(self, code):
        super().__init__("bad %d" % code)
        self.code = code
def f(x):
    try:
        if x == 1: raise E(5)
        if x == 2: raise KeyError("k")
        if x == 3: return "returned"
        log.append("body")
    except E as e:
        log.append(e.code); log.append(str(e)); log.append(e.args)
        return "E"
    except (KeyError, IndexError) as e:
        log.append(type(e).__name__)
        raise RuntimeError("again") from e
    else:
        log.append("else")
    finally:
        log.append("finally")
    return "end"
r = [f(0), f(1), f(3)]
try:
    f(2)
except RuntimeError as e:
    m = str(e)
def nested():
    try:
        try:
            raise ValueError("inner")
        finally:
            log.append("f1")
    except ValueError:
        log.append("caught")
        try:
            raise
        except ValueError as again:
            return str(again)
n = nested()
def overriding():
    try:
        return 1
    finally:
        return 2
o = overriding()
def loop():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
        finally:
            log.append(i)
    return i
l = loop()
