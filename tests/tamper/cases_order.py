"""Time stamps, countersignatures, the order of events, signers that the reader requires: PKG-08, PKG-09, PKG-10, PKG-13."""
import re

from artifacts import digest
from cases import tampered, valid
from indexes import Index, index_of
from package import fingerprint, sign
from poll import KEYS, beacon_certificate

MOMENT = "2026-11-05T09:00:00Z"  # of the dice, and of the beacon's pulse, in all seed records of packages
BEFORE, AFTER = "2026-11-05T08:00:00Z", "2026-11-06T12:00:00Z"
COMMITMENT, SEED, TREE, AUDIT, TAGS = "data/commitment.xml", "data/seed.xml", "data/tree.xml", "data/audit.xml", "tagmanifest-sha256.txt"
INDEX = "data/publication-index.xml"
CLERK = "--key ../../keys/test-clerk.pub"
TSA = "--tsa ../../keys/test-tsa-ca.pem"
BOTH = f"{CLERK} {TSA} package"
LISTED = "--trust trust.xml package"


def rows(*keys):
    """A trust list of (key, owner, role) and further attributes."""
    text = '<?xml version="1.0" encoding="UTF-8"?>\n<TrustList xmlns="urn:scrutineer:artifact:1" Version="1">\n'
    for name, owner, role, *more in keys:
        values = {"Election": "*", "NotBefore": "2020-01-01", "NotAfter": "9999-12-31", "Revoked": "false", **(more[0] if more else {})}
        key = fingerprint((KEYS / f"{name}.pub").read_bytes())
        rest = "".join(f' {attribute}="{value}"' for attribute, value in values.items())
        text += f'  <Key Fingerprint="{key}" Owner="{owner}" Role="{role}"{rest}/>\n'
    return text + "</TrustList>\n"


CLERK_ROW, OBSERVER_ROW = ("test-clerk", "The clerk", "election-official"), ("test-other", "The observers", "observer")
OBSERVED = {"trust.xml": rows(CLERK_ROW, OBSERVER_ROW)}


def stamped(path=COMMITMENT, time=BEFORE, *options, name="commitment"):
    return lambda made: made.stamp(name, made.files[path], time, *options)


def countersigned(path=COMMITMENT, time=BEFORE, name="observer", **changes):
    return lambda made: made.countersign(name, path, time, **changes)


def seed_taken_back(date):
    """An earlier seed record of this day on the same commitment, withdrawn, stands at the beginning of the index."""

    def whole(made):
        index = index_of(made.artifacts(), made.label("Bagging-Date"))
        before = Index({})
        before.past(date, [("seed-record", digest(made.files[COMMITMENT]), digest(b"an earlier seed record")), 1])
        index.entries[:0] = before.entries
        made.files[INDEX] = index.render()
        made.seal(index=False)

    return whole


def after(*changes):
    def whole(made):
        for change in changes:
            change(made)

    return whole


def case(kind, name, why, change, refuted=(), arguments=BOTH, base="package:poll:all", undecided=(), files=None, ordered=True):
    more = {"arguments": arguments, "bare": False, "undecided": undecided, "files": files or {}, "ordered": ordered}
    if kind is valid:
        return valid("package-" + name, base, why, change, **more)
    first = refuted if isinstance(refuted, str) else refuted[0]
    return tampered(f"{first.lower()}-{name}", refuted, base, why, change, **more)


def indefinite(made):
    """The stamp of the commitment without the length of the whole: an end, two zeros, instead."""
    whole = made.files["timestamps/commitment.tsr"]
    assert whole[:2] == b"\x30\x82" and len(whole) == 4 + int.from_bytes(whole[2:4], "big")
    made.files["timestamps/commitment.tsr"] = b"\x30\x80" + whole[4:] + b"\0\0"


OPEN = ("PKG-08", "PKG-10")

# Time stamps.
case(valid, "stamped", "The commitment was stamped by an authority that the reader names, an hour before the dice: everything holds.", stamped())
case(valid, "stamped-accuracy", "The authority states an accuracy of a second and a half; with it the stamp is still before the dice.",
     stamped(COMMITMENT, "2026-11-05T08:59:58Z", "--accuracy=1.500"))
case(valid, "stamped-fraction", "The stamp is of half a second before the dice.", stamped(COMMITMENT, "2026-11-05T08:59:59.5Z"))
case(valid, "stamped-at-the-moment", "The stamp is of the very second of the dice, which is not before: the order is not shown.",
     stamped(COMMITMENT, MOMENT), undecided=("PKG-10",))
case(valid, "stamped-within-accuracy", "The stamp is of a second before the dice, give or take two.", stamped(COMMITMENT, "2026-11-05T08:59:59Z", "--accuracy=2"),
     undecided=("PKG-10",))
case(valid, "stamped-later", "The commitment was stamped on the day after the dice: that shows nothing.", stamped(COMMITMENT, AFTER), undecided=("PKG-10",))
case(valid, "stamped-no-authority-named", "The reader names no authority, so nobody vouches for the stamp.", stamped(), arguments=f"{CLERK} package", undecided=OPEN)
case(valid, "stamped-by-another", "The reader names another authority than the one that stamped.", stamped(),
     arguments=f"{CLERK} --tsa ../../keys/test-tsa-other-ca.pem package", undecided=OPEN)
case(valid, "stamped-without-certificate", "The answer encloses no certificate, and the reader's file has only that of the authority above.",
     stamped(COMMITMENT, BEFORE, "--no-certificate"), undecided=OPEN)
case(valid, "stamped-all", "The commitment before the dice, the whole package after them; and a request for another stamp.", after(
    stamped(), stamped(TAGS, AFTER, name="package"), lambda made: made.request("package-again", made.files[TAGS])))
case(valid, "stamped-deck", "A deck's package with a time stamp: no order matters here.", stamped(TAGS, "2020-10-02T10:00:00Z", name="package"), base="package:small")
case(valid, "stamped-release", "The measurement statement was stamped before the dice.", stamped("data/statement.xml", BEFORE), base="package:release:plain",
     undecided=("DPR-21", "DPR-22", "DPR-23"))
case(tampered, "other-digest", "The stamp is of a digest that nothing here has.", after(stamped(), lambda made: made.stamp("other", b"another commitment", BEFORE)), "PKG-08")
case(tampered, "signature", "The authority's signature has another byte at its end.", after(stamped(), stamped(TAGS, AFTER, "--break", name="package")), "PKG-08")
case(tampered, "signature-of-commitment", "The same of the stamp that shows the order, which then nothing shows.", stamped(COMMITMENT, BEFORE, "--break"), "PKG-08",
     undecided=("PKG-10",))
case(tampered, "rejected", "The authority refused.", after(stamped(), stamped(TAGS, AFTER, "--status=2", name="package")), "PKG-08")
case(tampered, "sha-1", "The imprint is by SHA-1.", after(stamped(), lambda made: made.stamp("old", b"", AFTER, "--hash=sha1")), "PKG-08")
case(tampered, "not-for-stamps", "The certificate that signed is not one for time stamping.", after(stamped(), stamped(TAGS, AFTER, "--cert=no-eku", name="package")), "PKG-08")
case(tampered, "also-for-servers", "The certificate that signed is for other things as well.", after(stamped(), stamped(TAGS, AFTER, "--cert=more-eku", name="package")),
     "PKG-08")
case(tampered, "bytes-behind", "A byte stands behind the answer.", after(stamped(), stamped(TAGS, AFTER, "--trailing", name="package")), "PKG-08")
case(tampered, "no-answer", "The file is no answer of an authority.", after(stamped(), lambda made: made.files.update({"timestamps/package.tsr": b"stamped\n"})), "PKG-08")
case(tampered, "request-longer", "A request has a byte more than section 7.2 gives it.", after(
    stamped(), lambda made: made.request("package", made.files[TAGS]), lambda made: made.files.update(
        {"timestamps/package.tsq": made.files["timestamps/package.tsq"] + b"\0"})), "PKG-08")
case(tampered, "request-of-nothing", "A request is for the digest of something else.", after(stamped(), lambda made: made.request("package", b"something else")), "PKG-08")
case(valid, "stamped-indefinite-length", "The answer says not how long it is, but where it ends, as authorities in use write it: BER, not DER.", after(stamped(), indefinite))
case(valid, "stamped-unknown-extension", "The certificate that signed has a critical extension of a kind that nobody knows.", stamped(COMMITMENT, BEFORE, "--cert=unknown"),
     undecided=OPEN)
case(valid, "stamped-otherwise-signed", "The signature calls itself one by Ed25519, which stock tools do not check in a stamp.",
     stamped(COMMITMENT, BEFORE, "--signature=ED25519", "--break"), undecided=OPEN)
for fault, why, *options in (
        ("other-content-type", "The signed attributes give the content type of plain data.", "--attribute=contentType:data"),
        ("no-content-type", "The signed attributes give no content type; and no certificate is at hand.", "--attribute=contentType:none", "--no-certificate"),
        ("other-content", "The signed attributes have another digest of the content; and no certificate is at hand.", "--attribute=messageDigest:zeros", "--no-certificate"),
        ("names-no-certificate", "No signed attribute names the certificate; and none is at hand.", "--attribute=id-smime-aa-signingCertificateV2:none", "--no-certificate"),
        ("names-one-more", "The signed attribute that names the certificate names another one too, which nobody has.", "--second-id"),
        ("bytes-within", "A byte stands behind the TSTInfo, in what is signed.", "--info-trailing"),
        ("no-digests", "The list of digests does not have that of the signature.", "--no-digests"),
        ("ca-usage", "The key usage of the certificate that signed is for certificates as well.", "--cert=ca-usage"),
        ("way-expired", "The certificate between the signer's and the reader's had run out at the time of the stamp.", "--cert=expired-intermediate")):
    case(tampered, fault, why, after(stamped(), stamped(TAGS, AFTER, *options, name="package")), "PKG-08")
case(tampered, "last-second", "The stamp is of the very second in which the certificate ends: libcrypto counts it as over.", after(
    stamped(), stamped(COMMITMENT, "2020-12-31T23:59:59Z", "--cert=expired", name="old")), "PKG-08")
case(tampered, "stamps-other-file", "A file in timestamps/ that is no stamp and no request.", after(
    stamped(), lambda made: made.files.update({"timestamps/NOTE.txt": b"stamped\n"})), "PKG-01")

# Countersignatures.
case(valid, "countersigned", "An observer whom the reader trusts countersigned the commitment an hour before the dice.", countersigned(), arguments=LISTED, files=OBSERVED)
case(valid, "countersigned-key-only", "The same; the reader gives the clerk's key only, so nobody is known to be an observer.", countersigned(),
     arguments=f"{CLERK} package", undecided=("PKG-10",))
case(valid, "countersigned-unknown", "The same; the observer is not on the reader's list.", countersigned(), arguments=LISTED, files={"trust.xml": rows(CLERK_ROW)},
     undecided=("PKG-10",))
case(valid, "countersigned-revoked", "The same; the observer's key is revoked.", countersigned(), arguments=LISTED,
     files={"trust.xml": rows(CLERK_ROW, (*OBSERVER_ROW, {"Revoked": "true"}))}, undecided=("PKG-10",))
case(valid, "countersigned-other-election", "The same; the observer's key is listed for another election.", countersigned(), arguments=LISTED,
     files={"trust.xml": rows(CLERK_ROW, (*OBSERVER_ROW, {"Election": "elsewhere"}))}, undecided=("PKG-10",))
case(valid, "countersigned-period", "The same; the observer's key was not yet in its period on that day.", countersigned(), arguments=LISTED,
     files={"trust.xml": rows(CLERK_ROW, (*OBSERVER_ROW, {"NotBefore": "2026-11-06"}))}, undecided=("PKG-10",))
case(valid, "countersigned-other-role", "The same; the observer's key is listed in another role.", countersigned(), arguments=LISTED,
     files={"trust.xml": rows(CLERK_ROW, ("test-other", "The observers", "court"))}, undecided=("PKG-10",))
case(valid, "countersigned-same-owner", "The reader's list has both keys as the clerk's: nobody countersigns for himself.", countersigned(), arguments=LISTED,
     files={"trust.xml": rows(CLERK_ROW, ("test-other", "The clerk", "observer"))}, undecided=("PKG-10",))
case(valid, "countersigned-same-owner-otherwise", "The same; the list writes the clerk's name in two ways.", countersigned(), arguments=LISTED,
     files={"trust.xml": rows(CLERK_ROW, ("test-other", " the\u00a0 CLERK\u200b", "observer"))}, undecided=("PKG-10",))
case(valid, "countersigned-as-official", "A countersignature in the role that the artifacts need is not independent.", countersigned(Role="election-official"),
     arguments=LISTED, files={"trust.xml": rows(CLERK_ROW, ("test-other", "The deputy", "election-official"))}, undecided=("PKG-10",))
case(valid, "countersigned-later", "The observer countersigned after the dice.", countersigned(time=AFTER), arguments=LISTED, files=OBSERVED, undecided=("PKG-10",))
case(valid, "countersignature-stamped", "Nobody trusts the countersigner, but an authority stamped the statement before the dice: so the commitment was there.", after(
    countersigned(), stamped("countersignatures/observer.txt", BEFORE, name="statement")))
case(tampered, "words", "The statement was changed after it was signed.", after(countersigned(), lambda made: made.replace(
    "countersignatures/observer.txt", "Words: I hold", "Words: I never held")), "PKG-09", arguments=LISTED, files=OBSERVED, undecided=("PKG-10",))
SECOND = after(countersigned(), countersigned(TAGS, AFTER, name="second"))
for name, why, change in (
    ("election", "A statement about another election.", {"Election": "elsewhere"}),
    ("digest", "A statement about another file.", {"SHA256": digest(b"another")}),
    ("object", "A statement that calls the commitment a seed record.", {"Object": "seed-record"}),
    ("package-object", "A statement that calls the commitment a package.", {"Object": "package"}),
    ("fingerprint", "A statement that names another key than the one beside it.", {"Fingerprint": digest(b"a key")}),
    ("time", "A statement of 31 November.", {"Time": "2026-11-31T08:00:00Z"}),
    ("year", "A statement of 29 February of the year 0000, which no calendar here has.", {"Time": "0000-02-29T08:00:00Z"}),
    ("version", "A statement of a version that does not exist yet.", {"Scrutineer-Statement": "2"}),
    ("role-form", "A role in capital letters.", {"Role": "Observer"}),
):
    case(tampered, name, why + " Another one shows the order.", after(countersigned(), countersigned(name="second", **change)), "PKG-09", arguments=LISTED, files=OBSERVED)
case(tampered, "line-more", "A statement has a line more.", after(SECOND, lambda made: made.resay("second", lambda text: text + "P.S.: so help me\n")), "PKG-09", arguments=LISTED,
     files=OBSERVED)
case(tampered, "lines-exchanged", "Two lines of a statement are exchanged.", after(SECOND, lambda made: made.resay("second", lambda text: "".join(
    (lines := text.splitlines(keepends=True))[:4] + [lines[5], lines[4]] + lines[6:]))), "PKG-09", arguments=LISTED, files=OBSERVED)
case(tampered, "countersignature-absent", "A statement without signature.", after(SECOND, lambda made: made.files.pop("countersignatures/second.sig")), "PKG-09",
     arguments=LISTED, files=OBSERVED)
case(tampered, "statement-absent", "A signature and a key without a statement.", after(SECOND, lambda made: made.files.pop("countersignatures/second.txt")), "PKG-09",
     arguments=LISTED, files=OBSERVED)
case(tampered, "signed-tag-manifest", "The signature is over the tag manifest and not over the statement.", after(SECOND, lambda made: made.files.update(
    {"countersignatures/second.sig": sign(KEYS / "test-other.key", made.files[TAGS])})), "PKG-09", arguments=LISTED, files=OBSERVED)
case(tampered, "countersignatures-other-file", "A file in countersignatures/ that belongs to no statement's form.", after(
    countersigned(), lambda made: made.files.update({"countersignatures/NOTE.pdf": b"%PDF"})), "PKG-01", arguments=LISTED, files=OBSERVED)

# The order of events.
case(tampered, "seed-before-dice", "The seed record was stamped an hour before the dice were thrown in public: they had been thrown before.", after(
    stamped(), stamped(SEED, BEFORE, name="seed")), "PKG-10")
case(tampered, "tree-before-dice", "The tree that rests on the seed record was stamped before the dice.", after(stamped(), stamped(TREE, BEFORE, name="tree")), "PKG-10")
case(tampered, "index-before-dice", "The index of publications was stamped before the dice, and lists the seed record's digest.", after(
    stamped(), stamped(INDEX, BEFORE, name="index")), "PKG-10")
case(tampered, "index-countersigned-before-dice", "An observer countersigned the index of publications before the dice; it lists the tree, which rests on the seed record.",
     after(countersigned(), countersigned(INDEX, BEFORE, name="second")), "PKG-10", arguments=LISTED, files=OBSERVED)
case(valid, "index-after-dice", "The index of publications was stamped on the day after the dice, the commitment before them.", after(
    stamped(), stamped(INDEX, AFTER, name="index")))
case(tampered, "index-dates-earlier-seed", """The index has an earlier seed record on this commitment, withdrawn, of a day long before the dice that the commitment names: they had been thrown.""",
     after(seed_taken_back("2026-11-01"), stamped()), "PKG-10")
case(valid, "index-dates-earlier-seed", "The index has an earlier seed record on this commitment, withdrawn on the day of the dice.",
     after(seed_taken_back("2026-11-05"), stamped()))
case(valid, "countersigned-before-dice-in-doubt", """An observer countersigned the seed record before the dice; the reader's list has the key, but its period is over, so that the day is the
     observer's own word.""", after(stamped(), countersigned(SEED, BEFORE, name="second")), arguments=f"{TSA} {LISTED}", undecided=("PKG-10",),
     files={"trust.xml": rows(CLERK_ROW, (*OBSERVER_ROW, {"NotAfter": "2026-11-20"}))})
case(tampered, "package-before-dice", "The whole package was stamped before the dice.", after(stamped(), stamped(TAGS, BEFORE, name="package")), "PKG-10")
case(tampered, "countersigned-before-dice", "An observer countersigned the seed record before the dice.", after(
    countersigned(), countersigned(SEED, BEFORE, name="second")), "PKG-10", arguments=LISTED, files=OBSERVED)
case(tampered, "statement-before-dice", "An observer's statement about the package was stamped before the dice.", after(
    stamped(), countersigned(TAGS, AFTER), stamped("countersignatures/observer.txt", BEFORE, name="statement")), "PKG-10")
case(tampered, "seed-before-pulse", "The seed record was stamped a minute before the pulse that it holds.", after(
    stamped(), stamped(SEED, "2026-11-05T08:59:00Z", name="seed")), "PKG-10", base="package:poll:beacon", arguments=f"--beacon-certificate {beacon_certificate()} {BOTH}", undecided=("TPT-13", "TPT-14"))

# Dates of the publisher that cannot all be true.
def corrected_on(day):
    """The audit's correction is said to have been made on this day."""

    def whole(made):
        made.files[AUDIT], count = re.subn(rb' Time="[0-9-]*T', f' Time="{day}T'.encode(), made.files[AUDIT])
        assert count == 1, count
        made.seal()

    return whole


HISTORY = {"base": "package:poll:late", "undecided": ("TPT-13", "TPT-14")}
case(valid, "corrected-a-day-later", "The correction is said to be of a day after the package: time zones can do that.", after(corrected_on("2026-11-07"), stamped()),
     **HISTORY)
case(tampered, "corrected-before-dice", "A correction is said to have been made two days before the dice, from which it follows which papers are read.", after(
    corrected_on("2026-11-03"), stamped()), "PKG-10", **HISTORY)
case(tampered, "corrected-after-stamp", "The audit has a correction of a day and more after an authority stamped it.", after(
    corrected_on("2026-11-07"), stamped(), stamped(AUDIT, "2026-11-05T20:00:00Z", name="audit")), "PKG-10", **HISTORY)
case(tampered, "corrected-after-countersignature", "The audit has a correction of a day and more after an observer held the package.", after(
    corrected_on("2026-11-07"), countersigned(), countersigned(TAGS, "2026-11-05T20:00:00Z", name="second")), "PKG-10", arguments=LISTED, files=OBSERVED,
     **HISTORY)
case(tampered, "corrected-after-packing", "The audit has a correction of three days after the package was packed; no index is in it.", after(
    lambda made: (setattr(made, "indexed", False), made.files.pop("data/publication-index.xml")), corrected_on("2026-11-09"), stamped()), "PKG-12", **HISTORY)
case(tampered, "corrected-after-entry", "The audit has a correction of three days after the index says that it was published.", after(
    corrected_on("2026-11-09"), lambda made: (made.set_label("Bagging-Date", "2026-11-09"), made.seal(index=False)), stamped()), "PKG-12", **HISTORY)
case(tampered, "packed-after-stamp", "The Bagging-Date is three days after an authority stamped the package; no seed is in it.", stamped(
    TAGS, "2020-09-28T10:00:00Z", name="package"), "PKG-10", base="package:small")
case(valid, "packed-a-day-after-stamp", "The Bagging-Date is a day after the stamp, where it was tomorrow already.", stamped(TAGS, "2020-09-30T23:00:00Z", name="package"),
     base="package:small")
case(valid, "requested", "A request for a stamp waits, and nothing else: no stamp is there to be checked.", lambda made: made.request("package", made.files[TAGS]),
     base="package:small", arguments=f"{CLERK} package")

# Signers that the reader requires.
REQUIRED = "--trust trust.xml --require election-official=1 --require observer=1 package"
case(valid, "required", "The reader requires the official's signature and that of an observer, who countersigned the package.", after(
    countersigned(), countersigned(TAGS, AFTER, name="package")), arguments=REQUIRED, files=OBSERVED)
case(valid, "required-signer", "The observer is one of the package's own signers.", after(lambda made: (made.add_signer("test-other", "observer"), made.seal())),
     base="package:small", arguments=REQUIRED, files=OBSERVED)
case(tampered, "required-two", "The reader requires two observers: one countersigned.", countersigned(TAGS, "2020-10-02T10:00:00Z"), "PKG-13", base="package:small",
     arguments="--trust trust.xml --require observer=2 package", files=OBSERVED)
case(tampered, "required-one-twice", "One observer countersigned twice, and counts once.", after(
    countersigned(TAGS, "2020-10-02T10:00:00Z"), countersigned(TAGS, "2020-10-02T11:00:00Z", name="second")), "PKG-13", base="package:small",
     arguments="--trust trust.xml --require observer=2 package", files=OBSERVED)
case(tampered, "required-two-spellings", "Two keys countersigned, and the reader's list has their Owner in two spellings: one person.", after(
    countersigned(TAGS, "2020-10-02T10:00:00Z"), countersigned(TAGS, "2020-10-02T11:00:00Z", name="second", key="test-clerk")), "PKG-13", base="package:small",
     arguments="--trust trust.xml --require observer=2 package",
     files={"trust.xml": rows(CLERK_ROW, OBSERVER_ROW, ("test-clerk", "the  OBSERVERS ", "observer"))})
case(valid, "required-two-owners", "The same; they are of two Owners.", after(
    countersigned(TAGS, "2020-10-02T10:00:00Z"), countersigned(TAGS, "2020-10-02T11:00:00Z", name="second", key="test-clerk")), base="package:small",
     arguments="--trust trust.xml --require observer=2 package", files={"trust.xml": rows(CLERK_ROW, OBSERVER_ROW, ("test-clerk", "The press", "observer"))})
case(tampered, "required-commitment-only", "The observer countersigned the commitment, not the package.", countersigned(), "PKG-13", arguments=REQUIRED, files=OBSERVED)
case(tampered, "required-revoked", "The observer's key is revoked.", countersigned(TAGS, "2020-10-02T10:00:00Z"), "PKG-13", base="package:small", arguments=REQUIRED,
     files={"trust.xml": rows(CLERK_ROW, (*OBSERVER_ROW, {"Revoked": "true"}))})
for name, arguments, why in (
    ("require-without-trust", f"{CLERK} --require observer=1 package", "--require without a trust list."),
    ("require-nobody", "--trust trust.xml --require observer=0 package", "--require of no signer."),
    ("require-no-role", "--trust trust.xml --require observer package", "--require without a number."),
    ("trust-in-package", "--trust package/HOWTO-VERIFY.txt package", "A trust list inside the package, where a forger would put his own."),
    ("trust-twice", "--trust trust.xml --trust trust.xml package", "An option that takes one value is given twice."),
    ("tsa-no-certificate", f"{CLERK} --tsa trust.xml package", "--tsa with a file that has no certificate."),
):
    tampered("usage-" + name, (), "package:small", why + " That ends the run with exit status 2 (section 8).", arguments=arguments, bare=False, usage=True, files=OBSERVED)
