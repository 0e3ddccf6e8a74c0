/* typed.h: names, places and reasons that a person types and that artifacts then hold: one rule for all of them. */
#ifndef GEN_TYPED_H
#define GEN_TYPED_H

#include "scrutineer/bytes.h"

/* SCR_USAGE, with `option` ("--owner") as the place, unless `text` is 1 to 2,000 bytes of UTF-8 on one line that begins
 * and ends with no blank, and has something to be seen, no control characters, and none that turn the direction of
 * writing or end a line or paragraph (U+2028 to U+202E, U+2066 to U+2069). Says what is wrong, and where. */
SCR_MUST_CHECK scr_result typed_check(const char *option, const char *text, struct scr_diagnosis *diagnosis);
/* The same for the election that --election, --election-name, --election-date and --jurisdiction name, in this order:
 * NULL where one is not given; the last two may be empty. The others go with --election. */
SCR_MUST_CHECK scr_result typed_election(const char *const texts[static 4], struct scr_diagnosis *diagnosis);

#endif
