/* complaint.c: the objections of one check, the first few in words and the others by number. */
#include "verify/complaint.h"

#include <stdarg.h>
#include <stdio.h>

#include "scrutineer/text.h"

enum { COMPLAINTS_SHOWN = 3 };

static SCR_PRINTF(2, 0) scr_result append(struct complaint *complaint, const char *format, va_list arguments) {
    char line[512];
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(line, sizeof line, format, again);
    va_end(again);
    if (length < 0) return (scr_result){SCR_INTERNAL};
    if ((size_t)length < sizeof line) return scr_buffer_append(&complaint->text, line, (size_t)length);
    char *longer = scr_arena_alloc(&complaint->names, (size_t)length + 1, 1);
    if (!longer) return (scr_result){SCR_MEMORY};
    vsnprintf(longer, (size_t)length + 1, format, arguments);
    return scr_buffer_append(&complaint->text, longer, (size_t)length);
}

void complain(struct complaint *complaint, const char *format, ...) {
    if (complaint->count++ >= COMPLAINTS_SHOWN || complaint->failed) return;
    va_list arguments;
    va_start(arguments, format);
    if ((complaint->count > 1 && scr_failed(scr_buffer_text(&complaint->text, "; "))) ||
        scr_failed(append(complaint, format, arguments)))
        complaint->failed = true;
    va_end(arguments);
}

const char *shown(struct complaint *complaint, const char *name) {
    /* Beyond the complaints that are shown, escaping would be work and memory for nothing. */
    if (complaint->count >= COMPLAINTS_SHOWN) return "";
    struct scr_buffer escaped = {0};
    const char *copy = NULL;
    if (!scr_failed(scr_text_quoted(&escaped, name)))
        copy = scr_arena_copy(&complaint->names, (const char *)escaped.data, escaped.length);
    scr_buffer_free(&escaped);
    if (!copy) complaint->failed = true;
    return copy ? copy : "";
}

scr_result complaint_verdict(struct complaint *complaint, struct findings *findings, const char *id, const char *format,
                             ...) {
    scr_result result = complaint->failed ? (scr_result){SCR_MEMORY} : scr_done();
    if (!scr_failed(result) && complaint->count) {
        size_t further = complaint->count > COMPLAINTS_SHOWN ? complaint->count - COMPLAINTS_SHOWN : 0;
        result = further ? findings_add(findings, id, VERDICT_REFUTED, "%s; and %zu more such places",
                                        (const char *)complaint->text.data, further)
                         : findings_add(findings, id, VERDICT_REFUTED, "%s", (const char *)complaint->text.data);
    } else if (!scr_failed(result)) {
        va_list arguments;
        va_start(arguments, format);
        result = append(complaint, format, arguments);
        va_end(arguments);
        if (!scr_failed(result))
            result = findings_add(findings, id, VERDICT_HOLDS, "%s",
                                  complaint->text.data ? (const char *)complaint->text.data : "");
    }
    complaint_free(complaint);
    return result;
}

void complaint_free(struct complaint *complaint) {
    scr_arena_free(&complaint->names);
    scr_buffer_free(&complaint->text);
    *complaint = (struct complaint){0};
}
