/* fields.c: fields with their length before them, and numbers with the most significant byte first. */
#include "verify/fields.h"

#include <string.h>

scr_result field_u32(struct scr_hasher *hasher, uint64_t value) {
    const uint8_t bytes[4] = {(uint8_t)(value >> 24), (uint8_t)(value >> 16), (uint8_t)(value >> 8), (uint8_t)value};
    return scr_hasher_add(hasher, bytes, sizeof bytes);
}

scr_result field_text(struct scr_hasher *hasher, const char *text) {
    uint64_t length = strlen(text);
    SCR_TRY(field_u32(hasher, length >> 32));
    SCR_TRY(field_u32(hasher, length & UINT32_MAX));
    return scr_hasher_add(hasher, text, (size_t)length);
}
