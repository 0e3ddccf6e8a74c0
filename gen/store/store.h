/* store.h: the generator's store, one SQLite file (election.sqlite), which is never left half written.
 *
 * The file bears an application id and the version of its schema; a file of another program or of a newer version is
 * refused. Every change is one transaction in a rollback journal with full syncing, so that a killed run leaves the
 * store as it was before or as it is after. */
#ifndef GEN_STORE_STORE_H
#define GEN_STORE_STORE_H

#include <stdio.h>

#include "../cvr.h"
#include "../returns.h"

struct store;

enum store_mode {
    STORE_READ,  /* must exist */
    STORE_WRITE, /* made when it does not exist */
};

SCR_MUST_CHECK scr_result store_open(const char *path, enum store_mode mode, struct store **store,
                                     struct scr_diagnosis *diagnosis);
void store_close(struct store *store);

/* What one import brings; NULL where it brings nothing. */
struct store_changes {
    const struct election *election;
    const struct cvr_records *records;
    FILE *spool; /* of the records' ballots (import/cvr/cvr_chunk.h), at its beginning */
    const struct manifest *manifest;
    const struct returns *returns;
};

/* Saves all of it or nothing. What stands already is refused with SCR_STORE, unless `replace`: then an election
 * replaces everything, records, a manifest and returns what was there of their kind. */
SCR_MUST_CHECK scr_result store_save(struct store *store, const struct store_changes *changes, bool replace,
                                     struct scr_diagnosis *diagnosis);

/* Saves a whole definition. A store that holds an election already is refused with SCR_STORE and left as it is, unless
 * `replace`: then everything in it is replaced. */
SCR_MUST_CHECK scr_result store_save_election(struct store *store, const struct election *election, bool replace,
                                              struct scr_diagnosis *diagnosis);

/* Loads the definition, checked again like a file; SCR_STORE when there is none. Released with election_free, also
 * after a failure. */
SCR_MUST_CHECK scr_result store_load_election(struct store *store, struct election *election,
                                              struct scr_diagnosis *diagnosis);

/* *has: an election stands in the store; *derived: all of it was read from files of `format`. */
SCR_MUST_CHECK scr_result store_has_election(struct store *store, const char *format, bool *has, bool *derived,
                                             struct scr_diagnosis *diagnosis);

/* Loads all of the cast-vote records but the ballots; SCR_STORE when there are none. Released with cvr_records_free,
 * also after a failure. */
SCR_MUST_CHECK scr_result store_load_cvr(struct store *store, struct cvr_records *records,
                                         struct scr_diagnosis *diagnosis);
void cvr_records_free(struct cvr_records *records);

/* Calls `visit` for every ballot in the order of the files; `index` counts from 0. The strings live until it returns.
 */
typedef scr_result store_ballot(void *context, size_t index, const struct cvr_ballot *ballot);
SCR_MUST_CHECK scr_result store_each_ballot(struct store *store, const struct cvr_records *records, store_ballot *visit,
                                            void *context, struct scr_diagnosis *diagnosis);
/* The codes of one contest, chunk after chunk, each with the index of its first ballot. Ballots in no chunk that is
 * visited do not bear the contest. */
typedef scr_result store_codes(void *context, size_t first, const uint32_t *codes, size_t count);
SCR_MUST_CHECK scr_result store_each_code(struct store *store, const struct cvr_records *records, size_t contest,
                                          store_codes *visit, void *context, struct scr_diagnosis *diagnosis);

/* Loads the manifest; one without rows when there is none. Released with manifest_free, also after a failure. */
SCR_MUST_CHECK scr_result store_load_manifest(struct store *store, struct manifest *manifest,
                                              struct scr_diagnosis *diagnosis);
void manifest_free(struct manifest *manifest);

/* Loads precinct returns, checked like a file; SCR_STORE when there are none. Released with returns_free, also after a
 * failure. */
SCR_MUST_CHECK scr_result store_load_returns(struct store *store, struct returns *returns,
                                             struct scr_diagnosis *diagnosis);

/* Resolutions of disagreements between records and manifest. *reason and *date are "" when there is none; they live in
 * `arena`. */
SCR_MUST_CHECK scr_result store_resolution(struct store *store, const char *id, struct scr_arena *arena,
                                           const char **reason, const char **date, struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result store_resolve(struct store *store, const char *id, const char *problem, const char *reason,
                                        const char *date, struct scr_diagnosis *diagnosis);

#endif
