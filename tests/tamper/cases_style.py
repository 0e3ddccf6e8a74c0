"""Decks that are not canonical, not in order, or not those of the ballot definition: ART-01, LAT-01, LAT-02, LAT-10."""
from artifacts import element
from cases import tampered


def edit(pattern, replacement):
    return lambda bundle: bundle.edit("deck.xml", pattern, replacement)


def drop_definition(bundle):
    bundle.definition = None


def bare_document(pattern, replacement):
    def change(bundle):
        drop_definition(bundle)
        bundle.edit("deck.xml", pattern, replacement)

    return change


ALONE = {"arguments": "deck.xml"}
tampered("art-01-other-root", "ART-01", "small", "The root element is none of the artifacts of section 2.",
         bare_document(r"(?s)<TestDeck (.*)</TestDeck>", r"<TestPlan \1</TestPlan>"), **ALONE)
tampered("art-01-document-type", "ART-01", "small", "A document type declares an entity; artifacts have none (section 1, rule 1).",
         bare_document(r"(\?>\n)", r'\1<!DOCTYPE TestDeck [<!ENTITY votes "1">]>\n'), **ALONE)
tampered("art-01-no-xml", "ART-01", "small", "The file is no XML.", bare_document(r"(?s).*\n", "TestDeck\n"), **ALONE)
tampered("art-01-other-namespace", "ART-01", "small", "The namespace is that of another version.",
         bare_document("urn:scrutineer:artifact:1", "urn:scrutineer:artifact:2"), **ALONE)
tampered("lat-01-utf-16", "LAT-01", "small", "The file is in another encoding than UTF-8.",
         lambda bundle: (drop_definition(bundle), bundle.edits.update({"deck.xml": [lambda data: data.decode().encode("utf-16")]})), **ALONE)
tampered("lat-01-ill-formed-at-once", "LAT-01", "small", """Just behind the root's start tag stands what no XML has. What the file is, that tag said: it is a deck that is not well-formed,
    however near the fault.""", bare_document(r'(Version="1">\n)', r"\1&nobody;<<\n"), **ALONE)
tampered("art-01-empty", "ART-01", "small", "The file is empty.", bare_document(r"(?s)<.*\n", ""), **ALONE)

for name, why, pattern, replacement in (
    ("comment", "A comment: artifacts have none, so that nothing is said beside what is checked.", "  <NotCovered/>", "  <!-- seen -->\n  <NotCovered/>"),
    ("processing-instruction", "A processing instruction.", "  <NotCovered/>", "  <?print now?>\n  <NotCovered/>"),
    ("cdata", "A CDATA section in place of text.", "<Method>swap-safe<", "<Method><![CDATA[swap-safe]]><"),
    ("attribute-order", "Attributes in another order than the schema's.", 'Number="1" Kind="test"', 'Kind="test" Number="1"'),
    ("single-quotes", "An attribute in single quotes.", 'BallotsCast="8"', "BallotsCast='8'"),
    ("two-spaces", "Two spaces before an attribute.", 'Expected Ballots', "Expected  Ballots"),
    ("indentation", "One line is indented by a tab.", "  <NotCovered/>", "\t<NotCovered/>"),
    ("empty-element-written-long", "An element with nothing has a start tag and an end tag.", "<NotCovered/>", "<NotCovered></NotCovered>"),
    ("empty-element-with-blank", "An element with nothing has a blank between its tags, which the schema passes over.", "<NotCovered/>", "<NotCovered> </NotCovered>"),
    ("character-reference", "A character is written as a reference.", 'Name="Ada"', 'Name="&#65;da"'),
    ("carriage-return", "One line ends in CR LF.", "  <NotCovered/>\n", "  <NotCovered/>\r\n"),
    ("no-last-line-feed", "The last line does not end.", "</TestDeck>\n", "</TestDeck>"),
    ("after-the-end", "An empty line stands after the root element.", "</TestDeck>\n", "</TestDeck>\n\n"),
    ("byte-order-mark", "The file begins with a byte order mark.", r"^<\?xml", "\ufeff<?xml"),
    ("first-line", "The first line does not name the encoding.", ' encoding="UTF-8"', ""),
    ("second-namespace", "A namespace is declared that nothing uses.", 'Version="1">', 'xmlns:x="urn:x" Version="1">'),
    ("prefix", "The root element has a prefix; the names mean the same to XML.", r'(?s)<TestDeck xmlns="(.*)</TestDeck>',
     r'<a:TestDeck xmlns:a="urn:scrutineer:artifact:1" xmlns="\1</a:TestDeck>'),
    ("leading-zero", "A number with a leading zero.", 'BlankBallots="1"', 'BlankBallots="01"'),
    ("unknown-attribute", "An attribute that the schema does not have.", 'BlankBallots="1"', 'BlankBallots="1" Note="seen"'),
    ("element-missing", "The deck has no Length, so it does not say how long it must be.", r"(?s)  <Length.*</Length>\n", ""),
    ("truncated", "The file ends within the ballots.", r'(?s)Number="4".*', ""),
    ("control-character", "A name has a delete character (U+007F).", 'Name="Ada"', 'Name="Ad\x7fa"'),
    ("purpose", "Purpose is that of a straight-party deck.", "logic-and-accuracy-test-deck", "straight-party-test-deck"),
    ("signer-role", "SignerRole is another than section 2 has for test decks.", "election-official<", "vendor<"),
    ("no-definition-named", "RestsOn is missing: the deck rests on no ballot definition.", r"    <RestsOn .*\n", ""),
    ("two-definitions-named", "Two RestsOn: the deck could be checked against either.", r"(    <RestsOn .*\n)", r"\1\1"),
):
    tampered("lat-01-" + name, "LAT-01", "small", why, edit(pattern, replacement))


def total_order(bundle):
    totals = bundle.deck.totals_of("Mayor")
    first = totals[0]
    totals.remove(first)
    totals.insert(1, first)


def contest_totals_order(bundle):
    expected = bundle.deck.one("Expected")
    first = expected[0]
    expected.remove(first)
    expected.append(first)


def total_missing(bundle):
    totals = bundle.deck.totals_of("Mayor")
    totals.remove(totals[2])


def total_added(bundle):
    bundle.deck.totals_of("Levy").append(element("Total", Target="9", Votes="0"))


def contest_added_to_expected(bundle):
    totals = element("ContestTotals", ContestId="Sheriff", Undervotes="0", Overvotes="0", OvervotedBallots="0")
    totals.append(element("Total", Target="9", Votes="0"))
    bundle.deck.one("Expected").append(totals)


def same_contest_id(bundle):
    bundle.deck.one("BallotStyle/Contest[@Id='Levy']").set("Id", "Mayor")
    bundle.deck.totals_of("Levy").set("ContestId", "Mayor")


def same_candidate_id(bundle):
    bundle.deck.one("BallotStyle/Contest/Candidate[@Target='2']").set("Id", "Mayor/Ada")


def blank_before_overvote(bundle):
    bundle.deck.drop_ballot(8)
    bundle.deck.add_ballot("blank", "", at=6)


for name, why, change in (
    ("target-twice", "Two candidates have the same target.", edit('Target="2" Id', 'Target="1" Id')),
    ("target-left-out", "The last target has number 9, and 8 is left out.", edit('Target="8" Id', 'Target="9" Id')),
    ("same-contest-id", "Two contests have the same id, so totals could be read for either.", same_contest_id),
    ("same-candidate-id", "Two candidates of a contest have the same id.", same_candidate_id),
    ("ballot-number", "A ballot number is left out.", edit('Number="8"', 'Number="9"')),
    ("kinds-in-other-order", "The blank ballot stands before the overvote ballot; numbers and totals fit.", blank_before_overvote),
    ("marks-descending", "The marks of one ballot are not ascending.", edit(">3 4 5 7<", ">3 5 4 7<")),
    ("mark-twice", "One ballot lists a target twice.", edit(">3 4 5 7<", ">3 4 5 7 7<")),
    ("mark-beyond", "One ballot marks target 9 of 8.", edit(">3 4 5 7<", ">3 4 5 7 9<")),
    ("totals-in-other-order", "Two totals of a contest stand in another order.", total_order),
    ("contests-in-other-order", "The contests of Expected stand in another order than the style's.", contest_totals_order),
    ("total-missing", "One candidate has no expected total.", total_missing),
    ("contest-added", "Expected has a contest that the style does not have.", contest_added_to_expected),
    ("total-added", "Expected has a total for a target that the style does not have.", total_added),
):
    tampered("lat-02-" + name, "LAT-02", "small", why, change)


def definition(path, **attributes):
    def change(bundle):
        found = bundle.definition.find(path)
        for name, value in attributes.items():
            found.set(name, value)

    return change


def contest_order(bundle):
    style = bundle.definition.find("BallotStyle")
    first = style[0]
    style.remove(first)
    style.append(first)


def candidate_order(bundle):
    contest = bundle.definition.find("Contest")
    first = contest[0]
    contest.remove(first)
    contest.insert(1, first)


def contest_added(bundle):
    contest = element("Contest", Id="Sheriff", Name="Sheriff", Kind="ordinary", VotesAllowed="1")
    contest.append(element("Candidate", Id="Gus", Name="Gus", Kind="listed", Party="", Covered="true"))
    bundle.definition.insert(list(bundle.definition).index(bundle.definition.find("BallotStyle")), contest)
    bundle.definition.find("BallotStyle").append(element("ContestId", "Sheriff"))


def forget_uncovered(bundle):
    uncovered = bundle.deck.one("NotCovered")
    uncovered.remove(uncovered[0])


DEFINITION = "The definition that voters' ballots are printed from, which the deck names, says otherwise: "
for name, base, why, change in (
    ("candidate-renamed", "small", "a candidate has another name.", definition("Contest/Candidate", Name="Adam")),
    ("candidate-id", "small", "a candidate has another id.", definition("Contest/Candidate", Id="Mayor/Adam")),
    ("candidate-order", "small", "two candidates stand in another order.", candidate_order),
    ("party", "small", "a candidate belongs to another party.", definition("Contest/Candidate", Party="Hearth")),
    ("kind", "small", "a target is a write-in line.", definition("Contest/Candidate", Kind="write-in")),
    ("votes-allowed", "small", "a contest allows 3 votes and not 2.", definition("Contest[@Id='Council']", VotesAllowed="3")),
    ("contest-name", "small", "a contest has another name.", definition("Contest", Name="Lord Mayor")),
    ("contest-order", "small", "the contests stand in another order.", contest_order),
    ("contest-not-tested", "small", "the style has one contest more, which the deck does not test.", contest_added),
    ("style-id", "small", "there is no style of this id.", definition("BallotStyle", Id="Oak")),
    ("style-name", "small", "the style has another name.", definition("BallotStyle", Name="Elm Street")),
    ("election-id", "small", "it is the definition of another election.", definition("Header/Election", Id="Another Election")),
    ("election-date", "small", "the election is on another day.", definition("Header/Election", Date="2020-11-10")),
    ("write-in-covered", "write-ins", "the official left out a write-in line that the deck tests.",
     definition("Contest/Candidate[@Kind='write-in']", Covered="false")),
    ("write-in-not-left-out", "write-ins-excluded", "the official did not leave out a write-in line that the deck does not test.",
     definition("Contest/Candidate[@Kind='write-in']", Covered="true")),
):
    tampered("lat-10-" + name, "LAT-10", base, DEFINITION + why, change)
tampered("lat-10-not-covered-silent", "LAT-10", "write-ins-excluded", "The deck does not say that one write-in line is not tested.", forget_uncovered)


def uncovered_as_party(bundle):
    bundle.deck.one("NotCovered")[0].set("Reason", "straight-party")
    bundle.deck.one("Assumptions").append(element("Assumption", "straight-party-totals-read-zero"))


tampered("lat-10-not-covered-reason", "LAT-10", "write-ins-excluded", """The deck gives a write-in line as a party of a straight-party
    contest, and lists the assumption that such a target needs.""", uncovered_as_party)
