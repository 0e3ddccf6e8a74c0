/* verdict.h: what the verifier found: a list of numbered checks, each with a verdict and a sentence, and the facts that
 * reports are drawn from. Specification, section 8. */
#ifndef VERIFY_VERDICT_H
#define VERIFY_VERDICT_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

enum verdict { VERDICT_HOLDS, VERDICT_UNDECIDED, VERDICT_REFUTED }; /* in order of weight */

struct check {
    const char *id; /* "LAT-03", static */
    enum verdict verdict;
    char *detail; /* one or more sentences, owned; names from files escaped for terminals */
};

/* A fact for machines and drawings: a name and a ready JSON value, e.g. "missed_swaps" and an array. */
struct fact {
    const char *name; /* static */
    char *json;       /* owned */
};

/* The findings about one file, or about the package itself. Zero-initialise; release with findings_free. */
struct findings {
    char *file;       /* path as the user gave it, or inside the package; owned */
    const char *kind; /* of an artifact ("test-deck", section 2 of the specification), "package", "unknown"; static */
    struct scr_hash hash;
    bool hashed;
    bool bare;    /* a file given by itself, outside packages */
    bool noticed; /* has a note that reports show among ever so many files */
    struct check *checks;
    size_t check_count, check_capacity;
    struct fact *facts;
    size_t fact_count, fact_capacity;
    /* What a reader looks for whatever the verdicts: who leads, what was read and corrected. Sentences without full
     * stop, owned; names from files escaped for terminals. */
    char **notes;
    size_t note_count, note_capacity;
};

/* Adds one verdict on a check. A check may be reported in several places of one file only as one finding: callers
 * gather what they have to say first. */
SCR_MUST_CHECK scr_result findings_add(struct findings *findings, const char *id, enum verdict verdict,
                                       const char *format, ...) SCR_PRINTF(4, 5);
/* Adds a note. */
SCR_MUST_CHECK scr_result findings_note(struct findings *findings, const char *format, ...) SCR_PRINTF(2, 3);
/* Takes over `json` (malloc'ed), also on failure. */
SCR_MUST_CHECK scr_result findings_fact(struct findings *findings, const char *name, char *json);
/* Turns what a reader complained about into one refuted check: every problem's place and sentence. */
SCR_MUST_CHECK scr_result findings_refute(struct findings *findings, const char *id,
                                          const struct scr_diagnosis *diagnosis);
/* The verdict on a check, or -1 when it was not made. */
int findings_verdict(const struct findings *findings, const char *id);
void findings_free(struct findings *findings);

/* Counted work: a search subtracts what it does and stops as undecided at 0. Never a clock. */
struct budget {
    uint64_t left;
};
static inline bool budget_spend(struct budget *budget, uint64_t work) {
    if (budget->left < work) {
        budget->left = 0;
        return false;
    }
    budget->left -= work;
    return true;
}

#endif
