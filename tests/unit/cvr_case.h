/* cvr_case.h: what the tests of cast-vote records share: a store of its own, commands run on it, tallies of it. */
#ifndef TESTS_UNIT_CVR_CASE_H
#define TESTS_UNIT_CVR_CASE_H

#include "../../gen/cvr_tally.h"
#include "unit.h"

struct cvr_case {
    char store[400], folder[300];
    struct scr_diagnosis diagnosis;
    char said[20000]; /* by the last command on stdout */
};

void cvr_case_begin(struct cvr_case *c);
void cvr_case_end(struct cvr_case *c);

/* Runs "import", "tally" or "reconcile" with up to 12 arguments, NULL at the end. Problems of the run before are
 * forgotten. */
scr_result cvr_case_run(struct cvr_case *c, const char *command, ...) __attribute__((sentinel));
/* Writes a file into the case's folder; the path lives until the next call. */
const char *cvr_case_file(struct cvr_case *c, const char *name, const char *text);
/* Runs "import" of one file and prints its problems when it fails. */
bool cvr_case_imports(struct cvr_case *c, const char *path);
/* True when the import fails, a problem has `place` and `message`, and the store is as before. */
bool cvr_case_refuses(struct cvr_case *c, const char *path, const char *place, const char *message);

/* Of a candidate by name, in a contest by id or name; "" gives blanks, "!" overvotes, "?" undecided, "-" ballots
 * without the contest. UINT64_MAX when there is no such thing. */
uint64_t cvr_case_votes(struct cvr_case *c, const char *contest, const char *candidate);
size_t cvr_case_ballots(struct cvr_case *c);
/* "tabulator/batch/position/id/imprinted/style/precinct" of ballot `index`. */
const char *cvr_case_ballot(struct cvr_case *c, size_t index);

#endif
