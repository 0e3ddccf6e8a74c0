/* index_case.h: a small index of publications for tests. */
#ifndef TESTS_INDEX_CASE_H
#define TESTS_INDEX_CASE_H

#include "gen/index/index.h"

/* Of the election "Stadt Zürich 2026": 1 a ballot definition, 2 and 3 impact statements, 4 replaces both, 5
 * withdraws 1. The digests are of bytes 11, 22, 33, 44. */
void index_case_fill(struct publication_index *index);

#endif
