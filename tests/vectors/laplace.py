#!/usr/bin/env python3
"""laplace.py: noise of release cells, written from the specification's prose alone, with nothing but hashlib and hmac.

Shares no code with the C programs: AES-256 is spelt out from FIPS 197 (checked below against its appendix C.3), numbers
are Python integers. Prints the known answers of tests/unit/test_release_bits.c and test_release_laplace.c:
    python3 tests/vectors/laplace.py
"""
import hashlib
import hmac
from math import gcd


def xtime(a):
    return ((a << 1) ^ 0x1B) & 0xFF if a & 0x80 else a << 1


def multiply(a, b):
    total = 0
    while b:
        if b & 1:
            total ^= a
        a, b = xtime(a), b >> 1
    return total


def sbox_entry(a):
    inverse = next((b for b in range(256) if multiply(a, b) == 1), 0)
    result = 0x63
    for shift in range(5):
        result ^= ((inverse << shift) | (inverse >> (8 - shift))) & 0xFF
    return result


SBOX = [sbox_entry(a) for a in range(256)]


def expand(key):
    words = [list(key[i : i + 4]) for i in range(0, 32, 4)]
    constant = 1
    for i in range(8, 60):
        word = list(words[-1])
        if i % 8 == 0:
            word = [SBOX[b] for b in word[1:] + word[:1]]
            word[0] ^= constant
            constant = xtime(constant)
        elif i % 8 == 4:
            word = [SBOX[b] for b in word]
        words.append([a ^ b for a, b in zip(words[i - 8], word)])
    return [sum(words[i : i + 4], []) for i in range(0, 60, 4)]


def encrypt(round_keys, block):
    state = [a ^ b for a, b in zip(block, round_keys[0])]
    for number in range(1, 15):
        state = [SBOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]
        if number < 14:
            mixed = []
            for column in range(0, 16, 4):
                c = state[column : column + 4]
                for i in range(4):
                    mixed.append(multiply(c[i], 2) ^ multiply(c[(i + 1) % 4], 3) ^ c[(i + 2) % 4] ^ c[(i + 3) % 4])
            state = mixed
        state = [a ^ b for a, b in zip(state, round_keys[number])]
    return bytes(state)


assert encrypt(expand(bytes(range(32))), bytes.fromhex("00112233445566778899aabbccddeeff")).hex() == (
    "8ea2b7ca516745bfeafc49904b496089"
)


def u(value, size):
    return value.to_bytes(size, "big")


def field(data):
    return u(len(data), 8) + data


def base_key(release_key, pulse, statement):
    message = field(b"scrutineer release noise 1") + field(pulse) + field(statement)
    return hmac.new(release_key, message, hashlib.sha256).digest()


def cell_key(base, level, unit, option):
    return hashlib.sha256(field(b"scrutineer cell 1") + base + u(level, 4) + u(unit, 8) + u(option, 4)).digest()


def tie_key(pulse, statement, contest, level, unit):
    message = field(b"scrutineer ties 1") + field(pulse) + field(statement) + u(contest, 4) + u(level, 4) + u(unit, 8)
    return hashlib.sha256(message).digest()


class Stream:
    def __init__(self, key):
        self.keys, self.counter, self.bytes = expand(key), 0, b""

    def word(self):
        if not self.bytes:
            self.bytes = encrypt(self.keys, u(self.counter, 16))
            self.counter += 1
        word, self.bytes = self.bytes[:4], self.bytes[4:]
        return int.from_bytes(word, "big")

    def uniform(self, d):
        k = 1 if d <= 2**32 else 2
        while True:
            number = 0
            for _ in range(k):
                number = number << 32 | self.word()
            if number < 2 ** (32 * k) - 2 ** (32 * k) % d:
                return number % d

    def bernoulli(self, a, b):
        return self.uniform(b) < a

    def exponential(self, a, b):
        k = 1
        while self.bernoulli(a, b * k):
            k += 1
        return k % 2 == 1

    def laplace(self, d, s):
        assert gcd(d, s) == 1
        while True:
            rest = self.uniform(d)
            if not self.exponential(rest, d):
                continue
            whole = 0
            while self.exponential(1, 1):
                whole += 1
            size = (whole * d + rest) // s
            negative = self.bernoulli(1, 2)
            if negative and size == 0:
                continue
            return -size if negative else size


def main():
    release_key, pulse, statement = bytes(range(32)), b"pulse 1", b"\xaa" * 32
    base = base_key(release_key, pulse, statement)
    print("base key       ", base.hex())
    print("cell (3, 5, 1) ", cell_key(base, 3, 5, 1).hex())
    stream = Stream(cell_key(base, 3, 5, 1))
    print("its words      ", ", ".join("0x%08x" % stream.word() for _ in range(20)))
    print("tie key (1, 2, 7)", tie_key(pulse, statement, 1, 2, 7).hex())
    stream = Stream(tie_key(pulse, statement, 1, 2, 7))
    print("its words      ", ", ".join("0x%08x" % stream.word() for _ in range(4)))
    for d in (1, 5, 3 * 2**30, 2**32, 2**32 + 1, 3 * 2**60):
        stream = Stream(cell_key(base, 3, 5, 1))
        print("uniform %-20d" % d, ", ".join(str(stream.uniform(d)) for _ in range(6)))
    for d, s in ((5, 1), (1, 1), (10, 3), (2, 7), (40, 1), (2**31, 1), (2**31 - 1, 2**31)):
        draws = [Stream(cell_key(base, 1, unit, 0)).laplace(d, s) for unit in range(16)]
        print("laplace %d/%d:" % (d, s), ", ".join(map(str, draws)))
    # A release of test_release_publish.c: level 2, units 1 to 4, options 0 and 1, and the contest's total (scale 7/2).
    for unit in range(1, 5):
        options = [Stream(cell_key(base, 2, unit, option)).laplace(5, 1) for option in range(2)]
        print("release, unit %d:" % unit, options, Stream(cell_key(base, 2, unit, 2**31)).laplace(7, 2))


main()
