/* ledgers_compare.h: the statements that rest on one noise commitment, and what their ledgers say of each other and of
 * the releases at hand. Specification, section 13.3 (DPR-08). */
#ifndef VERIFY_RELEASE_LEDGERS_COMPARE_H
#define VERIFY_RELEASE_LEDGERS_COMPARE_H

#include "verify/complaint.h"
#include "verify/release/checks.h"

/* A statement whose ledger follows. */
struct announced {
    const struct published_statement *statement;
    bool superseded; /* by another one of the same noise commitment and release */
};

/* All arrays in the arena; the statements and releases are those of `publications`. Zero-initialise. */
struct ledgers {
    struct scr_arena arena;
    const struct release_publications *publications;
    struct announced *by_release;                 /* noise commitment, release, those superseded last */
    const struct published_statement **by_length; /* noise commitment, entries of the ledger */
    const struct published_release **releases;    /* noise commitment, release */
    bool *marks;                                  /* of by_release, while it is being sorted */
    size_t count, release_count;
};

/* Sorts what is at hand; ledgers_free in any case. */
SCR_MUST_CHECK scr_result ledgers_gather(const struct release_publications *publications, struct ledgers *ledgers);
/* The first of by_release, or of releases, with this noise commitment and release number: the others follow it. Its
 * position, or that of what comes behind. */
size_t ledgers_find(const struct ledgers *ledgers, const struct scr_hash *noise, size_t release);
size_t ledgers_find_release(const struct ledgers *ledgers, const struct scr_hash *noise, size_t release);
/* Whether the statement is on this noise commitment and of this release. */
bool ledgers_of(const struct published_statement *statement, const struct scr_hash *noise, size_t release);
/* The statements on this noise commitment, the one with most entries last. */
const struct published_statement *const *ledgers_group(const struct ledgers *ledgers, const struct scr_hash *noise,
                                                       size_t *count);
/* Adds DPR-08 of this statement, which is one of those gathered. */
SCR_MUST_CHECK scr_result ledgers_compare(const struct ledgers *ledgers, const struct published_statement *statement,
                                          struct work *work, struct findings *findings);
/* Adds to `scope` the releases that ledgers finish and that are not at hand. */
SCR_MUST_CHECK scr_result ledgers_absent(struct ledgers *ledgers, struct statements_scope *scope);
void ledgers_free(struct ledgers *ledgers);

/* definition_compare.c: adds DPR-09 of a statement whose ledger follows; *without is set when there is no definition to
 * compare it with. */
SCR_MUST_CHECK scr_result definition_compare(const struct published_statement *statement,
                                             const struct definitions *definitions, struct work *work,
                                             struct findings *findings, bool *without);

#endif
