/* report_top.c: the top of the page: the headlines, what they are about, who signed. */
#include <string.h>

#include "gen/report/verified/election_named.h"
#include "gen/report/verified/report_parts.h"

static void headline(struct report *report, enum report_word name, enum report_word asks, enum verdict_of verdict,
                     const enum report_word means[static VERDICT_WORDS]) {
    page_html(&report->page, "<tr><th scope=\"row\">");
    report_say(report, name);
    page_html(&report->page, "<br/>");
    report_verdict(report, verdict);
    page_html(&report->page, "</th><td>");
    report_say(report, asks);
    page_html(&report->page, "</td><td>");
    report_say(report, means[verdict]);
    page_html(&report->page, "</td></tr>\n");
}

static bool refuted(const struct verdict_file *file, const char *id) {
    const struct verdict_check *check = verdict_check_of(file, id);
    return check && check->verdict == VERDICT_IS_REFUTED;
}

/* Nothing but the order of events (PKG-10) keeps the headline of provenance from holding: all files are in packages
 * that a trusted key signed. */
static bool only_order(const struct verdict *verdict) {
    bool order = false;
    for (size_t i = 0; i < verdict->file_count; i++) {
        const struct verdict_file *file = &verdict->files[i];
        bool package = !strcmp(file->kind, "package");
        const struct verdict_check *trusted = verdict_check_of(file, "PKG-11");
        if (!package && strncmp(file->file, "data/", 5) != 0) return false;
        if (package && (!trusted || trusted->verdict != VERDICT_IS_HELD)) return false;
        for (size_t c = 0; package && c < file->check_count; c++) {
            if (file->checks[c].verdict == VERDICT_IS_HELD) continue;
            if (strcmp(file->checks[c].id, "PKG-10") != 0) return false;
            order = true;
        }
    }
    return order;
}

/* Nothing of provenance is refuted but stamps and countersignatures, which anyone who hands on a package can add
 * (specification, section 7.1). */
static bool only_additions(const struct verdict *verdict) {
    static const char *const others[] = {"PKG-03", "PKG-04", "PKG-05", "PKG-10", "PKG-11", "PKG-12", "PKG-13"};
    size_t faulty = 0;
    for (size_t i = 0; i < verdict->file_count; i++) {
        for (size_t k = 0; k < sizeof others / sizeof *others; k++)
            if (refuted(&verdict->files[i], others[k])) return false;
        faulty += refuted(&verdict->files[i], "PKG-08") || refuted(&verdict->files[i], "PKG-09");
    }
    return faulty > 0;
}

void report_headlines(struct report *report) {
    static const enum report_word arithmetic[] = {W_ARITHMETIC_HOLDS, W_ARITHMETIC_UNDECIDED, W_ARITHMETIC_REFUTED},
                                  provenance[] = {W_PROVENANCE_HOLDS, W_PROVENANCE_UNDECIDED, W_PROVENANCE_REFUTED},
                                  order[] = {W_PROVENANCE_HOLDS, W_ORDER_UNDECIDED, W_ORDER_REFUTED},
                                  additions[] = {W_PROVENANCE_HOLDS, W_PROVENANCE_UNDECIDED, W_ADDITIONS_REFUTED},
                                  reported[] = {W_REPORTED_HOLDS, W_REPORTED_UNDECIDED, W_REPORTED_REFUTED};
    const struct verdict *verdict = report->request->verdict;
    const size_t *counts = verdict->counts;
    report_element(report, "h2", W_RESULT);
    page_html(&report->page, "<table class=\"answers whole\">\n<thead><tr>");
    report_column(report, W_COL_HEADLINE);
    report_column(report, W_COL_QUESTION);
    report_column(report, W_COL_ANSWER);
    page_html(&report->page, "</tr></thead>\n<tbody>\n");
    headline(report, W_ARITHMETIC, W_ARITHMETIC_ASKS, verdict->arithmetic, arithmetic);
    headline(report, W_PROVENANCE, W_PROVENANCE_ASKS, verdict->provenance,
             only_order(verdict)       ? order
             : only_additions(verdict) ? additions
                                       : provenance);
    if (verdict->reported_given) headline(report, W_REPORTED, W_REPORTED_ASKS, verdict->reported, reported);
    page_html(&report->page, "</tbody>\n</table>\n<p>");
    report_say_with(report, W_COUNTS, report_number(report, counts[0] + counts[1] + counts[2]).text,
                    report_number(report, counts[VERDICT_IS_HELD]).text,
                    report_number(report, counts[VERDICT_IS_REFUTED]).text,
                    report_number(report, counts[VERDICT_IS_UNDECIDED]).text, (char *)NULL);
    page_html(&report->page, "</p>\n");
    report_element(report, "p", W_HOW_TO_READ);
    report_element(report, "p", W_NO_OPINION);
}

static void fact(struct report *report, enum report_word name) {
    page_html(&report->page, "<tr><th scope=\"row\">");
    report_say(report, name);
    page_html(&report->page, "</th><td>");
}

static void fact_end(struct report *report) { page_html(&report->page, "</td></tr>\n"); }

static void text_fact(struct report *report, enum report_word name, const char *text) {
    if (!*text) return;
    fact(report, name);
    page_text(&report->page, text);
    fact_end(report);
}

static void elections(struct report *report) {
    struct elections_named named = {0};
    if (!scr_failed(report->page.result)) report->page.result = elections_named(report->request, &named);
    if (!named.count) {
        fact(report, W_ELECTION);
        report_say(report, W_ELECTION_UNKNOWN);
        fact_end(report);
    }
    for (size_t i = 0; i < named.count; i++) {
        text_fact(report, W_ELECTION, *named.elections[i].name ? named.elections[i].name : named.elections[i].id);
        text_fact(report, W_DATE, named.elections[i].date);
        text_fact(report, W_JURISDICTION, named.elections[i].jurisdiction);
        text_fact(report, W_IDENTIFIER, named.elections[i].id);
    }
    elections_named_free(&named);
}

/* The checks that are about signers and witnesses, with the verifier's words; those of the list that they signed only
 * where a signature says nothing about what lies here. */
static void signers(struct report *report) {
    static const char *const ids[] = {"PKG-11", "PKG-05", "PKG-13", "PKG-09", "PKG-08", "PKG-03", "PKG-04"};
    enum { ALWAYS = 5 };
    const struct verdict *verdict = report->request->verdict;
    bool package = false, some = false;
    fact(report, W_SIGNED);
    for (size_t i = 0; i < verdict->file_count; i++) {
        package |= !strcmp(verdict->files[i].kind, "package");
        for (size_t k = 0; k < sizeof ids / sizeof *ids; k++) {
            const struct verdict_check *check = verdict_check_of(&verdict->files[i], ids[k]);
            if (!check || (k >= ALWAYS && check->verdict == VERDICT_IS_HELD)) continue;
            page_html(&report->page, some ? "<br/>" : "");
            some = true;
            page_html(&report->page, check->id);
            page_html(&report->page, " ");
            report_verdict(report, check->verdict);
            page_html(&report->page, " ");
            report_detail(report, check->detail);
        }
    }
    if (!some) report_say(report, package ? W_NO_SIGNER_CHECK : W_NOT_SIGNED);
    fact_end(report);
}

static void by_kind(struct report *report) {
    const struct verdict *verdict = report->request->verdict;
    size_t counts[REPORT_KINDS + 1][VERDICT_WORDS] = {{0}};
    for (size_t i = 0; i < verdict->file_count; i++)
        counts[report_kind_position(verdict->files[i].kind)][verdict->files[i].gravest]++;
    page_html(&report->page, "<table class=\"whole\">\n<caption>");
    report_say(report, W_BY_KIND);
    page_html(&report->page, "</caption>\n<thead><tr>");
    report_column(report, W_COL_KIND);
    report_column(report, W_COL_FILES);
    report_column(report, W_HOLDS);
    report_column(report, W_UNDECIDED);
    report_column(report, W_REFUTED);
    page_html(&report->page, "</tr></thead>\n<tbody>\n");
    for (size_t k = 0; k <= REPORT_KINDS; k++) {
        size_t all = counts[k][0] + counts[k][1] + counts[k][2];
        if (!all) continue;
        page_html(&report->page, "<tr><th scope=\"row\">");
        page_html(&report->page, report_kind(k < REPORT_KINDS ? report_kind_at(k) : "", report->request->language));
        page_html(&report->page, "</th><td class=\"n\">");
        page_html(&report->page, report_number(report, all).text);
        for (size_t v = 0; v < VERDICT_WORDS; v++) {
            page_html(&report->page, "</td><td class=\"n\">");
            page_html(&report->page, report_number(report, counts[k][v]).text);
        }
        page_html(&report->page, "</td></tr>\n");
    }
    page_html(&report->page, "</tbody>\n</table>\n");
}

void report_about(struct report *report) {
    const struct report_request *request = report->request;
    char hex[SCR_HEX_SIZE];
    size_t hashed = 0;
    for (size_t i = 0; i < request->verdict->file_count; i++) hashed += request->verdict->files[i].hashed;
    scr_hash_hex(&request->verdict->hash, hex);
    report_element(report, "h2", W_ABOUT);
    page_html(&report->page, "<table class=\"facts\">\n<tbody>\n");
    elections(report);
    signers(report);
    fact(report, W_PROGRAM);
    page_html(&report->page, "scrutineer-verify ");
    page_text(&report->page, request->verdict->version);
    fact_end(report);
    fact(report, W_VERDICT_FILE);
    page_html(&report->page, "<code>");
    page_text(&report->page, request->verdict_path);
    page_html(&report->page, "</code>, SHA-256 <code>");
    page_html(&report->page, hex);
    page_html(&report->page, "</code>");
    fact_end(report);
    page_html(&report->page, "</tbody>\n</table>\n<p class=\"note\">");
    if (request->inputs->count)
        report_say_with(report, W_FILES_COMPARED, report_number(report, hashed).text, (char *)NULL);
    else
        report_say(report, W_FILES_NOT_COMPARED);
    page_html(&report->page, "</p>\n");
    if (request->inputs->not_compared) {
        page_html(&report->page, "<p class=\"note\">");
        report_say_with(report, W_BESIDE_NOT_COMPARED, report_number(report, request->inputs->not_compared).text,
                        (char *)NULL);
        page_html(&report->page, "</p>\n");
    }
    by_kind(report);
}
