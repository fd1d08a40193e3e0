from unknown_module import f0, f1


def taken(a, b=2, c=3, **others):
    return (a, b, c, others.get("d", 4), others.get("e", 5))


given = {"a": 1}
if f0:
    given.update({"b": 0})
if f1:
    given["d"] = 0
also = dict(given)
also.setdefault("e", 6)
over = {"b": 1, "c": 1, **given}
a, b, c, d, e = taken(**given)
e1 = taken(**also)[4]
b1, c1 = over["b"], over["c"]
n = len(given)
for key in ("b", "c"):
    if f1:
        given[key] = 7
c2 = taken(**given)[2]
gone = given.pop("b", None)
b3 = taken(**given)[1]
