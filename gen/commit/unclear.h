/* unclear.h: what a commitment must not hold since people could take one thing for another: batches of one name,
 * contests or candidates whose ids look the same. Specification, section 10.1 and TPT-02. */
#ifndef GEN_COMMIT_UNCLEAR_H
#define GEN_COMMIT_UNCLEAR_H

#include "leaves.h"

/* SCR_INPUT, with words on how to tell them apart, when two batches have the same container, tabulator and name. */
SCR_MUST_CHECK scr_result unclear_batches(const struct storage *storage, struct scr_diagnosis *diagnosis);
/* SCR_INPUT when the ids of two of the contests with wanted[i], or of two candidates of one of them, look the same. */
SCR_MUST_CHECK scr_result unclear_ids(const struct cvr_records *records, const bool *wanted,
                                      struct scr_diagnosis *diagnosis);

#endif
