/* returns_builder.h: collects the rows of precinct returns from any format, and freezes them into the model once every
 * check has passed.
 *
 * As with builder.h, a problem of a file is recorded and reading goes on; the scr_result is a failure only when going
 * on is impossible. Each row of a file becomes a cell of 24 bytes, so memory is bounded by RETURNS_CELLS_MOST. */
#ifndef GEN_IMPORT_RETURNS_RETURNS_BUILDER_H
#define GEN_IMPORT_RETURNS_RETURNS_BUILDER_H

#include "../../returns.h"
#include "../builder.h"
#include "../csv_file.h"

/* Two contests that are none: their one option each is a number of the unit. */
#define RETURNS_REGISTERED 0
#define RETURNS_BALLOTS 1
#define RETURNS_FIRST_CONTEST 2
/* A row that sums up the candidates of its contest and unit: checked, and not kept. */
#define RETURNS_CONTEST_TOTAL (RETURNS_RESIDUAL + 1)

#define RETURNS_MODE_TOTAL 0 /* the mode of rows that name none, or "total" */

struct returns_cell {
    uint32_t unit, option; /* option: index over all contests */
    uint16_t mode, file;
    uint32_t line;
    uint64_t votes;
};

struct option_building {
    const char *name, *party;
    size_t contest, seen; /* seen: its place in the order of the files */
    unsigned kind;        /* enum returns_kind or RETURNS_CONTEST_TOTAL */
};

struct contest_building {
    const char *name;
    unsigned votes_allowed;
    size_t option_count, first_option; /* the latter once options are sorted */
    size_t absent;                     /* counts without a row */
};

struct returns_builder {
    struct builder base; /* texts, problems, notes; base.shown is the file being read */
    struct returns_unit *units;
    struct contest_building *contests;
    struct option_building *options;
    struct returns_cell *cells;
    const char **files, **modes;
    struct source_file *sources;
    size_t unit_count, contest_count, option_count, cell_count, file_count, mode_count, source_count;
    size_t unit_capacity, contest_capacity, option_capacity, cell_capacity, file_capacity, mode_capacity,
        source_capacity;
    struct name_index paths, unit_names, contest_names, option_names, mode_names;
    struct scr_buffer key; /* of the name looked for */
    bool *repeated;        /* per unit, once merged: its rows contradict each other already */
    size_t decimals;       /* counts of this file written 69.0 */
    unsigned long decimal_line;
    bool failed; /* in a file before this one */
    bool unread; /* some row could not be read: what seems to be missing may stand there */
    size_t notes_before;
};

/* Neither list may be NULL. The builder must not be moved while in use. */
SCR_MUST_CHECK scr_result returns_begin(struct returns_builder *builder, struct scr_diagnosis *diagnosis,
                                        struct scr_diagnosis *notes);
void returns_end(struct returns_builder *builder);

/* `shown` is escaped. Between the two, rows are added; `format` is the importer's name. */
SCR_MUST_CHECK scr_result returns_file_begin(struct returns_builder *builder, const char *shown);
SCR_MUST_CHECK scr_result returns_file_end(struct returns_builder *builder, const char *format,
                                           const struct scr_hash *hash);

/* The unit with these names from state to precinct, "" where a level is left out; all "" is unit 0. A precinct
 * "[Jurisdiction-wide]" is kept apart; "Total" stands for the unit above. RETURNS_NONE after recording a problem. */
SCR_MUST_CHECK scr_result returns_unit(struct returns_builder *builder, struct import_place place,
                                       const struct csv_field names[static RETURNS_LEVELS - 1], size_t *unit);
/* The unit under `parent`; names are clean. */
SCR_MUST_CHECK scr_result returns_unit_below(struct returns_builder *builder, size_t parent, enum returns_level level,
                                             const char *name, size_t *unit);
/* The contest of this name (any text): also "Registered Voters" and "Ballots Cast". RETURNS_NONE after recording a
 * problem, or for what is no contest. `votes_allowed` 0: not said. */
SCR_MUST_CHECK scr_result returns_contest(struct returns_builder *builder, struct import_place place, const char *name,
                                          size_t length, unsigned votes_allowed, size_t *contest);
/* RETURNS_NONE after recording a problem. Lines that are no candidates are recognised by name. */
SCR_MUST_CHECK scr_result returns_option(struct returns_builder *builder, struct import_place place, size_t contest,
                                         struct csv_field name, struct csv_field party, bool write_in, size_t *option);
/* The number of a mode of voting; RETURNS_MODE_TOTAL for "" and "total". */
SCR_MUST_CHECK scr_result returns_mode(struct returns_builder *builder, struct import_place place,
                                       struct csv_field name, size_t *mode);
/* A count as text; false after recording the problem. 69.0 is 69, and noted. */
bool returns_count(struct returns_builder *builder, struct import_place place, const char *what, struct csv_field text,
                   uint64_t *count);
SCR_MUST_CHECK scr_result returns_add(struct returns_builder *builder, struct import_place place, size_t unit,
                                      size_t option, size_t mode, uint64_t votes);

/* Checks the whole and fills *returns, which the caller releases with returns_free. Fails with SCR_INPUT when problems
 * were recorded. Afterwards the builder is only good for returns_end. */
SCR_MUST_CHECK scr_result returns_finish(struct returns_builder *builder, struct returns *returns);

/* Steps of returns_finish. Sorting gives options their final order; merging adds up modes and refuses repeated rows. */
SCR_MUST_CHECK scr_result returns_sort(struct returns_builder *builder);
SCR_MUST_CHECK scr_result returns_merge(struct returns_builder *builder);
/* Contest totals within a unit, votes against ballots cast. */
SCR_MUST_CHECK scr_result returns_check_units(struct returns_builder *builder);
/* Totals of units against the units below them. */
SCR_MUST_CHECK scr_result returns_check_totals(struct returns_builder *builder);
/* A problem or a remark about a cell, in its file; "county, precinct" and "contest, option" of it, quoted. */
void returns_cell_problem(struct returns_builder *builder, const struct returns_cell *cell, const char *format, ...)
    SCR_PRINTF(3, 4);
const char *returns_shown_unit(struct returns_builder *builder, size_t unit);
const char *returns_shown_option(struct returns_builder *builder, size_t option);

#endif
