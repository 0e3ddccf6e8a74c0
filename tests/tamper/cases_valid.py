"""Cases that must hold, or stay undecided for the one reason given."""
from artifacts import digest, element
from cases import BARE, valid

PACKAGE = "--key ../../keys/test-clerk.pub package"
TRUST_ROW = '  <Key Fingerprint="{}" Owner="Clerk of Fixture County" Role="{}" Election="{}" NotBefore="{}" NotAfter="{}" Revoked="{}"/>\n'
CLERK = "@test-clerk@"  # replaced by the key's fingerprint when the case is written


def trust_list(fingerprint=CLERK, role="election-official", election="*", first="2020-01-01", last="9999-12-31", revoked="false"):
    row = TRUST_ROW.format(fingerprint, role, election, first, last, revoked)
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<TrustList xmlns="urn:scrutineer:artifact:1" Version="1">\n'
            + row + "</TrustList>\n")


def reported(*changes, extra=()):
    """The expected totals of base `small` as a machine's tape in CSV, some of them changed: (line, new votes)."""
    names = ["Mayor,Ada", "Mayor,Ben", "Mayor,Cyd", "Council,Dee", "Council,Eli", "Council,Fay", "Levy,Yes", "Levy,No"]
    votes = dict(zip(names, SMALL_TOTALS))
    votes.update(changes)
    rows = [f"{name},{count}" for name, count in votes.items()] + list(extra)
    return "contest,candidate,votes\n" + "".join(row + "\n" for row in rows)


# The tape is typed here and not copied from the deck; `make.py` stops when the generator's totals change.
SMALL_TOTALS = (1, 2, 3, 3, 4, 5, 2, 4)
TAPE = "--reported totals.csv " + "deck.xml ballot-definition.xml"

valid("bound-l1", "small", """Three contests under Michigan's rules. Contest Mayor (3 candidates, 1 vote) needs totals 1, 2 and 3, so 6
    ballots (bound L1), and the deck has 6 besides the overvoted and the blank ballot.""")
valid("bound-l2", "noncompetitive", """Every contest has as many candidates as votes or fewer, so no ballot is ever overvoted and all 4 totals
    must differ: 4 ballots (bound L2), more than any contest alone needs.""")
valid("bound-l3", "twins", """Two contests of the same size need different pairs of totals, but only {1, 2} fits on 3 ballots, so 4 are
    needed (bound L3); each contest alone needs 3.""")
valid("bound-l4", "weights", """Without rule EachCandidate 3 ballots are needed (bound L4): two ballots allow only one empty column, and
    both contests would need one.""")
valid("bound-search", "search", """Contests 3 of 2 votes and 2 of 1 vote: the counting bounds end at 3 ballots, and the proof by search
    shows that 3 are not enough.""")
valid("bound-search-larger", "small-none", """A proof by search over three contests with cuts that exchange whole contests, under rules that ask for
    nothing.""")


def proof_by_propagation(bundle):
    bundle.deck.one("Method").text = "legal"
    bundle.deck.set_length(LowerBound=3, Claim="none")
    bundle.set_proof(b"")


valid("bound-search-empty-proof", "search", """LowerBound is 3, so the clauses speak of 2 ballots, which cannot give three different totals from 1 on:
    unit propagation alone finds the contradiction and the proof file is empty, as section 4.6 allows. The deck claims nothing on its length.""",
      proof_by_propagation)
valid("zero-ballots", "one-candidate", """One candidate and no legal minimum: no swap exists, so the shortest deck is empty. LowerBound 0 needs no
    proof.""")
valid("overvote-exact", "exact", """Rule exact: the overvote ballot marks v+1 targets of each contest, the assumption overvote-signal is
    listed, and there are two blank ballots.""")


def more_choice(bundle):
    bundle.deck.mark(7, "1 3 4 5 6 7 8")
    bundle.deck.remake()


valid("overvote-exact-other-targets", "exact", "Which v+1 targets the exact overvote ballot marks is the official's choice: here it is another one.",
      more_choice)
valid("write-in-lines", "write-ins", """A contest with two write-in lines that are tested: the machine must count each line apart, and the
    assumption says so.""")
valid("write-ins-excluded", "write-ins-excluded", """The official left write-in lines out of the deck; NotCovered lists them, and the definition has
    Covered="false" for each.""")
valid("straight-party", "straight", """A ballot style with a party-line option: the deck for swaps leaves the parties out (NotCovered), the
    straight-party deck exercises them.""", arguments="straight.xml deck.xml ballot-definition.xml")


def other_order(bundle):
    ballots = bundle.straight.ballots
    order = list(ballots)
    for ballot in order:
        ballots.remove(ballot)
    ballots.extend(reversed(order))
    bundle.straight.remake()


valid("straight-party-any-order", "straight", "The kinds of ballots of a straight-party deck may stand in any order (LAT-21).", other_order,
      arguments="straight.xml ballot-definition.xml")
valid("gap-by-effort", "hard", """20 contests of 2 candidates and 11 of 3. The solver was allowed one conflict, so the deck honestly leaves a
    gap between its length and the proved bound: LAT-13 is undecided, with both numbers.""", undecided=("LAT-13",))


def gap(bundle):
    bundle.deck.add_ballot("test", "")
    bundle.deck.set_length(Claim="gap")


valid("gap-by-hand", "small", """The deck of bound-l1 with one empty test ballot more. It is still swap-safe, and it claims only a gap between 6 and 7
    ballots: undecided, not refuted.""", gap, undecided=("LAT-13",))
valid("method-distinct", "distinct", "Method distinct: all totals differ, so every swap moves some total. No length is claimed.")
valid("method-single", "single", "Method single: one target on each ballot and all totals different. No length is claimed.")


def drop_definition(bundle):
    bundle.definition = None


valid("definition-absent", "small", "The deck alone: whether it tests the ballot that voters get cannot be said without the definition.",
      drop_definition, arguments="deck.xml", undecided=("LAT-10",))


def other_definition(bundle):
    bundle.deck.one("Header/RestsOn").set("SHA256", "0" * 64)


valid("definition-not-the-one-named", "small", """RestsOn names another ballot definition than the one given, so the one it needs is not at
    hand: undecided, not refuted.""", other_definition, undecided=("LAT-10",))


def drop_proof(bundle):
    del bundle.files["proof.drat"]


valid("proof-absent", "search", "The proof file was not published with the deck: no claim of necessity without proof, so undecided.", drop_proof,
      undecided=("LAT-12",))
valid("budget-for-proof", "search", """A verifier that may do little work says that the proof is beyond it, and leaves the necessity of the length
    undecided.""", arguments="--budget 500 " + BARE, undecided=("LAT-12",))
valid("budget-for-swaps", "small", """The same for the search for missed swaps.""", arguments="--budget 1 " + BARE, undecided=("LAT-11",))
valid("reported-equal", "small", "The machine's tape equals the expected totals.", arguments=TAPE, files={"totals.csv": reported()})
valid("reported-by-id", "small", "The tape names contests and candidates by id, in another order, with a style column and RFC 4180 quotes.",
      arguments=TAPE, files={"totals.csv": 'style,votes,candidate,contest\r\nElm,4,"Levy/No","Levy"\r\nElm,2,Levy/Yes,Levy\r\n'
                             "Elm,5,Council/Fay,Council\r\nElm,4,Council/Eli,Council\r\nElm,3,Council/Dee,Council\r\n"
                             "Elm,3,Mayor/Cyd,Mayor\r\nElm,2,Mayor/Ben,Mayor\r\nElm,1,Mayor/Ada,Mayor\r\n"})
valid("reported-with-undervotes", "small", "The tape also gives undervotes, overvotes and ballots cast; all equal.", arguments=TAPE,
      files={"totals.csv": reported(extra=("Mayor,undervotes,1", "Council,overvotes,2", ",ballots,8"))})

valid("package", "package:small", "A signed package, with the publisher's key from elsewhere: everything holds.", arguments=PACKAGE, bare=False)
valid("package-with-proof", "package:search", "A package whose deck rests on a proof file in its own folder.", arguments=PACKAGE, bare=False)
valid("package-straight-party", "package:straight", "A package of a definition, a test deck and a straight-party deck.", arguments=PACKAGE,
      bare=False)
valid("package-no-key", "package:small", "The same without a key that the reader trusts: the arithmetic holds, who published it is undecided.",
      arguments="package", undecided=("PKG-11",), bare=False)
valid("package-trust-list", "package:small", "The signer's key is on the reader's list of trusted keys, in the role it signs in.",
      arguments="--trust trust.xml package", bare=False, files={"trust.xml": trust_list()})
valid("package-trust-list-not-canonical", "package:small", "A trust list need not be canonical: this one has comments and loose layout.",
      arguments="--trust trust.xml package", bare=False,
      files={"trust.xml": trust_list().replace("  <Key", "<!-- the clerk -->\n\n <Key").replace(" Owner", "\n   Owner")})
valid("package-key-expired-since", "package:small", """The key's period ended on 2020-12-31, after the Bagging-Date 2020-10-01. That date is the publisher's own
    word, so provenance is undecided.""", arguments="--trust trust.xml package", undecided=("PKG-11",), bare=False,
      files={"trust.xml": trust_list(last="2020-12-31")})


def two_signers(package):
    package.add_signer("test-other", "observer")
    package.seal()


valid("package-two-signers", "package:small", "Two signers in different roles; the reader trusts the one with the role that the artifacts need.",
      two_signers, arguments=PACKAGE, bare=False)


def supersedes_absent(package):
    package.prior = [("logic-and-accuracy-test-deck", "Elm", digest(b"an earlier deck"))]
    text = package.files["data/deck.xml"].decode()
    text = text.replace("  </Header>", f'    <Supersedes SHA256="{digest(b"an earlier deck")}"/>\n  </Header>')
    package.files["data/deck.xml"] = text.encode()
    package.seal()


valid("package-supersedes", "package:small", "The deck replaces an earlier one that is not in the package, which is as it should be.",
      supersedes_absent, arguments=PACKAGE, bare=False)


def folders(package):
    for path in package.payload():
        package.files[path.replace("data/", "data/Elm/deck.v1/")] = package.files.pop(path)
    package.seal()


valid("package-folders", "package:search", "The payload in folders below data/; the proof file stands in its deck's own folder.", folders,
      arguments=PACKAGE, bare=False)


def deepest(package):
    for path in package.payload():
        package.files[path.replace("data/", "data/b/c/d/e/f/g/")] = package.files.pop(path)
    package.seal()


valid("package-deepest-path", "package:small", "Paths have eight components, data included: as many as section 7 allows.", deepest, arguments=PACKAGE, bare=False)
