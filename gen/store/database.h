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

/* Binds the parameters from 1 on: 't' a const char *, 'n' a size_t, '0' NULL; then runs a statement that returns no row
 * and makes it ready again. */
SCR_MUST_CHECK scr_result store_run(const struct store *store, sqlite3_stmt *statement, struct scr_diagnosis *diagnosis,
                                    const char *types, ...);
/* The next row; *row is false at the end. */
SCR_MUST_CHECK scr_result store_next(const struct store *store, sqlite3_stmt *statement, bool *row,
                                     struct scr_diagnosis *diagnosis);

#endif
