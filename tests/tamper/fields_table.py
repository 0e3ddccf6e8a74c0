"""The list of fields that a publisher alone decides, as the specification has it (its last section): the one source of truth of this test."""
import re
from dataclasses import dataclass
from pathlib import Path

SPECIFICATION = Path(__file__).resolve().parents[2] / "schemas" / "specification.md"
HEADING = "What the publisher alone decides"
ANY, PACKAGE = "every artifact", "package"


@dataclass(frozen=True)
class Listed:
    kind: str
    field: str
    line: str
    anchors: tuple


def section():
    text = SPECIFICATION.read_text()
    found = re.search(rf"^## \d+ {HEADING}$(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert found, f"the specification has no section {HEADING!r}"
    return found[1]


def rows(first):
    """The rows below the table whose first column is headed `first`, as lists of cells."""
    lines = section().splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith(f"| {first} |"))
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            return
        yield [cell.strip() for cell in line.strip("|").split(" | ")]


def listed():
    """{(kind, field): Listed}. A cell of fields names each in back-quotes."""
    found = {}
    for kind, fields, free, anchors in rows("artifact"):
        for field in re.findall("`([^`]+)`", fields):
            key = kind.strip("`"), field
            assert key not in found, f"listed twice: {key}"
            found[key] = Listed(*key, f"{kind}, {free}".replace("`", ""), tuple(name.strip() for name in anchors.split(",")))
    return found


def entry_of(table, kind, field):
    return table.get((kind, field)) or table.get((ANY, field))
