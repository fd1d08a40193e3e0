out = []


def attempt(f):
    try:
        f()
        out.append("ok")
    except Exception as e:
        out.append(type(e).__name__)


attempt(lambda: [][0])
attempt(lambda: {}["k"])
attempt(lambda: 1 // 0)
attempt(lambda: 1 % 0)
attempt(lambda: 1 / 0)
attempt(lambda: int("x"))
attempt(lambda: undefined_name)
attempt(lambda: None.attr)
attempt(lambda: "a" + 1)
attempt(lambda: len(3))
attempt(lambda: [1, 2].index(9))
attempt(lambda: [].pop())
attempt(lambda: {}.pop("x"))
attempt(lambda: (1, 2)[5])
attempt(lambda: float("zz"))
attempt(lambda: next(iter([])))
attempt(lambda: max([]))
attempt(lambda: {1}.remove(2))
attempt(lambda: 3())
attempt(lambda: [3, "a"].sort())
