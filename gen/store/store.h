/* store.h: the generator's store, one SQLite file (election.sqlite), which is never left half written.
 *
 * The file bears an application id and the version of its schema; a file of another program or of a newer version is
 * refused. Every change is one transaction in a rollback journal with full syncing, so that a killed run leaves the
 * store as it was before or as it is after. */
#ifndef GEN_STORE_STORE_H
#define GEN_STORE_STORE_H

#include "../election.h"

struct store;

enum store_mode {
    STORE_READ,  /* must exist */
    STORE_WRITE, /* made when it does not exist */
};

SCR_MUST_CHECK scr_result store_open(const char *path, enum store_mode mode, struct store **store,
                                     struct scr_diagnosis *diagnosis);
void store_close(struct store *store);

/* Saves a whole definition. A store that holds an election already is refused with SCR_STORE and left as it is, unless
 * `replace`: then everything in it is replaced. */
SCR_MUST_CHECK scr_result store_save_election(struct store *store, const struct election *election, bool replace,
                                              struct scr_diagnosis *diagnosis);

/* Loads the definition, checked again like a file; SCR_STORE when there is none. Released with election_free, also
 * after a failure. */
SCR_MUST_CHECK scr_result store_load_election(struct store *store, struct election *election,
                                              struct scr_diagnosis *diagnosis);

#endif
