"""Indexes of publications as their publisher keeps them (specification, section 7.4)."""
import trees
from artifacts import element, parse, write

# What is rested on stands before.
KINDS = ("BallotDefinition", "TestDeck", "StraightPartyDeck", "NoiseCommitment", "BallotCommitment", "MeasurementStatement", "SeedRecord", "PluralityTree",
         "TreeAudit", "PrecinctRelease", "ImpactStatement")
SUBJECTS = {"TestDeck": ("BallotStyle", "Id"), "StraightPartyDeck": ("BallotStyle", "Id"), "PluralityTree": ("Contest", "Id"), "TreeAudit": ("Contest", "Id"),
            "MeasurementStatement": ("Measurement", "Release"), "SeedRecord": ("Header/RestsOn", "SHA256"), "PrecinctRelease": ("Header/RestsOn", "SHA256")}


def _parsed(data):
    try:
        return parse(data)
    except SyntaxError:
        return None


def is_index(data):
    root = _parsed(data)
    return root is not None and root.tag == "PublicationIndex"


def described(data):
    """The Kind, Subject and superseded digests of an artifact, with its rank; None for anything else."""
    root = _parsed(data)
    if root is None or root.tag not in KINDS or root.find("Header/Purpose") is None:
        return None
    child, attribute = SUBJECTS.get(root.tag, (None, None))
    found = root.find(child) if child else None
    subject = "" if found is None else found.get(attribute, "")
    return KINDS.index(root.tag), root.findtext("Header/Purpose") or "", subject, [s.get("SHA256", "") for s in root.findall("Header/Supersedes")]


def framed(text):
    return trees.u64(len(text.encode())) + text.encode()


class Index:
    """`entries`: dictionaries of the attributes of Publication or (with `Of`) Withdrawal, Number and Hash left out."""

    def __init__(self, election, supersedes=()):
        self.election, self.supersedes, self.entries = election, supersedes, []

    def publish(self, date, kind, subject, sha256, replaces=""):
        self.entries.append({"Date": date, "Kind": kind, "Subject": subject, "SHA256": sha256, "Replaces": replaces})

    def withdraw(self, date, number, reason):
        self.entries.append({"Date": date, "Of": str(number), "Reason": reason})

    def past(self, date, entries):
        """Entries of earlier packages: (kind, subject, digest) are publications, a number is a withdrawal of that entry."""
        for entry in entries:
            if isinstance(entry, int):
                self.withdraw(date, entry, "printed with another deck")
            else:
                self.publish(date, *entry)

    def number_of(self, sha256):
        return next((i for i, entry in enumerate(self.entries, 1) if entry.get("SHA256") == sha256), None)

    def digest_of(self, number, entry, before):
        parts = framed("scrutineer index 1") + framed(self.election["Id"]) + before
        if "Of" in entry:
            return trees.sha256(parts, framed("withdrawal"), trees.u32(number), framed(entry["Date"]), trees.u32(int(entry["Of"])), framed(entry["Reason"]))
        return trees.sha256(parts, framed("publication"), trees.u32(number), framed(entry["Date"]), framed(entry["Kind"]), framed(entry["Subject"]),
                            framed(entry["SHA256"]), framed(entry["Replaces"]))

    def root(self):
        made, header = element("PublicationIndex"), element("Header")
        header.append(element("Election", **self.election))
        header.append(element("Purpose", "publication-index"))
        header.append(element("SignerRole", "election-official"))
        header.append(element("Software", Name="fixtures", Version="1"))
        for sha256 in self.supersedes:
            header.append(element("Supersedes", SHA256=sha256))
        made.append(header)
        before = bytes(32)
        for number, entry in enumerate(self.entries, 1):
            before = self.digest_of(number, entry, before)
            made.append(element("Withdrawal" if "Of" in entry else "Publication", None, Number=str(number), **entry, Hash=before.hex()))
        made.set("Version", "1")
        return made

    def render(self):
        return write(self.root())


def index_of(files, date, prior=(), election=None):
    """The index of these artifacts, published on one day; `prior` as in Index.past. None without artifacts.
    `election`: its attributes, when not those of the first artifact."""
    found = sorted((described(data), path, data) for path, data in files.items() if described(data))
    if not found:
        return None
    index = Index(election or dict(parse(found[0][2]).find("Header/Election").items()))
    index.past(date, prior)
    for (_, kind, subject, superseded), _, data in found:
        numbers = sorted(number for number in map(index.number_of, superseded) if number)
        numbers = [number for number in numbers if (index.entries[number - 1]["Kind"], index.entries[number - 1]["Subject"]) == (kind, subject)]
        index.publish(date, kind, subject, trees.sha256(data).hex(), " ".join(map(str, numbers)))
    return index
