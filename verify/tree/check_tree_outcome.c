/* check_tree_outcome.c: TPT-11, TPT-12 and TPT-14: what the plan's ballots establish, what all ballots give, and
 * whether fewer would do; TPT-13 stands between them. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "verify/tree/effort.h"
#include "verify/tree/least.h"
#include "verify/tree/sets.h"
#include "verify/tree/tree.h"
#include "verify/tree/values.h"

static scr_result undecided(struct findings *findings, const char *id, const char *why) {
    return findings_add(findings, id, VERDICT_UNDECIDED, "%s", why);
}

/* What is known of each ballot, in a malloc'ed array. Whatever else is wrong with the plan is said by TPT-09, TPT-10.
 */
static scr_result know_plan(const struct tree *tree, uint8_t **known) {
    uint32_t ballots = tree->published->contest.ballots;
    *known = malloc(ballots ? ballots : 1);
    if (!*known) return (scr_result){SCR_MEMORY};
    memset(*known, VALUE_UNKNOWN, ballots);
    for (size_t i = 0; tree->disclosed && i < tree->numbers.count; i++) {
        uint32_t number = tree->numbers.items[i];
        if (number && number <= ballots) (*known)[number - 1] = tree->recorded[number - 1];
    }
    for (size_t i = 0; !tree->disclosed && i < tree->opened.count; i++) {
        const struct opened_ballot *opened = &tree->opened.items[i];
        unsigned value = value_of_code(opened->code, tree->published->contest.count);
        if (opened->number && opened->number <= ballots && value != VALUE_NONE)
            (*known)[opened->number - 1] = (uint8_t)value;
    }
    return scr_done();
}

/* What is found of the tree before anything is said of it. */
struct outcome {
    const struct tree *tree;
    struct work *work;
    struct findings *findings;
    const char *why11, *why12; /* why there is nothing to compute, or NULL */
    scr_result result11, result12;
    value_set root;
    uint8_t value;
    const char *end; /* of the work, in words */
    struct arranged arranged;
};

static scr_result spared(const struct outcome *outcome, scr_result result, const char *id) {
    return effort_spared(&outcome->tree->published->contest, outcome->tree->disclosed ? EFFORT_ALL : EFFORT_PLAN,
                         outcome->work, result, outcome->end, outcome->findings, id);
}

static scr_result arrange(struct outcome *outcome, struct budget *budget) {
    const struct published_tree *published = outcome->tree->published;
    if (!effort_fits(&published->contest, outcome->tree->disclosed ? EFFORT_ALL : EFFORT_PLAN, outcome->work) ||
        !budget_spend(budget, arranged_work(&published->contest)))
        return (scr_result){SCR_LIMIT};
    return arranged_make(&published->contest, &published->commitment, published->seed, &outcome->arranged);
}

static scr_result find_root(struct outcome *outcome, struct budget *budget) {
    const struct tree *tree = outcome->tree;
    uint8_t *known = NULL;
    struct sets *sets = NULL;
    scr_result result = scr_done();
    if (tree->published->plan != PLAN_NONE) result = know_plan(tree, &known);
    if (!scr_failed(result))
        result =
            sets_new(&outcome->arranged, tree->published->contest.count, known ? known : tree->recorded, budget, &sets);
    if (!scr_failed(result)) outcome->root = sets_root(sets);
    sets_free(sets);
    free(known);
    return result;
}

static scr_result find_value(struct outcome *outcome, struct budget *budget) {
    uint8_t *values = NULL;
    if (!budget_spend(budget, (uint64_t)VALUES_LEAF_WORK * outcome->arranged.leaves)) return (scr_result){SCR_LIMIT};
    scr_result result = values_new(&outcome->arranged, outcome->tree->recorded, &values);
    if (!scr_failed(result)) outcome->value = values[0];
    free(values);
    return result;
}

/* Nothing is known: any value is possible, whatever the arrangement. */
static bool nothing_known(const struct tree *tree) {
    return tree->published->plan != PLAN_NONE && !(tree->disclosed ? tree->numbers.count : tree->opened.count);
}

/* One search: the arrangement is made only if a check needs it. */
static void find(struct outcome *outcome) {
    struct budget budget = work_begin(outcome->work);
    bool needs_root = !outcome->why11 && !nothing_known(outcome->tree);
    bool needs_value = !outcome->why12 && outcome->tree->disclosed;
    if (nothing_known(outcome->tree)) outcome->root = value_all(outcome->tree->published->contest.count);
    scr_result made = needs_root || needs_value ? arrange(outcome, &budget) : scr_done();
    if (needs_root) outcome->result11 = scr_failed(made) ? made : find_root(outcome, &budget);
    if (needs_value) outcome->result12 = scr_failed(made) ? made : find_value(outcome, &budget);
    outcome->end = work_end(outcome->work, &budget);
}

static void complain_of_set(const struct tree *tree, value_set root, struct complaint *complaint) {
    char winner = tree->published->tpt_winner;
    if (value_single(root)) {
        char code = value_code(value_lowest(root));
        if (code != winner)
            complain(complaint, "the plan's ballots establish %s, and TPTWinner is %s",
                     tree_shown_value(tree, code, complaint), tree_shown_value(tree, winner, complaint));
        return;
    }
    value_set others = root;
    unsigned claimed = value_of_code(winner, tree->published->contest.count);
    if (claimed <= VALUE_MISSING) others &= ~value_bit(claimed);
    complain(complaint,
             "the plan's ballots do not establish a winner: depending on the other ballots, any of %d can win, %s for "
             "example",
             __builtin_popcountll(root), tree_shown_value(tree, value_code(value_lowest(others)), complaint));
}

static scr_result add_tpt11_plan(const struct outcome *outcome) {
    const struct tree *tree = outcome->tree;
    struct complaint complaint = {0};
    complain_of_set(tree, outcome->root, &complaint);
    return complaint_verdict(&complaint, outcome->findings, "TPT-11",
                             "the %zu ballots of the plan establish the TPT winner, %s, whatever the other ballots say",
                             tree->disclosed ? tree->numbers.count : tree->opened.count,
                             tree_shown_value(tree, tree->published->tpt_winner, &complaint));
}

static scr_result add_tpt11_none(const struct outcome *outcome) {
    struct complaint complaint = {0};
    if (value_single(outcome->root))
        complain(&complaint, "a plan exists: all ballots that have a record establish %s",
                 tree_shown_value(outcome->tree, value_code(value_lowest(outcome->root)), &complaint));
    return complaint_verdict(&complaint, outcome->findings, "TPT-11",
                             "no plan exists: the ballots without record can change the TPT winner");
}

static scr_result add_tpt11(const struct outcome *outcome) {
    if (outcome->why11) return undecided(outcome->findings, "TPT-11", outcome->why11);
    if (scr_failed(outcome->result11)) return spared(outcome, outcome->result11, "TPT-11");
    return outcome->tree->published->plan == PLAN_NONE ? add_tpt11_none(outcome) : add_tpt11_plan(outcome);
}

static scr_result add_tpt12(const struct outcome *outcome) {
    const struct tree *tree = outcome->tree;
    struct findings *findings = outcome->findings;
    struct complaint complaint = {0};
    char claimed = tree->published->tpt_winner, found = value_code(outcome->value);
    if (outcome->why12) return undecided(findings, "TPT-12", outcome->why12);
    if (!tree->disclosed && findings_verdict(findings, "TPT-11") == VERDICT_HOLDS)
        return findings_add(findings, "TPT-12", VERDICT_HOLDS, "the TPT winner follows from the plan (TPT-11)");
    if (!tree->disclosed)
        return undecided(
            findings, "TPT-12",
            "not shown by this tree, by design: it opens only the ballots of its plan, and the root's value is "
            "that of all of them");
    if (scr_failed(outcome->result12)) return spared(outcome, outcome->result12, "TPT-12");
    if (found != claimed)
        complain(&complaint, "the root's value is %s, and TPTWinner is %s", tree_shown_value(tree, found, &complaint),
                 tree_shown_value(tree, claimed, &complaint));
    return complaint_verdict(&complaint, findings, "TPT-12", "the root's value is the TPT winner, %s",
                             tree_shown_value(tree, claimed, &complaint));
}

static scr_result add_least(const struct tree *tree, const struct least *least, const char *all_ended,
                            struct findings *findings) {
    size_t plan = tree->numbers.count;
    if (least->answer == LEAST_FEWER)
        return findings_add(findings, "TPT-14", VERDICT_REFUTED,
                            "a plan of %" PRIu32 " ballots establishes the TPT winner, and this one has %zu",
                            least->fewer, plan);
    if (least->answer == LEAST_HOLDS)
        return findings_add(findings, "TPT-14", VERDICT_HOLDS, "no plan has fewer than %zu ballots", plan);
    if (!least->bound)
        return findings_add(findings, "TPT-14", VERDICT_UNDECIDED,
                            "the work allowed ended before bounds of the number of ballots were known (--budget)%s",
                            all_ended);
    return findings_add(findings, "TPT-14", VERDICT_UNDECIDED,
                        "the search for a plan with fewer than %zu ballots ended at its budget; none has fewer than "
                        "%" PRIu32 "%s",
                        plan, least->bound, all_ended);
}

static scr_result add_tpt14(const struct outcome *outcome) {
    const struct tree *tree = outcome->tree;
    struct findings *findings = outcome->findings;
    struct least least;
    if (tree->published->plan != PLAN_LEAST)
        return findings_add(findings, "TPT-14", VERDICT_HOLDS, "nothing is claimed about the number of ballots");
    if (outcome->why11) return undecided(findings, "TPT-14", outcome->why11);
    if (!tree->disclosed)
        return undecided(
            findings, "TPT-14",
            "not shown by this tree, by design: whether no plan has fewer ballots depends on ballots that it "
            "does not open");
    /* All codes are disclosed: TPT-12 needed the arrangement too. Without it there is nothing to search. */
    if (!outcome->arranged.residue) return spared(outcome, outcome->result12, "TPT-14");
    struct budget budget = work_begin(outcome->work);
    /* At most 256 MiB of numbers: far below 2^32. */
    scr_result result = least_check(&outcome->arranged, tree->published->contest.count, tree->recorded,
                                    (uint32_t)tree->numbers.count, &budget, &least);
    const char *all_ended = work_end(outcome->work, &budget);
    return scr_failed(result) ? spared(outcome, result, "TPT-14") : add_least(tree, &least, all_ended, findings);
}

/* Checks that others have shown to be idle are not made: a tree that is refuted costs no more than its file. */
static void find_reasons(struct outcome *outcome) {
    const struct tree *tree = outcome->tree;
    const struct published_tree *published = tree->published;
    if (tree->disclosed && !tree->codes_complete)
        outcome->why12 = "the codes of all ballots are not there (see TPT-09)";
    else if (published->contest.arrangement == ARRANGEMENT_RIVEST2019 && !arranged_seed_decimal(published->seed))
        outcome->why12 = "the seed gives no arrangement (see TPT-08)";
    else if (findings_verdict(outcome->findings, "TPT-09") != VERDICT_HOLDS)
        outcome->why12 = "the codes are not shown to be those committed (see TPT-09)";
    outcome->why11 = outcome->why12;
    if (!outcome->why11 && findings_verdict(outcome->findings, "TPT-10") != VERDICT_HOLDS)
        outcome->why11 = "the plan is not one of these ballots (see TPT-10)";
    if (!outcome->why11 && published->plan == PLAN_NONE && !tree->disclosed)
        outcome->why11 = "the tree says that no plan exists, and which ballots have no record is not disclosed";
}

scr_result tree_add_outcome(const struct tree *tree, const struct surroundings *surroundings,
                            struct findings *findings) {
    struct outcome outcome = {.tree = tree, .work = surroundings->work, .findings = findings};
    find_reasons(&outcome);
    find(&outcome);
    scr_result result = add_tpt11(&outcome);
    if (!scr_failed(result)) result = add_tpt12(&outcome);
    if (!scr_failed(result)) result = tree_add_tpt13(tree, findings);
    if (!scr_failed(result)) result = add_tpt14(&outcome);
    arranged_free(&outcome.arranged);
    return result;
}
