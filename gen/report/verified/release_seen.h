/* release_seen.h: a precinct release as a page shows it, read from the release and the statement it rests on. */
#ifndef GEN_REPORT_VERIFIED_RELEASE_SEEN_H
#define GEN_REPORT_VERIFIED_RELEASE_SEEN_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

#define RELEASE_LEVELS_SEEN 16
#define RELEASE_UNITS_SEEN ((size_t)1000000)
#define RELEASE_CONTESTS_SEEN ((size_t)8) /* that are shown: the first */
#define RELEASE_ROWS_SEEN ((size_t)120)   /* precincts of a contest that are shown */
#define RELEASE_OPTIONS_SEEN ((size_t)16)

struct unit_seen {
    const char *name;
    size_t parent; /* position among the units; its own for the first */
};

/* Numbers as they stand in the file: whole numbers, or fractions p/q. NULL: not published. */
struct counts_seen {
    const char *cells[RELEASE_ROWS_SEEN][RELEASE_OPTIONS_SEEN];
    size_t rows;
};

struct release_contest_seen {
    const char *id, *name;
    const char *options[RELEASE_OPTIONS_SEEN];
    size_t option_count, precinct_count;
    size_t precincts[RELEASE_ROWS_SEEN]; /* positions among the units, in the order of their names */
    size_t row_of[RELEASE_ROWS_SEEN];    /* of each, its row in the document */
    const char *exact[RELEASE_OPTIONS_SEEN];
    struct counts_seen measured, published;
    uint64_t count_error, margin_error; /* of the last level; 0: not stated */
    bool determined;
};

struct release_seen {
    const char *mechanism;
    const char *level_names[RELEASE_LEVELS_SEEN];
    size_t level_begin[RELEASE_LEVELS_SEEN + 1], level_count;
    struct unit_seen *units;
    size_t unit_count, unit_capacity;
    struct release_contest_seen *contests; /* [RELEASE_CONTESTS_SEEN] */
    size_t contest_count;                  /* all of them */
    struct scr_arena arena;
};

/* The digest of the statement that a release rests on. SCR_INPUT: it is no release, or not of `hash`. */
SCR_MUST_CHECK scr_result release_seen_statement(const char *path, const struct scr_hash *hash,
                                                 struct scr_hash *statement);
/* The statement first, then the release. SCR_INPUT: not of their form, or not of their digests. */
SCR_MUST_CHECK scr_result release_seen_read(const char *statement_path, const struct scr_hash *statement,
                                            const char *path, const struct scr_hash *hash, struct release_seen *seen);
void release_seen_free(struct release_seen *seen);

#endif
