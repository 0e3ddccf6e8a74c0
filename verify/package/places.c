/* places.c: gathers what one check has to say about many places of a package into one finding. */
#include "verify/package/places.h"

#include <stdarg.h>
#include <stdio.h>

#include "scrutineer/text.h"

#define NAME_SHOWN 300

static SCR_PRINTF(3, 0) scr_result
    sentence(struct scr_buffer *text, const char *place, const char *format, va_list arguments) {
    char words[1024]; /* our own words and a few values; names are cut by places_name */
    if (vsnprintf(words, sizeof words, format, arguments) < 0) return (scr_result){SCR_INTERNAL};
    if (text->length) SCR_TRY(scr_buffer_text(text, " "));
    SCR_TRY(scr_text_terminal(text, place));
    return scr_buffer_print(text, ": %s.", words);
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
        char words[512];
        va_list arguments;
        va_start(arguments, holds);
        int length = vsnprintf(words, sizeof words, holds, arguments);
        va_end(arguments);
        result = length < 0 ? (scr_result){SCR_INTERNAL} : scr_buffer_text(&detail, words);
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
