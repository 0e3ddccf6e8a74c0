/* published_head.h: the last ledger entry of a measurement statement that was published. */
#ifndef GEN_RELEASE_PUBLISHED_HEAD_H
#define GEN_RELEASE_PUBLISHED_HEAD_H

#include "gen/release/ledger.h"

/* Reads the statement (canonical, at most 256 MiB; `shown` is its name in messages). SCR_INPUT when it is none;
 * SCR_STORE when the ledger does not hold its last entry: the store is older than what was published. */
SCR_MUST_CHECK scr_result published_head_check(const char *path, const char *shown, const struct ledger *ledger,
                                               struct scr_diagnosis *diagnosis);

#endif
