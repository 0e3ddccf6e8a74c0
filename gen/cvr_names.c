/* cvr_names.c: tells contests of one name apart. */
#include "gen/cvr_names.h"

#include <string.h>

#include "scrutineer/text.h"

scr_result cvr_add_contest(const struct cvr_records *records, const char *id, const char *name,
                           struct scr_buffer *out) {
    size_t alike = 0;
    for (size_t i = 0; i < records->contest_count; i++) alike += !strcmp(records->contests[i].name, name);
    SCR_TRY(scr_text_terminal(out, name));
    if (alike < 2) return scr_done();
    SCR_TRY(scr_buffer_text(out, " ["));
    SCR_TRY(scr_text_terminal(out, id));
    return scr_buffer_text(out, "]");
}
