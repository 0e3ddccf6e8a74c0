"""Decks that miss an exchange of voting targets: LAT-11. All else is consistent, and the claims on length are proved."""
from artifacts import element
from cases import tampered


def ballots(*marks, name=None, bound=None, **length):
    def change(bundle):
        deck = bundle.deck
        rest = [(b.get("Kind"), b.text) for b in deck.ballots if b.get("Kind") != "test"]
        deck.set_ballots([("test", marking) for marking in marks] + rest)
        deck.set_length(**length)
        if name:
            deck.one("Method").text = name
        if bound:
            deck.set_bound(element("BoundL1", ContestId=bound))

    return change


tampered("lat-11-equal-totals", "LAT-11", "small", """Two candidates of one contest have the same total, so exchanging their targets changes nothing. The deck
    claims to be swap-safe and the shortest.""", ballots("3 5 6 8", "1 4 6 8", "2 5 6 8", "3 4 5 7", "1 5 6 8", "2 4 6 7"))
tampered("lat-11-across-contests", "LAT-11", "small", """Ada (Mayor) and Yes (Levy) have the same total on ballots where neither exchange overvotes a
    contest.""", ballots("3 5 6 8", "1 4 6 7", "2 5 6 8", "3 4 5 8", "3 5 6 8", "2 4 6 8"))
tampered("lat-11-whole-contests", "LAT-11", "twins", """Two contests of the same size have the same totals. Exchanging one pair of targets overvotes a ballot and is
    seen, exchanging the contests as a whole is not.""", ballots("1 4", "2 3", "2 4", bound="Levy", LowerBound=3))
tampered("lat-11-three-targets", "LAT-11", "three-questions", """Every exchange of two targets is seen, but the three Yes targets can be rotated: each has one vote, and in
    one direction no contest is overvoted.""", ballots("1 4", "3 6", "2 5", "2 4 6", "4 6", "6", name="legal", bound="Levy", LowerBound=3, Claim="none"))
tampered("lat-11-noncompetitive", "LAT-11", "noncompetitive", """Two candidates of contests that cannot be overvoted have the same total, on different
    ballots.""", ballots("1 2 3 4", "2 3 4", "4", "3"))
tampered("lat-11-two-never-marked", "LAT-11", "weights", """Rule EachCandidate is off and two candidates of different contests are never marked: their targets can be
    exchanged.""", ballots("2 3 5", "3 5", "3"))
tampered("lat-11-only-blank-ballots", "LAT-11", "weights", "Empty test ballots make any swap go unnoticed, though the deck has the length proved.",
         ballots("", "", ""))
tampered("lat-11-method-heuristic", "LAT-11", "heuristic", """Nothing was tampered with: the usual deck with 1, 2, 3 votes in each contest misses an exchange across
    contests. It does not claim otherwise, and the check refuses it all the same.""")
tampered("lat-11-method-legal", "LAT-11", "legal", "Nothing was tampered with: different totals within each contest, as the law asks, are not enough.")
tampered("lat-11-method-attack", "LAT-11", "attack", "Nothing was tampered with: a deck made to hide the exchange of Ada (Mayor) and Yes (Levy).")


def attack_disguised(bundle):
    bundle.deck.one("Method").text = "swap-safe"
    assert int(bundle.deck.length.get("TestBallots")) > int(bundle.deck.length.get("LowerBound"))
    bundle.deck.set_length(Claim="gap")


tampered("lat-11-attack-disguised", "LAT-11", "attack", """The same deck, which now calls itself swap-safe and claims a gap, since it is longer than the
    bound.""", attack_disguised, undecided=("LAT-13",))
