"""Which step of one model is which of another.

Both models are sequences of steps in the order of the data. What is the same at the beginning and at the end is
taken off first, so that equal models and single changes take a time that is linear in their length. The rest is
aligned as biological sequences are: the cheapest way to turn one into the other, where two steps of a kind cost
what their attributes differ, and a gap costs something to open and less to go on, so that what is missing is
missing as a block (O. Gotoh, An improved algorithm for matching biological sequences, 1982). Where that would take
too long, steps that are the same are matched first (E. Myers, An O(ND) difference algorithm, 1986), and only what
stands between them is aligned.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from shapelint.compare.records import Step
from shapelint.compare.values import comparable, same

OPEN, EXTEND = 0.9, 0.45  # of a gap: the first step of it, and each further one
UNLIKE = 99.0
MOST_CELLS = 400_000
Pair = tuple[int, int]


def token(step: Step) -> object:
    """What two steps have in common that are the same by themselves."""
    held = tuple(sorted((key, repr(comparable(value))) for key, value in step.attributes.items()))
    weights = tuple((weight.role, weight.shape) for weight in step.weights)
    return (step.kind, held, weights, tuple(step.outputs))


def align(first: Sequence[Step], second: Sequence[Step]) -> list[Pair]:
    """The pairs of steps that are each other's, in order."""
    one, other = [token(step) for step in first], [token(step) for step in second]
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    end = 0
    while end < min(len(one), len(other)) - start and one[-1 - end] == other[-1 - end]:
        end += 1
    pairs = [(i, i) for i in range(start)]
    pairs += between(first, second, one, other, (start, len(one) - end), (start, len(other) - end))
    pairs += [(len(one) - end + i, len(other) - end + i) for i in range(end)]
    forward = slid(dict(pairs), first, one)
    backward = slid({b: a for a, b in forward.items()}, second, other)
    return sorted((a, b) for b, a in backward.items())


def slid(known: dict[int, int], steps: Sequence[Step], tokens: Sequence[object]) -> dict[int, int]:
    """The pairs after every run of steps that have no counterpart has been moved to where it begins and ends with whole
    modules, as far as it may be moved along steps that are the same; the last such place, where there are several."""
    known = dict(known)
    at = 0
    while at < len(steps):
        if at in known:
            at += 1
            continue
        end = at
        while end < len(steps) and end not in known:
            end += 1
        length = end - at
        low, high = at, end
        while low > 0 and low - 1 in known and tokens[low - 1] == tokens[low - 1 + length]:
            low -= 1
        while high < len(steps) and high in known and tokens[high] == tokens[high - length]:
            high += 1
        places = range(low, high - length + 1)
        best = min(places, key=lambda start: (torn(steps, start) + torn(steps, start + length), -start))
        moved = {i: known[i] for i in range(low, high) if i in known}
        partners = [moved[i] for i in sorted(moved)]
        for i in range(low, high):
            known.pop(i, None)
        known.update(zip([i for i in range(low, high) if not best <= i < best + length], partners, strict=True))
        at = max(end, best + length)
    return known


def torn(steps: Sequence[Step], at: int) -> int:
    """How many modules a cut before a step would go through."""
    if not 0 < at < len(steps):
        return 0
    before, after = (steps[i].path.replace("/", ".").split(".") for i in (at - 1, at))
    depth = 0
    while depth < min(len(before), len(after)) and before[depth] == after[depth]:
        depth += 1
    return depth


def between(
    first: Sequence[Step],
    second: Sequence[Step],
    one: Sequence[object],
    other: Sequence[object],
    rows: Pair,
    columns: Pair,
) -> list[Pair]:
    height, width = rows[1] - rows[0], columns[1] - columns[0]
    if not height or not width:
        return []
    if height * width <= MOST_CELLS:
        costs = memoized(first, second, one, other)
        found = cheapest(height, width, lambda i, j: costs(rows[0] + i, columns[0] + j))
        return [(rows[0] + i, columns[0] + j) for i, j in found]
    anchors = [
        (rows[0] + i, columns[0] + j) for i, j in longest_common(one[rows[0] : rows[1]], other[columns[0] : columns[1]])
    ]
    pairs: list[Pair] = []
    before = (rows[0], columns[0])
    for anchor in [*anchors, (rows[1], columns[1])]:
        gap = ((before[0], anchor[0]), (before[1], anchor[1]))
        if (gap[0][1] - gap[0][0]) * (gap[1][1] - gap[1][0]) <= MOST_CELLS:
            pairs += between(first, second, one, other, *gap)
        if anchor != (rows[1], columns[1]):
            pairs.append(anchor)
        before = (anchor[0] + 1, anchor[1] + 1)
    return pairs


def memoized(
    first: Sequence[Step], second: Sequence[Step], one: Sequence[object], other: Sequence[object]
) -> Callable[[int, int], float]:
    """The cost of matching two steps; that of two like ones is worked out once."""
    numbers: dict[object, int] = {}
    ids = [numbers.setdefault(token, len(numbers)) for token in one]
    others = [numbers.setdefault(token, len(numbers)) for token in other]
    known: dict[Pair, float] = {}

    def cost(i: int, j: int) -> float:
        key = (ids[i], others[j])
        if key not in known:
            known[key] = 0.0 if key[0] == key[1] else unlikeness(first[i], second[j])
        return known[key]

    return cost


def unlikeness(one: Step, other: Step) -> float:
    """How much two steps differ: nothing for the same, UNLIKE for different kinds."""
    if one.kind != other.kind:
        pair = {one.kind, other.kind}
        if pair == {"convolution", "depthwise convolution"} or all("pooling" in kind for kind in pair):
            return 0.8
        return UNLIKE
    if one.kind in ("activation", "combination", "function", "reduction") and not same(
        one.attributes.get("function"), other.attributes.get("function")
    ):
        return 0.85
    keys = {*one.attributes, *other.attributes}
    different = sum(not same(one.attributes.get(key), other.attributes.get(key)) for key in keys)
    return min(0.1 + 0.1 * different + (0.05 if one.outputs != other.outputs else 0), 0.8)


def cheapest(height: int, width: int, cost: Callable[[int, int], float]) -> list[Pair]:
    """The pairs of the cheapest alignment with affine gaps."""
    far = float("inf")
    # Each row: the cheapest ways that end in a pair, in a gap of the second sequence, in a gap of the first.
    matched = [[0.0] + [far] * width]
    above = [[far] * (width + 1)]
    left = [[far] + [OPEN + EXTEND * j for j in range(width)]]
    for i in range(1, height + 1):
        m_row, a_row, l_row = [far], [OPEN + EXTEND * (i - 1)], [far]
        m_up, a_up, l_up = matched[i - 1], above[i - 1], left[i - 1]
        for j in range(1, width + 1):
            m_row.append(min(m_up[j - 1], a_up[j - 1], l_up[j - 1]) + cost(i - 1, j - 1))
            a_row.append(min(m_up[j] + OPEN, a_up[j] + EXTEND, l_up[j] + OPEN))
            l_row.append(min(m_row[j - 1] + OPEN, l_row[j - 1] + EXTEND, a_row[j - 1] + OPEN))
        matched.append(m_row)
        above.append(a_row)
        left.append(l_row)
    return traced(matched, above, left, height, width, cost)


def traced(
    matched: list[list[float]],
    above: list[list[float]],
    left: list[list[float]],
    i: int,
    j: int,
    cost: Callable[[int, int], float],
) -> list[Pair]:
    """The way back from the end."""
    pairs: list[Pair] = []
    tables = (matched, above, left)
    state = min(range(3), key=lambda s: tables[s][i][j])
    while i > 0 or j > 0:
        if state == 0:
            if cost(i - 1, j - 1) < UNLIKE:
                pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
            state = min(range(3), key=lambda s: tables[s][i][j])
        elif state == 1:
            state = cheaper(
                above[i][j], ((0, matched[i - 1][j] + OPEN), (1, above[i - 1][j] + EXTEND), (2, left[i - 1][j] + OPEN))
            )
            i -= 1
        else:
            state = cheaper(
                left[i][j], ((0, matched[i][j - 1] + OPEN), (2, left[i][j - 1] + EXTEND), (1, above[i][j - 1] + OPEN))
            )
            j -= 1
    return pairs[::-1]


def cheaper(value: float, ways: Sequence[tuple[int, float]]) -> int:
    return min(ways, key=lambda way: abs(way[1] - value))[0]


def longest_common(one: Sequence[object], other: Sequence[object]) -> list[Pair]:
    """The pairs of a longest common subsequence."""
    furthest: dict[int, int] = {1: 0}
    trace: list[dict[int, int]] = []
    for distance in range(len(one) + len(other) + 1):
        trace.append(dict(furthest))
        for k in range(-distance, distance + 1, 2):
            down = k == -distance or (k != distance and furthest[k - 1] < furthest[k + 1])
            x = furthest[k + 1] if down else furthest[k - 1] + 1
            y = x - k
            while x < len(one) and y < len(other) and one[x] == other[y]:
                x, y = x + 1, y + 1
            furthest[k] = x
            if x >= len(one) and y >= len(other):
                return snakes(trace, len(one), len(other))
    return []


def snakes(trace: list[dict[int, int]], x: int, y: int) -> list[Pair]:
    """The matches on the way that the search has gone."""
    pairs: list[Pair] = []
    for distance in range(len(trace) - 1, -1, -1):
        held, k = trace[distance], x - y
        down = k == -distance or (k != distance and held.get(k - 1, -1) < held.get(k + 1, -1))
        before = k + 1 if down else k - 1
        start = held.get(before, 0)
        end = start - before
        while x > max(start, 0) and y > max(end, 0) and distance >= 0 and x > 0 and y > 0:
            if distance and (x, y) == ((start, end + 1) if down else (start + 1, end)):
                break
            x, y = x - 1, y - 1
            pairs.append((x, y))
        if distance:
            x, y = start, end
    return pairs[::-1]
