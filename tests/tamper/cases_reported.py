"""A machine's reported totals that differ from the expected ones: LAT-31."""
from cases import tampered
from cases_valid import TAPE, reported

tampered("lat-31-exchanged", "LAT-31", "small", """The tape gives Ben's total to Cyd and Cyd's to Ben: a machine with these two targets exchanged
    reports exactly this, and the verifier says so.""", arguments=TAPE, files={"totals.csv": reported(("Mayor,Ben", 3), ("Mayor,Cyd", 2))})
tampered("lat-31-no-exchange-explains", "LAT-31", "small", "One total is a vote short; no exchange of targets makes a machine report this.",
         arguments=TAPE, files={"totals.csv": reported(("Council,Fay", 4))})
tampered("lat-31-undervotes", "LAT-31", "small", "All totals are right, the undervotes of one contest are not.", arguments=TAPE,
         files={"totals.csv": reported(extra=("Mayor,undervotes,2",))})
tampered("lat-31-overvotes", "LAT-31", "small", "All totals are right, the overvotes of one contest are not.", arguments=TAPE,
         files={"totals.csv": reported(extra=("Mayor,overvotes,9",))})
tampered("lat-31-ballots-of-contest", "LAT-31", "small", "All totals are right, the ballots cast in one contest are not.", arguments=TAPE,
         files={"totals.csv": reported(extra=("Mayor,ballots,7",))})
tampered("lat-31-ballots", "LAT-31", "small", "All totals are right, the ballots cast are not.", arguments=TAPE,
         files={"totals.csv": reported(extra=(",ballots,7",))})

for name, why, text in (
    ("target-missing", "The tape lacks one covered target.", reported().replace("Levy,No,4\n", "")),
    ("target-twice", "The tape gives one target twice.", reported(extra=("Levy,No,4",))),
    ("no-such-candidate", "The tape names a candidate whom the deck does not have.", reported(extra=("Levy,Perhaps,0",))),
    ("other-style", "The tape's style column gives other styles' ids only.", "style," + reported().replace("\n", "\nOak,").removesuffix("Oak,")),
    ("no-number", "A total is no number.", reported(("Levy,No", "four"))),
    ("no-header", "The header line is missing.", reported().split("\n", 1)[1]),
):
    tampered("usage-reported-" + name, (), "small", why + " Malformed totals end the run with exit status 2 (section 8).", arguments=TAPE,
             files={"totals.csv": text}, usage=True)
