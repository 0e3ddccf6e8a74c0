#!/usr/bin/env python3
"""merkle.py: roots and multiproofs of salted ballot codes, from the specification's prose (10.1, 11.4) and RFC 6962.

Shares no code with the C programs: the tree is split from the top as RFC 6962, section 2.1, says, SHA-256 is hashlib's,
and AES-256 that of the openssl command. Checks itself against the roots of certificate transparency's well-known test
(eight entries "", 00, 10, .. of the reference implementations). Prints the known answers of tests/unit/test_merkle.c:
    python3 tests/vectors/merkle.py
"""
import hashlib
import hmac
import subprocess


def sha(data):
    return hashlib.sha256(data).digest()


def tree(leaves):
    if len(leaves) == 1:
        return sha(b"\0" + leaves[0])
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return sha(b"\1" + tree(leaves[:k]) + tree(leaves[k:]))


def proof(leaves, first, opened):
    if not any(first <= i < first + len(leaves) for i in opened):
        return [tree(leaves)]
    if len(leaves) == 1:
        return []
    k = 1
    while 2 * k < len(leaves):
        k *= 2
    return proof(leaves[:k], first, opened) + proof(leaves[k:], first + k, opened)


# The entries and roots that the reference implementations of RFC 6962 test against (merkle_tree_test.cc).
ENTRIES = [bytes.fromhex(x) for x in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
                                      "606162636465666768696a6b6c6d6e6f")]
assert tree(ENTRIES[:1]).hex() == "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
assert tree(ENTRIES[:3]).hex() == "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"
assert tree(ENTRIES).hex() == "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"


def salts(key, count):
    counters = b"".join(i.to_bytes(16, "big") for i in range(count))
    out = subprocess.run(["openssl", "enc", "-aes-256-ecb", "-nopad", "-K", key.hex()], input=counters,
                         stdout=subprocess.PIPE, check=True).stdout
    return [out[i : i + 16] for i in range(0, len(out), 16)]


def leaves(key, count):
    """Code number i is "ABC.?"[i * i mod 5]."""
    return [salt + b"ABC.?"[i * i % 5 : i * i % 5 + 1] for i, salt in enumerate(salts(key, count))]


def field(data):
    return len(data).to_bytes(8, "big") + data


def main():
    key = bytes(range(32))
    print("salts 0, 1, 1024:", *(salts(key, 1025)[i].hex() for i in (0, 1, 1024)))
    for count in (1, 2, 3, 4, 5, 7, 8, 9, 1000, 1024, 1025, 2500):
        print("root %5d: %s" % (count, tree(leaves(key, count)).hex()))
    for count, opened in ((9, [3]), (9, [0, 8]), (9, []), (9, list(range(9))), (2500, [0, 1023, 1024, 1999, 2499])):
        hashes = proof(leaves(key, count), 0, opened)
        print("proof %d %s: %d hashes, SHA-256 of them %s" % (count, opened if count > 9 or len(opened) < 9 else "all",
                                                              len(hashes), sha(b"".join(hashes)).hex()))
    contest = hmac.new(key, field(b"scrutineer salts 1") + field(b"mayor"), hashlib.sha256).digest()
    print("key of contest mayor:", contest.hex())
    salt = hmac.new(key, field(b"scrutineer source salts 1") + field(sha(b"")), hashlib.sha256).digest()
    print("source digest of an empty file:", sha(field(b"scrutineer source 1") + field(salt) + field(sha(b""))).hex())


main()
