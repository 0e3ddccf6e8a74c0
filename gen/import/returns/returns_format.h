/* returns_format.h: what one format of precinct returns offers to the table of formats. */
#ifndef GEN_IMPORT_RETURNS_RETURNS_FORMAT_H
#define GEN_IMPORT_RETURNS_RETURNS_FORMAT_H

#include "../cvr/cvr_format.h"
#include "returns_builder.h"

struct returns_format {
    const char *name;
    bool (*recognise)(const struct cvr_look *look);
    /* Between returns_file_begin and returns_file_end. */
    scr_result (*read)(struct returns_builder *builder, const struct cvr_look *look, struct scr_hash *hash);
};

extern const struct returns_format returns_openelections, returns_medsl, returns_nist, returns_plain;

/* What the columns of a CSV file mean. */
enum returns_column {
    R_STATE, /* the first four in the order of levels */
    R_COUNTY,
    R_MUNICIPALITY,
    R_PRECINCT,
    R_CONTEST,
    R_DISTRICT,
    R_SELECTION,
    R_PARTY,
    R_VOTES,
    R_MODE,
    R_ALLOWED,
    R_WRITE_IN,
    R_SPECIAL,
    R_STAGE,
    R_COLUMNS
};
#define R_NAMES 3
#define R_PARTS 16 /* columns of modes at most */

struct returns_csv_format {
    const char *names[R_COLUMNS][R_NAMES]; /* the first that the header has; NULL behind the last */
    const char *const *parts;              /* columns that break `votes` down by mode, NULL behind the last */
    bool strict;                           /* other columns are refused, not passed over */
    bool jurisdiction;                     /* the municipality may be the county once more (MEDSL) */
};

SCR_MUST_CHECK scr_result returns_csv(struct returns_builder *builder, const struct cvr_look *look,
                                      const struct returns_csv_format *format, struct scr_hash *hash);

#endif
