/* status.h: the one result type of both programs, and the one way to describe what went wrong.
 *
 * Every function that can fail returns scr_result, which the compiler forces the caller to look at. The words for
 * people go into a struct scr_diagnosis that the caller owns: each problem has a place ("styles.csv, line 4") and one
 * sentence that says what is wrong and what would be right. An importer reports all problems of a file, not the first. */
#ifndef SCRUTINEER_STATUS_H
#define SCRUTINEER_STATUS_H

#include <stdbool.h>
#include <stddef.h>

#define SCR_MUST_CHECK __attribute__((warn_unused_result))
#define SCR_PRINTF(format_index, first) __attribute__((format(printf, format_index, first)))

enum scr_code {
    SCR_DONE = 0,
    SCR_USAGE,    /* the caller's words are off: an option, a missing argument */
    SCR_INPUT,    /* a file is malformed, hostile, or contradicts itself */
    SCR_IO,       /* the operating system refused a read, write, sync or rename */
    SCR_MEMORY,   /* an allocation failed or a size would overflow */
    SCR_LIMIT,    /* a stated limit of size or counted work was reached */
    SCR_CRYPTO,   /* libcrypto refused: a key, a passphrase, a signature */
    SCR_STORE,    /* the store is not in the state the command needs */
    SCR_INTERNAL, /* an invariant of ours is broken */
};

typedef struct {
    enum scr_code code;
} scr_result;

static inline scr_result scr_done(void) { return (scr_result){SCR_DONE}; }
static inline bool scr_failed(scr_result r) { return r.code != SCR_DONE; }

/* Returns early with the failure of `expression`; for functions that hold nothing to release. */
#define SCR_TRY(expression)                                                                                            \
    do {                                                                                                               \
        scr_result scr_try_ = (expression);                                                                            \
        if (scr_failed(scr_try_)) return scr_try_;                                                                     \
    } while (0)

/* Stores the result of `expression` in `result` and jumps to the one cleanup label on failure. */
#define SCR_TRY_OR(result, expression, label)                                                                          \
    do {                                                                                                               \
        (result) = (expression);                                                                                       \
        if (scr_failed(result)) goto label;                                                                            \
    } while (0)

struct scr_problem {
    enum scr_code code;
    char *place;   /* file, line, column, record; never NULL, may be "" */
    char *message; /* one sentence, no trailing newline; names from files already escaped for terminals */
};

/* A list of problems. Zero-initialise; release with scr_diagnosis_free. Holds at most SCR_PROBLEMS_KEPT; further ones
 * are counted in `dropped`, so that a hostile file cannot exhaust memory with complaints and nothing is hidden. */
#define SCR_PROBLEMS_KEPT 1000
struct scr_diagnosis {
    struct scr_problem *problems;
    size_t count, capacity, dropped;
};

/* Records one problem and returns `code` as a result, so that `return scr_refuse(...)` reads as a sentence. If memory
 * for the words cannot be had, the problem counts as dropped and the code is still returned. `diagnosis` may be NULL.
 * What could repaint a terminal is escaped in place and words (scr_text_terminal). */
SCR_MUST_CHECK scr_result scr_refuse(struct scr_diagnosis *diagnosis, enum scr_code code, const char *place,
                                     const char *format, ...) SCR_PRINTF(4, 5);
/* The same for a caller that goes on to look for further problems in the file. */
void scr_note(struct scr_diagnosis *diagnosis, enum scr_code code, const char *place, const char *format, ...)
    SCR_PRINTF(4, 5);
void scr_diagnosis_free(struct scr_diagnosis *diagnosis);

#endif
