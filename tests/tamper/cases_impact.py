"""Impact statements: valid ones for each decision and mechanism, and IMP-01 to IMP-08 clause by clause."""
import copy

from artifacts import digest, element
from cases import tampered, valid
from cases_commitment import attribute
from impacts import spaced
from trees import field, u32

IMPACT = "impact.xml"
BEYOND_TABLE = ("IMP-03", "IMP-04", "IMP-05", "IMP-06", "IMP-07")
BEYOND_PARAMETERS = ("IMP-05", "IMP-06", "IMP-07")


def changed(function):
    return lambda made: made.change(function)


def edited(old, new):
    return lambda made: made.edit(old, new)


def with_(**values):
    """Other data, all made to fit again."""

    def change(made):
        for name, value in values.items():
            assert hasattr(made, name), name
            setattr(made, name, value)

    return change


def ruled(**attributes):
    def change(made):
        assert set(attributes) <= set(made.rule)
        made.rule |= attributes

    return change


def row(number, values, made_name=None):
    def change(made):
        ident, name, _ = made.rows[number - 1]
        made.rows[number - 1] = (made_name or ident, name, values)

    return change


def numbers(results, number, change):
    """Changes the numbers of one row of Results."""

    def apply(root):
        found = root.findall("Results")[results - 1].findall("Row")[number - 1]
        found.text = spaced(change([int(part) for part in found.text.split()]))

    return apply


def plus(path, name, by=1):
    def apply(root):
        found = root.find(path)
        found.set(name, str(int(found.get(name)) + by))

    return apply


def both(*functions):
    def apply(root):
        for function in functions:
            function(root)

    return changed(apply)


def values(number, text):
    """Other Values of one row, as the table's digest then has them; nothing else follows them."""

    def apply(root):
        table = root.find("Table")
        table.findall("Row")[number - 1].set("Values", text)
        data = field("scrutineer impact table 1") + field(root.find("Parameters").get("Decision")) + u32(len(table.findall("Row")))
        data += b"".join(field(found.get(name)) for found in table.findall("Row") for name in ("Id", "Name", "Values"))
        table.set("SHA256", digest(data))

    return apply


# What holds.

for decision, mechanisms in (("coverage", ("laplace", "d-laplace", "dawa-sound", "dawa-published")),
                             ("funds", ("laplace", "dawa-sound", "dawa-published")), ("seats", ("laplace", "dawa-sound", "dawa-published"))):
    for mechanism in mechanisms:
        valid(f"impact-{decision}-{mechanism}", f"impact:{decision}-{mechanism}", f"The rule of {decision} under {mechanism}: every draw, rule and sum was "
              "made by a program of its own.", arguments=IMPACT)
valid("impact-sample", "impact:funds-laplace", "Three of ten trials are made again: the sums over all cannot be known.", arguments="--sample 3 " + IMPACT,
      undecided=("IMP-06",))
valid("impact-sample-of-all", "impact:seats-laplace", "A sample as large as all trials is all of them.", arguments="--sample 10 " + IMPACT)
valid("impact-budget", "impact:seats-laplace", "The work allowed is less than the trials need.", arguments="--budget 10 " + IMPACT,
      undecided=("IMP-05", "IMP-06"))
valid("impact-budget-inversions", "impact:funds-laplace", "Nor is there enough to look for inversions.", arguments="--budget 3 " + IMPACT,
      undecided=("IMP-05", "IMP-06", "IMP-07"))
valid("impact-thousand", "impact:seats-laplace", "1,001 trials: the last one's digest stands in an element of its own.",
      with_(trials=1001, epsilons=("1",), rows=[("n", "North", (10,)), ("s", "South", (9,))]), arguments=IMPACT)
valid("impact-no-repair", "impact:funds-laplace", "Without Delta there is no repair.", ruled(Delta=""), arguments=IMPACT)
valid("impact-refused", "impact:funds-laplace", "With so little epsilon the repair's denominator fails, and tables without a child occur.",
      with_(epsilons=("1/1000",), rows=[("1", "One", (9, 1)), ("2", "Two", (7, 0))], trials=20), arguments=IMPACT)
valid("impact-failures", "impact:funds-laplace", "A repair that hardly promises anything fails now and then.",
      lambda made: (ruled(Delta="999/1000")(made), with_(trials=60, epsilons=("1",))(made)), arguments=IMPACT)
valid("impact-certain-inversions", "impact:funds-dawa-sound", "Buckets lift the fifth child beside fifties above the sixth among noughts.",
      with_(epsilons=("1/30",), trials=100, rows=[(str(i), f"District {i}", (9, x)) for i, x in enumerate((500, 5, 500, 500, 0, 6, 0, 0), 1)]),
      arguments=IMPACT)
valid("impact-tree", "impact:seats-dawa-sound", "So many buckets that DAWA measures sums of the tree's inner nodes too, and fits them together.",
      with_(epsilons=("20",), trials=1, rows=[(f"s{i}", f"State {i}", (i * 7919 % 1009,)) for i in range(1, 421)]), arguments=IMPACT)
valid("impact-given-only", "impact:coverage-laplace", "No rows are constructed, no repair.", ruled(Constructed="false", Samples="0"), arguments=IMPACT)
valid("impact-one-row", "impact:coverage-dawa-sound", "A single row: the scale of its cost would be 0, and is 1.",
      lambda made: (ruled(Constructed="false")(made), with_(rows=[("c", "Cedar", (1000, 10, 1))], trials=20)(made)), arguments=IMPACT)
valid("impact-few-samples", "impact:coverage-laplace", "One sample, which often leaves no possible counts: then the repair says what the rule does.",
      lambda made: (ruled(Constructed="false", Samples="1")(made),
                    with_(epsilons=("1/1000", "1/10"), trials=30, rows=[("c", "Cedar", (5, 1, 1)), ("d", "Dogwood", (90000, 20000, 900))])(made)),
      arguments=IMPACT)
valid("impact-nobody", "impact:seats-laplace", "With so little epsilon there are trials in which no state has anybody: each has one seat then.",
      with_(epsilons=("1/1000",), trials=30, rows=[("n", "North", (1,)), ("s", "South", (2,))]), arguments=IMPACT)

# IMP-01

for name, why, change in (
    ("comment", "A comment before the table.", edited("  <Table", "  <!-- true -->\n  <Table")),
    ("attribute-order", "Mechanism stands before Decision.", changed(lambda root: (
        decision := root.find("Parameters").attrib.pop("Decision"), root.find("Parameters").set("Decision", decision)))),
    ("purpose", "Purpose is that of a ballot commitment.", edited("<Purpose>impact-statement<", "<Purpose>ballot-commitment<")),
    ("rests-on", "An impact statement rests on nothing (section 2).", changed(
        lambda root: root.find("Header").append(element("RestsOn", Kind="ballot-commitment", SHA256=digest(b"another"))))),
    ("nested", "Elements nested deeper than any artifact.", edited("  <Table", "<A>" * 300 + "</A>" * 300 + "  <Table")),
    ("mechanism", "A mechanism that nobody defined.", edited('Mechanism="laplace"', 'Mechanism="gauss"')),
    ("no-trials", "No trials.", changed(attribute("Parameters", Trials="0"))),
    ("leading-zero", "A number with a leading zero.", changed(attribute("SeatsTruth", Seats="054"))),
    ("rule", "The rule is one of funds, the Decision is seats.", changed(lambda root: (
        root.find("Parameters").remove(root.find("Parameters/SeatsRule")), root.find("Parameters").append(element("FundsRule", Delta=""))))),
    ("truth", "The truth is one of funds.", changed(lambda root: (
        root.insert(list(root).index(root.find("SeatsTruth")), element("FundsTruth", Total="1")), root.remove(root.find("SeatsTruth"))))),
    ("summary", "One summary is of coverage.", changed(lambda root: (
        root.find("Results").remove(root.find("Results/SeatsSummary")), root.find("Results").append(element("CoverageSummary", **dict.fromkeys(
            ("CoveredLeast", "CoveredMost", "CoveredSum", "NotCoveredLeast", "NotCoveredMost", "NotCoveredSum", "ErrorVac", "ErrorLep", "ErrorLit"),
            "0")))))),
):
    tampered("imp-01-" + name, "IMP-01", "impact:seats-laplace", why, change, arguments=IMPACT)

# IMP-02

for name, base, why, change in (
    ("digest", "seats-laplace", "SHA256 is that of another table.", changed(attribute("Table", SHA256=digest(b"another")))),
    ("same-id", "seats-laplace", "Two rows have one id.", row(2, (90,), "n")),
    ("lep-above-vac", "coverage-laplace", "More persons of limited English than citizens.", row(4, (900, 901, 1))),
    ("lit-above-lep", "coverage-laplace", "More of low education than of limited English.", row(4, (900, 50, 51))),
    ("vac-too-large", "coverage-laplace", "More than 10^9 citizens.", row(4, (10**9 + 1, 50, 1))),
    ("no-weight", "funds-laplace", "A weight of 0.", row(2, (0, 20))),
    ("large-weight", "funds-laplace", "A weight above 10^6.", row(2, (10**6 + 1, 20))),
    ("nobody", "seats-laplace", "A population of 0.", changed(values(3, "0"))),
    ("missing-number", "funds-laplace", "A row without its weight.", changed(values(1, "9"))),
    ("another-number", "seats-laplace", "A row with a number too many.", changed(values(1, "1000 1"))),
    ("four-numbers", "coverage-laplace", "A row of four numbers.", changed(values(1, "9 7 5 3"))),
    ("children-too-many", "funds-laplace", "More than 10^9 children.", row(2, (7, 10**9 + 1))),
    ("population-too-large", "seats-laplace", "A population above 10^10.", changed(values(1, str(10**10 + 1)))),
    ("no-children", "funds-laplace", "Nothing to share by.", both(*(values(number, f"{w} 0") for number, w in enumerate((9, 7, 9, 9, 7, 12, 9), 1)))),
):
    tampered("imp-02-" + name, "IMP-02", "impact:" + base, why, change, arguments=IMPACT, undecided=BEYOND_TABLE)

# IMP-03

for name, base, why, change in (
    ("covered", "coverage-laplace", "An uncovered row is said to be covered.", lambda root: root.findall("Table/Row")[2].set(
        "Truth", "1" + root.findall("Table/Row")[2].get("Truth")[1:])),
    ("distance", "coverage-laplace", "A distance that is a thousandth too large.", lambda root: root.find("Table/Row").set(
        "Truth", "1 " + str(int(root.find("Table/Row").get("Truth").split()[1]) + 1))),
    ("constructed-values", "coverage-laplace", "A constructed row is one person off.", lambda root: root.find("Table/Constructed").set(
        "Values", spaced([*map(int, root.find("Table/Constructed").get("Values").split()[:2]),
                          int(root.find("Table/Constructed").get("Values").split()[2]) + 1]))),
    ("constructed-of", "coverage-laplace", "A constructed row is said to be made from another.", attribute("Table/Constructed", Of="2")),
    ("constructed-threshold", "coverage-laplace", "A constructed row names the other threshold.", attribute("Table/Constructed", Threshold="number")),
    ("constructed-truth", "coverage-laplace", "The distance of a constructed row is another.", attribute("Table/Constructed", Truth="0 77")),
    ("constructed-missing", "coverage-laplace", "The last constructed row is left out of the list.", lambda root: root.find("Table").remove(
        root.findall("Table/Constructed")[-1])),
    ("counts", "coverage-laplace", "One more row is said to be covered.", plus("CoverageTruth", "Covered")),
    ("share", "funds-laplace", "A share is one unit off.", lambda root: root.find("Table/Row").set(
        "Truth", str(int(root.find("Table/Row").get("Truth")) + 1))),
    ("total", "funds-laplace", "Another sum.", plus("FundsTruth", "Total")),
    ("seats", "seats-laplace", "A seat more for one state.", lambda root: root.find("Table/Row").set(
        "Truth", str(int(root.find("Table/Row").get("Truth")) + 1))),
    ("house", "seats-laplace", "A seat less in all.", plus("SeatsTruth", "Seats", -1)),
    ("max-multiplicative", "seats-laplace", "Another spread of seats.", plus("SeatsTruth", "MaxMultiplicative")),
    ("average-deviation", "seats-laplace", "Another average deviation.", plus("SeatsTruth", "AverageDeviation")),
):
    tampered("imp-03-" + name, "IMP-03", "impact:" + base, why, changed(change), arguments=IMPACT)

# IMP-04

for name, base, why, change in (
    ("epsilons-descend", "seats-laplace", "Epsilons descend.", with_(epsilons=("2", "1/3"))),
    ("epsilons-equal", "seats-laplace", "The same epsilon twice.", with_(epsilons=("2", "2"))),
    ("not-lowest-terms", "seats-laplace", "Epsilon is 2/6.", with_(epsilons=("2/6", "2"))),
    ("epsilon-too-large", "seats-laplace", "The first epsilon is above 10^9, the second is not above it.", changed(lambda root: (
        root.find("Parameters/Epsilon").set("Value", "9999999999"), root.find("Results").set("Epsilon", "9999999999")))),
    ("d-laplace-of-seats", "seats-laplace", "D-Laplace is for coverage.", with_(mechanism="d-laplace")),
    ("rho-without-dawa", "seats-laplace", "A Rho without a partition.", with_(rho="1/4")),
    ("no-rho", "seats-dawa-sound", "DAWA without Rho.", changed(attribute("Parameters", Rho=""))),
    ("rho-one", "seats-dawa-sound", "DAWA that spends all on its partition.", changed(attribute("Parameters", Rho="1"))),
    ("too-many-trials", "seats-laplace", "More than a million trials.", changed(attribute("Parameters", Trials="1000001"))),
    ("samples-with-dawa", "coverage-dawa-sound", "A repair with DAWA.", changed(attribute("Parameters/CoverageRule", Samples="6"))),
    ("too-many-samples", "coverage-laplace", "More samples than section 16.1 allows.", changed(attribute("Parameters/CoverageRule", Samples="10001"))),
    ("delta-with-dawa", "funds-dawa-sound", "A no-penalty repair with DAWA.", changed(attribute("Parameters/FundsRule", Delta="1/20"))),
    ("delta-one", "funds-laplace", "A repair that may always fail.", changed(attribute("Parameters/FundsRule", Delta="1"))),
    ("delta-not-lowest-terms", "funds-laplace", "Delta is 2/40.", changed(attribute("Parameters/FundsRule", Delta="2/40"))),
    ("scale", "seats-laplace", "Half the noise is claimed.", changed(attribute("Results", Scale="3/2"))),
    ("scale-of-sensitivity-1", "coverage-laplace", "The scale is that of persons in one cell only.", changed(attribute("Results", Scale="3"))),
    ("scale-with-dawa", "seats-dawa-sound", "DAWA has no one scale.", changed(attribute("Results", Scale="3"))),
    ("scale-too-large", "seats-dawa-sound", "DAWA's scale is above 2^31.", changed(lambda root: (
        root.find("Parameters/Epsilon").set("Value", "1/1000000000"), root.find("Results").set("Epsilon", "1/1000000000")))),
    ("scale-too-large-without-dawa", "coverage-laplace", "Laplace's scale for coverage, three persons' worth, is above 2^31.", changed(lambda root: (
        root.find("Parameters/Epsilon").set("Value", "1/1000000000"), root.find("Results").set("Epsilon", "1/1000000000"),
        root.find("Results").set("Scale", "3000000000")))),
    ("epsilon-of-results", "seats-laplace", "Results of an epsilon that was not announced.", changed(attribute("Results", Epsilon="1/2"))),
    ("results-missing", "seats-laplace", "The results of the least epsilon are left out.", changed(lambda root: root.remove(root.find("Results")))),
    ("results-twice", "seats-laplace", "The results of the greatest epsilon stand there twice.", changed(
        lambda root: root.append(copy.deepcopy(root.findall("Results")[-1])))),
    ("row-missing", "seats-laplace", "A row of results is left out.", changed(lambda root: root.find("Results").remove(root.find("Results/Row")))),
    ("row-too-short", "seats-laplace", "A row has two numbers.", changed(numbers(1, 2, lambda found: found[:2]))),
    ("row-too-long", "seats-laplace", "A row has four numbers.", changed(numbers(2, 1, lambda found: found + [0]))),
    ("slack", "funds-laplace", "A slack one too small.", changed(plus("Results/FundsSummary/NoPenalty", "Slack", -1))),
    ("slack-large", "funds-laplace", "A slack one too large.", changed(plus("Results/FundsSummary/NoPenalty", "Slack"))),
    ("slack-none", "funds-laplace", "No slack.", changed(attribute("Results/FundsSummary/NoPenalty", Slack="0"))),
    ("slack-beyond", "funds-laplace", "A slack above 2^40.", changed(attribute("Results/FundsSummary/NoPenalty", Slack=str(2**40 + 1)))),
    ("no-repair", "coverage-laplace", "The repairs are left out.", changed(lambda root: [
        root.find("Results/CoverageSummary").remove(found) for found in root.findall("Results/CoverageSummary/Repair")[:19]])),
    ("repair-p", "coverage-laplace", "A repair is said to be another.", changed(attribute("Results/CoverageSummary/Repair", P="1/19"))),
    ("no-penalty-missing", "funds-laplace", "What the repair did is left out.", changed(lambda root: root.find("Results/FundsSummary").remove(
        root.find("Results/FundsSummary/NoPenalty")))),
    ("no-penalty-unasked", "funds-laplace", "What a repair did is told, though none is asked for.", changed(
        attribute("Parameters/FundsRule", Delta=""))),
):
    tampered("imp-04-" + name, "IMP-04", "impact:" + base, why, change, arguments=IMPACT, undecided=BEYOND_PARAMETERS)
for name, base, why, change in (
    ("rate-one", "coverage-laplace", "A rate of 1.", attribute("Parameters/CoverageRule", IlliteracyRate="1")),
    ("rate-too-fine", "coverage-laplace", "A rate with a term above 10^6.", attribute("Parameters/CoverageRule", IlliteracyRate="1/1000001")),
    ("house-too-large", "seats-laplace", "A house above a million.", attribute("Parameters/SeatsRule", House="1000001")),
):
    tampered("imp-04-" + name, "IMP-04", "impact:" + base, why, changed(change), arguments=IMPACT, undecided=("IMP-03", *BEYOND_PARAMETERS))

# IMP-05


def digests(function):
    def apply(root):
        for found in root.findall("Results/Trials"):
            found.text = spaced(function(found.text.split()))

    return changed(apply)


def other_draws(made):
    """The trials are of another seed, and so are all sums."""
    made.seed = "chosen-for-its-results"
    made.change(attribute("Parameters", Seed="drawn-in-public"))


tampered("imp-05-digest", "IMP-05", "impact:funds-laplace", "One digit of one digest.", digests(
    lambda found: found[:-1] + [found[-1][:-1] + ("0" if found[-1][-1] != "0" else "1")]), arguments=IMPACT)
tampered("imp-05-exchanged", "IMP-05", "impact:coverage-d-laplace", "Two digests are exchanged.", digests(
    lambda found: found[1::-1] + found[2:]), arguments=IMPACT)
tampered("imp-05-sampled", "IMP-05", "impact:funds-laplace", "No digest is right: any sample finds one.", digests(
    lambda found: [digest(one.encode())[:32] for one in found]), arguments="--sample 1 " + IMPACT, undecided=("IMP-06",))
tampered("imp-05-missing", "IMP-05", "impact:seats-laplace", "The last digests are left out.", digests(lambda found: found[:-1]), arguments=IMPACT)
tampered("imp-05-too-many", "IMP-05", "impact:seats-laplace", "Two digests too many.", digests(lambda found: found + found[:2]), arguments=IMPACT)
tampered("imp-05-upper-case", "IMP-05", "impact:seats-laplace", "Digests in upper case.", digests(
    lambda found: [one.upper() for one in found]), arguments=IMPACT)
tampered("imp-05-first", "IMP-05", "impact:seats-laplace", "First is not the number of the first.", changed(attribute("Results/Trials", First="1")),
         arguments=IMPACT)


def one_element(root):
    first, second = root.findall("Results/Trials")
    first.text += " " + second.text
    root.find("Results").remove(second)


def split(made):
    """The digests of each epsilon in two elements, though they are fewer than 1,000."""

    def apply(root):
        for results in root.findall("Results"):
            first = results.find("Trials")
            parts = first.text.split()
            second = element("Trials", First="2")
            first.text, second.text = spaced(parts[:2]), spaced(parts[2:])
            results.insert(list(results).index(first) + 1, second)

    made.change(apply)


def rejoined(function):
    """The digests' text as it stands."""

    def apply(root):
        for found in root.findall("Results/Trials"):
            found.text = function(found.text)

    return changed(apply)


tampered("imp-05-split", "IMP-05", "impact:seats-laplace", "Digests in elements of fewer than 1,000.", split, arguments=IMPACT)
tampered("imp-05-short-digest", "IMP-05", "impact:seats-laplace", "A digest of 31 digits.", rejoined(lambda text: text[1:]), arguments=IMPACT)
tampered("imp-05-no-space", "IMP-05", "impact:seats-laplace", "Something else than a space between two digests.", rejoined(
    lambda text: text.replace(" ", ":", 1)), arguments=IMPACT)
tampered("imp-05-thousand-and-one", "IMP-05", "impact:seats-laplace", "1,001 digests in one element.", lambda made: (
    with_(trials=1001, epsilons=("1",), rows=[("n", "North", (10,)), ("s", "South", (9,))])(made), changed(one_element)(made)), arguments=IMPACT)
tampered("imp-05-form-without-work", "IMP-05", "impact:seats-laplace", "Missing digests show without a single trial.", digests(lambda found: found[:-1]),
         arguments="--budget 10 " + IMPACT, undecided=("IMP-06",))
for base in ("coverage-laplace", "funds-dawa-sound", "seats-dawa-published"):
    tampered("imp-05-seed-of-" + base, ("IMP-05", "IMP-06"), "impact:" + base, "All trials are of a seed that was tried out in secret.", other_draws,
             arguments=IMPACT)

# IMP-06

for name, base, why, change in (
    ("error-vac", "coverage-laplace", "An error that is less by one.", changed(plus("Results/CoverageSummary", "ErrorVac", -1))),
    ("error-lit", "coverage-dawa-sound", "An error of DAWA that is less by one.", changed(plus("Results/CoverageSummary", "ErrorLit", -1))),
    ("deviation", "funds-laplace", "A row deviates one unit less, and the sum of all with it.", both(
        numbers(1, 1, lambda found: [found[0], found[1] - 1, found[2]]), plus("Results/FundsSummary", "DeviationTotal", -1))),
    ("squares", "funds-laplace", "Another sum of squares.", changed(numbers(2, 1, lambda found: [*found[:2], found[2] + 1]))),
    ("empty", "funds-laplace", "A trial is said to have been empty.", changed(plus("Results/FundsSummary", "Empty"))),
    ("failures", "funds-laplace", "A failure too many.", changed(plus("Results/FundsSummary/NoPenalty", "Failures"))),
    ("refused", "funds-laplace", "A refusal is added.", changed(plus("Results/FundsSummary/NoPenalty", "Refused"))),
    ("inflation", "funds-laplace", "Less inflation.", changed(plus("Results/FundsSummary/NoPenalty", "InflationSum", -1))),
    ("fewer-seats", "seats-laplace", "A state is said to lose once less.", changed(numbers(1, 1, lambda found: [found[0], abs(found[1] - 1), found[2]]))),
    ("house-sum", "seats-laplace", "A seat more in all trials together.", changed(plus("Results/SeatsSummary", "HouseSum"))),
    ("house-least", "seats-laplace", "The smallest house is said to be larger.", changed(plus("Results/SeatsSummary", "HouseLeast"))),
    ("house-most", "seats-laplace", "The largest house is said to be smaller.", changed(plus("Results/SeatsSummary", "HouseMost", -1))),
    ("max-multiplicative", "seats-laplace", "Less spread.", changed(plus("Results/SeatsSummary", "MaxMultiplicativeSum", -1))),
    ("repair", "coverage-laplace", "A repaired rule is said to cover an uncovered row once more.", both(
        numbers(1, 3, lambda found: [found[0], found[1] + 1, *found[2:]]), plus("Results/CoverageSummary/Repair", "FalsePositives"))),
):
    tampered("imp-06-" + name, "IMP-06", "impact:" + base, why, change, arguments=IMPACT)
tampered("imp-06-above-trials", "IMP-06", "impact:seats-laplace", "More losses than trials: no sample is needed to see it.", changed(
    numbers(1, 1, lambda found: [found[0], 6, found[2]])), arguments="--sample 2 " + IMPACT, undecided=("IMP-07",))
tampered("imp-06-beyond-numbers", "IMP-06", "impact:funds-laplace", "A sum of 39 digits.", changed(
    numbers(1, 1, lambda found: [10**39 - 1, *found[1:]])), arguments=IMPACT, undecided=("IMP-07",))
tampered("imp-06-above-trials-without-work", "IMP-06", "impact:seats-laplace", "Nor is a single trial.", changed(
    numbers(1, 1, lambda found: [found[0], 6, found[2]])), arguments="--budget 10 " + IMPACT, undecided=("IMP-05", "IMP-07"))
for name, path in (("empty", "FundsSummary"), ("refused", "FundsSummary/NoPenalty"), ("failures", "FundsSummary/NoPenalty")):
    tampered(f"imp-06-{name}-above-trials", "IMP-06", "impact:funds-laplace", f"{name.capitalize()} is more than there are trials.", changed(
        plus("Results/" + path, name.capitalize(), 1000)), arguments="--budget 3 " + IMPACT, undecided=("IMP-05", "IMP-07"))

# IMP-07

for base, path, names in (
    ("coverage-laplace", "CoverageSummary", ("CoveredLeast", "CoveredMost", "CoveredSum", "NotCoveredLeast", "NotCoveredMost", "NotCoveredSum")),
    ("coverage-d-laplace", "CoverageSummary/Repair", ("CoveredLeast", "CoveredSum", "FalsePositives")),
    ("funds-laplace", "FundsSummary", ("MisallocationTotal", "MisallocationLeast", "MisallocationMost", "DeviationTotal", "MultiplicativeLeast",
                                       "MultiplicativeMost", "Inversions", "CertainInversions", "InvertedRows")),
    ("seats-laplace", "SeatsSummary", ("AverageDeviation",)),
):
    for name in names:
        kind = "repair-" if path.endswith("Repair") else ""
        tampered(f"imp-07-{kind}{name.lower()}", "IMP-07", "impact:" + base, f"{name} is one more than the rows give.", changed(
            plus("Results/" + path, name)), arguments=IMPACT)

# IMP-08

tampered("imp-08-published", "IMP-08", "impact:funds-dawa-published", "DAWA as published is said to keep its promise.", changed(
    attribute("Guarantee", Claim="epsilon")), arguments=IMPACT)
tampered("imp-08-laplace", "IMP-08", "impact:coverage-laplace", "A guarantee that holds is not claimed.", changed(
    attribute("Guarantee", Claim="none")), arguments=IMPACT)
