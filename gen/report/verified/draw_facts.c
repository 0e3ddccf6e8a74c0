/* draw_facts.c: what small artifacts state, as a table: chosen attributes, texts and numbers of elements. */
#include <stdlib.h>
#include <string.h>

#include "gen/report/verified/artifact_walk.h"
#include "gen/report/verified/report_parts.h"

/* An attribute of an element at a depth; NULL: how many such elements there are; "": its text. */
static const struct fact {
    const char *kind;
    unsigned depth;
    const char *element, *attribute;
    enum report_word word;
    bool last; /* the last one's value counts, not each of them */
} facts[] = {
    {"ballot-definition", 1, "Source", "Name", W_FACT_SOURCE, false},
    {"ballot-definition", 1, "Contest", NULL, W_FACT_CONTESTS, false},
    {"ballot-definition", 2, "Candidate", NULL, W_FACT_CANDIDATES, false},
    {"ballot-definition", 1, "BallotStyle", NULL, W_FACT_STYLES, false},
    {"ballot-commitment", 1, "Source", "Name", W_FACT_SOURCE, false},
    {"ballot-commitment", 1, "Manifest", "Ballots", W_FACT_BALLOTS, false},
    {"ballot-commitment", 2, "Batch", NULL, W_FACT_BATCHES, false},
    {"ballot-commitment", 1, "Contest", "Name", W_FACT_CONTESTS, false},
    {"ballot-commitment", 1, "SeedSource", "Kind", W_FACT_DRAW, false},
    {"ballot-commitment", 1, "SeedSource", "Place", W_FACT_PLACE, false},
    {"ballot-commitment", 1, "SeedSource", "Beacon", W_FACT_BEACON, false},
    {"ballot-commitment", 1, "SeedSource", "Time", W_FACT_TIME, false},
    {"seed-record", 1, "SeedSource", "Kind", W_FACT_DRAW, false},
    {"seed-record", 1, "SeedSource", "Place", W_FACT_PLACE, false},
    {"seed-record", 1, "SeedSource", "Beacon", W_FACT_BEACON, false},
    {"seed-record", 1, "SeedSource", "Time", W_FACT_TIME, false},
    {"seed-record", 1, "Seed", "", W_FACT_SEED, false},
    {"seed-record", 2, "Witness", "", W_FACT_WITNESSES, false},
    {"noise-commitment", 1, "Keys", "Releases", W_FACT_KEYS, false},
    {"measurement-statement", 1, "Measurement", "Release", W_FACT_RELEASE, false},
    {"measurement-statement", 2, "Level", "Name", W_FACT_LEVELS, false},
    {"measurement-statement", 3, "Unit", NULL, W_FACT_UNITS, false},
    {"measurement-statement", 1, "Measurement", "ExactLevels", W_FACT_EXACT, false},
    {"measurement-statement", 2, "Contest", "Name", W_FACT_CONTESTS, false},
    {"measurement-statement", 1, "SeedSource", "Kind", W_FACT_DRAW, false},
    {"measurement-statement", 1, "SeedSource", "Place", W_FACT_PLACE, false},
    {"measurement-statement", 1, "SeedSource", "Beacon", W_FACT_BEACON, false},
    {"measurement-statement", 1, "SeedSource", "Time", W_FACT_TIME, false},
    {"measurement-statement", 1, "Ledger", "Spent", W_FACT_SPENT, false},
    {"measurement-statement", 1, "Ledger", "Total", W_FACT_TOTAL, false},
    {"publication-index", 1, "Publication", NULL, W_FACT_PUBLICATIONS, false},
    {"publication-index", 1, "Withdrawal", NULL, W_FACT_WITHDRAWALS, false},
    {"publication-index", 1, "*", "Date", W_FACT_LAST_DATE, true},
    {"publication-index", 1, "*", "Hash", W_FACT_LAST_HASH, true},
};
#define FACTS (sizeof facts / sizeof *facts)
enum { VALUES_SHOWN = 12, VALUE_MOST = 600 };

struct found {
    size_t count;
    const char *values[VALUES_SHOWN];
};

struct reading {
    const char *kind;
    struct found found[FACTS];
    size_t awaited; /* position of the fact whose text comes next; FACTS: none */
    struct scr_arena arena;
};

static scr_result keep(struct reading *r, size_t f, const char *value, size_t length) {
    struct found *found = &r->found[f];
    size_t at = facts[f].last ? 0 : found->count;
    found->count = facts[f].last ? 1 : found->count + 1;
    if (at >= VALUES_SHOWN) return scr_done();
    bool cut = length > VALUE_MOST;
    if (cut)
        for (length = VALUE_MOST; length && ((unsigned char)value[length] & 0xC0) == 0x80;) length--;
    char *kept = scr_arena_print(&r->arena, "%.*s%s", (int)length, value, cut ? "\xe2\x80\xa6" : "");
    found->values[at] = kept;
    return (scr_result){kept ? SCR_DONE : SCR_MEMORY};
}

static scr_result start(void *context, struct scr_xml_reader *xml, bool *done) {
    struct reading *r = context;
    const char *name = scr_xml_name(xml);
    unsigned depth = scr_xml_depth(xml);
    (void)done;
    r->awaited = FACTS;
    for (size_t f = 0; f < FACTS; f++) {
        if (depth != facts[f].depth || strcmp(facts[f].kind, r->kind) != 0) continue;
        if (strcmp(facts[f].element, name) != 0 && strcmp(facts[f].element, "*") != 0) continue;
        if (!facts[f].attribute) {
            r->found[f].count++;
        } else if (!*facts[f].attribute) {
            r->awaited = f;
        } else {
            const char *value = scr_xml_attribute_of(xml, facts[f].attribute, NULL);
            if (value && *value) SCR_TRY(keep(r, f, value, strlen(value)));
        }
    }
    return scr_done();
}

static scr_result text(void *context, const char *words, size_t length) {
    struct reading *r = context;
    if (r->awaited == FACTS) return scr_done();
    return keep(r, r->awaited, words, length);
}

static void fact_row(struct report *report, size_t f, const struct found *found) {
    page_html(&report->page, "<tr><th scope=\"row\">");
    report_say(report, facts[f].word);
    page_html(&report->page, "</th><td>");
    if (!facts[f].attribute) page_html(&report->page, report_number(report, found->count).text);
    size_t shown = !facts[f].attribute ? 0 : found->count < VALUES_SHOWN ? found->count : VALUES_SHOWN;
    for (size_t i = 0; i < shown; i++) {
        page_html(&report->page, i ? "<br/>" : "");
        page_text(&report->page, found->values[i]);
    }
    if (shown && found->count > shown) {
        page_html(&report->page, "<br/>");
        report_say_with(report, W_FACT_MORE, report_number(report, found->count - shown).text, (char *)NULL);
    }
    page_html(&report->page, "</td></tr>\n");
}

scr_result report_draw_facts(struct report *report, const struct verdict_file *file, const char *path) {
    static const struct artifact_walker walker = {start, text, NULL};
    struct reading *r = calloc(1, sizeof *r);
    if (!r) return (scr_result){SCR_MEMORY};
    r->kind = file->kind;
    r->awaited = FACTS;
    scr_result result = artifact_walk(path, &file->hash, &walker, r);
    if (!scr_failed(result)) {
        page_html(&report->page, "<table class=\"facts whole\">\n<caption>");
        report_say(report, W_FACTS);
        page_html(&report->page, "</caption>\n<tbody>\n");
        for (size_t f = 0; f < FACTS; f++)
            if (r->found[f].count) fact_row(report, f, &r->found[f]);
        page_html(&report->page, "</tbody>\n</table>\n");
    }
    scr_arena_free(&r->arena);
    free(r);
    return result;
}
