/* checks.h: the checks of noise commitments, measurement statements, precinct releases and court openings: from a file
 * to its findings. */
#ifndef VERIFY_RELEASE_CHECKS_H
#define VERIFY_RELEASE_CHECKS_H

#include "verify/release/published.h"
#include "verify/release/scope.h"
#include "verify/surroundings.h"

/* One file on its way through the checks of its kind, and what the caller wants to know of it afterwards. */
struct release_task {
    const char *path;
    const struct scr_xml_schema *schema;
    const struct surroundings *surroundings;     /* ->releases, ->publications: look up what it rests on, add it */
    struct findings *findings;                   /* set ->hash and ->hashed once the document is read to its end */
    struct scr_arena *arena;                     /* outlives the check; for header */
    const char *sealed, *sealed_key;             /* --sealed and --with; NULL without */
    const struct scr_xml_schema *opening_schema; /* of the court opening; NULL without --sealed */
    struct scr_diagnosis *diagnosis;             /* what cannot be examined at all (exit status 2) */
    /* Filled by the check when the document is valid against its schema (then findings->hashed is set); all text in
     * task->arena. */
    struct artifact_header header;
    const struct scr_hash *names; /* the Digests of a statement's ledger */
    size_t names_count;
    uint32_t release_number; /* of a statement, and of a release whose statement is at hand; 0 otherwise */
    /* By release_check_release: the release once DPR-11 to DPR-13 hold, owned by surroundings->releases; else NULL. */
    const struct published_release *release;
    struct release_scope scope; /* the check counts its file and what it finds in it */
};

/* A failure means that something could not be examined; a fault of the file is a finding. Each adds all checks of its
 * kind in the order of their numbers, and facts when surroundings->facts. */
SCR_MUST_CHECK scr_result release_check_noise_commitment(struct release_task *task); /* DPR-01 */
SCR_MUST_CHECK scr_result release_check_statement(struct release_task *task);        /* DPR-02 to DPR-07 */
SCR_MUST_CHECK scr_result release_check_release(struct release_task *task);          /* DPR-11 to DPR-20 */
/* DPR-08 and DPR-09 of each statement of `publications` whose ledger follows (DPR-05 holds), into those of the `count`
 * files that have its digest and not yet these checks. Once all that is to be compared has been read: `publications`
 * and `definitions` are what one package, or the bare files together, hold. */
SCR_MUST_CHECK scr_result release_compare_statements(const struct release_publications *publications,
                                                     const struct definitions *definitions, struct work *work,
                                                     struct findings *files, size_t count,
                                                     struct statements_scope *scope);
/* DPR-21 to DPR-23, after release_check_release of the same task; makes no check when task->release is NULL and nothing
 * was sealed, and leaves them undecided without --sealed. A key file that cannot be read is a failure. */
SCR_MUST_CHECK scr_result release_check_sealed(struct release_task *task);

#endif
