"""Noise commitments: those that hold, and DPR-01 clause by clause."""
from artifacts import digest, element
from cases import tampered, valid
from cases_commitment import attribute

NOISE = "noise.xml"


def only(change=None):
    """The noise commitment alone, with this change of the canvass."""

    def whole(made):
        made.only(NOISE)
        if change:
            change(made)

    return whole


def changed(function):
    return only(lambda made: made.change(NOISE, function))


def edited(old, new):
    return only(lambda made: made.edit(NOISE, old, new))


def rests(root):
    root.find("Header").append(element("RestsOn", Kind="ballot-commitment", SHA256=digest(b"another")))


def superseding(root):
    root.find("Header").append(element("Supersedes", SHA256=digest(b"an earlier one")))


valid("noise-commitment", "release:plain", "The keys of three releases, committed at poll close.", only(), arguments=NOISE)
valid("noise-commitment-one-key", "release:one-key", "A single key: the root is its leaf.", only(), arguments=NOISE)
valid("noise-commitment-most-keys", "release:plain", "1,000 keys are as many as section 13.1 allows.", changed(attribute("Keys", Releases="1000")),
      arguments=NOISE)
valid("noise-commitment-superseding", "release:plain", "It replaces an earlier one, which lies elsewhere.", changed(superseding), arguments=NOISE)

for name, why, change in (
    ("comment", "A comment before the keys.", edited("  <Keys", "  <!-- fresh -->\n  <Keys")),
    ("attribute-order", "Root stands before Releases.", changed(lambda root: (
        releases := root.find("Keys").attrib.pop("Releases"), root.find("Keys").set("Releases", releases)))),
    ("no-keys", "No release has a key.", changed(attribute("Keys", Releases="0"))),
    ("too-many-keys", "1,001 keys are one more than section 13.1 allows.", changed(attribute("Keys", Releases="1001"))),
    ("leading-zero", "A number of releases with a leading zero.", changed(attribute("Keys", Releases="03"))),
    ("root-upper-case", "The root is written in upper case.", changed(lambda root: root.find("Keys").set("Root", root.find("Keys").get("Root").upper()))),
    ("root-short", "The root has 62 digits.", changed(lambda root: root.find("Keys").set("Root", root.find("Keys").get("Root")[2:]))),
    ("no-root", "Nothing is committed.", changed(lambda root: root.find("Keys").attrib.pop("Root"))),
    ("key-shown", "The commitment shows a key, from which anybody can subtract the noise.", changed(
        lambda root: root.find("Keys").append(element("ReleaseKey", "00" * 32)))),
    ("version", "A version that does not exist yet.", changed(lambda root: root.set("Version", "2"))),
    ("purpose", "Purpose is that of a ballot commitment.", edited("<Purpose>noise-commitment<", "<Purpose>ballot-commitment<")),
    ("signer-role", "SignerRole is another than section 2 has.", edited(">election-official<", ">vendor<")),
    ("rests-on", "A noise commitment rests on nothing (section 2).", changed(rests)),
):
    tampered("dpr-01-" + name, "DPR-01", "release:plain", why, change, arguments=NOISE)
