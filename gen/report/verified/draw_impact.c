/* draw_impact.c: the summaries of an impact statement as a table, a column for each epsilon. */
#include <stdlib.h>
#include <string.h>

#include "gen/report/verified/artifact_walk.h"
#include "gen/report/verified/report_parts.h"

enum { EPSILONS_MOST = 16, NUMBERS_MOST = 64, COLUMNS = 5 /* of one table */ };

struct impact_seen {
    const char *decision, *mechanism;
    uint64_t trials;
    const char *epsilons[EPSILONS_MOST];
    const char *names[NUMBERS_MOST]; /* "HouseSum", in the order in which they first stand */
    const char *values[NUMBERS_MOST][EPSILONS_MOST];
    size_t epsilon_count, name_count;
    struct scr_arena arena;
};

static scr_result number(struct impact_seen *seen, struct scr_xml_reader *xml, const char *name) {
    size_t at = 0;
    while (at < seen->name_count && strcmp(seen->names[at], name) != 0) at++;
    if (at == NUMBERS_MOST) return (scr_result){SCR_LIMIT};
    if (at == seen->name_count) {
        seen->names[at] = scr_arena_copy(&seen->arena, name, strlen(name));
        if (!seen->names[at]) return (scr_result){SCR_MEMORY};
        seen->name_count++;
    }
    return artifact_copy(&seen->arena, xml, seen->names[at], &seen->values[at][seen->epsilon_count - 1]);
}

static scr_result start(void *context, struct scr_xml_reader *xml, bool *done) {
    struct impact_seen *seen = context;
    const char *name = scr_xml_name(xml), *attribute;
    unsigned depth = scr_xml_depth(xml);
    size_t length = strlen(name);
    (void)done;
    if (depth == 1 && !strcmp(name, "Parameters")) {
        SCR_TRY(artifact_copy(&seen->arena, xml, "Decision", &seen->decision));
        SCR_TRY(artifact_copy(&seen->arena, xml, "Mechanism", &seen->mechanism));
        return artifact_count(xml, "Trials", INT32_MAX, &seen->trials);
    }
    if (depth == 1 && !strcmp(name, "Results")) {
        if (seen->epsilon_count == EPSILONS_MOST) return (scr_result){SCR_LIMIT};
        return artifact_copy(&seen->arena, xml, "Epsilon", &seen->epsilons[seen->epsilon_count++]);
    }
    if (depth != 2 || length <= 7 || strcmp(name + length - 7, "Summary") != 0) return scr_done();
    if (!seen->epsilon_count) return (scr_result){SCR_INPUT};
    for (size_t i = 0; (attribute = scr_xml_attribute_at(xml, i)); i++) SCR_TRY(number(seen, xml, attribute));
    return scr_done();
}

static void table(struct report *report, const struct impact_seen *seen, size_t first, size_t last) {
    page_html(&report->page, "<table class=\"small\">\n<caption>");
    report_say(report, W_IMPACT_CAPTION);
    page_html(&report->page, "</caption>\n<thead><tr>");
    report_column(report, W_COL_NUMBER);
    for (size_t e = first; e < last; e++) {
        page_html(&report->page, "<th scope=\"col\" class=\"n\">");
        report_say_with(report, W_IMPACT_EPSILON, seen->epsilons[e], (char *)NULL);
        page_html(&report->page, "</th>");
    }
    page_html(&report->page, "</tr></thead>\n<tbody>\n");
    for (size_t n = 0; n < seen->name_count; n++) {
        page_html(&report->page, "<tr><th scope=\"row\"><code>");
        page_text(&report->page, seen->names[n]);
        page_html(&report->page, "</code></th>");
        for (size_t e = first; e < last; e++) {
            page_html(&report->page, "<td class=\"n\">");
            page_text(&report->page, seen->values[n][e] ? seen->values[n][e] : "");
            page_html(&report->page, "</td>");
        }
        page_html(&report->page, "</tr>\n");
    }
    page_html(&report->page, "</tbody>\n</table>\n");
}

static void show(struct report *report, const struct impact_seen *seen) {
    page_html(&report->page, "<p>");
    report_say_with(report, W_IMPACT_INTRO, seen->decision, seen->mechanism, report_number(report, seen->trials).text,
                    (char *)NULL);
    page_html(&report->page, "</p>\n");
    for (size_t e = 0; e < seen->epsilon_count; e += COLUMNS)
        table(report, seen, e, e + COLUMNS < seen->epsilon_count ? e + COLUMNS : seen->epsilon_count);
    report_element(report, "p", W_IMPACT_PICTURES);
}

scr_result report_draw_impact(struct report *report, const struct verdict_file *file, const char *path) {
    static const struct artifact_walker walker = {start, NULL, NULL};
    struct impact_seen *seen = calloc(1, sizeof *seen);
    if (!seen) return (scr_result){SCR_MEMORY};
    scr_result result = artifact_walk(path, &file->hash, &walker, seen);
    if (!scr_failed(result) && (!seen->decision || !seen->epsilon_count)) result.code = SCR_INPUT;
    if (!scr_failed(result)) show(report, seen);
    scr_arena_free(&seen->arena);
    free(seen);
    return result;
}
