/* field.h: the fields of hashed messages (specification, section 10.1): U32, U64 and F, appended to a buffer. */
#ifndef GEN_RELEASE_FIELD_H
#define GEN_RELEASE_FIELD_H

#include "scrutineer/bytes.h"

SCR_MUST_CHECK scr_result release_field_u32(struct scr_buffer *message, uint32_t value);
SCR_MUST_CHECK scr_result release_field_u64(struct scr_buffer *message, uint64_t value);
/* F(text): its length as U64, then its bytes. */
SCR_MUST_CHECK scr_result release_field_text(struct scr_buffer *message, const char *text);

#endif
