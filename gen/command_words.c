/* command_words.c: reads the options and words of a command. */
#include "gen/command_words.h"

#include <stdint.h>
#include <string.h>

#include "scrutineer/bytes.h"

static scr_result refuse(const char *name, struct scr_diagnosis *diagnosis, const char *before, const char *word,
                         const char *behind) {
    return scr_refuse(diagnosis, SCR_USAGE, name, "%s%s%s; see 'scrutineer-gen %.*s --help'", before, word, behind,
                      (int)strcspn(name, " "), name);
}

scr_result command_usage(const struct command_context *context, const struct command_form *form, const char *words) {
    return refuse(form->name, context->diagnosis, "", "", words);
}

scr_result command_surplus(const char *name, const char *word, struct scr_diagnosis *diagnosis) {
    return refuse(name, diagnosis, "'", word, "' is one word more than it takes");
}

/* The value of `option`, which is without its hyphens, is the next word, which may not be there (NULL). */
static scr_result take_value(const char *name, const char *option, const char *next, struct scr_diagnosis *diagnosis) {
    if (!next) return refuse(name, diagnosis, "--", option, " needs a value behind it");
    if (strncmp(next, "--", 2) != 0) return scr_done();
    return refuse(name, diagnosis, "--", option, " needs a value behind it, and another option stands there");
}

static scr_result read_option(const struct command_context *context, const struct command_form *form, int argc,
                              char **argv, int *at) {
    const char *given = argv[*at];
    size_t i = 0;
    while (i < form->option_count && strcmp(given, form->options[i].name) != 0) i++;
    if (i == form->option_count) return refuse(form->name, context->diagnosis, "there is no option ", given, "");
    const struct command_option *option = &form->options[i];
    if (option->flag ? *option->flag : *option->value != NULL)
        return refuse(form->name, context->diagnosis, "", given, " is given twice");
    if (option->flag) {
        *option->flag = true;
        return scr_done();
    }
    SCR_TRY(take_value(form->name, given + 2, ++*at < argc ? argv[*at] : NULL, context->diagnosis));
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
            return command_surplus(form->name, argv[i], context->diagnosis);
        else
            form->words[words++] = argv[i];
    }
    return scr_done();
}

/* The option that `given` names in full; -1 for none. */
static int find(const struct option *options, const char *given) {
    const size_t length = strcspn(given, "=");
    for (int i = 0; options[i].name; i++)
        if (!strncmp(options[i].name, given, length) && !options[i].name[length]) return i;
    return -1;
}

scr_result command_options(const char *name, int argc, char **argv, const struct option *options, const char *again,
                           struct scr_diagnosis *diagnosis) {
    uint64_t seen = 0; /* of no table are there 64 */
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        const char *given = argv[i];
        if (given[0] != '-' || !given[1]) continue;
        const int at = given[1] == '-' ? find(options, given + 2) : -1;
        const char *value = strchr(given, '=');
        if (at < 0) return refuse(name, diagnosis, "there is no option ", given, "");
        const struct option *option = &options[at];
        if (seen >> at & 1 && (!again || strcmp(again, option->name) != 0))
            return refuse(name, diagnosis, "--", option->name, " is given twice");
        seen |= UINT64_C(1) << at;
        if (value && option->has_arg == no_argument)
            return refuse(name, diagnosis, "--", option->name, " takes no value");
        if (value || option->has_arg == no_argument) continue;
        SCR_TRY(take_value(name, option->name, ++i < argc ? argv[i] : NULL, diagnosis));
    }
    return scr_done();
}

scr_result command_needs(const char *name, const struct command_need *needs, size_t count,
                         struct scr_diagnosis *diagnosis) {
    struct scr_buffer words = {0};
    size_t missing = 0, said = 0;
    scr_result result = scr_done();
    for (size_t i = 0; i < count; i++) missing += !needs[i].given;
    for (size_t i = 0; i < count && !scr_failed(result); i++) {
        if (needs[i].given) continue;
        result = scr_buffer_print(&words, "%s%s", !said ? "" : said + 1 == missing ? " and " : ", ", needs[i].what);
        said++;
    }
    if (missing && !scr_failed(result))
        result = refuse(name, diagnosis, "", (const char *)words.data, missing == 1 ? " is missing" : " are missing");
    scr_buffer_free(&words);
    return result;
}
