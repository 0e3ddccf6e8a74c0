/* test_verify_report_fixture.h: findings put together by hand, and what a report says of them. */
#ifndef TESTS_VERIFY_REPORT_FIXTURE_H
#define TESTS_VERIFY_REPORT_FIXTURE_H

#include "verify/verify.h"

/* How often `words` stand in `text`, which is not empty. */
size_t occurs(const struct scr_buffer *text, const char *words);
/* One file more of this kind (static), "a.xml", without a check. The next one moves it. */
struct findings *add_file(struct verification *verification, const char *kind);

#endif
