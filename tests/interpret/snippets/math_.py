import math
from math import sqrt, floor, ceil
a = sqrt(16), floor(2.7), ceil(2.1), math.log(1), math.log2(8), math.pow(2, 3), math.prod([2, 3]), math.gcd(4, 6), math.pi > 3, math.inf > 1
b = int(math.sqrt(10)), math.isclose(0.1 + 0.2, 0.3), math.trunc(-2.5), math.factorial(5), math.hypot(3, 4), math.log(8, 2), math.exp(0), math.isnan(math.nan)
try:
    math.sqrt(-1)
    c = "ok"
except ValueError:
    c = "ValueError"
