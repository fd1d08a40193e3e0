try:
    from a_module_that_nobody_has import Fast
except ImportError:
    Fast = None

try:
    import a_module_that_nobody_has.inner as inner

    has_inner = True
except Exception:
    has_inner = False


def load():
    try:
        import another_one
    except ModuleNotFoundError:
        return 1
    return 2


a = Fast is None
b = has_inner
c = load()
d = 3 if Fast is None else 4
