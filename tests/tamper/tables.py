"""Post-processing of precinct releases (specification, 14.2 and 14.3) and the cells that exact counts determine (14.4), for small tables."""
from fractions import Fraction

BINDING = 10**9  # a squared miss of a sum that must be met costs more than anything else
FIRST = 2**80  # the first sum comes before the second


def toydown(upper, children):
    """Children of one unit, one option: what their sum lacks is shared equally."""
    return [Fraction(a) + Fraction(upper - sum(children)) / len(children) for a in children]


def toydown_nonnegative(upper, children):
    """max(0, a - tau) with tau such that they sum to `upper`: by the number of children that stay above 0."""
    if upper == 0:
        return [Fraction(0)] * len(children)
    order = sorted(map(Fraction, children), reverse=True)
    for above in range(len(order), 0, -1):
        tau = (sum(order[:above]) - upper) / above
        if order[above - 1] > tau:
            return [max(Fraction(0), a - tau) for a in map(Fraction, children)]
    raise AssertionError("the largest child alone holds a positive sum")


def _improving_cycle(arcs, nodes):
    """A cycle of negative cost in {(from, to): cost}, as a list of arcs, or None (Bellman-Ford)."""
    distance, before = dict.fromkeys(nodes, 0), {}
    for _ in nodes:
        changed = None
        for (a, b), cost in arcs.items():
            if distance[a] + cost < distance[b]:
                distance[b], before[b], changed = distance[a] + cost, a, b
        if changed is None:
            return None
    for _ in nodes:
        changed = before[changed]
    cycle, node = [], changed
    while not cycle or node != changed:
        cycle.append((before[node], node))
        node = before[node]
    return cycle


def topdown(upper, measured, words, zeros, sums=None, totals=None, weights=(1, 0), apart=()):
    """The least table x[o][c]. `upper`: P_o; `measured`: a[o][c]; `words`: r[o][c]; `zeros`: pairs (o, c); `sums`: for each child what
    its options must sum to, those in `apart` left out; `totals`: measured sums. One flow from options to children to a sink, improved by cycles."""
    options, children = range(len(upper)), range(len(measured[0]))
    free = {(o, c) for o in options for c in children if (o, c) not in zeros}
    x = {cell: 0 for cell in free}
    for o in options:
        if upper[o]:
            x[min(cell for cell in free if cell[0] == o)] += upper[o]
    weight, weight_total = weights
    aim, weight_sum = (sums, BINDING) if sums else (totals, weight_total)

    def square(o, c, step):
        off = x[o, c] - measured[o][c]
        return FIRST * weight * ((off + step) ** 2 - off**2) + step * words[o][c]

    def of_sum(c, step):
        off = sum(x.get((o, c), 0) for o in options if o not in apart) - aim[c]
        return FIRST * weight_sum * ((off + step) ** 2 - off**2)

    nodes = [("o", o) for o in options] + [("c", c) for c in children] + [("a", c) for c in children] + ["sink"]
    while True:
        steps = {}
        for o, c in free:
            child = ("a" if o in apart or not aim else "c", c)
            steps[("o", o), child] = square(o, c, 1)
            if x[o, c]:
                steps[child, ("o", o)] = square(o, c, -1)
        for c in children:
            steps[("a", c), "sink"] = steps["sink", ("a", c)] = 0
            if aim:
                steps[("c", c), "sink"] = of_sum(c, 1)
                steps["sink", ("c", c)] = of_sum(c, -1)
        cycle = _improving_cycle(steps, nodes)
        if cycle is None:
            break
        for a, b in cycle:
            if a[0] == "o":
                x[a[1], b[1]] += 1
            elif b[0] == "o":
                x[b[1], a[1]] -= 1
    table = [[x.get((o, c), 0) for c in children] for o in options]
    if sums and [sum(row[c] for o, row in enumerate(table) if o not in apart) for c in children] != list(sums):
        return None  # no table has these sums
    return table


def determined(arcs, cells):
    """The cells (arcs of `cells`) whose flow is the same in all flows. `arcs`: {(from, to): (flow, fixed)}; a flow is a whole number,
    not negative. A cell varies when some cycle of exchanges passes through it."""
    steps = {}
    for (a, b), (flow, fixed) in arcs.items():
        if not fixed:
            steps.setdefault(a, set()).add(b)
            if flow:
                steps.setdefault(b, set()).add(a)

    def reaches(start, end, barred):
        seen, todo = {start}, [start]
        while todo:
            node = todo.pop()
            for following in steps.get(node, ()):
                if {node, following} == barred or following in seen:
                    continue
                if following == end:
                    return True
                seen.add(following)
                todo.append(following)
        return False

    def varies(a, b):
        flow, fixed = arcs[a, b]
        return not fixed and (reaches(b, a, {a, b}) or (flow > 0 and reaches(a, b, {a, b})))

    return [cell for cell in cells if not varies(*cell)]
