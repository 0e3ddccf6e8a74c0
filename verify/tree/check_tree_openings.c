/* check_tree_openings.c: TPT-09 and TPT-10: that codes are those committed, and that the plan is one of these ballots.
 */
#include <inttypes.h>

#include "verify/tree/opening.h"
#include "verify/tree/tree.h"
#include "verify/tree/value.h"

static void complain_of_code(const struct tree *tree, uint64_t number, char code, struct complaint *complaint) {
    if (value_of_code(code, tree->published->contest.count) == VALUE_NONE)
        complain(complaint, "ballot %" PRIu64 " has the code %c, which is none of the contest's", number, code);
}

static void complain_of_root(const struct tree *tree, const struct scr_hash *root, const char *from,
                             struct complaint *complaint) {
    char found[SCR_HEX_SIZE], committed[SCR_HEX_SIZE];
    if (scr_hash_equal(root, &tree->published->contest.root)) return;
    scr_hash_hex(root, found);
    scr_hash_hex(&tree->published->contest.root, committed);
    complain(complaint, "the %s give the root %s, and %s was committed", from, found, committed);
}

static scr_result say_all(const struct tree *tree, struct complaint *complaint) {
    struct scr_hash root;
    if (!tree->codes_complete)
        for (size_t i = 0; i < tree->codes.count; i++) complain_of_code(tree, i + 1, tree->codes.items[i], complaint);
    if (tree->codes.count != tree->published->contest.ballots) {
        complain(complaint, "there are %zu codes for %" PRIu32 " ballots", tree->codes.count,
                 tree->published->contest.ballots);
        return scr_done();
    }
    SCR_TRY(opening_root_of_all(tree->codes.items, tree->codes.count, &tree->salt_key, &root));
    complain_of_root(tree, &root, "codes of all ballots with the salt key", complaint);
    return scr_done();
}

static scr_result say_opened(const struct tree *tree, struct complaint *complaint) {
    struct scr_hash root;
    enum proof_fault fault;
    for (size_t i = 0; i < tree->opened.count; i++)
        complain_of_code(tree, tree->opened.items[i].number, tree->opened.items[i].code, complaint);
    SCR_TRY(opening_root(tree->published->contest.ballots, tree->opened.items, tree->opened.count, tree->hashes.items,
                         tree->hashes.count, &root, &fault));
    if (fault != PROOF_FITS)
        complain(complaint, "the proof has %s hashes than the opened ballots need: %zu",
                 fault == PROOF_SHORT ? "fewer" : "more", tree->hashes.count);
    else
        complain_of_root(tree, &root, "opened ballots and the proof", complaint);
    return scr_done();
}

scr_result tree_add_tpt09(const struct tree *tree, struct findings *findings) {
    struct complaint complaint = {0};
    uint32_t ballots = tree->published->contest.ballots;
    if (opened_disorder(tree->opened.items, tree->opened.count, ballots) < tree->opened.count)
        return findings_add(findings, "TPT-09", VERDICT_UNDECIDED,
                            "the opened ballots do not ascend within 1 to %" PRIu32 " (see TPT-10), so that they have "
                            "no root",
                            ballots);
    scr_result result = tree->disclosed ? say_all(tree, &complaint) : say_opened(tree, &complaint);
    if (scr_failed(result)) {
        complaint_free(&complaint);
        return result;
    }
    if (tree->disclosed)
        return complaint_verdict(&complaint, findings, "TPT-09",
                                 "the codes of all %" PRIu32 " ballots are those committed", ballots);
    return complaint_verdict(&complaint, findings, "TPT-09",
                             "the codes of the %zu opened ballots are those committed; %" PRIu32 " stay secret",
                             tree->opened.count, ballots - (uint32_t)tree->opened.count);
}

/* The opened ballots against the plan: the first place where they differ. */
static void complain_of_opened(const struct tree *tree, struct complaint *complaint) {
    const struct number_list *plan = &tree->numbers;
    const struct opened_list *opened = &tree->opened;
    size_t both = plan->count < opened->count ? plan->count : opened->count, at = 0;
    while (at < both && plan->items[at] == opened->items[at].number) at++;
    if (at < both)
        complain(complaint, "ballot %" PRIu32 " is opened where the plan has ballot %" PRIu32, opened->items[at].number,
                 plan->items[at]);
    else if (plan->count != opened->count)
        complain(complaint, "%zu ballots are opened, and %zu are planned", opened->count, plan->count);
}

static void complain_of_phantoms(const struct tree *tree, struct complaint *complaint) {
    for (size_t i = 0; !tree->disclosed && i < tree->opened.count; i++)
        if (tree->opened.items[i].code == '?')
            complain(complaint, "ballot %" PRIu32 " of the plan has no record", tree->opened.items[i].number);
    for (size_t i = 0; tree->disclosed && i < tree->numbers.count; i++) {
        uint32_t number = tree->numbers.items[i];
        if (number && number <= tree->codes.count && tree->codes.items[number - 1] == '?')
            complain(complaint, "ballot %" PRIu32 " of the plan has no record", number);
    }
}

scr_result tree_add_tpt10(const struct tree *tree, struct findings *findings) {
    struct complaint complaint = {0};
    const struct published_tree *published = tree->published;
    const struct number_list *plan = &tree->numbers;
    size_t disorder = numbers_disorder(plan->items, plan->count, published->contest.ballots);
    if (disorder < plan->count) {
        uint32_t number = plan->items[disorder];
        bool ballot = number && number <= published->contest.ballots;
        complain(&complaint, "ballot %" PRIu32 " of the plan is %s", number,
                 ballot ? "not above the one before it" : "no ballot of the contest");
    }
    if (tree->plan_ballots != plan->count)
        complain(&complaint, "the plan says %" PRIu64 " ballots and lists %zu", tree->plan_ballots, plan->count);
    if (!tree->disclosed) complain_of_opened(tree, &complaint);
    complain_of_phantoms(tree, &complaint);
    if (published->plan == PLAN_NONE && plan->count) complain(&complaint, "a plan of Kind none lists ballots");
    if (published->plan == PLAN_LEAST && published->contest.replication != 1)
        complain(&complaint, "Kind least is claimed with Replication %" PRIu32, published->contest.replication);
    if (published->plan == PLAN_NONE) return complaint_verdict(&complaint, findings, "TPT-10", "there is no plan");
    return complaint_verdict(&complaint, findings, "TPT-10", "the plan has %zu ballots of the contest%s", plan->count,
                             tree->disclosed ? "" : ", which are the ones opened");
}
