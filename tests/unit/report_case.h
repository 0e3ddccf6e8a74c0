/* report_case.h: verdicts and pages for tests of the report. */
#ifndef TESTS_REPORT_CASE_H
#define TESTS_REPORT_CASE_H

#include "gen/report/verified/report.h"

/* Writes to `path` a verdict of the files given, each with its digest and one check that holds. */
void report_case_verdict(const char *path, const char *const *files, const char *const *kinds, size_t count);

/* The page of a verdict and files; NULL when it is refused. The caller frees it. */
char *report_case_page(const char *verdict, const char *const *files, size_t count, enum language language);

/* True when `page` is well-formed XML. */
bool report_case_well_formed(const char *page);

#endif
