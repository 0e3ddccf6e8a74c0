/* draw.h: the draws of section 14.1 for millions of draws from one stream, in large pieces.
 *
 * The same words and the same draws as gen/release/bits.h and laplace.h, which start many short streams and read ahead
 * 64 bytes; a trial takes up to megabytes from one stream. A test holds the two against each other. */
#ifndef GEN_IMPACT_DRAW_H
#define GEN_IMPACT_DRAW_H

#include <openssl/evp.h>
#include <stdint.h>

#include "gen/release/laplace.h"
#include "scrutineer/hash.h"

#define IMPACT_DRAW_MOST (INT64_C(1) << 40)

/* Zero-initialise. */
struct impact_stream {
    EVP_CIPHER *aes;
    EVP_CIPHER_CTX *context;
    uint8_t ahead[4096];
    size_t used;
};

SCR_MUST_CHECK scr_result impact_stream_begin(struct impact_stream *stream);
SCR_MUST_CHECK scr_result impact_stream_key(struct impact_stream *stream, const struct scr_hash *key);
void impact_stream_end(struct impact_stream *stream);
/* One draw; `scale` in lowest terms within RELEASE_SCALE_LIMIT. SCR_LIMIT for a draw of size above IMPACT_DRAW_MOST. */
SCR_MUST_CHECK scr_result impact_draw(struct impact_stream *stream, const struct release_scale *scale, int64_t *noise);

#endif
