/* ledger_head.h: the file beside the store that repeats the head of its ledger, so that an older store is noticed. */
#ifndef GEN_STORE_LEDGER_HEAD_H
#define GEN_STORE_LEDGER_HEAD_H

#include "database.h"
#include "gen/release/ledger.h"

/* STORE.ledger-head holds one line, "NUMBER HASH", of the last entry when it was written. SCR_STORE when the ledger has
 * no such entry: the store was put back to an older state. Without the file nothing is known. */
SCR_MUST_CHECK scr_result ledger_head_check(const struct store *store, const struct ledger *ledger,
                                            struct scr_diagnosis *diagnosis);
/* Writes it, of the ledger's last entry; nothing for a ledger without entries. Appears whole or not at all. */
SCR_MUST_CHECK scr_result ledger_head_write(const struct store *store, const struct ledger *ledger,
                                            struct scr_diagnosis *diagnosis);

#endif
