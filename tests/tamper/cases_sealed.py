"""Court openings: those that hold, and DPR-21 to DPR-23 clause by clause."""
from artifacts import digest
from cases import tampered, valid
from cases_commitment import attribute
from cases_release import ALL, SEALED, block, shifted
from releases import RELEASE_KEY, sha256, trees, u32

OPENING = "opening.cms"
OPENED = f"--sealed {OPENING} --with ../../keys/test-court.key {ALL}"


def opening(change=None):
    """All files with an opening, with this change of the canvass."""

    def whole(made):
        made.until = OPENING
        if change:
            change(made)

    return whole


def changed(function):
    return opening(lambda made: made.change(OPENING, function))


def edited(old, new):
    return opening(lambda made: made.edit(OPENING, old, new))


def sealing(**options):
    return opening(lambda made: made.sealing.update(options))


for name, base, why in (
    ("opening", "plain", "A court's opening: every draw is made again."),
    ("opening-exact-counties", "exact-two", "Exact counties."),
    ("opening-flat", "flat", "The root has noise too."),
    ("opening-add-remove", "add-remove", "The number of ballots is an option with noise of its own."),
    ("opening-totals", "totals", "The measured sums have draws of their own, apart from the options."),
    ("opening-two-votes", "styles", "Three contests: options are numbered through all of them."),
    ("opening-toydown", "toydown", "ToyDown's fractions follow from measured counts, which are opened."),
    ("opening-topdown", "topdown", "TopDown."),
    ("opening-beacon", "beacon", "The seed is a beacon's pulse."),
    ("opening-one-key", "one-key", "The root of the noise commitment is the leaf of its only key: the audit path is empty."),
    ("opening-last-of-five", "last-of-five", "The fifth key of five stands alone below the root: a path of one hash."),
    ("opening-second", "second", "The second key of three."),
):
    flat = ("DPR-19",) if base == "flat" else ()
    named = () if base != "beacon" else ("TPT-05",)  # nobody says that the certificate is the beacon's
    valid(name, "release:" + base, why, opening(), arguments=OPENED, undecided=flat + named + ("DPR-20",))


def without(name, *undecided):
    valid("opening-without-" + name.partition(".")[0], "release:plain", f"The opening with all files but {name}.",
          opening(lambda made: made.drop(name)), arguments=" ".join(word for word in OPENED.split() if word != name), undecided=undecided)


without("noise.xml", "DPR-07", "DPR-20", "DPR-22")
without("seed.xml", "DPR-12", "DPR-20", "DPR-23")

NOT_OPENED = ("DPR-20", "DPR-22", "DPR-23")


def row(contest, at, text):
    def change(root):
        root.findall("TrueCounts")[contest][at].text = text

    return changed(change)


def fewer(root):
    root.findall("TrueCounts")[0].remove(root.find("TrueCounts")[4])


def more(root):
    root.findall("TrueCounts")[0].append(root.find("TrueCounts")[4])


def swapped(root):
    first = root.find("TrueCounts")
    root.remove(first)
    root.append(first)


def long_path(root):
    for _ in range(9):
        root.find("ReleaseKey").append(root.find("ReleaseKey/PathHash"))


for name, why, change in (
    ("other-key", "The file is encrypted to another court.", sealing(key="test-court-other.key")),
    ("cut", "The last 16 bytes are missing.", sealing(cut=16)),
    ("weak-cipher", "The content is encrypted with AES-128.", sealing(cipher="aes-128-cbc")),
    ("no-cms", "A bit of the outermost tag is changed: no CMS at all.", sealing(flip=0)),
    ("other-release", "The opening is of another release.", changed(attribute("Release", SHA256=digest(b"another release")))),
    ("comment", "The content has a comment.", edited("  <TableKey", "  <!-- secret -->\n  <TableKey")),
    ("attribute-order", "Key stands before Number.", changed(lambda root: (
        number := root.find("ReleaseKey").attrib.pop("Number"), root.find("ReleaseKey").set("Number", number)))),
    ("no-table-key", "The table key is missing.", changed(lambda root: root.remove(root.find("TableKey")))),
    ("key-short", "The release key has 62 digits.", changed(lambda root: root.find("ReleaseKey").set("Key", "00" * 31))),
    ("path-too-long", "An audit path of 11 hashes.", changed(long_path)),
    ("row-less", "A precinct is missing.", changed(fewer)),
    ("row-more", "A row more than there are precincts.", changed(more)),
    ("number-less", "A row without the last option.", row(0, 0, "70 45 4")),
    ("number-more", "A row with a number more.", row(0, 0, "70 45 4 1 0")),
    ("negative", "A true count below 0.", row(0, 3, "20 26 -1 0")),
    ("fraction", "A true count of 141/2.", row(0, 0, "141/2 45 4 1")),
    ("contests-exchanged", "The contests stand in another order than in the statement.", changed(swapped)),
    ("contest-less", "A contest is missing.", changed(lambda root: root.remove(root.findall("TrueCounts")[1]))),
):
    tampered("dpr-21-" + name, "DPR-21", "release:plain", why, change, arguments=OPENED, undecided=NOT_OPENED)


def path(*hashes):
    """The audit path becomes these hashes."""

    def change(root):
        found = root.find("ReleaseKey")
        model = found[0]
        for child in list(found):
            found.remove(child)
        for value in hashes:
            found.append(type(model)(model.tag, {"SHA256": value.hex()}))

    return changed(change)


KEYS = [sha256(b"\0", sha256(RELEASE_KEY, u32(number))) for number in (1, 2, 3)]


def other_root(made):
    """The commitment is to other keys than the noise was made with."""
    made.change("noise.xml", attribute("Keys", Root=trees.merkle(KEYS[::-1]).hex()))


def other_table(made):
    """The statement commits a table in which a vote stands elsewhere; the noise is drawn with what the statement says."""
    true = made.races[0].counts
    made.races[0].counts = {**true, 1: (69, 46, 5)}
    made.table_root = trees.merkle(made.table_leaves()).hex()
    made.races[0].counts = true


for name, why, change in (
    ("path-order", "The hashes of the audit path are exchanged.", path(KEYS[2], KEYS[1])),
    ("path-short", "The audit path has one hash, and two are needed.", path(KEYS[1])),
    ("path-long", "The audit path has three hashes, and two are needed.", path(KEYS[1], KEYS[2], KEYS[0])),
    ("path-hash", "A hash of the audit path is another one.", path(KEYS[1], KEYS[1])),
    ("other-root", "The noise is drawn with a key that was not committed.", opening(other_root)),
    ("table-key", "The table key is another one: the salts do not fit.", changed(attribute("TableKey", Key="00" * 32))),
    ("other-table", "The statement committed another table than the one that was measured.", opening(other_table)),
    ("number", "The opening says that its key is that of release 2.", changed(attribute("ReleaseKey", Number="2"))),
):
    tampered("dpr-22-" + name, "DPR-22", "release:plain", why, change, arguments=OPENED, undecided=("DPR-20",))


def other_key(root):
    root.find("ReleaseKey").set("Key", "ab" * 32)


def cell(contest, level, kind, at, option, by):
    def change(counts):
        counts[contest, level, kind][at][option] += by

    return opening(shifted(change))


def again(made):
    """Someone drew until he liked the noise: these are the draws of another key."""
    kept = made.release_keys
    made.release_keys = lambda: [sha256(b"another key"), *kept()[1:]]
    drawn, measure = {}, made.measure

    def measured(seed, measurement):
        drawn.update(measure(seed, measurement))
        made.release_keys = kept
        return drawn

    made.measure = measured
    made.change("noise.xml", attribute("Keys", Root=trees.merkle([sha256(b"\0", key) for key in kept()]).hex()))


for name, base, why, change in (
    ("one-cell", "plain", "A precinct has one vote more than the true count and its noise.", cell(0, 3, "measured", 0, 0, 1)),
    ("county-cell", "plain", "A county has two votes fewer.", cell(1, 2, "measured", 1, 1, -2)),
    ("total", "totals", "A measured sum is one off.", cell(0, 3, "measured-total", 4, 0, 1)),
    ("total-of-second", "totals", "A measured sum of the second contest is one off.", cell(1, 2, "measured-total", 0, 0, -1)),
    ("state-exact", "no-turnout", "The exact count of the state is one off.", cell(0, 1, "exact", 0, 0, 1)),
    ("root", "flat", "The measured root is one off.", cell(0, 1, "measured", 0, 2, -1)),
    ("last-cell", "styles", "The last count of the last contest is one off.", cell(2, 3, "measured", 4, 3, 1)),
    ("toydown", "toydown", "A measured count is one off, and the published ones are made from it.", cell(0, 3, "measured", 0, 0, 1)),
    ("drawn-again", "plain", "All noise was drawn with another key than the committed one.", opening(again)),
):
    flat = ("DPR-19",) if base == "flat" else ()
    tampered("dpr-23-" + name, "DPR-23", "release:" + base, why, change, arguments=OPENED, undecided=flat + ("DPR-20",))
tampered("dpr-22-key-and-noise", ("DPR-22", "DPR-23"), "release:plain", "The opening has another key: neither commitment nor noise fit.", changed(other_key),
         arguments=OPENED, undecided=("DPR-20",))



def key_of_second(root):
    """Another key that was committed too, with its own number and path."""
    root.find("ReleaseKey").set("Number", "2")
    root.find("ReleaseKey").set("Key", sha256(RELEASE_KEY, u32(2)).hex())
    root.find("ReleaseKey")[0].set("SHA256", KEYS[0].hex())


tampered("dpr-22-key-of-another-release", ("DPR-22", "DPR-23"), "release:plain", """The opening has the key of release 2 with its path: it was committed, but
    not for this release.""", changed(key_of_second), arguments=OPENED, undecided=("DPR-20",))
tampered("dpr-13-with-opening", "DPR-13", "release:plain", "A row of the release has a number too few: nothing can be compared with the opening.",
         opening(lambda made: made.change("release.xml", lambda root: setattr(block(root, 0, 3, "measured")[0], "text", "70 45 4"))), arguments=OPENED,
         undecided=("DPR-20",) + SEALED)

WITHOUT_KEY = f"--sealed {OPENING} --with key.pem {ALL}"
for name, why, arguments, files in (
    ("court-key", "The file given with --with is no key.", WITHOUT_KEY, {"key.pem": "the court's\n"}),
    ("court-public-key", "The file given with --with is a public key.", f"--sealed {OPENING} --with ../../keys/test-clerk.pub {ALL}", {}),
    ("court-key-absent", "There is no such key.", WITHOUT_KEY, {}),
    ("sealed-absent", "There is no such sealed file.", OPENED.replace(OPENING, "absent.cms"), {}),
    ("sealed-without-key", "--sealed goes with --with.", f"--sealed {OPENING} {ALL}", {}),
    ("key-without-sealed", "--with goes with --sealed.", f"--with ../../keys/test-court.key {ALL}", {}),
    ("sealed-without-release", "An opening goes with one release.", OPENED.replace(" release.xml", ""), {}),
):
    tampered("usage-" + name, (), "release:plain", why + " That ends the run with exit status 2 (section 8).", opening(), arguments=arguments, bare=False,
             files=files, usage=True)
