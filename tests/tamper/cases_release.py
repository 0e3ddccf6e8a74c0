"""Precinct releases: those that hold, alone and in packages, and DPR-11 to DPR-20 clause by clause."""
from fractions import Fraction

from artifacts import digest, element
from cases import nothing, tampered, valid
from cases_commitment import attribute
from cases_package import second
from cases_statement import removed
from cases_valid import PACKAGE

RELEASE = "release.xml"
ALL = "noise.xml statement.xml seed.xml release.xml"
# Of a bare file nothing says what else lies beside it, and nobody but a court has the opening.
SEALED = ("DPR-21", "DPR-22", "DPR-23")
BARE = ("DPR-20",) + SEALED


def changed(function):
    return lambda made: made.change(RELEASE, function)


def edited(old, new):
    return lambda made: made.edit(RELEASE, old, new)


MECHANISMS = {
    "discrete-laplace": "The measured counts stand as they are.",
    "toydown": "What the children lack of their upper unit is shared equally: fractions, and negative ones too.",
    "toydown-nonnegative": "Fractions, none negative.",
    "topdown": "Whole numbers, none negative, that sum to the exact counts and to public turnout.",
}
for name, base, why in (
    ("release", "plain", MECHANISMS["discrete-laplace"]),
    ("release-exact-counties", "exact-two", "Counties are exact too; only precincts have noise."),
    ("release-flat", "flat", "No level is exact."),
    ("release-add-remove", "add-remove", "One ballot more or less, and the number of ballots is counted with noise."),
    ("release-add-remove-flat", "add-remove-flat", "The same without exact totals: a guarantee without condition."),
    ("release-precincts-only", "precincts-only", "Contest mayor is not measured in the counties."),
    ("release-no-turnout", "no-turnout", "No public turnout."),
    ("release-two-votes", "council", "A contest of two votes."),
    ("release-totals", "totals", "The sums of all options are measured as well."),
    ("release-zeros", "zeros", "Options that are not on the ballot everywhere: those cells are determined."),
    ("release-unanimous", "unanimous", "Everybody in the state voted for Ada, and the exact total says so: no noise can hide it."),
    ("release-determined", "determined", "Nobody in North left the contest blank, and the exact counts of North say so."),
    ("release-rests", "rests", "A contest that is not complete: public turnout still bounds its votes, and exact sums leave nothing of it, which determines the counts of both options."),
    ("release-empty-precinct", "empty-precinct", "A contest that is not complete, and a precinct without ballots, so without votes."),
    ("release-full", "full", "Two votes on a ballot, and the exact sum of Plan A is the number of ballots: everybody chose it, in each precinct."),
    ("release-quiet", "quiet", "Very much noise."),
    ("release-beacon", "beacon", "The seed is a beacon's pulse."),
    ("release-second", "second", "The second release of an election."),
    ("release-last-of-five", "last-of-five", "The last of five releases."),
    ("release-styles", "styles", "Three contests, two ballot styles."),
    *((f"release-{mechanism}{tail}", mechanism + tail, MECHANISMS[mechanism] + more)
      for mechanism in list(MECHANISMS)[1:]
      for tail, more in (("", ""), ("-flat", " No level is exact."), ("-noisy", " So much noise that some measured counts are negative."))),
    ("release-topdown-apart", "topdown-apart", "Without public turnout each option is apart: the largest remainders, ties as the words have them."),
    ("release-topdown-totals", "topdown-totals", "Measured sums over the options draw the published ones without binding them."),
    ("release-topdown-zeros", "topdown-zeros", "Structural zeros are kept."),
    ("release-topdown-zeros-flat", "topdown-zeros-flat", "Structural zeros are kept, and the root has noise."),
    ("release-topdown-counties", "topdown-counties", "Turnout of the precincts is not public: the contest is not Complete, and that of the counties binds nothing."),
    ("release-topdown-cast", "topdown-cast", "The number of ballots is an option that sums over options leave out."),
):
    flat = ("DPR-19",) if base.endswith("flat") else ()
    named = () if base != "beacon" else ("TPT-05",)  # nobody says that the certificate is the beacon's
    valid(name, "release:" + base, why, arguments=ALL, undecided=flat + named + BARE)

valid("release-without-statement", "release:plain", "Without the statement nothing of a release can be checked.",
      lambda made: made.drop("statement.xml"), arguments="noise.xml seed.xml release.xml", undecided=("TPT-04", "DPR-12"))
valid("release-without-seed", "release:plain", "Without the seed record all but its noise can be checked.",
      lambda made: made.drop("seed.xml"), arguments="noise.xml statement.xml release.xml", undecided=("DPR-12",) + BARE)
valid("release-topdown-without-seed", "release:topdown", "Ties follow from the seed, which is not at hand.",
      lambda made: made.drop("seed.xml"), arguments="noise.xml statement.xml release.xml", undecided=("DPR-12", "DPR-15") + BARE)


def rests(position, **attributes):
    return changed(lambda root: [root.findall("Header/RestsOn")[position].set(*item) for item in attributes.items()])


def swapped(root):
    header, found = root.find("Header"), root.find("Header/RestsOn")
    header.remove(found)
    header.append(found)


for name, why, change in (
    ("comment", "A comment before the counts.", lambda made: made.change(RELEASE, lambda root: root.remove(root.findall("ContestCounts")[1]))
     or made.edit(RELEASE, "  <ContestCounts", "  <!-- almost true -->\n  <ContestCounts")),
    ("attribute-order", "Attributes of an accuracy in another order.", changed(lambda root: (
        value := root.find(".//Accuracy").attrib.pop("Level"), root.find(".//Accuracy").set("Level", value)))),
    ("mechanism", "A mechanism that does not exist.", changed(attribute("Processing", Mechanism="gaussian"))),
    ("kind", "A kind of counts that does not exist.", changed(attribute(".//Counts", Kind="true"))),
    ("posterior", "A probability with seven decimals.", changed(attribute(".//Guarantee", PosteriorLow="0.0179862"))),
    ("empty-row", "A row without numbers.", changed(lambda root: setattr(root.find(".//Row"), "text", None))),
    ("no-guarantee", "A contest without its guarantee.", changed(removed("ContestCounts/Guarantee"))),
    ("purpose", "Purpose is that of a statement.", edited("<Purpose>precinct-release<", "<Purpose>measurement-statement<")),
    ("signer-role", "SignerRole is another than section 2 has.", edited(">election-official<", ">statistician<")),
    ("no-seed-record", "The release names no seed record: the noise may be anything.",
     changed(lambda root: root.find("Header").remove(root.findall("Header/RestsOn")[1]))),
    ("seed-record-first", "Seed record and statement are named in the other order.", changed(swapped)),
    ("rests-on-commitment", "The release rests on a noise commitment instead of a statement.", rests(0, Kind="noise-commitment")),
):
    tampered("dpr-11-" + name, "DPR-11", "release:plain", why, change, arguments=ALL)


def other_statement(root):
    root.find("Header/RestsOn").set("SHA256", digest(b"another statement"))


def seed_of_commitment(root):
    root.find("Header/RestsOn").set("Kind", "ballot-commitment")


tampered("dpr-12-other-election", "DPR-12", "release:plain", "The release is of another election than its statement.",
         changed(attribute("Header/Election", Id="trees-2027")), arguments=ALL, undecided=("DPR-20",))
tampered("dpr-12-seed-of-another-statement", "DPR-12", "release:plain", "The seed record rests on another statement: someone chose among seeds.",
         lambda made: made.change("seed.xml", other_statement), arguments=ALL, undecided=("TPT-04", "DPR-20"))
tampered("dpr-12-seed-of-ballot-commitment", "DPR-12", "release:plain", "The seed record is that of a ballot commitment.",
         lambda made: made.change("seed.xml", seed_of_commitment), arguments=ALL, undecided=("TPT-04", "DPR-20"))


def block(root, contest, level, kind):
    (found,) = (found for found in root.findall("ContestCounts")[contest].findall("Counts")
                if found.get("Level") == str(level) and found.get("Kind") == kind)
    return found


def row(contest, level, kind, at, text):
    """Row `at` of these counts becomes `text`."""
    return changed(lambda root: setattr(block(root, contest, level, kind)[at], "text", text))


def counts(function):
    """A change of one contest's element and what stands in it."""
    return changed(lambda root: function(root.findall("ContestCounts")[0]))


def exchanged(root):
    first = root.findall("ContestCounts")[0]
    root.remove(first)
    root.append(first)


def more_rows(root):
    block(root, 0, 3, "measured").append(element("Row", "1 2 3 4"))


def fewer_rows(root):
    found = block(root, 0, 3, "measured")
    found.remove(found[4])


def published_too(contest):
    made = element("Counts", Level="3", Kind="published")
    made.extend(element("Row", "1 2 3 4") for _ in range(5))
    contest.insert(3, made)


for name, base, why, change in (
    ("contest-twice", "plain", "The second contest has the name of the first.", changed(attribute("ContestCounts[2]", ContestId="mayor"))),
    ("measured-left-out", "plain", "The counties' measured counts are missing.", counts(lambda contest: contest.remove(contest[1]))),
    ("exact-left-out", "plain", "The exact counts are missing.", counts(lambda contest: contest.remove(contest[0]))),
    ("levels-exchanged", "plain", "The precincts stand before the counties.", counts(lambda contest: contest.insert(1, [contest[2], contest.remove(contest[2])][0]))),
    ("measured-exactly", "plain", "The counties' counts are said to be exact.", counts(lambda contest: contest[1].set("Kind", "exact"))),
    ("published-too", "plain", "Something is published that the mechanism does not make.", counts(published_too)),
    ("published-left-out", "topdown", "The precincts' published counts are missing.", counts(lambda contest: contest.remove(contest[4]))),
    ("total-left-out", "totals", "The counties' measured sums are missing.", counts(lambda contest: contest.remove(contest[2]))),
    ("row-more", "plain", "A row more than there are precincts.", changed(more_rows)),
    ("row-less", "plain", "A row fewer than there are precincts.", changed(fewer_rows)),
    ("number-less", "plain", "A row without the last option.", row(0, 3, "measured", 0, "70 45 4")),
    ("number-more", "plain", "A row with a number more.", row(0, 3, "measured", 0, "70 45 4 1 0")),
    ("two-spaces", "plain", "Two spaces between numbers.", row(0, 3, "measured", 0, "70  45 4 1")),
    ("leading-zero", "plain", "A leading zero.", row(0, 3, "measured", 0, "070 45 4 1")),
    ("minus-zero", "plain", "Minus zero.", row(0, 3, "measured", 0, "70 45 4 -0")),
    ("plus", "plain", "A plus sign.", row(0, 3, "measured", 0, "+70 45 4 1")),
    ("decimal", "plain", "A count of 70.0.", row(0, 3, "measured", 0, "70.0 45 4 1")),
    ("fraction", "plain", "A fraction where the mechanism gives whole numbers.", row(0, 3, "measured", 0, "141/2 45 4 1")),
    ("exact-negative", "plain", "An exact count below 0.", row(0, 1, "exact", 0, "263 259 -17 0")),
    ("too-large", "plain", "A count above 2^40.", row(0, 3, "measured", 0, "1099511627777 45 4 1")),
    ("not-reduced", "toydown", "A published count of 140/2.", row(0, 3, "published", 0, "140/2 45 4 1")),
    ("over-one", "toydown", "A published count of 70/1.", row(0, 3, "published", 0, "70/1 45 4 1")),
    ("over-zero", "toydown", "A published count of 70/0.", row(0, 3, "published", 0, "70/0 45 4 1")),
    ("toydown-without-share", "precincts-only", "ToyDown with a level that was not measured.", changed(attribute("Processing", Mechanism="toydown"))),
    ("topdown-total-bound", "totals", "TopDown with measured sums that public turnout gives exactly.", changed(attribute("Processing", Mechanism="topdown"))),
):
    tampered("dpr-13-" + name, "DPR-13", "release:" + base, why, change, arguments=ALL, undecided=("DPR-20",))

tampered("dpr-13-contests-exchanged", ("DPR-13", "DPR-17"), "release:plain", """The contests stand in another order than in the statement, so that
    what is said of accuracy is of another contest.""", changed(exchanged), arguments=ALL, undecided=("DPR-20",))


def exact(contest, level, at, option, by=1):
    def change(counts):
        counts[contest, level, "exact"][at][option] += by

    return lambda made: setattr(made, "measured_change", change)


for name, base, why, change in (
    ("state-not-its-counties", "exact-two", "The state has one vote more than its counties together.", exact(1, 1, 0, 0)),
    ("county-not-in-state", "exact-two", "A county has lost a vote that the state still has.", exact(1, 2, 0, 1, -1)),
    ("not-turnout", "plain", "The state's counts sum to one more than its ballots.", exact(0, 1, 0, 0)),
    ("two-votes", "council", "A contest of two votes sums to two fewer than twice its ballots.", exact(0, 1, 0, 0, -2)),
):
    # With public turnout below, no table at all agrees with such exact counts.
    more = ("DPR-18",) if base in ("plain", "council") else ()
    tampered("dpr-14-" + name, "DPR-14", "release:" + base, why, change, arguments=ALL, undecided=more + BARE)


def exchange(contest, level, *steps):
    """Changes published counts by (row, option, by)."""

    def change(counts):
        for at, option, by in steps:
            counts[contest, level, "published"][at][option] += by

    return lambda made: setattr(made, "published_change", change)


def tie(made):
    """Moves one vote between two children where that leaves the first sum as it is: only the words decide."""

    def change(counts):
        measured, published = counts[0, 3, "measured"], counts[0, 3, "published"]
        off = [[x - a for x, a in zip(*rows)] for rows in zip(published, measured)]
        for option in range(4):
            for family in ((0, 1), (2, 3, 4)):
                for a in family:
                    for b in family:
                        if off[a][option] == off[b][option] + 1 and published[a][option] > 0:
                            published[a][option] -= 1
                            published[b][option] += 1
                            return
        raise AssertionError("no tie in this release")

    made.published_change = change


def taller(made):
    """One more in the root, in the first county and in its first precinct."""

    def change(counts):
        for level in (1, 2, 3):
            counts[0, level, "published"][0][0] += 1

    made.published_change = change


for name, base, why, change in (
    ("toydown", "toydown", "Two precincts of a county exchange a vote.", exchange(0, 3, (0, 0, 1), (1, 0, -1))),
    ("toydown-part", "toydown", "Two precincts exchange a third of a vote.", exchange(0, 3, (2, 0, Fraction(1, 3)), (3, 0, Fraction(-1, 3)))),
    ("toydown-root", "toydown-flat", "The published root is not the measured one; what is below fits it.", taller),
    ("toydown-nonnegative", "toydown-nonnegative", "Two precincts of a county exchange a vote.", exchange(0, 3, (0, 0, 1), (1, 0, -1))),
    ("topdown-not-least", "topdown-apart", "Two precincts exchange ten votes: the sums stay, the distance grows.", exchange(0, 3, (2, 0, 10), (3, 0, -10))),
    ("topdown-tie", "topdown-apart", "A tie is broken the other way than the public words have it.", tie),
    ("topdown-square", "topdown", "Two precincts exchange votes of two options: all sums stay.",
     exchange(0, 3, (0, 0, 5), (1, 0, -5), (0, 1, -5), (1, 1, 5))),
    ("topdown-turnout", "topdown", "A vote moves to another precinct, whose sum is no longer its public turnout.", exchange(0, 3, (0, 0, 1), (1, 0, -1))),
    ("topdown-zero", "topdown-zeros", "Votes appear where an option is not on the ballot.",
     exchange(0, 3, (3, 0, 2), (4, 0, -2), (3, 1, -2), (4, 1, 2))),
    ("topdown-total", "topdown-totals", "A vote moves between precincts although the measured sums draw it back.",
     exchange(0, 3, (2, 0, 6), (3, 0, -6))),
    ("topdown-root", "topdown-flat", "The published root is not the measured one; what is below fits it.", taller),
):
    flat = ("DPR-19",) if base.endswith("flat") else ()
    tampered("dpr-15-" + name, "DPR-15", "release:" + base, why, change, arguments=ALL, undecided=flat + BARE)


def negative(made):
    """A published 0 becomes -1, and a neighbour has one more."""

    def change(counts):
        for family in ((0, 1), (2, 3, 4)):
            for option in range(4):
                for a in family:
                    if counts[0, 3, "published"][a][option] == 0:
                        counts[0, 3, "published"][a][option] -= 1
                        counts[0, 3, "published"][next(b for b in family if b != a)][option] += 1
                        return
        raise AssertionError("no zero in this release")

    made.published_change = change


for name, base, why, change in (
    ("toydown", "toydown", "A precinct has a vote more than its county.", exchange(0, 3, (0, 0, 1))),
    ("toydown-county", "toydown", "A county has a vote fewer than its state, and more than its precincts.", exchange(0, 2, (0, 0, -1))),
    ("toydown-nonnegative", "toydown-nonnegative", "A precinct has half a vote more.", exchange(0, 3, (0, 0, Fraction(1, 2)))),
    ("toydown-below-zero", "toydown-nonnegative-noisy", "A published count is -1, its neighbour has one more.", negative),
    ("topdown", "topdown", "A precinct has a vote more than its county.", exchange(0, 3, (0, 0, 1))),
    ("topdown-below-zero", "topdown-noisy", "A published count is -1, its neighbour has one more.", negative),
):
    tampered("dpr-16-" + name, "DPR-16", "release:" + base, why + " No mechanism gives that, so that DPR-15 is undecided.", change, arguments=ALL,
             undecided=("DPR-15",) + BARE)


def step(path, name, by):
    def change(root):
        found = root.find(path)
        found.set(name, str(int(found.get(name)) + by))

    return changed(change)


def guarantee(**attributes):
    return changed(attribute("ContestCounts/Guarantee", **attributes))


def accuracy_exchanged(contest):
    first = contest.find("Accuracy")
    contest.remove(first)
    contest.insert(list(contest).index(contest.find("Accuracy")) + 1, first)


for name, base, why, change in (
    ("epsilon-beside-exact", "plain", "With exact totals no Epsilon holds without condition; this release gives one.", guarantee(Epsilon="1")),
    ("epsilon-left-out", "flat", "Without exact totals the Epsilon is the sum of the shares; none is given.", guarantee(Epsilon="")),
    ("epsilon", "flat", "The Epsilon leaves a level out.", guarantee(Epsilon="1")),
    ("exchange", "plain", "Two voters exchange two choices; the release counts one.", guarantee(ExchangeEpsilon="1")),
    ("exchange-add-remove", "add-remove", "Under add-remove a changed choice is two ballots.", guarantee(ExchangeEpsilon="2")),
    ("exchange-not-reduced", "plain", "The ExchangeEpsilon is 4/2.", guarantee(ExchangeEpsilon="4/2")),
    ("posterior-low", "plain", "The lower bound is too high by a millionth.", guarantee(PosteriorLow="0.119203")),
    ("posterior-high", "plain", "The upper bound is rounded down.", guarantee(PosteriorHigh="0.880797")),
    ("posterior-of-epsilon", "plain", "The bounds are those of one changed vote, and exact totals are known.",
     guarantee(PosteriorLow="0.268941", PosteriorHigh="0.731059")),
    ("count-error-low", "plain", "The error of a count is said to be smaller than it is.", step("ContestCounts/Accuracy", "CountError95", -1)),
    ("count-error-high", "plain", "The error of a count is said to be larger than it is.", step("ContestCounts/Accuracy", "CountError95", 1)),
    ("margin-error", "plain", "The error of a margin is that of a count.", step("ContestCounts/Accuracy", "MarginError95", -4)),
    ("accuracy-left-out", "plain", "Nothing is said of the precincts' counts.", counts(lambda contest: contest.remove(contest.findall("Accuracy")[1]))),
    ("accuracy-level", "plain", "The accuracy of the state, whose counts are exact.", step("ContestCounts/Accuracy", "Level", -1)),
    ("accuracies-exchanged", "plain", "The precincts stand before the counties.", counts(accuracy_exchanged)),
    ("sum-units", "plain", "The state has five precincts, not four.", step("ContestCounts/SumAccuracy", "Units", -1)),
    ("sum-deviation", "plain", "The standard deviation is too small by 0.002.", changed(attribute("ContestCounts/SumAccuracy", StandardDeviation="12.614"))),
    ("sum-deviation-last-digit", "plain", "The standard deviation is too small by 0.001.", changed(attribute("ContestCounts/SumAccuracy", StandardDeviation="12.615"))),
    ("sum-error", "plain", "1.96 standard deviations rounded down.", step("ContestCounts/SumAccuracy", "Error95", -1)),
    ("sum-left-out", "plain", "Nothing is said of the state's sum.", counts(lambda contest: contest.remove(contest.find("SumAccuracy")))),
    ("of-other-contest", "council", "The accuracy is that of a contest of one vote.", changed(attribute(".//Accuracy", CountError95="12", MarginError95="16"))),
):
    flat = ("DPR-19",) if base.endswith("flat") else ()
    tampered("dpr-17-" + name, "DPR-17", "release:" + base, why, change, arguments=ALL, undecided=flat + BARE)


def cell(level, option, units):
    return counts(lambda contest: contest.append(element("Determined", Level=level, Option=option, Units=units)))


def removed_cells(level, option):
    return lambda contest: contest.remove(contest.find(f"Determined[@Level='{level}'][@Option='{option}']"))


for name, base, why, change in (
    ("left-out", "determined", "Exact counts of North show that nobody there left the contest blank; the release does not say so.",
     counts(lambda contest: contest.remove(contest.find("Determined")))),
    ("zero-left-out", "zeros", "A structural zero is not listed.", counts(lambda contest: contest.remove(contest.find("Determined")))),
    ("unit-left-out", "determined", "One of two precincts is listed.", changed(attribute(".//Determined", Units="1"))),
    ("unit-more", "determined", "A precinct is listed whose count nobody can know.", changed(attribute(".//Determined", Units="1-3"))),
    ("invented", "plain", "A cell is said to be determined that is not.", cell("3", "1", "4")),
    ("option", "determined", "Another option is listed.", changed(attribute(".//Determined", Option="2"))),
    ("level", "unanimous", "Counties are listed as precincts.", changed(attribute(".//Determined", Level="3"))),
    ("singly", "determined", "1 2 is another way to write 1-2.", changed(attribute(".//Determined", Units="1 2"))),
    ("twice", "determined", "A cell is listed twice.", cell("3", "3", "1-2")),
    ("rest", "rests", "Everybody in the precincts chose Plan B, as turnout says; the release does not list it.", counts(removed_cells("3", "2"))),
    ("empty-precinct", "empty-precinct", "Public turnout says that a precinct has no votes; the release does not list it.", counts(removed_cells("3", "2"))),
    ("full", "full", "Everybody chose Plan A, as turnout says; the release does not list it.", counts(removed_cells("3", "1"))),
    ("not-there", "determined", "A precinct that does not exist.", changed(attribute(".//Determined", Units="1-2 6"))),
):
    tampered("dpr-18-" + name, "DPR-18", "release:" + base, why, change, arguments=ALL, undecided=BARE)


def shifted(function):
    """Measured counts {(contest, level, kind): rows} changed in place."""
    return lambda made: setattr(made, "measured_change", function)


def one_cell(counts):
    counts[0, 2, "measured"][0][0] += 1000


def all_cells(counts):
    for line in counts[0, 2, "measured"]:
        line[0] += 80


def without_noise(made):
    def change(counts):
        for contest, race in enumerate(made.races):
            for level in (2, 3):
                counts[contest, level, "measured"] = made.true_counts(race, level)

    made.measured_change = change


for name, base, why, change in (
    ("one-cell", "plain", "A county has 1,000 votes too many: no noise of this scale is so large.", shifted(one_cell)),
    ("all-cells", "plain", "Each county has 80 votes too many for Ada.", shifted(all_cells)),
    ("no-noise", "quiet", "The true counts are published and called measured: that all noise is 0 does not happen.", without_noise),
):
    tampered("dpr-19-" + name, "DPR-19", "release:" + base, why, change, arguments=ALL, undecided=BARE)

valid("package-release", "package:release:plain", "Noise commitment, statement, seed record and release in one package.", nothing, arguments=PACKAGE,
      bare=False, undecided=SEALED)
valid("package-release-topdown", "package:release:topdown", "The same with TopDown.", nothing, arguments=PACKAGE, bare=False, undecided=SEALED)
valid("package-release-and-tree", "package:release:disclosed", """A tree discloses all ballots of contest mayor, and the ledger of the release has that
    disclosure. There are two seed records: one for the tree, one for the release.""", nothing, arguments=PACKAGE, bare=False, undecided=SEALED)
valid("package-release-and-plan", "package:release:disclosed-plan", "A tree shows the ballots of its plan only.", nothing, arguments=PACKAGE, bare=False,
      undecided=("TPT-13", "TPT-14") + SEALED)
for name, why in (
    ("uncharged", "A tree discloses all ballots of contest mayor, and the ledger says nothing of it."),
    ("other-tree", "The ledger has the disclosure of another tree."),
    ("other-contest", "The ledger has the disclosure of the tree, but charges another contest."),
):
    tampered("dpr-20-" + name, "DPR-20", "package:release:disclosed-" + name, why, nothing, arguments=PACKAGE, bare=False, undecided=SEALED)


def sealed(change):
    def whole(made):
        change(made)
        made.seal()

    return whole


# An artifact of other software is another file: its own checks hold, and what rests on the first does not rest on it.
for name, path, copy, why, more in (
    ("two-noise-commitments", "data/noise.xml", "data/noise-2.xml", "Two noise commitments: keys could be chosen afterwards.", ("PKG-12",)),
    ("two-statements-of-a-release", "data/statement.xml", "data/statement-2.xml", "Two statements of one release.", ("PKG-12",)),
    ("two-seeds-of-a-statement", "data/seed.xml", "data/seed-2.xml", "Two seed records of one statement.", ("PKG-12",)),
    ("two-releases-of-a-statement", "data/release.xml", "data/release-2.xml", "Two releases of one statement.", ("PKG-12",)),
):
    # Two statements of one release are what DPR-08 speaks of too.
    refuted = ("PKG-07", "DPR-08") if name == "two-statements-of-a-release" else "PKG-07"
    tampered("pkg-07-" + name, refuted, "package:release:plain", why, sealed(second(path, copy)), arguments=PACKAGE, bare=False,
             undecided=SEALED + more)
