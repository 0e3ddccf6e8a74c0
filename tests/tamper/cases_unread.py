"""Packages of which something cannot be read, an artifact or a line of bag-info.txt, and what the other checks then say: PKG-05, PKG-06, PKG-09, PKG-11, PKG-12."""
from cases import tampered
from cases_order import CLERK_ROW, LISTED, OBSERVED, SEED, TREE, rows
from cases_package import package
from cases_valid import PACKAGE, supersedes_absent

DECK = "data/deck.xml"


def after(*changes):
    def whole(made):
        for change in changes:
            change(made)

    return whole


# An artifact whose first check is refuted, for its bytes or for what it says.
def seed_of_a_chain(made):
    del made.files[TREE]
    made.replace(SEED, 'Kind="dice" Beacon="" Chain=""', 'Kind="dice" Beacon="" Chain="1"')
    made.seal()


def commented(made):
    made.replace(DECK, "</TestDeck>", "<!-- seen -->\n</TestDeck>")
    made.seal()


tampered("tpt-03-in-package", "TPT-03", "package:poll:all", """The SeedSource of dice names a chain of a beacon, so that TPT-03 is refuted; then PKG-06 is undecided, as with a
    seed record that is not canonical.""", seed_of_a_chain, arguments=PACKAGE, undecided=("PKG-06",), bare=False)
package("in-package", "LAT-21", "A ballot of the straight-party deck has the number of the next one, so that LAT-21 is refuted; then PKG-06 is undecided.",
        lambda made: made.replace("data/straight.xml", '<Ballot Number="2"', '<Ballot Number="3"'), base="straight", undecided=("PKG-06",))
package("superseding-in-package", "LAT-01", """The deck's entry in the index replaces an earlier one; the deck says so too, but has a comment and is not valid. PKG-12
    compares no more than its digest.""", after(supersedes_absent, commented), sealed=False, undecided=("PKG-06",))
package("countersigned-in-package", "LAT-01", "An observer's statement is about a deck that is not valid: whether it is of the Purpose that he names is not known.",
        after(commented, lambda made: made.countersign("observer", DECK, "2020-10-02T10:00:00Z")), sealed=False, arguments=LISTED, files=OBSERVED,
        undecided=("PKG-06", "PKG-09"))


# Lines of bag-info.txt.
def without(label):
    def change(made):
        lines = made.files["bag-info.txt"].splitlines(keepends=True)
        made.files["bag-info.txt"] = b"".join(line for line in lines if not line.startswith(label.encode() + b": "))

    return change


NO_ELECTION = without("Scrutineer-Election")
package("no-election", "PKG-02", "bag-info.txt does not tell the election; the reader's list has the key for every election, so PKG-11 holds.", NO_ELECTION,
        arguments=LISTED, files={"trust.xml": rows(CLERK_ROW)}, undecided=("PKG-06",))
package("no-election-key-of-one", "PKG-02", "The same; the list has the key for one election, which may be this one.", NO_ELECTION,
        arguments=LISTED, files={"trust.xml": rows((*CLERK_ROW, {"Election": "Fixture Election"}))}, undecided=("PKG-06", "PKG-11"))
package("no-election-countersigned", "PKG-02", "The same, and an observer's statement tells an election: whether it is the package's is not known.",
        after(lambda made: made.countersign("observer", DECK, "2020-10-02T10:00:00Z"), NO_ELECTION, lambda made: made.seal()), sealed=False,
        undecided=("PKG-06", "PKG-09"))
package("tab-before-date", "PKG-02", "The first line with the date has a tab in it; a second one is as it should be, and does not count: the date is not known (PKG-12).",
        after(lambda made: made.replace("bag-info.txt", "Bagging-Date: 2020-10-01\n", "Bagging-Date: \t2020-10-01\nBagging-Date: 2020-10-01\n"),
              lambda made: made.seal(index=False)), sealed=False, undecided=("PKG-12",))


def nobody(made):
    for name in made.signers:
        del made.files[f"signatures/{name}.sig"], made.files[f"signatures/{name}.pub"]
    made.signers.clear()


package("no-signer", ("PKG-02", "PKG-06", "PKG-11"), """bag-info.txt names no signer, and signatures/ is not there. No signature can be checked (PKG-05); nobody signs in the
    role that the artifacts need (PKG-06, PKG-11).""", after(nobody, without("Scrutineer-Signer")), undecided=("PKG-05",))
