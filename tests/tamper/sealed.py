"""What is encrypted to a court (RFC 5652, EnvelopedData): the DER bytes spelt out, so that the same key gives the same bytes."""
import subprocess

from poll import KEYS
from trees import sha256

OIDS = {"enveloped": "1.2.840.113549.1.7.3", "data": "1.2.840.113549.1.7.1", "rsa": "1.2.840.113549.1.1.1",
        "aes-256-cbc": "2.16.840.1.101.3.4.1.42", "aes-128-cbc": "2.16.840.1.101.3.4.1.2", "name": "2.5.4.3"}


def der(tag, *contents):
    data = b"".join(contents)
    if len(data) < 128:
        return bytes([tag, len(data)]) + data
    length = len(data).to_bytes((len(data).bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + data


def oid(name):
    first, second, *rest = map(int, OIDS[name].split("."))
    data = bytes([40 * first + second])
    for arc in rest:
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.insert(0, 0x80 | arc & 0x7F)
        data += bytes(digits)
    return der(6, data)


def integer(value):
    return der(2, value.to_bytes(value.bit_length() // 8 + 1, "big"))


def modulus(key):
    command = ["openssl", "rsa", "-in", str(KEYS / key), "-noout", "-modulus"]
    return int(subprocess.run(command, capture_output=True, check=True, text=True).stdout.strip().removeprefix("Modulus="), 16)


def encrypted_key(key, secret):
    """RSAES-PKCS1-v1_5 with the exponent 65537; the padding follows from the secret here, where nothing is secret."""
    n = modulus(key)
    size = (n.bit_length() + 7) // 8
    padding = b"".join(sha256(secret, bytes([i])) for i in range(size // 32 + 1)).replace(b"\0", b"\1")[: size - 3 - len(secret)]
    return pow(int.from_bytes(b"\0\2" + padding + b"\0" + secret, "big"), 65537, n).to_bytes(size, "big")


def envelope(content, key="test-court.key", cipher="aes-256-cbc", cut=0, flip=None):
    """`cut`: so many bytes are missing at the end; `flip`: one bit of this byte is changed."""
    secret = sha256(b"published content key of the fixtures")[: 16 if "128" in cipher else 32]
    vector = sha256(b"published vector of the fixtures")[:16]
    command = ["openssl", "enc", "-" + cipher, "-K", secret.hex(), "-iv", vector.hex()]
    hidden = subprocess.run(command, input=content, capture_output=True, check=True).stdout
    issuer = der(0x30, der(0x31, der(0x30, oid("name"), der(12, b"Test court"))))
    recipient = der(0x30, integer(0), der(0x30, issuer, integer(1)), der(0x30, oid("rsa"), der(5)), der(4, encrypted_key(key, secret)))
    inner = der(0x30, oid("data"), der(0x30, oid(cipher), der(4, vector)), der(0x80, hidden))
    data = der(0x30, oid("enveloped"), der(0xA0, der(0x30, integer(0), der(0x31, recipient), inner)))
    if flip is not None:
        data = data[:flip] + bytes([data[flip] ^ 1]) + data[flip + 1 :]
    return data[: len(data) - cut]
