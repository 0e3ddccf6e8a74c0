/* command_past.h: warnings of seeds that somebody may know already, of dice thrown before their time, and of dates that
 * are far from the clock's. */
#ifndef GEN_COMMAND_PAST_H
#define GEN_COMMAND_PAST_H

#include "gen/command.h"
#include "gen/commit/commitment.h"

/* *past: the source has a time, and it is not after SOURCE_DATE_EPOCH, or now. SCR_USAGE when that is no number. */
SCR_MUST_CHECK scr_result command_time_past(const struct command_context *context, const struct seed_source *source,
                                            bool *past);
/* One line on stderr, for what was made nevertheless. */
void command_warn_past(const struct seed_source *source);
/* One line on stderr: the seed is recorded before the time at which its dice were to be thrown. */
void command_warn_early(const struct seed_source *source);
/* One line on stderr when `date`, which "PACKAGE: warning: the package" (`what`) bears, is more than one day from
 * today; `danger` is said before that no later package may bear an earlier date. What was made can still be removed. */
void command_warn_far(const char *what, const char *date, const char *danger);

#endif
