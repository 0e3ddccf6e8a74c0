/* verdict.c: the list of checks and facts found about one file. */
#include "verify/verdict.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* NULL when memory is short. The caller frees it. */
static SCR_PRINTF(1, 0) char *print(const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    char *text = length < 0 ? NULL : malloc((size_t)length + 1);
    if (text) vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

scr_result findings_add(struct findings *findings, const char *id, enum verdict verdict, const char *format, ...) {
    /* Reporting a check twice would let a later word hide an earlier one. */
    if (findings_verdict(findings, id) >= 0) return (scr_result){SCR_INTERNAL};
    SCR_TRY(scr_grow(&findings->checks, &findings->check_capacity, findings->check_count + 1, sizeof(struct check)));
    va_list arguments;
    va_start(arguments, format);
    char *detail = print(format, arguments);
    va_end(arguments);
    if (!detail) return (scr_result){SCR_MEMORY};
    findings->checks[findings->check_count++] = (struct check){id, verdict, detail};
    return scr_done();
}

scr_result findings_note(struct findings *findings, const char *format, ...) {
    SCR_TRY(scr_grow(&findings->notes, &findings->note_capacity, findings->note_count + 1, sizeof *findings->notes));
    va_list arguments;
    va_start(arguments, format);
    char *note = print(format, arguments);
    va_end(arguments);
    if (!note) return (scr_result){SCR_MEMORY};
    findings->notes[findings->note_count++] = note;
    return scr_done();
}

scr_result findings_fact(struct findings *findings, const char *name, char *json) {
    scr_result result = json ? scr_done() : (scr_result){SCR_MEMORY};
    if (!scr_failed(result))
        result = scr_grow(&findings->facts, &findings->fact_capacity, findings->fact_count + 1, sizeof(struct fact));
    if (scr_failed(result)) {
        free(json);
        return result;
    }
    findings->facts[findings->fact_count++] = (struct fact){name, json};
    return scr_done();
}

scr_result findings_refute(struct findings *findings, const char *id, const struct scr_diagnosis *diagnosis) {
    struct scr_buffer text = {0};
    scr_result result = scr_buffer_text(&text, "");
    for (size_t i = 0; i < diagnosis->count && !scr_failed(result); i++) {
        const struct scr_problem *problem = &diagnosis->problems[i];
        result = scr_buffer_print(&text, "%s%s%s%s", i ? "; " : "", problem->place, problem->place[0] ? ": " : "",
                                  problem->message);
    }
    if (!scr_failed(result) && diagnosis->dropped)
        result = scr_buffer_print(&text, "; and %zu further problems", diagnosis->dropped);
    if (!scr_failed(result))
        result = findings_add(findings, id, VERDICT_REFUTED, "%s",
                              text.length ? (const char *)text.data : "the file is malformed");
    scr_buffer_free(&text);
    return result;
}

int findings_verdict(const struct findings *findings, const char *id) {
    for (size_t i = 0; i < findings->check_count; i++)
        if (!strcmp(findings->checks[i].id, id)) return (int)findings->checks[i].verdict;
    return -1;
}

void findings_free(struct findings *findings) {
    for (size_t i = 0; i < findings->check_count; i++) free(findings->checks[i].detail);
    for (size_t i = 0; i < findings->fact_count; i++) free(findings->facts[i].json);
    for (size_t i = 0; i < findings->note_count; i++) free(findings->notes[i]);
    free(findings->notes);
    free(findings->checks);
    free(findings->facts);
    free(findings->file);
    *findings = (struct findings){0};
}
