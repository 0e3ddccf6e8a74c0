/* definition_compare.c: DPR-09: the votes allowed and the styles that a statement reckons with are those of the ballot
 * definition: too few votes, or styles cut apart, would make every loss look smaller than it is. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "verify/release/ledgers_compare.h"
#include "verify/sorted.h"

#define NOWHERE SIZE_MAX

/* The contests that the ledger charges finite losses for, numbered by id. Arrays in the arena. */
struct charged {
    struct scr_arena arena;
    const char **ids;
    size_t count;
    bool *listed; /* by number: some Style of the ledger has it */
    size_t *on;   /* the number of each element of ledger.on, or NOWHERE */
    size_t *mark; /* by number: 1 + the style of the definition that has it, of those looked at so far */
};

struct comparing {
    const struct published_statement *statement;
    const struct definition *definition;
    struct charged *charged;
    struct complaint *complaint;
    struct budget *budget;
    bool finished;
};

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static size_t number_of(const struct charged *charged, const char *id) {
    const char **found = bsearch(&id, charged->ids, charged->count, sizeof *charged->ids, by_text);
    return found ? (size_t)(found - charged->ids) : NOWHERE;
}

static scr_result number_contests(const struct ledger *ledger, struct charged *charged) {
    charged->ids = scr_arena_alloc(&charged->arena, ledger->loss_count, sizeof *charged->ids);
    charged->on = scr_arena_alloc(&charged->arena, ledger->on_count, sizeof *charged->on);
    if (!charged->ids || !charged->on) return (scr_result){SCR_MEMORY};
    size_t all = 0;
    for (size_t i = 0; i < ledger->loss_count; i++)
        if (strcmp(ledger->losses[i].epsilon, "unlimited") != 0) charged->ids[all++] = ledger->losses[i].contest_id;
    if (all) qsort(charged->ids, all, sizeof *charged->ids, by_text);
    for (size_t i = 0; i < all; i++)
        if (!i || strcmp(charged->ids[charged->count - 1], charged->ids[i]) != 0)
            charged->ids[charged->count++] = charged->ids[i];
    charged->listed = scr_arena_alloc(&charged->arena, charged->count, sizeof *charged->listed);
    charged->mark = scr_arena_alloc(&charged->arena, charged->count, sizeof *charged->mark);
    if (!charged->listed || !charged->mark) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < ledger->on_count; i++) {
        charged->on[i] = number_of(charged, ledger->on[i]);
        if (charged->on[i] != NOWHERE) charged->listed[charged->on[i]] = true;
    }
    return scr_done();
}

static const char *contest_id(const void *items, size_t position) {
    return ((const struct definition_contest *)items)[position].id;
}

static void compare_votes(struct comparing *comparing) {
    const struct definition *definition = comparing->definition;
    for (size_t i = 0; i < comparing->statement->contest_count; i++) {
        const struct measured_contest *contest = &comparing->statement->contests[i];
        size_t found = sorted_find(definition->contests_by_id, definition->contests, definition->contest_count,
                                   contest_id, contest->id);
        if (found == definition->contest_count || definition->contests[found].votes_allowed == contest->votes_allowed)
            continue;
        complain(comparing->complaint,
                 "contest %s allows %" PRIu32 " vote(s) in the statement, %" PRIu32 " in the ballot definition",
                 shown(comparing->complaint, contest->id), contest->votes_allowed,
                 definition->contests[found].votes_allowed);
    }
}

static bool spend(struct comparing *comparing, uint64_t work) {
    if (comparing->finished && !budget_spend(comparing->budget, work)) comparing->finished = false;
    return comparing->finished;
}

/* A contest that no Style lists counts in every one, so only those listed must stand together. */
static void compare_style(struct comparing *comparing, const struct definition_style *style, size_t stamp) {
    const struct ledger *ledger = &comparing->statement->ledger;
    struct charged *charged = comparing->charged;
    size_t wanted = 0, most = 0;
    for (size_t i = style->first; i < style->first + style->count && spend(comparing, 1); i++) {
        size_t number = number_of(charged, comparing->definition->contest_ids[i]);
        if (number == NOWHERE || !charged->listed[number]) continue;
        charged->mark[number] = stamp;
        wanted++;
    }
    for (size_t i = 0; i < ledger->style_count && most < wanted; i++) {
        const struct ledger_style *together = &ledger->styles[i];
        size_t here = 0;
        if (!spend(comparing, 1 + together->on_count)) return;
        for (size_t j = together->first_on; j < together->first_on + together->on_count; j++)
            here += charged->on[j] != NOWHERE && charged->mark[charged->on[j]] == stamp;
        if (here > most) most = here;
    }
    if (comparing->finished && most < wanted)
        complain(comparing->complaint,
                 "ballot style %s of the definition has %zu contests that the ledger charges and lists in styles; no "
                 "Style of the ledger has more than %zu of them together",
                 shown(comparing->complaint, style->id), wanted, most);
}

static bool replaced(const struct definitions *definitions, const struct definition *definition) {
    for (size_t i = 0; i < definitions->count; i++)
        for (size_t j = 0; j < definitions->items[i].header.supersedes_count; j++)
            if (scr_hash_equal(&definitions->items[i].header.supersedes[j], &definition->file_hash)) return true;
    return false;
}

/* Compares with each definition of the election that no other one replaces; *compared counts them. */
static scr_result compare_all(struct comparing *comparing, const struct definitions *definitions, size_t *compared) {
    const struct published_statement *statement = comparing->statement;
    size_t stamp = 0;
    SCR_TRY(number_contests(&statement->ledger, comparing->charged));
    for (size_t i = 0; i < definitions->count && spend(comparing, 1); i++) {
        const struct definition *definition = &definitions->items[i];
        if (strcmp(definition->header.election_id, statement->head.election_id) != 0) continue;
        if (!spend(comparing, definitions->count) || replaced(definitions, definition)) continue;
        comparing->definition = definition;
        (*compared)++;
        compare_votes(comparing);
        for (size_t j = 0; j < definition->style_count && spend(comparing, 1); j++)
            compare_style(comparing, &definition->styles[j], ++stamp);
    }
    return scr_done();
}

scr_result definition_compare(const struct published_statement *statement, const struct definitions *definitions,
                              struct work *work, struct findings *findings, bool *without) {
    struct complaint complaint = {0};
    struct charged charged = {0};
    struct budget budget = work_begin(work);
    struct comparing comparing = {
        .statement = statement, .charged = &charged, .complaint = &complaint, .budget = &budget, .finished = true};
    size_t compared = 0;
    scr_result result = compare_all(&comparing, definitions, &compared);
    const char *all = work_end(work, &budget);
    scr_arena_free(&charged.arena);
    *without = !scr_failed(result) && comparing.finished && !compared;
    if (!scr_failed(result) && compared && (comparing.finished || complaint.count))
        return complaint_verdict(&complaint, findings, "DPR-09",
                                 "votes allowed are those of %zu ballot definition(s), and for each of their styles a "
                                 "Style of the ledger has all its contests",
                                 compared);
    complaint_free(&complaint);
    if (scr_failed(result)) return result;
    if (!comparing.finished)
        return findings_add(findings, "DPR-09", VERDICT_UNDECIDED,
                            "the comparison with the ballot definition was given up after the work that this program "
                            "may do%s",
                            all);
    if (definitions->invalid)
        return findings_add(findings, "DPR-09", VERDICT_UNDECIDED,
                            "a ballot definition among the files is not valid, so that styles and votes allowed cannot "
                            "be compared with it");
    return findings_add(findings, "DPR-09", VERDICT_HOLDS,
                        "no ballot definition of the election is among the files: styles and votes allowed are the "
                        "publisher's word");
}
