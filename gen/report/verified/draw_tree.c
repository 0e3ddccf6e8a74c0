/* draw_tree.c: the tree of a contest, planned or audited, with its votes; the picture is that of gen/audit/picture.h.
 */
#include <stdlib.h>
#include <string.h>

#include "gen/audit/picture.h"
#include "gen/numbers.h"
#include "gen/report/verified/report_parts.h"
#include "gen/report/verified/svg_parts.h"
#include "gen/report/verified/tree_seen.h"

/* Copies SVG of a file of its own into the page: without its XML declaration, and with ids of this picture. Names are
 * escaped, so that no text holds a quotation mark as it stands. */
static scr_result embed(struct page *page, const struct scr_buffer *svg, size_t number) {
    static const char *const ids[] = {"aria-labelledby=\"tree-title tree-description\"", "id=\"tree-title\"",
                                      "id=\"tree-description\""}; /* in the order in which they stand */
    const char *at = strstr((const char *)svg->data, "<svg");
    for (size_t i = 0; i < sizeof ids / sizeof *ids && !scr_failed(page->result); i++) {
        const char *found = at ? strstr(at, ids[i]) : NULL;
        if (!found) return (scr_result){SCR_INTERNAL};
        page->result = scr_buffer_append(page->out, at, (size_t)(found - at));
        if (i == 0)
            svg_print(page, "aria-labelledby=\"t%zu d%zu\"", number, number);
        else
            svg_print(page, "id=\"%c%zu\"", i == 1 ? 't' : 'd', number);
        at = found + strlen(ids[i]);
    }
    page_html(page, at);
    return page->result;
}

static const char *name_of(const struct report *report, const struct tree_seen *tree, char code) {
    uint8_t value;
    if (!code || code == TREE_CODE_MISSING || !tree_code_value(code, tree->contest.candidate_count, &value) ||
        value >= tree->contest.candidate_count)
        return report_words(W_NO_VALUE, report->request->language);
    return tree->candidates[value].name;
}

static void fact(struct report *report, enum report_word what, const char *value) {
    page_html(&report->page, "<tr><th scope=\"row\">");
    report_say(report, what);
    page_html(&report->page, "</th><td>");
    page_text(&report->page, value);
    page_html(&report->page, "</td></tr>\n");
}

static void leaders(struct report *report, const struct tree_seen *tree) {
    page_html(&report->page, "<tr><th scope=\"row\">");
    report_say(report, W_MOST_VOTES);
    page_html(&report->page, "</th><td>");
    for (const char *code = tree->totals.leaders; *code; code++) {
        page_html(&report->page, code == tree->totals.leaders ? "" : ", ");
        page_text(&report->page, name_of(report, tree, *code));
    }
    page_html(&report->page, "</td></tr>\n");
}

static enum report_word result_word(const char *result) {
    if (!strcmp(result, "confirmed")) return W_RESULT_CONFIRMED;
    if (!strcmp(result, "changed")) return W_RESULT_CHANGED;
    return !strcmp(result, "not-confirmable") ? W_RESULT_NOT_CONFIRMABLE : W_RESULT_UNFINISHED;
}

static void facts(struct report *report, const struct tree_seen *tree, const struct audit_seen *audit) {
    page_html(&report->page, "<table class=\"facts whole\">\n<tbody>\n");
    if (audit) {
        fact(report, W_AUDIT_RESULT, report_words(result_word(audit->result), report->request->language));
        fact(report, W_AUDIT_EXAMINED, report_number(report, audit->reading_count).text);
    }
    fact(report, W_TPT_WINNER, name_of(report, tree, audit && audit->winner ? audit->winner : tree->winner));
    if (!audit) leaders(report, tree);
    if (!audit) fact(report, W_PLAN_SIZE, report_number(report, tree->plan_count).text);
    page_html(&report->page, "</tbody>\n</table>\n");
    report_element(report, "p", W_NO_LEGAL_FORCE);
}

static void vote_row(struct report *report, char code, const char *name, size_t votes) {
    const char text[2] = {code, '\0'};
    page_html(&report->page, "<tr><td>");
    page_html(&report->page, text);
    page_html(&report->page, "</td><th scope=\"row\">");
    page_text(&report->page, name);
    page_html(&report->page, "</th><td class=\"n\">");
    page_html(&report->page, report_number(report, votes).text);
    page_html(&report->page, "</td></tr>\n");
}

static void votes(struct report *report, const struct tree_seen *tree) {
    page_html(&report->page, "<table class=\"totals whole\">\n<caption>");
    report_say_with(report, W_VOTES_CAPTION, tree->contest.name, report_number(report, tree->contest.ballots).text,
                    (char *)NULL);
    page_html(&report->page, "</caption>\n<thead><tr>");
    report_column(report, W_CODE);
    report_column(report, W_COL_CANDIDATE);
    report_column(report, W_COL_VOTES);
    page_html(&report->page, "</tr></thead>\n<tbody>\n");
    for (unsigned c = 0; c < tree->contest.candidate_count; c++)
        vote_row(report, tree_code_of((uint8_t)c), tree->candidates[c].name, tree->totals.votes[c]);
    vote_row(report, TREE_CODE_MISSING, report_words(W_MISSING_ROW, report->request->language), tree->totals.missing);
    page_html(&report->page, "</tbody>\n</table>\n");
}

/* Puts what was read on papers in its place, and lists these ballots, ascending. */
static scr_result put_readings(const struct audit_seen *audit, struct audited_tree *audited, uint32_t **ballots,
                               size_t *count) {
    uint8_t value;
    *ballots = malloc((audit->reading_count + 1) * sizeof **ballots);
    if (!*ballots) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < audit->reading_count; i++) {
        const struct audit_reading_seen *reading = &audit->readings[i];
        if (reading->ballot > audited->arrangement.ballots ||
            !audit_value_of(reading->interpretation, audited->tree.candidates, &value))
            return (scr_result){SCR_INPUT};
        SCR_TRY(audited_tree_read(audited, reading->ballot, reading->interpretation));
        (*ballots)[i] = reading->ballot;
    }
    numbers_sort(*ballots, audit->reading_count);
    for (size_t i = 0; i < audit->reading_count; i++)
        if (!i || (*ballots)[i] != (*ballots)[i - 1]) (*ballots)[(*count)++] = (*ballots)[i];
    return scr_done();
}

/* The records that an audit opens besides those of the plan. */
static scr_result put_opened(const struct audit_seen *audit, struct tree_seen *tree) {
    uint8_t value;
    for (size_t i = 0; i < audit->opened_count; i++) {
        const struct audit_reading_seen *opened = &audit->opened[i];
        if (opened->ballot > tree->contest.ballots ||
            !tree_code_value(opened->interpretation, tree->contest.candidate_count, &value))
            return (scr_result){SCR_INPUT};
        tree->codes[opened->ballot - 1] = (uint8_t)opened->interpretation;
    }
    return scr_done();
}

static scr_result svg_of(struct tree_seen *tree, const struct audit_seen *audit, struct scr_buffer *svg) {
    struct audited_tree audited;
    uint32_t *read = NULL;
    size_t count = 0;
    if (audit) SCR_TRY(put_opened(audit, tree));
    scr_result result = audited_tree_make(&tree->contest, &tree->commitment, tree->seed, tree->codes, &audited);
    if (!scr_failed(result) && audit) result = put_readings(audit, &audited, &read, &count);
    const struct audit_picture picture = {.contest = &tree->contest,
                                          .audited = &audited,
                                          .totals = &tree->totals,
                                          .ballots = audit ? read : tree->plan,
                                          .count = audit ? count : tree->plan_count,
                                          .examined = audit != NULL,
                                          .disclose_all = tree->disclose_all};
    if (!scr_failed(result)) result = audit_draw(&picture, svg);
    free(read);
    audited_tree_free(&audited);
    return result;
}

static scr_result draw(struct report *report, struct tree_seen *tree, const struct audit_seen *audit) {
    struct scr_buffer svg = {0};
    bool english = report->request->language == ENGLISH;
    facts(report, tree, audit);
    if (!audit) votes(report, tree);
    if (!tree->codes) {
        page_html(&report->page, "<p class=\"note\">");
        report_say(report, W_NO_PICTURE_SIZE);
        page_html(&report->page, "</p>\n");
        return scr_done();
    }
    scr_result result = svg_of(tree, audit, &svg);
    if (result.code != SCR_MEMORY && result.code != SCR_INTERNAL && scr_failed(result)) result.code = SCR_INPUT;
    if (!scr_failed(result)) {
        page_html(&report->page, english ? "<figure>\n<div>\n" : "<figure>\n<div lang=\"en\" xml:lang=\"en\">\n");
        result = embed(&report->page, &svg, ++report->figures);
        page_html(&report->page, "</div>\n<figcaption>");
        report_say(report, audit ? W_TREE_CAPTION_AUDIT : W_TREE_CAPTION_PLAN);
        page_html(&report->page, " ");
        if (!english) report_say(report, W_TREE_ENGLISH);
        page_html(&report->page, "</figcaption>\n</figure>\n");
    }
    scr_buffer_free(&svg);
    return result;
}

scr_result report_draw_tree(struct report *report, const struct verdict_file *file, const char *path) {
    struct tree_seen tree;
    scr_result result = tree_seen_read(path, &file->hash, &tree);
    if (!scr_failed(result)) result = draw(report, &tree, NULL);
    tree_seen_free(&tree);
    return result;
}

scr_result report_draw_audit(struct report *report, const struct verdict_file *file, const char *path) {
    struct tree_seen tree = {0};
    struct audit_seen audit;
    scr_result result = audit_seen_read(path, &file->hash, &audit);
    const char *below = scr_failed(result) ? NULL : inputs_path(report->request->inputs, &audit.tree);
    if (!scr_failed(result) && !below) result.code = SCR_STORE;
    if (!scr_failed(result)) result = tree_seen_read(below, &audit.tree, &tree);
    if (!scr_failed(result)) result = draw(report, &tree, &audit);
    tree_seen_free(&tree);
    audit_seen_free(&audit);
    return result;
}
