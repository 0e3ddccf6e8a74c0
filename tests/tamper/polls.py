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


def held(paper=None, replan=False, examine=None, round_limit=None, late=()):
    """Makes an Audit as an honest office would: rounds of the plan, then of the least plans after what was found. `paper` gives the
    interpretation of a ballot from its number and recorded code; with `replan` a round is closed at its first discrepancy; `examine`:
    so many papers are read in all, then the audit is left open; `round_limit`: it stops behind so many rounds. `late`: tuples (when,
    during, round, index, readings): "before" or "after" the papers of round `during` are read, the paper at `index` of that round's
    plan is found to have been misread, and is taken for each of `readings` in turn; a round not yet begun is then closed."""
    paper = paper or (lambda number, code: code)

    def correct(when, made):
        found = False
        for moment, during, number, index, readings in late:
            if (moment, during) != (when, len(made.rounds)):
                continue
            ballot, found = made.rounds[number - 1].planned[index], True
            for now in readings:
                at = f"2026-11-06T1{during}:{len(made.corrections):02}:00Z"
                made.corrections.append({"Round": number, "During": during, "Ballot": ballot, "Was": made.rounds[number - 1].examined[ballot],
                                         "Now": now, "Reason": "another paper was read", "Time": at})
                made.rounds[number - 1].examined[ballot] = now
        return found

    def read(round_, tree, left):
        """The papers that may still be read; None: any."""
        for number in round_.planned:
            if left == 0:
                round_.state = "open"
                break
            left = None if left is None else left - 1
            round_.examined[number] = paper(number, tree.codes[number - 1])
            if replan and value(round_.examined[number]) != tree.codes[number - 1] and number != round_.planned[-1]:
                round_.state = "replanned"
                break
        return left

    def audit(tree, plan):
        made, left = Audit([], "unfinished"), examine
        while plan is not None:
            made.rounds.append(Round(plan, {}))
            if correct("before", made):
                made.rounds[-1].state = "replanned"
            else:
                left = read(made.rounds[-1], tree, left)
                correct("after", made)
            if made.rounds[-1].state == "open":
                return made
            seen = {number: value(taken) for round_ in made.rounds for number, taken in round_.examined.items()}
            known = {number: taken for number, taken in seen.items() if taken is not None}
            established = tree.root_set(known)
            if len(established) == 1:
                (made.winner,) = established
                made.result = "confirmed" if made.winner == tree.winner() else "changed"
                return made
            plan = tree.least_plan(known, set(seen) - set(known))
            if plan is not None and len(made.rounds) == round_limit:
                return made
        made.result = "not-confirmable"
        return made

    return audit


def corrected(audit, *corrections):
    """The audit with corrections of the first planned ballot of round 1: (Was, Now) pairs."""

    def whole(tree, plan):
        made = audit(tree, plan)
        for minute, (was, now) in enumerate(corrections):
            made.corrections.append({"Round": 1, "During": 1, "Ballot": plan[0], "Was": was, "Now": now, "Reason": "typed wrongly",
                                     "Time": f"2026-11-06T10:{minute:02}:00Z"})
        return made

    return whole


def nth(index, paper_of_it):
    """The paper that is read as the `index`-th, from 0, is as given, the others as recorded."""
    seen = []

    def reading(number, code):
        seen.append(number)
        return paper_of_it(code) if seen.index(number) == index else code

    return reading


def first(paper_of_first):
    return nth(0, paper_of_first)


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
    "late": lambda: Poll([MAYOR], audit=held(first(flipped), late=[("after", 2, 1, 0, ["A"])])),
    "late-closed": lambda: Poll([MAYOR], audit=held(first(flipped), late=[("before", 2, 1, 0, ["A"])])),
    "late-further": lambda: Poll([MAYOR], audit=held(nth(1, flipped), late=[("after", 2, 1, 0, ["B"])])),
    "whole": lambda: Poll([MAYOR, LEVY], audit=held(first(lambda code: "!"), replan=True)),
}


def poll(name):
    return POLLS[name]()


__all__ = ["CODES", "corrected", "first", "flipped", "held", "nth", "one", "poll", "value"]
