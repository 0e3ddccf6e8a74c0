/* charge.h: what announcing a release adds to the ledger, and whether the declared limit allows it. */
#ifndef GEN_RELEASE_CHARGE_H
#define GEN_RELEASE_CHARGE_H

#include "gen/release/ledger.h"
#include "gen/release/measurement.h"

/* Declares the limit, "1/2" or a decimal, or compares it with the one that stands; NULL where one stands already. */
SCR_MUST_CHECK scr_result charge_declare(struct ledger *ledger, const char *budget, struct scr_diagnosis *diagnosis);

/* Appends the entry that announces the measurement and fills the styles of `election` (NULL: none). SCR_STORE, with the
 * numbers, when the voter with most would lose more than the limit, or when a contest's ballots were disclosed unless
 * `after_disclosure`. *spent, canonical, lives in the ledger's arena. */
SCR_MUST_CHECK scr_result charge_announce(struct ledger *ledger, const struct measurement *measurement,
                                          const struct election *election, bool after_disclosure, const char **spent,
                                          struct scr_diagnosis *diagnosis);

#endif
