a = 1 < 2 < 3, 1 < 3 < 2, 3 > 2 == 2
b = 1 if [] else 2
c = [] or "x", 0 and 1, None or 0 or "", 1 and 2
d = not [], not 1
n = 5
if (m := n * 2) > 8: e = m
f = 7 // 2, -7 // 2, 7 % -3, 2 ** 10, 7 / 2, 1e3, 0x10, 0b11, 1_000
g = 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 4, 256 >> 2
h = "a" in "abc", 1 not in [2], None is None, 1 is not None
i = (1, 2) < (1, 3), [1] == [1], "a" < "b", {1: 2} == {1: 2}
j = "ab" * 3, [0] * 3, (1,) * 2, 3 * "x"
k = True + True, -True
l = 0.1 + 0.2, round(2.675, 2), round(7.5), abs(-3), divmod(7, 2), pow(2, 3), pow(3, 4, 5)
o = 1 == 1.0, True == 1, 1 == "1"
