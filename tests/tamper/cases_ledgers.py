"""Statements among other files: DPR-08, what the ledgers of one noise commitment say of each other and of releases, and DPR-09, the ballot
definition."""
from dataclasses import replace
from fractions import Fraction

from artifacts import digest, element, parse, write
from canvasses import canvass
from cases import tampered, valid
from cases_commitment import attribute
from cases_order import BEFORE, BOTH as ORDERED, after, stamped
from cases_release import BARE, SEALED
from cases_statement import BOTH, ledger, only
from cases_valid import PACKAGE
from releases import chain, entry

FIRST = "noise.xml statement-1.xml statement.xml"
RELEASED_TWICE = "noise.xml statement-1.xml seed-1.xml release-1.xml release-1-corrected.xml statement.xml"


def two(change=None, until="statement.xml", finished=None, keep=("statement-1.xml",)):
    """Releases 1 and 2; the ledger of the second goes on where that of the first ends."""

    def whole(made):
        first = canvass().render()
        entries = parse(first["statement.xml"]).findall("Ledger/Entry")
        made.release, made.until = 2, until
        made.earlier = entries + [entry("finish", 1, finished or digest(first["release.xml"]))]
        named = {name.replace(".xml", "-1.xml"): data for name, data in first.items()}
        made.files.update({name: data for name, data in named.items() if name in keep})
        if change:
            change(made)

    return whole


def again(supersedes, change):
    """A second statement of release 1, which may supersede the first."""

    def whole(made):
        made.until = "statement.xml"
        first = made.render()["statement.xml"]
        made.files["statement-1.xml"] = first
        if supersedes:
            made.change("statement.xml", lambda root: root.find("Header").append(element("Supersedes", SHA256=digest(first))))
        change(made)

    return whole


def elsewhere(made):
    made.seed_source = {**made.seed_source, "Place": "Room 2"}


def both_releases(**more):
    def whole(package):
        made = canvass()
        two(until="release.xml", keep=("statement-1.xml", "seed-1.xml", "release-1.xml"), **more)(made)
        package.replace_payload(made.render())
        package.seal()

    return whole


def corrected_release(finishes_second, superseded=None):
    """Release 1 was published twice, the second time superseding the first (or `superseded`); the ledger of release 2 names one of the two."""

    def whole(made):
        first = canvass().render()["release.xml"]
        root = parse(first)
        root.find("Header").append(element("Supersedes", SHA256=superseded or digest(first)))
        second = write(root)
        two(finished=digest(second if finishes_second else first), keep=("statement-1.xml", "seed-1.xml", "release-1.xml"))(made)
        made.files["release-1-corrected.xml"] = second

    return whole


valid("ledgers-two-releases", "release:plain", "Two releases: the ledger of the second statement begins as that of the first.", two(), arguments=FIRST)
valid("ledgers-superseded", "release:plain", "The place of the dice was corrected by a second statement of release 1, which supersedes the first.",
      again(True, elsewhere), arguments=FIRST)
valid("ledgers-finish-superseded", "release:plain", "Release 1 was superseded after the ledger had named it: both releases are the ledger's.",
      corrected_release(False), arguments=RELEASED_TWICE, undecided=BARE)
valid("ledgers-finish-superseding", "release:plain", "The ledger names the release that supersedes another one of release 1: both are the ledger's.",
      corrected_release(True), arguments=RELEASED_TWICE, undecided=BARE)
valid("package-two-releases", "package:release:plain", "Two releases in one package; the second ledger finishes the first one with its SHA-256.",
      both_releases(), arguments=PACKAGE, bare=False, undecided=SEALED)


def later(change, **options):
    return two(lambda made: ledger(change)(made), **options)


def unspent(root):
    """An earlier entry says another number than the statement of release 1, and the chain is made to fit."""
    root.find("Ledger/Entry[1]/Loss[1]").set("Epsilon", "1/1000")


def other_table(root):
    root.find("Ledger/Entry[1]").set("Digest", digest(b"another table"))
    chain(root)


for name, why, change in (
    ("charge-lowered", "The second statement says that release 1 cost less than the first statement said.", later(unspent)),
    ("charge-raised", "The second statement says that release 1 cost more; Total would allow it.", two(lambda made: (
        setattr(made, "total", Fraction(4)), ledger(lambda root: attribute("Ledger/Entry[1]/Loss[1]", Epsilon="9/10")(root))(made)))),
    ("total-raised", "The declared limit is another one in the second statement.", two(lambda made: setattr(made, "total", Fraction(100)))),
    ("other-table", "The second ledger announces another table for release 1 than its statement.", later(other_table)),
    ("two-of-one-release", "Two statements of release 1, neither of which supersedes the other.", again(False, elsewhere)),
    ("superseding-with-other-charge", "The statement supersedes that of the same release, but charges less.", again(True, lambda made: (
        setattr(made, "races", made.races[:1])))),
    ("drawn-twice", "The statement supersedes that of the same release with another measurement: noise would be drawn a second time.",
     again(True, lambda made: setattr(made, "races", [replace(made.races[0], name="Mayor, once more"), *made.races[1:]]))),
):
    tampered("dpr-08-" + name, "DPR-08", "release:plain", why, change, arguments=FIRST)
tampered("dpr-08-finish-of-another", "DPR-08", "package:release:plain", "The second ledger finishes release 1 with another artifact than the one in the package.",
         both_releases(finished=digest(b"another release")), arguments=PACKAGE, bare=False, undecided=SEALED)
tampered("dpr-08-finish-not-superseded", "DPR-08", "release:plain", "Release 1 was published a second time, superseding something else than what the ledger finishes it with.",
         corrected_release(False, digest(b"another release")), arguments=RELEASED_TWICE, undecided=BARE)

tampered("pkg-10-ledger-before-dice", "PKG-10", "package:release:plain", """The second statement was stamped before the dice of the first release, which its ledger
    finishes: the release, and the seed on which it rests, were known before.""", after(both_releases(), stamped("data/statement.xml", BEFORE)),
         arguments=ORDERED, bare=False, undecided=SEALED, ordered=True)

# Ballot definitions.

WITH = BOTH + " ballot-definition.xml"


def definition(styles, votes=None, election=None, supersedes=None):
    root = element("BallotDefinition")
    header = canvass().header("ballot-definition")
    if election:
        header.find("Election").set("Id", election)
    if supersedes:
        header.append(element("Supersedes", SHA256=supersedes))
    root.append(header)
    root.append(element("Source", Name="styles.csv", Format="csv", SHA256=digest(b"styles")))
    for ident, candidates in (("mayor", "ada ben"), ("levy", "yes no"), ("council", "x y z"), ("sheriff", "kay lee")):
        contest = element("Contest", Id=ident, Name=ident.title(), Kind="ordinary", VotesAllowed=str((votes or {}).get(ident, 1)))
        contest.extend(element("Candidate", Id=name, Name=name.title(), Kind="listed", Party="", Covered="true") for name in candidates.split())
        root.append(contest)
    for ident, contests in styles:
        style = element("BallotStyle", Id=ident, Name="")
        style.extend(element("ContestId", contest) for contest in contests.split())
        root.append(style)
    root.set("Version", "1")
    return write(root)


def beside(*definitions, styles=(), races=None):
    def whole(made):
        made.styles = [(ident, contests.split()) for ident, contests in styles]
        made.races = list(races or made.races)
        made.files.update({f"ballot-definition{'-2' * number}.xml": data for number, data in enumerate(definitions)})

    return only(whole)


TOGETHER, APART = [("Elm", "mayor levy sheriff")], [("City", "mayor sheriff"), ("Country", "levy")]
CUT = definition(TOGETHER)
valid("statement-definition", "release:plain", "The ballot definition is there, and the ledger lists no Style: each contest is charged to everybody.",
      beside(CUT), arguments=WITH)
valid("statement-definition-styles", "release:plain", "Mayor and levy stand on different ballots in the definition as in the ledger.",
      beside(definition(APART), styles=(("1", "mayor"), ("2", "levy"))), arguments=WITH)
valid("statement-definition-everywhere", "release:plain", "No Style lists the levy, so it counts in each of them.",
      beside(CUT, styles=(("1", "mayor"),)), arguments=WITH)
valid("statement-definition-elsewhere", "release:plain", "The ballot definition is that of another election, and allows two votes for mayor.",
      beside(definition(TOGETHER, {"mayor": 2}, "trees-2027"), styles=(("1", "mayor"), ("2", "levy"))), arguments=WITH)
valid("statement-definition-superseded", "release:plain", "An earlier ballot definition had mayor and levy on one ballot; the one that supersedes it does not.",
      beside(CUT, definition(APART, supersedes=digest(CUT)), styles=(("1", "mayor"), ("2", "levy"))), arguments=WITH + " ballot-definition-2.xml")
for name, why, change in (
    ("styles-cut-apart", "Mayor and levy stand on one ballot; the ledger says that nobody has both, so Spent is too low.",
     beside(CUT, styles=(("1", "mayor"), ("2", "levy")))),
    ("one-style-of-two", "One ballot style of two has mayor and levy together.",
     beside(definition([*APART, ("Both", "levy mayor")]), styles=(("1", "mayor"), ("2", "levy")))),
    ("votes-allowed", "The definition allows two votes for mayor, the statement one: its scale is half of what it must be.",
     beside(definition(TOGETHER, {"mayor": 2}))),
    ("votes-allowed-of-second", "The second of two ballot definitions of the election, of which neither supersedes the other, allows two votes.",
     beside(CUT, definition(TOGETHER, {"levy": 2}))),
):
    tampered("dpr-09-" + name, "DPR-09", "release:plain", why, change, arguments=WITH + (" ballot-definition-2.xml" if "second" in name else ""))
tampered("bdf-02-statement-beside-it", "BDF-02", "release:plain", "The ballot definition is not valid: with it a statement cannot be compared.",
         beside(definition([("Elm", "mayor nobody")])), arguments=WITH, undecided=("DPR-09",))
