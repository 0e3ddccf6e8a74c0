"""Public keys and signatures that some programs take and others refuse: PKG-05, PKG-11."""
import base64
import hashlib

from cases import valid
from cases_package import SECOND, package, second_signer
from cases_valid import PACKAGE
from package import fingerprint

# Ed25519 (RFC 8032): the field, the group order, points as (x, y).
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
X = 15112221349535400772501151409588531511454012693041857206046113283949847762202
B = (X, 4 * pow(5, -1, P) % P)
LAST = (0, P - 1)  # the point of order 2
SPKI = bytes.fromhex("302a300506032b6570032100")


def plus(a, b):
    (x, y), (u, v) = a, b
    twist = D * x * y * u * v
    return (x * v + u * y) * pow(1 + twist, -1, P) % P, (y * v + x * u) * pow(1 - twist, -1, P) % P


def times(n, point):
    total = (0, 1)
    while n:
        if n & 1:
            total = plus(total, point)
        point, n = plus(point, point), n >> 1
    return total


def encoded(point):
    return (point[1] | (point[0] & 1) << 255).to_bytes(32, "little")


def number(*parts):
    return int.from_bytes(hashlib.sha512(b"".join(parts)).digest(), "little")


def secret(path):
    """The secret scalar of a key file."""
    seed = base64.b64decode("".join(path.read_text().splitlines()[1:-1]))[-32:]
    low = int.from_bytes(hashlib.sha512(seed).digest()[:32], "little")
    return low & ~7 & (1 << 254) - 1 | 1 << 254


def with_cofactor(made):
    """R has a part of order 2: 8 S B = 8 R + 8 k A, but not S B = R + k A."""
    a, message = secret(made.keys / "test-other.key"), made.files["tagmanifest-sha256.txt"]
    public, r = encoded(times(a, B)), number(b"fixture", message) % L
    point = encoded(plus(times(r, B), LAST))
    made.files["signatures/test-other.sig"] = point + ((r + number(point, public, message) * a) % L).to_bytes(32, "little")


def larger(made):
    signature = made.files["signatures/test-other.sig"]
    made.files["signatures/test-other.sig"] = signature[:32] + (int.from_bytes(signature[32:], "little") + L).to_bytes(32, "little")


def small_order(made):
    """The neutral element as key: R neutral and S 0 are its "signature" of whatever there is."""
    point = encoded((0, 1))
    made.files["signatures/anybody.pub"] = block(base64.b64encode(SPKI + point).decode()).encode()
    made.files["bag-info.txt"] += f"Scrutineer-Signer: anybody observer {fingerprint(made.files['signatures/anybody.pub'])}\n".encode()
    made.files["signatures/anybody.sig"] = point + bytes(32)


package("signature-with-cofactor", "PKG-05", "The signature's R has a part of order 2, so that it is valid only where both sides are multiplied by 8." + SECOND,
        second_signer(with_cofactor), sealed=False)
package("signature-s-too-large", "PKG-05", "The group order was added to the S of a signature, which anybody could do." + SECOND, second_signer(larger), sealed=False)
package("key-of-small-order", "PKG-05", "A signer's key is a point of small order, by which anybody can sign whatever he likes." + SECOND, small_order)


def key_file(change):
    """The second signer's key file, written otherwise: `change` has the text of the block."""

    def whole(made):
        text = "".join(made.files["signatures/test-other.pub"].decode().splitlines()[1:-1])
        made.files["signatures/test-other.pub"] = change(text).encode()

    return second_signer(whole)


def block(text):
    return f"-----BEGIN PUBLIC KEY-----\n{text}\n-----END PUBLIC KEY-----\n"


def loose(text):
    return f"-----BEGIN PUBLIC KEY----- \t\r\n\n{text[:5]} {text[5:40]}\r\n\n\n\t{text[40:]}\n \n-----END PUBLIC KEY-----\n \n"


def behind_another(text):
    other = base64.b64encode(SPKI + encoded(B)).decode()
    return block(f"{other}\n\n{text}")


def longer_length(text):
    return block(base64.b64encode(b"\x30\x81" + base64.b64decode(text)[1:]).decode())


def other_bits(text):
    """The last character before `=` has two bits that mean nothing; here they are not zero."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return block(text[:-2] + letters[letters.index(text[-2]) + 1] + "=")


valid("package-key-loosely-written", "package:small", "The second signer's key has blanks, tabs, carriage returns and line feeds within its block and behind it.",
      key_file(loose), arguments=PACKAGE, bare=False)
for name, why, change in (
    ("key-behind-another", "A key file has the digits of another key, a blank line, and those of the signer's.", behind_another),
    ("key-der-length", "A key is written with a longer form of its length than DER has.", longer_length),
    ("key-bits-behind", "The digits of a key end in bits that no byte has.", other_bits),
    ("key-words-before", "A key file begins with words.", lambda text: "The observer's key:\n" + block(text)),
    ("key-words-behind", "A key file ends in words.", lambda text: block(text) + "revoked\n"),
    ("key-file-too-long", "A key file has a byte more than 64 KiB; all behind the key are blanks.", lambda text: block(text).ljust(65537)),
):
    package(name, "PKG-05", why + SECOND, key_file(change), sealed=False)
