/* release_seen.c: reads precinct releases for a page. */
#include "gen/report/verified/release_seen.h"

#include <stdlib.h>
#include <string.h>

#include "gen/report/verified/artifact_walk.h"
#include "gen/report/verified/statement_seen.h"
#include "scrutineer/text.h"

struct reading {
    struct release_seen *seen;
    struct release_contest_seen *contest; /* NULL: of one that is not shown */
    enum { NOTHING, EXACT, MEASURED, PUBLISHED } counts;
    bool in_row;
};

static scr_result find_contest(struct reading *r, struct scr_xml_reader *xml) {
    const char *id = scr_xml_attribute_of(xml, "ContestId", NULL);
    r->contest = NULL;
    r->counts = NOTHING;
    if (!id) return (scr_result){SCR_INPUT};
    for (size_t i = 0; i < r->seen->contest_count && i < RELEASE_CONTESTS_SEEN; i++)
        if (!strcmp(r->seen->contests[i].id, id)) r->contest = &r->seen->contests[i];
    return scr_done();
}

static scr_result counts(struct reading *r, struct scr_xml_reader *xml) {
    const char *kind = scr_xml_attribute_of(xml, "Kind", NULL);
    uint64_t level;
    SCR_TRY(artifact_count(xml, "Level", RELEASE_LEVELS_SEEN, &level));
    r->counts = NOTHING;
    if (!kind) return (scr_result){SCR_INPUT};
    if (level == 1 && !strcmp(kind, "exact")) r->counts = EXACT;
    if (level != r->seen->level_count) return scr_done();
    if (!strcmp(kind, "measured")) r->counts = MEASURED;
    if (!strcmp(kind, "published")) r->counts = PUBLISHED;
    return scr_done();
}

static scr_result accuracy(struct reading *r, struct scr_xml_reader *xml) {
    uint64_t level;
    SCR_TRY(artifact_count(xml, "Level", RELEASE_LEVELS_SEEN, &level));
    if (!r->contest || level != r->seen->level_count) return scr_done();
    SCR_TRY(artifact_count(xml, "CountError95", INT64_MAX / 4, &r->contest->count_error));
    return artifact_count(xml, "MarginError95", INT64_MAX / 4, &r->contest->margin_error);
}

static scr_result start(void *context, struct scr_xml_reader *xml, bool *done) {
    struct reading *r = context;
    const char *name = scr_xml_name(xml);
    unsigned depth = scr_xml_depth(xml);
    (void)done;
    r->in_row = false;
    if (depth == 1 && !strcmp(name, "Processing"))
        return artifact_copy(&r->seen->arena, xml, "Mechanism", &r->seen->mechanism);
    if (depth == 1 && !strcmp(name, "ContestCounts")) return find_contest(r, xml);
    if (depth == 2 && !strcmp(name, "Counts")) return counts(r, xml);
    if (depth == 2 && !strcmp(name, "Accuracy")) return accuracy(r, xml);
    if (depth == 2 && !strcmp(name, "Determined") && r->contest) r->contest->determined = true;
    r->in_row = depth == 3 && !strcmp(name, "Row");
    return scr_done();
}

/* "-?digits" or "-?digits/digits", of bounded length. */
static bool is_number(const char *text, size_t length) {
    static const char digits[] = "0123456789";
    char number[48];
    if (length >= sizeof number) return false;
    memcpy(number, text, length);
    number[length] = '\0';
    const char *at = number + (number[0] == '-');
    size_t whole = strspn(at, digits);
    if (!whole || !at[whole]) return whole > 0;
    size_t below = strspn(at + whole + 1, digits);
    return at[whole] == '/' && below && !at[whole + 1 + below] && strspn(at + whole + 1, "0") < below;
}

static scr_result cells(struct reading *r, const char *words, size_t length, const char *row[]) {
    struct artifact_tokens tokens = {words, words + length};
    size_t count = 0, all = r->contest->option_count;
    for (const char *token; artifact_token(&tokens, &token, &length); count++) {
        if (count == all || !is_number(token, length)) return (scr_result){SCR_INPUT};
        if (!row || count >= RELEASE_OPTIONS_SEEN) continue;
        row[count] = scr_arena_copy(&r->seen->arena, token, length);
        if (!row[count]) return (scr_result){SCR_MEMORY};
    }
    return (scr_result){count == all ? SCR_DONE : SCR_INPUT};
}

static scr_result text(void *context, const char *words, size_t length) {
    struct reading *r = context;
    if (!r->in_row || !r->contest || r->counts == NOTHING) return scr_done();
    if (r->counts == EXACT) return cells(r, words, length, r->contest->exact);
    struct counts_seen *seen = r->counts == MEASURED ? &r->contest->measured : &r->contest->published;
    size_t row = seen->rows++;
    if (seen->rows > r->contest->precinct_count) return (scr_result){SCR_INPUT};
    size_t shown = r->contest->precinct_count < RELEASE_ROWS_SEEN ? r->contest->precinct_count : RELEASE_ROWS_SEEN;
    for (size_t i = 0; i < shown; i++)
        if (r->contest->row_of[i] == row) return cells(r, words, length, seen->cells[i]);
    return cells(r, words, length, NULL);
}

struct rests {
    struct scr_hash *statement;
    bool found;
};

static scr_result find_statement(void *context, struct scr_xml_reader *xml, bool *done) {
    struct rests *rests = context;
    (void)done;
    if (scr_xml_depth(xml) == 2 && artifact_rests_on(xml, "measurement-statement", rests->statement))
        rests->found = true;
    return scr_done();
}

scr_result release_seen_statement(const char *path, const struct scr_hash *hash, struct scr_hash *statement) {
    static const struct artifact_walker walker = {find_statement, NULL, NULL};
    struct rests rests = {statement, false};
    SCR_TRY(artifact_walk(path, hash, &walker, &rests));
    return (scr_result){rests.found ? SCR_DONE : SCR_INPUT};
}

scr_result release_seen_read(const char *statement_path, const struct scr_hash *statement, const char *path,
                             const struct scr_hash *hash, struct release_seen *seen) {
    static const struct artifact_walker walker = {start, text, NULL};
    struct reading r = {.seen = seen};
    *seen = (struct release_seen){0};
    seen->contests = calloc(RELEASE_CONTESTS_SEEN, sizeof *seen->contests);
    if (!seen->contests) return (scr_result){SCR_MEMORY};
    SCR_TRY(statement_seen_read(statement_path, statement, seen));
    SCR_TRY(artifact_walk(path, hash, &walker, &r));
    for (size_t i = 0; i < seen->contest_count && i < RELEASE_CONTESTS_SEEN; i++) {
        const struct release_contest_seen *contest = &seen->contests[i];
        if (!contest->option_count || contest->measured.rows != contest->precinct_count) return (scr_result){SCR_INPUT};
        if (contest->published.rows && contest->published.rows != contest->precinct_count)
            return (scr_result){SCR_INPUT};
    }
    return (scr_result){seen->mechanism ? SCR_DONE : SCR_INPUT};
}

void release_seen_free(struct release_seen *seen) {
    free(seen->contests);
    free(seen->units);
    scr_arena_free(&seen->arena);
}
