/* say.h: words for people that several commands about packages share: paths in command lines to copy. */
#ifndef GEN_PACKAGE_SAY_H
#define GEN_PACKAGE_SAY_H

#include "scrutineer/bytes.h"

/* "FOLDER/NAME", without a second slash; "" when memory is short. */
const char *say_path(struct scr_arena *arena, const char *folder, const char *name);
/* The same, safe to show: for messages. */
const char *say_inside(struct scr_arena *arena, const char *folder, const char *name);
/* A word as a shell takes it: as it is, or in single quotes; "..." for what holds characters that no terminal shows. */
const char *say_word(struct scr_arena *arena, const char *word);
/* What makes provable at which moment the artifact at `path`, just written, existed: words for people, and the two
 * commands as a member of a JSON object, ", \"provable\": [..]". */
SCR_MUST_CHECK scr_result say_provable(const char *path, struct scr_buffer *out);
SCR_MUST_CHECK scr_result say_provable_json(const char *path, struct scr_buffer *out);
/* The line that sends a request to an authority and keeps its answer; both as words of a shell. */
void say_curl(const char *request, const char *answer);

#endif
