"""Plurality trees: those that hold or stay undecided, and TPT-06 to TPT-14 clause by clause."""
from artifacts import digest, element
from cases import tampered, valid
from cases_commitment import attribute
from poll import THROWS, beacon_certificate, opened
from polls import poll  # noqa: F401

TREE = "tree.xml"
ALL = "tree.xml seed.xml commitment.xml"
PLAN_ONLY = ("TPT-13", "TPT-14")  # what a least plan without all codes leaves open
IDLE = ("TPT-11", "TPT-12")  # what no tree is arranged for once TPT-09, or a disclosed plan's TPT-10, is refuted


def tree(change=None):
    def whole(made):
        made.until = TREE
        if change:
            change(made)

    return whole


def changed(function):
    return tree(lambda made: made.change(TREE, function))


def planned(kind, numbers):
    """Another plan than the base's: `numbers` may be a function of the tree."""
    return tree(lambda made: made.set_contest(plan=(kind, numbers)))


def dropped(*names):
    return tree(lambda made: made.drop(*names))


valid("tree", "poll:mayor", """A tree with a least plan of few ballots, of which alone the codes are disclosed. That the plan establishes the TPT winner is
    shown; the totals and that no plan is smaller would only show with all codes.""", tree(), arguments=ALL, undecided=PLAN_ONLY)
valid("tree-all", "poll:all", "All codes are disclosed: totals, winner, plan and that it is least are all shown.", tree(), arguments=ALL)
valid("tree-pair", "poll:pair", "Two contests of one commitment, one disclosed by plan and one in full.", tree(), arguments=ALL + " tree-2.xml", undecided=PLAN_ONLY)
valid("tree-beacon", "poll:beacon", "The seed is a beacon's pulse.", tree(), arguments=f"--beacon-certificate {beacon_certificate()} {ALL}", undecided=PLAN_ONLY)
valid("tree-phantoms", "poll:phantoms", "Three ballots have no record; they count as missing, no plan names them, and they may be anything.", tree(), arguments=ALL)
valid("tree-no-plan", "poll:none", "Most ballots have no record: no set of the others establishes a winner, and the plan says so.", tree(), arguments=ALL)
valid("tree-no-plan-undisclosed", "poll:none-plan", "The same with nothing disclosed: nothing but the form can be checked.", tree(), arguments=ALL,
      undecided=("TPT-11", "TPT-12", "TPT-13"))
valid("tree-arity-two", "poll:two", "Two children to a node.", tree(), arguments=ALL)
valid("tree-arity-five", "poll:five", "Three candidates, five children to a node, the last internal node with fewer.", tree(), arguments=ALL)
valid("tree-replicated", "poll:replicated", "Each of five ballots stands at two leaves.", tree(), arguments=ALL)
valid("tree-classic", "poll:classic", "A plan of Kind classic that does establish the winner.", tree(), arguments=ALL, undecided=("TPT-13",))
valid("tree-rivest2019", "poll:rivest", "The arrangement of the paper.", tree(), arguments=ALL)
valid("tree-one-ballot", "poll:single", "One ballot: the root is its leaf.", tree(), arguments=ALL, undecided=PLAN_ONLY)
valid("tree-blank-ballots", "poll:blank", "Three blank ballots: missing wins, nobody leads.", tree(), arguments=ALL)
valid("tree-seed-unrecorded", "poll:mayor", "No seed record is named: the seed is the publisher's word.",
      tree(lambda made: setattr(made, "with_record", False)), arguments=ALL, undecided=("TPT-08",) + PLAN_ONLY)
valid("tree-seed-record-absent", "poll:all", "The seed record is not among the files given.", dropped("seed.xml"), arguments="tree.xml commitment.xml",
      undecided=("TPT-08",))
valid("tree-commitment-absent", "poll:mayor", "Without the commitment only the form and the sums can be checked, of the seed record too.",
      dropped("commitment.xml"), arguments="tree.xml seed.xml", undecided=("TPT-04", "TPT-07", "TPT-13"))
valid("tree-recursive-with-more", "poll:all", "A plan of Kind recursive with more ballots than are needed: nothing is claimed about their number.",
      planned("recursive", lambda grown: grown.with_record()), arguments=ALL)

# TPT-06: the form.


def cut_early(root):
    plan = root.find("Plan")
    numbers = plan[0].text.split()
    plan.remove(plan[0])
    plan.extend([element("Numbers", " ".join(numbers[:2])), element("Numbers", " ".join(numbers[2:]))])


def cut_codes(root):
    codes = root.find("Disclosure/Codes").text
    root.find("Disclosure/Codes").text = codes[:4]
    root.find("Disclosure").append(element("Codes", codes[4:]))


def opened_text(function):
    def change(root):
        found = root.find("Disclosure/Opened")
        found.text = function(found.text)

    return changed(change)


def plan_text(function):
    def change(root):
        found = root.find("Plan/Numbers")
        found.text = function(found.text)

    return changed(change)


def swap_rests(root):
    header = root.find("Header")
    first, second = header.findall("RestsOn")
    header.remove(first)
    header.append(first)


for name, base, why, change in (
    ("comment", "mayor", "A comment before the plan.", tree(lambda made: made.edit(TREE, '  <Plan Kind=', '  <!-- least -->\n  <Plan Kind='))),
    ("numbers-cut-early", "mayor", "The plan's numbers in two elements, the first with 2 numbers and not 20,000.", changed(cut_early)),
    ("codes-cut-early", "all", "The codes in two elements, the first with 4 codes and not 1,000,000.",
     changed(cut_codes)),
    ("number-leading-zero", "mayor", "A number with a leading zero.", plan_text(lambda text: "0" + text)),
    ("numbers-two-spaces", "mayor", "Two spaces between numbers.", plan_text(lambda text: text.replace(" ", "  ", 1))),
    ("numbers-space-behind", "mayor", "A space behind the last number.", plan_text(lambda text: text + " ")),
    ("number-beyond-all", "mayor", "A number above 2^30.", plan_text(lambda text: text + " 1073741825")),
    ("salt-upper-case", "mayor", "A salt in upper case.", opened_text(lambda text: text.split(" ")[0].upper() + text[text.index(" "):])),
    ("salt-too-short", "mayor", "A salt of 31 digits.", opened_text(lambda text: text[:-1])),
    ("token-without-code", "mayor", "A token without its code.", opened_text(lambda text: text.replace(":A:", "::", 1))),
    ("hash-too-short", "mayor", "A hash of 63 digits.", changed(lambda root: setattr(root.find("Disclosure/Hashes"), "text", root.find("Disclosure/Hashes").text[:-1]))),
    ("disclosure-kind", "all", "Disclosure says plan, and holds all codes.", changed(attribute("Disclosure", Kind="plan"))),
    ("purpose", "mayor", "Purpose is that of an audit.", tree(lambda made: made.edit(TREE, "<Purpose>plurality-tree<", "<Purpose>tree-audit<"))),
    ("signer-role", "mayor", "SignerRole is another than section 2 has.", tree(lambda made: made.edit(TREE, ">election-official<", ">vendor<"))),
    ("rests-on-in-other-order", "mayor", "The seed record is named before the commitment.", changed(swap_rests)),
    ("rests-on-nothing", "mayor", "The tree names no commitment.",
     changed(lambda root: [root.find("Header").remove(found) for found in root.findall("Header/RestsOn")])),
):
    tampered("tpt-06-" + name, "TPT-06", "poll:" + base, why, change, arguments=ALL)

# TPT-07: the commitment's contest. Nothing further is checked of such a tree but the sums.


for name, base, why, change in (
    ("other-election", "all", "The tree is of another election than its commitment.", changed(attribute("Header/Election", Id="trees-2027"))),
    ("contest-name", "all", "The contest has another name than the one committed.", changed(attribute("Contest", Name="Sheriff"))),
    ("contest-not-committed", "all", "The commitment has no contest of this id.", changed(attribute("Contest", Id="sheriff"))),
    ("candidate-name", "all", "A candidate has another name than committed: whose votes are they?", changed(attribute("Contest/Candidate[2]", Name="Ada"))),
    ("candidates-exchanged", "all", "The candidates' names are exchanged against the codes committed.",
     changed(lambda root: (attribute("Contest/Candidate[1]", Id="mayor/Ben", Name="Ben")(root), attribute("Contest/Candidate[2]", Id="mayor/Ada", Name="Ada")(root)))),
    ("candidate-kind", "all", "A candidate became a write-in line.", changed(attribute("Contest/Candidate[2]", Kind="write-in"))),
    ("arity", "all", "The tree has another arity than committed: it was chosen when the seed was known.", changed(attribute("Contest", Arity="2"))),
    ("arrangement", "all", "Another arrangement than committed.", changed(attribute("Contest", Arrangement="rivest2019"))),
    ("root", "all", "Another root than committed: other ballots.", changed(attribute("Contest", Root=digest(b"other ballots")))),
    ("batches", "all", "Other batches than committed.", changed(attribute("Contest", Batches="2"))),
    ("first-preferences", "all", "The tree takes first preferences, the commitment does not.", changed(attribute("Contest", FirstPreferences="true"))),
):
    tampered("tpt-07-" + name, "TPT-07", "poll:" + base, why, change, arguments=ALL)

# TPT-08: the seed.


def other_seed(made):
    made.tree_seed = THROWS[::-1]


def record_of_another(made):
    made.change("seed.xml", lambda root: root.find("Header/RestsOn").set("SHA256", digest(b"another commitment")))


tampered("tpt-08-other-seed", "TPT-08", "poll:all", "The tree was grown from another seed than the record's, perhaps one that suits someone.", tree(other_seed),
         arguments=ALL)
tampered("tpt-08-record-of-another-commitment", "TPT-08", "poll:all", """The seed record rests on another commitment than the tree, so its seed was thrown for other
    ballots. (Of the record alone TPT-04 is undecided.)""", tree(record_of_another), arguments=ALL, undecided=("TPT-04",))


def not_decimal(made):
    made.evidence = element("Statement", "Read from the paper.")
    made.change("seed.xml", lambda root: setattr(root.find("Seed"), "text", "007"))
    made.grow = lambda contest, commitment, seed: type(made).grow(made, contest, commitment, "7")


tampered("tpt-08-seed-not-decimal", "TPT-08", "poll:rivest", """A seed with leading zeros is none for rivest2019, so the tree has no arrangement and what rests on
    that is undecided.""", tree(not_decimal), arguments=ALL, undecided=("TPT-05", "TPT-11", "TPT-12", "TPT-14"))

# TPT-09: the opening.


def salt(text):
    return text[:-1] + ("0" if text[-1] != "0" else "1")


def hash_text(function):
    def change(root):
        found = root.find("Disclosure/Hashes")
        found.text = " ".join(function(found.text.split(" ")))

    return changed(change)


def other_code(made):
    """Ballot 5 has a code that no candidate has, committed as it stands; the plan opens it besides those it needs."""
    made.set_contest(codes="AABAZAABA")
    made.set_contest(plan=("recursive", lambda grown: sorted([5] + grown.least_plan(barred={5}))))


for name, base, why, change, undecided in (
    ("salt", "mayor", "The salt of an opened ballot was changed.", opened_text(salt), IDLE + PLAN_ONLY),
    ("hash", "mayor", "A hash of the proof was changed.", hash_text(lambda hashes: hashes[:-1] + [digest(b"other")]), IDLE + PLAN_ONLY),
    ("hashes-exchanged", "opened", "Two hashes of the proof are exchanged.", hash_text(lambda hashes: [hashes[1], hashes[0]] + hashes[2:]), IDLE + PLAN_ONLY),
    ("hash-missing", "mayor", "The proof has a hash too few.", hash_text(lambda hashes: hashes[:-1]), IDLE + PLAN_ONLY),
    ("hash-too-many", "mayor", "The proof has a hash too many.", hash_text(lambda hashes: hashes + hashes[-1:]), IDLE + PLAN_ONLY),
    ("salt-key", "all", "The salt key is another than the one that salted the ballots.", changed(lambda root: setattr(root.find("Disclosure/SaltKey"), "text", digest(b"key"))), IDLE + ("TPT-14",)),
    ("code-of-nobody", "mayor", "An opened ballot has a code that is no candidate's.", tree(other_code), IDLE + ("TPT-13",)),
    ("codes-too-few", "all", "The codes of all ballots but the last.",
     changed(lambda root: setattr(root.find("Disclosure/Codes"), "text", root.find("Disclosure/Codes").text[:-1])), ("TPT-11", "TPT-12", "TPT-13", "TPT-14")),
):
    tampered("tpt-09-" + name, "TPT-09", "poll:" + base, why, change, arguments=ALL, undecided=undecided)

# TPT-10: the plan against what is opened.


def beyond(made):
    made.set_contest(plan="recursive")

    def one_more(root):
        root.find("Plan/Numbers").text += " 10"
        attribute("Plan", Ballots=str(int(root.find("Plan").get("Ballots")) + 1))(root)

    made.change(TREE, one_more)


def descending(root):
    numbers = root.find("Plan/Numbers").text.split()
    root.find("Plan/Numbers").text = " ".join(numbers[::-1])


def open_instead(numbers_of):
    """Other ballots are opened than those of the plan, with a proof that fits them."""

    def change(made):
        def reopen(root):
            plan = [int(number) for number in root.find("Plan/Numbers").text.split()]
            disclosure = root.find("Disclosure")
            for found in list(disclosure):
                disclosure.remove(found)
            disclosure.extend(opened(made.contest, numbers_of(plan)))

        made.change(TREE, reopen)

    return tree(change)


def with_phantom(made):
    made.set_contest(plan=("recursive", lambda grown: sorted({2, *grown.pruned_plan()})), disclose="plan")


for name, base, why, change, undecided in (
    ("count", "all", "The plan says one ballot more than it lists.",
     changed(lambda root: attribute("Plan", Ballots=str(int(root.find("Plan").get("Ballots")) + 1))(root)), ("TPT-11", "TPT-14")),
    ("number-beyond", "all", "The plan names ballot 10 of 9.", tree(beyond), ("TPT-11",)),
    ("descending", "all", "The plan's numbers descend.", changed(descending), ("TPT-11", "TPT-14")),
    ("one-more-opened", "mayor", "A ballot is opened that the plan does not name.", open_instead(lambda plan: sorted({*plan, *[n for n in range(1, 10) if n not in plan][:1]})), IDLE + PLAN_ONLY),
    ("phantom", "phantoms", "The plan names a ballot that has no record: nobody can say what its paper should be.", tree(with_phantom), IDLE + ("TPT-13",)),
    ("none-with-ballots", "none", "Kind none, and yet it lists ballots.", planned("none", [1]), ("TPT-11",)),
    ("least-of-replicated", "replicated", "Kind least with Replication 2, for which nobody may claim it.", planned("least", lambda grown: grown.least_plan()), ("TPT-11", "TPT-14")),
):
    tampered("tpt-10-" + name, "TPT-10", "poll:" + base, why, change, arguments=ALL, undecided=undecided)

# TPT-11 to TPT-14: what follows.


def paper_gap(made):
    made.evidence = element("Statement", "The seed of the example.")
    made.change("seed.xml", lambda root: setattr(root.find("Seed"), "text", "1"))


tampered("tpt-11-classic-rule", "TPT-11", "poll:gap", """Where the paper's rule is not sound: five ballots, of which 1, 3 and 5 are recorded as blank, seed 1. The
    classic rule audits ballots 1, 2, 4 and 5 and takes A as confirmed. Were ballot 3 a vote for B, B would win: these four papers do not establish a winner.""",
         tree(paper_gap), arguments=ALL, undecided=("TPT-05",))
tampered("tpt-11-ballot-missing", "TPT-11", "poll:all", "A ballot of the plan was left out, and the others do not establish a winner.",
         planned("recursive", lambda grown: grown.least_plan()[1:]), arguments=ALL)
tampered("tpt-11-ballot-missing-undisclosed", "TPT-11", "poll:mayor", "The same with the plan's ballots alone disclosed: then the winner is open too.",
         planned("recursive", lambda grown: grown.least_plan()[1:]), arguments=ALL, undecided=("TPT-12", "TPT-13"))
tampered("tpt-11-no-plan-needed", "TPT-11", "poll:all", "Kind none, but the ballots recorded do establish a winner.", planned("none", []), arguments=ALL)
tampered("tpt-11-other-winner", "TPT-11", "poll:mayor", "The plan's ballots establish another TPT winner than the one named.",
         changed(lambda root: root.find("Outcome").set("TPTWinner", "A" if root.find("Outcome").get("TPTWinner") == "B" else "B")),
         arguments=ALL, undecided=("TPT-12",) + PLAN_ONLY)
tampered("tpt-11-other-winner-disclosed", ("TPT-11", "TPT-12"), "poll:all", "The same with all codes disclosed: the tree itself has another winner.",
         changed(lambda root: root.find("Outcome").set("TPTWinner", "A" if root.find("Outcome").get("TPTWinner") == "B" else "B")), arguments=ALL)
tampered("tpt-12-other-winner", "TPT-12", "poll:none", "No plan is possible, and the TPT winner is not the one that all codes give.",
         changed(lambda root: root.find("Outcome").set("TPTWinner", "A" if root.find("Outcome").get("TPTWinner") != "A" else "B")), arguments=ALL)


def total(position, difference):
    def change(root):
        found = root.find(f"Totals/CandidateTotal[{position}]")
        found.set("Votes", str(int(found.get("Votes")) + difference))

    return change


for name, base, why, change, undecided in (
    ("sum", "mayor", "The totals and the missing ballots are more than the ballots.", changed(total(1, 1)), ("TPT-14",)),
    ("vote-moved", "all", "A vote was moved from one candidate's total to the other's.", changed(lambda root: (total(1, -1)(root), total(2, 1)(root))), ()),
    ("missing", "all", "A vote of A is said to be missing.",
     changed(lambda root: (total(1, -1)(root), attribute("Totals", Missing=str(int(root.find("Totals").get("Missing")) + 1))(root))), ()),
    ("leader", "mayor", "The plurality leader is not the candidate with most votes.", changed(attribute("Outcome", PluralityLeaders="B")), ("TPT-14",)),
    ("no-leader", "mayor", "Nobody is said to lead.", changed(attribute("Outcome", PluralityLeaders="")), ("TPT-14",)),
    ("leaders-too-many", "mayor", "Both are said to lead, with different totals.", changed(attribute("Outcome", PluralityLeaders="AB")), ("TPT-14",)),
    ("candidate-missing", "mayor", "The totals leave a candidate out.",
     changed(lambda root: (root.find("Totals").remove(root.find("Totals")[1]), attribute("Totals", Missing="3")(root))), ("TPT-14",)),
    ("candidates-in-other-order", "mayor", "The totals stand in another order than the candidates.",
     changed(lambda root: root.find("Totals").__setitem__(slice(None), root.find("Totals")[::-1])), ("TPT-14",)),
):
    tampered("tpt-13-" + name, "TPT-13", "poll:" + base, why, change, arguments=ALL, undecided=undecided)


def one_more(grown):
    plan = grown.least_plan()
    return sorted(plan + [next(number for number in grown.with_record() if number not in plan)])


tampered("tpt-14-one-more", "TPT-14", "poll:all", "The plan is said to be least, and one of its ballots is not needed.", planned("least", one_more), arguments=ALL)
tampered("tpt-14-every-ballot", "TPT-14", "poll:five", "Every ballot with a record is said to be the least plan.", planned("least", lambda grown: grown.with_record()), arguments=ALL)
tampered("tpt-14-not-one-can-go", "TPT-14", "poll:detour", "No ballot of the plan can be left out, and yet another plan has fewer.",
         planned("least", lambda grown: grown.needed_plan()), arguments=ALL)
