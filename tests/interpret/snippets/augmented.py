class O: pass
o = O(); o.n = 1; o.l = [1]
o.n += 2; o.l += [2]; o.n *= 3
d = {"k": 1}; d["k"] += 5; d["k"] -= 1
l = [1, 2]; l[0] <<= 3; l[-1] **= 3
s = "a"; s += "b"
t = (1,); u = t; t += (2,)
n = 7; n //= 2; n %= 2; n |= 4; n &= 6; n ^= 1
f = 1.0; f /= 4
r = o.n, o.l, d, l, s, t, u, n, f
calls = []
def idx():
    calls.append(1)
    return 0
l[idx()] += 1
c = len(calls)
