/* check_tree_outcome.c: TPT-11, TPT-12 and TPT-14: what the plan's ballots establish, what all ballots give, and
 * whether fewer would do; TPT-13 stands between them. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

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

static scr_result root_set(const struct tree *tree, const struct arranged *arranged, const uint8_t *known,
                           value_set *root) {
    struct sets *sets;
    SCR_TRY(sets_new(arranged, tree->published->contest.count, known, &sets));
    *root = sets_root(sets);
    sets_free(sets);
    return scr_done();
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

static scr_result add_tpt11_plan(const struct tree *tree, const struct arranged *arranged, struct findings *findings) {
    struct complaint complaint = {0};
    uint8_t *known = NULL;
    value_set root = 0;
    scr_result result = know_plan(tree, &known);
    if (!scr_failed(result)) result = root_set(tree, arranged, known, &root);
    free(known);
    if (scr_failed(result)) return result;
    complain_of_set(tree, root, &complaint);
    return complaint_verdict(&complaint, findings, "TPT-11",
                             "the %zu ballots of the plan establish the TPT winner, %s, whatever the other ballots say",
                             tree->disclosed ? tree->numbers.count : tree->opened.count,
                             tree_shown_value(tree, tree->published->tpt_winner, &complaint));
}

static scr_result add_tpt11_none(const struct tree *tree, const struct arranged *arranged, struct findings *findings) {
    struct complaint complaint = {0};
    value_set root;
    if (!tree->disclosed)
        return undecided(findings, "TPT-11",
                         "the tree says that no plan exists, and which ballots have no record is not disclosed");
    SCR_TRY(root_set(tree, arranged, tree->recorded, &root));
    if (value_single(root))
        complain(&complaint, "a plan exists: all ballots that have a record establish %s",
                 tree_shown_value(tree, value_code(value_lowest(root)), &complaint));
    return complaint_verdict(&complaint, findings, "TPT-11",
                             "no plan exists: the ballots without record can change the TPT winner");
}

static scr_result add_tpt12(const struct tree *tree, const struct arranged *arranged, struct findings *findings) {
    struct complaint complaint = {0};
    uint8_t *values;
    char claimed = tree->published->tpt_winner;
    if (!tree->disclosed && findings_verdict(findings, "TPT-11") == VERDICT_HOLDS)
        return findings_add(findings, "TPT-12", VERDICT_HOLDS, "the TPT winner follows from the plan (TPT-11)");
    if (!tree->disclosed)
        return undecided(findings, "TPT-12", "the ballots that would show the root's value are not disclosed");
    SCR_TRY(values_new(arranged, tree->recorded, &values));
    char found = value_code(values[0]);
    free(values);
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
    return findings_add(findings, "TPT-14", VERDICT_UNDECIDED,
                        "the search for a plan with fewer than %zu ballots ended at its budget; none has fewer than "
                        "%" PRIu32 "%s",
                        plan, least->bound, all_ended);
}

static scr_result add_tpt14(const struct tree *tree, const struct arranged *arranged, struct work *work,
                            struct findings *findings) {
    struct least least;
    if (tree->published->plan != PLAN_LEAST)
        return findings_add(findings, "TPT-14", VERDICT_HOLDS, "nothing is claimed about the number of ballots");
    if (!tree->disclosed)
        return undecided(findings, "TPT-14",
                         "whether no plan has fewer ballots depends on ballots that are not disclosed");
    if (arranged->replication != 1)
        return undecided(findings, "TPT-14", "what plan is least is not defined with a Replication above 1 (TPT-10)");
    struct budget budget = work_begin(work);
    SCR_TRY(least_check(arranged, tree->published->contest.count, tree->recorded, (uint32_t)tree->numbers.count,
                        &budget, &least)); /* at most 256 MiB of numbers: far below 2^32 */
    const char *all_ended = work_end(work, &budget);
    return add_least(tree, &least, all_ended, findings);
}

static scr_result add_unknown(const struct tree *tree, const char *why, struct findings *findings) {
    SCR_TRY(undecided(findings, "TPT-11", why));
    SCR_TRY(undecided(findings, "TPT-12", why));
    SCR_TRY(tree_add_tpt13(tree, findings));
    if (tree->published->plan == PLAN_LEAST) return undecided(findings, "TPT-14", why);
    return findings_add(findings, "TPT-14", VERDICT_HOLDS, "nothing is claimed about the number of ballots");
}

scr_result tree_add_outcome(const struct tree *tree, const struct surroundings *surroundings,
                            struct findings *findings) {
    const struct published_tree *published = tree->published;
    struct arranged arranged = {0};
    if (tree->disclosed && !tree->codes_complete)
        return add_unknown(tree, "the codes of all ballots are not there (see TPT-09)", findings);
    if (published->contest.arrangement == ARRANGEMENT_RIVEST2019 && !arranged_seed_decimal(published->seed))
        return add_unknown(tree, "the seed gives no arrangement (see TPT-08)", findings);
    scr_result result = arranged_make(&published->contest, &published->commitment, published->seed, &arranged);
    if (!scr_failed(result))
        result = published->plan == PLAN_NONE ? add_tpt11_none(tree, &arranged, findings)
                                              : add_tpt11_plan(tree, &arranged, findings);
    if (!scr_failed(result)) result = add_tpt12(tree, &arranged, findings);
    if (!scr_failed(result)) result = tree_add_tpt13(tree, findings);
    if (!scr_failed(result)) result = add_tpt14(tree, &arranged, surroundings->work, findings);
    arranged_free(&arranged);
    return result;
}
