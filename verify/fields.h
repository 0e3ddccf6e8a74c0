/* fields.h: the parts of which what is hashed is put together: F and U32 of section 10.1 of the specification. */
#ifndef VERIFY_FIELDS_H
#define VERIFY_FIELDS_H

#include "scrutineer/hash.h"

/* F: the length in 8 bytes, then the bytes of the text. */
SCR_MUST_CHECK scr_result field_text(struct scr_hasher *hasher, const char *text);
/* U32: 4 bytes; callers' numbers fit. */
SCR_MUST_CHECK scr_result field_u32(struct scr_hasher *hasher, uint64_t value);

#endif
