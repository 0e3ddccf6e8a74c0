/* import_case.h: what the tests of importers share: importing one file, files written on the spot, counting. */
#ifndef TESTS_UNIT_IMPORT_CASE_H
#define TESTS_UNIT_IMPORT_CASE_H

#include "../../gen/import/import.h"
#include "unit.h"

/* Room to release: the result of one import. */
struct import_case {
    scr_result result;
    struct election election;
    struct scr_diagnosis diagnosis, notes;
};

void import_case_read(struct import_case *c, const char *path, bool exclude_write_ins);
/* Writes `length` bytes to a scratch file called `name` and imports it. */
void import_case_bytes(struct import_case *c, const char *name, const char *bytes, size_t length);
void import_case_free(struct import_case *c);

/* True when a problem (or note) has `place` in its place and `message` in its message. */
bool import_case_says(const struct scr_diagnosis *list, const char *place, const char *message);
/* Prints what stands in a list that a test did not expect. */
void import_case_show(const struct scr_diagnosis *list);

size_t import_case_candidates(const struct election *election, enum candidate_kind kind);
const struct contest *import_case_contest(const struct election *election, const char *id);
const struct ballot_style *import_case_style(const struct election *election, const char *id);
/* True when both hold the same in the same order, sources included. */
bool import_case_equal(const struct election *a, const struct election *b);

#endif
