/* bytes.c: the arena, the growing buffer and growing arrays; every size is checked before it is used. */
#include "scrutineer/bytes.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Blocks are doubled up to this size, so that a task of any size makes few calls to malloc and wastes little. A build
 * that measures what tests reach has no room to spare (tests/coverage): there each piece is asked for, and so can be
 * refused, by itself. */
#ifndef SCR_SPARE
#define SCR_SPARE 1
#endif
enum { FIRST_BLOCK = SCR_SPARE ? 4096 : 2, LARGEST_BLOCK = SCR_SPARE ? 1 << 20 : 2, FIRST_ITEMS = 8, FIRST_BYTES = 64 };

struct scr_arena_block {
    struct scr_arena_block *older;
    size_t used, size;
    max_align_t data[];
};

static void *bump(struct scr_arena_block *block, size_t bytes) {
    void *at = (char *)block->data + block->used;
    block->used += bytes;
    return memset(at, 0, bytes);
}

void *scr_arena_alloc(struct scr_arena *arena, size_t count, size_t size) {
    const size_t align = _Alignof(max_align_t);
    size_t bytes;
    if (!scr_multiply(count, size, &bytes) || !scr_add(bytes, align - 1, &bytes)) return NULL;
    bytes -= bytes % align;
    if (!bytes) bytes = align; /* nothing still has an address of its own */
    struct scr_arena_block *newest = arena->newest;
    if (newest && newest->size - newest->used >= bytes) return bump(newest, bytes);

    size_t wanted = newest ? newest->size : FIRST_BLOCK / 2;
    wanted = wanted < LARGEST_BLOCK / 2 ? 2 * wanted : LARGEST_BLOCK;
    bool own = bytes > wanted / 2; /* too large to share: an exact block, kept behind the one being filled */
    size_t payload = own ? bytes : wanted, total;
    if (!scr_add(payload, sizeof(struct scr_arena_block), &total)) return NULL;
    struct scr_arena_block *block = malloc(total);
    if (!block) return NULL;
    *block = (struct scr_arena_block){.size = payload};
    arena->allocated += total;
    if (own && newest) {
        block->older = newest->older;
        newest->older = block;
    } else {
        block->older = newest;
        arena->newest = block;
    }
    return bump(block, bytes);
}

char *scr_arena_copy(struct scr_arena *arena, const char *text, size_t length) {
    size_t bytes;
    if (!scr_add(length, 1, &bytes)) return NULL;
    char *copy = scr_arena_alloc(arena, bytes, 1);
    if (copy && length) memcpy(copy, text, length);
    return copy;
}

char *scr_arena_print(struct scr_arena *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) return NULL;
    char *text = scr_arena_alloc(arena, (size_t)length + 1, 1);
    if (!text) return NULL;
    va_start(arguments, format);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return text;
}

void scr_arena_free(struct scr_arena *arena) {
    for (struct scr_arena_block *block = arena->newest; block;) {
        struct scr_arena_block *older = block->older;
        free(block);
        block = older;
    }
    *arena = (struct scr_arena){0};
}

static size_t larger_capacity(size_t capacity, size_t wanted, size_t least) {
    size_t larger;
    if (!SCR_SPARE || !scr_multiply(capacity, 2, &larger) || larger < wanted) larger = wanted;
    return SCR_SPARE && larger < least ? least : larger;
}

scr_result scr_grow(void *items, size_t *capacity, size_t wanted, size_t size) {
    if (wanted <= *capacity) return scr_done();
    size_t larger = larger_capacity(*capacity, wanted, FIRST_ITEMS), bytes;
    if (!scr_multiply(larger, size, &bytes)) return (scr_result){SCR_MEMORY};
    /* `items` points to a pointer to some object type: copying its bytes avoids reading it through another type. */
    void *old, *moved;
    memcpy(&old, items, sizeof old);
    moved = realloc(old, bytes); /* more than 0: no element has size 0 */
    if (!moved) return (scr_result){SCR_MEMORY};
    memset((char *)moved + *capacity * size, 0, bytes - *capacity * size);
    memcpy(items, &moved, sizeof moved);
    *capacity = larger;
    return scr_done();
}

/* Room for `more` bytes and the NUL. */
static scr_result reserve(struct scr_buffer *buffer, size_t more) {
    size_t wanted;
    if (!scr_add(buffer->length, more, &wanted) || !scr_add(wanted, 1, &wanted)) return (scr_result){SCR_MEMORY};
    if (wanted <= buffer->capacity) return scr_done();
    size_t larger = larger_capacity(buffer->capacity, wanted, FIRST_BYTES);
    uint8_t *data = realloc(buffer->data, larger); /* not scr_grow: a large buffer need not be zeroed */
    if (!data) return (scr_result){SCR_MEMORY};
    buffer->data = data;
    buffer->capacity = larger;
    return scr_done();
}

scr_result scr_buffer_append(struct scr_buffer *buffer, const void *bytes, size_t length) {
    SCR_TRY(reserve(buffer, length));
    if (length) memcpy(buffer->data + buffer->length, bytes, length);
    buffer->length += length;
    buffer->data[buffer->length] = 0;
    return scr_done();
}

scr_result scr_buffer_text(struct scr_buffer *buffer, const char *text) {
    return scr_buffer_append(buffer, text, strlen(text));
}

scr_result scr_buffer_print(struct scr_buffer *buffer, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0) return (scr_result){SCR_MEMORY};
    SCR_TRY(reserve(buffer, (size_t)length));
    va_start(arguments, format);
    vsnprintf((char *)buffer->data + buffer->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    buffer->length += (size_t)length;
    return scr_done();
}

void scr_buffer_free(struct scr_buffer *buffer) {
    free(buffer->data);
    *buffer = (struct scr_buffer){0};
}
