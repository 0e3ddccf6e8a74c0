/* database.h: SQLite statements for the files of gen/store/: prepared once, bound, stepped, with one way to fail. */
#ifndef GEN_STORE_DATABASE_H
#define GEN_STORE_DATABASE_H

#include <sqlite3.h>

#include "store.h"

struct store {
    sqlite3 *database;
    char *shown; /* the file's path, escaped */
};

/* Records what SQLite says about its last failure. */
SCR_MUST_CHECK scr_result store_refuse(const struct store *store, struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result store_execute(const struct store *store, const char *sql, struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result store_prepare(const struct store *store, const char *sql, sqlite3_stmt **statement,
                                        struct scr_diagnosis *diagnosis);

/* Ends the transaction that is open, if one is, without keeping anything; the result of what was done in it. Where
 * SQLite cannot, that is a failure as well: whatever is done next would be in a transaction that nobody commits. */
SCR_MUST_CHECK scr_result store_roll_back(const struct store *store, scr_result result,
                                          struct scr_diagnosis *diagnosis);
/* Keeps what was done in the open transaction when `result` is no failure and it can be kept; else none of it. */
SCR_MUST_CHECK scr_result store_settle(const struct store *store, scr_result result, struct scr_diagnosis *diagnosis);

/* Binds the parameters from 1 on: 't' a const char *, 'n' a size_t, 'b' a const struct scr_buffer *, '0' NULL; then
 * runs a statement that returns no row and makes it ready again. */
SCR_MUST_CHECK scr_result store_run(const struct store *store, sqlite3_stmt *statement, struct scr_diagnosis *diagnosis,
                                    const char *types, ...);
/* The next row; *row is false at the end. */
SCR_MUST_CHECK scr_result store_next(const struct store *store, sqlite3_stmt *statement, bool *row,
                                     struct scr_diagnosis *diagnosis);

/* Within an open transaction, into empty tables. `spool` stands at its first column. */
SCR_MUST_CHECK scr_result store_put_election(const struct store *store, const struct election *election,
                                             struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result store_put_cvr(const struct store *store, const struct cvr_records *records, FILE *spool,
                                        struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result store_put_manifest(const struct store *store, const struct manifest *manifest,
                                             struct scr_diagnosis *diagnosis);
SCR_MUST_CHECK scr_result store_put_returns(const struct store *store, const struct returns *returns,
                                            struct scr_diagnosis *diagnosis);
/* SCR_STORE when a commitment stands: nothing that it was made from may change any more. */
SCR_MUST_CHECK scr_result store_refuse_committed(const struct store *store, struct scr_diagnosis *diagnosis);
/* True when the statement gives at least one row. */
SCR_MUST_CHECK scr_result store_any(const struct store *store, const char *sql, bool *any,
                                    struct scr_diagnosis *diagnosis);

#endif
