import re

VERSION = re.compile(r"(?P<name>\w+)-b(\d)")

a = re.split(r"(\d.*)", "k3")
b = VERSION.match("efficientnet-b3").group(2)
c = VERSION.match("efficientnet-b3")["name"]
d = re.sub("a+", "x", "baac")
e = re.match("x", "y") is None
f = re.findall("[a-z]", "a1b")
g = [m.start() for m in re.finditer("b", "abab")]
h = bool(re.search("B", "ab", re.IGNORECASE))
i = {key: int(value) for key, value in (re.split(r"(\d.*)", op)[:2] for op in "r1_k3_s22_e1".split("_"))}
j = re.fullmatch(r"\d+", "12").span()
k = re.match(r"(a)|(b)", "b").groups()
l = VERSION.pattern
m = re.escape("a.b")
n = re.match(r"(?P<x>\d)", "7").groupdict()
