"""Straight-party decks: LAT-21 to LAT-25."""
from cases import tampered

STRAIGHT = {"arguments": "straight.xml ballot-definition.xml"}


def straight(name, check, why, change, **more):
    def alone(bundle):
        del bundle.decks["deck.xml"]
        change(bundle)

    tampered(f"{check.lower()}-{name}", check, "straight", why, alone, **STRAIGHT, **more)


def edit(pattern, replacement):
    return lambda bundle: bundle.edit("straight.xml", pattern, replacement)


def attribute(path, **attributes):
    def change(bundle):
        for name, value in attributes.items():
            assert name in bundle.straight.one(path).keys()
            bundle.straight.one(path).set(name, value)

    return change


def totals(contest, **attributes):
    return lambda bundle: [bundle.straight.totals_of(contest).set(name, value) for name, value in attributes.items()]


def votes(**by_target):
    return lambda bundle: [bundle.straight.total(target[1:]).set("Votes", value) for target, value in by_target.items()]


def ballots(change):
    def whole(bundle):
        change(bundle.straight)
        bundle.straight.remake()

    return whole


for name, why, change in (
    ("comment", "A comment.", edit("  <NotCovered/>", "  <!-- seen -->\n  <NotCovered/>")),
    ("attribute-order", "Attributes in another order than the schema's.", edit('Number="1" Kind="straight"', 'Kind="straight" Number="1"')),
    ("purpose", "Purpose is that of a test deck.", edit("straight-party-test-deck", "logic-and-accuracy-test-deck")),
    ("no-definition-named", "RestsOn is missing.", edit("    <RestsOn .*\n", "")),
    ("party-target", "A party's target does not continue the numbers of the candidates.", edit('<Party Target="10"', '<Party Target="11"')),
    ("same-party-twice", "Two parties have the same Party, so a straight ticket for one could be read for the other.",
     attribute("StraightPartyContest/Party[2]", Party="Tide")),
    ("same-party-id", "Two parties have the same id.", attribute("StraightPartyContest/Party[2]", Id="Party Line/Tide Party")),
    ("contest-id", "The straight-party contest has the id of another contest.",
     lambda bundle: (attribute("StraightPartyContest", Id="Mayor")(bundle), totals("Party Line", ContestId="Mayor")(bundle))),
    ("ballot-number", "A ballot number is left out.", edit('Number="10"', 'Number="11"')),
    ("marks-descending", "The marks of a ballot are not ascending.", edit(">2 9<", ">9 2<")),
):
    straight(name, "LAT-21", why, change)

for name, why, change in (
    ("party-total", "A party's total is one too many.", votes(t9="4")),
    ("override-counted-for-party", """The total of candidate 1 as if an override ballot had still given its party's vote in the contest where it marks
        another candidate.""", votes(t1="4")),
    ("two-parties-counted", "Totals as if a ballot with two parties gave votes to both.", votes(t9="4", t10="5")),
    ("straight-ticket-not-counted", "Totals as if straight tickets gave nothing to the candidates of one contest.", votes(t3="0", t5="0")),
    ("undervotes", "Undervotes as if straight tickets had left the contest blank.", totals("Mayor", Undervotes="7")),
    ("overvoted-ballots", "The straight-party contest is overvoted on two ballots, not one.", totals("Party Line", OvervotedBallots="1")),
    ("ballots-cast", "BallotsCast is not the number of ballots.", edit('BallotsCast="10"', 'BallotsCast="11"')),
):
    straight(name, "LAT-22", why, change)

for name, why, change in (
    ("one-straight-ticket", "One party has a single straight ticket.", ballots(lambda deck: deck.drop_ballot(1))),
    ("equal-totals", "The parties' totals are equal, so exchanging their targets goes unnoticed.", ballots(lambda deck: deck.drop_ballot(5))),
    ("straight-ticket-with-candidate", "A ballot of Kind straight also marks a candidate.", ballots(lambda deck: deck.mark(1, "1 9"))),
    ("straight-ticket-without-party", "A ballot of Kind straight marks nothing.", ballots(lambda deck: deck.mark(5, ""))),
):
    straight(name, "LAT-23", why, change)


def third_candidate_of_party(bundle):
    bundle.straight.one("BallotStyle/Contest/Candidate[@Target='4']").set("Party", "Tide")
    bundle.definition.find("Contest/Candidate[@Id='Council/Eli']").set("Party", "Tide")
    bundle.straight.remake()


for name, why, change in (
    ("no-override", "One party has no override ballot, the other has two.", ballots(lambda deck: deck.mark(7, "2 9"))),
    ("override-of-own-party", "The override ballot marks the party's own candidate, so nothing is overridden.", ballots(lambda deck: deck.mark(6, "1 9"))),
    ("override-with-too-few", """An override ballot marks one candidate where two may be voted for. States differ in what a straight ticket then
        gives.""", ballots(lambda deck: deck.mark(6, "2 4 9"))),
    ("no-blank", "There is no blank ballot.", ballots(lambda deck: deck.drop_ballot(9))),
    ("blank-marked", "The blank ballot has a mark.", ballots(lambda deck: deck.mark(9, "7"))),
    ("two-parties-and-candidate", "The ballot of two parties also marks a candidate.", ballots(lambda deck: deck.mark(8, "1 9 10"))),
    ("two-parties-one", "The ballot of two parties marks one.", ballots(lambda deck: deck.mark(8, "10"))),
    ("all-without-one", "The ballot of Kind all leaves out a target.", ballots(lambda deck: deck.mark(10, "1 2 3 4 5 6 7 9 10"))),
    ("two-all", "There are two ballots of Kind all.", ballots(lambda deck: deck.add_ballot("all", "1 2 3 4 5 6 7 8 9 10"))),
    ("party-with-more-candidates", """A party has three candidates in a contest of two votes, in the definition too. States differ in what a straight ticket
        gives there, so the deck may not have such a contest.""", third_candidate_of_party),
):
    straight(name, "LAT-24", why, change)


def definition(path, **attributes):
    def change(bundle):
        for name, value in attributes.items():
            bundle.definition.find(path).set(name, value)

    return change


def party_order(bundle):
    contest = bundle.definition.find("Contest[@Kind='straight-party']")
    first = contest[0]
    contest.remove(first)
    contest.append(first)


DEFINITION = "The definition that the deck names says otherwise: "
for name, why, change in (
    ("party-name", "a party has another name.", definition("Contest[@Kind='straight-party']/Candidate", Name="Low Tide Party")),
    ("party-order", "the parties stand in another order.", party_order),
    ("contest-name", "the straight-party contest has another name.", definition("Contest[@Kind='straight-party']", Name="Straight Ticket")),
    ("candidate-party", "a candidate belongs to another party.", definition("Contest/Candidate[@Id='Levy/Yes']", Party="Tide")),
    ("votes-allowed", "a contest allows 3 votes and not 2.", definition("Contest[@Id='Council']", VotesAllowed="3")),
    ("election", "the election is on another day.", definition("Header/Election", Date="2020-11-10")),
):
    straight(name, "LAT-25", DEFINITION + why, change)
