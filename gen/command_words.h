/* command_words.h: a command's options and the words beside them, as a table. */
#ifndef GEN_COMMAND_WORDS_H
#define GEN_COMMAND_WORDS_H

#include <getopt.h>

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

/* Reads argv[1..]. Each option at most once, with a value where it takes one, which does not begin with "--" (a file of
 * such a name is "./--NAME"); SCR_USAGE that names the option otherwise, and for too many words. */
SCR_MUST_CHECK scr_result command_words(const struct command_context *context, const struct command_form *form,
                                        int argc, char **argv);
/* SCR_USAGE: "WORDS; see 'scrutineer-gen NAME --help'". */
SCR_MUST_CHECK scr_result command_usage(const struct command_context *context, const struct command_form *form,
                                        const char *words);
/* The same of argv[1..] for commands that read a table of long options with getopt_long: they call this before, and
 * getopt_long has nothing left to refuse. Options are written in full, and a value that begins with "--" is
 * written --NAME=VALUE. `again` (NULL: none) is the one option that may be given more than once. */
SCR_MUST_CHECK scr_result command_options(const char *name, int argc, char **argv, const struct option *options,
                                          const char *again, struct scr_diagnosis *diagnosis);
/* SCR_USAGE: a word behind the options that the command does not take. */
SCR_MUST_CHECK scr_result command_surplus(const char *name, const char *word, struct scr_diagnosis *diagnosis);
/* What a command cannot do without, "--key" or "a folder", and what was given for it. */
struct command_need {
    const char *what, *given;
};
/* SCR_USAGE that names what of needs[count] is not given (NULL): "--key and --out are missing". */
SCR_MUST_CHECK scr_result command_needs(const char *name, const struct command_need *needs, size_t count,
                                        struct scr_diagnosis *diagnosis);

#endif
