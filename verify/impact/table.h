/* table.h: all rows of an impact statement, given and constructed, with what the rule gives of them without noise. */
#ifndef VERIFY_IMPACT_TABLE_H
#define VERIFY_IMPACT_TABLE_H

#include "verify/impact/impact.h"

/* A row that is made to just fail (section 16.2). */
struct made_row {
    size_t of; /* from 0 */
    enum threshold threshold;
};
struct impact_table {
    struct impact_row *rows; /* the given ones, then the constructed ones; texts of the given ones only */
    size_t given, count;
    struct made_row *made; /* of the count - given */
    wide *truth;           /* C, T or o of each row */
    wide total;            /* S or P of the true counts */
    wide house;            /* the sum of o */
};

/* IMP-02: reads `values` into `numbers`. */
SCR_MUST_CHECK scr_result impact_add_imp02(struct impact *impact, struct findings *findings);
/* After IMP-02 held; `rate` is that of a CoverageRule. The arena owns all. */
SCR_MUST_CHECK scr_result impact_table_make(const struct impact *impact, const struct fraction *rate,
                                            struct impact_table *table, struct scr_arena *arena);
/* IMP-03. */
SCR_MUST_CHECK scr_result impact_add_imp03(const struct impact *impact, const struct fraction *rate,
                                           const struct impact_table *table, struct findings *findings);
/* F, U32 and U64 of section 10.1. */
SCR_MUST_CHECK scr_result impact_field(struct scr_buffer *buffer, const void *bytes, size_t length);
SCR_MUST_CHECK scr_result impact_text(struct scr_buffer *buffer, const char *text);
SCR_MUST_CHECK scr_result impact_u32(struct scr_buffer *buffer, uint64_t number);

#endif
