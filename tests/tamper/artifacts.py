"""Artifacts as the fixture maker needs them: read, recount, write canonically (specification, sections 1 and 4.2)."""
import hashlib
import re
import xml.etree.ElementTree as ET

NAMESPACE = "urn:scrutineer:artifact:1"


def digest(data):
    return hashlib.sha256(data).hexdigest()


def parse(data):
    root = ET.fromstring(data)
    for element in root.iter():
        element.tag = element.tag.split("}")[-1]
    return root


def _text(value):
    for char, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\t", "&#9;"), ("\n", "&#10;"), ("\r", "&#13;")):
        value = value.replace(char, written)
    return value


def _lines(element, level):
    start = "  " * level + "<" + element.tag
    if level == 0:
        start += f' xmlns="{NAMESPACE}"'
    for name, value in element.items():
        start += f' {name}="{_text(value).replace(chr(34), "&quot;")}"'
    if len(element):
        yield start + ">"
        for child in element:
            yield from _lines(child, level + 1)
        yield "  " * level + f"</{element.tag}>"
    elif element.text:
        yield f"{start}>{_text(element.text)}</{element.tag}>"
    else:
        yield start + "/>"


def write(root):
    return ('<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(_lines(root, 0)) + "\n").encode()


def element(tag, text=None, **attributes):
    made = ET.Element(tag, attributes)
    made.text = text
    return made


class Deck:
    """A test deck or straight-party deck that can be changed and made consistent again."""

    def __init__(self, root):
        self.root = root

    def one(self, path):
        found = self.root.find(path)
        assert found is not None, path
        return found

    @property
    def length(self):
        return self.one("Length")

    @property
    def ballots(self):
        return self.one("Ballots")

    def ballot(self, number):
        return self.ballots[number - 1]

    def mark(self, number, marks):
        self.ballot(number).text = marks or None

    def set_ballots(self, ballots):
        """Replaces all ballots by (kind, marks) pairs and makes the rest consistent."""
        for ballot in list(self.ballots):
            self.ballots.remove(ballot)
        for kind, marks in ballots:
            self.ballots.append(element("Ballot", marks or None, Number="0", Kind=kind))
        self.remake()

    def total(self, target):
        return self.one(f".//Total[@Target='{target}']")

    def totals_of(self, contest):
        return self.one(f"Expected/*[@ContestId='{contest}']")

    def add_ballot(self, kind, marks, at=None):
        """Adds a ballot; test ballots go behind the last test ballot, others to the end, unless `at` says where."""
        kinds = [ballot.get("Kind") for ballot in self.ballots]
        if at is None:
            at = kinds.count("test") if kind == "test" else len(kinds)
        self.ballots.insert(at, element("Ballot", marks or None, Number="0", Kind=kind))
        self.remake()

    def drop_ballot(self, number):
        self.ballots.remove(self.ballot(number))
        self.remake()

    def set_bound(self, bound):
        for child in list(self.length):
            self.length.remove(child)
        self.length.append(bound)

    def set_length(self, **attributes):
        for name, value in attributes.items():
            assert name in self.length.keys(), name
            self.length.set(name, str(value))

    def remake(self):
        """What an insider re-makes around a changed ballot: numbers, expected totals, number of test ballots."""
        for number, ballot in enumerate(self.ballots, 1):
            ballot.set("Number", str(number))
        self.recount()
        if self.root.find("Length") is not None:
            kinds = [ballot.get("Kind") for ballot in self.ballots]
            self.set_length(TestBallots=kinds.count("test"))

    def recount(self):
        contests = [
            (c.get("Id"), int(c.get("VotesAllowed")), [(int(x.get("Target")), x.get("Party")) for x in c])
            for c in self.root.findall("BallotStyle/Contest")
        ]
        line = self.root.find("StraightPartyContest")
        parties = {} if line is None else {int(p.get("Target")): p.get("Party") for p in line}
        marked = [{int(t) for t in (ballot.text or "").split()} for ballot in self.ballots]
        self.one("Expected").set("BallotsCast", str(len(marked)))
        for contest, allowed, candidates in contests:
            self._count(contest, allowed, candidates, parties, marked)
        if parties:
            self._count(line.get("Id"), 1, [(target, None) for target in parties], {}, marked)

    def _count(self, contest, allowed, candidates, parties, marked):
        votes = {target: 0 for target, _ in candidates}
        under = overvoted = 0
        for marks in marked:
            counted = [target for target, _ in candidates if target in marks]
            ticket = [parties[target] for target in parties if target in marks]
            if not counted and len(ticket) == 1:
                counted = [target for target, party in candidates if party == ticket[0]]
            elif len(counted) > allowed:
                overvoted += 1
                continue
            under += max(0, allowed - len(counted))
            for target in counted:
                votes[target] += 1
        totals = self.totals_of(contest)
        totals.set("Undervotes", str(under))
        totals.set("Overvotes", str(overvoted * allowed))
        totals.set("OvervotedBallots", str(overvoted))
        for total in totals:
            if int(total.get("Target")) in votes:
                total.set("Votes", str(votes[int(total.get("Target"))]))


class Bundle:
    """A ballot definition, the decks that rest on it and their proofs, under the short names that fixtures use."""

    def __init__(self, folder):
        # `others`: proofs of other bases, by base.
        self.files, self.edits, self.others = {}, {}, {}
        self.definition, self.decks = None, {}
        for path in sorted(folder.iterdir()):
            data = path.read_bytes()
            if path.suffix == ".drat":
                self.files["proof.drat"] = data
            elif b"<BallotDefinition " in data:
                self.definition = parse(data)
            else:
                kind = "straight" if b"<StraightPartyDeck " in data else "deck"
                self.decks[kind + ".xml"] = Deck(parse(data))
        for deck in self.decks.values():
            for search in deck.root.iter("Search"):
                search.set("Proof", "proof.drat")

    @property
    def deck(self):
        return self.decks["deck.xml"]

    @property
    def straight(self):
        return self.decks["straight.xml"]

    def edit(self, name, pattern, replacement):
        """Changes the bytes as written, for what an XML library would not write; the pattern must match once."""

        def change(data):
            changed, count = re.subn(pattern.encode(), replacement.encode(), data)
            assert count == 1, (name, pattern, count)
            return changed

        self.edits.setdefault(name, []).append(change)

    def set_proof(self, data):
        self.files["proof.drat"] = data
        self.deck.one("Length/Search").set("SHA256", digest(data))

    def _written(self, name, root):
        data = write(root)
        for change in self.edits.get(name, []):
            data = change(data)
        return data

    def render(self):
        """All files, each deck resting on the definition as it now is unless its RestsOn was changed on purpose."""
        files = dict(self.files)
        if self.definition is not None:
            files["ballot-definition.xml"] = self._written("ballot-definition.xml", self.definition)
        for name, deck in self.decks.items():
            for rests in deck.root.findall("Header/RestsOn"):
                if rests.get("SHA256") != "0" * 64 and "ballot-definition.xml" in files:
                    rests.set("SHA256", digest(files["ballot-definition.xml"]))
            files[name] = self._written(name, deck.root)
        return files
