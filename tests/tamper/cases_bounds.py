"""Certificates of length that do not prove what they say: LAT-12."""
from artifacts import digest, element
from cases import tampered


def raised(bundle):
    """One more test ballot and a bound raised with it, so that the claim `minimal` seems right."""
    bundle.deck.add_ballot("test", "")
    bundle.deck.set_length(LowerBound=int(bundle.deck.length.get("LowerBound")) + 1)


def lowered(bundle):
    """A bound one lower, on a deck that claims nothing on length."""
    bundle.deck.one("Method").text = "distinct"
    bundle.deck.set_length(LowerBound=int(bundle.deck.length.get("LowerBound")) - 1, Claim="none")


def bound(tag, *children, **attributes):
    def change(bundle):
        made = element(tag, **attributes)
        made.extend(children)
        bundle.deck.set_bound(made)

    return change


def weights(*pairs):
    return bound("BoundL4", *[element("Weight", Total=str(total), Value=str(value)) for total, value in pairs])


RAISED = "LowerBound is one more than {} proves, and the deck one ballot longer, so that it seems the shortest."
LOWERED = "LowerBound is one less than the formula of {}, which has to be met exactly. The deck claims nothing on length."
tampered("lat-12-l1-raised", "LAT-12", "small", RAISED.format("bound L1"), raised)
tampered("lat-12-l1-lowered", "LAT-12", "small", LOWERED.format("L1"), lowered)
tampered("lat-12-l1-other-contest", "LAT-12", "small", "Bound L1 is stated for a smaller contest, of which 6 ballots do not follow.",
         bound("BoundL1", ContestId="Levy"))
tampered("lat-12-l1-no-such-contest", "LAT-12", "small", "Bound L1 names a contest that the style does not have.", bound("BoundL1", ContestId="Sheriff"))
tampered("lat-12-l1-without-each-candidate", "LAT-12", "small-none", """Bound L1 with the formula for rule EachCandidate, on a deck without that
    rule.""", lambda bundle: (raised(bundle), bound("BoundL1", ContestId="Mayor")(bundle)))
tampered("lat-12-l2-raised", "LAT-12", "noncompetitive", RAISED.format("bound L2"), raised)
tampered("lat-12-l2-lowered", "LAT-12", "noncompetitive", LOWERED.format("L2"), lowered)
tampered("lat-12-l2-competitive", "LAT-12", "small", "Bound L2 on a style that has only competitive contests.", bound("BoundL2"))
tampered("lat-12-l3-raised", "LAT-12", "twins", RAISED.format("bound L3"), raised)
tampered("lat-12-l3-no-such-contests", "LAT-12", "twins", "Bound L3 speaks of contests that the style does not have.",
         bound("BoundL3", Candidates="3", VotesAllowed="1"))
tampered("lat-12-l3-one-contest", "LAT-12", "search", "Bound L3 for a class of one contest, whose totals fit on 3 ballots.",
         bound("BoundL3", Candidates="2", VotesAllowed="1"))
tampered("lat-12-l4-raised", "LAT-12", "weights", RAISED.format("bound L4"), raised)
tampered("lat-12-l4-weight-on-another-total", "LAT-12", "weights", "The weight stands on total 1 in place of 0 and proves nothing there.", weights((1, 240)))
tampered("lat-12-l4-equal-sums", "LAT-12", "weights", """Weights for which both sides of the comparison are equal (3 and 3): the sum has to exceed the
    limit.""", weights((0, 1), (1, 1)))
tampered("lat-12-l4-total-beyond", "LAT-12", "weights", "A weight for total 3, though totals on 2 ballots end at 2.", weights((0, 240), (3, 1)))
tampered("lat-12-l4-not-ascending", "LAT-12", "weights", "The totals of the weights are not ascending.", weights((1, 1), (0, 240)))
tampered("lat-12-l4-twice", "LAT-12", "weights", "One total has two weights.", weights((0, 240), (0, 1)))
tampered("lat-12-l4-weight-too-great", "LAT-12", "weights", "A weight above 1,000,000.", weights((0, 1000001)))


def proof(change):
    """Changes the lines of the proof; the insider makes the digest fit."""
    return lambda bundle: bundle.set_proof(b"".join(change(bundle.files["proof.drat"].splitlines(keepends=True))))


def added(lines):
    return [line for line in lines if not line.startswith(b"d")]


def one_lemma_missing(lines):
    last = max(i for i, line in enumerate(lines) if not line.startswith(b"d") and len(line.split()) == 3)
    return lines[:last] + lines[last + 1:]


def wrong_digest(bundle):
    bundle.deck.one("Length/Search").set("SHA256", digest(b"another proof"))


def proof_edited(bundle):
    bundle.files["proof.drat"] = b"0\n" + bundle.files["proof.drat"]


def search(path, **attributes):
    def change(bundle):
        for name, value in attributes.items():
            bundle.deck.one("Length/Search" + path).set(name, value)

    return change


def cut(number, text):
    def change(bundle):
        bundle.deck.root.findall("Length/Search/Cut")[number].text = text

    return change


def drop_cut(bundle):
    whole = bundle.deck.one("Length/Search")
    whole.remove(whole.findall("Cut")[0])


def parts_in_other_order(bundle):
    whole = bundle.deck.one("Length/Search")
    first = whole.find("Contests")
    whole.remove(first)
    whole.insert(1, first)


# A search that CaDiCaL made for the shape 3 of 2 votes, 2 of 1 vote, with rule EachCandidate, on 3 ballots.
tampered("lat-12-search-raised", "LAT-12", "search", """LowerBound is one more than the proof shows, and the deck one ballot longer. The clauses are then those of 4
    ballots, where a swap-safe deck exists.""", raised)
tampered("lat-12-search-missing-lemma", "LAT-12", "search", "The proof lacks its last lemmas: propagation does not end in a contradiction.",
         proof(lambda lines: lines[: len(lines) // 3]))
tampered("lat-12-search-one-lemma-missing", "LAT-12", "search", """One lemma in the middle is left out (the last of two literals), and the next one does not follow without
    it.""", proof(one_lemma_missing))
tampered("lat-12-search-no-lemma", "LAT-12", "search", "The proof file is empty, and propagation alone does not show these clauses unsatisfiable.",
         proof(lambda lines: []))
tampered("lat-12-search-empty-clause-at-once", "LAT-12", "search", "The proof states the empty clause outright.", proof(lambda lines: [b"0\n"]))
tampered("lat-12-search-lemma-does-not-follow", "LAT-12", "search", """The proof is replaced by X(1,1), which follows since ballots are sorted, its opposite, which does not,
    and the empty clause, which follows from both.""", proof(lambda lines: [b"1 0\n", b"-1 0\n", b"0\n"]))
tampered("lat-12-search-deleted-clauses", "LAT-12", "search", "The proof deletes its own lemmas before they are used.",
         proof(lambda lines: [x for line in added(lines) for x in ((line, b"d " + line) if len(line.split()) > 2 else (line,))][: len(lines) // 3]))
tampered("lat-12-search-not-a-proof", "LAT-12", "search", "The proof file is text that is no proof, with the right digest.",
         lambda bundle: bundle.set_proof(b"This was shown by an expert.\n"))
tampered("lat-12-search-digest", "LAT-12", "search", "The digest of the proof is that of another file.", wrong_digest)
tampered("lat-12-search-proof-edited", "LAT-12", "search", "The proof was changed after the deck was made.", proof_edited)
tampered("lat-12-search-style-has-no-such-contest", "LAT-12", "search", "The shape of the search has a contest that the style does not have.",
         search("/Contests[2]", Candidates="4"))
tampered("lat-12-search-too-many-contests", "LAT-12", "search", "The shape of the search has two contests where the style has one.",
         search("/Contests[2]", Count="2"))
tampered("lat-12-search-noncompetitive", "LAT-12", "search", "The shape has a noncompetitive candidate; the style has none.", search("", Noncompetitive="1"))
tampered("lat-12-search-order-of-contests", "LAT-12", "search", "The contests of the shape are not in ascending order.", parts_in_other_order)
tampered("lat-12-search-cut-in-block", "LAT-12", "search", """A cut exchanges two candidates of one contest. Such cuts contradict the sorting of totals (S1), so they are
    not allowed.""", cut(0, "1:2 2:1"))
tampered("lat-12-search-cut-not-a-permutation", "LAT-12", "search", "A cut moves two candidates to one target: no machine does that.", cut(0, "1:3 2:3"))
tampered("lat-12-search-cut-leaves-its-candidates", "LAT-12", "search", "The images of a cut are not the candidates that it moves.", cut(0, "1:4 3:1"))
tampered("lat-12-search-cut-beyond", "LAT-12", "search", "A cut moves a candidate that the shape does not have.", cut(0, "1:6 6:1"))
tampered("lat-12-search-cut-moves-nothing", "LAT-12", "search", "A cut lists a candidate as moved to itself.", cut(0, "1:3 2:2 3:1"))
tampered("lat-12-search-cut-not-ascending", "LAT-12", "search", "The pairs of a cut are not ascending.", cut(0, "3:1 1:3"))
tampered("lat-12-search-cut-dropped", "LAT-12", "search", "A cut that the proof needs was left out.", drop_cut)


def proof_of_another_shape(bundle):
    """The proof of base small-none, which the maker puts beside it."""
    bundle.set_proof(bundle.others["small-none"])


tampered("lat-12-search-proof-of-another-shape", "LAT-12", "search", "The proof belongs to another style's shape; digest and name are right.",
         proof_of_another_shape)
