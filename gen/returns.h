/* returns.h: the generator's model of precinct returns: what importers fill, the store keeps, releases are made of.
 *
 * Units form a tree: unit 0 is the whole jurisdiction, a unit's parent stands before it, its level is above its
 * parent's; levels may be left out. Counts stand in rows, one per contest and unit that the source reports, modes of
 * voting summed. A row of a unit below which other units report the same contest is a total that the source certifies:
 * the importer has compared it with their sum, so adding up must take one or the other (returns_is_total). Strings are
 * as in election.h. */
#ifndef GEN_RETURNS_H
#define GEN_RETURNS_H

#include "election.h"

#define RETURNS_NONE ((size_t)-1)
#define RETURNS_UNKNOWN UINT64_MAX /* ballots cast or registered voters that no source gives */

/* Limits that the importer enforces. One count is below 2^30 and there are fewer than 2^28 of them: sums fit. */
#define RETURNS_VOTES_MOST UINT64_C(1000000000)
#define RETURNS_CELLS_MOST 20000000  /* rows of the files */
#define RETURNS_COUNTS_MOST 50000000 /* rows of the model times their options: 400 MB */
#define RETURNS_UNITS_MOST 2000000
#define RETURNS_OPTIONS_MOST 5000 /* in one contest */
#define RETURNS_CONTESTS_MOST 100000
#define RETURNS_FILES_MOST 60000

enum returns_level { RETURNS_WHOLE, RETURNS_STATE, RETURNS_COUNTY, RETURNS_MUNICIPALITY, RETURNS_PRECINCT };
#define RETURNS_LEVELS 5

struct returns_unit {
    const char *name; /* "" of unit 0 */
    size_t parent;    /* index, RETURNS_NONE of unit 0 */
    enum returns_level level;
    bool apart;                   /* votes of its parent that belong to no precinct: "[Jurisdiction-wide]" rows */
    uint64_t ballots, registered; /* ballots cast, registered voters, or RETURNS_UNKNOWN */
};

/* The last two merge several lines, so that one ballot can give them several votes: votes ("All Others"), and what is
 * no vote ("Under/Over Votes"). */
enum returns_kind {
    RETURNS_CANDIDATE,
    RETURNS_WRITE_IN,
    RETURNS_UNDERVOTES,
    RETURNS_OVERVOTES,
    RETURNS_OTHER,
    RETURNS_RESIDUAL
};

struct returns_option {
    const char *name, *party; /* party "" when there is none */
    enum returns_kind kind;
};

struct returns_contest {
    const char *name;               /* office and district, unique */
    unsigned votes_allowed;         /* 0: the source does not say */
    struct returns_option *options; /* by kind, then in the order of the files */
    size_t option_count;
    size_t first_row, row_count; /* its rows, by ascending unit */
};

struct returns_row {
    size_t unit;
    uint64_t *votes; /* per option of the contest; 0 also where the source has no row for the option (see the notes) */
};

struct returns_note {
    const char *place, *message;
};

struct returns {
    struct scr_arena arena; /* owns everything below */
    struct source_file *sources;
    struct returns_unit *units;
    struct returns_contest *contests;
    struct returns_row *rows; /* by contest, then unit */
    struct returns_note *notes;
    size_t source_count, unit_count, contest_count, row_count, note_count;
};

void returns_free(struct returns *returns);

/* The row of a unit in a contest, NULL when it has none. By halving. */
const struct returns_row *returns_find(const struct returns *returns, size_t contest, size_t unit);

/* is_total[unit] becomes true for each unit with a row in the contest and another such unit below it. `is_total` has
 * room for unit_count. */
void returns_is_total(const struct returns *returns, size_t contest, bool *is_total);

/* votes[option] becomes the sum over all rows that are no totals. `votes` has room for the contest's options, and
 * `is_total` is of returns_is_total. */
void returns_sum(const struct returns *returns, size_t contest, const bool *is_total, uint64_t *votes);

/* "county, precinct" of a unit, unescaped; "the whole jurisdiction" of unit 0. */
SCR_MUST_CHECK scr_result returns_path(const struct returns_unit *units, size_t unit, struct scr_buffer *out);

/* "state", "county", ...; one or many. */
const char *returns_level_name(enum returns_level level, bool many);
const char *returns_kind_name(enum returns_kind kind);

/* Letters of `text` in lower case without anything else, cut off at the room: how labels are compared. */
void returns_letters(const char *text, size_t length, char *out, size_t room);
bool returns_is_one_of(const char *letters, const char *const *words, size_t count);
/* Other, residual or write-in where the letters of a name (in RETURNS_LETTERS_ROOM) say that the line merges several;
 * else candidate. */
#define RETURNS_LETTERS_ROOM 24
enum returns_kind returns_merged_kind(const char *letters);

#endif
