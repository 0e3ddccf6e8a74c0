/* command_tree_publish_say.c: the summary of a published tree, for people and for programs. */
#include <string.h>

#include "gen/command_tree_publish.h"
#include "scrutineer/text.h"

static scr_result add_leaders(const struct tree_publication *p, struct scr_buffer *out) {
    const char *leaders = p->totals->leaders;
    if (!*leaders) return scr_buffer_text(out, "nobody, there are no votes");
    for (size_t i = 0; leaders[i]; i++) {
        if (i) SCR_TRY(scr_buffer_text(out, ", "));
        SCR_TRY(scr_text_terminal(out, audit_words(leaders[i], &p->contest->contest)));
    }
    uint8_t value = 0;
    (void)tree_code_value(*leaders, TREE_CODES_MOST, &value);
    return scr_buffer_print(out, " (%zu votes%s)", p->totals->votes[value], leaders[1] ? " each, a tie" : "");
}

static scr_result add_plan(const struct tree_publication *p, struct scr_buffer *out) {
    const struct tree_record *r = p->record;
    const struct tree_contest *contest = &p->contest->contest;
    if (!strcmp(r->plan_kind, "none"))
        return scr_buffer_print(out,
                                "Audit plan:        none. %zu of %zu ballots have no record, and they leave the TPT "
                                "winner open whatever the others say.\n",
                                p->totals->phantoms, contest->ballots);
    SCR_TRY(scr_buffer_print(out, "Audit plan:        %zu of %zu ballots to examine (%s).\n", r->plan_count,
                             contest->ballots, r->plan_kind));
    if (!strcmp(r->plan_kind, "recursive") && contest->replication == 1)
        SCR_TRY(scr_buffer_text(out, "                   The least plan does not fit the limits of planning; this one "
                                     "may ask for a few papers more.\n"));
    return scr_done();
}

static scr_result say(const struct tree_publication *p, struct scr_buffer *out) {
    const struct tree_contest *contest = &p->contest->contest;
    const struct tree_record *r = p->record;
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&r->digest, hex);
    SCR_TRY(audited_contest_name(p->contest, out));
    SCR_TRY(scr_buffer_print(out, ": %zu ballots, %zu of them without a vote that counts here", contest->ballots,
                             p->totals->missing));
    if (p->totals->phantoms) SCR_TRY(scr_buffer_print(out, " (%zu without record)", p->totals->phantoms));
    SCR_TRY(scr_buffer_print(out, ".\nTree:              %s, arity %u, replication %zu\nTPT winner:        ",
                             tree_arrangement_name(contest->arrangement), contest->arity, contest->replication));
    SCR_TRY(r->winner == TREE_CODE_MISSING ? scr_buffer_text(out, "none, missing votes win the tree")
                                           : scr_text_terminal(out, audit_words(r->winner, contest)));
    SCR_TRY(scr_buffer_text(out, "\nPlurality leader:  "));
    SCR_TRY(add_leaders(p, out));
    SCR_TRY(scr_buffer_text(out, "\n"));
    if (!strchr(p->totals->leaders, r->winner))
        SCR_TRY(scr_buffer_text(out,
                                "                   The two differ. That happens in close contests and where there "
                                "are many candidates, and says\n                   nothing against either count.\n"));
    SCR_TRY(add_plan(p, out));
    if (r->disclose_all)
        SCR_TRY(scr_buffer_text(out,
                                "Disclosed:         every ballot: the results of each batch can be counted "
                                "exactly. The privacy ledger counts this\n                   as unlimited loss.\n"));
    else if (!strcmp(r->plan_kind, "none"))
        SCR_TRY(scr_buffer_text(out, "Disclosed:         no ballot.\n"));
    else
        SCR_TRY(scr_buffer_text(out, "Disclosed:         the ballots of the plan, with what their records say; the "
                                     "others stay secret. Keep the tree\n                   from those who read the "
                                     "papers.\n"));
    SCR_TRY(scr_buffer_text(out, "Written:           "));
    SCR_TRY(scr_text_terminal(out, p->out));
    SCR_TRY(scr_buffer_print(out, ", SHA-256 %s\n", hex));
    return scr_buffer_text(out, "The TPT winner has no legal force: it names what the tree computes. The audit shows "
                                "whether papers and records agree on it.\n");
}

static scr_result say_json(const struct tree_publication *p, struct scr_buffer *out) {
    const struct tree_contest *contest = &p->contest->contest;
    const struct tree_record *r = p->record;
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&r->digest, hex);
    SCR_TRY(scr_buffer_text(out, "{\"contest\": "));
    SCR_TRY(scr_text_json(out, contest->id));
    SCR_TRY(scr_buffer_text(out, ", \"name\": "));
    SCR_TRY(scr_text_json(out, contest->name));
    SCR_TRY(scr_buffer_print(out,
                             ", \"ballots\": %zu, \"missing\": %zu, \"phantoms\": %zu, \"arrangement\": \"%s\", "
                             "\"arity\": %u, \"replication\": %zu, \"tptWinner\": ",
                             contest->ballots, p->totals->missing, p->totals->phantoms,
                             tree_arrangement_name(contest->arrangement), contest->arity, contest->replication));
    SCR_TRY(r->winner == TREE_CODE_MISSING ? scr_buffer_text(out, "null")
                                           : scr_text_json(out, audit_words(r->winner, contest)));
    SCR_TRY(scr_buffer_text(out, ", \"pluralityLeaders\": ["));
    for (size_t i = 0; p->totals->leaders[i]; i++) {
        if (i) SCR_TRY(scr_buffer_text(out, ", "));
        SCR_TRY(scr_text_json(out, audit_words(p->totals->leaders[i], contest)));
    }
    SCR_TRY(scr_buffer_print(out,
                             "], \"plan\": \"%s\", \"planned\": %zu, \"disclosure\": \"%s\", \"seedRecorded\": %s, "
                             "\"file\": ",
                             r->plan_kind, r->plan_count, r->disclose_all ? "all" : "plan",
                             r->recorded ? "true" : "false"));
    SCR_TRY(scr_text_json(out, p->out));
    return scr_buffer_print(out, ", \"sha256\": \"%s\"}\n", hex);
}

scr_result tree_publication_say(const struct tree_publication *published, bool json, struct scr_buffer *out) {
    return (json ? say_json : say)(published, out);
}
