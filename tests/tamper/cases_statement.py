"""Measurement statements and their ledgers: those that hold, and DPR-02 to DPR-07 clause by clause."""
from fractions import Fraction

from artifacts import digest, element
from cases import tampered, valid
from cases_commitment import attribute
from poll import BEACON, DICE
from releases import chain, entry, spend

STATEMENT = "statement.xml"
BOTH = "noise.xml statement.xml"


def only(change=None):
    """Noise commitment and statement, with this change of the canvass."""

    def whole(made):
        made.until = STATEMENT
        if change:
            change(made)

    return whole


def changed(function):
    return only(lambda made: made.change(STATEMENT, function))


def edited(old, new):
    return only(lambda made: made.edit(STATEMENT, old, new))


def ledger(function, spent=True):
    """A change of the ledger, its hashes and Spent made anew."""

    def change(root):
        function(root)
        chain(root)
        if spent:
            spend(root)

    return changed(change)


def renumbered(function):
    """A change of the ledger's entries, with numbers, hashes and Spent made anew."""

    def change(root):
        function(root.find("Ledger"))
        for number, made in enumerate(root.findall("Ledger/Entry"), 1):
            made.set("Number", str(number))

    return ledger(change)


def removed(path):
    parent = path.rpartition("/")[0]
    return lambda root: root.find(parent).remove(root.find(path))


def source(base, **attributes):
    return only(lambda made: made.seed_source.update({**base, **attributes}))


def alone(made):
    made.only(STATEMENT)


for name, base, why in (
    ("statement", "plain", "State totals exact, counties and precincts with noise; two contests, one of them in three precincts."),
    ("statement-exact-counties", "exact-two", "Exact down to the counties."),
    ("statement-in-part", "complete-in-part", "A precinct of a county does not have the contest: the county's turnout is not that of the contest, which is not Complete."),
    ("statement-flat", "flat", "No level is exact: the state's total has noise too."),
    ("statement-add-remove", "add-remove", "Neighbouring elections differ in one ballot being there; the number of ballots is counted too. The ledger "
     "charges twice the shares."),
    ("statement-precincts-only", "precincts-only", "Contest mayor is not measured in the counties."),
    ("statement-no-turnout", "no-turnout", "No public turnout."),
    ("statement-two-votes", "council", "Two votes a ballot with a write-in line and undervotes: one ballot moves at most four counts by one each."),
    ("statement-totals", "totals", "The sum of all options is measured as well, with a share of its own."),
    ("statement-zeros", "zeros", "Ada and Cyd are not on the ballot everywhere."),
    ("statement-beacon", "beacon", "The seed is to be a beacon's pulse."),
    ("statement-second", "second", "Release 2: the ledger has what release 1 cost, and that it was finished."),
    ("statement-unfinished", "last-of-five", "The last of five releases; the four before were charged and never finished."),
    ("statement-styles", "styles", "Mayor and levy are never on one ballot, the council is on all: Spent is the dearer of two styles."),
    ("statement-disclosed", "disclosed", "The ledger has a tree that disclosed all ballots of a contest: unlimited, and not counted in Spent."),
):
    valid(name, "release:" + base, why, only(lambda made: made.files.clear()), arguments=BOTH)
valid("statement-without-noise-commitment", "release:plain", "The noise commitment is not at hand.", alone, arguments=STATEMENT, undecided=("DPR-07",))
valid("statement-other-noise-commitment", "release:plain", "The statement rests on another noise commitment than the one given.",
      changed(lambda root: root.find("Header/RestsOn").set("SHA256", digest(b"another"))), arguments=BOTH, undecided=("DPR-07",))
valid("statement-spent-all", "release:plain", "Everything that was declared is spent.", changed(attribute("Ledger", Total="2")), arguments=BOTH)


def rests_on_itself(root):
    root.find("Header/RestsOn").set("Kind", "measurement-statement")


for name, why, change in (
    ("comment", "A comment before the ledger.", edited("  <Ledger", "  <!-- cheap -->\n  <Ledger")),
    ("attribute-order", "Attributes of a unit in another order.", edited('Name="North" BallotsCast="200"', 'BallotsCast="200" Name="North"')),
    ("one-level", "One level: the precincts alone, without anything above.", changed(
        lambda root: [root.find("Measurement").remove(level) for level in root.findall("Measurement/Level")[1:]])),
    ("epsilon-decimal", "A share's Epsilon is a decimal.", changed(attribute(".//Share", Epsilon="0.5"))),
    ("epsilon-zero", "An Epsilon of 0 would be no noise of any finite scale.", changed(attribute(".//Share", Epsilon="0"))),
    ("histogram", "A histogram that does not exist.", changed(attribute(".//Share", Histogram="modes"))),
    ("adjacency", "Neighbouring elections differ in something else.", changed(attribute("Measurement", Adjacency="household"))),
    ("option-kind", "A kind of option that does not exist.", changed(attribute(".//Option", Kind="party"))),
    ("no-share", "Contest mayor has no share: nothing of it would be measured.", changed(
        lambda root: [root.find(".//Contest").remove(share) for share in root.findall(".//Contest")[0].findall("Share")])),
    ("no-entry", "The ledger is empty.", changed(removed("Ledger/Entry"))),
    ("release-zero", "Releases are numbered from 1.", changed(attribute("Measurement", Release="0"))),
    ("purpose", "Purpose is that of a release.", edited("<Purpose>measurement-statement<", "<Purpose>precinct-release<")),
    ("signer-role", "SignerRole is another than section 2 has.", edited(">election-official<", ">statistician<")),
    ("rests-on-nothing", "The statement names no noise commitment: the key could be chosen afterwards.", changed(removed("Header/RestsOn"))),
    ("rests-on-statement", "The statement rests on another kind of artifact.", changed(rests_on_itself)),
):
    tampered("dpr-02-" + name, "DPR-02", "release:plain", why, change, arguments=BOTH)


def unit(level, number, **attributes):
    return changed(attribute(f"Measurement/Level[{level}]/Unit[{number}]", **attributes))


def contest(number, **attributes):
    return changed(attribute(f"Measurement/Contest[{number}]", **attributes))


def share(number, **attributes):
    return changed(attribute(f"Measurement/Contest[1]/Share[{number}]", **attributes))


def two_roots(root):
    root.find(".//Level").append(element("Unit", Parent="0", Name="Other State", BallotsCast=""))


def childless(root):
    root.findall(".//Level")[1].append(element("Unit", Parent="1", Name="East", BallotsCast=""))


def zero(option, units, twice=False):
    def change(root):
        for _ in range(1 + twice):
            behind(root.find(".//Contest"), element("StructuralZero", Option=option, Units=units))

    return changed(change)


def behind(contest, made):
    """Behind the contest's options."""
    contest.insert(len(contest.findall("Option")), made)


def option(**attributes):
    return changed(lambda root: behind(root.find(".//Contest"), element("Option", **attributes)))


def kinds_exchanged(contest):
    """The undervotes stand before the candidates."""

    def change(root):
        found = root.findall(".//Contest")[contest]
        blank = found.find("Option[@Kind='undervotes']")
        found.remove(blank)
        found.insert(0, blank)

    return changed(change)


def complete(value, position=0):
    return changed(lambda root: root.findall(".//Contest")[position].set("Complete", value))


def renamed(old, new):
    """An id that the ledger has as well."""

    def change(root):
        for found in root.iter():
            for name in ("Id", "ContestId"):
                if found.get(name) == old:
                    found.set(name, new)

    return change


def moved(made):
    """Precincts in the order South, North, North: each has the county it had."""

    def change(root):
        level = root.findall(".//Level")[2]
        level.append(level[0])
        level.remove(level[0])

    made.change(STATEMENT, change)


for name, base, why, change in (
    ("two-roots", "plain", "The first level has two units.", changed(two_roots)),
    ("root-with-parent", "plain", "The only unit of the first level names a parent.", unit(1, 1, Parent="1")),
    ("parent-zero", "plain", "A county without a parent.", unit(2, 1, Parent="0")),
    ("parent-not-there", "plain", "A precinct of county 3, and there are two.", unit(3, 5, Parent="3")),
    ("parents-decrease", "plain", "A precinct of county 1 stands behind those of county 2.", only(moved)),
    ("county-without-precinct", "plain", "A county without a precinct.", changed(childless)),
    ("same-name", "plain", "Two precincts of one county have the same name.", unit(3, 2, Name="P1")),
    ("not-by-name", "plain", "The precincts of one county do not stand by name: the order could tell their counts.", unit(3, 2, Name="P0")),
    ("all-exact", "plain", "All levels are exact: then nothing is measured below them.", changed(attribute("Measurement", ExactLevels="3"))),
    ("share-on-exact-level", "exact-two", "A share on a level that is published exactly.", share(1, Level="2")),
    ("share-below-the-last-level", "plain", "A share on level 4, and there are three.", share(2, Level="4")),
    ("share-twice", "plain", "Two shares of one histogram on one level.", share(2, Level="2")),
    ("scale-not-reduced", "plain", "A scale of 8/2: in lowest terms it is 4.", share(1, Scale="8/2")),
    ("scale-over-one", "plain", "A scale of 4/1 is written 4.", share(1, Scale="4/1")),
    ("scale-too-large", "plain", "The numerator of a scale is above 2^31.", share(1, Epsilon="1/536870913", Scale="2147483652")),
    ("epsilon-too-large", "plain", "The denominator of an Epsilon is above 10^9.", share(1, Epsilon="1/1000000001", Scale="2000000002")),
    ("epsilon-not-reduced", "plain", "An Epsilon of 2/4.", share(1, Epsilon="2/4")),
    ("total-with-ballots-cast", "add-remove", "The sum of all options is measured in a contest that counts ballots cast: it would count every ballot twice.",
     share(2, Level="2", Histogram="total", Scale="2")),
    ("ballots-cast-with-substitute", "plain", "Ballots cast are an option only where neighbouring elections differ in one ballot.",
     option(Id="cast", Name="Ballots cast", Kind="ballots-cast")),
    ("ballots-cast-twice", "add-remove", "Two options are ballots cast.", option(Id="cast-2", Name="Ballots cast", Kind="ballots-cast")),
    ("kinds-out-of-order", "plain", "The undervotes stand before the candidates: an order that a writer chooses could tell counts.", kinds_exchanged(0)),
    ("not-called-complete", "plain", "Undervotes, overvotes and turnout are all there, and the contest is not called Complete.", complete("false")),
    ("complete-without-undervotes", "plain", "A contest without undervotes and overvotes is called Complete: its votes need not sum to the ballots.",
     complete("true", 1)),
    ("complete-without-overvotes", "plain", "A contest without overvotes is called Complete.", changed(
        lambda root: root.find(".//Option[@Kind='overvotes']").set("Kind", "undervotes"))),
    ("complete-without-turnout", "state-turnout", "A contest is called Complete, and BallotsCast of its precincts is not public.", complete("true")),
    ("complete-turnout-differs", "plain", "A county's BallotsCast is one more than that of its precincts, and the contest is called Complete.",
     unit(2, 1, BallotsCast="201")),
    ("complete-in-part", "complete-in-part", "A contest that one precinct of a county lacks is called Complete, and the county's BallotsCast counts that precinct too.",
     complete("true")),
    ("same-contest-id", "plain", "Two contests have the same id.", changed(lambda root: renamed("levy", "mayor")(root.find("Measurement")))),
    ("same-option-id", "plain", "Two options of a contest have the same id.", changed(attribute(".//Option[2]", Id="ada"))),
    ("units-not-there", "plain", "Precinct 6, and there are five.", contest(1, Units="1-6")),
    ("units-singly", "plain", "1 2-5 is another way to write 1-5.", contest(1, Units="1 2-5")),
    ("units-zero", "plain", "Precincts are numbered from 1.", contest(1, Units="0-5")),
    ("units-descending", "plain", "Precincts in descending order.", contest(2, Units="5 2-3")),
    ("units-leading-zero", "plain", "A number with a leading zero.", contest(2, Units="2-3 05")),
    ("zero-of-option-not-there", "plain", "A structural zero of option 5, and there are four.", zero("5", "1")),
    ("zero-in-foreign-precinct", "plain", "A structural zero of the levy in a precinct that does not vote on it.", changed(
        lambda root: root.findall(".//Contest")[1].insert(2, element("StructuralZero", Option="1", Units="1")))),
    ("zero-twice", "plain", "Two structural zeros of one option.", zero("1", "4", twice=True)),
    ("zero-singly", "plain", "1 2 is another way to write 1-2.", zero("1", "1 2")),
    ("dice-without-place", "plain", "A dice ceremony without a place cannot be watched.", source(DICE, Place="")),
    ("beacon-with-pulse-and-time", "beacon", "A beacon with both a pulse and a time: which of them?", source(BEACON, Time=DICE["Time"])),
    ("beacon-without-pulse-and-time", "beacon", "Any pulse of the beacon would do, so one can be chosen.", source(BEACON, Pulse="")),
):
    # Where the form of the numbers fails, nothing that is computed from them can be said.
    tampered("dpr-03-" + name, "DPR-03", "release:" + base, why, change, arguments=BOTH)


def scale(**scales):
    """These scales of contest mayor; all else is computed from the statement as it is."""

    def whole(made):
        for found in made.races[0].shares:
            found.scale = scales.get(found.histogram)

    return only(whole)


for name, base, why, change in (
    ("half", "plain", "The noise has half the scale that its Epsilon needs: one ballot moves two counts.", scale(options=Fraction(2))),
    ("one-above", "plain", "A scale larger than it must be is another one all the same.", scale(options=Fraction(5))),
    ("two-votes", "council", "The scale of a contest with one vote, and voters have two.", scale(options=Fraction(4))),
    ("merged-options", "council", "The scale is as if a ballot could give no candidate line two votes, and the write-in line stands for many.",
     scale(options=Fraction(7))),
    ("adjacency", "add-remove", "The scale leaves out that one ballot changes the number of ballots too.", scale(options=Fraction(2))),
    ("total", "totals", "The scale of the totals is twice what it must be.", scale(total=Fraction(6))),
):
    tampered("dpr-04-" + name, "DPR-04", "release:" + base, why, change, arguments=BOTH)


def before(*entries):
    """These entries before the one that announces this release."""
    return only(lambda made: setattr(made, "earlier", list(entries)))


ONE = entry("announce", 1, digest(b"table of release 1"), [("mayor", "1/2")])
TREE = digest(b"a tree")


def two(*entries):
    """Release 2 after these entries."""

    def whole(made):
        made.release, made.earlier = 2, list(entries)

    return only(whole)


def first(**attributes):
    return ledger(attribute("Ledger/Entry[1]", **attributes))


def loss(epsilon, spent=True):
    return ledger(attribute("Ledger/Entry[1]/Loss[1]", Epsilon=epsilon), spent)


for name, base, why, change in (
    ("hash", "plain", "The hash of the last entry is another one.", changed(attribute("Ledger/Entry", Hash=digest(b"x")))),
    ("hash-of-earlier", "second", "The hash of an earlier entry was changed, and that of the next one made from it.", changed(
        lambda root: (root.find("Ledger/Entry[2]").set("Hash", digest(b"x")), chain(root, "2")))),
    ("loss-lowered", "second", "A loss of release 1 was lowered and Spent with it; the hashes are as they were.", changed(
        lambda root: (attribute("Ledger/Entry[1]/Loss[1]", Epsilon="1/4")(root), spend(root)))),
    ("entry-left-out", "second", "The entry that finished release 1 is missing; the hashes are as they were.", changed(
        lambda root: (root.find("Ledger").remove(root.find("Ledger/Entry[2]")), root.find("Ledger/Entry[2]").set("Number", "2")))),
    ("number", "second", "Entries are numbered 1, 3, 3.", changed(attribute("Ledger/Entry[2]", Number="3"))),
    ("release-left-out", "plain", "Release 2 is announced, and release 1 never was.", two()),
    ("announced-twice", "second", "Release 1 is announced twice.", two(ONE, ONE)),
    ("finish-before-announce", "plain", "Release 1 is finished before it is announced.", before(entry("finish", 1, digest(b"r")))),
    ("finish-of-later", "second", "An entry finishes a release that nobody announced.", two(ONE, entry("finish", 3, digest(b"r")))),
    ("finish-with-loss", "second", "A finish costs nothing: the charge came before.", two(ONE, entry("finish", 1, digest(b"r"), [("mayor", "1/2")]))),
    ("announce-without-release", "plain", "An announcement of no release.", before(entry("announce", "", digest(b"t"), [("mayor", "1/2")]))),
    ("finish-without-release", "second", "A finish of no release.", two(ONE, entry("finish", "", digest(b"r")))),
    ("disclosure-with-release", "plain", "A disclosure is of a tree and of no release.", before(entry("disclosure", 1, TREE, [("mayor", "unlimited")]))),
    ("disclosure-with-epsilon", "plain", "A disclosure of all ballots is charged like a release.", before(entry("disclosure", "", TREE, [("mayor", "1/2")]))),
    ("disclosure-without-loss", "plain", "A disclosure of no contest.", before(entry("disclosure", "", TREE))),
    ("disclosure-of-two", "plain", "A tree discloses one contest; this entry has two.",
     before(entry("disclosure", "", TREE, [("mayor", "unlimited"), ("levy", "unlimited")]))),
    ("announce-unlimited", "second", "A release announces an unlimited loss.",
     two(entry("announce", 1, digest(b"t"), [("mayor", "unlimited")]))),
    ("announce-without-loss", "second", "A release costs nothing.", two(entry("announce", 1, digest(b"t")))),
    ("loss-not-reduced", "second", "A loss of 2/4.", loss("2/4")),
    ("loss-over-one", "second", "A loss of 1/1.", loss("1/1")),
    ("loss-twice", "second", "One entry charges a contest twice.", two(entry("announce", 1, digest(b"t"), [("mayor", "1/2"), ("mayor", "1/4")]))),
    ("same-style", "styles", "Two styles have the same id.", only(lambda made: made.styles.append(("City", ["levy"])))),
    ("style-contest-twice", "styles", "A style lists a contest twice.", only(lambda made: made.styles.append(("Both", ["levy", "levy"])))),
):
    tampered("dpr-05-" + name, "DPR-05", "release:" + base, why, change, arguments=BOTH, undecided=("DPR-06",))


def last(**attributes):
    return ledger(lambda root: attribute("x", **attributes)(wrapped(root.findall("Ledger/Entry")[-1])))


def wrapped(found):
    found.tag = "x"
    return _Holder(found)


class _Holder:
    """Lets `attribute` change one element that is already at hand."""

    def __init__(self, found):
        self.found = found

    def find(self, _):
        self.found.tag = "Entry"
        return self.found


def charged(contest_id, epsilon):
    def change(root):
        for found in root.findall("Ledger/Entry")[-1]:
            if found.get("ContestId") == contest_id:
                found.set("Epsilon", epsilon)

    return ledger(change)


for name, base, why, change in (
    ("charge-too-low", "plain", "The shares of contest mayor sum to 1; the ledger charges 1/2.", charged("mayor", "1/2")),
    ("charge-too-high", "plain", "The ledger charges more than the shares.", charged("mayor", "3/2")),
    ("charge-once", "add-remove", "Under add-remove a share counts twice; the ledger charges it once.", charged("mayor", "1")),
    ("contest-not-charged", "plain", "A contest of the release is not charged.", ledger(
        lambda root: root.find("Ledger/Entry").remove(root.find("Ledger/Entry/Loss[2]")))),
    ("foreign-contest-charged", "plain", "The entry charges a contest that is not measured.", ledger(
        lambda root: root.find("Ledger/Entry").append(element("Loss", ContestId="sheriff", Epsilon="1/2")))),
    ("table-root", "plain", "The last entry announces another table.", last(Digest=digest(b"another table"))),
    ("last-is-finish", "plain", "The last entry finishes this release: the statement must have been there before the release.", renumbered(
        lambda found: found.append(entry("finish", 1, digest(b"r"))))),
    ("other-release", "second", "The last entry announces release 2; the statement is of release 1.", changed(attribute("Measurement", Release="1"))),
    ("spent-too-low", "plain", "Spent is lower than the losses.", changed(attribute("Ledger", Spent="1"))),
    ("spent-too-high", "plain", "Spent is higher than the losses.", changed(attribute("Ledger", Spent="3"))),
    ("spent-not-reduced", "plain", "Spent is 4/2.", changed(attribute("Ledger", Spent="4/2"))),
    ("spent-without-first-release", "second", "Spent leaves out what release 1 cost.", changed(attribute("Ledger", Spent="2"))),
    ("spent-cheaper-style", "styles", "Spent is that of a style that leaves out the council, which no style lists and every ballot has.",
     changed(attribute("Ledger", Spent="1"))),
    ("above-total", "plain", "Spent is above the Total declared.", changed(attribute("Ledger", Total="1"))),
):
    tampered("dpr-06-" + name, "DPR-06", "release:" + base, why, change, arguments=BOTH)

for name, why, change in (
    ("other-election", "The noise commitment is of another election.", only(
        lambda made: made.change("noise.xml", attribute("Header/Election", Id="trees-2027")))),
    ("release-without-key", "Release 1 of no key: the commitment has fewer.", only(lambda made: (
        setattr(made, "release", 2), setattr(made, "earlier", [ONE]), setattr(made, "releases", 1)))),
):
    tampered("dpr-07-" + name, "DPR-07", "release:plain", why, change, arguments=BOTH)


def bad_noise(made):
    """The commitment does not hold itself, so that nothing can rest on it."""
    made.change("noise.xml", attribute("Keys", Releases="1001"))


tampered("dpr-01-statement-on-it", "DPR-01", "release:plain", "A statement on a noise commitment that is not valid: DPR-07 has no valid one at hand.",
         only(bad_noise), arguments=BOTH, undecided=("DPR-07",))
