#!/usr/bin/env python3
"""Changes every field of every kind of artifact, seals the package again as an insider who has the key would, and asks the verifier.

Usage: fields.py BUILD [--all] [--base NAME] [--explore]. Each change is refuted, or is of a field that the specification lists (section 17); each field
listed occurs, and the anchors that its line names refute it. Without --all a sample, the same every time: see fields_sample.py. --explore prints what is
not refuted, and judges nothing. Ends in "N passed, N failed"."""
import argparse
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import fields_table
from anchors import OF_EVERY_FIELD, TSA, Anchors
from artifacts import digest, parse
from fields_bases import BASES
from fields_bench import Bench, Verifier
from fields_package import package_changes
from fields_sample import Sample
from fields_table import ANY, PACKAGE
from mutations import changes
from refit import refitted

INDEX = "publication-index.xml"


@dataclass
class Opened:
    """A change that the checks of the package itself do not refute."""

    kind: str
    field: str
    how: str
    way: str
    bench: Bench
    files: dict
    path: str


class Tally:
    def __init__(self):
        self.made, self.refuted, self.fields, self.opened = Counter(), Counter(), set(), {}

    def note(self, kind, field):
        self.made[kind] += 1
        self.fields.add((kind, field))

    def open(self, change):
        self.opened.setdefault((change.kind, change.field), []).append(change)


def judged(bench, path, data, drop=False):
    """(refuted, by the changed file itself, the package's files)."""
    target, is_index = "data/" + path, path == INDEX
    files = bench.remade({} if is_index else {target: data}, index=data if is_index else None, drop_resting=drop)
    status, refuted = bench.judge(files)
    assert status in (0, 1, 3), f"{bench.name}, {path}: exit status {status}"
    return status == 1, any(file == target for file, _ in refuted), files


def try_change(bench, path, honest, change, tally):
    """Makes the change in every way an insider can, until one is not refuted: as it is, with what follows in the artifact made again; each, where only
    other files refute it, with what rests on it left out."""
    before, data = bench.package.files["data/" + path], change.data(honest)
    if data == before:
        return
    tally.note(honest.tag, change.field)
    ways = [("as it is", data)]
    again = None if change.edit else refitted(change.root(honest))
    if again not in (None, data, before):
        ways.append(("made to fit", again))
    for way, data in ways:
        refuted, by_itself, files = judged(bench, path, data)
        if refuted and not by_itself and path != INDEX:
            way += ", alone"
            refuted, _, files = judged(bench, path, data, drop=True)
        if not refuted:
            tally.open(Opened(honest.tag, change.field, change.how, way, bench, files, "data/" + path))
            return
    tally.refuted[honest.tag] += 1


def run_base(verifier, base, every, tally, table):
    name, make, paths, below, arguments = base
    bench = Bench(verifier, name, make(), arguments)
    digests = [digest(data) for data in bench.honest.values()]
    for path in paths:
        root = parse(bench.package.files["data/" + path])
        sample = Sample(name, path, root, every, lambda field, kind=root.tag: fields_table.entry_of(table, kind, field))
        for index, change in changes(root, digests[:1] + digests[-1:], every, below):
            if sample.takes(index, change):
                try_change(bench, path, root, change, tally)
    return bench


def run_package(bench, authority, path, every, tally):
    sample = Sample(bench.name, "package", None, every, None)
    for kind, field, how, files in package_changes(bench, authority, path):
        if not sample.takes_named(field, how):
            continue
        tally.note(kind, field)
        status, _ = bench.judge(files, bench.arguments + TSA)
        assert status in (0, 1, 3), f"{bench.name}, {field}, {how}: exit status {status}"
        if status == 1:
            tally.refuted[kind] += 1
        else:
            tally.open(Opened(kind, field, how, "sealed", bench, files, "tagmanifest-sha256.txt" if kind == PACKAGE else path))


def progress(name, tally, table, began):
    """One line on standard error for each base: a run of every change takes long, and a gap should be seen before its end."""
    gaps = [f"{kind}, {field}" for kind, field in sorted(tally.opened) if fields_table.entry_of(table, kind, field) is None]
    print(f"   {name}: {sum(tally.made.values())} changes so far, {time.monotonic() - began:.0f} s"
          + (f"; NEITHER REFUTED NOR LISTED: {'; '.join(gaps)}" if gaps else ""), file=sys.stderr, flush=True)


def judge_list(table, tally, say):
    """Every change that was not refuted is of a listed field, and every listed field occurs."""
    used = set()
    for (kind, field), found in sorted(tally.opened.items()):
        entry = fields_table.entry_of(table, kind, field)
        used.add(entry)
        if entry is None:
            hows = ", ".join(sorted({f"{change.how} ({change.bench.name}, {change.way})" for change in found})[:8])
            say(False, f"{kind}, {field}: neither refuted nor listed: {hows}")
        else:
            say(True, f"{kind}, {field}: {len(found)} changes that are the publisher's alone")
    for key, entry in sorted(table.items()):
        if entry not in used:
            say(False, f"{key[0]}, {key[1]}: listed, but every change of it is refuted")


def judge_anchors(table, tally, anchors, say):
    """Each anchor named refutes: of every field, or, those that have a bearing on some fields of a line only, of one of them."""
    partly = {}
    for (kind, field), found in sorted(tally.opened.items()):
        entry = fields_table.entry_of(table, kind, field)
        for name in entry.anchors if entry else ():
            if name in OF_EVERY_FIELD:
                say(anchors.refutes(name, found[0]), f"{kind}, {field}: refuted by its anchor, {name}")
            elif not partly.get((entry.line, name)):
                partly[entry.line, name] = any(anchors.refutes(name, change) for change in found)
    for (line, name), refuted in sorted(partly.items()):
        say(refuted, f"{line}: refuted by its anchor, {name}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("build")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--base")
    parser.add_argument("--explore", action="store_true")
    options = parser.parse_args()
    began = time.monotonic()
    build, tally, results, table = Path(options.build).resolve(), Tally(), Counter(), fields_table.listed()

    def say(good, text):
        results[bool(good)] += 1
        print(("ok" if good else "not ok") + " fields " + text)

    with tempfile.TemporaryDirectory() as folder:
        verifier = Verifier(build / "scrutineer-verify", folder)
        for base in BASES:
            if options.base in (None, base[0]):
                bench = run_base(verifier, base, options.all, tally, table)
                if base[0] in ("decks", "trees"):
                    run_package(bench, str(build / "tsa"), "data/" + base[2][0], options.all, tally)
                if options.all:
                    progress(base[0], tally, table, began)
        if options.explore:
            for (kind, field), found in sorted(tally.opened.items()):
                print(kind, field, Counter(f"{change.bench.name}: {change.how} ({change.way})" for change in found).most_common(9))
            return 0
        judge_list(table, tally, say)
        changed = verifier.runs
        judge_anchors(table, tally, Anchors(build, folder), say)
        kinds = sorted(tally.made)
    for kind in kinds:
        print(f"   {kind}: {tally.made[kind]} changes, {tally.refuted[kind]} refuted, {tally.made[kind] - tally.refuted[kind]} the publisher's alone")
    made, refuted = sum(tally.made.values()), sum(tally.refuted.values())
    print(f"{len(kinds)} kinds, {len(tally.fields)} fields, {made} changes{'' if options.all else ' (a sample)'}: {refuted} refuted, {made - refuted} of {len(tally.opened)} "
          f"fields that the publisher alone decides (section 17); anchors tried {verifier.runs - changed} times; {verifier.runs} runs of the verifier")
    print(f"{results[True]} passed, {results[False]} failed")
    return 1 if results[False] else 0


if __name__ == "__main__":
    raise SystemExit(main())
