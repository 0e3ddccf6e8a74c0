"""Which changes are made when not all are: a sample that follows from names alone, so that it is the same every time."""
import zlib

from mutations import nodes

# Other ways of writing the same thing, which one check of canonical form refutes everywhere alike.
WRITINGS = {"comment before", "processing instruction before", "space in the tag", "indented otherwise", "tab for indentation", "attribute added", "empty line before",
            "end tag instead of />", "text inside", "character reference", "CDATA section", "comment inside", "line feed behind", "single quotes", "attributes exchanged",
            "attribute dropped", "element renamed", "trailing space", "control character", "too long", "other case", "cut", "upper case", "plus sign", "leading zero", "two spaces"}
# The ways that a sample makes of every field, and of the listed ones; of other ways, one in OTHERS.
FIRST = ("to ", "first: ", "value of the neighbour", "other text", "a text", "one more", "first digit", "day after", "other fraction", "one character", "element dropped",
         "exchanged with", "added")
LISTED = (*FIRST, "second: ", "middle: ", "last: ", "a number", "one less", "0 instead", "empty", "day before", "smaller fraction", "item", "part 2", "last digit", "a range cut", "element",
          "moved", "line feed")
ONE_IN, OTHERS, PACKAGE_ONE_IN = 200, 10, 6


def draw(*words):
    return zlib.crc32("/".join(map(str, words)).encode())


class Sample:
    """Takes the ways of FIRST (LISTED, for a field that the specification lists) of changing each field once, where the Kind of the element or of its parent
    (of a round, or an entry of an index, its number) tells fields apart, and one in OTHERS of the other ways; of further places, and of WRITINGS beyond the first place in an artifact, one in ONE_IN."""

    def __init__(self, base, path, root, every, is_listed):
        self.base, self.path, self.every, self.seen, self.kinds = base, path, every, set(), {}
        self.is_listed = is_listed
        for i, (found, parent, _) in enumerate(nodes(root) if root is not None else ()):
            self.kinds[i] = found.get("Kind") or (parent.get("Kind", "") if parent is not None else "")
            if parent is not None and parent.tag.endswith("Round"):
                self.kinds[i] = parent.get("Number")  # what one round says, later ones may rest on
            if found.tag in ("Publication", "Withdrawal"):
                self.kinds[i] = found.get("Number")  # of what is in the package, and of what is not

    def takes(self, index, change):
        drawn = draw(self.base, self.path, index, change.field, change.how)
        if change.how in WRITINGS:
            return self._first(("", change.how)) or drawn % ONE_IN == 0
        first = self._first((change.field, change.how, self.kinds.get(index, "")))
        return self.every or drawn % ONE_IN == 0 or (first and (change.how.startswith(LISTED if self.is_listed(change.field) else FIRST) or drawn % OTHERS == 0))

    def takes_named(self, field, how):
        drawn = draw(self.base, field, how, len(self.seen))
        return self.every or drawn % PACKAGE_ONE_IN == 0 or (self._first((field, how)) and (" left out" in field or how.startswith(FIRST) or how.startswith(("moved", "byte"))))

    def _first(self, key):
        if self.every or key not in self.seen:
            self.seen.add(key)
            return True
        return False
