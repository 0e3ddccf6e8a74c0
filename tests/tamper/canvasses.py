"""The releases that cases start from: two counties, five precincts, two contests."""
from fractions import Fraction

from artifacts import digest
from poll import BEACON
from polls import poll
from releases import Canvass, Race, Share, entry

BALLOTS = {1: 120, 2: 80, 3: 200, 4: 45, 5: 60}
HALF, TENTH = Fraction(1, 2), Fraction(1, 10)
SPOILT = (("blank", "Undervotes", "undervotes"), ("over", "Overvotes", "overvotes"))
MAYOR_OPTIONS = (("ada", "Ada", "listed"), ("ben", "Ben", "listed")) + SPOILT


def levels(state=True, counties=True, precincts=True):
    """State, counties, precincts; public turnout of a level or none."""
    named = [("State", [(0, "Fixture State", 505)]), ("County", [(1, "North", 200), (1, "South \"A\" & B", 305)]),
             ("Precinct", [(1, "P1", 120), (1, "P2", 80), (2, "P1", 200), (2, "P2", 45), (2, "P3", 60)])]
    return [(name, [(parent, unit, ballots if known else None) for parent, unit, ballots in units])
            for (name, units), known in zip(named, (state, counties, precincts))]


def shares(*wanted, epsilon=HALF, total=None):
    made = [Share(level, "options", epsilon) for level in wanted]
    for level in wanted if total else ():
        made.insert(2 * wanted.index(level) + 1, Share(level, "total", total))
    return tuple(made)


def mayor(counts=None, **options):
    counts = counts or {1: (70, 45, 4, 1), 2: (30, 48, 1, 1), 3: (110, 80, 9, 1), 4: (20, 25, 0, 0), 5: (33, 27, 0, 0)}
    return Race("mayor", "Mayor", options.pop("options", MAYOR_OPTIONS), counts, options.pop("shares", shares(2, 3)), **options)


def levy(**options):
    return Race("levy", "Levy: road \"A\" & B", (("yes", "Yes", "listed"), ("no", "No", "listed")), {2: (40, 35), 3: (90, 100), 5: (25, 30)},
                options.pop("shares", shares(2, 3)), **options)


def initiative(counts, second="listed", **options):
    """Neither undervotes nor overvotes are counted: BallotsCast bounds the votes, but need not be their sum."""
    made = (("a", "Plan A", "listed"), ("b", "Plan B", second))
    return Race("initiative", "Initiative", made, counts, shares(2, 3), **options)


def canvass(*races, known=(True, True, True), **options):
    return Canvass(races or (mayor(), levy()), levels(*known), **options)


def zeros():
    """Cyd is on the ballot in South alone; P2 there has only Ben."""
    options = (("ada", "Ada", "listed"), ("ben", "Ben", "listed"), ("cyd", "Cyd", "listed")) + SPOILT
    counts = {1: (70, 48, 0, 1, 1), 2: (30, 50, 0, 0, 0), 3: (110, 79, 9, 2, 0), 4: (0, 44, 0, 1, 0), 5: (33, 19, 7, 1, 0)}
    return mayor(counts, options=options, zeros=((1, (4,)), (3, (1, 2, 4))))


def council(**options):
    """Two votes on a ballot of two listed candidates and a write-in line; the undervotes and the overvotes."""
    options_ = (("x", "Xan", "listed"), ("z", "Zoe", "listed"), ("y", "Yael", "write-in")) + SPOILT
    counts = {1: (100, 50, 80, 8, 2), 2: (60, 40, 50, 8, 2), 3: (150, 90, 150, 8, 2), 4: (40, 20, 30, 0, 0), 5: (60, 25, 30, 5, 0)}
    return Race("council", "Council", options_, counts, shares(2, 3), votes_allowed=2, **options)


def with_cast(**options):
    """The number of ballots is counted too, which add-remove allows."""
    counts = {p: counts + (BALLOTS[p],) for p, counts in mayor().counts.items()}
    return mayor(counts, options=MAYOR_OPTIONS + (("cast", "Ballots cast", "ballots-cast"),), **options)


def second():
    """Release 2: release 1 was announced and finished, release 2 spends on top of it."""
    earlier = [entry("announce", 1, digest(b"table of release 1"), [("mayor", "1/2"), ("levy", "1/3")]),
               entry("finish", 1, digest(b"release 1"))]
    return canvass(release=2, earlier=earlier)


def styles():
    """Mayor and levy are never on one ballot, so that no voter is charged for both; the council is on every ballot."""
    return canvass(mayor(), levy(), council(), styles=[("City", ["mayor"]), ("Country", ["levy"])])


def disclosed(charged="", tree=None, contest="mayor", shown="all"):
    """A tree that shows all ballots of contest mayor lies in the same package; `charged` says of what the ledger has a disclosure."""
    shown = poll(shown).render()
    tree = tree or digest(shown["tree.xml"])
    made = canvass(mayor(), earlier=[entry("disclosure", "", tree, [(contest, "unlimited")])] if charged else [])
    made.files = {"commitment.xml": shown["commitment.xml"], "tree-seed.xml": shown["seed.xml"], "tree.xml": shown["tree.xml"]}
    return made


def empty_precinct():
    made = canvass(initiative({1: (60, 40), 3: (100, 60), 4: (0, 0)}))
    made.levels[2][1][3][2] = 0
    return made


def in_part():
    """All is counted, in one precinct of North and all of South: BallotsCast of North and of the state counts the other one too."""
    counts = mayor().counts
    del counts[2]
    return mayor(counts)


NONE = (False, False, False)
CANVASSES = {
    "plain": canvass,
    "mayor": lambda: canvass(mayor()),
    "exact-two": lambda: canvass(mayor(shares=shares(3)), levy(shares=shares(3)), exact=2),
    "flat": lambda: canvass(mayor(shares=shares(1, 2, 3)), levy(shares=shares(1, 2, 3)), exact=0, total=Fraction(9)),
    "add-remove": lambda: canvass(with_cast(), levy(), adjacency="add-remove", total=Fraction(6)),
    "add-remove-flat": lambda: canvass(with_cast(shares=shares(1, 2, 3)), exact=0, adjacency="add-remove", total=Fraction(6)),
    "precincts-only": lambda: canvass(mayor(shares=shares(3)), levy(shares=shares(2, 3))),
    "no-turnout": lambda: canvass(known=NONE),
    "council": lambda: canvass(council(), levy()),
    "totals": lambda: canvass(mayor(shares=shares(2, 3, total=Fraction(1, 3))), levy(shares=shares(2, 3, total=Fraction(1, 4)))),
    "quiet": lambda: canvass(*(race(shares=shares(2, 3, epsilon=Fraction(1, 1000))) for race in (mayor, levy))),
    "state-turnout": lambda: canvass(known=(True, False, False)),
    "beacon": lambda: canvass(mayor(), seed_source=BEACON),
    "complete-in-part": lambda: canvass(in_part()),
    "second": second,
    "styles": styles,
    "one-key": lambda: canvass(mayor(), releases=1),
    "last-of-five": lambda: canvass(mayor(), release=5, releases=5, total=Fraction(9), earlier=[
        made for number in range(1, 5) for made in (entry("announce", number, digest(b"table"), [("mayor", "1/4")]),)]),
    "zeros": lambda: canvass(zeros()),
    "unanimous": lambda: canvass(mayor({1: (120, 0, 0, 0), 2: (80, 0, 0, 0), 3: (200, 0, 0, 0), 4: (45, 0, 0, 0), 5: (60, 0, 0, 0)})),
    "determined": lambda: canvass(mayor({1: (117, 2, 0, 1), 2: (80, 0, 0, 0), 3: (110, 80, 9, 1), 4: (20, 25, 0, 0), 5: (33, 26, 0, 1)},
                                        shares=shares(3)), exact=2),
    # Option `b`, which is not listed, has as many votes as there are ballots: no rest is left in any unit.
    "rests": lambda: canvass(initiative({2: (0, 80), 3: (0, 200), 5: (0, 60)}, second="write-in")),
    # P2 of South has no ballots, so no votes, and rests are left elsewhere.
    "empty-precinct": empty_precinct,
    # Everybody chose Plan A, and half of them nothing else.
    "full": lambda: canvass(initiative({2: (80, 40), 3: (200, 90), 5: (60, 35)}, votes_allowed=2)),
    "disclosed": lambda: disclosed("mayor"),
    "disclosed-uncharged": lambda: disclosed(),
    "disclosed-other-tree": lambda: disclosed("mayor", tree=digest(b"another tree")),
    "disclosed-other-contest": lambda: disclosed("mayor", contest="levy"),
    "disclosed-plan": lambda: disclosed(shown="mayor"),
    **{mechanism: lambda mechanism=mechanism: canvass(mechanism=mechanism) for mechanism in ("toydown", "toydown-nonnegative", "topdown")},
    **{mechanism + "-flat": lambda mechanism=mechanism: canvass(
        mayor(shares=shares(1, 2, 3)), levy(shares=shares(1, 2, 3)), exact=0, total=Fraction(9), mechanism=mechanism)
       for mechanism in ("toydown", "toydown-nonnegative", "topdown")},
    **{mechanism + "-noisy": lambda mechanism=mechanism: canvass(
        mayor(shares=shares(2, 3, epsilon=TENTH)), levy(shares=shares(2, 3, epsilon=TENTH)), mechanism=mechanism)
       for mechanism in ("toydown", "toydown-nonnegative", "topdown")},
    "topdown-apart": lambda: canvass(known=NONE, mechanism="topdown"),
    "topdown-totals": lambda: canvass(mayor(shares=shares(2, 3, total=Fraction(1, 3))), levy(), known=NONE, mechanism="topdown"),
    "topdown-zeros": lambda: canvass(zeros(), mechanism="topdown"),
    "topdown-zeros-flat": lambda: (lambda race: canvass(race, exact=0, mechanism="topdown"))(zeros_flat()),
    "topdown-cast": lambda: canvass(with_cast(), adjacency="add-remove", mechanism="topdown"),
    "topdown-counties": lambda: canvass(council(), known=(True, True, False), mechanism="topdown"),
}


def zeros_flat():
    race = zeros()
    race.shares = shares(1, 2, 3)
    return race


def release(name):
    return CANVASSES[name]()
