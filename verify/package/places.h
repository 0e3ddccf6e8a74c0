/* places.h: gathers what one check has to say about many places of a package into one finding. */
#ifndef VERIFY_PACKAGE_PLACES_H
#define VERIFY_PACKAGE_PLACES_H

#include "verify/verdict.h"

/* So many places are named for each verdict; further ones are counted. */
#define PLACES_SHOWN 20

/* Zero-initialise; release with places_free. A failure (memory) is kept in `failed` and returned by places_report, so
 * that a check reads as a list of sentences. */
struct places {
    struct scr_buffer text[VERDICT_REFUTED + 1]; /* sentences by verdict; none for VERDICT_HOLDS */
    size_t count[VERDICT_REFUTED + 1];
    scr_result failed;
};

/* Adds the sentence "PLACE: words." `place` may be any bytes and is escaped; names among the words are the caller's to
 * escape (places_name). VERDICT_HOLDS adds nothing. */
void places_add(struct places *places, enum verdict verdict, const char *place, const char *format, ...)
    SCR_PRINTF(4, 5);
/* A copy of `name` that is safe to print, cut after some 300 bytes; "?" when memory is short. */
const char *places_name(struct scr_arena *arena, const char *name);
enum verdict places_verdict(const struct places *places);
/* Makes the finding: refuted or undecided with the sentences gathered, or else holds with the words given. */
SCR_MUST_CHECK scr_result places_report(const struct places *places, struct findings *findings, const char *id,
                                        const char *holds, ...) SCR_PRINTF(4, 5);
void places_free(struct places *places);

#endif
