"""Ballot commitments, seed records, trees and their audits, written from the specification alone (sections 10 to 12)."""
import subprocess
from dataclasses import dataclass, field, replace
from pathlib import Path

import trees
from artifacts import digest, element, parse, write
from trees import CODES, Tree

KEYS = Path(__file__).resolve().parents[2] / "fixtures" / "keys"
MOST_NUMBERS, MOST_HASHES, MOST_CODES = 20_000, 10_000, 1_000_000
DICE = {"Kind": "dice", "Beacon": "", "Chain": "", "Pulse": "", "Place": "County court, room 2", "Time": "2026-11-05T09:00:00Z"}
THROWS = "3621455126341663254131625"
BEACON = {"Kind": "beacon", "Beacon": "NIST Randomness Beacon 2.0", "Chain": "2", "Pulse": "1234567", "Place": "", "Time": ""}


@dataclass
class Contest:
    """`codes`: what was recorded for each ballot; `plan`: kind, or (kind, numbers); `disclose`: plan or all."""

    codes: str
    id: str = "mayor"
    name: str = "Mayor"
    candidates: tuple = ("Ada", "Ben")
    batches: str = "1-3"
    arrangement: str = "scrutineer1"
    arity: int = 3
    replication: int = 1
    first_preferences: bool = False
    disclose: str = "plan"
    plan: object = "least"

    @property
    def salt_key(self):
        return trees.sha256(b"published salt key of the fixtures, never to be used: ", self.id.encode())

    def leaves(self):
        pairs = zip(trees.salts(self.salt_key, len(self.codes)), self.codes)
        return [trees.sha256(b"\0", salt, code.encode()) for salt, code in pairs]


@dataclass
class Round:
    planned: list
    examined: dict  # numbers to interpretations
    state: str = "complete"


@dataclass
class Audit:
    rounds: list
    result: str
    winner: str = ""
    corrections: list = field(default_factory=list)


def lists(tag, items, most, separator=" "):
    items = list(items)
    return [element(tag, separator.join(items[i : i + most])) for i in range(0, len(items), most)]


def opened(contest, numbers):
    """The elements Opened and Hashes for these ballots."""
    salts = trees.salts(contest.salt_key, len(contest.codes))
    tokens = [f"{number}:{contest.codes[number - 1]}:{salts[number - 1].hex()}" for number in numbers]
    hashes = [value.hex() for value in trees.multiproof(contest.leaves(), set(numbers))]
    return lists("Opened", tokens, MOST_NUMBERS) + lists("Hashes", hashes, MOST_HASHES)


def pulse_message(fields):
    """What a beacon signs: the (name, value) pairs of a pulse up to StatusCode."""
    message = b""
    for name, value in fields:
        if name in ("CipherSuite", "Period", "ExternalStatusCode", "StatusCode"):
            message += trees.u32(int(value))
        elif name in ("ChainIndex", "PulseIndex"):
            message += trees.u64(int(value))
        else:
            data = value.encode() if name in ("Uri", "Version", "TimeStamp") else bytes.fromhex(value)
            message += trees.u32(len(data)) + data
    return message


def beacon_pulse(seed_source, **changes):
    """A pulse of a beacon made for the fixtures, with the fields of NISTIR 8213 (10.3)."""
    certificate = (KEYS / "test-beacon.pem").read_text()
    der = subprocess.run(["openssl", "x509", "-in", str(KEYS / "test-beacon.pem"), "-outform", "DER"], capture_output=True, check=True).stdout
    texts = {name: trees.hashlib.sha512(name.encode()).hexdigest() for name in (
        "LocalRandomValue", "ExternalSourceId", "ExternalValue", "Previous", "Hour", "Day", "Month", "Year", "PrecommitmentValue")}
    values = {
        "Uri": "https://beacon.nist.gov/beacon/2.0/chain/2/pulse/1234567", "Version": "2.0", "CipherSuite": "0", "Period": "60000",
        "CertificateId": trees.hashlib.sha512(der).hexdigest(), "ChainIndex": seed_source["Chain"], "PulseIndex": "1234567",
        "TimeStamp": "2026-11-05T09:00:00.000Z", "LocalRandomValue": "", "ExternalSourceId": "", "ExternalStatusCode": "0",
        "ExternalValue": "", "Previous": "", "Hour": "", "Day": "", "Month": "", "Year": "", "PrecommitmentValue": "", "StatusCode": "0"}
    values.update(texts)
    values.update(changes)
    message = pulse_message(values.items())
    signature = subprocess.run(["openssl", "dgst", "-sha512", "-sign", str(KEYS / "test-beacon.key")], input=message,
                               capture_output=True, check=True).stdout
    values["SignatureValue"] = signature.hex()
    values["OutputValue"] = trees.hashlib.sha512(message + signature).hexdigest()
    pulse = element("Pulse", **values)
    pulse.append(element("Certificate", certificate))
    return pulse


def beacon_certificate():
    """The CertificateId of the fixtures' beacon, as a reader would have it from the beacon."""
    return beacon_pulse(BEACON).get("CertificateId")


class Poll:
    """The files of one election's trees. A case changes the data here, or an artifact as it is about to be written (`change`); what
    comes later rests on the bytes as they then are, as an insider would make them."""

    def __init__(self, contests, seed_source=None, evidence=None, audit=None, batches=None):
        self.contests = list(contests)
        self.seed_source = dict(seed_source or DICE)
        self.evidence = evidence  # an element, or None for dice
        self.audit = audit  # makes an Audit from (tree, plan), for the first contest
        self.batches = batches or [("Box 1", "T1", "1", 4), ("Box 1", "T1", "2", 3), ("", "", "3", 2)]
        self.with_record = True
        self.changes, self.edits = {}, {}
        self.files, self.dropped = {}, set()
        self.until = None  # the last file to make
        self.tree_seed = None  # what the tree takes for the seed, if not the record's

    @property
    def contest(self):
        return self.contests[0]

    def set_contest(self, **changes):
        self.contests[0] = replace(self.contests[0], **changes)

    def change(self, name, function):
        self.changes.setdefault(name, []).append(function)

    def edit(self, name, old, new):
        """Replaces text that occurs once in the bytes as written."""
        self.edits.setdefault(name, []).append((old.encode(), new.encode()))

    def drop(self, *names):
        self.dropped.update(names)

    def only(self, name):
        """Makes no file behind this one and leaves out those before it."""
        order = ["commitment.xml", "seed.xml", "tree.xml", "audit.xml"]
        self.until = name
        self.drop(*order[: order.index(name)])

    def header(self, purpose, *rests_on):
        header = element("Header")
        header.append(element("Election", Id="trees-2026", Name="Fixture Election", Date="2026-11-03", Jurisdiction="Fixture County"))
        header.append(element("Purpose", purpose))
        header.append(element("SignerRole", "election-official"))
        header.append(element("Software", Name="fixtures", Version="1"))
        header.extend(element("RestsOn", Kind=kind, SHA256=name) for kind, name in rests_on)
        return header

    def contest_element(self, contest):
        made = element("Contest", Id=contest.id, Name=contest.name, FirstPreferences=str(contest.first_preferences).lower(),
                       Batches=contest.batches, Ballots=str(len(contest.codes)), Arrangement=contest.arrangement, Arity=str(contest.arity),
                       Replication=str(contest.replication), Root=trees.merkle(contest.leaves()).hex())
        for code, name in zip(CODES, contest.candidates):
            kind = "write-in" if name == "Write-in" else "listed"
            made.append(element("Candidate", Code=code, Id=f"{contest.id}/{name}", Name=name, Kind=kind))
        return made

    def commitment(self):
        root = element("BallotCommitment")
        root.append(self.header("ballot-commitment"))
        root.append(element("Source", Name="manifest.csv", Kind="manifest", Format="plain manifest", Digest=digest(b"the manifest")))
        root.append(element("Source", Name="cvr.csv", Kind="cast-vote-records", Format="plain CSV", Digest=digest(b"the records, salted")))
        root.append(element("SeedSource", **self.seed_source))
        data = b"".join(trees.field(box) + trees.field(tabulator) + trees.field(name) + trees.u64(ballots)
                        for box, tabulator, name, ballots in self.batches)
        manifest = element("Manifest", Ballots=str(sum(batch[3] for batch in self.batches)), SHA256=digest(data))
        for box, tabulator, name, ballots in self.batches:
            manifest.append(element("Batch", Container=box, Tabulator=tabulator, Name=name, Ballots=str(ballots)))
        root.append(manifest)
        root.extend(self.contest_element(contest) for contest in self.contests)
        root.set("Version", "1")
        return root

    def seed_record(self, commitment):
        root = element("SeedRecord")
        root.append(self.header("seed-record", ("ballot-commitment", commitment)))
        root.append(element("SeedSource", **self.seed_source))
        evidence = self.evidence
        if evidence is None and self.seed_source["Kind"] == "beacon":
            evidence = beacon_pulse(self.seed_source)
        if evidence is None:
            evidence = element("Dice", Sides="6")
            evidence.append(element("Throws", THROWS))
            evidence.append(element("Witness", Name="A. Observer"))
        root.append(evidence)
        texts = {"Dice": lambda: evidence[0].text, "Pulse": lambda: evidence.get("OutputValue"), "Statement": lambda: "20261103"}
        root.append(element("Seed", texts[evidence.tag]()))
        root.set("Version", "1")
        return root

    def grow(self, contest, commitment, seed):
        """The tree of a contest as the arrangement has it."""
        if contest.arrangement == "rivest2019":
            drawn = trees.rivest2019(seed, len(contest.codes) * contest.replication, contest.arity)
        else:
            drawn = trees.scrutineer1(bytes.fromhex(commitment), contest.id, seed, len(contest.codes), contest.replication, contest.arity)
        return Tree(contest.codes, len(contest.candidates), contest.arity, contest.replication, *drawn)

    def plan(self, contest, tree):
        if isinstance(contest.plan, tuple):
            kind, numbers = contest.plan
            return kind, numbers(tree) if callable(numbers) else numbers
        if contest.plan == "none":
            return "none", []
        return contest.plan, tree.least_plan() if contest.plan == "least" else tree.pruned_plan()

    def tree(self, contest, tree, plan, seed, rests_on):
        kind, numbers = plan
        votes = [contest.codes.count(code) for code in CODES[: len(contest.candidates)]]
        root = element("PluralityTree")
        root.append(self.header("plurality-tree", *rests_on))
        root.append(self.contest_element(contest))
        root.append(element("Seed", seed))
        totals = element("Totals", Missing=str(len(contest.codes) - sum(votes)))
        totals.extend(element("CandidateTotal", Code=code, Votes=str(count)) for code, count in zip(CODES, votes))
        root.append(totals)
        leaders = "".join(code for code, count in zip(CODES, votes) if count and count == max(votes))
        root.append(element("Outcome", TPTWinner=tree.winner(), PluralityLeaders=leaders))
        made = element("Plan", Kind=kind, Ballots=str(len(numbers)))
        made.extend(lists("Numbers", map(str, numbers), MOST_NUMBERS))
        root.append(made)
        disclosure = element("Disclosure", Kind=contest.disclose)
        if contest.disclose == "plan":
            disclosure.extend(opened(contest, numbers))
        else:
            disclosure.append(element("SaltKey", contest.salt_key.hex()))
            disclosure.extend(lists("Codes", contest.codes, MOST_CODES, ""))
        root.append(disclosure)
        root.set("Version", "1")
        return root

    def audit_element(self, contest, audit, tree_digest):
        root = element("TreeAudit")
        root.append(self.header("tree-audit", ("plurality-tree", tree_digest)))
        root.append(element("Contest", Id=contest.id, Root=trees.merkle(contest.leaves()).hex()))
        for number, round_ in enumerate(audit.rounds, 1):
            made = element("Round", Number=str(number), State=round_.state)
            made.extend(lists("Planned", map(str, round_.planned), MOST_NUMBERS))
            made.extend(lists("Examined", (f"{n}:{i}" for n, i in sorted(round_.examined.items())), MOST_NUMBERS))
            root.append(made)
        for correction in audit.corrections:
            root.append(element("Correction", **{name: str(value) for name, value in correction.items()}))
        root.extend(opened(contest, sorted({number for round_ in audit.rounds for number in round_.planned})))
        root.append(element("End", Result=audit.result, AuditedWinner=audit.winner))
        root.set("Version", "1")
        return root

    def _written(self, name, root):
        for function in self.changes.get(name, []):
            function(root)
        data = write(root)
        for old, new in self.edits.get(name, []):
            assert data.count(old) == 1, (name, old, data.count(old))
            data = data.replace(old, new)
        return data

    def _grown(self, files, context, seed, rests_on):
        for position, contest in enumerate(self.contests, 1):
            name = "tree.xml" if position == 1 else f"tree-{position}.xml"
            tree = self.grow(contest, context, seed)
            plan = self.plan(contest, tree)
            files[name] = self._written(name, self.tree(contest, tree, plan, seed, rests_on))
            if position == 1 and self.audit and self.until != "tree.xml":
                made = self.audit(tree, plan[1])
                files["audit.xml"] = self._written("audit.xml", self.audit_element(contest, made, digest(files[name])))

    def render(self):
        """All files under their short names: commitment, seed, tree (of the first contest; tree-2 .. of others), audit."""
        files = dict(self.files)
        files["commitment.xml"] = self._written("commitment.xml", self.commitment())
        context = digest(files["commitment.xml"])
        if self.until != "commitment.xml":
            files["seed.xml"] = self._written("seed.xml", self.seed_record(context))
            seed = self.tree_seed or parse(files["seed.xml"]).find("Seed").text
            rests_on = [("ballot-commitment", context)] + [("seed-record", digest(files["seed.xml"]))] * self.with_record
            if self.until != "seed.xml":
                self._grown(files, context, seed, rests_on)
        return {name: data for name, data in files.items() if name not in self.dropped}
