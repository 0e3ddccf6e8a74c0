/* noise.h: the noise of one cell, drawn again by integers alone from a release key. Specification, section 14.1. */
#ifndef VERIFY_RELEASE_NOISE_H
#define VERIFY_RELEASE_NOISE_H

#include "scrutineer/hash.h"
#include "verify/release/fraction.h"

#define NOISE_TOTAL                                                                                                    \
    (UINT32_C(1) << 31) /* option number of histogram `total`: this plus the contest's number from 0                   \
                         */

struct noise_stream; /* words of AES-256-CTR; one serves all cells, one after the other */
SCR_MUST_CHECK scr_result noise_stream_new(struct noise_stream **stream);
void noise_stream_free(struct noise_stream *stream); /* wipes it */

/* The key that all cells of a release share; wipe after use. `seed` is the text of the seed record. */
SCR_MUST_CHECK scr_result noise_base_key(const struct scr_hash *release_key, const char *seed,
                                         const struct scr_hash *measurement, struct scr_hash *base);
/* Sets the stream to the beginning of this cell's words. */
SCR_MUST_CHECK scr_result noise_cell(struct noise_stream *stream, const struct scr_hash *base, uint32_t level,
                                     uint64_t unit_index, uint32_t option);
/* The same under a key at hand, which is wiped by the caller: for streams of many draws (section 16.3). */
SCR_MUST_CHECK scr_result noise_key(struct noise_stream *stream, const struct scr_hash *key);
/* The next words of the cell. SCR_LIMIT once NOISE_WORDS of them were taken since the key or the last draw, which
 * chance does not do. */
#define NOISE_WORDS UINT64_C(10000000)
SCR_MUST_CHECK scr_result noise_word(struct noise_stream *stream, uint32_t *word);
/* The next draw of discrete Laplace noise of this scale, d/s with d and s at most FRACTION_SCALE_MOST. */
SCR_MUST_CHECK scr_result noise_draw(struct noise_stream *stream, const struct fraction *scale, int64_t *noise);

#endif
