/* bytes.h: memory with checked sizes: an arena for what lives as long as one task, a growing buffer, growing arrays. */
#ifndef SCRUTINEER_BYTES_H
#define SCRUTINEER_BYTES_H

#include <stdint.h>

#include "scrutineer/status.h"

/* An arena: allocations live until scr_arena_free. Zero-initialise. Not for secrets. */
struct scr_arena {
    struct scr_arena_block *newest;
    size_t allocated; /* bytes taken from the system */
};

/* `count` * `size` zeroed bytes aligned for any type, or NULL when that overflows or memory is short. A count or size of
 * 0 gives a valid pointer to nothing. */
void *scr_arena_alloc(struct scr_arena *arena, size_t count, size_t size) SCR_MUST_CHECK;
/* A copy of `length` bytes of `text` with a terminating NUL; NULL when memory is short. */
char *scr_arena_copy(struct scr_arena *arena, const char *text, size_t length) SCR_MUST_CHECK;
char *scr_arena_print(struct scr_arena *arena, const char *format, ...) SCR_PRINTF(2, 3) SCR_MUST_CHECK;
void scr_arena_free(struct scr_arena *arena);

/* A growing byte buffer, always followed by a NUL that `length` does not count. Zero-initialise; the buffer owns data. */
struct scr_buffer {
    uint8_t *data;
    size_t length, capacity;
};

SCR_MUST_CHECK scr_result scr_buffer_append(struct scr_buffer *buffer, const void *bytes, size_t length);
SCR_MUST_CHECK scr_result scr_buffer_text(struct scr_buffer *buffer, const char *text);
SCR_MUST_CHECK scr_result scr_buffer_print(struct scr_buffer *buffer, const char *format, ...) SCR_PRINTF(2, 3);
void scr_buffer_free(struct scr_buffer *buffer);

/* Makes room for `wanted` elements of `size` bytes in the malloc'ed array *items, doubling; new bytes are zeroed. */
SCR_MUST_CHECK scr_result scr_grow(void *items, size_t *capacity, size_t wanted, size_t size);

/* Checked arithmetic: false when the true result does not fit. */
static inline bool scr_add(size_t a, size_t b, size_t *sum) { return !__builtin_add_overflow(a, b, sum); }
static inline bool scr_multiply(size_t a, size_t b, size_t *product) { return !__builtin_mul_overflow(a, b, product); }

#endif
