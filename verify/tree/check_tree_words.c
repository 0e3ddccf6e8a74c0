/* check_tree_words.c: what a reader looks for in a tree: who wins it, who leads, with how many votes, and whether the
 * ballots show it. */
#include <inttypes.h>
#include <string.h>

#include "verify/tree/tree.h"
#include "verify/tree/words.h"

enum { LEADERS_SHOWN = 5 };

/* candidate A, "Ada" with 120 votes */
static scr_result add_candidate(const struct tree *tree, char code, struct complaint *names, struct scr_buffer *out) {
    SCR_TRY(scr_buffer_text(out, tree_shown_value(tree, code, names)));
    for (size_t i = 0; i < tree->total_count; i++)
        if (tree->totals[i].code == code)
            return scr_buffer_print(out, " with %" PRIu64 " vote%s", tree->totals[i].votes,
                                    tree->totals[i].votes == 1 ? "" : "s");
    return code == '.' ? scr_buffer_print(out, " with %" PRIu64, tree->missing) : scr_done();
}

static scr_result add_leaders(const struct tree *tree, struct complaint *names, struct scr_buffer *out) {
    const char *leaders = tree->leaders;
    size_t count = strlen(leaders);
    if (count == 1 && leaders[0] == tree->published->tpt_winner)
        return scr_buffer_text(out, ", who has most votes too");
    SCR_TRY(scr_buffer_text(out, count ? "; most votes, and not the same outcome: " : "; nobody has votes"));
    for (size_t i = 0; i < count && i < LEADERS_SHOWN; i++) {
        SCR_TRY(scr_buffer_text(out, i ? " and " : ""));
        SCR_TRY(add_candidate(tree, leaders[i], names, out));
    }
    return scr_buffer_text(out, count > LEADERS_SHOWN ? " and others" : "");
}

static bool holds(const struct findings *findings, const char *id) {
    return findings_verdict(findings, id) == VERDICT_HOLDS;
}

static const char *votes_shown(const struct tree *tree, const struct findings *findings) {
    if (findings_verdict(findings, "TPT-13") == VERDICT_REFUTED) return "the votes are refuted, see TPT-13";
    if (!tree->disclosed) return "the votes are the publisher's word: this tree does not show them, by design";
    return holds(findings, "TPT-13") && holds(findings, "TPT-09")
               ? "the votes are counted from the codes of all ballots"
               : "the votes are not shown, see TPT-09";
}

static const char *winner_shown(const struct findings *findings) {
    if (findings_verdict(findings, "TPT-11") == VERDICT_REFUTED ||
        findings_verdict(findings, "TPT-12") == VERDICT_REFUTED)
        return "; the winner of the tree is refuted, see TPT-11 and TPT-12";
    return holds(findings, "TPT-12") ? "" : "; the winner of the tree is not shown, see TPT-12";
}

static scr_result print(const struct tree *tree, const struct findings *findings, struct complaint *names,
                        struct scr_buffer *out) {
    const struct published_contest *contest = &tree->published->contest;
    SCR_TRY(scr_buffer_print(out, "contest %s, %" PRIu32 " ballots: TPT winner ", words_contest(names, contest),
                             contest->ballots));
    SCR_TRY(add_candidate(tree, tree->published->tpt_winner, names, out));
    SCR_TRY(add_leaders(tree, names, out));
    return scr_buffer_print(out, " (%s%s)", votes_shown(tree, findings), winner_shown(findings));
}

scr_result tree_add_note(const struct tree *tree, struct findings *findings) {
    struct complaint names = {0};
    struct scr_buffer text = {0};
    scr_result result = print(tree, findings, &names, &text);
    if (!scr_failed(result) && names.failed) result = (scr_result){SCR_MEMORY};
    if (!scr_failed(result)) result = findings_note(findings, "%s", (const char *)text.data);
    scr_buffer_free(&text);
    complaint_free(&names);
    return result;
}
