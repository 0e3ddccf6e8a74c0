/* command_tree.h: what the files of the `tree` command share. */
#ifndef GEN_COMMAND_TREE_H
#define GEN_COMMAND_TREE_H

#include "gen/command.h"

SCR_MUST_CHECK scr_result tree_usage_error(const struct command_context *context, const char *words);
/* argv[0] is the subcommand's name. */
SCR_MUST_CHECK scr_result tree_odds(const struct command_context *context, int argc, char **argv);
SCR_MUST_CHECK scr_result tree_simulation(const struct command_context *context, int argc, char **argv);
SCR_MUST_CHECK scr_result tree_publish(const struct command_context *context, int argc, char **argv);
SCR_MUST_CHECK scr_result tree_drawing(const struct command_context *context, int argc, char **argv);

#endif
