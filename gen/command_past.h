/* command_past.h: a warning of seeds that somebody may know already. */
#ifndef GEN_COMMAND_PAST_H
#define GEN_COMMAND_PAST_H

#include "gen/command.h"
#include "gen/commit/commitment.h"

/* *past: the source has a time, and it is not after SOURCE_DATE_EPOCH, or now. SCR_USAGE when that is no number. */
SCR_MUST_CHECK scr_result command_time_past(const struct command_context *context, const struct seed_source *source,
                                            bool *past);
/* One line on stderr, for what was made nevertheless. */
void command_warn_past(const struct seed_source *source);

#endif
