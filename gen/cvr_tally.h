/* cvr_tally.h: counts what cast-vote records say in one contest. */
#ifndef GEN_CVR_TALLY_H
#define GEN_CVR_TALLY_H

#include "store/store.h"

/* Zero-initialise; released with cvr_tally_free. The five kinds of ballots sum to all ballots. */
struct cvr_tally {
    uint64_t *votes; /* per candidate */
    uint64_t voted;  /* ballots with a valid selection */
    uint64_t blanks, overvotes, unknown, not_on_ballot;
    uint64_t undervotes; /* votes allowed that voted ballots leave unused */
};

SCR_MUST_CHECK scr_result cvr_tally_count(struct store *store, const struct cvr_records *records, size_t contest,
                                          struct cvr_tally *tally, struct scr_diagnosis *diagnosis);
void cvr_tally_free(struct cvr_tally *tally);

#endif
