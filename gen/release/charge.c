/* charge.c: charges a measurement, in substitution. */
#include "gen/release/charge.h"

#include <string.h>

#include "gen/package/names.h"
#include "gen/release/measurement_text.h"
#include "gen/release/split.h"

#define TERM_DIGITS_MOST 40 /* of a numerator or denominator in the artifact */
#define ENTRIES_MOST 100000

static scr_result refuse(struct scr_diagnosis *diagnosis, enum scr_code code, const char *sentence) {
    return scr_refuse(diagnosis, code, "release", "%s", sentence);
}

scr_result charge_declare(struct ledger *ledger, const char *budget, struct scr_diagnosis *diagnosis) {
    struct release_fraction limit;
    if (!budget && ledger->total) return scr_done();
    if (!budget)
        return refuse(
            diagnosis, SCR_USAGE,
            "--budget declares the limit of one voter's privacy loss over all releases, before the first one");
    if (!release_fraction_parse(budget, &limit) || !limit.p)
        return refuse(diagnosis, SCR_USAGE, "--budget is a positive fraction such as 3/2, or a decimal such as 1.5");
    const char *total = limit.q == 1
                            ? scr_arena_print(&ledger->arena, "%lld", (long long)limit.p)
                            : scr_arena_print(&ledger->arena, "%lld/%lld", (long long)limit.p, (long long)limit.q);
    if (!total) return (scr_result){SCR_MEMORY};
    if (ledger->total && strcmp(ledger->total, total))
        return scr_refuse(diagnosis, SCR_STORE, "release",
                          "--budget %s: the limit was declared as %s with the first release and cannot change", total,
                          ledger->total);
    ledger->total = total;
    return scr_done();
}

static scr_result print(struct scr_arena *arena, const struct scr_rational *number, const char **text,
                        struct scr_diagnosis *diagnosis) {
    struct scr_buffer out = {0};
    scr_result result = scr_rational_print(number, &out);
    const char *slash = scr_failed(result) ? NULL : memchr(out.data, '/', out.length);
    size_t first = slash ? (size_t)(slash - (const char *)out.data) : out.length;
    if (!scr_failed(result) && (first > TERM_DIGITS_MOST || out.length > first + 1 + TERM_DIGITS_MOST))
        result = refuse(diagnosis, SCR_LIMIT,
                        "the sum of the privacy losses would have more than 40 digits; choose simpler fractions");
    *text = scr_failed(result) ? NULL : scr_arena_copy(arena, (const char *)out.data, out.length);
    scr_buffer_free(&out);
    return scr_failed(result) || *text ? result : (scr_result){SCR_MEMORY};
}

/* What a contest of the measurement costs: add-remove counts twice. */
static scr_result loss_of(const struct measurement *m, const struct measurement_contest *contest,
                          struct scr_arena *arena, struct ledger_loss *loss, struct scr_diagnosis *diagnosis) {
    struct scr_rational *sum = NULL;
    scr_result result = scr_rational_new(&sum);
    if (!scr_failed(result)) result = measurement_epsilon(contest->shares, contest->share_count, sum);
    if (!scr_failed(result) && m->adjacency == MEASUREMENT_ADD_REMOVE) result = scr_rational_add(sum, sum, sum);
    loss->contest = contest->id;
    if (!scr_failed(result)) result = print(arena, sum, &loss->epsilon, diagnosis);
    scr_rational_free(sum);
    return result;
}

static bool disclosed(const struct ledger *ledger, const char *contest) {
    for (size_t i = 0; i < ledger->count; i++)
        for (size_t k = 0; k < ledger->entries[i].loss_count; k++)
            if (ledger->entries[i].kind == LEDGER_DISCLOSURE && !strcmp(ledger->entries[i].losses[k].contest, contest))
                return true;
    return false;
}

static scr_result require_undisclosed(const struct ledger *ledger, const struct measurement *m,
                                      struct scr_diagnosis *diagnosis) {
    struct scr_arena words = {0};
    for (size_t i = 0; i < m->contest_count; i++) {
        if (!disclosed(ledger, m->contests[i].id)) continue;
        scr_result result = scr_refuse(
            diagnosis, SCR_STORE, "release",
            "all ballots of the contest %s were disclosed batch by batch in a tree, so noise protects nobody "
            "in it any more; release it nevertheless with --after-disclosure",
            package_shown(&words, m->contests[i].name));
        scr_arena_free(&words);
        return result;
    }
    return scr_done();
}

static scr_result require_budget(const struct ledger *ledger, const struct scr_rational *spent, const char *shown,
                                 struct scr_diagnosis *diagnosis) {
    struct scr_rational *limit = NULL;
    int order = 0;
    scr_result result = scr_rational_new(&limit);
    if (!scr_failed(result)) result = scr_rational_parse(limit, ledger->total, false, 2 * TERM_DIGITS_MOST);
    if (!scr_failed(result)) result = scr_rational_compare(spent, limit, &order);
    scr_rational_free(limit);
    if (scr_failed(result) || order <= 0) return result;
    return scr_refuse(
        diagnosis, SCR_STORE, "release",
        "with this release a voter's privacy loss would be %s, above the declared limit of %s; nothing was "
        "charged or written: see 'scrutineer-gen budget'",
        shown, ledger->total);
}

scr_result charge_announce(struct ledger *ledger, const struct measurement *m, const struct election *election,
                           bool after_disclosure, const char **spent, struct scr_diagnosis *diagnosis) {
    struct ledger_entry entry = {.kind = LEDGER_ANNOUNCE, .release = m->release, .digest = m->table_root};
    struct scr_rational *sum = NULL;
    if (!after_disclosure) SCR_TRY(require_undisclosed(ledger, m, diagnosis));
    if (ledger->count >= ENTRIES_MOST) return refuse(diagnosis, SCR_LIMIT, "the ledger has 100000 entries: it is full");
    entry.loss_count = m->contest_count;
    entry.losses = scr_arena_alloc(&ledger->arena, m->contest_count, sizeof *entry.losses);
    if (!entry.losses) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < m->contest_count; i++)
        SCR_TRY(loss_of(m, &m->contests[i], &ledger->arena, &entry.losses[i], diagnosis));
    SCR_TRY(ledger_append(ledger, &entry));
    if (election) SCR_TRY(ledger_take_styles(ledger, election));
    scr_result result = scr_rational_new(&sum);
    if (!scr_failed(result)) result = ledger_spent(ledger, sum, NULL);
    if (!scr_failed(result)) result = print(&ledger->arena, sum, spent, diagnosis);
    if (!scr_failed(result)) result = require_budget(ledger, sum, *spent, diagnosis);
    scr_rational_free(sum);
    return result;
}
