#!/usr/bin/env python3
"""statement.py: digests of a measurement statement, written from the specification's prose alone (sections 10.1, 13).

Shares no code with the C programs; AES-256 is that of laplace.py. Reads a statement, the noise key (64 hexadecimal
digits) and the true counts of its last level (CSV: contest name, unit path, counts in the order of the options), and
compares every digest in it with its own. Prints the known answers of tests/unit/test_release_statement.c:
    python3 tests/vectors/statement.py STATEMENT.xml NOISE-KEY COUNTS.csv RELEASES
"""
import contextlib
import csv
import hashlib
import hmac
import io
import sys
import xml.etree.ElementTree as ElementTree
from fractions import Fraction

with contextlib.redirect_stdout(io.StringIO()):  # importing it prints its vectors
    from laplace import encrypt, expand

NS = "{urn:scrutineer:artifact:1}"


def sha(data):
    return hashlib.sha256(data).digest()


def u32(n):
    return n.to_bytes(4, "big")


def u64(n):
    return n.to_bytes(8, "big")


def f(text):
    data = text if isinstance(text, bytes) else text.encode()
    return u64(len(data)) + data


def merkle(leaves):
    if len(leaves) == 1:
        return sha(b"\0" + leaves[0])
    left = 1
    while 2 * left < len(leaves):
        left *= 2
    return sha(b"\1" + merkle(leaves[:left]) + merkle(leaves[left:]))


def numbers(ranges):
    found = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        found += range(int(first), int(last or first) + 1)
    return found


def derived(key, purpose, number):
    return hmac.new(key, f(purpose) + u32(number), "sha256").digest()


def table_root(measurement, table_key, counts):
    round_keys, leaves = expand(table_key), []
    precincts = measurement.findall(NS + "Level")[-1].findall(NS + "Unit")
    for contest in measurement.findall(NS + "Contest"):
        for number in numbers(contest.get("Units")):
            for count in counts[contest.get("Name"), number]:
                block = [list((2 * len(leaves) + half).to_bytes(16, "big")) for half in (0, 1)]
                salt = b"".join(bytes(encrypt(round_keys, half)) for half in block)
                leaves.append(salt + u64(count))
    assert precincts
    return merkle(leaves)


def measurement_digest(election, m):
    message = f("scrutineer measurement 1") + f(election) + u32(int(m.get("Release"))) + f(m.get("Adjacency"))
    levels = m.findall(NS + "Level")
    message += u32(len(levels)) + u32(int(m.get("ExactLevels")))
    for level in levels:
        units = level.findall(NS + "Unit")
        message += f(level.get("Name")) + u32(len(units))
        for unit in units:
            message += u32(int(unit.get("Parent"))) + f(unit.get("Name")) + f(unit.get("BallotsCast"))
    contests = m.findall(NS + "Contest")
    message += u32(len(contests))
    for c in contests:
        message += f(c.get("Id")) + f(c.get("Name")) + u32(int(c.get("VotesAllowed"))) + f(c.get("Complete"))
        message += f(c.get("Units"))
        for tag, fields in (
            ("Option", ("Id", "Name", "Kind")),
            ("StructuralZero", ("#Option", "Units")),
            ("Share", ("#Level", "Histogram", "Epsilon", "Scale")),
        ):
            found = c.findall(NS + tag)
            message += u32(len(found))
            for e in found:
                message += b"".join(u32(int(e.get(x[1:]))) if x[0] == "#" else f(e.get(x)) for x in fields)
    return sha(message + bytes.fromhex(m.get("TableRoot")))


def check_ledger(ledger):
    before = bytes(32)
    for number, entry in enumerate(ledger.findall(NS + "Entry"), 1):
        losses = entry.findall(NS + "Loss")
        message = f("scrutineer ledger 1") + before + f(entry.get("Kind")) + u32(int(entry.get("Release") or 0))
        message += bytes.fromhex(entry.get("Digest")) + u32(len(losses))
        message += b"".join(f(x.get("ContestId")) + f(x.get("Epsilon")) for x in losses)
        before = sha(message)
        assert int(entry.get("Number")) == number and entry.get("Hash") == before.hex(), number
    return before


def spent(ledger):
    sums = {}
    for loss in ledger.iter(NS + "Loss"):
        if loss.get("Epsilon") != "unlimited":
            sums[loss.get("ContestId")] = sums.get(loss.get("ContestId"), 0) + Fraction(loss.get("Epsilon"))
    styles = [{on.get("ContestId") for on in style} for style in ledger.findall(NS + "Style")]
    apart = sum(v for k, v in sums.items() if not any(k in style for style in styles))
    return apart + max([sum(v for k, v in sums.items() if k in style) for style in styles], default=0)


def main(path, key, counts_path, releases):
    key = bytes.fromhex(key)
    root = ElementTree.parse(path).getroot()
    m, ledger = root.find(NS + "Measurement"), root.find(NS + "Ledger")
    release = int(m.get("Release"))
    counts = {}
    with open(counts_path, newline="") as lines:
        for name, number, *row in csv.reader(lines):
            counts[name, int(number)] = [int(x) for x in row]
    table = table_root(m, derived(key, "scrutineer table key 1", release), counts)
    assert table.hex() == m.get("TableRoot"), table.hex()
    assert str(spent(ledger)) == ledger.get("Spent"), spent(ledger)
    keys = [derived(key, "scrutineer release key 1", i) for i in range(1, int(releases) + 1)]
    print("noise root", merkle(keys).hex())
    print("table root", table.hex())
    print("measured", measurement_digest(root.find(NS + "Header").find(NS + "Election").get("Id"), m).hex())
    print("head", check_ledger(ledger).hex())


if __name__ == "__main__":
    main(*sys.argv[1:])
