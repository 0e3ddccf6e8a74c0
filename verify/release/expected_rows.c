/* expected_rows.c: whether a release has the counts that its statement and mechanism ask for (DPR-13). */
#include <stdint.h>
#include <string.h>

#include "verify/release/release.h"

static const char *const kind_words[] = {"exact", "measured", "measured-total", "published"};
static const char *const mechanism_words[] = {"discrete-laplace", "toydown", "toydown-nonnegative", "topdown"};

static uint64_t common_divisor(uint64_t a, uint64_t b) {
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* w : w' of section 14.3 for the shares of one level: both squares must be at most 4,096, that is 64 squared. */
bool release_weights(const struct measured_share *options, const struct measured_share *total, int64_t *of_options,
                     int64_t *of_total) {
    uint64_t a = total->scale.p * options->scale.q, b = total->scale.q * options->scale.p; /* each below 2^63 */
    uint64_t divisor = common_divisor(a, b);
    a /= divisor;
    b /= divisor;
    if (a > 64 || b > 64) return false;
    *of_options = (int64_t)(a * a);
    *of_total = (int64_t)(b * b);
    return true;
}

/* What the mechanism asks of the statement. */
static void complain_of_shares(struct contest_case *contest) {
    const enum mechanism mechanism = contest->release->mechanism;
    const size_t exact = contest->statement->exact_levels;
    if (mechanism == MECHANISM_LAPLACE) return;
    for (size_t level = exact + 1; level <= contest->statement->level_count; level++) {
        const struct measured_share *options = release_share(contest->contest, level, HISTOGRAM_OPTIONS);
        const struct measured_share *total = release_share(contest->contest, level, HISTOGRAM_TOTAL);
        const char *why = NULL;
        int64_t w, w_total;
        if (!options)
            why = "needs a Share \"options\" on each level below the exact ones";
        else if (total && mechanism != MECHANISM_TOPDOWN)
            why = "takes no Share \"total\"";
        else if (total && !exact)
            why = "takes a Share \"total\" only with exact levels";
        else if (total && contest->contest->complete)
            why = "takes no Share \"total\" where turnout binds the totals";
        else if (total && !release_weights(options, total, &w, &w_total))
            why = "needs weights of at most 4096, which these Scales do not give";
        if (why)
            complain(contest->complaint, "contest %s, level %s: mechanism %s %s",
                     shown(contest->complaint, contest->contest->id),
                     shown(contest->complaint, contest->statement->levels[level - 1].name), mechanism_words[mechanism],
                     why);
    }
}

/* The rows of one block, which stands where it must. */
static void complain_of_rows(struct contest_case *contest, const struct release_block *block, size_t columns) {
    size_t rows = contest->shape->level[block->level - 1].rows;
    struct complaint *complaint = contest->complaint;
    if (block->rows != rows)
        complain(complaint, "contest %s, level %s: %zu rows of kind %s, the statement has %zu units",
                 shown(complaint, contest->contest->id),
                 shown(complaint, contest->statement->levels[block->level - 1].name), block->rows,
                 kind_words[block->kind], rows);
    else if (block->columns != columns)
        complain(complaint, "%s: %zu numbers of kind %s in a row instead of %zu",
                 release_place(contest, block->level, 0, SIZE_MAX), block->columns, kind_words[block->kind], columns);
    else if (block->faults)
        complain(complaint, "%s: number %zu of kind %s %s (numbers so written: %zu)",
                 release_place(contest, block->level, block->fault_row, SIZE_MAX), block->fault_column + 1,
                 kind_words[block->kind], block->fault, block->faults);
}

/* Walks through the counts as they must follow each other. */
struct expectation {
    struct contest_case *contest;
    size_t next; /* block */
    bool stopped;
};

static void expect(struct expectation *expectation, size_t level, enum counts_kind kind, size_t columns) {
    struct contest_case *contest = expectation->contest;
    const struct claimed_contest *claimed = contest->claimed;
    if (expectation->stopped) return;
    const struct release_block *block =
        expectation->next < claimed->block_count ? &claimed->blocks[expectation->next] : NULL;
    if (block && block->level == level && block->kind == kind) {
        complain_of_rows(contest, block, columns);
        if (block->beyond) contest->open = "a fraction is larger than this verifier reads";
        expectation->next++;
        return;
    }
    expectation->stopped = true;
    complain(contest->complaint, "contest %s: counts of kind %s on level %s must stand in place %zu",
             shown(contest->complaint, contest->contest->id), kind_words[kind],
             shown(contest->complaint, contest->statement->levels[level - 1].name), expectation->next + 1);
}

static scr_result check_contest(struct contest_case *contest, void *context) {
    struct expectation expectation = {.contest = contest};
    size_t options = contest->contest->option_count;
    (void)context;
    complain_of_shares(contest);
    for (size_t level = 1; level <= contest->statement->level_count; level++) {
        if (level <= contest->statement->exact_levels) {
            expect(&expectation, level, COUNTS_EXACT, options);
            continue;
        }
        if (release_share(contest->contest, level, HISTOGRAM_OPTIONS))
            expect(&expectation, level, COUNTS_MEASURED, options);
        if (release_share(contest->contest, level, HISTOGRAM_TOTAL))
            expect(&expectation, level, COUNTS_MEASURED_TOTAL, 1);
        if (contest->release->mechanism != MECHANISM_LAPLACE) expect(&expectation, level, COUNTS_PUBLISHED, options);
    }
    if (!expectation.stopped && expectation.next < contest->claimed->block_count)
        complain(contest->complaint, "contest %s: %zu Counts elements too many",
                 shown(contest->complaint, contest->contest->id), contest->claimed->block_count - expectation.next);
    return scr_done();
}

scr_result release_add_dpr13(const struct release *release, struct findings *findings) {
    struct complaint complaint = {0};
    const struct published_statement *statement = release->statement;
    const char *open = NULL;
    bool same = release->contest_count == statement->contest_count;
    if (!same)
        complain(&complaint, "%zu contests instead of the %zu of the statement", release->contest_count,
                 statement->contest_count);
    for (size_t i = 0; same && i < release->contest_count; i++)
        if (strcmp(release->contests[i].id, statement->contests[i].id) != 0) {
            complain(&complaint, "contest number %zu is %s, in the statement %s", i + 1,
                     shown(&complaint, release->contests[i].id), shown(&complaint, statement->contests[i].id));
            same = false;
        }
    if (same) {
        scr_result result = release_each_contest(release, false, &complaint, &open, check_contest, NULL);
        if (scr_failed(result)) {
            complaint_free(&complaint);
            return result;
        }
    }
    if (open && !complaint.count) {
        complaint_free(&complaint);
        return findings_add(findings, "DPR-13", VERDICT_UNDECIDED, "%s", open);
    }
    return complaint_verdict(&complaint, findings, "DPR-13",
                             "contests, levels and rows are those that the statement and mechanism %s ask for",
                             mechanism_words[release->mechanism]);
}
