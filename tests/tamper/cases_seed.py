"""Seed records: those that hold or stay undecided, and TPT-03 to TPT-05 clause by clause."""
import hashlib

from artifacts import digest, element
from cases import tampered, valid
from cases_commitment import attribute
from poll import KEYS, THROWS, beacon_certificate, beacon_pulse, pulse_message
from polls import poll

SEED = "seed.xml"
BOTH = "seed.xml commitment.xml"
NAMED = f"--beacon-certificate {beacon_certificate()} {BOTH}"


def record(change=None):
    """Commitment and record, with this change of the poll."""

    def whole(made):
        made.until = SEED
        if change:
            change(made)

    return whole


def changed(function):
    return record(lambda made: made.change(SEED, function))


def dice(throws, sides="6", seed=None):
    def change(root):
        root.find("Dice").set("Sides", sides)
        root.find("Dice/Throws").text = throws
        root.find("Seed").text = seed or throws

    return changed(change)


def pulse(certificate=True, **changes):
    """A pulse with these fields, computed and signed as the beacon would."""

    def change(made):
        made.evidence = beacon_pulse(made.seed_source, **changes)
        if not certificate:
            made.evidence.remove(made.evidence[0])

    return record(change)


def pulse_field(seed=None, **attributes):
    """A pulse changed afterwards."""

    def change(root):
        attribute("Pulse", **attributes)(root)
        if seed:
            root.find("Seed").text = seed

    return changed(change)


def statement(made):
    made.evidence = element("Statement", "Read out by the clerk on the county's steps.")


def no_commitment(made):
    made.drop("commitment.xml")


valid("seed-dice", "poll:mayor", "25 throws of a die with six sides: the seed is what was thrown.", record(), arguments=BOTH)
valid("seed-dice-ten-sides", "poll:mayor", "20 throws of a die with ten sides, 0 to 9.", dice("09182736450918273645", "10"), arguments=BOTH)
valid("seed-coin", "poll:mayor", "64 throws of a coin: exactly 2^64 possible seeds.", dice("12" * 32, "2"), arguments=BOTH)
valid("seed-pulse", "poll:beacon", "A pulse of a beacon whose key was made for these fixtures: signature, output value and indices are as they must be, and the reader names the certificate.",
      record(), arguments=NAMED)
valid("seed-pulse-certificate-not-named", "poll:beacon", "The same, and nobody says that the certificate is the beacon's: anybody could have made it and the pulse.",
      record(), arguments=BOTH, undecided=("TPT-05",))
valid("seed-pulse-other-certificate-named", "poll:beacon", "The reader names another certificate as the beacon's.", record(),
      arguments=f"--beacon-certificate {digest(b'x') * 2} {BOTH}", undecided=("TPT-05",))
valid("seed-pulse-two-certificates-named", "poll:beacon", "The reader names two certificates; the second one, in upper case, is that of the record.", record(),
      arguments=f"--beacon-certificate {digest(b'x') * 2} --beacon-certificate {beacon_certificate().upper()} {BOTH}")
valid("seed-pulse-after-a-pause", "poll:beacon", "StatusCode 2: the beacon had paused before this pulse.", pulse(StatusCode="2"), arguments=NAMED)
valid("seed-pulse-of-another-beacon", "poll:beacon", "Another beacon than NIST's has addresses and a period of its own.",
      record(lambda made: (made.seed_source.update(Beacon="Fixture Beacon"),
                           setattr(made, "evidence", beacon_pulse(made.seed_source, Uri="https://beacon.example/2/1234567", Period="30000")))),
      arguments=NAMED)
valid("seed-pulse-by-time", "poll:beacon-time", "The pulse 30 seconds after the time committed: with a period of 60 seconds no other pulse lies between.",
      record(), arguments=NAMED)
valid("seed-pulse-at-time", "poll:beacon-time", "The pulse at the very time that was committed.", pulse(TimeStamp="2026-11-05T08:59:30.000Z"), arguments=NAMED)
valid("seed-pulse-no-certificate", "poll:beacon", "Without the beacon's certificate the signature cannot be checked.", pulse(certificate=False),
      arguments=BOTH, undecided=("TPT-05",))
valid("seed-pulse-much-later", "poll:beacon-time", "The pulse came 60 seconds after the time committed, which is a period: only the beacon's own records show "
      "whether another pulse lies between.", pulse(TimeStamp="2026-11-05T09:00:30.000Z"), arguments=BOTH, undecided=("TPT-05",))
valid("seed-statement", "poll:mayor", "A statement is no evidence of the seed: undecided.", record(statement), arguments=BOTH, undecided=("TPT-05",))
valid("seed-without-commitment", "poll:mayor", "The record alone: whether it is of the source that was committed cannot be said.", record(no_commitment),
      arguments=SEED, undecided=("TPT-04",))


def rests_on_definition(root):
    root.find("Header/RestsOn").set("Kind", "ballot-definition")


def rests_on_nothing(root):
    root.find("Header").remove(root.find("Header/RestsOn"))


for name, why, change in (
    ("comment", "A comment before the end.", record(lambda made: made.edit(SEED, "  <Seed>", "  <!-- lucky -->\n  <Seed>"))),
    ("seed-with-space", "A seed holds no space.", changed(lambda root: setattr(root.find("Seed"), "text", "3 6"))),
    ("throws-not-digits", "Throws are digits.", changed(lambda root: setattr(root.find("Dice/Throws"), "text", THROWS[:-1] + "x"))),
    ("purpose", "Purpose is that of a commitment.", record(lambda made: made.edit(SEED, "<Purpose>seed-record<", "<Purpose>ballot-commitment<"))),
    ("signer-role", "SignerRole is another than section 2 has.", record(lambda made: made.edit(SEED, ">election-official<", ">vendor<"))),
    ("rests-on-definition", "The record rests on a ballot definition.", changed(rests_on_definition)),
    ("rests-on-nothing", "The record names no commitment.", changed(rests_on_nothing)),
    ("two-kinds-of-source", "SeedSource is a dice ceremony and a beacon at once.", changed(attribute("SeedSource", Beacon="NIST Randomness Beacon 2.0"))),
):
    tampered("tpt-03-" + name, "TPT-03", "poll:mayor", why, change, arguments=BOTH)


def other_commitment(made):
    """The record's commitment is of another manifest; only its source of the seed is the same."""
    made.change(SEED, lambda root: root.find("Header/RestsOn").set("SHA256", digest(b"another commitment")))


valid("seed-of-another-commitment", "poll:mayor", "The record rests on another commitment than the one given, so the one it needs is not at hand.",
      record(other_commitment), arguments=BOTH, undecided=("TPT-04",))
for name, base, why, change in (
    ("other-place", "mayor", "The ceremony was held at another place than committed.", changed(attribute("SeedSource", Place="A back room"))),
    ("other-time", "mayor", "The ceremony was held at another time than committed.", changed(attribute("SeedSource", Time="2026-11-05T10:00:00Z"))),
    ("other-election", "mayor", "The record is of another election than its commitment.", changed(attribute("Header/Election", Id="trees-2027"))),
    ("dice-for-beacon", "beacon", "The commitment names a beacon, and the record has dice.",
     record(lambda made: setattr(made, "evidence", poll("mayor").seed_record("0" * 64).find("Dice")))),
):
    tampered("tpt-04-" + name, "TPT-04", "poll:" + base, why, change, arguments=BOTH)
tampered("tpt-04-pulse-for-dice", "TPT-04", "poll:mayor", "The commitment names a dice ceremony, and the record has a pulse.",
         record(lambda made: setattr(made, "evidence", poll("beacon").seed_record("0" * 64).find("Pulse"))), arguments=NAMED)

for name, why, change in (
    ("other-seed", "The seed is not what was thrown.", dice(THROWS, seed=THROWS[::-1])),
    ("seed-cut", "The seed is all throws but the last.", dice(THROWS, seed=THROWS[:-1])),
    ("throw-above-sides", "A die of six sides shows a 7.", dice(THROWS[:-1] + "7")),
    ("throw-zero", "A die of six sides shows a 0.", dice(THROWS[:-1] + "0")),
    ("too-few-throws", "24 throws of six sides are fewer than 2^64 seeds: someone could have tried all.", dice(THROWS[:-1])),
    ("too-few-tosses", "63 tosses of a coin are 2^63 seeds.", dice("12" * 31 + "1", "2")),
    ("one-side", "A die of one side always shows the same.", dice("1" * 64, "1")),
    ("eleven-sides", "Eleven sides cannot be written in one digit.", dice(THROWS, "11")),
):
    tampered("tpt-05-" + name, "TPT-05", "poll:mayor", why, change, arguments=BOTH)

OTHER = digest(b"x") * 2


def bad_signature(root):
    """Signature changed, output value and seed computed again around it."""
    found = root.find("Pulse")
    signature = bytearray.fromhex(found.get("SignatureValue"))
    signature[-1] ^= 1
    message = pulse_message(list(found.items())[:-2])
    output = hashlib.sha512(message + bytes(signature)).hexdigest()
    found.set("SignatureValue", signature.hex())
    found.set("OutputValue", output)
    root.find("Seed").text = output


def other_certificate(root):
    root.find("Pulse/Certificate").text = (KEYS / "test-beacon-other.pem").read_text()


for name, base, why, change in (
    ("pulse-output", "beacon", "The output value, which is the seed, was changed.", pulse_field(OutputValue=OTHER, seed=OTHER)),
    ("pulse-random-value", "beacon", "The beacon's random value was changed, so neither output value nor signature fit.",
     pulse_field(LocalRandomValue=OTHER)),
    ("pulse-signature", "beacon", "The signature was changed, and the output value computed again around it.", changed(bad_signature)),
    ("pulse-seed", "beacon", "The seed is not the pulse's output value.", changed(lambda root: setattr(root.find("Seed"), "text", OTHER))),
    ("pulse-other-index", "beacon", "A pulse later than the one committed.", pulse(PulseIndex="1234568")),
    ("pulse-other-chain", "beacon", "A pulse of another chain than the one committed.", pulse(ChainIndex="1")),
    ("pulse-too-early", "beacon-time", "A pulse before the time committed, when it was known already.", pulse(TimeStamp="2026-11-05T08:59:29.999Z")),
    ("pulse-version", "beacon", "A pulse of another version of the format.", pulse(Version="1.0")),
    ("pulse-status", "beacon", "No pulse has StatusCode 3.", pulse(StatusCode="3")),
    ("pulse-address", "beacon", "The commitment names NIST's beacon, and the pulse has another's address.",
     pulse(Uri="https://beacon.example/beacon/2.0/chain/2/pulse/1234567")),
    ("pulse-address-alike", "beacon", "An address that begins like that of NIST's beacon and is another's.",
     pulse(Uri="https://beacon.nist.gov.example/beacon/2.0/chain/2/pulse/1234567")),
    ("pulse-period", "beacon-time", "A Period of a day would let any of 1,440 pulses pass for the first one after the time committed.",
     pulse(Period="86400000", TimeStamp="2026-11-05T20:00:00.000Z")),
    ("certificate-id", "beacon", "The pulse names another certificate than the one it shows.", pulse(CertificateId=OTHER)),
    ("other-certificate", "beacon", "The certificate is another's: it has neither the id nor the key.", changed(other_certificate)),
    ("certificate-garbage", "beacon", "The certificate is none.", changed(lambda root: setattr(root.find("Pulse/Certificate"), "text", "the beacon's own"))),
):
    tampered("tpt-05-" + name, "TPT-05", "poll:" + base, why, change, arguments=BOTH)
