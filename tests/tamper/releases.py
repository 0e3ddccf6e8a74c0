"""Noise commitments, measurement statements, releases and their openings, written from the specification alone (sections 13 to 15)."""
import copy
from dataclasses import dataclass, replace
from fractions import Fraction

import noise
import promises
import sealed
import tables
import trees
from artifacts import digest, element, parse, write
from poll import DICE, THROWS, beacon_pulse
from trees import field, sha256, u32, u64

ELECTION = {"Id": "trees-2026", "Name": "Fixture Election", "Date": "2026-11-03", "Jurisdiction": "Fixture County"}
RELEASE_KEY, TABLE_KEY = b"published release key of the fixtures, never to be used: ", b"published table key of the fixtures"


@dataclass
class Share:
    level: int
    histogram: str
    epsilon: Fraction
    scale: object = None  # sensitivity divided by epsilon, unless a case says otherwise


@dataclass
class Race:
    """`options`: (id, name, kind); `counts`: the true numbers of each precinct that has the contest; `zeros`: {option: precincts}."""

    id: str
    name: str
    options: tuple
    counts: dict
    shares: tuple
    votes_allowed: int = 1
    zeros: tuple = ()

    def sensitivity(self, histogram, adjacency):
        kinds = [kind for _, _, kind in self.options]
        n = len(kinds) - kinds.count("ballots-cast")
        listed = kinds.count("listed") == n
        m = min(self.votes_allowed, n) if listed else self.votes_allowed
        if histogram == "total":
            return m
        if adjacency == "substitute":
            return m if n == 1 else 2 * m
        return (m if n == 1 else self.votes_allowed) + kinds.count("ballots-cast")


def number(value):
    """A count or a fraction in lowest terms, as text."""
    value = Fraction(value)
    return str(value.numerator) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"


def ranges(numbers):
    """As section 10.1 writes lists of numbers."""
    parts = []
    for item in sorted(numbers):
        if parts and parts[-1][1] == item - 1:
            parts[-1][1] = item
        else:
            parts.append([item, item])
    return " ".join(str(a) if a == b else f"{a}-{b}" for a, b in parts)


# What follows from a statement as it stands, so that a changed one is made to fit again.


def measurement_digest(root):
    """M of section 13.2."""
    measurement, get = root.find("Measurement"), lambda found, *names: b"".join(field(found.get(name)) for name in names)
    levels, contests = measurement.findall("Level"), measurement.findall("Contest")
    data = field("scrutineer measurement 1") + field(root.find("Header/Election").get("Id")) + u32(int(measurement.get("Release")))
    data += get(measurement, "Adjacency") + u32(len(levels)) + u32(int(measurement.get("ExactLevels")))
    for level in levels:
        data += get(level, "Name") + u32(len(level))
        data += b"".join(u32(int(unit.get("Parent"))) + get(unit, "Name", "BallotsCast") for unit in level)
    data += u32(len(contests))
    for contest in contests:
        data += get(contest, "Id", "Name") + u32(int(contest.get("VotesAllowed"))) + get(contest, "Complete", "Units")
        options, zeros, shares = contest.findall("Option"), contest.findall("StructuralZero"), contest.findall("Share")
        data += u32(len(options)) + b"".join(get(option, "Id", "Name", "Kind") for option in options)
        data += u32(len(zeros)) + b"".join(u32(int(zero.get("Option"))) + get(zero, "Units") for zero in zeros)
        data += u32(len(shares))
        data += b"".join(u32(int(share.get("Level"))) + get(share, "Histogram", "Epsilon", "Scale") for share in shares)
    return sha256(data, bytes.fromhex(measurement.get("TableRoot")))


def chain(root, kept=None):
    """Makes the hashes of the ledger's entries anew (13.3), but that of entry `kept`."""
    before = bytes(32)
    for entry in root.findall("Ledger/Entry"):
        losses = b"".join(field(loss.get("ContestId")) + field(loss.get("Epsilon")) for loss in entry)
        before = sha256(field("scrutineer ledger 1"), before, field(entry.get("Kind")), u32(int(entry.get("Release") or 0)),
                        bytes.fromhex(entry.get("Digest")), u32(len(entry)), losses)
        if entry.get("Number") == kept:
            before = bytes.fromhex(entry.get("Hash"))
        entry.set("Hash", before.hex())


def spend(root):
    """Sets Spent to what the voter charged most has lost."""
    losses = {}
    for loss in root.findall("Ledger/Entry/Loss"):
        if loss.get("Epsilon") != "unlimited":
            losses[loss.get("ContestId")] = losses.get(loss.get("ContestId"), 0) + Fraction(loss.get("Epsilon"))
    styles = [[on.get("ContestId") for on in style] for style in root.findall("Ledger/Style")]
    everywhere = [contest for contest in losses if not any(contest in style for style in styles)]
    sums = [sum(losses.get(contest, 0) for contest in style + everywhere) for style in styles or [[]]]
    root.find("Ledger").set("Spent", number(max(sums)))


def entry(kind, release, contents, losses=()):
    """One entry of a ledger; the chain gives it its number and hash."""
    made = element("Entry", Number="0", Kind=kind, Release=str(release), Digest=contents, Hash="")
    made.extend(element("Loss", ContestId=contest, Epsilon=epsilon) for contest, epsilon in losses)
    return made


class Canvass:
    """The files of one release. A case changes the data here, or an artifact as it is about to be written (`change`); what comes later
    rests on the bytes as they then are, as an insider would make them."""

    order = ["noise.xml", "statement.xml", "seed.xml", "release.xml", "opening.cms"]

    def __init__(self, races, levels, **options):
        self.races, self.levels = [replace(race) for race in races], [(name, [list(unit) for unit in units]) for name, units in levels]
        self.adjacency, self.exact, self.mechanism = "substitute", 1, "discrete-laplace"
        self.release, self.releases, self.total, self.styles = 1, 3, Fraction(4), []
        self.seed_source, self.evidence = dict(DICE), None
        self.earlier = []  # entries of the ledger before this one
        self.table_root = None  # unless it is that of the true counts
        self.changes, self.edits, self.files, self.dropped, self.until = {}, {}, {}, set(), "release.xml"
        self.measured_change = self.published_change = None  # change the counts {(race, level, kind): rows}
        self.sealing = {}  # options of sealed.envelope
        self.polls = []  # files of trees for the same package
        for name, value in options.items():
            assert hasattr(self, name), name
            setattr(self, name, copy.copy(value))

    # Changes.

    def change(self, name, function):
        self.changes.setdefault(name, []).append(function)

    def edit(self, name, old, new):
        self.edits.setdefault(name, []).append((old.encode(), new.encode()))

    def drop(self, *names):
        self.dropped.update(names)

    def only(self, name):
        """Makes no file behind this one and leaves out those before it."""
        self.until = name
        self.drop(*self.order[: self.order.index(name)])

    # The hierarchy.

    def rows(self, race, level):
        """Numbers of the units of this level that have the contest."""
        numbers = set(race.counts)
        for below in range(len(self.levels), level, -1):
            numbers = {self.levels[below - 1][1][unit - 1][0] for unit in numbers}
        return sorted(numbers)

    def children(self, race, level, unit):
        """Rows of the level below, within that level, that belong to `unit`."""
        return [row for row, child in enumerate(self.rows(race, level + 1)) if self.levels[level][1][child - 1][0] == unit]

    def index(self, level, unit):
        return sum(len(units) for _, units in self.levels[: level - 1]) + unit - 1

    def true_counts(self, race, level):
        if level == len(self.levels):
            return [list(race.counts[unit]) for unit in self.rows(race, level)]
        below = self.true_counts(race, level + 1)
        return [[sum(column) for column in zip(*(below[row] for row in self.children(race, level, unit)))] for unit in self.rows(race, level)]

    def zero_cells(self, race, level):
        """Pairs (option, row) of structural zeros."""
        zeros = {option - 1: set(precincts) for option, precincts in race.zeros}
        if level == len(self.levels):
            return {(o, row) for row, unit in enumerate(self.rows(race, level)) for o in zeros if unit in zeros[o]}
        below = self.zero_cells(race, level + 1)
        return {(o, row) for row, unit in enumerate(self.rows(race, level)) for o in zeros
                if all((o, child) in below for child in self.children(race, level, unit))}

    def ballots(self, level, unit):
        return self.levels[level - 1][1][unit - 1][2]

    def complete(self, race):
        """Undervotes and overvotes are counted, and BallotsCast of every unit with the contest is that of the units below with it."""
        if not {"undervotes", "overvotes"} <= {kind for _, _, kind in race.options}:
            return False
        for level in range(1, len(self.levels) + 1):
            for unit in self.rows(race, level):
                below = [] if level == len(self.levels) else self.children(race, level, unit)
                inner = [self.ballots(level + 1, self.rows(race, level + 1)[child]) for child in below]
                if self.ballots(level, unit) is None or None in inner or inner and sum(inner) != self.ballots(level, unit):
                    return False
        return True

    # Keys and commitments.

    def release_keys(self):
        return [sha256(RELEASE_KEY, u32(i)) for i in range(1, self.releases + 1)]

    def table_leaves(self):
        values = [count for race in self.races for row in self.true_counts(race, len(self.levels)) for count in row]
        halves = trees.salts(sha256(TABLE_KEY), 2 * len(values))
        return [sha256(b"\0", halves[2 * j], halves[2 * j + 1], u64(value)) for j, value in enumerate(values)]

    # Artifacts.

    def header(self, purpose, *rests_on):
        header = element("Header")
        header.append(element("Election", **ELECTION))
        header.append(element("Purpose", purpose))
        header.append(element("SignerRole", "election-official"))
        header.append(element("Software", Name="fixtures", Version="1"))
        header.extend(element("RestsOn", Kind=kind, SHA256=name) for kind, name in rests_on)
        return header

    def noise_commitment(self):
        root = element("NoiseCommitment")
        root.append(self.header("noise-commitment"))
        leaves = [sha256(b"\0", key) for key in self.release_keys()]
        root.append(element("Keys", Releases=str(self.releases), Root=trees.merkle(leaves).hex()))
        root.set("Version", "1")
        return root

    def contest_element(self, race):
        made = element("Contest", Id=race.id, Name=race.name, VotesAllowed=str(race.votes_allowed), Complete=str(self.complete(race)).lower(),
                       Units=ranges(race.counts))
        made.extend(element("Option", Id=ident, Name=name, Kind=kind) for ident, name, kind in race.options)
        made.extend(element("StructuralZero", Option=str(option), Units=ranges(precincts)) for option, precincts in race.zeros)
        for share in race.shares:
            made.append(element("Share", Level=str(share.level), Histogram=share.histogram, Epsilon=number(share.epsilon),
                                Scale=number(self.scale(race, share))))
        return made

    def scale(self, race, share):
        return share.scale or race.sensitivity(share.histogram, self.adjacency) / share.epsilon

    def losses(self):
        twice = 2 if self.adjacency == "add-remove" else 1
        return [(race.id, number(twice * sum(share.epsilon for share in race.shares))) for race in self.races]

    def statement(self, commitment):
        root = element("MeasurementStatement")
        root.append(self.header("measurement-statement", ("noise-commitment", commitment)))
        root.append(element("SeedSource", **self.seed_source))
        table_root = self.table_root or trees.merkle(self.table_leaves()).hex()
        made = element("Measurement", Release=str(self.release), Adjacency=self.adjacency, ExactLevels=str(self.exact), TableRoot=table_root)
        for name, units in self.levels:
            level = element("Level", Name=name)
            for parent, unit, ballots in units:
                level.append(element("Unit", Parent=str(parent), Name=unit, BallotsCast="" if ballots is None else str(ballots)))
            made.append(level)
        made.extend(self.contest_element(race) for race in self.races)
        root.append(made)
        ledger = element("Ledger", Total=number(self.total), Spent="")
        for ident, contests in self.styles:
            style = element("Style", Id=ident)
            style.extend(element("On", ContestId=contest) for contest in contests)
            ledger.append(style)
        ledger.extend(copy.deepcopy(self.earlier))
        ledger.append(entry("announce", self.release, table_root, self.losses()))
        root.append(ledger)
        for position, made in enumerate(ledger.findall("Entry"), 1):
            made.set("Number", str(position))
        chain(root)
        spend(root)
        root.set("Version", "1")
        return root

    def seed_record(self, statement):
        root = element("SeedRecord")
        root.append(self.header("seed-record", ("measurement-statement", statement)))
        root.append(element("SeedSource", **self.seed_source))
        evidence = self.evidence
        if evidence is None and self.seed_source["Kind"] == "beacon":
            evidence = beacon_pulse(self.seed_source)
        if evidence is None:
            evidence = element("Dice", Sides="6")
            evidence.append(element("Throws", THROWS))
        root.append(evidence)
        texts = {"Dice": lambda: evidence[0].text, "Pulse": lambda: evidence.get("OutputValue"), "Statement": lambda: "20261103"}
        root.append(element("Seed", texts[evidence.tag]()))
        root.set("Version", "1")
        return root

    # Counts of a release, as {(race, level, kind): rows}.

    def measure(self, seed, measurement):
        counts, first = {}, 0
        base = noise.base_key(self.release_keys()[self.release - 1], seed, measurement)
        for position, race in enumerate(self.races):
            for level in range(1, self.exact + 1):
                counts[position, level, "exact"] = self.true_counts(race, level)
            for share in race.shares:
                rows = self.true_counts(race, share.level)
                scale = Fraction(self.scale(race, share))
                if share.histogram == "total":
                    rows = [[sum(row)] for row in rows]
                for row, unit in zip(rows, self.rows(race, share.level)):
                    for o in range(len(row)):
                        option = 2**31 + position if share.histogram == "total" else first + o
                        key = noise.cell_key(base, share.level, self.index(share.level, unit), option)
                        row[o] += noise.Stream(key).noise(scale)
                counts[position, share.level, "measured-total" if share.histogram == "total" else "measured"] = rows
            first += len(race.options)
        return counts

    def process(self, counts, seed, measurement):
        if self.mechanism == "discrete-laplace":
            return
        for position, race in enumerate(self.races):
            if self.exact == 0:
                zeros = self.zero_cells(race, 1)
                root = counts[position, 1, "measured"][0]
                least = {"toydown": lambda o, a: a, "toydown-nonnegative": lambda o, a: max(0, a),
                         "topdown": lambda o, a: 0 if (o, 0) in zeros else max(0, a)}[self.mechanism]
                counts[position, 1, "published"] = [[least(o, a) for o, a in enumerate(root)]]
            for level in range(max(1, self.exact), len(self.levels)):
                self.process_level(counts, position, race, level, seed, measurement)

    def process_level(self, counts, position, race, level, seed, measurement):
        upper = counts[position, level, "exact" if level <= self.exact else "published"]
        below = counts[position, level + 1, "measured"]
        published = [None] * len(below)
        zeros, units_below = self.zero_cells(race, level + 1), self.rows(race, level + 1)
        totals = counts.get((position, level + 1, "measured-total"))
        binding = self.exact > 0 and self.complete(race) and all(self.ballots(level + 1, unit) is not None for unit in units_below)
        for row, unit in enumerate(self.rows(race, level)):
            below_rows = self.children(race, level, unit)
            measured = [[below[child][o] for child in below_rows] for o in range(len(race.options))]
            if self.mechanism == "topdown":
                stream = noise.tie_words(seed, measurement, position, level, self.index(level, unit))
                words = [[stream.word() for _ in below_rows] for _ in race.options]
                inner = {(o, c) for o in range(len(race.options)) for c, child in enumerate(below_rows) if (o, child) in zeros}
                sums = [race.votes_allowed * self.ballots(level + 1, units_below[child]) for child in below_rows] if binding else None
                aims = [totals[child][0] for child in below_rows] if totals else None
                apart = {o for o, option in enumerate(race.options) if option[2] == "ballots-cast"}
                table = tables.topdown(upper[row], measured, words, inner, sums, aims, self.weights(race, level + 1), apart)
            else:
                share = tables.toydown if self.mechanism == "toydown" else tables.toydown_nonnegative
                table = [share(upper[row][o], measured[o]) for o in range(len(race.options))]
            for c, child in enumerate(below_rows):
                published[child] = [table[o][c] for o in range(len(race.options))]
        counts[position, level + 1, "published"] = published

    def weights(self, race, level):
        scales = {share.histogram: Fraction(self.scale(race, share)) for share in race.shares if share.level == level}
        if "total" not in scales:
            return 1, 0
        quotient = (scales["total"] / scales["options"]) ** 2
        return quotient.numerator, quotient.denominator

    # Statements of a release.

    def guarantee(self, race):
        epsilon = sum(share.epsilon for share in race.shares)
        twice = 2 if self.adjacency == "add-remove" else 1
        exchange = 2 * twice * epsilon
        low, high = promises.posterior(exchange if self.exact else twice * epsilon)
        return element("Guarantee", Epsilon="" if self.exact else number(epsilon), ExchangeEpsilon=number(exchange), PosteriorLow=low,
                       PosteriorHigh=high)

    def accuracy(self, race):
        shares = [share for share in race.shares if share.histogram == "options"]
        for share in sorted(shares, key=lambda share: share.level):
            scale = Fraction(self.scale(race, share))
            yield element("Accuracy", Level=str(share.level), CountError95=str(promises.count_error(scale)),
                          MarginError95=str(promises.margin_error(scale)))
        lowest = max(shares, key=lambda share: share.level)
        for level in range(1, lowest.level + 1):
            units = {unit: 1 for unit in self.rows(race, lowest.level)}
            for above in range(lowest.level - 1, level - 1, -1):
                sums = {}
                for unit, count in units.items():
                    parent = self.levels[above][1][unit - 1][0]
                    sums[parent] = sums.get(parent, 0) + count
                units = sums
            deviation, error = promises.sum_error(Fraction(self.scale(race, lowest)), max(units.values()))
            yield element("SumAccuracy", Level=str(level), Units=str(max(units.values())), StandardDeviation=deviation, Error95=str(error))

    def determined(self, race):
        """The lists of determined cells, level by level, each level apart from the others."""
        for level in range(self.exact + 1, len(self.levels) + 1):
            found, groups = {}, {}
            for row, unit in enumerate(self.rows(race, level)):
                for above in range(level, max(self.exact, 1), -1):
                    unit = self.levels[above - 1][1][unit - 1][0]
                groups.setdefault(unit if self.exact else 0, []).append(row)
            for group in groups.values():
                for option, unit in self.determined_below(race, level, group):
                    found.setdefault(option, []).append(unit)
            for option, units in sorted(found.items()):
                yield element("Determined", Level=str(level), Option=str(option), Units=ranges(units))

    def determined_below(self, race, level, group):
        """Pairs (option, unit) among the rows below one exact unit. The flow goes from exact sums to the units, with a rest for each where
        the contest is not complete. The true counts are one such flow, and whether a cell varies is the same from any."""
        counts, zeros, units = self.true_counts(race, level), self.zero_cells(race, level), self.rows(race, level)
        ballots = {row: self.ballots(level, units[row]) for row in group}
        bounded = self.exact > 0 and None not in ballots.values()
        arcs, cells, sums = {}, {}, dict.fromkeys(group, 0)
        if not self.exact:
            arcs["open", "source"] = arcs["source", "open"] = 1, False
        for o, (_, _, kind) in enumerate(race.options):
            full = kind == "listed" and bounded and sum(counts[row][o] for row in group) == sum(ballots.values())
            for row in group:
                arc = ("option", o) if self.exact else "source", ("cell", row, o)
                arcs[arc] = counts[row][o], full or (o, row) in zeros
                cells[arc] = o + 1, units[row]
                summed = ballots[row] is not None and kind != "ballots-cast"
                arcs[("cell", row, o), ("unit", row) if summed else "open"] = counts[row][o], False
                sums[row] += counts[row][o] if summed else 0
        for row in group:
            if ballots[row] is not None and not self.complete(race):
                rest = race.votes_allowed * ballots[row] - sums[row]
                assert rest >= 0, (race.id, level, row)
                arcs["open", ("unit", row)] = rest, False
        return [cells[arc] for arc in tables.determined(arcs, cells)]

    def precinct_release(self, statement, seed_record):
        seed, measurement = parse(seed_record).find("Seed").text, measurement_digest(parse(statement))
        counts = self.measure(seed, measurement)
        if self.measured_change:
            self.measured_change(counts)
        self.process(counts, seed, measurement)
        if self.published_change:
            self.published_change(counts)
        root = element("PrecinctRelease")
        root.append(self.header("precinct-release", ("measurement-statement", digest(statement)), ("seed-record", digest(seed_record))))
        root.append(element("Processing", Mechanism=self.mechanism))
        for position, race in enumerate(self.races):
            made = element("ContestCounts", ContestId=race.id)
            for level in range(1, len(self.levels) + 1):
                for kind in ("exact", "measured", "measured-total", "published"):
                    if (position, level, kind) in counts:
                        block = element("Counts", Level=str(level), Kind=kind)
                        block.extend(element("Row", " ".join(map(number, row))) for row in counts[position, level, kind])
                        made.append(block)
            made.append(self.guarantee(race))
            made.extend(self.accuracy(race))
            made.extend(self.determined(race))
            root.append(made)
        root.set("Version", "1")
        return root

    def court_opening(self, release):
        root = element("CourtOpening")
        root.append(element("Release", SHA256=digest(release)))
        keys = self.release_keys()
        leaves = [sha256(b"\0", key) for key in keys]
        made = element("ReleaseKey", Number=str(self.release), Key=keys[self.release - 1].hex())
        made.extend(element("PathHash", SHA256=value.hex()) for value in audit_path(leaves, self.release - 1))
        root.append(made)
        root.append(element("TableKey", Key=sha256(TABLE_KEY).hex()))
        for race in self.races:
            block = element("TrueCounts", ContestId=race.id)
            block.extend(element("Row", " ".join(map(str, row))) for row in self.true_counts(race, len(self.levels)))
            root.append(block)
        root.set("Version", "1")
        return root

    def _written(self, name, root):
        for function in self.changes.get(name, []):
            function(root)
        data = write(root)
        for old, new in self.edits.get(name, []):
            assert data.count(old) == 1, (name, old, data.count(old))
            data = data.replace(old, new)
        return data

    def render(self):
        """All files under their short names, up to `until`."""
        files, made = dict(self.files), {}
        steps = [
            lambda: self.noise_commitment(),
            lambda: self.statement(digest(made["noise.xml"])),
            lambda: self.seed_record(digest(made["statement.xml"])),
            lambda: self.precinct_release(made["statement.xml"], made["seed.xml"]),
            lambda: self.court_opening(made["release.xml"]),
        ]
        for name, step in zip(self.order[: self.order.index(self.until) + 1], steps):
            made[name] = self._written(name, step())
        if "opening.cms" in made:
            made["opening.cms"] = sealed.envelope(made["opening.cms"], **self.sealing)
        files.update(made)
        return {name: data for name, data in files.items() if name not in self.dropped}


def audit_path(leaves, position):
    """RFC 6962, section 2.1.1: hashes from the leaf to the root."""
    if len(leaves) == 1:
        return []
    left = 1
    while 2 * left < len(leaves):
        left *= 2
    if position < left:
        return audit_path(leaves[:left], position) + [trees.merkle(leaves[left:])]
    return audit_path(leaves[left:], position - left) + [trees.merkle(leaves[:left])]
