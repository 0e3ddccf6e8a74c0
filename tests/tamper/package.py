"""Packages as an insider re-makes them: payload, manifests and signatures (specification, section 7)."""
import subprocess
import tempfile
from pathlib import Path

from artifacts import digest
from indexes import described, index_of, is_index

INDEX = "data/publication-index.xml"
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


# TimeStampReq, version 1, SHA-256, no nonce, certReq true (section 7.2), around the digest.
REQUEST = bytes.fromhex("30390201013031300d060960864801650304020105000420"), bytes.fromhex("0101ff")


class Package:
    """The files of a package by path. `seal` re-makes everything that follows from them; each step can be left out."""

    def __init__(self, files, keys):
        self.files = files
        self.links = {}
        self.keys = keys
        self.signers = {"test-clerk": keys / "test-clerk.key"}
        self.authority = None  # the program that plays a time-stamp authority
        self.prior = ()  # what the index has from earlier packages
        self.election = None  # that of the index, when not the first artifact's
        self.indexed = True  # `seal` makes the index
        self.beside = {}  # other packages of the same case, by folder

    @classmethod
    def read(cls, folder, keys):
        """A package of the generator; its index and its time stamp request are made again here."""
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.parent.name != "timestamps"]
        package = cls({str(path.relative_to(folder)): path.read_bytes() for path in paths}, keys)
        package.seal()
        return package

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

    def copy(self):
        made = Package(dict(self.files), self.keys)
        made.signers = dict(self.signers)
        return made

    def artifacts(self):
        return {path: self.files[path] for path in self.payload() if not is_index(self.files[path])}

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

    def resign(self, name, role):
        """Another signer in the place of all signers; `seal` makes the signature."""
        for signer in self.signers:
            del self.files[f"signatures/{signer}.pub"], self.files[f"signatures/{signer}.sig"]
        self.signers.clear()
        bag_info = self.files["bag-info.txt"].splitlines(keepends=True)
        self.files["bag-info.txt"] = b"".join(line for line in bag_info if not line.startswith(b"Scrutineer-Signer"))
        self.add_signer(name, role)

    def request(self, name, data):
        self.files[f"timestamps/{name}.tsq"] = REQUEST[0] + bytes.fromhex(digest(data)) + REQUEST[1]

    def stamp(self, name, data, time, *options):
        """A stamp of these bytes by the authority of the fixtures (tests/tamper/tsa.c), after the last `seal`."""
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "out.tsr"
            length = 40 if "--hash=sha1" in options else 64
            subprocess.run([self.authority, digest(data)[:length], time, self.keys, out, *options], check=True)
            self.files[f"timestamps/{name}.tsr"] = out.read_bytes()

    def countersign(self, name, path, time, key="test-other", **changes):
        """A statement about a file of the package, after the last `seal`; `changes` are values of its lines."""
        data = self.files[path]
        purpose = "package" if path.startswith("tagmanifest") else "publication-index" if is_index(data) else described(data)[1]
        lines = {"Scrutineer-Statement": "1", "Election": self.label("Scrutineer-Election"), "Object": purpose, "SHA256": digest(self.files[path]),
                 "Signer": name, "Role": "observer", "Fingerprint": fingerprint((self.keys / f"{key}.pub").read_bytes()), "Time": time,
                 "Words": "I hold this file.", **changes}
        self.files[f"countersignatures/{name}.pub"] = (self.keys / f"{key}.pub").read_bytes()
        self.say(name, "".join(f"{label}: {value}\n" for label, value in lines.items()), key)

    def say(self, name, text, key="test-other"):
        self.files[f"countersignatures/{name}.txt"] = text.encode()
        self.files[f"countersignatures/{name}.sig"] = sign(self.keys / f"{key}.key", text.encode())

    def resay(self, name, change):
        """Changes a statement, which its signer signs again."""
        self.say(name, change(self.files[f"countersignatures/{name}.txt"].decode()))

    def set_label(self, label, value):
        lines = self.files["bag-info.txt"].decode().splitlines()
        assert sum(line.startswith(label + ": ") for line in lines) == 1, label
        lines = [f"{label}: {value}" if line.startswith(label + ": ") else line for line in lines]
        self.files["bag-info.txt"] = "".join(line + "\n" for line in lines).encode()

    def label(self, label):
        return next(line[len(label) + 2 :] for line in self.files["bag-info.txt"].decode().splitlines() if line.startswith(label + ": "))

    def make_index(self):
        old = [path for path in self.payload() if is_index(self.files[path])]
        for path in old:
            del self.files[path]
        index = index_of(self.artifacts(), self.label("Bagging-Date"), self.prior, self.election)
        if index:
            self.files[old[0] if old else INDEX] = index.render()

    def seal(self, index=True, oxum=True, manifest=True, tagmanifest=True, signatures=True):
        if index and self.indexed:
            self.make_index()
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
