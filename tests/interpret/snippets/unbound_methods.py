from collections import OrderedDict
names = list(map(str.lower, ["A", "B"]))
list.append(names, "c")
a = dict.get({1: 2}, 1), dict.get(OrderedDict(a=3), "a")
b = dict.fromkeys("ab", 1)
c = str.join(",", names), str.split("a b"), max(["aa", "B"], key=str.lower)
d = str.replace("a", "a", "b")
