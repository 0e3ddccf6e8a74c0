/* report_end.c: the end of the page: what was not proved, how to repeat it, digests. */
#include <string.h>

#include "gen/report/verified/report_parts.h"
#include "gen/report/verified/stock_lines.h"

enum { SHOWN_IN_COMMAND = 40 };

void report_not_proved(struct report *report) {
    const struct verdict *verdict = report->request->verdict;
    report_element(report, "h2", W_NOT_PROVED_HEAD);
    report_element(report, "p", verdict->not_proved_count ? W_NOT_PROVED_INTRO : W_NOT_PROVED_NONE);
    bool english = report->request->language == ENGLISH;
    if (verdict->not_proved_count) page_html(&report->page, english ? "<ul>\n" : "<ul lang=\"en\" xml:lang=\"en\">\n");
    for (size_t i = 0; i < verdict->not_proved_count; i++) { /* in full, whatever was cut elsewhere */
        page_html(&report->page, "<li>");
        page_text(&report->page, verdict->not_proved[i]);
        page_html(&report->page, "</li>\n");
    }
    if (verdict->not_proved_count) page_html(&report->page, "</ul>\n");
    report_element(report, "p", W_NOT_PROVED_PAGE);
}

static bool opened_by_court(const struct verdict *verdict) {
    for (size_t i = 0; i < verdict->file_count; i++) {
        const struct verdict_check *check = verdict_check_of(&verdict->files[i], "DPR-21");
        if (check && check->verdict != VERDICT_IS_UNDECIDED) return true;
    }
    return false;
}

/* What the verifier was given, as far as its files say: packages, and files outside them; *left: how many more. */
static scr_result line_of_files(const struct verdict *verdict, struct scr_buffer *line, size_t *left) {
    size_t named = 0;
    bool package = false;
    for (size_t i = 0; i < verdict->file_count; i++) package |= !strcmp(verdict->files[i].kind, "package");
    scr_result result =
        scr_buffer_text(line, package ? "scrutineer-verify --key KEY-YOU-TRUST.pem" : "scrutineer-verify");
    for (size_t i = 0; i < verdict->file_count && !scr_failed(result); i++) {
        const struct verdict_file *file = &verdict->files[i];
        /* Behind a package stand its artifacts, by their names in it. */
        if (package && strcmp(file->kind, "package") != 0 && !strncmp(file->file, "data/", 5)) continue;
        if (named == SHOWN_IN_COMMAND) {
            ++*left;
            continue;
        }
        named++;
        result = scr_buffer_text(line, " ");
        if (!scr_failed(result)) result = shell_word(line, file->file);
    }
    return result;
}

/* The command line to repeat, and what must be known of it. */
static void verify_line(struct report *report) {
    const struct verdict *verdict = report->request->verdict;
    struct scr_buffer line = {0};
    size_t left = 0;
    bool known;
    scr_result result = run_line(verdict, SHOWN_IN_COMMAND, &line, &known, &left);
    if (!scr_failed(result) && !known) result = line_of_files(verdict, &line, &left);
    page_html(&report->page, "<pre>");
    if (!scr_failed(report->page.result)) report->page.result = result;
    if (!scr_failed(report->page.result)) page_text(&report->page, (const char *)line.data);
    page_html(&report->page, "</pre>\n");
    scr_buffer_free(&line);
    if (left) {
        page_html(&report->page, "<p>");
        report_say_with(report, W_REPEAT_CUT, report_number(report, left).text, (char *)NULL);
        page_html(&report->page, "</p>\n");
    }
    report_element(report, "p", known ? W_REPEAT_RUN : W_REPEAT_OPTIONS);
    if (!known && verdict->reported_given) report_element(report, "p", W_REPEAT_REPORTED);
    if (!known && opened_by_court(verdict)) report_element(report, "p", W_REPEAT_SEALED);
}

static void stock(struct report *report) {
    const struct inputs *inputs = report->request->inputs;
    for (size_t p = 0; p < inputs->package_count; p++) {
        struct scr_buffer lines = {0};
        if (!scr_failed(report->page.result)) report->page.result = stock_lines(inputs, p, &lines);
        page_html(&report->page, "<p>");
        report_say_with(report, W_REPEAT_STOCK, inputs->packages[p], (char *)NULL);
        page_html(&report->page, "</p>\n<pre>");
        if (!scr_failed(report->page.result)) report->page.result = page_lines(&report->page, &lines);
        page_html(&report->page, "</pre>\n");
        scr_buffer_free(&lines);
    }
    if (inputs->package_count) report_element(report, "p", W_REPEAT_STOCK_READ);
}

void report_repeat(struct report *report) {
    const struct verdict *verdict = report->request->verdict;
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&verdict->hash, hex);
    report_element(report, "h2", W_REPEAT_HEAD);
    page_html(&report->page, "<p>");
    report_say_with(report, W_REPEAT_VERIFY, verdict->version, (char *)NULL);
    page_html(&report->page, "</p>\n");
    verify_line(report);
    page_html(&report->page, "<p>");
    report_say_with(report, W_REPEAT_PAGE, hex, (char *)NULL);
    page_html(&report->page, "</p>\n");
    stock(report);
}

/* The caption and head of a table of digests. */
static void digests_begin(struct report *report, enum report_word caption, bool kinds) {
    page_html(&report->page, "<table class=\"small\">\n<caption>");
    report_say(report, caption);
    page_html(&report->page, "</caption>\n<thead><tr>");
    report_column(report, W_COL_FILE);
    if (kinds) report_column(report, W_COL_KIND);
    report_column(report, W_DIGEST);
    page_html(&report->page, "</tr></thead>\n<tbody>\n");
}

static void digests_cut(struct report *report, size_t shown, size_t all) {
    if (shown == all) return;
    page_html(&report->page, "<p class=\"note\">");
    report_say_with(report, W_HASHES_CUT, report_number(report, shown).text, report_number(report, all).text,
                    (char *)NULL);
    page_html(&report->page, "</p>\n");
}

static void digest(struct report *report, const struct scr_hash *hash) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(hash, hex);
    page_html(&report->page, "<code>");
    page_html(&report->page, hex);
    page_html(&report->page, "</code>");
}

static void name_cell(struct report *report, const char *name) {
    page_html(&report->page, "<tr><th scope=\"row\">");
    page_text(&report->page, name);
    page_html(&report->page, "</th><td>");
}

static void other_files(struct report *report) {
    const struct inputs *inputs = report->request->inputs;
    size_t all = 0, shown = 0;
    for (size_t i = 0; i < inputs->count; i++) all += !inputs->files[i].verified;
    if (!all) return;
    report_element(report, "h3", W_OTHERS_HEAD);
    digests_begin(report, W_OTHERS_INTRO, false);
    for (size_t i = 0; i < inputs->count && shown < REPORT_HASHES_TABLE; i++) {
        if (inputs->files[i].verified) continue;
        shown++;
        name_cell(report, inputs->files[i].path);
        digest(report, &inputs->files[i].hash);
        page_html(&report->page, "</td></tr>\n");
    }
    page_html(&report->page, "</tbody>\n</table>\n");
    digests_cut(report, shown, all);
}

/* As sha256sum prints them: a table of thousands of rows is slow to lay out and no easier to read. */
static void digest_lines(struct report *report, size_t shown) {
    const struct verdict *verdict = report->request->verdict;
    report_element(report, "p", W_FILES_INTRO);
    page_html(&report->page, "<pre>");
    for (size_t i = 0; i < shown; i++) {
        const struct verdict_file *file = &verdict->files[i];
        char hex[SCR_HEX_SIZE] = "";
        if (!file->hashed && !file->listed) continue;
        scr_hash_hex(file->hashed ? &file->hash : &file->tag_manifest, hex);
        page_html(&report->page, hex);
        page_html(&report->page, "  ");
        page_text(&report->page, file->file);
        page_html(&report->page, file->hashed ? "\n" : "/tagmanifest-sha256.txt\n");
    }
    page_html(&report->page, "</pre>\n");
}

static void digest_table(struct report *report, size_t shown) {
    const struct verdict *verdict = report->request->verdict;
    digests_begin(report, W_FILES_INTRO, true);
    for (size_t i = 0; i < shown; i++) {
        const struct verdict_file *file = &verdict->files[i];
        name_cell(report, file->file);
        page_html(&report->page, report_kind(file->kind, report->request->language));
        page_html(&report->page, "</td><td>");
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&file->tag_manifest, hex);
        if (file->hashed)
            digest(report, &file->hash);
        else if (file->listed)
            report_say_with(report, W_TAG_DIGEST, hex, (char *)NULL);
        else
            report_say(report, W_NO_DIGEST);
        page_html(&report->page, "</td></tr>\n");
    }
    page_html(&report->page, "</tbody>\n</table>\n");
}

void report_digests(struct report *report) {
    size_t all = report->request->verdict->file_count, shown = all < REPORT_HASHES_SHOWN ? all : REPORT_HASHES_SHOWN;
    report_element(report, "h2", W_FILES_HEAD);
    if (shown > REPORT_HASHES_TABLE)
        digest_lines(report, shown);
    else
        digest_table(report, shown);
    digests_cut(report, shown, all);
    other_files(report);
}
