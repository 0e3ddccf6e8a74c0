"""What an insider makes again inside an artifact around one changed field: what follows from the rest of it by a rule of the specification."""
from fractions import Fraction

import trees
from artifacts import Deck, parse, write
from impacts import Study
from indexes import Index
from releases import chain, number, spend


def deck(root):
    Deck(root).remake()


def numbers_of(batches):
    """The numbers of a list of ranges (10.1)."""
    found = []
    for part in batches.split(" "):
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def commitment(root):
    manifest = root.find("Manifest")
    ballots = [int(batch.get("Ballots")) for batch in manifest]
    manifest.set("Ballots", str(sum(ballots)))
    manifest.set("SHA256", trees.sha256(b"".join(
        b"".join(trees.field(batch.get(name)) for name in ("Container", "Tabulator", "Name")) + trees.u64(int(batch.get("Ballots")))
        for batch in manifest)).hex())
    for contest in root.findall("Contest"):
        contest.set("Ballots", str(sum(ballots[i - 1] for i in numbers_of(contest.get("Batches")))))


def seed_record(root):
    throws, pulse = root.find("Dice/Throws"), root.find("Pulse")
    if throws is not None:
        root.find("Seed").text = throws.text
    elif pulse is not None:
        root.find("Seed").text = pulse.get("OutputValue")


def tree(root):
    totals, outcome = root.find("Totals"), root.find("Outcome")
    votes = {total.get("Code"): int(total.get("Votes")) for total in totals}
    totals.set("Missing", str(int(root.find("Contest").get("Ballots")) - sum(votes.values())))
    outcome.set("PluralityLeaders", "".join(code for code in trees.CODES if votes.get(code) and votes[code] == max(votes.values())))
    plan = root.find("Plan")
    plan.set("Ballots", str(sum(len(part.text.split()) for part in plan)))


def audit(root):
    for position, round_ in enumerate(root.findall("Round"), 1):
        round_.set("Number", str(position))


def sensitivity(contest, histogram, adjacency):
    kinds, v = [option.get("Kind") for option in contest.findall("Option")], int(contest.get("VotesAllowed"))
    n = len(kinds) - kinds.count("ballots-cast")
    m = min(v, n) if kinds.count("listed") == n else v
    if histogram == "total":
        return m
    if adjacency == "substitute":
        return m if n == 1 else 2 * m
    return (m if n == 1 else v) + kinds.count("ballots-cast")


def statement(root):
    """Scales, the last entry's losses and digest, every hash, and what was spent."""
    measurement, ledger = root.find("Measurement"), root.find("Ledger")
    entries = ledger.findall("Entry")
    for position, entry in enumerate(entries, 1):
        entry.set("Number", str(position))
    adjacency, last = measurement.get("Adjacency"), entries[-1]
    last.set("Release", measurement.get("Release"))
    last.set("Digest", measurement.get("TableRoot"))
    for loss, contest in zip(list(last), measurement.findall("Contest")):
        shares = contest.findall("Share")
        for share in shares:
            share.set("Scale", number(sensitivity(contest, share.get("Histogram"), adjacency) / Fraction(share.get("Epsilon"))))
        loss.set("ContestId", contest.get("Id"))
        loss.set("Epsilon", number((2 if adjacency == "add-remove" else 1) * sum(Fraction(share.get("Epsilon")) for share in shares)))
    chain(root)
    spend(root)


def impact(root):
    """The whole statement anew from its parameters and table."""
    parameters = root.find("Parameters")
    rule = next(child for child in parameters if child.tag.endswith("Rule"))
    rows = [(row.get("Id"), row.get("Name"), tuple(map(int, row.get("Values").split(" ")))) for row in root.find("Table").findall("Row")]
    made = Study(parameters.get("Decision"), rows, dict(rule.items()), parameters.get("Mechanism"), parameters.get("Rho"), int(parameters.get("Trials")),
                 parameters.get("Seed"), tuple(child.get("Value") for child in parameters if child.tag == "Epsilon"))
    if made.trials > 50 or sum(sum(values) for _, _, values in rows) > 10**12:
        raise ValueError("too long for a test")
    fresh = parse(made.render()["impact.xml"])
    for tag in ("Table", "CoverageTruth", "FundsTruth", "SeatsTruth", "Results", "Guarantee"):
        for old in root.findall(tag):
            root.remove(old)
    root.extend(child for child in fresh if child.tag not in ("Header", "Source", "Parameters"))


def index(root):
    """Numbers and hashes anew."""
    election = dict(root.find("Header/Election").items())
    made = Index(election)
    before = bytes(32)
    for position, entry in enumerate([child for child in root if child.tag != "Header"], 1):
        entry.set("Number", str(position))
        before = made.digest_of(position, dict(entry.items()), before)
        entry.set("Hash", before.hex())


REFIT = {"TestDeck": deck, "StraightPartyDeck": deck, "BallotCommitment": commitment, "SeedRecord": seed_record, "PluralityTree": tree, "TreeAudit": audit,
         "MeasurementStatement": statement, "ImpactStatement": impact, "PublicationIndex": index}


def refitted(root):
    """The document as an insider writes it, with what follows made again; None where nothing can be, since what should follow has no meaning."""
    made = REFIT.get(root.tag)
    if made is None:
        return None
    try:
        made(root)
        return write(root)
    except (ValueError, KeyError, AttributeError, TypeError, IndexError, ZeroDivisionError, OverflowError, AssertionError, StopIteration, RecursionError):
        return None
