"""Decks whose expected totals, rules, assumptions or claims are not what the ballots give: LAT-03 to LAT-09 and LAT-13."""
from artifacts import element
from cases import tampered


def total_raised(bundle):
    bundle.deck.total(5).set("Votes", "5")


def totals_exchanged(bundle):
    bundle.deck.total(1).set("Votes", "2")
    bundle.deck.total(2).set("Votes", "1")


def overvoted_counted(bundle):
    for target in "12345678":
        total = bundle.deck.total(target)
        total.set("Votes", str(int(total.get("Votes")) + 1))


def ballots_cast(bundle):
    bundle.deck.one("Expected").set("BallotsCast", "9")


tampered("lat-03-total-raised", "LAT-03", "small", "One total is raised by one; a correct machine would fail the test.", total_raised)
tampered("lat-03-totals-exchanged", "LAT-03", "small", """The totals of two candidates are exchanged: a machine that has the two targets exchanged would
    pass this test, and only the recount shows it.""", totals_exchanged)
tampered("lat-03-overvoted-ballot-counted", "LAT-03", "small", "Totals as if the overvoted ballot had been counted for everybody.",
         overvoted_counted)
tampered("lat-03-ballots-cast", "LAT-03", "small", "BallotsCast is one more than the ballots.", ballots_cast)


def set_count(contest, name, value):
    return lambda bundle: bundle.deck.totals_of(contest).set(name, value)


tampered("lat-04-undervotes", "LAT-04", "small", "The undervotes of one contest are one too many.", set_count("Council", "Undervotes", "3"))
tampered("lat-04-overvotes-not-times-votes", "LAT-04", "small", """Overvotes gives the overvoted ballots of a contest of 2 votes, not 2 for
    each of them.""", set_count("Council", "Overvotes", "1"))
tampered("lat-04-overvoted-ballots", "LAT-04", "small", "The overvoted ballots of one contest are left out.", set_count("Mayor", "OvervotedBallots", "0"))


def overvote_test_ballot(bundle):
    bundle.deck.mark(2, "1 2 4 6 8")
    bundle.deck.remake()


tampered("lat-05-test-ballot-overvoted", "LAT-05", "small", """A ballot of Kind test marks two candidates of a contest of one vote; the totals are recounted. Swap
    safety is claimed by Theorem 1, which needs ballots without overvotes, so LAT-11 is undecided.""", overvote_test_ballot,
         undecided=("LAT-11",))


def candidate_left_out(bundle):
    bundle.deck.mark(2, "4 6 8")
    bundle.deck.remake()


def each_candidate_claimed(bundle):
    bundle.deck.one("Rules").set("EachCandidate", "true")
    bundle.deck.set_bound(element("BoundL1", ContestId="Mayor"))


tampered("lat-06-candidate-never-marked", "LAT-06", "small", """Candidate 1 is marked on the overvote ballot only, where nothing counts; all else is
    consistent and the deck swap-safe.""", candidate_left_out)
tampered("lat-06-rule-claimed", "LAT-06", "weights", """A deck made without rule EachCandidate, which leaves one candidate unmarked, states the rule. The
    bound it then names gives the same length.""", each_candidate_claimed)


def mark_overvote(number, marks):
    def change(bundle):
        bundle.deck.mark(number, marks)
        bundle.deck.remake()

    return change


def exact_number(bundle):
    kinds = [ballot.get("Kind") for ballot in bundle.deck.ballots]
    return kinds.index("overvote") + 1


def drop_overvote(bundle):
    bundle.deck.drop_ballot(7)


def rule_none(bundle):
    bundle.deck.one("Rules").set("OvervoteBallot", "none")


tampered("lat-07-all-without-one-target", "LAT-07", "small", """Rule all, but the overvote ballot leaves out the last target, so it gives the other candidate of that
    contest a vote. Totals are recounted.""", mark_overvote(7, "1 2 3 4 5 6 7"))
tampered("lat-07-absent", "LAT-07", "small", "Rule all, and no overvote ballot.", drop_overvote)
tampered("lat-07-not-asked-for", "LAT-07", "small", "Rule none, but an overvote ballot is there.", rule_none)
tampered("lat-07-two", "LAT-07", "small", "Two overvote ballots where the rule has one.",
         lambda bundle: bundle.deck.add_ballot("overvote", "1 2 3 4 5 6 7 8", at=7))
tampered("lat-07-exact-one-more", "LAT-07", "exact", "Rule exact, but a contest has v+2 marks.",
         lambda bundle: mark_overvote(exact_number(bundle), "1 2 3 4 5 6 7 8")(bundle))
tampered("lat-07-exact-one-less", "LAT-07", "exact", "Rule exact, but a contest has v marks, which count.",
         lambda bundle: mark_overvote(exact_number(bundle), "1 2 4 5 7 8")(bundle))
tampered("lat-07-exact-noncompetitive", "LAT-07", "mixed", """Rule exact, but the ballot also marks the only candidate of a contest that cannot be
    overvoted: that mark counts.""", lambda bundle: mark_overvote(exact_number(bundle), "1 2 3")(bundle))

tampered("lat-08-absent", "LAT-08", "small", "The rule asks for one blank ballot; there is none.", lambda bundle: bundle.deck.drop_ballot(8))
tampered("lat-08-one-too-many", "LAT-08", "small", "Two blank ballots where the rule asks for one.",
         lambda bundle: bundle.deck.add_ballot("blank", ""))
tampered("lat-08-not-blank", "LAT-08", "small", "The blank ballot has a mark; the totals are recounted.", mark_overvote(8, "8"))


def drop_assumption(name):
    def change(bundle):
        assumptions = bundle.deck.one("Assumptions")
        assumptions.remove(next(a for a in assumptions if a.text == name))

    return change


def add_assumption(name, at=1):
    return lambda bundle: bundle.deck.one("Assumptions").insert(at, element("Assumption", name))


def assumptions_in_other_order(bundle):
    drop_assumption("tape-per-style")(bundle)
    add_assumption("tape-per-style")(bundle)


tampered("lat-09-overvote-signal-silent", "LAT-09", "exact", """Swap safety with rule exact needs a machine that signals overvotes; the deck does not
    say so.""", drop_assumption("overvote-signal"))
tampered("lat-09-write-in-lines-silent", "LAT-09", "write-ins", """A contest has two write-in lines, which the machine must count apart; the deck does not say
    so.""", drop_assumption("write-in-lines-counted-apart"))
def without_straight(change):
    def whole(bundle):
        del bundle.decks["straight.xml"]
        change(bundle)

    return whole


tampered("lat-09-straight-party-silent", "LAT-09", "straight", """The deck leaves the parties of a party line out, so their totals must read 0; the deck does not
    say so.""", without_straight(drop_assumption("straight-party-totals-read-zero")))
tampered("lat-09-straight-party-not-needed", "LAT-09", "small", "The deck assumes something of straight-party totals, and its style has no party line.",
         add_assumption("straight-party-totals-read-zero"))
tampered("lat-09-not-needed", "LAT-09", "small", "An assumption that the deck does not need.", add_assumption("overvote-signal"))
tampered("lat-09-other-order", "LAT-09", "exact", "The assumptions stand in another order than 4.3 has them.", assumptions_in_other_order)
tampered("lat-09-twice", "LAT-09", "small", "One assumption is listed twice.", add_assumption("tape-per-style"))


def longer_but_minimal(bundle):
    bundle.deck.add_ballot("test", "")


def fewer_claimed(bundle):
    bundle.deck.add_ballot("test", "")
    bundle.deck.set_length(TestBallots=6)


def method(name):
    def change(bundle):
        bundle.deck.one("Method").text = name

    return change


def claim(text):
    return lambda bundle: bundle.deck.set_length(Claim=text)


tampered("lat-13-longer-than-bound", "LAT-13", "small", "An empty test ballot too many, and still the deck claims to be the shortest.", longer_but_minimal)
tampered("lat-13-test-ballots", "LAT-13", "small", "The same, with TestBallots left at 6 so that the claim seems right.", fewer_claimed)
tampered("lat-13-gap-of-nothing", "LAT-13", "small", "A gap is claimed where length and bound are equal.", claim("gap"))
tampered("lat-13-swap-safe-claims-none", "LAT-13", "small", "A deck of method swap-safe has to say whether it is the shortest.", claim("none"))
tampered("lat-13-single-claims-minimal", "LAT-13", "small", "A deck of method single may not claim a length, even where the numbers fit.", method("single"))
tampered("lat-13-distinct-claims-gap", "LAT-13", "distinct", "A deck of method distinct claims a gap, which only swap-safe decks may.", claim("gap"))
