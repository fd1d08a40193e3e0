import operator
from operator import itemgetter, attrgetter, mul
a = operator.add(1, 2), mul(3, 4), itemgetter(1)([5, 6]), sorted([(1, 2), (0, 3)], key=itemgetter(0))
class K: v = 7
b = attrgetter("v")(K())
