/* statement_seen.c: reads measurement statements for a page. */
#include "gen/report/verified/statement_seen.h"

#include <string.h>

#include "gen/natural.h"
#include "gen/report/verified/artifact_walk.h"
#include "scrutineer/text.h"

enum { CONTESTS_MOST = 100000, OPTIONS_MOST = 100000 };

struct reading {
    struct release_seen *seen;
    struct release_contest_seen *contest; /* NULL: one that is not shown */
};

static scr_result level(struct release_seen *seen, struct scr_xml_reader *xml) {
    if (seen->level_count == RELEASE_LEVELS_SEEN) return (scr_result){SCR_INPUT};
    SCR_TRY(artifact_copy(&seen->arena, xml, "Name", &seen->level_names[seen->level_count]));
    seen->level_begin[seen->level_count++] = seen->unit_count;
    seen->level_begin[seen->level_count] = seen->unit_count;
    return scr_done();
}

static scr_result unit(struct release_seen *seen, struct scr_xml_reader *xml) {
    uint64_t parent;
    if (!seen->level_count || seen->unit_count == RELEASE_UNITS_SEEN) return (scr_result){SCR_LIMIT};
    bool first = seen->level_count == 1;
    size_t above = first ? 0 : seen->level_begin[seen->level_count - 2],
           in_above = first ? 0 : seen->level_begin[seen->level_count - 1] - above;
    SCR_TRY(artifact_count(xml, "Parent", in_above, &parent));
    if (!first && !parent) return (scr_result){SCR_INPUT};
    SCR_TRY(scr_grow(&seen->units, &seen->unit_capacity, seen->unit_count + 1, sizeof *seen->units));
    struct unit_seen *added = &seen->units[seen->unit_count];
    added->parent = first ? seen->unit_count : above + (size_t)parent - 1;
    SCR_TRY(artifact_copy(&seen->arena, xml, "Name", &added->name));
    seen->level_begin[seen->level_count] = ++seen->unit_count;
    return scr_done();
}

/* Whether the precinct at position `a` among the units is listed before the one at `b`: by what is above them, then by
 * their names, as people order these. */
static bool before(const struct release_seen *seen, size_t a, size_t b) {
    const struct unit_seen *x = &seen->units[a], *y = &seen->units[b];
    int order = natural_compare(seen->units[x->parent].name, seen->units[y->parent].name);
    if (!order) order = natural_compare(x->name, y->name);
    return order ? order < 0 : a < b;
}

/* Puts a precinct in its place among those that are shown, of which there are `*shown`; the last falls out when there
 * is no room. O(RELEASE_ROWS_SEEN). */
static void insert(const struct release_seen *seen, struct release_contest_seen *contest, size_t unit, size_t row,
                   size_t *shown) {
    size_t at = *shown;
    if (at == RELEASE_ROWS_SEEN && before(seen, contest->precincts[at - 1], unit)) return;
    if (at == RELEASE_ROWS_SEEN) at--;
    for (; at && before(seen, unit, contest->precincts[at - 1]); at--) {
        contest->precincts[at] = contest->precincts[at - 1];
        contest->row_of[at] = contest->row_of[at - 1];
    }
    contest->precincts[at] = unit;
    contest->row_of[at] = row;
    if (*shown < RELEASE_ROWS_SEEN) ++*shown;
}

/* "2-3 5": how many precincts, and which are shown. */
static scr_result read_units(const struct release_seen *seen, struct release_contest_seen *contest, const char *text) {
    struct artifact_tokens tokens = {text, text + strlen(text)};
    size_t begin = seen->level_begin[seen->level_count - 1], shown = 0;
    size_t length, all = seen->level_begin[seen->level_count] - seen->level_begin[seen->level_count - 1], count = 0;
    uint64_t from, to, last = 0;
    for (const char *token; artifact_token(&tokens, &token, &length); last = to) {
        const char *hyphen = memchr(token, '-', length);
        size_t before = hyphen ? (size_t)(hyphen - token) : length;
        if (!scr_count_parse(token, before, all, &from) || from <= last) return (scr_result){SCR_INPUT};
        to = from;
        if (hyphen && (!scr_count_parse(hyphen + 1, length - before - 1, all, &to) || to <= from))
            return (scr_result){SCR_INPUT};
        for (uint64_t p = from; p <= to; p++) insert(seen, contest, begin + (size_t)p - 1, count++, &shown);
    }
    contest->precinct_count = count; /* all of them */
    return (scr_result){count ? SCR_DONE : SCR_INPUT};
}

static scr_result contest(struct reading *r, struct scr_xml_reader *xml) {
    struct release_seen *seen = r->seen;
    const char *units;
    r->contest = NULL;
    if (!seen->unit_count || seen->contest_count == CONTESTS_MOST) return (scr_result){SCR_LIMIT};
    if (seen->contest_count++ >= RELEASE_CONTESTS_SEEN) return scr_done();
    r->contest = &seen->contests[seen->contest_count - 1];
    SCR_TRY(artifact_copy(&seen->arena, xml, "Id", &r->contest->id));
    SCR_TRY(artifact_copy(&seen->arena, xml, "Name", &r->contest->name));
    SCR_TRY(artifact_copy(&seen->arena, xml, "Units", &units));
    return read_units(seen, r->contest, units);
}

static scr_result option(struct reading *r, struct scr_xml_reader *xml) {
    if (!r->contest) return scr_done();
    if (r->contest->option_count == OPTIONS_MOST) return (scr_result){SCR_LIMIT};
    size_t at = r->contest->option_count++;
    if (at >= RELEASE_OPTIONS_SEEN) return scr_done();
    SCR_TRY(artifact_copy(&r->seen->arena, xml, "Name", &r->contest->options[at]));
    return *r->contest->options[at] ? scr_done() : artifact_copy(&r->seen->arena, xml, "Id", &r->contest->options[at]);
}

static scr_result start(void *context, struct scr_xml_reader *xml, bool *done) {
    struct reading *r = context;
    const char *name = scr_xml_name(xml);
    unsigned depth = scr_xml_depth(xml);
    (void)done;
    if (depth == 2 && !strcmp(name, "Level")) return level(r->seen, xml);
    if (depth == 3 && !strcmp(name, "Unit")) return unit(r->seen, xml);
    if (depth == 2 && !strcmp(name, "Contest")) return contest(r, xml);
    if (depth == 3 && !strcmp(name, "Option")) return option(r, xml);
    return scr_done();
}

scr_result statement_seen_read(const char *path, const struct scr_hash *hash, struct release_seen *seen) {
    static const struct artifact_walker walker = {start, NULL, NULL};
    struct reading r = {seen, NULL};
    SCR_TRY(artifact_walk(path, hash, &walker, &r));
    return (scr_result){seen->contest_count ? SCR_DONE : SCR_INPUT};
}
