/* command.h: what a command of scrutineer-gen is: a name, its help, and a function. */
#ifndef GEN_COMMAND_H
#define GEN_COMMAND_H

#include "scrutineer/status.h"

struct command_context {
    const char *store_path;
    struct scr_diagnosis *diagnosis;
};

struct command {
    /* usage: the lines of --help. A line "@next|enter" is not printed: what follows is for these subcommands, up to the
     * next such line; a lone "@" is for all again. */
    const char *name, *summary, *usage;
    /* argv[0] is the command's name; --help is dealt with before. */
    scr_result (*run)(const struct command_context *context, int argc, char **argv);
};

extern const struct command command_audit, command_budget, command_commit, command_countersign, command_impact,
    command_import, command_index, command_key, command_noise_key, command_open, command_package, command_reconcile,
    command_release, command_report, command_returns, command_seed, command_tally, command_timestamp, command_tree,
    command_trust;

#endif
