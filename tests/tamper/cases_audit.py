"""Tree audits: those that hold or stay undecided, and TPT-21 to TPT-27 clause by clause."""
from artifacts import digest, element
from cases import tampered, valid
from cases_commitment import attribute
from cases_package import package, second
from cases_tree import PLAN_ONLY
from cases_valid import PACKAGE
from poll import Audit, Round, opened
from polls import corrected, first, flipped, held, nth

AUDIT = "audit.xml"
ALL = "audit.xml tree.xml seed.xml commitment.xml"


def audit(made_by):
    """Another audit than the base's."""
    return lambda made: setattr(made, "audit", made_by)


def after(function):
    """An audit as held, then changed by function(audit, tree)."""

    def change(made):
        held_before = made.audit

        def whole(grown, plan):
            result = held_before(grown, plan)
            function(result, grown)
            return result

        made.audit = whole

    return change


def changed(function):
    return lambda made: made.change(AUDIT, function)


def edited(old, new):
    return lambda made: made.edit(AUDIT, old, new)


valid("audit-confirmed", "poll:confirmed", "One round, every paper as recorded: the plan's papers confirm the TPT winner.", arguments=ALL, undecided=PLAN_ONLY)
valid("audit-discrepancy", "poll:discrepancy", "A paper is not as recorded; two further rounds confirm the TPT winner all the same.", arguments=ALL, undecided=PLAN_ONLY)
valid("audit-changed", "poll:changed", "Every paper shows the other candidate: the papers establish another winner.", arguments=ALL, undecided=PLAN_ONLY)
valid("audit-replanned", "poll:replanned", "Rounds are closed at their first discrepancy and planned again; at the end the winner is another.", arguments=ALL,
      undecided=PLAN_ONLY)
valid("audit-unfinished", "poll:unfinished", "Half of the first round's papers are read. The audit says that it is unfinished, and that is all that holds.", arguments=ALL,
      undecided=PLAN_ONLY)
valid("audit-between-rounds", "poll:between-rounds", "The first round found a discrepancy and the next round is not planned yet: unfinished.", arguments=ALL, undecided=PLAN_ONLY)
valid("audit-not-begun", "poll:confirmed", "No round yet.", audit(lambda grown, plan: Audit([], "unfinished")), arguments=ALL, undecided=PLAN_ONLY)
valid("audit-open-though-established", "poll:confirmed", "All papers of the last round are read, and it is still open: unfinished until it is closed.",
      after(lambda made, grown: (setattr(made.rounds[-1], "state", "open"), setattr(made, "result", "unfinished"), setattr(made, "winner", ""))),
      arguments=ALL, undecided=PLAN_ONLY)
valid("audit-not-confirmable", "poll:not-found", "The papers of the plan were not found, and no other papers would establish a winner: all codes are disclosed, so that shows.",
      arguments=ALL)
valid("audit-not-confirmable-undisclosed", "poll:not-found-plan", "The same with the plan's ballots alone disclosed: whether other papers would do cannot be told.",
      arguments=ALL, undecided=("TPT-13", "TPT-14", "TPT-27"))
valid("audit-no-plan", "poll:none", "The tree has no plan, since too many ballots have no record: there is nothing to audit.",
      audit(lambda grown, plan: Audit([], "not-confirmable")), arguments=ALL)
valid("audit-corrections", "poll:confirmed", "An interpretation was corrected twice and taken back once; what stands is the last word.",
      audit(corrected(held(), ("B", "*"), ("*", ""), ("~", "A"))), arguments=ALL, undecided=PLAN_ONLY)
valid("audit-corrections-at-once", "poll:confirmed", "Two corrections within one second.",
      lambda made: (audit(corrected(held(), ("B", "*"), ("*", "A")))(made), made.change(AUDIT, attribute("Correction[2]", Time="2026-11-06T10:00:00Z"))),
      arguments=ALL, undecided=PLAN_ONLY)
valid("audit-open-another-winner", "poll:changed", "All papers of the open round are read and establish another winner: unfinished, and the report names him.",
      after(lambda made, grown: (setattr(made.rounds[-1], "state", "open"), setattr(made, "result", "unfinished"), setattr(made, "winner", ""))),
      arguments=ALL, undecided=PLAN_ONLY)
valid("audit-late-correction", "poll:late", "A paper was misread, which called for a second round; then the error was found. What was planned rests on what was known.",
      arguments=ALL, undecided=PLAN_ONLY)
valid("audit-late-closed-early", "poll:late-closed", "The same, found before the second round's papers were fetched: it was closed, and nothing more was needed.",
      arguments=ALL, undecided=PLAN_ONLY)
valid("audit-late-further-round", "poll:late-further", "A reading of the first round was corrected during the second: what stands called for a third, which found another winner.",
      arguments=ALL, undecided=PLAN_ONLY)
valid("audit-late-unsettled", "poll:late-further", "The same before the third round is planned: the papers establish no winner any more, and the audit says that it is unfinished.",
      audit(held(nth(1, flipped), round_limit=2, late=[("after", 2, 1, 0, ["B"])])), arguments=ALL, undecided=PLAN_ONLY)
valid("audit-late-chain", "poll:late-further", "A reading of the first round was corrected twice during the second round and once more during the third.",
      audit(held(nth(1, flipped), late=[("after", 2, 1, 0, ["~", "*"]), ("after", 3, 1, 0, ["B"])])), arguments=ALL, undecided=PLAN_ONLY)
valid("audit-late-open", "poll:late", "The error was found while the second round is open: what stands establishes the winner, and the audit is unfinished until the round is over.",
      after(lambda made, grown: (setattr(made.rounds[-1], "state", "open"), setattr(made, "result", "unfinished"), setattr(made, "winner", ""))),
      arguments=ALL, undecided=PLAN_ONLY)
valid("audit-late-replanned", "poll:replanned", "Rounds are closed at their first discrepancy. That of the first was an error in reading, which was found when the second had been planned.",
      audit(held(lambda number, code: flipped(code), replan=True, late=[("after", 2, 1, 0, ["A"])])), arguments=ALL, undecided=PLAN_ONLY)
valid("audit-signs", "poll:confirmed", "A blank and an overvoted paper count as missing.", audit(held(lambda number, code: ".*"[number % 2])), arguments=ALL, undecided=PLAN_ONLY)
valid("audit-tree-absent", "poll:confirmed", "Without the tree only the form and the corrections can be checked.", arguments="audit.xml", undecided=("TPT-22",),
      make=lambda made: made.drop("tree.xml", "seed.xml", "commitment.xml"))
valid("package-tree-audit", "package:poll:whole", "A package with the whole chain: commitment, seed record, two trees and an audit.", arguments=PACKAGE, bare=False,
      undecided=PLAN_ONLY)
valid("package-tree", "package:poll:all", "A package of a tree with all codes disclosed: everything is shown.", arguments=PACKAGE, bare=False)

# TPT-21: the form.


def lists_of(tag, function):
    def change(root):
        found = root.find(f"Round/{tag}")
        found.text = " ".join(function(found.text.split(" ")))

    return changed(change)


def cut_early(root):
    first_round = root.find("Round")
    numbers = first_round.find("Planned").text.split(" ")
    first_round.find("Planned").text = " ".join(numbers[:1])
    first_round.insert(1, element("Planned", " ".join(numbers[1:])))


def rounds_exchanged(root):
    first_round, second = root.findall("Round")[:2]
    root.remove(second)
    root.insert(list(root).index(first_round), second)


for name, base, why, change in (
    ("comment", "confirmed", "A comment before the end.", edited("  <End ", "  <!-- done -->\n  <End ")),
    ("round-number", "confirmed", "The first round has the number 2.", changed(attribute("Round", Number="2"))),
    ("rounds-in-other-order", "discrepancy", "The second round stands before the first.", changed(rounds_exchanged)),
    ("planned-descending", "confirmed", "Planned ballots descend.", lists_of("Planned", lambda items: items[::-1])),
    ("planned-twice", "confirmed", "A ballot is planned twice in one round.", lists_of("Planned", lambda items: items[:1] + items)),
    ("planned-cut-early", "confirmed", "Planned ballots in two elements, the first with one number and not 20,000.", changed(cut_early)),
    ("planned-zero", "confirmed", "Ballots are numbered from 1.", lists_of("Planned", lambda items: ["0"] + items)),
    ("examined-descending", "confirmed", "Examined ballots descend.", lists_of("Examined", lambda items: items[::-1])),
    ("examined-twice", "confirmed", "A ballot has two interpretations.", lists_of("Examined", lambda items: items[:1] + items)),
    ("examined-without-sign", "confirmed", "An examined ballot without interpretation.", lists_of("Examined", lambda items: [items[0][:-1]] + items[1:])),
    ("examined-two-signs", "confirmed", "An interpretation of two characters.", lists_of("Examined", lambda items: [items[0] + "B"] + items[1:])),
    ("opened-descending", "confirmed", "Opened ballots descend.",
     changed(lambda root: setattr(root.find("Opened"), "text", " ".join(root.find("Opened").text.split(" ")[::-1])))),
    ("state", "confirmed", "A round of a state that is none.", changed(attribute("Round", State="done"))),
    ("result", "confirmed", "A result that is none.", changed(attribute("End", Result="certified"))),
    ("purpose", "confirmed", "Purpose is that of a tree.", edited("<Purpose>tree-audit<", "<Purpose>plurality-tree<")),
    ("signer-role", "confirmed", "SignerRole is another than section 2 has.", edited(">election-official<", ">auditor<")),
    ("rests-on-commitment", "confirmed", "The audit rests on a commitment instead of a tree.", changed(attribute("Header/RestsOn", Kind="ballot-commitment"))),
    ("correction-without-during", "late", "A correction does not say when it was made.", edited(' During="2"', "")),
    ("correction-without-reason", "confirmed", "A correction without its reason.",
     lambda made: (audit(corrected(held(), ("B", "A")))(made), made.change(AUDIT, attribute("Correction", Reason="")))),
):
    tampered("tpt-21-" + name, "TPT-21", "poll:" + base, why, change, arguments=ALL, undecided=PLAN_ONLY)

# TPT-22: the tree it rests on.
for name, why, change in (
    ("other-election", "The audit is of another election than its tree.", changed(attribute("Header/Election", Id="trees-2027"))),
    ("other-contest", "The audit names another contest than its tree.", changed(attribute("Contest", Id="sheriff"))),
    ("other-root", "The audit has another root than its tree: other ballots.", changed(attribute("Contest", Root=digest(b"other ballots")))),
):
    tampered("tpt-22-" + name, "TPT-22", "poll:confirmed", why, change, arguments=ALL, undecided=PLAN_ONLY)


# TPT-23: the recorded codes.


def reopen(numbers_of):
    def change(made):
        def again(root):
            planned = sorted({int(number) for found in root.findall("Round/Planned") for number in found.text.split()})
            at = list(root).index(root.find("Opened"))
            for found in root.findall("Opened") + root.findall("Hashes"):
                root.remove(found)
            for offset, found in enumerate(opened(made.contest, numbers_of(planned))):
                root.insert(at + offset, found)

        made.change(AUDIT, again)

    return change


def opened_text(function):
    return changed(lambda root: setattr(root.find("Opened"), "text", function(root.find("Opened").text)))


def hash_text(function):
    return changed(lambda root: setattr(root.find("Hashes"), "text", " ".join(function(root.find("Hashes").text.split(" ")))))


UNPROVED = PLAN_ONLY + ("TPT-25",)
for name, why, change in (
    ("salt", "The salt of an opened ballot was changed.", opened_text(lambda text: text[:-1] + ("0" if text[-1] != "0" else "1"))),
    ("code", "The recorded code of a ballot was changed, to hide a discrepancy.", opened_text(lambda text: text.replace(":A:", ":B:", 1))),
    ("hash-missing", "The proof has a hash too few.", hash_text(lambda hashes: hashes[:-1])),
    ("hash-too-many", "The proof has a hash too many.", hash_text(lambda hashes: hashes + hashes[:1])),
    ("one-not-opened", "A planned ballot is not opened.", reopen(lambda planned: planned[1:])),
    ("one-more-opened", "A ballot is opened that no round planned.", reopen(lambda planned: sorted({*planned, *[n for n in range(1, 10) if n not in planned][:1]}))),
):
    tampered("tpt-23-" + name, "TPT-23", "poll:confirmed", why, change, arguments=ALL, undecided=UNPROVED)
tampered("tpt-23-disclosed", "TPT-23", "poll:not-found", "All codes are disclosed by the tree, and the audit's own opening does not fit them.",
         opened_text(lambda text: text[:-1] + ("0" if text[-1] != "0" else "1")), arguments=ALL)
tampered("tpt-23-replanned", "TPT-23", "poll:replanned", "Without proved codes nobody can tell whether the discrepancies for which rounds were replanned were any.",
         opened_text(lambda text: text[:-1] + ("0" if text[-1] != "0" else "1")), arguments=ALL, undecided=PLAN_ONLY + ("TPT-24", "TPT-25"))


def later_phantom(made, grown):
    """A further round fetches a ballot that has no record."""
    made.rounds[-1].planned.append(11)
    made.rounds[-1].planned.sort()
    made.rounds[-1].examined[11] = "!"


tampered("tpt-23-phantom", "TPT-23", "poll:phantoms-audit", "A ballot without record was planned: nothing is committed that its paper could be compared with.",
         after(later_phantom), arguments=ALL)

# TPT-24: what rounds are made of.


def without_first(made, grown):
    number = made.rounds[0].planned[0]
    made.rounds[0].planned.remove(number)
    made.rounds[0].examined.pop(number)


def with_more(made, grown):
    extra = next(number for number in range(1, 10) if number not in made.rounds[0].planned)
    made.rounds[0].planned = sorted(made.rounds[0].planned + [extra])
    made.rounds[0].examined[extra] = grown.codes[extra - 1]


def examined_before(made, grown):
    again = made.rounds[0].planned[0]
    made.rounds[1].planned = sorted(made.rounds[1].planned + [again])
    made.rounds[1].examined[again] = made.rounds[0].examined[again]


def not_planned(made, grown):
    extra = next(number for number in range(1, 10) if number not in made.rounds[0].planned)
    made.rounds[0].examined[extra] = grown.codes[extra - 1]


def one_unread(made, grown):
    """The papers are fewer than planned, so no winner is established either, and the audit says so."""
    made.rounds[-1].examined.popitem()
    made.result, made.winner = "unfinished", ""


def replanned_for_nothing(made, grown):
    """Closed early without discrepancy; then the rest was planned as a round of its own."""
    plan = made.rounds[0].planned
    read = {number: made.rounds[0].examined[number] for number in plan[:1]}
    rest = {number: made.rounds[0].examined[number] for number in plan[1:]}
    made.rounds = [Round(plan, read, "replanned"), Round(plan[1:], rest, "complete")]


def open_before_last(made, grown):
    made.rounds[0].state = "open"


def settled(grown, rounds, *corrections):
    """An audit of rounds with what stands, that ends as it must; corrections: (Round, During, Ballot, Was, Now)."""
    names = ("Round", "During", "Ballot", "Was", "Now")
    known = {number: {"*": "."}.get(seen, seen) for round_ in rounds for number, seen in round_.examined.items()}
    established = grown.root_set(known)
    made = Audit(rounds, "unfinished")
    if len(established) == 1:
        (made.winner,) = established
        made.result = "confirmed" if made.winner == grown.winner() else "changed"
    for minute, correction in enumerate(corrections):
        made.corrections.append({**dict(zip(names, correction)), "Reason": "another paper was read", "Time": f"2026-11-06T10:{minute:02}:00Z"})
    return made


def recorded(grown, numbers):
    return {number: grown.codes[number - 1] for number in numbers}


def second_plan(grown, plan, wrong):
    """The round that follows when the first paper of the plan is read as `wrong`."""
    known = {**recorded(grown, plan), plan[0]: wrong}
    return grown.least_plan({number: {"*": "."}.get(seen, seen) for number, seen in known.items()})


def discrepancy_only_later(grown, plan):
    """The second round is closed early though everything read in it was as recorded; its reading is changed during the third."""
    more = second_plan(grown, plan, "B")
    return settled(grown, [Round(plan, {**recorded(grown, plan), plan[0]: "B"}), Round(more, {more[0]: "A"}, "replanned"),
                           Round(more[1:], recorded(grown, more[1:]))], (2, 3, more[0], "B", "A"))


def corrected_to_the_same_value(grown, plan):
    """The second round is closed early when a blank paper is found to be overvoted; the third asks for the same papers."""
    more = second_plan(grown, plan, ".")
    return settled(grown, [Round(plan, {**recorded(grown, plan), plan[0]: "*"}), Round(more, {}, "replanned"), Round(more, recorded(grown, more))],
                   (1, 2, plan[0], ".", "*"))


def corrected_in_another_round(grown, plan):
    """The second round is closed early, and nothing was corrected before the third."""
    more = second_plan(grown, plan, "B")
    return settled(grown, [Round(plan, recorded(grown, plan)), Round(more, {}, "replanned"), Round(more, recorded(grown, more))],
                   (1, 3, plan[0], "B", "A"))


def enough_only_later(grown, plan):
    """The second round would have been enough with the reading as corrected during it, and was not with what was known."""
    found = {**recorded(grown, plan), plan[1]: "B"}
    more = grown.least_plan(found)
    return settled(grown, [Round(plan, found), Round(more, recorded(grown, more))], (1, 2, plan[0], "B", "A"))


def nobody(made, grown):
    """Read as a candidate that the contest does not have; the audit is then unfinished."""
    made.rounds[0].examined[made.rounds[0].planned[0]] = "Z"
    made.result, made.winner = "unfinished", ""


for name, base, why, change in (
    ("first-round-longer", "confirmed", "The first round has a ballot that is not of the tree's plan.", after(with_more)),
    ("examined-before", "discrepancy", "A ballot that was examined in the first round is planned again in the second.", after(examined_before)),
    ("examined-not-planned", "confirmed", "A ballot was examined that the round did not plan.", after(not_planned)),
    ("complete-but-one-unread", "confirmed", "A round is called complete, and a planned paper was not read.", after(one_unread)),
    ("replanned-without-discrepancy", "confirmed", "A round was closed early although everything in it was as recorded.", after(replanned_for_nothing)),
    ("discrepancy-only-later", "late", "A round was closed early without discrepancy, and its reading was changed afterwards so that there is one.", audit(discrepancy_only_later)),
    ("corrected-to-the-same-value", "late", "A round was closed early after a correction that changed nothing of what counts.", audit(corrected_to_the_same_value)),
    ("corrected-in-another-round", "late", "A round was closed early; the correction that could have been the reason was made during the next.", audit(corrected_in_another_round)),
    ("open-before-last", "discrepancy", "A round is open, and another one follows.", after(open_before_last)),
    ("interpretation-of-nobody", "confirmed", "An interpretation is no candidate's code of this contest.", after(nobody)),
):
    tampered("tpt-24-" + name, "TPT-24", "poll:" + base, why, change, arguments=ALL, undecided=PLAN_ONLY)
tampered("tpt-24-first-round-shorter", ("TPT-24", "TPT-25"), "poll:confirmed", """The first round leaves a ballot of the tree's plan out. As the plan is least the rest cannot establish
    a winner, so TPT-25 refutes it too; the audit says that it is unfinished.""",
         after(lambda made, grown: (without_first(made, grown), setattr(made, "result", "unfinished"), setattr(made, "winner", ""))), arguments=ALL, undecided=PLAN_ONLY)

# TPT-25: every round was needed and would have done.


def one_too_many(made, grown):
    extra = next(number for number in range(1, 10) if number not in made.rounds[0].planned)
    made.rounds.append(Round([extra], {extra: grown.codes[extra - 1]}))


def too_small(made, grown):
    """The last round plans one ballot of those it needs; the audit stops there."""
    last = made.rounds[-1]
    assert len(last.planned) > 1
    last.planned = last.planned[:1]
    last.examined = {number: last.examined[number] for number in last.planned}
    made.result, made.winner = "unfinished", ""


tampered("tpt-25-round-not-needed", "TPT-25", "poll:confirmed", "The first round established the winner, and yet another one was held: perhaps to find something else.",
         after(one_too_many), arguments=ALL, undecided=PLAN_ONLY)
tampered("tpt-25-round-too-small", "TPT-25", "poll:discrepancy", "The last round's ballots could not have established a winner even if all had been as recorded.",
         after(too_small), arguments=ALL, undecided=PLAN_ONLY)
tampered("tpt-25-round-without-ballots", "TPT-25", "poll:between-rounds", "A round of no ballots.",
         after(lambda made, grown: made.rounds.append(Round([], {}))), arguments=ALL, undecided=PLAN_ONLY)

tampered("tpt-25-corrected-before", "TPT-25", "poll:late", "The correction says that it was made before the second round, which nothing called for then.",
         changed(attribute("Correction", During="1")), arguments=ALL, undecided=PLAN_ONLY)
tampered("tpt-25-corrected-after", "TPT-25", "poll:late-further", "The correction says that it was made during the third round, which nothing called for then.",
         changed(attribute("Correction", During="3")), arguments=ALL, undecided=PLAN_ONLY)
tampered("tpt-25-enough-only-later", "TPT-25", "poll:late", "The second round was not enough for what was known, and is for what was corrected during it.",
         audit(enough_only_later), arguments=ALL, undecided=PLAN_ONLY)

# TPT-26: corrections.
for name, why, pairs in (
    ("nothing-changed", "A correction that changes nothing.", (("A", "A"),)),
    ("other-than-stands", "The last correction put another interpretation than stands.", (("A", "B"),)),
    ("story-broken", "The second correction says that something else was there than the first put.", (("B", "*"), ("~", "A"))),
):
    tampered("tpt-26-" + name, "TPT-26", "poll:confirmed", why, audit(corrected(held(), *pairs)), arguments=ALL, undecided=PLAN_ONLY)


def correction_elsewhere(**attributes):
    return lambda made: (audit(corrected(held(), ("B", "")))(made), made.change(AUDIT, attribute("Correction", **attributes)))


tampered("tpt-26-not-planned", "TPT-26", "poll:confirmed", "A correction of a ballot that its round did not plan.", correction_elsewhere(Ballot="999999999999"), arguments=ALL,
         undecided=PLAN_ONLY)
tampered("tpt-26-no-such-round", "TPT-26", "poll:confirmed", "A correction in a round that was not held.", correction_elsewhere(Round="2"), arguments=ALL, undecided=PLAN_ONLY)
tampered("tpt-26-not-examined", "TPT-26", "poll:confirmed", "A correction put an interpretation, and the ballot stands as not examined.", audit(corrected(held(examine=0), ("B", "A"))), arguments=ALL,
         undecided=PLAN_ONLY)
for name, why, change in (
    ("was-nobody", "A correction says that a candidate was entered whom the contest does not have.", audit(corrected(held(), ("Z", "A")))),
    ("now-nobody", "The first of two corrections put a candidate whom the contest does not have.", audit(corrected(held(), ("B", "9"), ("9", "A")))),
    ("no-such-day", "A correction was made on a day that no month has.", correction_elsewhere(Time="2026-02-30T10:00:00Z")),
    ("no-such-hour", "A correction was made at an hour that no day has.", correction_elsewhere(Time="2026-11-06T24:00:00Z")),
    ("times-descending", "The second correction was made before the first.",
     lambda made: (audit(corrected(held(), ("B", "*"), ("*", "A")))(made), made.change(AUDIT, attribute("Correction[2]", Time="2026-11-06T09:59:59Z")))),
):
    tampered("tpt-26-" + name, "TPT-26", "poll:confirmed", why, change, arguments=ALL, undecided=PLAN_ONLY)


def also(**attributes):
    """A further correction, of the first ballot of a round, that leads to what stands."""

    def change(made, grown):
        round_ = made.rounds[attributes["Round"] - 1]
        ballot = round_.planned[attributes.pop("index", 0)]
        made.corrections.append({"Ballot": ballot, "Was": "*", "Now": round_.examined[ballot], "Reason": "typed wrongly", "Time": "2026-11-06T18:00:00Z"} | attributes)
        made.corrections[-1] = {name: made.corrections[-1][name] for name in ("Round", "During", "Ballot", "Was", "Now", "Reason", "Time")}

    return after(change)


for name, base, why, change in (
    ("during-before-its-round", "discrepancy", "A correction of a round was made before the round was planned.", also(Round=2, During=1)),
    ("during-no-round", "confirmed", "A correction was made during a round that was not held.", also(Round=1, During=2)),
    ("during-descending", "late-further", "A correction was made during an earlier round than the one above it.", also(Round=1, During=1, index=2)),
    ("taken-back-late", "late", "A reading was taken back when its round was over.", changed(attribute("Correction", Now=""))),
):
    tampered("tpt-26-" + name, "TPT-26", "poll:" + base, why, change, arguments=ALL, undecided=PLAN_ONLY)
tampered("tpt-26-tree-absent", "TPT-26", "poll:confirmed", "Corrections are checked without the tree too.",
         lambda made: (audit(corrected(held(), ("A", "A")))(made), made.drop("tree.xml", "seed.xml", "commitment.xml")), arguments="audit.xml", undecided=("TPT-22",))

# TPT-27: the end.


def ended(result, winner):
    """`winner`: what AuditedWinner says, from what it said."""
    return after(lambda made, grown: (setattr(made, "result", result), setattr(made, "winner", winner(made.winner))))


for name, base, why, change in (
    ("changed-to-the-same", "confirmed", "The papers establish the tree's own winner, and the audit says changed.", ended("changed", lambda winner: winner)),
    ("confirmed-another", "changed", "The papers establish another winner than the tree's, and the audit says confirmed.", ended("confirmed", lambda winner: winner)),
    ("confirmed-as-recorded", "changed", "The papers establish another winner, and the audit says that they confirm the tree's.", ended("confirmed", flipped)),
    ("changed-to-nobody", "changed", "The audit says changed, and names no winner.", ended("changed", lambda winner: "")),
    ("confirmed-too-early", "between-rounds", "After a discrepancy the papers examined establish no winner, and the audit says confirmed.", ended("confirmed", lambda winner: "A")),
    ("confirmed-on-what-was-corrected", "late-further", "A reading of the first round was corrected, and the audit says confirmed on what stood before.",
     lambda made: (audit(held(nth(1, flipped), round_limit=2, late=[("after", 2, 1, 0, ["B"])]))(made), ended("confirmed", lambda winner: "A")(made))),
    ("confirmed-without-papers", "confirmed", "No paper was examined, and the audit says confirmed.", audit(lambda grown, plan: Audit([], "confirmed", grown.winner()))),
    ("confirmed-while-open", "confirmed", "The last round is open, and the audit says confirmed.", after(lambda made, grown: setattr(made.rounds[-1], "state", "open"))),
    ("not-confirmable-though-established", "confirmed", "The papers establish the winner, and the audit says that it cannot be confirmed.",
     ended("not-confirmable", lambda winner: "")),
    ("not-confirmable-though-planned", "unfinished", "Papers that are planned and not examined yet would establish a winner, and the audit says that it cannot be confirmed.",
     ended("not-confirmable", lambda winner: "")),
    ("unfinished-though-established", "confirmed", "The papers establish the winner, no round is open, and the audit says unfinished.", ended("unfinished", lambda winner: "")),
    ("unfinished-with-winner", "unfinished", "An unfinished audit that names a winner.", ended("unfinished", lambda winner: "A")),
):
    tampered("tpt-27-" + name, "TPT-27", "poll:" + base, why, change, arguments=ALL, undecided=PLAN_ONLY)
tampered("tpt-27-not-confirmable-too-early", "TPT-27", "poll:all", "One paper was not found; all codes are disclosed, and they show that other papers would establish a winner.",
         lambda made: (audit(held(first(lambda code: "!"), round_limit=1))(made), ended("not-confirmable", lambda winner: "")(made)), arguments=ALL)
tampered("tpt-27-not-confirmable-with-winner", "TPT-27", "poll:not-found", "An audit that could not be confirmed names a winner.",
         ended("not-confirmable", lambda winner: "A"), arguments=ALL)

# PKG-07: one commitment, one seed record, and for each contest one tree and one audit.
for name, base, why, change, undecided in (
    ("two-commitments", "all", "Two commitments: one could be shown to some, the other to the rest.", second("data/commitment.xml", "data/commitment-2.xml"), ("PKG-12",)),
    ("two-seed-records", "all", "Two seed records for one commitment.", second("data/seed.xml", "data/seed-2.xml"), ("PKG-12",)),
    ("two-trees-of-a-contest", "all", "Two trees for one contest.", second("data/tree.xml", "data/tree-2.xml"), ("PKG-12",)),
    ("two-audits-of-a-contest", "not-found", "Two audits for one contest: which of them is the audit?", second("data/audit.xml", "data/audit-2.xml"), ("PKG-12",)),
    ("commitment-absent", "all", "Tree and seed record rest on a commitment that is not in the package.", lambda made: made.files.pop("data/commitment.xml"),
     ("TPT-04", "TPT-07")),
):
    package(name, "PKG-07", why, change, base="poll:" + base, undecided=undecided)


def with_spare(made):
    """The tree's plan has a last ballot that it does not need."""
    made.set_contest(plan=("recursive", lambda grown: grown.least_plan(barred={9}) + [9]))


tampered("tpt-24-first-round-without-last", "TPT-24", "poll:confirmed", "The first round leaves out the last ballot of the tree's plan. The others establish the winner.",
         lambda made: (with_spare(made), audit(lambda grown, plan: held()(grown, plan[:-1]))(made)), arguments=ALL, undecided=("TPT-13",))
tampered("tpt-24-first-round-with-another-last", "TPT-24", "poll:confirmed", "The first round has a last ballot more than the tree's plan.",
         lambda made: (made.set_contest(plan=("least", lambda grown: grown.least_plan(barred={9}))), audit(lambda grown, plan: held()(grown, plan + [9]))(made)),
         arguments=ALL, undecided=PLAN_ONLY)
