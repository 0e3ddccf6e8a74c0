/* load_rows.h: reading rows into arrays with every number and text checked, for the loaders of records and manifest. */
#ifndef GEN_STORE_LOAD_ROWS_H
#define GEN_STORE_LOAD_ROWS_H

#include "database.h"

struct row_loading {
    const struct store *store;
    struct scr_diagnosis *diagnosis;
    struct scr_arena *arena; /* of texts */
    struct cvr_records *records;
    struct manifest *manifest;
};

SCR_MUST_CHECK scr_result load_damaged(const struct row_loading *loading);
SCR_MUST_CHECK scr_result load_text(const struct row_loading *loading, sqlite3_stmt *row, int column,
                                    const char **text);
/* From 0 to `most`. */
SCR_MUST_CHECK scr_result load_number(const struct row_loading *loading, sqlite3_stmt *row, int column, size_t most,
                                      size_t *number);
SCR_MUST_CHECK scr_result load_source(const struct row_loading *loading, sqlite3_stmt *row, struct source_file *source);
/* The number in the first row of a statement, 0 without a row. */
SCR_MUST_CHECK scr_result load_count(const struct row_loading *loading, const char *sql, size_t most, size_t *count);
/* Zeroed room for the rows of a table: `items` is the address of the array's pointer. */
SCR_MUST_CHECK scr_result load_array(const struct row_loading *loading, const char *table, size_t size,
                                     struct scr_arena *arena, void *items, size_t *count);
/* Calls `take` for every row. With `count` not CVR_NONE there must be so many, and their first column must count from
 * 0. */
typedef scr_result load_take(struct row_loading *loading, sqlite3_stmt *row, size_t position);
SCR_MUST_CHECK scr_result load_rows(struct row_loading *loading, const char *sql, size_t count, load_take *take);

#endif
