"""Packages as an insider re-makes them: payload, manifests and signatures (specification, section 7)."""
import subprocess
import tempfile
from pathlib import Path

from artifacts import digest

TAG_FILES = ("HOWTO-VERIFY.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt")


def fingerprint(public):
    der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=public, capture_output=True, check=True)
    return digest(der.stdout)


def sign(private, data):
    with tempfile.NamedTemporaryFile() as file:
        file.write(data)
        file.flush()
        command = ["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", str(private), "-in", file.name]
        return subprocess.run(command, capture_output=True, check=True).stdout


class Package:
    """The files of a package by path. `seal` re-makes everything that follows from them; each step can be left out."""

    def __init__(self, files, keys):
        self.files = files
        self.links = {}
        self.keys = keys
        self.signers = {"test-clerk": keys / "test-clerk.key"}

    @classmethod
    def read(cls, folder, keys):
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        return cls({str(path.relative_to(folder)): path.read_bytes() for path in paths}, keys)

    @classmethod
    def of(cls, files, keys, election):
        """A package of these artifacts, signed by the clerk."""
        key = fingerprint((keys / "test-clerk.pub").read_bytes())
        labels = {"Source-Organization": "Fixture County", "Bagging-Date": "2026-11-06", "Payload-Oxum": "0.0",
                  "Bag-Software-Agent": "fixtures 1", "Scrutineer-Package-Version": "1", "Scrutineer-Election": election,
                  "Scrutineer-Signer": f"test-clerk election-official {key}"}
        package = cls({"data/" + name: data for name, data in files.items()}, keys)
        package.files["bagit.txt"] = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
        package.files["bag-info.txt"] = "".join(f"{label}: {value}\n" for label, value in labels.items()).encode()
        package.files["HOWTO-VERIFY.txt"] = b"As section 7 of the specification says.\n"
        package.files["signatures/test-clerk.pub"] = (keys / "test-clerk.pub").read_bytes()
        package.seal()
        return package

    def payload(self):
        return sorted(path for path in self.files if path.startswith("data/"))

    def replace_payload(self, files):
        for path in self.payload():
            del self.files[path]
        self.files.update({"data/" + name: data for name, data in files.items()})

    def replace(self, path, old, new):
        before = self.files[path]
        assert before.count(old.encode()) == 1, (path, old, before.count(old.encode()))
        self.files[path] = before.replace(old.encode(), new.encode())

    def add_signer(self, name, role):
        public = (self.keys / f"{name}.pub").read_bytes()
        self.files["bag-info.txt"] += f"Scrutineer-Signer: {name} {role} {fingerprint(public)}\n".encode()
        self.files[f"signatures/{name}.pub"] = public
        self.signers[name] = self.keys / f"{name}.key"

    def set_label(self, label, value):
        lines = self.files["bag-info.txt"].decode().splitlines()
        assert sum(line.startswith(label + ": ") for line in lines) == 1, label
        lines = [f"{label}: {value}" if line.startswith(label + ": ") else line for line in lines]
        self.files["bag-info.txt"] = "".join(line + "\n" for line in lines).encode()

    def seal(self, oxum=True, manifest=True, tagmanifest=True, signatures=True):
        payload = self.payload()
        if oxum:
            self.set_label("Payload-Oxum", f"{sum(len(self.files[path]) for path in payload)}.{len(payload)}")
        if manifest:
            self.files["manifest-sha256.txt"] = self.listing(payload)
        if tagmanifest:
            self.files["tagmanifest-sha256.txt"] = self.listing(TAG_FILES)
        if signatures:
            for name, private in self.signers.items():
                self.files[f"signatures/{name}.sig"] = sign(private, self.files["tagmanifest-sha256.txt"])

    def listing(self, paths):
        order = sorted(paths, key=str.encode)
        return "".join(f"{digest(self.files[path])}  {path}\n" for path in order).encode()

    def write(self, folder: Path):
        for path, data in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        for path, target in self.links.items():
            (folder / path).symlink_to(target)
