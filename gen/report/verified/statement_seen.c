/* statement_seen.c: reads measurement statements for a page. */
#include "gen/report/verified/statement_seen.h"

#include <string.h>

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

/* Precincts from `from` to `to`, numbers within the last level. */
static void add_precincts(const struct release_seen *seen, struct release_contest_seen *contest, size_t from,
                          size_t to) {
    size_t begin = seen->level_begin[seen->level_count - 1];
    for (size_t p = from; p <= to && contest->precinct_count < RELEASE_ROWS_SEEN; p++)
        contest->precincts[contest->precinct_count++] = begin + p - 1;
}

/* "2-3 5": how many precincts, and the first of them. */
static scr_result read_units(const struct release_seen *seen, struct release_contest_seen *contest, const char *text) {
    struct artifact_tokens tokens = {text, text + strlen(text)};
    size_t length, all = seen->level_begin[seen->level_count] - seen->level_begin[seen->level_count - 1], count = 0;
    uint64_t from, to, last = 0;
    for (const char *token; artifact_token(&tokens, &token, &length); last = to) {
        const char *hyphen = memchr(token, '-', length);
        size_t before = hyphen ? (size_t)(hyphen - token) : length;
        if (!scr_count_parse(token, before, all, &from) || from <= last) return (scr_result){SCR_INPUT};
        to = from;
        if (hyphen && (!scr_count_parse(hyphen + 1, length - before - 1, all, &to) || to <= from))
            return (scr_result){SCR_INPUT};
        add_precincts(seen, contest, (size_t)from, (size_t)to);
        count += (size_t)(to - from + 1);
    }
    contest->precinct_count = count; /* all of them; the first ones are listed */
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
