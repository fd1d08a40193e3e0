import itertools
from itertools import chain, product, combinations, permutations, islice, repeat, accumulate, zip_longest, groupby, count, cycle, takewhile, dropwhile, starmap, tee, pairwise
a = list(chain([1], (2, 3), "a")), list(chain.from_iterable([[1], [2]])), list(product([1, 2], "ab")), list(combinations(range(3), 2))
b = list(permutations([1, 2])), list(islice(count(5), 3)), list(repeat(0, 2)), list(accumulate([1, 2, 3])), list(zip_longest([1, 2], [3], fillvalue=0))
c = list(islice(cycle([1, 2]), 5)), list(takewhile(lambda x: x < 3, count())), list(dropwhile(lambda x: x < 3, range(5))), list(starmap(pow, [(2, 3)]))
d = [(k, list(g)) for k, g in groupby([1, 1, 2])], list(pairwise([1, 2, 3])), list(product([0, 1], repeat=2)), list(accumulate([1, 2, 3], lambda a, b: a * b))
x, y = tee([1, 2]); e = list(x), list(y)
f = next(count(3, 2)), list(islice(range(10), 2, 8, 3))
