/* command_tree_mock.c: reads a mock election from the command line. */
#include "gen/command_tree_mock.h"

#include <stdlib.h>
#include <string.h>

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

void tree_mock_free(struct tree_mock *mock) {
    scr_arena_free(&mock->arena);
    free(mock->triples);
    *mock = (struct tree_mock){0};
}
