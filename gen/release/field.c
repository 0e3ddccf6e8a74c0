/* field.c: big-endian numbers and length-prefixed texts. */
#include "gen/release/field.h"

#include <string.h>

scr_result release_field_u32(struct scr_buffer *message, uint32_t value) {
    const uint8_t bytes[] = {(uint8_t)(value >> 24), (uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value};
    return scr_buffer_append(message, bytes, sizeof bytes);
}

scr_result release_field_u64(struct scr_buffer *message, uint64_t value) {
    SCR_TRY(release_field_u32(message, (uint32_t)(value >> 32)));
    return release_field_u32(message, (uint32_t)value);
}

scr_result release_field_text(struct scr_buffer *message, const char *text) {
    size_t length = strlen(text);
    SCR_TRY(release_field_u64(message, length));
    return scr_buffer_append(message, text, length);
}
