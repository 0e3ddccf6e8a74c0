"""What refutes a change of a field that the publisher alone decides: things that others hold. Each anchor takes a change that the checks of the package let pass,
lays what its holder kept beside or into the package, and gives the verifier's word and the checks that should refute it; None where it has no bearing."""
import copy
import dataclasses
from pathlib import Path

import sealed
from artifacts import digest, parse, write
from fields_bases import CANVASSES, KEYS, SOURCES, all_ballots, fixture
from package import fingerprint

BEFORE = "2026-11-04T08:00:00Z"  # before the seeds of all packages
TSA = ("--tsa", str(KEYS / "test-tsa-ca.pem"))
TAGS = "tagmanifest-sha256.txt"
TRUST = """<?xml version="1.0" encoding="UTF-8"?>
<TrustList xmlns="urn:scrutineer:artifact:1" Version="1">
  <Key Fingerprint="{}" Owner="The clerk" Role="election-official" Election="*" NotBefore="2020-01-01" NotAfter="9999-12-31" Revoked="false"/>
  <Key Fingerprint="{}" Owner="The observers" Role="observer" Election="*" NotBefore="2020-01-01" NotAfter="9999-12-31" Revoked="false"/>
</TrustList>
"""


class Anchors:
    """`folder`: for what holders keep; each thing is made once from the honest package and kept."""

    def __init__(self, build, folder):
        self.build, self.folder, self.kept = build, Path(folder), {}

    def once(self, key, make):
        if key not in self.kept:
            self.kept[key] = make()
        return self.kept[key]

    def _laid(self, opened, path, folder, lay):
        """The package with what was laid into a copy of the honest one, about the honest file at `path`."""
        def make():
            package = opened.bench.package.copy()
            package.authority = str(self.build / "tsa")
            lay(package)
            return {name: data for name, data in package.files.items() if name.startswith(folder)}

        return {**opened.files, **self.once((opened.bench.name, path, folder), make)}

    def _countersigned(self, opened, path):
        files = self._laid(opened, path, "countersignatures/", lambda package: package.countersign("observer", path, BEFORE))
        return opened.bench.judge(files), ("PKG-09",)

    def _stamped(self, opened, path):
        files = self._laid(opened, path, "timestamps/", lambda package: package.stamp("kept", package.files[path], BEFORE))
        return opened.bench.judge(files, opened.bench.arguments + TSA), ("PKG-08",)

    def countersignature(self, opened):
        return self._countersigned(opened, opened.path)

    def time_stamp(self, opened):
        return self._stamped(opened, opened.path)

    def package_countersignature(self, opened):
        return self._countersigned(opened, TAGS)

    def package_time_stamp(self, opened):
        return self._stamped(opened, TAGS)

    def index(self, opened):
        def make():
            place = self.folder / f"honest-{opened.bench.name}"
            opened.bench.package.write(place)
            return place

        place = self.once((opened.bench.name, "index"), make)
        return opened.bench.judge(opened.files, beside=(place,)), ("PKG-12",)

    def required_signer(self, opened):
        """A reader who was told that an observer countersigned."""
        def make():
            place = self.folder / "trust.xml"
            place.write_text(TRUST.format(*(fingerprint((KEYS / f"{name}.pub").read_bytes()) for name in ("test-clerk", "test-other"))))
            return place

        arguments = ("--trust", str(self.once("trust", make)), "--require", "observer=1")
        return opened.bench.judge(opened.files, arguments), ("PKG-13",)

    def court_opening(self, opened):
        """The publisher writes the opening, so it names the changed release; keys and true counts were bound when they were committed."""
        if "data/release.xml" not in opened.files:
            return None
        made = self.once((opened.bench.name, "opening"), lambda: CANVASSES[opened.bench.name]().court_opening(b""))
        made.find("Release").set("SHA256", digest(opened.files["data/release.xml"]))
        place = self.folder / "opening.cms"
        place.write_bytes(sealed.envelope(write(made)))
        bare = []  # a release is opened outside a package
        for name in ("noise.xml", "statement.xml", "seed.xml", "release.xml"):
            bare.append(self.folder / name)
            bare[-1].write_bytes(opened.files["data/" + name])
        return opened.bench.verifier.run("--sealed", place, "--with", KEYS / "test-court.key", *bare), ("DPR-22", "DPR-23")

    def tape(self, opened):
        deck = parse(opened.bench.package.files[opened.path])
        ids = {candidate.get("Target"): candidate.get("Id") for candidate in deck.findall("BallotStyle/Contest/Candidate")}
        rows = [f'{contest.get("ContestId")},{ids[total.get("Target")]},{total.get("Votes")}\n' for contest in deck.find("Expected") for total in contest]
        totals, bare = self.folder / "totals.csv", self.folder / "deck.xml"
        totals.write_text("contest,candidate,votes\n" + "".join(rows))
        bare.write_bytes(opened.files[opened.path])
        return opened.bench.verifier.run("--reported", totals, bare), ("LAT-31",)

    def all_ballots(self, opened):
        """The totals of the changed tree in one that shows all ballots."""
        changed, shown = parse(opened.files[opened.path]), self.once("all ballots", all_ballots)
        if changed.find("Contest").get("Id") != shown.find("Contest").get("Id"):
            return None
        root = copy.deepcopy(shown)
        for tag in ("Totals", "Outcome"):
            position = list(root).index(root.find(tag))
            root[position] = changed.find(tag)
        files = opened.bench.remade({"data/audit.xml": None, "data/tree.xml": write(root)})
        return opened.bench.judge(files), ("TPT-13",)

    def definition(self, opened):
        """A definition published before, with the contest of the statement."""
        defined = self.once("definition", lambda: fixture("statement-definition")["ballot-definition.xml"])
        package = opened.bench.package.copy()
        package.files = dict(opened.files)
        package.files["data/ballot-definition.xml"] = defined
        package.seal()
        return opened.bench.judge(package.files), ("DPR-09",)

    def source_file(self, opened):
        """No program is needed: the digest of the file in the reader's hands is not that of the artifact any more."""
        if opened.path not in opened.files or opened.bench.name not in SOURCES:
            return None

        def named(data):
            return {source.get("SHA256") or source.get("Digest") for source in parse(data).findall("Source")}

        held = digest(SOURCES[opened.bench.name]())
        assert held in named(opened.bench.package.files[opened.path])
        gone = held not in named(opened.files[opened.path])
        return (1, [(opened.path, "sha256sum")]) if gone else (0, []), ("sha256sum",)

    def fingerprint(self, opened):
        """However a key is written down, its fingerprint tells whose it is: this change says nothing else than before."""
        keys = [name for name in opened.files if name.startswith("countersignatures/") and name.endswith(".pub")]
        same = all(fingerprint(opened.files[name]) == fingerprint((KEYS / "test-other.pub").read_bytes()) for name in keys)
        return (1, [("countersignatures/", "same key")]) if keys and same else (0, []), ("same key",)

    def undecided(self, opened):
        """Without the stamp, or with a damaged one, nothing shows the order any more, and the verifier says so."""
        status, _ = opened.bench.judge(opened.files, opened.bench.arguments + TSA)
        return (1, [("package", "PKG-10 undecided")]) if status == 3 else (0, []), ("PKG-10 undecided",)

    def refutes(self, name, opened):
        """Whether the anchor of this name refutes the change by one of its checks; None where it has no bearing on it, or refutes the honest package too."""
        honest = dataclasses.replace(opened, files=opened.bench.package.files)
        if name not in OTHERWISE and self.once(("honest", name, opened.bench.name, opened.path), lambda: self._word(name, honest)):
            return None
        return self._word(name, opened)

    def _word(self, name, opened):
        found = getattr(self, name.replace(" ", "_"))(opened)
        if found is None:
            return None
        (status, refuted), checks = found
        return status == 1 and any(check in checks for _, check in refuted)


OTHERWISE = ("required signer", "fingerprint", "undecided")  # which say something of the honest package as it lies there, without stamps
# These hold every field of the rows that name them; the others need one field of the row.
OF_EVERY_FIELD = ("countersignature", "time stamp", "index", "package countersignature", "package time stamp", "required signer")
