/* command_words.h: a command's options and the words beside them, as a table. */
#ifndef GEN_COMMAND_WORDS_H
#define GEN_COMMAND_WORDS_H

#include "gen/command.h"

/* An option with a value ("--key FILE"), or a flag ("--json"): exactly one of the two targets is set. */
struct command_option {
    const char *name, **value;
    bool *flag;
};

/* What a command takes; `name` stands in messages and in the pointer to --help. */
struct command_form {
    const char *name;
    const struct command_option *options;
    size_t option_count;
    const char **words; /* [words_most], filled in order; what is not given stays as it is */
    size_t words_most;
};

/* Reads argv[1..]. Each option at most once; SCR_USAGE otherwise, and for unknown options and too many words. */
SCR_MUST_CHECK scr_result command_words(const struct command_context *context, const struct command_form *form,
                                        int argc, char **argv);
/* SCR_USAGE: "WORDS; see 'scrutineer-gen NAME --help'". */
SCR_MUST_CHECK scr_result command_usage(const struct command_context *context, const struct command_form *form,
                                        const char *words);

#endif
