/* returns_case.h: what the tests of precinct returns share: files made of text, imports, and counts by name. */
#ifndef TESTS_UNIT_RETURNS_CASE_H
#define TESTS_UNIT_RETURNS_CASE_H

#include "../../gen/returns.h"
#include "unit.h"

struct returns_case {
    char folder[300];
    struct returns returns;
    struct scr_diagnosis diagnosis, notes;
    scr_result result;
};

void returns_case_begin(struct returns_case *c);
void returns_case_end(struct returns_case *c);
/* Writes a file into the case's folder; the path is freed by the caller. */
char *returns_case_file(const struct returns_case *c, const char *name, const char *text);
/* Reads files (paths, NULL at the end) as one election; what was read before is forgotten. */
void returns_case_read(struct returns_case *c, ...) __attribute__((sentinel));
/* Writes "NAME" and reads it. */
void returns_case_text(struct returns_case *c, const char *name, const char *text);
/* True when the reading succeeded; prints the problems when it did not. */
bool returns_case_good(const struct returns_case *c);

/* Index of a unit by its path "county, precinct", of a contest and an option by name; RETURNS_NONE without one. */
size_t returns_case_unit(const struct returns *returns, const char *path);
size_t returns_case_contest(const struct returns *returns, const char *name);
/* Votes of a unit, or with path NULL the sum over all that are no totals; UINT64_MAX when there is no such thing. */
uint64_t returns_case_votes(const struct returns *returns, const char *contest, const char *option, const char *path);
/* True when everything but notes is the same. */
bool returns_case_equal(const struct returns *a, const struct returns *b);

#endif
