"""The polls that cases start from, and audits of them with papers that are as recorded, or not."""
from poll import BEACON, Audit, Contest, Poll, Round
from trees import CODES

MAYOR = Contest("AABABAABA")
LEVY = Contest("BCAB.C", id="levy", name="Levy: road \"A\" & B", candidates=("Yes", "No", "Write-in"), batches="1 3", disclose="all",
               first_preferences=True)


def value(interpretation):
    return {"*": ".", "!": None, "~": None}.get(interpretation, interpretation)


def flipped(code):
    return {"A": "B", "B": "A"}.get(code, code)


def held(paper=None, replan=False, examine=None, round_limit=None):
    """Makes an Audit as an honest office would: rounds of the plan, then of the least plans after what was found. `paper` gives the
    interpretation of a ballot from its number and recorded code; with `replan` a round is closed at its first discrepancy; `examine`:
    so many papers are read in all, then the audit is left open; `round_limit`: it stops behind so many rounds."""
    paper = paper or (lambda number, code: code)

    def audit(tree, plan):
        rounds, known, barred, left = [], {}, set(), examine
        while True:
            found, state = {}, "complete"
            for number in plan:
                if left == 0:
                    return Audit(rounds + [Round(plan, found, "open")], "unfinished")
                left = None if left is None else left - 1
                found[number] = paper(number, tree.codes[number - 1])
                if replan and value(found[number]) != tree.codes[number - 1] and number != plan[-1]:
                    state = "replanned"
                    break
            rounds.append(Round(plan, found, state))
            barred.update(number for number in found if value(found[number]) is None)
            known.update((number, value(seen)) for number, seen in found.items() if number not in barred)
            established = tree.root_set(known)
            if len(established) == 1:
                (winner,) = established
                return Audit(rounds, "confirmed" if winner == tree.winner() else "changed", winner)
            plan = tree.least_plan(known, barred)
            if plan is None:
                return Audit(rounds, "not-confirmable")
            if len(rounds) == round_limit:
                return Audit(rounds, "unfinished")

    return audit


def corrected(audit, *corrections):
    """The audit with corrections of the first planned ballot of round 1: (Was, Now) pairs."""

    def whole(tree, plan):
        made = audit(tree, plan)
        for minute, (was, now) in enumerate(corrections):
            made.corrections.append({"Round": 1, "Ballot": plan[0], "Was": was, "Now": now, "Reason": "typed wrongly",
                                     "Time": f"2026-11-06T10:{minute:02}:00Z"})
        return made

    return whole


def first(paper_of_first, paper=None):
    """The paper that is read first is as given, the others as recorded."""
    seen = []

    def reading(number, code):
        seen.append(number)
        return paper_of_first(code) if number == seen[0] else code

    return reading


def one(codes, **more):
    """A poll of one contest, all of whose ballots are in one batch."""
    contest = {name: more.pop(name) for name in list(more) if name in Contest.__dataclass_fields__}
    return Poll([Contest(codes, batches="1", **contest)], batches=[("", "T1", "1", len(codes))], **more)


POLLS = {
    "pair": lambda: Poll([MAYOR, LEVY]),
    "mayor": lambda: Poll([MAYOR]),
    "beacon": lambda: Poll([MAYOR], BEACON),
    "beacon-time": lambda: Poll([MAYOR], {**BEACON, "Pulse": "", "Time": "2026-11-05T08:59:30Z"}),
    "all": lambda: one("AABABAABA", disclose="all"),
    "phantoms": lambda: one("A?AABAA.AB?", disclose="all"),
    "phantoms-audit": lambda: one("A?AABAA.AB?", disclose="all", audit=held(first(flipped))),
    "none": lambda: one("A??B????", disclose="all", plan="none"),
    "none-plan": lambda: one("A??B????", plan="none"),
    "two": lambda: one("ABBABAB", arity=2, disclose="all"),
    "five": lambda: one("ABCCABCCCAB.C", candidates=("Ada", "Ben", "Cyd"), arity=5, disclose="all"),
    "replicated": lambda: one("ABBAB", replication=2, plan="recursive", disclose="all"),
    "classic": lambda: one("ABCCABCC.", candidates=("Ada", "Ben", "Cyd"), plan="classic"),
    "rivest": lambda: one("ABBAABBAB", arrangement="rivest2019", disclose="all"),
    "opened": lambda: one("AABABAABAABBABA"),
    "detour": lambda: one(".AA..AB", disclose="all"),
    "gap": lambda: one(".B.A.", arrangement="rivest2019", plan=("classic", [1, 2, 4, 5]), disclose="all"),
    "single": lambda: one("A", candidates=("Ada",)),
    "blank": lambda: one("...", disclose="all"),
    "confirmed": lambda: Poll([MAYOR], audit=held()),
    "discrepancy": lambda: Poll([MAYOR], audit=held(lambda number, code: flipped(code) if number % 2 else "*" if code == "." else code)),
    "changed": lambda: Poll([MAYOR], audit=held(lambda number, code: flipped(code))),
    "replanned": lambda: Poll([MAYOR], audit=held(lambda number, code: flipped(code), replan=True)),
    "unfinished": lambda: Poll([MAYOR], audit=held(examine=2)),
    "between-rounds": lambda: Poll([MAYOR], audit=held(first(flipped), round_limit=1)),
    "not-found": lambda: one("AABABAABA", disclose="all", audit=held(lambda number, code: "!")),
    "not-found-plan": lambda: Poll([MAYOR], audit=held(lambda number, code: "!")),
    "whole": lambda: Poll([MAYOR, LEVY], audit=held(first(lambda code: "!"), replan=True)),
}


def poll(name):
    return POLLS[name]()


__all__ = ["CODES", "corrected", "first", "flipped", "held", "one", "poll", "value"]
