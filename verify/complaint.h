/* complaint.h: gathers what one check has to object to, and turns it into exactly one verdict. */
#ifndef VERIFY_COMPLAINT_H
#define VERIFY_COMPLAINT_H

#include "verify/verdict.h"

/* Zero-initialise; complaint_verdict releases it, complaint_free where no verdict is given. Running out of memory is
 * remembered and reported by complaint_verdict. */
struct complaint {
    struct scr_arena names;
    struct scr_buffer text;
    size_t count;
    bool failed;
};

/* One sentence without its full stop. The first three are shown, the others counted. */
void complain(struct complaint *complaint, const char *format, ...) SCR_PRINTF(2, 3);
/* `name` from a file, quoted and escaped for terminals; valid until the complaint is released. */
const char *shown(struct complaint *complaint, const char *name);
/* Adds check `id`: refuted with the complaints, or, if there are none, holding with `format`. */
SCR_MUST_CHECK scr_result complaint_verdict(struct complaint *complaint, struct findings *findings, const char *id,
                                            const char *format, ...) SCR_PRINTF(4, 5);
void complaint_free(struct complaint *complaint);

#endif
