"""The noise of precinct releases as sections 14.1 and 14.3 of the specification define it: AES-256 (FIPS 197) and whole numbers."""
import hmac
from functools import lru_cache

from trees import field, sha256, u32, u64


def _double(byte):
    return byte << 1 ^ (0x11B if byte & 0x80 else 0)


def _boxes():
    """The substitution box: the inverse in GF(2^8), then an affine map; powers of the generator 3 give the inverses."""
    powers, logarithms, power = [], {}, 1
    for exponent in range(255):
        powers.append(power)
        logarithms[power] = exponent
        power ^= _double(power)
    box = []
    for byte in range(256):
        inverse = powers[-logarithms[byte] % 255] if byte else 0
        rotations = [(inverse << by | inverse >> (8 - by)) & 0xFF for by in range(1, 5)]
        box.append(inverse ^ rotations[0] ^ rotations[1] ^ rotations[2] ^ rotations[3] ^ 0x63)
    return bytes(box)


BOX = _boxes()


@lru_cache(maxsize=4)
def _round_keys(key):
    words, constant = [key[i : i + 4] for i in range(0, 32, 4)], 1
    for i in range(8, 60):
        word = words[-1]
        if i % 8 == 0:
            word = (word[1:] + word[:1]).translate(BOX)
            word = bytes([word[0] ^ constant]) + word[1:]
            constant = _double(constant)
        elif i % 8 == 4:
            word = word.translate(BOX)
        words.append(bytes(a ^ b for a, b in zip(words[i - 8], word)))
    return [b"".join(words[i : i + 4]) for i in range(0, 60, 4)]


def aes256(key, block):
    keys = _round_keys(key)
    state = [a ^ b for a, b in zip(block, keys[0])]
    for number in range(1, 15):
        state = [BOX[state[(i + 4 * (i % 4)) % 16]] for i in range(16)]  # SubBytes and ShiftRows; state[4c + r] is column c, row r
        if number < 14:
            mixed = []
            for column in range(0, 16, 4):
                a = state[column : column + 4]
                mixed += [_double(a[r]) ^ a[(r + 1) % 4] ^ _double(a[(r + 1) % 4]) ^ a[(r + 2) % 4] ^ a[(r + 3) % 4] for r in range(4)]
            state = mixed
        state = [a ^ b for a, b in zip(state, keys[number])]
    return bytes(state)


class Stream:
    """Words of AES-256-CTR of zero bytes, and what 14.1 draws from them."""

    def __init__(self, key):
        self.key, self.counter, self.waiting = key, 0, []

    def word(self):
        if not self.waiting:
            block = aes256(self.key, self.counter.to_bytes(16, "big"))
            self.waiting = [int.from_bytes(block[i : i + 4], "big") for i in range(0, 16, 4)]
            self.counter += 1
        return self.waiting.pop(0)

    def uniform(self, d):
        words = 1 if d <= 2**32 else 2
        while True:
            number = 0
            for _ in range(words):
                number = number << 32 | self.word()
            if number < 2 ** (32 * words) - 2 ** (32 * words) % d:
                return number % d

    def bernoulli(self, a, b):
        return self.uniform(b) < a

    def exponential(self, u, v):
        k = 1
        while self.bernoulli(u, v * k):
            k += 1
        return k % 2 == 1

    def noise(self, scale):
        d, s = scale.numerator, scale.denominator
        while True:
            u = self.uniform(d)
            if not self.exponential(u, d):
                continue
            v = 0
            while self.exponential(1, 1):
                v += 1
            g = (v * d + u) // s
            negative = self.bernoulli(1, 2)
            if not (negative and g == 0):
                return -g if negative else g


def base_key(release_key, seed, measurement):
    return hmac.digest(release_key, field("scrutineer release noise 1") + field(seed) + field(measurement), "sha256")


def cell_key(base, level, index, option):
    return sha256(field("scrutineer cell 1"), base, u32(level), u64(index), u32(option))


def tie_words(seed, measurement, contest, level, index):
    return Stream(sha256(field("scrutineer ties 1"), field(seed), field(measurement), u32(contest), u32(level), u64(index)))


def example():
    """Appendix C.3 of FIPS 197 and the worked example of section 14.1."""
    assert aes256(bytes(range(32)), bytes.fromhex("00112233445566778899aabbccddeeff")).hex() == "8ea2b7ca516745bfeafc49904b496089"
    base = base_key(bytes(range(32)), "pulse 1", b"\xaa" * 32)
    assert base.hex() == "1e94b9930a856803e648acd702c59c32fa8719fedcf300b4c71a263c4643485e"
    cell = cell_key(base, 3, 5, 1)
    assert cell.hex() == "d70f45eadb25c03216b4c920b3e31288c58e509e73637897fc0479bf36e0bee0"
    stream = Stream(cell)
    assert [f"{stream.word():08x}" for _ in range(5)] == ["d1cabd5d", "74dfeaeb", "12c1b98d", "579e1a56", "3d83a986"]


example()
