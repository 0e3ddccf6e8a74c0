/* cvr_chunk.h: how ballots are packed: chunks of columns in the order of the files, numbers in LEB128.
 *
 * Identities of a chunk: per ballot batch, position, 1 + style, 1 + precinct (0: none), then id and imprinted id, each
 * as the length of the prefix shared with the ballot before, the length of the rest, and the rest. Codes of a chunk and
 * contest: one number per ballot. A contest that no ballot of the chunk bears has no column. */
#ifndef GEN_IMPORT_CVR_CVR_CHUNK_H
#define GEN_IMPORT_CVR_CVR_CHUNK_H

#include <stdio.h>

#include "../../cvr.h"

#define CVR_IDENTITIES ((size_t)-1) /* in place of a contest */

SCR_MUST_CHECK scr_result cvr_put(struct scr_buffer *out, uint64_t value);
SCR_MUST_CHECK scr_result cvr_put_id(struct scr_buffer *out, struct scr_buffer *last, const char *id, size_t length);

/* Reads numbers back; what does not fit is refused (a store may have been edited by hand). */
struct cvr_unpacking {
    const uint8_t *at, *end;
};
bool cvr_take(struct cvr_unpacking *from, uint64_t most, uint64_t *value);
/* `text` holds the id of the ballot before, and receives this one's. */
bool cvr_take_id(struct cvr_unpacking *from, char text[static CVR_ID_MOST + 1]);

/* One column in the spool. */
struct cvr_column {
    size_t chunk, contest; /* contest: index or CVR_IDENTITIES */
    size_t ballots;
    struct scr_buffer bytes; /* reused from one to the next */
};
SCR_MUST_CHECK scr_result cvr_spool_write(FILE *spool, size_t chunk, size_t contest, size_t ballots,
                                          const struct scr_buffer *bytes, struct scr_diagnosis *diagnosis);
/* The next column after rewind(); *more is false at the end. */
SCR_MUST_CHECK scr_result cvr_spool_read(FILE *spool, struct cvr_column *column, bool *more,
                                         struct scr_diagnosis *diagnosis);

#endif
