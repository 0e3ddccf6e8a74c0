"""A package as an insider re-makes it around one changed artifact, and the verifier's word on it."""
import json
import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

import ed25519
import indexes
import package as packages
from artifacts import digest, parse
from package import Package

# Thousands of packages are signed and indexed here: no process for each signature, no artifact parsed twice.
packages.sign = ed25519.sign
indexes.described = packages.described = lru_cache(maxsize=4096)(indexes.described)
indexes.is_index = packages.is_index = lru_cache(maxsize=4096)(indexes.is_index)

KEYS = Path(__file__).resolve().parents[2] / "fixtures" / "keys"
PUBLISHER = ("--key", str(KEYS / "test-clerk.pub"))


class Verifier:
    """Runs the program on packages that are written into one folder, of which only what differs is written again."""

    def __init__(self, program, folder):
        self.program, self.folder, self.written, self.runs = str(program), Path(folder) / "package", {}, 0

    def lay(self, files):
        for path in set(self.written) - set(files):
            (self.folder / path).unlink()
        for path, data in files.items():
            if self.written.get(path) != data:
                place = self.folder / path
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(data)
        for name in {path.split("/")[0] for path in self.written} - {path.split("/")[0] for path in files}:
            if (self.folder / name).is_dir():
                shutil.rmtree(self.folder / name)
        self.written = dict(files)

    def judge(self, files, *arguments, beside=()):
        """The word on a package. `beside`: other packages of the same run, as folders."""
        self.lay(files)
        return self.run(*(arguments or PUBLISHER), self.folder, *beside)

    def run(self, *arguments):
        """The exit status and what is refuted, as pairs of file and check."""
        self.runs += 1
        ended = subprocess.run([self.program, "--json", *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        refuted = []
        if ended.returncode == 1:
            for file in json.loads(ended.stdout)["files"]:
                refuted += [(file["file"], check["id"]) for check in file["checks"] if check["verdict"] == "refuted"]
            assert refuted, "exit status 1, and no check is refuted"
        return ended.returncode, refuted


def resting(artifacts, path):
    """The artifacts that rest on this one, directly or not, in an order in which each stands behind those it rests on."""
    found = [path]
    for base in found:
        name = digest(artifacts[base]).encode()
        for other, data in artifacts.items():
            if other != base and name in data:
                if other in found[1:]:
                    found.remove(other)
                if other != path:
                    found.append(other)
    return found[1:]


class Bench:
    """An honest package with what is known of it: `arguments` for the verifier, `status` of the honest package as an insider seals it."""

    def __init__(self, verifier, name, package, arguments=()):
        self.verifier, self.name, self.package = verifier, name, package
        self.arguments = (*PUBLISHER, *arguments)
        self.honest = dict(package.artifacts())
        self.election = dict(next(parse(data) for data in self.honest.values() if data[:1] == b"<").find("Header/Election").items())
        self.status, refuted = self.judge(package.files)
        assert self.status in (0, 3), (name, self.status, refuted)

    def judge(self, files, arguments=(), beside=()):
        return self.verifier.judge(files, *(arguments or self.arguments), beside=beside)

    def remade(self, changed, index=None, drop_resting=False):
        """The package's files with `changed` ({path: bytes or None}) and everything that rests on it made to name it by its new digest, or
        left out; index, manifests and signatures anew. Stamps and countersignatures, which are of others, are not made again."""
        made = self.package.copy()
        made.prior, made.election = self.package.prior, self.election
        for path, data in changed.items():
            if data is None:
                made.files.pop(path, None)
            else:
                made.files[path] = data
        for path, data in changed.items():
            if path not in self.honest:
                continue
            behind = resting(self.honest, path)
            if drop_resting or data is None:
                for other in behind:
                    made.files.pop(other, None)
                continue
            for base in [path] + [other for other in behind if other in made.files]:
                old, new = digest(self.honest[base]).encode(), digest(made.files[base]).encode()
                for other in behind:
                    if other not in changed and other in made.files:
                        made.files[other] = made.files[other].replace(old, new)
        if index is not None:
            made.files[packages.INDEX] = index
        made.seal(index=index is None)
        return made.files
