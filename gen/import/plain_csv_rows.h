/* plain_csv_rows.h: gathers the rows of plain_csv.c into contests per style, and finds the contests that are shared. */
#ifndef GEN_IMPORT_PLAIN_CSV_ROWS_H
#define GEN_IMPORT_PLAIN_CSV_ROWS_H

#include "builder.h"

enum plain_kind { PLAIN_CANDIDATE, PLAIN_WRITE_IN, PLAIN_QUESTION, PLAIN_STRAIGHT_PARTY };

struct plain_row {
    enum plain_kind kind;
    const char *name, *party; /* clean, in the builder's arena */
};

/* Zero-initialise. */
struct plain_rows {
    struct plain_style *styles;
    struct plain_listing *listings; /* a contest as it stands on one style */
    struct plain_target *targets;
    size_t style_count, style_capacity, listing_count, listing_capacity, target_count, target_capacity;
    struct name_index style_names, listing_names;
    struct name_index known_texts; /* rows repeat the same texts on thousands of styles: each is kept once */
    const char **texts;
    size_t text_count, text_capacity;
    size_t last; /* 1 + the listing of the row before */
};

/* builder_text that keeps each text once. */
SCR_MUST_CHECK scr_result plain_rows_text(struct plain_rows *rows, struct builder *builder, struct import_place place,
                                          const char *what, const char *text, size_t length, bool required,
                                          const char **clean);

SCR_MUST_CHECK scr_result plain_rows_add(struct plain_rows *rows, struct builder *builder, struct import_place place,
                                         const char *style, const char *contest, unsigned votes,
                                         const struct plain_row *row);
/* Gives parties, contests and styles to the builder. */
SCR_MUST_CHECK scr_result plain_rows_build(struct plain_rows *rows, struct builder *builder);
void plain_rows_free(struct plain_rows *rows);

#endif
