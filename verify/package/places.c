/* places.c: gathers what one check has to say about many places of a package into one finding. */
#include "verify/package/places.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "scrutineer/text.h"

#define NAME_SHOWN 300

/* All of it: what is cut off could end within a character. */
static SCR_PRINTF(2, 0) scr_result add_words(struct scr_buffer *text, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0) return (scr_result){SCR_INTERNAL};
    char *words = malloc((size_t)length + 1);
    if (!words) return (scr_result){SCR_MEMORY};
    scr_result result = {vsnprintf(words, (size_t)length + 1, format, arguments) == length ? SCR_DONE : SCR_INTERNAL};
    if (!scr_failed(result)) result = scr_buffer_append(text, words, (size_t)length);
    free(words);
    return result;
}

static SCR_PRINTF(3, 0) scr_result
    sentence(struct scr_buffer *text, const char *place, const char *format, va_list arguments) {
    if (text->length) SCR_TRY(scr_buffer_text(text, " "));
    SCR_TRY(scr_text_terminal(text, place));
    SCR_TRY(scr_buffer_text(text, ": "));
    SCR_TRY(add_words(text, format, arguments));
    return scr_buffer_text(text, ".");
}

void places_add(struct places *places, enum verdict verdict, const char *place, const char *format, ...) {
    if (verdict == VERDICT_HOLDS || scr_failed(places->failed)) return;
    if (places->count[verdict]++ >= PLACES_SHOWN) return;
    va_list arguments;
    va_start(arguments, format);
    places->failed = sentence(&places->text[verdict], place, format, arguments);
    va_end(arguments);
}

const char *places_name(struct scr_arena *arena, const char *name) {
    struct scr_buffer shown = {0};
    char *copy = NULL;
    /* With quotes in it escaped, so that the quotation marks that callers may set are the only ones; without its own.
     */
    if (!scr_failed(scr_text_quoted(&shown, name))) {
        const uint8_t *text = shown.data + 1;
        size_t whole = shown.length - 2, length = whole < NAME_SHOWN ? whole : NAME_SHOWN;
        if (length < whole)
            while (length && (text[length] & 0xC0) == 0x80) length--; /* not within a character */
        copy = scr_arena_print(arena, "%.*s%s", (int)length, (const char *)text, length < whole ? "..." : "");
    }
    scr_buffer_free(&shown);
    return copy ? copy : "?";
}

enum verdict places_verdict(const struct places *places) {
    if (places->count[VERDICT_REFUTED]) return VERDICT_REFUTED;
    return places->count[VERDICT_UNDECIDED] ? VERDICT_UNDECIDED : VERDICT_HOLDS;
}

/* What refutes comes first; what is undecided beside it is not lost. */
static scr_result gather(const struct places *places, struct scr_buffer *detail) {
    for (int verdict = VERDICT_REFUTED; verdict > VERDICT_HOLDS; verdict--) {
        size_t count = places->count[verdict];
        if (!count) continue;
        if (detail->length) SCR_TRY(scr_buffer_text(detail, " "));
        SCR_TRY(scr_buffer_append(detail, places->text[verdict].data, places->text[verdict].length));
        if (count > PLACES_SHOWN) SCR_TRY(scr_buffer_print(detail, " And %zu more.", count - PLACES_SHOWN));
    }
    return scr_done();
}

scr_result places_report(const struct places *places, struct findings *findings, const char *id, const char *holds,
                         ...) {
    if (scr_failed(places->failed)) return places->failed;
    struct scr_buffer detail = {0};
    enum verdict verdict = places_verdict(places);
    scr_result result;
    if (verdict == VERDICT_HOLDS) {
        va_list arguments;
        va_start(arguments, holds);
        result = add_words(&detail, holds, arguments);
        va_end(arguments);
    } else {
        result = gather(places, &detail);
    }
    if (!scr_failed(result)) result = findings_add(findings, id, verdict, "%s", (const char *)detail.data);
    scr_buffer_free(&detail);
    return result;
}

void places_free(struct places *places) {
    for (int verdict = 0; verdict <= VERDICT_REFUTED; verdict++) scr_buffer_free(&places->text[verdict]);
    *places = (struct places){0};
}
