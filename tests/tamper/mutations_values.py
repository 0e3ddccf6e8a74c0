"""Every way to change a value that its type suggests: numbers, fractions, digests, dates, lists, words, and other encodings of the same."""
import datetime
import re
import unicodedata

# Attributes whose values are fractions even when they are written as whole numbers.
FRACTIONS = {"Epsilon", "Scale", "Total", "Spent", "ExchangeEpsilon", "Rho", "Delta", "P", "IlliteracyRate", "Value"}
ALIKE = str.maketrans("aeopcxABEHKMOPTX", "аеорсхАВЕНКМОРТХ")  # Latin to Cyrillic


def whole(text):
    number = int(text)
    yield "one more", str(number + 1)
    yield "one less", str(number - 1)
    if number:
        yield "0 instead", "0"
    yield "a digit more", text + "0"
    yield "leading zero", "0" + text
    yield "plus sign", "+" + text


def fraction(text):
    p, _, q = text.partition("/")
    p, q = int(p), int(q or 1)
    yield "other fraction", f"{p + 1}/{q}" if q > 1 else f"{2 * p + 1}/2"
    yield "smaller fraction", f"{p}/{q + 1}"
    yield "not reduced", f"{2 * p}/{2 * q}"
    yield "decimal spelling", f"{p / q:.4f}"
    if q == 1:
        yield "denominator 1", f"{p}/1"


def decimal(text):
    yield "last digit", text[:-1] + str((int(text[-1]) + 1) % 10)
    yield "second digit behind the point", re.sub(r"\.(.)(.)", lambda m: f".{m[1]}{(int(m[2]) + 1) % 10}", text)
    yield "digit dropped", text[:-1]
    yield "digit added", text + "0"


def hexadecimal(text, others):
    yield "first digit", ("0" if text[0] != "0" else "1") + text[1:]
    yield "last digit", text[:-1] + ("0" if text[-1] != "0" else "1")
    yield "cut", text[:-2]
    if text.upper() != text:
        yield "upper case", text.upper()
    for other in others:
        if other != text and len(other) == len(text):
            yield "digest of another artifact", other


def day(text):
    try:
        date = datetime.date.fromisoformat(text[:10])
    except ValueError:
        return
    for how, days in (("day after", 1), ("day before", -1), ("year later", 365)):
        yield how, (date + datetime.timedelta(days)).isoformat() + text[10:]
    yield "no such day", text[:8] + "32" + text[10:]
    if len(text) > 10:
        yield "hour later", text[:11] + f"{(int(text[11:13]) + 1) % 24:02}" + text[13:]
        yield "a second", text[:17] + f"{(int(text[17:19]) + 1) % 60:02}" + text[19:]
        yield "other spelling of the zone", text[:-1] + "+00:00"
        yield "no such hour", text[:11] + "24" + text[13:]


def words(text):
    yield "other text", "Another" + text if " " in text else "Another"
    if text.translate(ALIKE) != text:
        at = next(i for i, char in enumerate(text) if char.translate(ALIKE) != char)
        yield "look-alike letter", text[:at] + text[at].translate(ALIKE) + text[at + 1 :]
    yield "unseen character", text[:1] + "\u200b" + text[1:]
    if unicodedata.normalize("NFD", text) != text:
        yield "decomposed", unicodedata.normalize("NFD", text)
    if text.swapcase() != text:
        yield "other case", text.swapcase()
    yield "trailing space", text + " "
    yield "control character", text + "\u0085"
    yield "too long", "x" * 2001
    yield "line feed", text + "\n"


def token(text):
    """The parts of NUMBER:CODE:SALT and the like, each changed."""
    parts = text.split(":")
    for i, part in enumerate(parts):
        if part.isdigit():
            new = str(int(part) + 1)
        elif len(part) > 8:
            new = ("0" if part[0] != "0" else "1") + part[1:]
        else:
            new = "B" if part == "A" else "A"
        yield f"part {i + 1} of an item" if len(parts) > 1 else "an item", ":".join(parts[:i] + [new] + parts[i + 1 :])


def listed(text):
    items = text.split(" ")
    n = len(items)
    for i, where in sorted({n - 1: "last", n // 2: "middle", 1: "second", 0: "first"}.items()):
        if i >= n:
            continue
        for how, new in token(items[i]):
            yield f"{where}: {how} changed", " ".join(items[:i] + [new] + items[i + 1 :])
        yield f"{where}: item dropped", " ".join(items[:i] + items[i + 1 :])
        yield f"{where}: item twice", " ".join(items[: i + 1] + items[i:])
        if i + 1 < n and items[i] != items[i + 1]:
            yield f"{where}: neighbours exchanged", " ".join(items[:i] + [items[i + 1], items[i]] + items[i + 2 :])
    yield "two spaces", text.replace(" ", "  ", 1)
    yield "leading zero", "0" + text


def letters(text):
    """A text whose characters are its items: codes, throws."""
    for i in sorted({0, 1, len(text) // 2, len(text) - 1}):
        yield "one character", text[:i] + next(c for c in "AB12" if c != text[i] and c.isdigit() == text[i].isdigit()) + text[i + 1 :]
        if i + 1 < len(text) and text[i] != text[i + 1]:
            yield "neighbours exchanged", text[:i] + text[i + 1] + text[i] + text[i + 2 :]
    yield "last character dropped", text[:-1]
    yield "last character twice", text + text[-1]


def ranges(text):
    yield "a range cut", text.rsplit("-", 1)[0]
    yield "written out", re.sub(r"(\d+)-(\d+)", lambda m: " ".join(map(str, range(int(m[1]), int(m[2]) + 1))), text)


def other_values(name, text, options, digests):
    """Pairs (how, value) for the value of an attribute, or of the text of an element, of this name. `options`: what the schema allows."""
    if options:
        for option in options:
            if option != text:
                yield "to " + (option or "nothing"), option
        yield "other case", text.swapcase()
        yield "trailing space", text + " "
    elif name in ("Codes", "Throws"):
        yield from letters(text)
    elif text == "":
        yield "a text", "x"
        yield "a number", "1"
        yield "a space", " "
        return
    elif re.fullmatch(r"[0-9a-f]{32,}", text):
        yield from hexadecimal(text, digests)
    elif re.match(r"\d{4}-\d\d-\d\d", text):
        yield from day(text)
    elif " " in text and re.fullmatch(r"[0-9a-f:/. A-Za-z*!~?-]+", text) and re.match(r"-?[0-9a-f]+", text):
        yield from listed(text)
        if "-" in text:
            yield from ranges(text)
    elif re.fullmatch(r"\d+\.\d+", text):
        yield from decimal(text)
    elif re.fullmatch(r"\d+/\d+", text) or (name in FRACTIONS and text.isdigit()):
        yield from fraction(text)
    elif text.isdigit():
        yield from whole(text)
    elif re.fullmatch(r"\d+-\d+", text):
        yield from ranges(text)
    elif re.fullmatch(r"\d+(:[^:]+)+", text):
        yield from token(text)
    else:
        yield from words(text)
    yield "empty", ""


def encodings(text, attribute):
    """Other bytes for the same value, as they stand in the file."""
    if text:
        first = f"&#x{ord(text[0]):x};"
        yield "character reference", first + text[1:]
        if not attribute:
            yield "CDATA section", f"<![CDATA[{text}]]>"
            yield "comment inside", f"{text}<!-- -->"
            yield "line feed behind", text + "\n"
