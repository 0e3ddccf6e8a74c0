"""Ballot commitments: those that hold, and TPT-01 and TPT-02 clause by clause."""
import trees
from artifacts import digest, element
from cases import tampered, valid
from poll import BEACON, DICE
from polls import poll  # noqa: F401  (the bases are named "poll:NAME")

COMMITMENT = "commitment.xml"


def only(change=None):
    """The commitment alone, with this change of the poll."""

    def whole(made):
        made.only(COMMITMENT)
        if change:
            change(made)

    return whole


def changed(function):
    return only(lambda made: made.change(COMMITMENT, function))


def edited(old, new):
    return only(lambda made: made.edit(COMMITMENT, old, new))


def attribute(path, **attributes):
    def change(root):
        found = root.find(path)
        for name, value_ in attributes.items():
            assert name in found.keys(), name
            found.set(name, value_)

    return change


def sealed_batch(number, **attributes):
    """A change of a batch with the digest of the manifest made anew."""

    def change(root):
        manifest = root.find("Manifest")
        for name, value_ in attributes.items():
            manifest[number - 1].set(name, value_)
        data = b"".join(b"".join(trees.field(batch.get(name)) for name in ("Container", "Tabulator", "Name"))
                        + trees.u64(int(batch.get("Ballots"))) for batch in manifest)
        manifest.set("SHA256", digest(data))

    return change


def source(base, **attributes):
    return only(lambda made: made.seed_source.update({**base, **attributes}))


valid("commitment", "poll:pair", """A ballot commitment of three batches and two contests, the seed to come from dice. Contest levy is on the
    ballots of batches 1 and 3 only, takes first preferences and has a write-in line.""", only(), arguments=COMMITMENT)
valid("commitment-beacon", "poll:beacon", "The seed is to be a pulse of a beacon, named by its index.", only(), arguments=COMMITMENT)
valid("commitment-beacon-time", "poll:beacon-time", "The seed is to be the first pulse at or after a time.", only(), arguments=COMMITMENT)
valid("commitment-one-ballot", "poll:single", "One ballot and one candidate.", only(), arguments=COMMITMENT)


def most_leaves(made):
    made.change(COMMITMENT, attribute("Contest", Ballots="9", Replication="119304647"))


valid("commitment-most-leaves", "poll:mayor", "9 ballots 119,304,647 times are 1,073,741,823 leaves, one fewer than section 10.1 allows.", only(most_leaves),
      arguments=COMMITMENT)


valid("commitment-same-names", "poll:pair", "Two contests of one name, and two candidates of one name: their ids tell them apart, and reports show those.",
      changed(lambda root: (attribute("Contest[2]", Name="Mayor")(root), attribute("Contest[1]/Candidate[2]", Name="Ada")(root))), arguments=COMMITMENT)
valid("commitment-batches-apart", "poll:mayor", "Two batches of one tabulator and name in two boxes.",
      changed(sealed_batch(2, Container="Box 2", Name="1")), arguments=COMMITMENT)


def rests(root):
    root.find("Header").append(element("RestsOn", Kind="ballot-commitment", SHA256=digest(b"another")))


for name, why, change in (
    ("comment", "A comment between batches.", edited('    <Batch Container="" ', '    <!-- seen -->\n    <Batch Container="" ')),
    ("attribute-order", "Attributes of a batch in another order than the schema's.",
     edited('Tabulator="T1" Name="2"', 'Name="2" Tabulator="T1"')),
    ("leading-zero", "A number of ballots with a leading zero.", edited('Name="3" Ballots="2"', 'Name="3" Ballots="02"')),
    ("arity-six", "A tree has at most five children to a node.", edited('Arity="3"', 'Arity="6"')),
    ("no-source", "The files that the ballots were read from are not named.",
     changed(lambda root: [root.remove(found) for found in root.findall("Source")])),
    ("no-root", "A contest without the hash that commits its ballots.", changed(lambda root: root.find("Contest").attrib.pop("Root"))),
    ("purpose", "Purpose is that of a tree.", edited("<Purpose>ballot-commitment<", "<Purpose>plurality-tree<")),
    ("signer-role", "SignerRole is another than section 2 has for commitments.", edited("<SignerRole>election-official<", "<SignerRole>vendor<")),
    ("rests-on", "A commitment rests on nothing (section 2); this one names another.", changed(rests)),
):
    tampered("tpt-01-" + name, "TPT-01", "poll:mayor", why, change, arguments=COMMITMENT)

for name, base, why, change in (
    ("manifest-ballots", "mayor", "Manifest Ballots is 10; the batches have 9.", changed(attribute("Manifest", Ballots="10"))),
    ("manifest-digest", "mayor", "The digest of the manifest is that of another one.", changed(attribute("Manifest", SHA256=digest(b"another")))),
    ("batch-changed", "mayor", "A ballot was moved from one batch to the next, the digest is as it was.",
     changed(lambda root: (attribute("Manifest/Batch[1]", Ballots="3")(root), attribute("Manifest/Batch[2]", Ballots="4")(root)))),
    ("batch-without-name", "mayor", "A batch has neither Tabulator nor Name, so nobody can find it.", changed(sealed_batch(1, Tabulator="", Name=""))),
    ("batches-of-one-name", "mayor", "Batches 1 and 2 are both called T1, 1 in Box 1, and have other numbers of ballots.", changed(sealed_batch(2, Name="1"))),
    ("contest-ids-alike", "pair", "The second contest's id is that of the first with a character that is not seen.",
     changed(attribute("Contest[2]", Id="may\u200bor"))),
    ("contest-ids-alike-tags", "pair", "The same with a tag character at the end, of four bytes.", changed(attribute("Contest[2]", Id="mayor\U000e0061"))),
    ("contest-ids-alike-case", "pair", "Two contests' ids differ in upper and lower case only.", changed(attribute("Contest[2]", Id="Mayor"))),
    ("candidate-ids-alike", "mayor", "Two candidates' ids differ in a soft hyphen.", changed(attribute("Contest/Candidate[2]", Id="mayor/A\u00adda"))),
    ("candidate-ids-alike-case", "mayor", "Two candidates' ids differ in upper and lower case only.", changed(attribute("Contest/Candidate[2]", Id="mayor/ADA"))),
    ("same-contest-id", "pair", "Two contests have the same id.", changed(attribute("Contest[2]", Id="mayor"))),
    ("same-candidate-id", "mayor", "Two candidates of a contest have the same id.", changed(attribute("Contest/Candidate[2]", Id="mayor/Ada"))),
    ("codes-in-other-order", "mayor", "The candidates' codes are B and A.",
     changed(lambda root: (attribute("Contest/Candidate[1]", Code="B")(root), attribute("Contest/Candidate[2]", Code="A")(root)))),
    ("code-passed-over", "mayor", "The candidates' codes are A and C.", changed(attribute("Contest/Candidate[2]", Code="C"))),
    ("code-twice", "mayor", "Both candidates have the code A.", changed(attribute("Contest/Candidate[2]", Code="A"))),
    ("batches-touching", "mayor", "Batches 1-2 3 is another way to write 1-3.", changed(attribute("Contest", Batches="1-2 3"))),
    ("batches-singly", "mayor", "Batches 1 2 3 is another way to write 1-3.", changed(attribute("Contest", Batches="1 2 3"))),
    ("batches-range-of-one", "pair", "Batches 1 3-3 is another way to write 1 3.", changed(attribute("Contest[2]", Batches="1 3-3"))),
    ("batches-descending", "pair", "Batches are listed in descending order.", changed(attribute("Contest[2]", Batches="3 1"))),
    ("batches-range-descending", "mayor", "The range 3-1 descends.", changed(attribute("Contest", Batches="3-1"))),
    ("batches-twice", "mayor", "Batch 3 is listed twice.", changed(attribute("Contest", Batches="1-3 3"))),
    ("batches-not-there", "mayor", "Batch 4 is not in the manifest.", changed(attribute("Contest", Batches="1-4"))),
    ("batches-zero", "mayor", "Batches are numbered from 1.", changed(attribute("Contest", Batches="0-3"))),
    ("batches-two-spaces", "pair", "Two spaces between the numbers.", changed(attribute("Contest[2]", Batches="1  3"))),
    ("batches-leading-zero", "mayor", "A number of a batch has a leading zero.", changed(attribute("Contest", Batches="01-3"))),
    ("ballots-of-contest", "mayor", "The contest's Ballots is 8; its batches have 9.", changed(attribute("Contest", Ballots="8"))),
    ("too-many-leaves", "mayor", "9 ballots 119,304,648 times are more leaves than 2^30.", changed(attribute("Contest", Replication="119304648"))),
    ("rivest2019-with-beacon", "beacon", "The arrangement rivest2019 takes decimal seeds, a beacon's are hexadecimal.",
     changed(attribute("Contest", Arrangement="rivest2019"))),
    ("dice-without-place", "mayor", "A dice ceremony without a place cannot be watched.", source(DICE, Place="")),
    ("dice-without-time", "mayor", "A dice ceremony without a time.", source(DICE, Time="")),
    ("dice-with-beacon", "mayor", "A dice ceremony that names a beacon as well: two sources of the seed.", source(DICE, Beacon=BEACON["Beacon"])),
    ("dice-with-pulse", "mayor", "A dice ceremony that names a pulse as well.", source(DICE, Pulse="7")),
    ("dice-with-chain", "mayor", "A dice ceremony that names a chain as well.", source(DICE, Chain="2")),
    ("beacon-with-place", "beacon", "A beacon with the place of a ceremony.", source(BEACON, Place="County court")),
    ("beacon-without-pulse-and-time", "beacon", "A beacon without a pulse or a time: any pulse would do.", source(BEACON, Pulse="")),
    ("beacon-with-pulse-and-time", "beacon", "A beacon with both a pulse and a time: which of them?", source(BEACON, Time=DICE["Time"])),
    ("beacon-without-name", "beacon", "Which beacon?", source(BEACON, Beacon="")),
    ("beacon-without-chain", "beacon", "Which chain of the beacon?", source(BEACON, Chain="")),
):
    tampered("tpt-02-" + name, "TPT-02", "poll:" + base, why, change, arguments=COMMITMENT)
