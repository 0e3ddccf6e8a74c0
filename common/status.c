/* status.c: the list of problems that a task met, in words for people. */
#include "scrutineer/status.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/text.h"

/* The words as one malloc'ed string, or NULL when memory is short. */
static SCR_PRINTF(1, 0) char *print(const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0) return NULL;
    char *text = malloc((size_t)length + 1);
    if (text) vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}

/* `text` safe to show, malloc'ed, or NULL when memory is short. Who says a sentence mostly escaped the names in it;
 * here none is forgotten, and what is escaped stays as it is. */
static char *safe(const char *text) {
    struct scr_buffer shown = {0};
    if (text && !scr_failed(scr_text_terminal(&shown, text))) return shown.data ? (char *)shown.data : strdup("");
    scr_buffer_free(&shown);
    return NULL;
}

static bool make_room(struct scr_diagnosis *diagnosis) {
    if (diagnosis->count < diagnosis->capacity) return true;
    size_t capacity = diagnosis->capacity ? 2 * diagnosis->capacity : 8; /* at most 2 * SCR_PROBLEMS_KEPT */
    struct scr_problem *problems = realloc(diagnosis->problems, capacity * sizeof *problems);
    if (!problems) return false;
    diagnosis->problems = problems;
    diagnosis->capacity = capacity;
    return true;
}

static SCR_PRINTF(4, 0) void record(struct scr_diagnosis *diagnosis, enum scr_code code, const char *place,
                                    const char *format, va_list arguments) {
    if (!diagnosis) return;
    if (diagnosis->count >= SCR_PROBLEMS_KEPT || !make_room(diagnosis)) {
        diagnosis->dropped++;
        return;
    }
    char *words = print(format, arguments), *where = safe(place ? place : ""), *message = safe(words);
    free(words);
    if (!where || !message) {
        free(where);
        free(message);
        diagnosis->dropped++;
        return;
    }
    diagnosis->problems[diagnosis->count++] = (struct scr_problem){code, where, message};
}

scr_result scr_refuse(struct scr_diagnosis *diagnosis, enum scr_code code, const char *place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    record(diagnosis, code, place, format, arguments);
    va_end(arguments);
    return (scr_result){code};
}

void scr_note(struct scr_diagnosis *diagnosis, enum scr_code code, const char *place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    record(diagnosis, code, place, format, arguments);
    va_end(arguments);
}

void scr_diagnosis_free(struct scr_diagnosis *diagnosis) {
    if (!diagnosis) return;
    for (size_t i = 0; i < diagnosis->count; i++) {
        free(diagnosis->problems[i].place);
        free(diagnosis->problems[i].message);
    }
    free(diagnosis->problems);
    *diagnosis = (struct scr_diagnosis){0};
}
