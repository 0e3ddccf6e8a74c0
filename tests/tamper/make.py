#!/usr/bin/env python3
"""Makes fixtures/valid and fixtures/tampered again, from the elections here and the programs of one build folder (`make all BUILD/tsa`).

Usage: make.py BUILD [OUT [NAME..]]. With NAMEs, only the cases whose names begin with one of them are made again. The same programs and keys give the same bytes. OUT defaults to this project's fixtures/.
"""
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import cases_audit
import cases_bounds
import cases_commitment
import cases_definition
import cases_impact
import cases_index
import cases_keys
import cases_ledgers
import cases_noise
import cases_order
import cases_package
import cases_release
import cases_reported
import cases_rules
import cases_sealed
import cases_seed
import cases_statement
import cases_style
import cases_straight
import cases_swaps
import cases_tree
import cases_unread
import cases_valid
from artifacts import Bundle
from canvasses import release
from cases import cases
from impacts import study
from package import Package, fingerprint
from polls import poll

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent.parent / "fixtures"
KEYS = FIXTURES / "keys"
EXACT = '{"name": "exact", "source": "made for these fixtures", "each_candidate": true, "overvote": "exact", "blank_ballots": 2}'

# base: (election, options of `scrutineer-gen import`, options of `scrutineer-gen deck`)
BASES = {
    "small": ("small", [], ["--rules", "michigan"]),
    "small-none": ("small", [], ["--rules", "none"]),
    "exact": ("small", [], ["--rules", "EXACT"]),
    "noncompetitive": ("noncompetitive", [], ["--rules", "votes-for-all"]),
    "twins": ("twins", [], ["--rules", "votes-for-all"]),
    "search": ("search", [], ["--rules", "votes-for-all"]),
    "weights": ("search", [], ["--rules", "none"]),
    "hard": ("hard", [], ["--rules", "votes-for-all", "--effort", "1"]),
    "write-ins": ("write-ins", [], ["--rules", "votes-for-all"]),
    "write-ins-excluded": ("write-ins", ["--write-ins=exclude"], ["--rules", "votes-for-all"]),
    "mixed": ("mixed", [], ["--rules", "EXACT"]),
    "three-questions": ("three-questions", [], ["--rules", "votes-for-all"]),
    "one-candidate": ("one-candidate", [], ["--rules", "none"]),
    "straight": ("straight", [], ["--rules", "michigan"]),
    "heuristic": ("search", [], ["--method", "heuristic"]),
    "legal": ("search", [], ["--method", "legal"]),
    "distinct": ("search", [], ["--method", "distinct"]),
    "single": ("search", [], ["--method", "single"]),
    "attack": ("small", [], ["attack", "--style", "Elm", "--swap", "1<>7"]),
}

# The ballots that cases count on, so that a generator which finds others makes the same cases: test ballots, then the rest.
PINNED = {
    "small": ["3 5 6 8", "1 4 6 8", "2 5 6 8", "3 4 5 7", "3 5 6 8", "2 4 6 7", ("overvote", "1 2 3 4 5 6 7 8"), ("blank", "")],
    "search": ["2 3 4", "3 5", "2 3 5", "1 3 5"],
    "weights": ["2 3 5", "3 5", "2 3 4"],
    "noncompetitive": ["1 2 3 4", "2 3 4", "3 4", "4"],
    "straight": [("straight", "9")] * 2 + [("straight", "10")] * 3
    + [("override", "2 9"), ("override", "1 10"), ("two-parties", "9 10"), ("blank", ""), ("all", "1 2 3 4 5 6 7 8 9 10")],
}


def hard_election():
    """20 contests of 2 candidates and 11 of 3: one conflict of the solver leaves a gap between bound and deck."""
    rows = ["style,contest,votes_allowed,candidate,kind,party,election,date,jurisdiction"]
    for contest in range(1, 32):
        for candidate in "AB" if contest <= 20 else "ABC":
            tail = "Fixture Election,2020-11-03,Fixture County" if len(rows) == 1 else ",,"
            rows.append(f"Elm,Q{contest},1,{candidate},candidate,,{tail}")
    return "".join(row + "\n" for row in rows)


class Maker:
    def __init__(self, build, scratch):
        self.generator, self.scratch = str(build / "scrutineer-gen"), scratch
        self.authority = str(build / "tsa")
        (scratch / "hard.csv").write_text(hard_election())
        (scratch / "exact.json").write_text(EXACT)

    def run(self, *arguments):
        subprocess.run([self.generator, *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)

    def artifacts(self, base):
        out = self.scratch / base
        if not out.exists():
            election, import_options, options = BASES[base]
            store = self.scratch / (base + ".sqlite")
            source = HERE / "elections" / (election + ".csv")
            source = source if source.exists() else self.scratch / (election + ".csv")
            options = [str(self.scratch / "exact.json") if option == "EXACT" else option for option in options]
            self.run("--db", store, "import", *import_options, source)
            self.run("--db", store, "deck", *options, "--no-sheets", "--out", out)
        return out / "artifacts"

    def bundle(self, base):
        """What a case changes: decks of the generator, or trees written from the specification."""
        if base.startswith("poll:"):
            return poll(base.removeprefix("poll:"))
        if base.startswith("release:"):
            return release(base.removeprefix("release:"))
        if base.startswith("impact:"):
            return study(base.removeprefix("impact:"))
        bundle = Bundle(self.artifacts(base))
        if base == "search":
            bundle.others["small-none"] = self.bundle("small-none").files["proof.drat"]
        if base in PINNED:
            deck = bundle.decks.get("straight.xml", bundle.deck)
            deck.set_ballots([("test", ballot) if isinstance(ballot, str) else ballot for ballot in PINNED[base]])
        return bundle

    def package(self, base):
        """A package of a base's files under the fixtures' names, made and signed by the generator."""
        if base.startswith("poll:"):
            return Package.of(poll(base.removeprefix("poll:")).render(), KEYS, "trees-2026")
        if base.startswith("release:"):
            return Package.of(release(base.removeprefix("release:")).render(), KEYS, "trees-2026")
        folder, out = self.scratch / f"names-{base}", self.scratch / f"package-{base}"
        if not out.exists():
            folder.mkdir()
            for name, data in self.bundle(base).render().items():
                (folder / name).write_bytes(data)
            options = ["--key", KEYS / "test-clerk.key", "--role", "election-official", "--date", "2020-10-01"]
            self.run("package", folder, *options, "--out", out)
        return Package.read(out, KEYS)

    def make(self, case, out):
        folder = out / case.folder / case.name
        folder.mkdir(parents=True)
        if case.base.startswith("package:"):
            package = self.package(case.base.removeprefix("package:"))
            package.authority = self.authority
            case.make(package)
            package.write(folder / "package")
            for name, other in package.beside.items():
                other.write(folder / name)
        else:
            bundle = self.bundle(case.base)
            case.make(bundle)
            for name, data in bundle.render().items():
                (folder / name).write_bytes(data)
        for name, text in case.files.items():
            for key in KEYS.glob("*.pub"):
                text = text.replace(f"@{key.stem}@", fingerprint(key.read_bytes()))
            (folder / name).write_bytes(text.encode())
        (folder / "arguments").write_text(case.arguments + "\n")
        (folder / "expect").write_text(case.expect())
        (folder / "README.md").write_text(case.readme())


def main():
    build, out = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else FIXTURES
    wanted = [case for case in cases if case.name.startswith(tuple(sys.argv[3:]) or "")]
    for kind in ("valid", "tampered"):
        for folder in sorted((out / kind).iterdir()) if (out / kind).exists() else ():
            if len(sys.argv) <= 3 or any(folder.name == case.name and kind == case.folder for case in wanted):
                shutil.rmtree(folder)
    with tempfile.TemporaryDirectory() as scratch:
        maker = Maker(build, Path(scratch))
        for case in wanted:
            maker.make(case, out)
    print(f"{len(wanted)} cases in {out}")


if __name__ == "__main__":
    main()
