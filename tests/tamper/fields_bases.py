"""The honest packages that are tampered with: together they hold every kind of artifact and every element that the schemas know."""
from artifacts import digest, parse
from canvasses import release
from fields_bench import KEYS
from impacts import study
from package import INDEX, Package
from poll import BEACON, Poll, beacon_certificate
from polls import LEVY, MAYOR, corrected, held, nth, flipped, poll
from releases import entry

FIXTURES = KEYS.parent
ELECTION = "trees-2026"
DECKS = "Fixture Election, 2020-11-03"


def fixture(name):
    """The payload of a committed case: decks are made by the generator, which this test does without."""
    folder = FIXTURES / "valid" / name
    folder = folder / "package" / "data" if (folder / "package").exists() else folder
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in (".xml", ".drat") and path.name != "publication-index.xml"}


def decks(name):
    return lambda: Package.of(fixture(name), KEYS, DECKS)


def trees(made):
    return lambda: Package.of(made().render(), KEYS, ELECTION)


def history():
    """A package whose index has a past: a deck that was replaced, another that stands and is not in the package, a third that was withdrawn."""
    files = fixture("package")
    first, second, third = digest(b"an earlier deck"), digest(b"another deck"), digest(b"a deck that was withdrawn")
    files["deck.xml"] = files["deck.xml"].replace(b"  </Header>", f'    <Supersedes SHA256="{first}"/>\n  </Header>'.encode())
    made = Package.of(files, KEYS, DECKS)
    deck = "logic-and-accuracy-test-deck"
    made.prior = [(deck, "Elm", first), (deck, "Oak", second), (deck, "Ash", third), 3]
    made.seal()
    return made


def with_corrections():
    """Two rounds, after a discrepancy and a correction made at once; the second tree shows all ballots."""
    return Poll([MAYOR, LEVY], audit=corrected(held(nth(0, flipped)), ("A", "B"), ("B", "A"), ("A", "B")))


def past_release():
    made = release("styles")
    made.release = 2
    made.earlier = [entry("announce", 1, digest(b"table of release 1"), [("mayor", "1/2"), ("levy", "1/3")]), entry("finish", 1, digest(b"release 1"))]
    return made


def small_study(name):
    """Few trials: an insider's statement is computed anew for each change of its parameters."""
    made = study(name)
    made.trials = 2
    if "Samples" in made.rule and made.rule["Samples"] != "0":
        made.rule["Samples"] = "2"
    return made


CANVASSES = {"release": past_release, **{name: lambda name=name: release(name) for name in ("zeros", "determined", "toydown", "topdown")},
             "nonnegative": lambda: release("toydown-nonnegative")}

# The file that the first `Source` names, in the hands of who has it.
SOURCES = {"decks": lambda: (FIXTURES.parent / "tests" / "tamper" / "elections" / "straight.csv").read_bytes(),
           "trees": lambda: b"the manifest", "coverage": lambda: b"a table"}


def all_ballots():
    """The first tree of base `trees` with all ballots shown."""
    made = with_corrections()
    made.set_contest(disclose="all")
    return parse(made.render()["tree.xml"])

# Name, what makes the package, the files of it that are changed, only below these fields (None: all), arguments for the verifier.
BASES = (
    ("decks", decks("package-straight-party"), ("ballot-definition.xml", "deck.xml", "straight.xml"), None, ()),
    ("search", decks("package-with-proof"), ("deck.xml",), ("Length", "Ballots", "Rules"), ()),
    ("exact", decks("overvote-exact"), ("deck.xml",), ("Rules", "Assumptions", "Length", "Ballots"), ()),
    ("four", decks("bound-l4"), ("deck.xml",), ("Length",), ()),
    ("three", decks("bound-l3"), ("deck.xml",), ("Length",), ()),
    ("two", decks("bound-l2"), ("deck.xml",), ("Length",), ()),
    ("trees", trees(with_corrections), ("commitment.xml", "seed.xml", "tree.xml", "tree-2.xml", "audit.xml"), None, ()),
    ("beacon", trees(lambda: poll("beacon")), ("seed.xml",), ("SeedSource", "Pulse", "Seed"), ("--beacon-certificate", beacon_certificate())),
    ("late", trees(lambda: poll("late")), ("audit.xml",), ("Round", "Correction", "End"), ()),
    ("release", trees(past_release), ("noise.xml", "statement.xml", "release.xml"), None, ()),
    ("zeros", trees(lambda: release("zeros")), ("statement.xml",), ("Measurement/Contest",), ()),
    ("turnout", trees(lambda: release("topdown-counties")), ("statement.xml",), ("Measurement/Level",), ()),
    ("determined", trees(lambda: release("determined")), ("release.xml",), ("ContestCounts",), ()),
    ("toydown", trees(lambda: release("toydown")), ("release.xml",), ("Processing", "ContestCounts/Counts"), ()),
    ("nonnegative", trees(lambda: release("toydown-nonnegative")), ("release.xml",), ("Processing", "ContestCounts/Counts"), ()),
    ("topdown", trees(lambda: release("topdown")), ("release.xml",), ("Processing", "ContestCounts/Counts"), ()),
    ("coverage", trees(lambda: small_study("coverage-laplace")), ("impact.xml",), None, ()),
    ("funds", trees(lambda: small_study("funds-laplace")), ("impact.xml",), ("Parameters", "FundsTruth", "Results"), ()),
    ("seats", trees(lambda: small_study("seats-laplace")), ("impact.xml",), ("Parameters", "SeatsTruth", "Results"), ()),
    ("dawa", trees(lambda: small_study("seats-dawa-sound")), ("impact.xml",), ("Parameters", "Guarantee", "Results/@"), ()),
    ("index", history, (INDEX.removeprefix("data/"),), None, ()),
)
