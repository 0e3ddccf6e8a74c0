"""Plurality trees as sections 10 and 11 of the specification define them, written plainly and for few ballots."""
import hashlib
import itertools
import subprocess
from functools import lru_cache

CODES = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def u32(number):
    return number.to_bytes(4, "big")


def u64(number):
    return number.to_bytes(8, "big")


def field(data):
    """F(x) of the specification."""
    data = data.encode() if isinstance(data, str) else data
    return u64(len(data)) + data


# Leaves and their commitment (10.1).


def salts(key, count):
    counters = b"".join(number.to_bytes(16, "big") for number in range(count))
    command = ["openssl", "enc", "-aes-256-ecb", "-nopad", "-K", key.hex()]
    stream = subprocess.run(command, input=counters, capture_output=True, check=True).stdout
    return [stream[16 * i : 16 * i + 16] for i in range(count)]


def _split(count):
    left = 1
    while 2 * left < count:
        left *= 2
    return left


def merkle(leaves):
    """The Merkle tree hash of RFC 6962 over leaves that are hashes already."""
    if len(leaves) == 1:
        return leaves[0]
    left = _split(len(leaves))
    return sha256(b"\1", merkle(leaves[:left]), merkle(leaves[left:]))


def multiproof(leaves, opened, first=1):
    """`opened`: the numbers of the opened ballots; `first`: the number of the first leaf."""
    if not any(first <= number < first + len(leaves) for number in opened):
        return [merkle(leaves)]
    if len(leaves) == 1:
        return []
    left = _split(len(leaves))
    return multiproof(leaves[:left], opened, first) + multiproof(leaves[left:], opened, first + left)


# Arrangements (11.2): the entry at each leaf and the residue of each internal node.


def internal_nodes(leaves, arity):
    return -(-(leaves - 1) // (arity - 1))


def scrutineer1(context, contest, seed, ballots, replication, arity):
    leaves = ballots * replication
    key = sha256(
        field("scrutineer tree arrangement 1"), field(context), field(contest), field(seed),
        field(u64(ballots)), field(u64(replication)), field(u64(arity)))

    def words():
        for counter in itertools.count():
            block = sha256(key, b"S", u32(0), u64(counter))
            yield from (int.from_bytes(block[i : i + 4], "big") for i in range(0, 32, 4))

    stream, places = words(), list(range(leaves))
    for i in range(leaves, 1, -1):
        word = next(word for word in stream if word < 2**32 - 2**32 % i)
        places[i - 1], places[word % i] = places[word % i], places[i - 1]
    residues = []
    for node in range(1, internal_nodes(leaves, arity) + 1):
        for attempt in itertools.count():
            block = sha256(key, b"T", u32(attempt), u64((node - 1) // 16))
            at = 2 * ((node - 1) % 16)
            tie = int.from_bytes(block[at : at + 2], "big")
            if tie < 65520:
                residues.append(tie % 60)
                break
    return places, residues


def rivest2019(seed, leaves, arity):
    def number(text):
        return int.from_bytes(sha256(text.encode()), "big")

    places = list(range(leaves))
    for i in range(1, leaves + 1):
        r = 1 + (number(str(int(seed) + i)) - 1) % i
        places[i - 1], places[r - 1] = places[r - 1], places[i - 1]
    residues = [(number(f"pick_random:{seed}{i}") - 1) % 60 for i in range(1, internal_nodes(leaves, arity) + 1)]
    return places, residues


# Values and what establishes them (11.1, 11.3).


def plurality(values, residue):
    """The value of a node with children of these values; '.' is missing."""
    counted = [value for value in values if value != "."]
    if not counted:
        return "."
    most = max(counted.count(value) for value in counted)
    tied = [value for value in dict.fromkeys(counted) if counted.count(value) == most]
    return tied[residue % len(tied)]


@lru_cache(maxsize=None)
def results(sets, residue):
    return frozenset(plurality(values, residue) for values in itertools.product(*sets))


class Tree:
    """One contest's tree: which ballot stands at which leaf, and the residues."""

    def __init__(self, codes, candidates, arity, replication, places, residues):
        self.codes, self.arity, self.residues = codes, arity, residues
        self.anything = frozenset(CODES[:candidates] + ".")
        self.at_leaf = [1 + entry % len(codes) for entry in places]

    def root_set(self, known):
        """`known`: a dictionary from ballot numbers to values."""
        leaf_sets = [frozenset(known[number]) if number in known else self.anything for number in self.at_leaf]
        inner = len(self.residues)
        sets = [None] * inner + leaf_sets
        for node in range(inner, 0, -1):
            first = self.arity * (node - 1) + 2
            sets[node - 1] = results(tuple(sets[first - 1 : first - 1 + self.arity]), self.residues[node - 1])
        return sets[0]

    def recorded(self, numbers):
        return {number: self.codes[number - 1].replace("?", ".") for number in numbers}

    def winner(self):
        (value,) = self.root_set(self.recorded(range(1, len(self.codes) + 1)))
        return value

    def with_record(self):
        return [number for number, code in enumerate(self.codes, 1) if code != "?"]

    def least_plan(self, known=None, barred=()):
        """The first of the smallest sets of ballots that establish a value, `known` ones being free and `barred` ones not to be
        had; None when no set does."""
        known = known or {}
        free = [number for number in self.with_record() if number not in known and number not in barred]
        if len(self.root_set({**self.recorded(free), **known})) > 1:
            return None
        for size in range(len(free) + 1):
            for chosen in itertools.combinations(free, size):
                if len(self.root_set({**self.recorded(chosen), **known})) == 1:
                    return list(chosen)
        raise AssertionError("all free ballots are a plan, so some set is")

    def pruned_plan(self):
        """A plan from which no single ballot can be left out; another may be smaller."""
        plan = self.with_record()
        for number in list(plan):
            rest = [other for other in plan if other != number]
            if len(self.root_set(self.recorded(rest))) == 1:
                plan = rest
        return plan

    def needed_plan(self):
        """The first plan above the least from which no single ballot can be left out."""
        least = len(self.least_plan())
        for size in range(least + 1, len(self.codes) + 1):
            for chosen in itertools.combinations(self.with_record(), size):
                if self._needed(chosen):
                    return list(chosen)
        raise AssertionError("no such plan")

    def _needed(self, chosen):
        if len(self.root_set(self.recorded(chosen))) > 1:
            return False
        return all(len(self.root_set(self.recorded(set(chosen) - {left}))) > 1 for left in chosen)


def example():
    """The worked example of section 11.2."""
    places, residues = scrutineer1(sha256(), "mayor", "20261103", 9, 1, 3)
    assert places == [6, 3, 7, 1, 0, 2, 5, 4, 8] and residues == [59, 54, 41, 50], (places, residues)


example()
