"""Impact statements written from section 16 of the specification alone: small tables, whole numbers, fractions."""
import math
from dataclasses import dataclass, field as default
from fractions import Fraction
from functools import lru_cache
from itertools import product

import noise
from artifacts import element, write
from trees import field, sha256, u32, u64

ONE = 2**20


def number(value):
    value = Fraction(value)
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def spaced(numbers):
    return " ".join(str(n) for n in numbers)


# Rules (16.2).


def covers(rate, vac, lep, lit, unit=1):
    vac, lep, lit = max(0, vac), max(0, lep), max(0, lit)
    return (lep > 10000 * unit or 20 * lep > vac) and rate.denominator * lit > rate.numerator * lep


def distance(rate, vac, lep, lit):
    def r(n, m):
        return math.isqrt(10**6 * n * n // m)

    v, w = rate.denominator, rate.numerator
    a, b, c = r(lep - 10000, 1), r(20 * lep - vac, 401), r(v * lit - w * lep, v * v + w * w)
    number_, percent, fails = lep > 10000, 20 * lep > vac, not v * lit > w * lep
    s = max(a, b) if number_ and percent else a if number_ else b if percent else min(a, b)
    if not (number_ or percent):
        return max(s, c) if fails else s
    return c if fails else min(s, c)


def constructed(rate, rows):
    """(of, threshold, values) of the rows that just fail."""
    rows = [(i, *row) for i, row in enumerate(rows, 1) if covers(rate, *row)]
    left = [Fraction(1), Fraction(99, 100), Fraction(9, 10), Fraction(1, 2)]
    for j, (i, vac, lep, lit) in enumerate(rows):
        fewer = math.floor(left[j % 4] * min(10000, vac // 20))
        yield i, "percent" if vac <= 200000 else "number", (vac, fewer, math.ceil(Fraction(lit * fewer, lep)))
    for j, (i, vac, lep, _) in enumerate(rows):
        yield i, "illiteracy", (vac, lep, math.floor(left[j % 4] * rate * lep))


def shares(weights, counts):
    total = sum(w * max(0, x) for w, x in zip(weights, counts))
    return [10**12 * w * max(0, x) // total if total else 0 for w, x in zip(weights, counts)], total


def seats(house, counts):
    people = sum(max(0, x) for x in counts)
    return [max(1, math.floor(Fraction(house * max(0, x), people) + Fraction(1, 2))) if people else 1 for x in counts]


def max_multiplicative(given, people):
    return max(math.floor(10**6 * Fraction(a * y, x * b)) for (a, x), (b, y) in product(zip(given, people), repeat=2))


# DAWA (16.4).


def dawa(stream, x, epsilon, rho, sound):
    n, first, second = len(x), rho * epsilon, (1 - rho) * epsilon
    h, costs, length = math.floor(2**16 / second), {}, 1
    while length <= n:
        t = math.ceil(2**16 * (2 if sound else 1) * Fraction(2 * length * n - n - length, length * n) / first) or 1
        for start in range(n - length + 1):
            part = x[start : start + length]
            cost = 2**16 // length * sum(abs(length * value - sum(part)) for value in part) + h
            if sound:
                costs[start, length] = cost + stream.noise(Fraction(t))
            else:
                costs[start, length] = h if length == 1 else max(h, cost + stream.noise(Fraction(t)))
        length *= 2
    best = [(0, None)]
    for m in range(1, n + 1):
        best.append(min((best[m - l][0] + costs[m - l, l], -l) for l in (2**j for j in range(15)) if l <= m))
    buckets, end = [], n
    while end:
        length = -best[end][1]
        buckets.insert(0, (end - length, length))
        end -= length
    root = weigh(buckets)
    spend(root, 2**20)
    measure(stream, root, x, second)
    estimate(root)
    results = [0] * n
    expand(root, root["z"], results)
    return results


def weigh(buckets):
    one = 2**24
    if len(buckets) == 1:
        return {"bucket": buckets[0], "E": one // buckets[0][1], "G": one // buckets[0][1], "S": one}
    half = (len(buckets) + 1) // 2
    node = {"children": [weigh(buckets[:half]), weigh(buckets[half:])]}
    e, s, g = (sum(child[name] for child in node["children"]) for name in "ESG")
    options = []
    for a in range(9):
        q = (16 - a) ** 2
        e1, s1, g1 = 256 * e // q, 256 * s // q, 65536 * g // q**2
        if a:
            r = 256 * one // a**2
            f = r * one // (s1 + r)
            e1, s1, g1 = max(0, e1 - g1 * one // (s1 + r)), s1 * r // (s1 + r), g1 * f // one * f // one
        options.append((e1 + s1, a, s1, g1))
    total, a, s2, g2 = min(options)
    return node | {"a": a, "E": total, "S": s2, "G": g2 + s2 * s2 // one}


def spend(node, budget):
    node["o"] = budget
    if "children" in node:
        node["o"] = budget * node["a"] // 16
        if node["o"] < 32:
            node["o"] = 0
        for child in node["children"]:
            spend(child, budget - node["o"])


def cells(node):
    if "bucket" in node:
        return range(node["bucket"][0], sum(node["bucket"]))
    return range(cells(node["children"][0]).start, cells(node["children"][1]).stop)


def measure(stream, node, x, epsilon):
    if node["o"]:
        scale = Fraction(math.ceil(2**24 / (node["o"] * epsilon)), 16)
        node["y"] = sum(x[i] for i in cells(node)) + stream.noise(scale)
    for child in node.get("children", ()):
        measure(stream, child, x, epsilon)


def estimate(node):
    r = 2**60 // node["o"] ** 2 if node["o"] else None
    if "bucket" in node:
        node["z"], node["s"] = ONE * node["y"], r
        return
    for child in node["children"]:
        estimate(child)
    node["Z"], node["s'"] = (sum(child[name] for child in node["children"]) for name in "zs")
    node["z"], node["s"] = node["Z"], node["s'"]
    if r is not None:
        gain = 2**32 * node["s'"] // (node["s'"] + r)
        node["z"] += (ONE * node["y"] - node["Z"]) * gain // 2**32
        node["s"] = node["s'"] * r // (node["s'"] + r)


def expand(node, h, results):
    if "bucket" in node:
        for i in cells(node):
            results[i] = h // node["bucket"][1]
        return
    left, right = node["children"]
    own = left["z"] + (h - node["Z"]) * (2**32 * left["s"] // node["s'"]) // 2**32
    expand(left, own, results)
    expand(right, h - own, results)


@dataclass
class Study:
    """`rows`: (id, name, values). `rule`: the attributes of the rule in order."""

    decision: str
    rows: list
    rule: dict
    mechanism: str = "laplace"
    rho: str = ""
    trials: int = 5
    seed: str = "drawn-in-public"
    epsilons: tuple = ("1/3", "2")
    changes: list = default(default_factory=list)
    edits: list = default(default_factory=list)

    # Changes.

    def change(self, function):
        self.changes.append(function)

    def edit(self, old, new):
        self.edits.append((old.encode(), new.encode()))

    # The table with all its rows, and what it says without noise.

    def rate(self):
        return Fraction(self.rule["IlliteracyRate"])

    def made(self):
        if self.decision != "coverage" or self.rule["Constructed"] != "true":
            return []
        return list(constructed(self.rate(), [values for _, _, values in self.rows]))

    def values(self):
        return [values for _, _, values in self.rows] + [values for _, _, values in self.made()]

    def truths(self):
        """What the rule gives of each row: C, T or o."""
        if self.decision == "coverage":
            return [covers(self.rate(), *values) for values in self.values()]
        if self.decision == "funds":
            return shares(*zip(*self.values()))[0]
        return seats(int(self.rule["House"]), [x for (x,) in self.values()])

    def truth_texts(self):
        if self.decision == "coverage":
            return [f"{int(covers(self.rate(), *row))} {distance(self.rate(), *row)}" for row in self.values()]
        return [str(truth) for truth in self.truths()]

    def table_digest(self):
        data = field("scrutineer impact table 1") + field(self.decision) + u32(len(self.rows))
        return sha256(data, *(field(ident) + field(name) + field(spaced(values)) for ident, name, values in self.rows))

    def key(self):
        data = b"".join(map(field, ("scrutineer impact 1", self.decision, self.mechanism, self.rho, str(self.trials), self.seed)))
        data += u32(len(self.epsilons)) + b"".join(map(field, self.epsilons)) + b"".join(map(field, self.rule.values()))
        return sha256(data, self.table_digest())

    def is_dawa(self):
        return self.mechanism.startswith("dawa")

    def scale(self, epsilon):
        return (3 if (self.decision, self.mechanism) == ("coverage", "laplace") else 1) / Fraction(epsilon)

    # Trials.

    def stream(self, e, k):
        return noise.Stream(sha256(self.key(), u32(e), u32(k)))

    def three(self, stream, scale):
        z = [stream.noise(scale) for _ in range(3)]
        return (z[0] + z[1] + z[2], z[0] + z[1], z[0]) if self.mechanism == "d-laplace" else tuple(z)

    def noisy(self, e, k):
        """Counts of each row in units of 1/unit: (vac, lep, lit), or x alone."""
        stream, epsilon, values = self.stream(e, k), Fraction(self.epsilons[e]), self.values()
        if self.is_dawa():
            def run(x):
                return dawa(stream, x, epsilon, Fraction(self.rho), self.mechanism == "dawa-sound")

            if self.decision != "coverage":
                return run([row[-1] for row in values])
            lit, lep, vac = (run(x) for x in zip(*((c, b - c, a - b) for a, b, c in values)))
            return [(c + b + a, c + b, c) for a, b, c in zip(vac, lep, lit)]
        if self.decision == "coverage":
            return [tuple(map(sum, zip(row, self.three(stream, self.scale(epsilon))))) for row in values]
        return [row[-1] + stream.noise(self.scale(epsilon)) for row in values]

    def repaired(self, samples, row, plain):
        possible = covered = 0
        for sample in samples:
            vac, lep, lit = (count - z for count, z in zip(row, sample))
            if 0 <= lit <= lep <= vac:
                possible += 1
                covered += covers(self.rate(), vac, lep, lit)
        return [20 * covered > g * possible if possible else plain for g in range(1, 20)]

    def slack(self, epsilon):
        return math.ceil(math.log(len(self.rows) / Fraction(self.rule["Delta"])) / Fraction(epsilon))

    def results(self, e):
        return computed(self.decision, tuple(self.rows), tuple(self.rule.items()), self.mechanism, self.rho, self.trials, self.seed,
                        tuple(self.epsilons), e)

    def compute(self, e):
        """Rows, digests and summary (attributes, children) of one epsilon."""
        return getattr(self, self.decision)(e)

    def trial_digest(self, e, k, data):
        return sha256(field("scrutineer impact trial 1"), u32(e), u32(k), data)[:16].hex()

    def coverage(self, e):
        unit, truths, values, m = ONE if self.is_dawa() else 1, self.truths(), self.values(), int(self.rule["Samples"])
        stream = self.stream(e, 2**32 - 1)
        samples = [self.three(stream, self.scale(self.epsilons[e])) for _ in range(m)]
        rows, errors, digests = [[0] * (20 if m else 1) for _ in values], [0, 0, 0], []
        for k in range(self.trials):
            data = b""
            for i, row in enumerate(self.noisy(e, k)):
                plain = covers(self.rate(), *row, unit)
                rows[i][0] += plain == truths[i]
                errors = [error + abs(found - unit * true) for error, found, true in zip(errors, row, values[i])]
                data += bytes([plain])
                if m:
                    grid = self.repaired(samples, row, plain)
                    rows[i][1:] = [count + one for count, one in zip(rows[i][1:], grid)]
                    data += bytes([sum(grid)])
            digests.append(self.trial_digest(e, k, data))
        return rows, digests, *self.coverage_summary(rows, [error // unit for error in errors])

    def coverage_summary(self, rows, errors):
        sides = [[row for row, truth in zip(rows, self.truths()) if truth == side] for side in (True, False)]
        summary = {}
        for name, side in zip(("Covered", "NotCovered"), sides):
            first = [row[0] for row in side] or [0]
            summary |= {name + "Least": min(first), name + "Most": max(first), name + "Sum": sum(first)}
        summary |= dict(zip(("ErrorVac", "ErrorLep", "ErrorLit"), errors))
        repairs = [("Repair", {"P": number(Fraction(g, 20)), "CoveredLeast": min([row[g] for row in sides[0]] or [0]),
                               "CoveredSum": sum(row[g] for row in sides[0]), "FalsePositives": sum(row[g] for row in sides[1])})
                   for g in range(1, 20)] if len(rows[0]) > 1 else []
        return summary, repairs

    def funds(self, e):
        weights, counts = zip(*self.values())
        truths, total = shares(weights, counts)
        slack = self.slack(self.epsilons[e]) if self.rule["Delta"] else None
        rows, digests, empty, penalty = [[0, 0, 0] for _ in counts], [], 0, [0, 0, 0]
        for k in range(self.trials):
            noisy = self.noisy(e, k)
            found, sum_ = shares(weights, noisy)
            empty += sum_ == 0
            rows = [[a + t, d + abs(t - truth), q + t * t] for (a, d, q), t, truth in zip(rows, found, truths)]
            data = b"".join(map(u64, found))
            if slack is not None:
                below = sum(w * (x - slack) for w, x in zip(weights, noisy))
                above = sum(w * max(0, x + slack) for w, x in zip(weights, noisy))
                inflation = min(10**15, 10**6 * above // below) if below > 0 else 0
                fails = below > 0 and any(Fraction(w * max(0, x + slack), below) < Fraction(w * y, total)
                                          for w, x, y in zip(weights, noisy, counts))
                penalty = [penalty[0] + (below <= 0), penalty[1] + fails, penalty[2] + inflation]
                data += bytes([2 if below <= 0 else fails]) + u64(inflation)
            digests.append(self.trial_digest(e, k, data))
        children = [("NoPenalty", {"Slack": slack, "Refused": penalty[0], "Failures": penalty[1], "InflationSum": penalty[2]})]
        return rows, digests, self.funds_summary(rows, empty), children if slack is not None else []

    def funds_summary(self, rows, empty):
        n, truths, values = self.trials, self.truths(), self.values()
        off = [row[0] - n * truth for row, truth in zip(rows, truths)]
        times = [10**6 * row[0] // (n * truth) for row, truth in zip(rows, truths) if truth] or [0]
        inverted, sure, hit = 0, 0, set()
        for i, j in product(range(len(rows)), repeat=2):
            if values[i][0] == values[j][0] and values[i][1] < values[j][1] and rows[i][0] > rows[j][0]:
                inverted += 1
                spread = sum((n * row[2] - row[0] ** 2) // n for row in (rows[i], rows[j]))
                if (rows[i][0] - rows[j][0]) ** 2 > 36 * spread:
                    sure += 1
                    hit.add(j)
        return {"Empty": empty, "MisallocationTotal": sum(map(abs, off)), "MisallocationLeast": min(off), "MisallocationMost": max(off),
                "DeviationTotal": sum(row[1] for row in rows), "MultiplicativeLeast": min(times), "MultiplicativeMost": max(times),
                "Inversions": inverted, "CertainInversions": sure, "InvertedRows": len(hit)}

    def seats(self, e):
        house, people, truths = int(self.rule["House"]), [x for (x,) in self.values()], self.truths()
        rows, digests, houses, spread = [[0, 0, 0] for _ in people], [], [], 0
        for k in range(self.trials):
            given = seats(house, self.noisy(e, k))
            rows = [[a + o, less + (o < t), more + (o > t)] for (a, less, more), o, t in zip(rows, given, truths)]
            houses.append(sum(given))
            spread += max_multiplicative(given, people)
            digests.append(self.trial_digest(e, k, b"".join(map(u32, given))))
        return rows, digests, {"HouseSum": sum(houses), "HouseLeast": min(houses), "HouseMost": max(houses), "MaxMultiplicativeSum": spread,
                               "AverageDeviation": self.deviation([row[0] for row in rows], self.trials)}, []

    def deviation(self, given, trials):
        people = [x for (x,) in self.values()]
        total = sum(abs(sum(people) * o - trials * int(self.rule["House"]) * x) for o, x in zip(given, people))
        return 10**9 * total // (len(people) * trials * sum(people))

    # The document.

    def truth_element(self):
        if self.decision == "coverage":
            count = sum(self.truths())
            return element("CoverageTruth", Covered=str(count), NotCovered=str(len(self.values()) - count))
        if self.decision == "funds":
            return element("FundsTruth", Total=str(shares(*zip(*self.values()))[1]))
        given, people = self.truths(), [x for (x,) in self.values()]
        return element("SeatsTruth", Seats=str(sum(given)), MaxMultiplicative=str(max_multiplicative(given, people)),
                       AverageDeviation=str(self.deviation(given, 1)))

    def results_element(self, e):
        rows, digests, summary, children = self.results(e)
        scale = "" if self.is_dawa() else number(self.scale(self.epsilons[e]))
        made = element("Results", Epsilon=self.epsilons[e], Scale=scale)
        made.extend(element("Row", spaced(row)) for row in rows)
        made.extend(element("Trials", spaced(digests[first : first + 1000]), First=str(first)) for first in range(0, len(digests), 1000))
        made.append(element(self.decision.capitalize() + "Summary", **{name: str(value) for name, value in summary.items()}))
        made[-1].extend(element(tag, **{name: str(value) for name, value in attributes.items()}) for tag, attributes in children)
        return made

    def document(self):
        root = element("ImpactStatement")
        header = element("Header")
        header.append(element("Election", Id="trees-2026", Name="Fixture Election", Date="2026-11-03", Jurisdiction="Fixture County"))
        header.append(element("Purpose", "impact-statement"))
        header.append(element("SignerRole", "election-official"))
        header.append(element("Software", Name="fixtures", Version="1"))
        parameters = element("Parameters", Decision=self.decision, Mechanism=self.mechanism, Rho=self.rho, Trials=str(self.trials), Seed=self.seed)
        parameters.extend(element("Epsilon", Value=epsilon) for epsilon in self.epsilons)
        parameters.append(element(self.decision.capitalize() + "Rule", **self.rule))
        claim = "none" if self.mechanism == "dawa-published" else "epsilon"
        table, truths = element("Table", SHA256=self.table_digest().hex()), self.truth_texts()
        for (ident, name, values), truth in zip(self.rows, truths):
            table.append(element("Row", Id=ident, Name=name, Values=spaced(values), Truth=truth))
        for (of, threshold, values), truth in zip(self.made(), truths[len(self.rows) :]):
            table.append(element("Constructed", Of=str(of), Threshold=threshold, Values=spaced(values), Truth=truth))
        source = element("Source", Name="table.csv", Format="plain-csv", SHA256=sha256(b"a table").hex())
        root.extend([header, source, parameters, element("Guarantee", Claim=claim, Adjacency="add-remove"), table, self.truth_element()])
        root.extend(self.results_element(e) for e in range(len(self.epsilons)))
        root.set("Version", "1")
        return root

    def render(self):
        root = self.document()
        for function in self.changes:
            function(root)
        data = write(root)
        for old, new in self.edits:
            assert data.count(old) == 1, (old, data.count(old))
            data = data.replace(old, new)
        return {"impact.xml": data}


@lru_cache(maxsize=None)
def computed(decision, rows, rule, mechanism, rho, trials, seed, epsilons, e):
    """Many cases change nothing that trials rest on."""
    return Study(decision, list(rows), dict(rule), mechanism, rho, trials, seed, epsilons).compute(e)


COVERAGE = [("a", "Ash, \"Upper\" & Lower", (2000, 500, 100)), ("b", "Béarn", (400000, 60000, 6000)), ("c", "Cedar", (1000, 10, 1)),
            ("d", "Dale", (900, 50, 1))]
FUNDS = [("1", "One", (9, 100)), ("2", "Two", (7, 20)), ("3", "Three", (9, 0)), ("4", "Four", (9, 104)), ("5", "Five", (7, 20)),
         ("6", "Six", (12, 31)), ("7", "Seven", (9, 3))]
SEATS = [("n", "North", (1000,)), ("s", "South", (90,)), ("w", "West", (3,))]
RULES = {"coverage": {"IlliteracyRate": "131/10000", "Constructed": "true", "Samples": "6"}, "funds": {"Delta": "1/20"}, "seats": {"House": "50"}}
ROWS = {"coverage": COVERAGE, "funds": FUNDS, "seats": SEATS}


def study(name):
    """`DECISION-MECHANISM`, e.g. funds-dawa-sound."""
    decision, mechanism = name.split("-", 1)
    made = Study(decision, list(ROWS[decision]), dict(RULES[decision]), mechanism)
    if made.is_dawa():
        made.rho = "1/4"
        made.rule |= {"coverage": {"Samples": "0"}, "funds": {"Delta": ""}, "seats": {}}[decision]
    elif decision == "funds" and mechanism != "laplace":
        made.rule["Delta"] = ""
    return made
