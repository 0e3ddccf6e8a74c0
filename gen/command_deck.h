/* command_deck.h: what the files of the `deck` command share. */
#ifndef GEN_COMMAND_DECK_H
#define GEN_COMMAND_DECK_H

#include "gen/command.h"
#include "gen/deck/produce.h"

extern const struct command command_deck;

SCR_MUST_CHECK scr_result deck_usage_error(const struct command_context *context, const char *words);
SCR_MUST_CHECK scr_result deck_load_election(const struct command_context *context, struct election *election);
/* command_deck_compare.c */
SCR_MUST_CHECK scr_result deck_compare(const struct command_context *context, int argc, char **argv);
/* command_deck_programs.c: --emit-lp */
SCR_MUST_CHECK scr_result deck_emit_programs(const struct command_context *context, const struct election *election,
                                             const struct produce_options *options, const char *out);

#endif
