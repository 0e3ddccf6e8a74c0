/* cvr_chunk.c: packing and unpacking the columns of a chunk, and the temporary file they wait in. */
#include "cvr_chunk.h"

#include <string.h>

scr_result cvr_put(struct scr_buffer *out, uint64_t value) {
    uint8_t bytes[10]; /* 64 bits, seven a byte */
    size_t count = 0;
    do {
        bytes[count] = (uint8_t)(value & 0x7F);
        value >>= 7;
        if (value) bytes[count] |= 0x80;
        count++;
    } while (value);
    return scr_buffer_append(out, bytes, count);
}

scr_result cvr_put_id(struct scr_buffer *out, struct scr_buffer *last, const char *id, size_t length) {
    size_t shared = 0;
    while (shared < length && shared < last->length && last->data[shared] == (uint8_t)id[shared]) shared++;
    SCR_TRY(cvr_put(out, shared));
    SCR_TRY(cvr_put(out, length - shared));
    last->length = shared;
    if (length > shared) {
        SCR_TRY(scr_buffer_append(out, id + shared, length - shared));
        SCR_TRY(scr_buffer_append(last, id + shared, length - shared));
    }
    return scr_done();
}

bool cvr_take(struct cvr_unpacking *from, uint64_t most, uint64_t *value) {
    uint64_t result = 0;
    for (unsigned shift = 0; shift < 63 && from->at < from->end; shift += 7) {
        uint8_t byte = *from->at++;
        result |= (uint64_t)(byte & 0x7F) << shift;
        if (!(byte & 0x80)) {
            *value = result;
            return result <= most;
        }
    }
    return false;
}

bool cvr_take_id(struct cvr_unpacking *from, char text[static CVR_ID_MOST + 1]) {
    uint64_t shared, rest;
    if (!cvr_take(from, strlen(text), &shared) || !cvr_take(from, CVR_ID_MOST - shared, &rest) ||
        rest > (uint64_t)(from->end - from->at) || memchr(from->at, 0, rest))
        return false;
    memcpy(text + shared, from->at, rest);
    text[shared + rest] = 0;
    from->at += rest;
    return true;
}

static scr_result refuse(struct scr_diagnosis *diagnosis, const char *what) {
    return scr_refuse(diagnosis, SCR_IO, "the temporary folder",
                      "the ballots could not be %s a temporary file; is there room?", what);
}

scr_result cvr_spool_write(FILE *spool, size_t chunk, size_t contest, size_t ballots, const struct scr_buffer *bytes,
                           struct scr_diagnosis *diagnosis) {
    const size_t head[4] = {chunk, contest, ballots, bytes->length};
    if (fwrite(head, sizeof head, 1, spool) == 1 &&
        (!bytes->length || fwrite(bytes->data, bytes->length, 1, spool) == 1))
        return scr_done();
    return refuse(diagnosis, "written to");
}

scr_result cvr_spool_read(FILE *spool, struct cvr_column *column, bool *more, struct scr_diagnosis *diagnosis) {
    size_t head[4];
    *more = fread(head, sizeof head, 1, spool) == 1;
    if (!*more) return ferror(spool) ? refuse(diagnosis, "read from") : scr_done();
    column->chunk = head[0];
    column->contest = head[1];
    column->ballots = head[2];
    SCR_TRY(scr_grow(&column->bytes.data, &column->bytes.capacity, head[3], 1));
    column->bytes.length = head[3];
    if (head[3] && fread(column->bytes.data, head[3], 1, spool) != 1) return refuse(diagnosis, "read from");
    return scr_done();
}
