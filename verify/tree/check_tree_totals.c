/* check_tree_totals.c: TPT-13, the plurality beside the tree, and what a tree says as facts for machines. */
#include <inttypes.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/tree/tree.h"
#include "verify/tree/value.h"

const char *tree_shown_value(const struct tree *tree, char code, struct complaint *complaint) {
    const struct published_contest *contest = &tree->published->contest;
    if (code == '.') return "missing (no vote)";
    for (size_t i = 0; i < contest->count; i++) {
        if (contest->candidates[i].code != code) continue;
        const char *name = shown(complaint, contest->candidates[i].name);
        const char *words = scr_arena_print(&complaint->names, "candidate %c, %s", code, name);
        if (words) return words;
        complaint->failed = true;
    }
    return "no candidate of the contest";
}

/* The totals as they stand: candidates, sum, leaders. */
static void complain_of_claims(const struct tree *tree, struct complaint *complaint) {
    const struct published_contest *contest = &tree->published->contest;
    uint64_t sum = tree->missing, most = 0; /* 63 numbers below 10^12: no overflow */
    char leaders[CONTEST_CANDIDATES + 1];
    size_t count = 0;
    for (size_t i = 0; i < tree->total_count; i++) {
        if (i < contest->count && tree->totals[i].code != contest->candidates[i].code)
            complain(complaint, "Totals have candidate %c where %c belongs", tree->totals[i].code,
                     contest->candidates[i].code);
        sum += tree->totals[i].votes;
        if (tree->totals[i].votes > most) {
            most = tree->totals[i].votes;
            count = 0;
        }
        if (most && tree->totals[i].votes == most) leaders[count++] = tree->totals[i].code;
    }
    leaders[count] = '\0';
    if (tree->total_count != contest->count)
        complain(complaint, "Totals have %zu candidates, and the contest has %zu", tree->total_count, contest->count);
    if (sum != contest->ballots)
        complain(complaint, "Totals add up to %" PRIu64 " ballots, and the contest has %" PRIu32, sum,
                 contest->ballots);
    if (strcmp(leaders, tree->leaders) != 0)
        complain(complaint, "PluralityLeaders is %s, and most votes has %s", shown(complaint, tree->leaders),
                 shown(complaint, leaders));
}

static void complain_of_counts(const struct tree *tree, struct complaint *complaint) {
    uint64_t counts[VALUE_NONE] = {0};
    for (size_t i = 0; i < tree->codes.count; i++) counts[tree->recorded[i]]++; /* at most VALUE_UNKNOWN */
    for (size_t i = 0; i < tree->total_count; i++)
        if (counts[i] != tree->totals[i].votes)
            complain(complaint, "candidate %c has %" PRIu64 " votes in the codes, %" PRIu64 " in Totals",
                     tree->totals[i].code, counts[i], tree->totals[i].votes);
    uint64_t missing = counts[VALUE_MISSING] + counts[VALUE_UNKNOWN];
    if (missing != tree->missing)
        complain(complaint, "%" PRIu64 " ballots are missing in the codes, %" PRIu64 " in Totals", missing,
                 tree->missing);
}

scr_result tree_add_tpt13(const struct tree *tree, struct findings *findings) {
    struct complaint complaint = {0};
    complain_of_claims(tree, &complaint);
    if (!complaint.count && tree->codes_complete) complain_of_counts(tree, &complaint);
    if (complaint.count || tree->codes_complete)
        return complaint_verdict(&complaint, findings, "TPT-13",
                                 "the totals are those of the codes, and PluralityLeaders those with most votes");
    complaint_free(&complaint);
    return findings_add(findings, "TPT-13", VERDICT_UNDECIDED,
                        tree->disclosed
                            ? "the totals agree with each other; that they are those of the ballots is not shown: the "
                              "codes of all ballots are not there (see TPT-09)"
                            : "the totals agree with each other; that they are those of the ballots is not "
                              "shown by this tree, by design: it opens only the ballots of its plan");
}

/* A refuted file may have a candidate's code twice; a name stands once in a JSON object. */
static bool repeats(const struct tree *tree, size_t total) {
    for (size_t i = 0; i < total; i++)
        if (tree->totals[i].code == tree->totals[total].code) return true;
    return false;
}

static scr_result print_facts(const struct tree *tree, struct scr_buffer *out) {
    static const char *const arrangements[] = {"scrutineer1", "rivest2019"};
    static const char *const plans[] = {"least", "recursive", "classic", "none"};
    const struct published_contest *contest = &tree->published->contest;
    SCR_TRY(scr_buffer_text(out, "{\"contest\": "));
    SCR_TRY(scr_text_json(out, contest->name));
    SCR_TRY(scr_buffer_text(out, ", \"id\": "));
    SCR_TRY(scr_text_json(out, contest->id));
    SCR_TRY(scr_buffer_print(
        out, ", \"ballots\": %" PRIu32 ", \"arrangement\": \"%s\", \"arity\": %" PRIu32 ", \"replication\": %" PRIu32,
        contest->ballots, arrangements[contest->arrangement], contest->arity, contest->replication));
    SCR_TRY(scr_buffer_print(out, ", \"tpt_winner\": \"%c\", \"plurality_leaders\": ", tree->published->tpt_winner));
    SCR_TRY(scr_text_json(out, tree->leaders));
    SCR_TRY(scr_buffer_print(
        out,
        ", \"plan\": \"%s\", \"plan_ballots\": %zu, \"disclosure\": \"%s\", \"missing\": %" PRIu64 ", \"votes\": {",
        plans[tree->published->plan], tree->numbers.count, tree->disclosed ? "all" : "plan", tree->missing));
    for (size_t i = 0; i < tree->total_count; i++)
        if (!repeats(tree, i))
            SCR_TRY(scr_buffer_print(out, "%s\"%c\": %" PRIu64, i ? ", " : "", tree->totals[i].code,
                                     tree->totals[i].votes));
    return scr_buffer_text(out, "}}");
}

scr_result tree_add_facts(const struct tree *tree, struct findings *findings) {
    struct scr_buffer json = {0};
    scr_result result = print_facts(tree, &json);
    if (!scr_failed(result)) return findings_fact(findings, "tree", (char *)json.data); /* malloc'ed by the buffer */
    scr_buffer_free(&json);
    return result;
}
