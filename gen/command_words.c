/* command_words.c: reads the options and words of a command. */
#include "gen/command_words.h"

#include <string.h>

scr_result command_usage(const struct command_context *context, const struct command_form *form, const char *words) {
    return scr_refuse(context->diagnosis, SCR_USAGE, form->name, "%s; see 'scrutineer-gen %.*s --help'", words,
                      (int)strcspn(form->name, " "), form->name);
}

static scr_result read_option(const struct command_context *context, const struct command_form *form, int argc,
                              char **argv, int *at) {
    size_t i = 0;
    while (i < form->option_count && strcmp(argv[*at], form->options[i].name) != 0) i++;
    if (i == form->option_count) return command_usage(context, form, "there is an unknown option");
    const struct command_option *option = &form->options[i];
    if (option->flag ? *option->flag : *option->value != NULL)
        return command_usage(context, form, "an option is given twice");
    if (option->flag) {
        *option->flag = true;
        return scr_done();
    }
    if (++*at == argc) return command_usage(context, form, "the last option lacks its value");
    *option->value = argv[*at];
    return scr_done();
}

scr_result command_words(const struct command_context *context, const struct command_form *form, int argc,
                         char **argv) {
    size_t words = 0;
    for (int i = 1; i < argc; i++) {
        if (argv[i][0] == '-')
            SCR_TRY(read_option(context, form, argc, argv, &i));
        else if (words == form->words_most)
            return command_usage(context, form, "there are more words than it takes");
        else
            form->words[words++] = argv[i];
    }
    return scr_done();
}
