/* command_tree_mock.c: reads a mock election from the command line. */
#include "gen/command_tree_mock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/command_words.h"
#include "scrutineer/text.h"

#define TRIPLES_MOST 4096
#define NAME_MOST 200

/* The value of a name, which becomes a new candidate when it is not known yet. */
static bool value_of(struct tree_mock *mock, const char *name, size_t length, bool audited, uint8_t *value) {
    if (!length || length > NAME_MOST) return false;
    if (length == 1 && (*name == '-' || (*name == '?' && audited))) {
        *value = *name == '-' ? TREE_MISSING : TREE_NOT_FOUND;
        return true;
    }
    for (unsigned c = 0; c < mock->candidates; c++)
        if (strlen(mock->names[c]) == length && !memcmp(mock->names[c], name, length)) {
            *value = (uint8_t)c;
            return true;
        }
    if (mock->candidates == TREE_CANDIDATES_MOST) return false;
    char *copy = scr_arena_copy(&mock->arena, name, length);
    if (!copy) return false;
    mock->names[mock->candidates] = copy;
    *value = (uint8_t)mock->candidates++;
    return true;
}

bool tree_mock_parse(const char *text, struct tree_mock *mock) {
    for (;;) {
        if (mock->triple_count == TRIPLES_MOST ||
            scr_failed(scr_grow(&mock->triples, &mock->capacity, mock->triple_count + 1, sizeof *mock->triples)))
            return false;
        struct tree_triple *triple = &mock->triples[mock->triple_count];
        size_t reported = strcspn(text, ":,"), audited, count;
        uint64_t number;
        if (text[reported] != ':') return false;
        if (!value_of(mock, text, reported, false, &triple->reported)) return false;
        text += reported + 1;
        audited = strcspn(text, ":,");
        if (text[audited] != ':' || !value_of(mock, text, audited, true, &triple->audited)) return false;
        text += audited + 1;
        count = strcspn(text, ":,");
        if (text[count] == ':' || !scr_count_parse(text, count, TREE_LEAVES_MOST, &number)) return false;
        triple->count = (size_t)number;
        mock->triple_count++;
        if (!text[count]) return mock->candidates > 0;
        text += count + 1;
    }
}

bool tree_mock_plan(const char *name, enum tree_plan_kind *plan) {
    for (int kind = TREE_PLAN_CLASSIC; kind <= TREE_PLAN_RECURSIVE; kind++)
        if (!strcmp(name, tree_plan_name((enum tree_plan_kind)kind))) {
            *plan = (enum tree_plan_kind)kind;
            return true;
        }
    return false;
}

scr_result tree_arity_option(const struct command_context *context, const char *value, unsigned *arity) {
    uint64_t number;
    if (!scr_count_parse(value, strlen(value), TREE_ARITY_MOST, &number) || number < TREE_ARITY_LEAST)
        return tree_usage_error(context, "--arity is 2, 3, 4 or 5");
    *arity = (unsigned)number;
    return scr_done();
}

static scr_result refuse(const struct command_context *context, const char *before, const char *command,
                         const char *behind) {
    char words[120];
    snprintf(words, sizeof words, "%s'%s'%s", before, command, behind);
    return tree_usage_error(context, words);
}

scr_result tree_mock_option(const struct command_context *context, int option, const char *value,
                            struct tree_mock *mock) {
    switch (option) {
    case 't':
        if (!tree_mock_parse(value, mock))
            return tree_usage_error(context,
                                    "--triples is R:A:COUNT,R:A:COUNT,.. with 1 to 63 candidates and names of at most "
                                    "200 bytes");
        return scr_done();
    case 's':
        mock->seed.seed = value;
        mock->seed.seed_length = strlen(value);
        return scr_done();
    case 'a':
        if (tree_arrangement_parse(value, &mock->seed.kind)) return scr_done();
        return tree_usage_error(context, "--arrangement is scrutineer1 or rivest2019");
    case 'p':
        if (tree_mock_plan(value, &mock->plan)) return scr_done();
        return tree_usage_error(context, "--plan is least, classic or recursive");
    default: /* --arity */
        return tree_arity_option(context, value, &mock->arity);
    }
}

scr_result tree_mock_complete(const struct command_context *context, const char *command, const char *more,
                              const struct tree_mock *mock) {
    if (more) return command_surplus(command, more, context->diagnosis);
    if (!mock->triple_count || !mock->seed.seed) return refuse(context, "", command, " needs --triples and --seed");
    return scr_done();
}

void tree_mock_free(struct tree_mock *mock) {
    scr_arena_free(&mock->arena);
    free(mock->triples);
    *mock = (struct tree_mock){0};
}
