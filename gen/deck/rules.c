/* rules.c: the built-in rule sets, and reading a rules file. */
#include "gen/deck/rules.h"

#include <jansson.h>
#include <string.h>

#include "scrutineer/file.h"
#include "scrutineer/text.h"

#define RULES_FILE_MOST 65536
#define BLANK_BALLOTS_MOST 1000

static const struct deck_rules built_in[] = {
    {"michigan",
     "MCL 168.798(1); R 168.773 rule 3(10): a vote for each candidate, different totals within a contest, an overvoted "
     "ballot, a blank ballot, a straight-party deck",
     true, OVERVOTE_ALL, 1, true},
    {"votes-for-all", "at least one vote for each candidate", true, OVERVOTE_NONE, 0, false},
    {"none", "no legal minimum", false, OVERVOTE_NONE, 0, false},
};

static bool read_text(const json_t *value, struct scr_arena *arena, const char **text) {
    size_t length = json_string_length(value);
    if (!json_is_string(value) || length > 2000) return false;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)json_string_value(value)[i] < 0x20 || json_string_value(value)[i] == 0x7f) return false;
    *text = scr_arena_copy(arena, json_string_value(value), length);
    return *text;
}

static bool read_rule(struct deck_rules *rules, const char *key, const json_t *value, struct scr_arena *arena) {
    static const char *const overvote[] = {"none", "all", "exact"};
    if (!strcmp(key, "name")) return read_text(value, arena, &rules->name) && *rules->name;
    if (!strcmp(key, "source")) return read_text(value, arena, &rules->source);
    if (!strcmp(key, "each_candidate")) {
        rules->each_candidate = json_is_true(value);
        return json_is_boolean(value);
    }
    if (!strcmp(key, "straight_party")) {
        rules->straight_party = json_is_true(value);
        return json_is_boolean(value);
    }
    if (!strcmp(key, "blank_ballots")) {
        rules->blank_ballots = (unsigned)json_integer_value(value);
        return json_is_integer(value) && json_integer_value(value) >= 0 &&
               json_integer_value(value) <= BLANK_BALLOTS_MOST;
    }
    for (unsigned o = 0; o < 3 && !strcmp(key, "overvote") && json_is_string(value); o++)
        if (!strcmp(json_string_value(value), overvote[o])) {
            rules->overvote = (enum overvote_rule)o;
            return true;
        }
    return false;
}

static scr_result read_rules(json_t *root, const char *shown, struct scr_arena *arena, struct deck_rules *rules,
                             struct scr_diagnosis *diagnosis) {
    const char *key;
    json_t *value;
    scr_result result = scr_done();
    *rules = (struct deck_rules){.name = "", .source = "", .each_candidate = true};
    if (!json_is_object(root)) return scr_refuse(diagnosis, SCR_INPUT, shown, "a rules file holds one JSON object");
    json_object_foreach(root, key, value) {
        struct scr_buffer name = {0};
        if (read_rule(rules, key, value, arena)) continue;
        SCR_TRY(scr_text_terminal(&name, key));
        result =
            scr_refuse(diagnosis, SCR_INPUT, shown,
                       "\"%s\" is not a rule, or its value is not of its kind: name and source (text), each_candidate "
                       "and straight_party (true or false), overvote (none, all or exact), blank_ballots (0 to %d)",
                       (const char *)name.data, BLANK_BALLOTS_MOST);
        scr_buffer_free(&name);
    }
    if (!scr_failed(result) && !*rules->name)
        result = scr_refuse(diagnosis, SCR_INPUT, shown, "the rules need a \"name\"");
    return result;
}

scr_result deck_rules_load(const char *name, struct scr_arena *arena, struct deck_rules *rules,
                           struct scr_diagnosis *diagnosis) {
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
        if (!strcmp(name, built_in[i].name)) {
            *rules = built_in[i];
            return scr_done();
        }
    struct scr_buffer file = {0}, shown = {0};
    scr_result result = scr_text_terminal(&shown, name);
    if (scr_failed(result)) return result;
    const char *place = (const char *)shown.data;
    json_t *root = NULL;
    json_error_t error;
    result = scr_file_read(name, RULES_FILE_MOST, &file, diagnosis);
    if (result.code == SCR_IO)
        scr_note(diagnosis, SCR_IO, place, "no rules of this name are built in: votes-for-all, michigan, none");
    if (scr_failed(result)) goto done;
    root = json_loadb((const char *)file.data, file.length, JSON_REJECT_DUPLICATES, &error);
    if (!root) {
        struct scr_buffer words = {0};
        SCR_TRY_OR(result, scr_text_terminal(&words, error.text), done);
        result = scr_refuse(diagnosis, SCR_INPUT, place, "line %d, column %d: not a JSON rules file: %s", error.line,
                            error.column, (const char *)words.data);
        scr_buffer_free(&words);
        goto done;
    }
    result = read_rules(root, place, arena, rules, diagnosis);
done:
    json_decref(root);
    scr_buffer_free(&file);
    scr_buffer_free(&shown);
    return result;
}
