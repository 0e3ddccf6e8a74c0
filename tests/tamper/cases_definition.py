"""Ballot definitions that are not canonical or have two readings: BDF-01 and BDF-02."""
from artifacts import digest, element
from cases import tampered

ALONE = {"arguments": "ballot-definition.xml"}


def alone(change):
    """The definition without a deck, which would be undecided for want of a sound definition (LAT-10)."""

    def whole(bundle):
        bundle.decks = {}
        change(bundle.definition)

    return whole


def edited(pattern, replacement):
    def change(bundle):
        bundle.decks = {}
        bundle.edit("ballot-definition.xml", pattern, replacement)

    return change


def set_all(path, **attributes):
    def change(root):
        found = root.find(path)
        for name, value in attributes.items():
            assert name in found.keys()
            found.set(name, value)

    return change


for name, why, pattern, replacement in (
    ("comment", "A comment between the contests.", '(  <Contest Id="Levy")', r"  <!-- seen -->\n\1"),
    ("attribute-order", "Attributes in another order than the schema's.", 'Id="Elm" Name=""', 'Name="" Id="Elm"'),
    ("votes-allowed-none", "A contest of no votes is not valid.", 'VotesAllowed="2"', 'VotesAllowed="0"'),
    ("no-source", "The official's own file is not named.", "  <Source .*\n", ""),
    ("purpose", "Purpose is that of a test deck.", "<Purpose>.*<", "<Purpose>logic-and-accuracy-test-deck<"),
    ("signer-role", "SignerRole is another than section 2 has for ballot definitions.", "election-official<", "vendor<"),
):
    tampered("bdf-01-" + name, "BDF-01", "small", why, edited(pattern, replacement), **ALONE)
tampered("bdf-01-rests-on", "BDF-01", "small", "A ballot definition rests on nothing (section 2); this one names another.",
         edited("  </Header>", f'    <RestsOn Kind="ballot-definition" SHA256="{digest(b"another")}"/>\n  </Header>'), **ALONE)


def style_twice(root):
    style = element("BallotStyle", Id="Elm", Name="")
    style.append(element("ContestId", "Levy"))
    root.append(style)


def second_party_line(root):
    contest = element("Contest", Id="Line", Name="Line", Kind="straight-party", VotesAllowed="1")
    for party in ("Tide", "Hearth"):
        contest.append(element("Candidate", Id=party, Name=party, Kind="party", Party=party, Covered="true"))
    root.insert(list(root).index(root.find("BallotStyle")), contest)
    root.find("BallotStyle").append(element("ContestId", "Line"))


def one_text(root):
    first, *_, last = root.findall("Contest[@Kind='straight-party']/Candidate")
    last.set("Party", first.get("Party"))


for name, base, why, change in (
    ("same-contest-id", "small", "Two contests have the same id.", set_all("Contest[@Id='Levy']", Id="Mayor")),
    ("same-style-id", "small", "Two ballot styles have the same id.", style_twice),
    ("same-candidate-id", "small", "Two candidates of a contest have the same id.", set_all("Contest/Candidate[2]", Id="Mayor/Ada")),
    ("no-such-contest", "small", "A style names a contest that is not there.", lambda root: setattr(root.find("BallotStyle")[0], "text", "Sheriff")),
    ("contest-twice-in-style", "small", "A style has a contest twice.", lambda root: root.find("BallotStyle").append(element("ContestId", "Mayor"))),
    ("listed-candidate-left-out", "small", "A listed candidate is left out of test decks; only write-in lines may be.",
     set_all("Contest/Candidate", Covered="false")),
    ("party-in-contest", "small", "An ordinary contest has a party among its candidates.", set_all("Contest/Candidate", Kind="party")),
    ("candidate-in-party-line", "straight", "The straight-party contest has a candidate who is no party.", set_all("Contest/Candidate", Kind="listed")),
    ("party-line-of-two-votes", "straight", "The straight-party contest allows two votes; a straight ticket marks one party.",
     set_all("Contest[@Kind='straight-party']", VotesAllowed="2")),
    ("party-without-text", "straight", "A party of the straight-party contest has no Party text, so no candidate can be of it.",
     set_all("Contest[@Kind='straight-party']/Candidate", Party="")),
    ("two-parties-one-text", "straight", "Two parties of the straight-party contest have the same Party text.", one_text),
    ("two-party-lines", "straight", "A style has two straight-party contests.", second_party_line),
):
    tampered("bdf-02-" + name, "BDF-02", base, why, alone(change), **ALONE)


tampered("bdf-02-with-deck", "BDF-02", "small", """The definition has a listed candidate left out, and the deck that names it cannot be checked against it: BDF-02
    refutes, LAT-10 is undecided.""", lambda bundle: set_all("Contest/Candidate", Covered="false")(bundle.definition), undecided=("LAT-10",))
