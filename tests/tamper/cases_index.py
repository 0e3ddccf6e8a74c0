"""Indexes of publications, and packages against them: IDX-01, IDX-02, PKG-12."""
from artifacts import digest, element, parse, write
from cases import tampered, valid
from cases_order import rows
from cases_package import package
from cases_valid import PACKAGE
from indexes import Index, index_of
from package import INDEX

DECK, EARLIER = "logic-and-accuracy-test-deck", digest(b"an earlier deck")
TWO = "--key ../../keys/test-clerk.pub package newer"


def indexed(change, hashes=True):
    """Changes the entries of the index, and makes the hashes fit again."""

    def whole(made):
        index = index_of(made.artifacts(), "2020-10-01")
        change(index)
        made.files[INDEX] = index.render()
        made.seal(index=False)

    return whole


def rewritten(change):
    """Changes the index as a document, and nothing in it is made to fit."""

    def whole(made):
        root = parse(made.files[INDEX])
        change(root)
        made.files[INDEX] = write(root)
        made.seal(index=False)

    return whole


def replaced(old, new):
    def whole(made):
        made.replace(INDEX, old, new)
        made.seal(index=False)

    return whole


def case(name, check, why, change, **more):
    package(name, check, why, change, sealed=False, **more)


def prior_entries(*entries):
    index = Index({})
    index.past("2020-09-01", entries)
    return index.entries


def prior(*entries):
    return lambda index: index.entries.__setitem__(slice(0, 0), prior_entries(*entries))


NOT_VALID = " PKG-12 cannot be decided with it."
UNREAD = " What election it is of is not known then (PKG-06), and PKG-12 cannot be decided with it."
BROKEN = {"undecided": ("PKG-12",)}
UNKNOWN = {"undecided": ("PKG-06", "PKG-12")}
case("purpose", "IDX-01", "The index says that it is an impact statement." + UNREAD, replaced("<Purpose>publication-index<", "<Purpose>impact-statement<"), **UNKNOWN)
case("signer-role", "IDX-01", "The index asks for an observer's signature." + UNREAD, replaced("<SignerRole>election-official<", "<SignerRole>observer<"), **UNKNOWN)
case("comment", "IDX-01", "A comment stands in the index." + UNREAD, replaced("</PublicationIndex>", "<!-- final -->\n</PublicationIndex>"), **UNKNOWN)
case("attribute-order", "IDX-01", "Two attributes are exchanged." + UNREAD, replaced('Number="1" Date="2020-10-01"', 'Date="2020-10-01" Number="1"'), **UNKNOWN)
case("rests-on", "IDX-01", "The index rests on the ballot definition." + UNREAD, rewritten(lambda root: root.find("Header").append(
    element("RestsOn", Kind="ballot-definition", SHA256=root.find("Publication[1]").get("SHA256")))), **UNKNOWN)
case("two-before", "IDX-01", "An index continues two others at once." + UNREAD, rewritten(lambda root: [root.find("Header").append(
    element("Supersedes", SHA256=digest(name))) for name in (b"one", b"two")]), **UNKNOWN)
case("no-entry", "IDX-01", "The index lists nothing." + UNREAD, rewritten(lambda root: [root.remove(x) for x in root.findall("Publication")]), **UNKNOWN)


def entry(number, **values):
    return indexed(lambda index: index.entries[number - 1].update(values))


def swapped(index):
    index.entries[0], index.entries[1] = index.entries[1], index.entries[0]


def deck(index):
    return next(entry for entry in index.entries if entry.get("Kind") == DECK)


case("hash", "IDX-02", "The hash of an entry is not that of its words." + NOT_VALID, rewritten(lambda root: root.find("Publication[1]").set("Hash", "0" * 64)), **BROKEN)
case("entry-left-out", "IDX-02", "The first entry was taken out, and the others kept their numbers and hashes." + NOT_VALID, rewritten(
    lambda root: root.remove(root.find("Publication[1]"))), **BROKEN)
case("number", "IDX-02", "The second entry has number 3." + NOT_VALID, rewritten(lambda root: root.find("Publication[2]").set("Number", "3")), **BROKEN)
case("no-such-day", "IDX-02", "An entry is of 31 September." + NOT_VALID, entry(1, Date="2020-09-31"), **BROKEN)
case("dates-decrease", "IDX-02", "The second entry is of a day before the first." + NOT_VALID, entry(2, Date="2020-09-30"), **BROKEN)
case("twice", "IDX-02", "One file was published twice." + NOT_VALID, indexed(lambda index: index.entries.append(dict(index.entries[0]))), **BROKEN)
case("replaces-itself", "IDX-02", "An entry replaces itself." + NOT_VALID, entry(2, Replaces="2"), **BROKEN)
case("replaces-later", "IDX-02", "An entry replaces a later one." + NOT_VALID, entry(1, Replaces="2"), **BROKEN)
case("replaces-another-kind", "IDX-02", "The deck replaces the ballot definition." + NOT_VALID, entry(2, Replaces="1"), **BROKEN)
case("replaces-another-style", "IDX-02", "The deck replaces the deck of another ballot style." + NOT_VALID, indexed(
    lambda index: (prior((DECK, "Oak", EARLIER))(index), deck_of(index, "Elm").update(Replaces="1"))), **BROKEN)
case("replaces-twice", "IDX-02", "A number stands twice in Replaces." + NOT_VALID, indexed(
    lambda index: (prior((DECK, "Elm", EARLIER))(index), deck_of(index, "Elm", -1).update(Replaces="1 1"))), **BROKEN)
case("replaces-leading-zero", "IDX-01", "A number in Replaces has a leading zero." + UNREAD, entry(2, Replaces="01"), **UNKNOWN)
case("two-current", "IDX-02", "Two decks of one ballot style stand side by side." + NOT_VALID, indexed(prior((DECK, "Elm", EARLIER))), **BROKEN)
case("two-current-for-a-time", "IDX-02", "Two decks of one ballot style stood side by side until the first was withdrawn." + NOT_VALID, indexed(
    prior((DECK, "Oak", EARLIER), (DECK, "Oak", digest(b"another")), 1)), **BROKEN)
case("replaces-withdrawn", "IDX-02", "The deck replaces one that was withdrawn before." + NOT_VALID, indexed(
    lambda index: (prior((DECK, "Elm", EARLIER), 1)(index), deck_of(index, "Elm", -1).update(Replaces="1"))), **BROKEN)
case("withdrawn-twice", "IDX-02", "An entry is withdrawn twice." + NOT_VALID, indexed(prior((DECK, "Elm", EARLIER), 1, 1)), **BROKEN)
case("withdraws-withdrawal", "IDX-02", "A withdrawal is withdrawn." + NOT_VALID, indexed(prior((DECK, "Elm", EARLIER), 1, 2)), **BROKEN)
case("withdraws-later", "IDX-02", "An entry is withdrawn before it was published." + NOT_VALID, indexed(prior(2)), **BROKEN)


def deck_of(index, style, which=0):
    return [entry for entry in index.entries if entry.get("Kind") == DECK and entry.get("Subject") == style][which]


def election_of(name):
    def change(index):
        index.election = dict(index.election, Id=name)

    return change


def no_index(made):
    del made.files[INDEX]
    made.seal(index=False)


valid("package-no-index", "package:small", "A package without an index of publications: nothing tells whether what it holds was replaced since.", no_index,
      arguments=PACKAGE, bare=False, undecided=("PKG-12",))
valid("package-index-history", "package:small", """The index has two earlier decks, of this style and of another one, which were withdrawn before this one was
    published.""", indexed(prior((DECK, "Oak", digest(b"oak")), (DECK, "Elm", EARLIER), 1, 2)), arguments=PACKAGE, bare=False)
case("other-election-in-index", "PKG-06", "The index is of another election, in which files of the same digests were published.", indexed(election_of("Another Election")))
case("other-jurisdiction-in-index", "PKG-06", "The index has the election's Id, and says that it is another county's.", indexed(
    lambda index: setattr(index, "election", dict(index.election, Jurisdiction="Another County"))))
case("not-in-index", "PKG-12", "The deck is in no entry of the index.", indexed(lambda index: index.entries.remove(deck(index))))
case("other-kind-in-index", "PKG-12", "The index has the deck's digest as that of a straight-party deck.", indexed(
    lambda index: deck(index).update(Kind="straight-party-test-deck")))
case("other-style-in-index", "PKG-12", "The index has the deck's digest as that of another ballot style.", indexed(lambda index: deck(index).update(Subject="Oak")))
case("replaced-since", "PKG-12", "The index has a later deck that replaces the one in the package.", indexed(lambda index: index.publish(
    "2020-10-01", DECK, "Elm", digest(b"a later deck"), str(index.entries.index(deck(index)) + 1))))
case("withdrawn", "PKG-12", "The deck in the package was withdrawn.", indexed(lambda index: index.withdraw(
    "2020-10-01", index.entries.index(deck(index)) + 1, "contest left out")))
case("published-after-bagging", "PKG-12", "The index has an entry of a day after the Bagging-Date.", indexed(lambda index: index.publish(
    "2020-10-02", DECK, "Oak", digest(b"oak"))))


def superseding(replaces, *before, says=True):
    """The deck supersedes the earlier one; the index has `before` first, and the deck's own entry replaces `replaces`."""

    def whole(made):
        text = made.files["data/deck.xml"].decode()
        if says:
            made.files["data/deck.xml"] = text.replace("  </Header>", f'    <Supersedes SHA256="{EARLIER}"/>\n  </Header>').encode()
        index = index_of(made.artifacts(), "2020-10-01")
        deck(index)["Replaces"] = replaces
        prior(*before)(index)
        made.files[INDEX] = index.render()
        made.seal(index=False)

    return whole


OLD, ANOTHER = (DECK, "Elm", EARLIER), (DECK, "Elm", digest(b"another"))
valid("package-index-replaces", "package:small", "The deck supersedes an earlier one, as its entry in the index says.", superseding("1", OLD), arguments=PACKAGE, bare=False)
case("replaces-not-said", "PKG-12", "The deck supersedes an earlier one that the index withdrew, and its entry does not say so.", superseding("", OLD, 1))
case("replaces-more", "PKG-12", "The deck's entry replaces an earlier one, which the deck itself does not supersede.", superseding("1", OLD, says=False))
case("replaces-other", "PKG-12", "The deck's entry replaces another deck than the one that it supersedes.", superseding("3", OLD, 1, ANOTHER))


def newer(change, name=EARLIER):
    """A second package beside the first: of the same files and a longer index, after `change`."""

    def whole(made):
        index = index_of(made.artifacts(), "2020-10-01")
        copy = made.copy()
        change(index, copy)
        copy.files[INDEX] = index.render()
        copy.set_label("Bagging-Date", "2020-10-05")
        copy.seal(index=False)
        made.beside["newer"] = copy

    return whole


def another_style(index, copy):
    index.publish("2020-10-05", DECK, "Oak", digest(b"oak"))


def deck_replaced(index, copy):
    data = copy.files["data/deck.xml"]
    text = data.decode().replace("  </Header>", f'    <Supersedes SHA256="{digest(data)}"/>\n  </Header>')
    copy.files["data/deck.xml"] = text.encode()
    index.publish("2020-10-05", DECK, "Elm", digest(text.encode()), str(index.entries.index(deck(index)) + 1))


def told_otherwise(index, copy):
    for entry in index.entries:
        entry["Date"] = "2020-09-30"
    another_style(index, copy)


valid("packages-of-one-index", "package:small", "Two packages of one publisher, the second with a longer index; what is in the first still stands.",
      newer(another_style), arguments=TWO, bare=False)
tampered("pkg-12-out-of-date", "PKG-12", "package:small", "Two packages of one publisher: in the second the deck of the first was replaced.",
         newer(deck_replaced), arguments=TWO, bare=False)
tampered("pkg-12-two-histories", "PKG-12", "package:small", "Two packages of one publisher whose indexes tell two histories: neither is the beginning of the other.",
         newer(told_otherwise), arguments=TWO, bare=False)


def two_newer(made):
    """Two packages beside the first, each with one entry more than it has, and not the same."""
    newer(another_style)(made)
    made.beside["other"] = made.beside.pop("newer")
    newer(lambda index, copy: index.publish("2020-10-05", DECK, "Ash", digest(b"ash")))(made)


tampered("pkg-12-two-histories-of-others", "PKG-12", "package:small", "Of three packages the first has the beginning of both other indexes, which then tell two histories.",
         two_newer, arguments=TWO + " other", bare=False)

def by_a_stranger(index, copy):
    """A stranger re-makes the package with an index that withdraws the deck, to make the true one look out of date."""
    index.withdraw("2020-10-05", index.entries.index(deck(index)) + 1, "false")
    del copy.files["data/deck.xml"]
    copy.resign("test-other", "election-official")


tampered("pkg-11-false-withdrawal", "PKG-11", "package:small", """A stranger's package withdraws the deck of the first package. Its signer is not trusted, so its index
    counts for nothing: the first package holds.""", newer(by_a_stranger), arguments=TWO, bare=False)
OFFICE, OTHERS = ("test-clerk", "The clerk", "election-official"), ("test-other", "the  Clerk ", "election-official")
LISTED = "--trust trust.xml package newer"


def with_new_key(change):
    """The second package is signed with another key."""

    def whole(index, copy):
        change(index, copy)
        copy.resign("test-other", "election-official")

    return newer(whole)


# The clerk's office took a new key: its name stands on both lines of the reader's list.
for kind, name, why, change in (
    (valid, "packages-of-two-keys", "The second package continues the index of the first, and is signed with the office's new key.", another_style),
    (tampered, "pkg-12-out-of-date-by-new-key", "In a package with the office's new key the deck of the first was replaced.", deck_replaced),
    (tampered, "pkg-12-two-histories-of-two-keys", "With its new key the office tells another history.", told_otherwise),
):
    kind(name, *(("PKG-12",) if kind is tampered else ()), "package:small", why, with_new_key(change), arguments=LISTED, bare=False, files={"trust.xml": rows(OFFICE, OTHERS)})
tampered("pkg-12-out-of-date-old-key-over", "PKG-12", "package:small", "The same; the old key's period is over, so that nobody knows the first package's day.",
         with_new_key(deck_replaced), arguments=LISTED, bare=False, files={"trust.xml": rows((*OFFICE, {"NotAfter": "2020-12-31"}), OTHERS)}, undecided=("PKG-11",))
valid("packages-of-two-publishers", "package:small", "Two histories again; the reader's list has two Owners, each of whom keeps an index of his own.",
      with_new_key(told_otherwise), arguments=LISTED, bare=False, files={"trust.xml": rows(OFFICE, ("test-other", "The board", "election-official"))})
valid("index-bare", "package:small", "An index alone: its chain holds; nothing says who published it.", arguments="package/" + INDEX, bare=True)
