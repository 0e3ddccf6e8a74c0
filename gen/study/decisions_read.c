/* decisions_read.c: reads a rules file of decisions, in JSON; nothing in it is believed before it is checked. */
#include <jansson.h>
#include <string.h>

#include "gen/release/split.h"
#include "gen/study/study.h"
#include "scrutineer/file.h"
#include "scrutineer/text.h"

#define TEXT_MOST 1000

struct reading {
    const char *shown;
    const struct study_table *table;
    struct scr_arena *arena;
    struct scr_diagnosis *diagnosis;
    struct study_decisions *decisions;
    struct study_rule *rules;
    size_t number, problems; /* of the rule being read, from 1; 0: the file as a whole */
    struct study_rule *rule;
    unsigned seen;   /* keys of the rule, a bit each */
    const char *has; /* "; they have "A", "B"": the first options of the table, made safe */
};

/* `name`, from the file, stands between quotes after the words; NULL: none. */
static void problem(struct reading *r, const char *words, const char *name, const char *after) {
    struct scr_buffer text = {0};
    scr_result result = scr_buffer_print(&text, "%s%s", words, name ? " " : "");
    r->problems++;
    if (!scr_failed(result) && name) result = scr_text_quoted(&text, name);
    if (!scr_failed(result)) result = scr_buffer_text(&text, after);
    const char *said = scr_failed(result) ? words : (const char *)text.data;
    if (r->number) {
        const char *place = scr_arena_print(r->arena, "%s, rule %zu", r->shown, r->number);
        scr_note(r->diagnosis, SCR_INPUT, place ? place : r->shown, "%s", said);
    } else
        scr_note(r->diagnosis, SCR_INPUT, r->shown, "%s", said);
    scr_buffer_free(&text);
}

/* Of 1 to TEXT_MOST bytes without control characters; NULL otherwise. */
static const char *plain_text(const json_t *value) {
    const char *text = json_string_value(value);
    size_t length = json_string_length(value);
    if (!text || !length || length > TEXT_MOST) return NULL;
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f) return NULL;
    return text;
}

static scr_result take_text(struct reading *r, const char *key, const json_t *value, const char **into) {
    const char *text = plain_text(value);
    if (!text)
        problem(r, "give 1 to 1000 characters, none of them a control character, as", key, "");
    else if (!(*into = scr_arena_copy(r->arena, text, strlen(text))))
        return (scr_result){SCR_MEMORY};
    return scr_done();
}

static scr_result take_options(struct reading *r, const char *key, const json_t *value, bool **into) {
    uint32_t options = r->table->option_count;
    if (!json_is_array(value) || !json_array_size(value)) {
        problem(r, "a list of the table's options is wanted for", key, "");
        return scr_done();
    }
    if (!(*into = scr_arena_alloc(r->arena, options, sizeof **into))) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < json_array_size(value); i++) {
        const char *name = plain_text(json_array_get(value, i));
        uint32_t o = 0;
        while (name && o < options && strcmp(r->table->options[o], name) != 0) o++;
        if (!name)
            problem(r, "what is no name of an option stands in", key, "");
        else if (o == options)
            problem(r, "the counts have no option", name, r->has);
        else if ((*into)[o])
            problem(r, "an option is named twice:", name, "");
        else
            (*into)[o] = true;
    }
    return scr_done();
}

static scr_result take_of(struct reading *r, const json_t *value) {
    const char *word = json_string_value(value);
    struct study_rule *rule = r->rule;
    if (!word) return take_options(r, "of", value, &rule->of);
    rule->of_known = !strcmp(word, "known");
    if (rule->of_known && !r->decisions->known)
        problem(r, "\"of\": \"known\" goes with --known FILE, which holds those numbers", NULL, "");
    if (!rule->of_known && strcmp(word, "all") != 0)
        problem(r, "give \"all\", \"known\" or a list of options as", "of", "");
    return scr_done();
}

/* "20%", "1/5", "0.2": above 0, at most 1. */
static scr_result take_threshold(struct reading *r, const json_t *value) {
    const char *given = plain_text(value);
    struct release_fraction fraction = {0, 1};
    char *text = scr_arena_copy(r->arena, given ? given : "", given ? strlen(given) : 0);
    if (!text) return (scr_result){SCR_MEMORY};
    size_t length = strlen(text);
    bool percent = length && text[length - 1] == '%';
    if (percent) text[length - 1] = 0;
    bool good = release_fraction_parse(text, &fraction);
    if (good && percent)
        good = !scr_failed(release_fraction_set(&fraction, fraction.p, (release_wide)fraction.q * 100));
    if (!good || fraction.p <= 0 || fraction.p > fraction.q || fraction.q > 1000000000)
        problem(
            r,
            "give a text above 0 and up to 100 %, such as \"20%\", \"1/5\" or \"0.2\", in lowest terms up to 10^9, as",
            "threshold", "");
    r->rule->threshold = fraction;
    return scr_done();
}

static void take_level(struct reading *r, const json_t *value) {
    const char *word = json_string_value(value);
    const struct study_table *table = r->table;
    uint32_t l = 0;
    r->rule->by_district = word && !strcmp(word, "districts");
    if (r->rule->by_district) {
        if (!r->decisions->divided)
            problem(r, "\"level\": \"districts\" goes with --districts FILE, which says what they are", NULL, "");
        return;
    }
    while (word && l < table->tree.levels && strcmp(word, table->level_names[l]) != 0) l++;
    if (word && !strcmp(word, "top")) l = 0;
    if (!word)
        problem(r, "the name of a level, \"top\" or \"districts\" is wanted for", "level", "");
    else if (l == table->tree.levels)
        problem(r, "the counts have no level", word, "");
    else
        r->rule->level = l;
}

static void take_votes(struct reading *r, const json_t *value) {
    r->rule->votes = json_integer_value(value);
    r->rule->by_votes = true;
    if (!json_is_integer(value) || r->rule->votes < 0 || r->rule->votes > STUDY_SIGNATURES_MOST)
        problem(r, "give a whole number from 0 to 2^40 as", "votes", "");
}

static void take_word(struct reading *r, const char *key, const json_t *value, const char *const *words, unsigned *at) {
    const char *given = json_string_value(value);
    for (*at = 0; given && *at < 3 && strcmp(given, words[*at]) != 0;) ++*at;
    if (given && *at < 3) return;
    *at = 0;
    const char *all = scr_arena_print(r->arena, "one of %s, %s, %s is wanted for", words[0], words[1], words[2]);
    problem(r, all ? all : "another word is wanted for", key, "");
}

enum key { NAME, SOURCE, KIND, LEVEL, PART, OPTIONS, OF, THRESHOLD, STRICT, VOTES, ROUNDING, SIGNATURES, KEYS };
static const char *const keys[KEYS] = {"name", "source",    "kind",   "level", "part",     "options",
                                       "of",   "threshold", "strict", "votes", "rounding", "signatures"};
#define BIT(key) (1u << (key))

static scr_result take_key(struct reading *r, enum key key, const json_t *value) {
    static const char *const kinds[] = {"share-threshold", "recount-margin", "petition-quota"};
    static const char *const roundings[] = {"up", "down", "nearest"};
    struct study_rule *rule = r->rule;
    unsigned word;
    switch (key) {
    case NAME:
        return take_text(r, "name", value, &rule->name);
    case SOURCE:
        return take_text(r, "source", value, &rule->source);
    case KIND:
        take_word(r, "kind", value, kinds, &word);
        rule->kind = (enum study_rule_kind)word;
        return scr_done();
    case LEVEL:
        take_level(r, value);
        return scr_done();
    case PART:
    case OPTIONS:
        return take_options(r, keys[key], value, &rule->part);
    case OF:
        return take_of(r, value);
    case THRESHOLD:
        return take_threshold(r, value);
    case STRICT:
        rule->strict = json_is_true(value);
        if (!json_is_boolean(value)) problem(r, "true or false is wanted for", "strict", "");
        return scr_done();
    case VOTES:
        take_votes(r, value);
        return scr_done();
    case ROUNDING:
        take_word(r, "rounding", value, roundings, &word);
        rule->rounding = (enum study_rounding)word;
        return scr_done();
    case SIGNATURES: /* needs the level: later */
    case KEYS:
        break;
    }
    return scr_done();
}

/* Keys that a kind needs, and others that it takes. */
static void check_keys(struct reading *r) {
    static const struct {
        unsigned needed, taken;
    } kinds[] = {[STUDY_SHARE] = {BIT(LEVEL) | BIT(PART) | BIT(THRESHOLD) | BIT(STRICT), BIT(OF)},
                 [STUDY_RECOUNT] = {0, BIT(LEVEL) | BIT(OPTIONS) | BIT(OF) | BIT(THRESHOLD) | BIT(VOTES) | BIT(STRICT)},
                 [STUDY_QUOTA] = {BIT(LEVEL) | BIT(THRESHOLD) | BIT(ROUNDING), BIT(OF) | BIT(SIGNATURES)}};
    const unsigned always = BIT(NAME) | BIT(KIND), needed = kinds[r->rule->kind].needed | always;
    for (unsigned k = 0; k < KEYS; k++) {
        if ((needed & BIT(k)) && !(r->seen & BIT(k))) problem(r, "this rule needs", keys[k], "");
        if (((needed | kinds[r->rule->kind].taken | BIT(SOURCE)) & BIT(k)) == 0 && (r->seen & BIT(k)))
            problem(r, "a rule of this kind does not take", keys[k], "");
    }
    if (r->rule->kind != STUDY_RECOUNT) return;
    if (!(r->seen & BIT(VOTES)) == !(r->seen & BIT(THRESHOLD)))
        problem(r, "a recount needs either \"votes\" or \"threshold\"", NULL, "");
    if ((r->seen & BIT(VOTES)) && (r->seen & BIT(OF)))
        problem(r, "\"of\" goes with \"threshold\", not \"votes\"", NULL, "");
}

/* What is left out: all options; a recount's share is of the options that it compares. */
static scr_result settle_options(struct reading *r) {
    struct study_rule *rule = r->rule;
    uint32_t options = r->table->option_count, compared = 0;
    if (rule->kind == STUDY_RECOUNT && !rule->part) {
        if (!(rule->part = scr_arena_alloc(r->arena, options, sizeof *rule->part))) return (scr_result){SCR_MEMORY};
        memset(rule->part, true, options * sizeof *rule->part);
    }
    for (uint32_t o = 0; rule->part && o < options; o++) compared += rule->part[o];
    if (rule->kind == STUDY_RECOUNT && compared < 2) problem(r, "a recount compares two options at least", NULL, "");
    if (rule->of || rule->of_known) return scr_done();
    if (!(rule->of = scr_arena_alloc(r->arena, options, sizeof *rule->of))) return (scr_result){SCR_MEMORY};
    for (uint32_t o = 0; o < options; o++)
        rule->of[o] = rule->kind != STUDY_RECOUNT || (r->seen & BIT(OF)) || (rule->part && rule->part[o]);
    return scr_done();
}

static uint32_t find_unit(const struct reading *r, const struct study_leaf_index *index, const char *name) {
    const struct study_districts *divided = r->decisions->divided;
    uint32_t first = r->table->tree.level_begin[r->rule->level];
    if (!r->rule->by_district) {
        uint32_t unit = study_leaf_find(index, name);
        return unit < STUDY_SEVERAL_LEAVES ? unit - first : unit;
    }
    for (uint32_t d = 0; d < divided->count; d++)
        if (!strcmp(divided->names[d], name)) return d;
    return STUDY_NO_LEAF;
}

static bool take_number(struct reading *r, const json_t *value, int64_t *number) {
    *number = json_integer_value(value);
    bool good = json_is_integer(value) && *number >= 0 && *number <= STUDY_SIGNATURES_MOST;
    if (!good) problem(r, "give whole numbers from 0 to 2^40 as", "signatures", "");
    return good;
}

static void take_each(struct reading *r, json_t *value, const struct study_leaf_index *index) {
    const char *name;
    json_t *entry;
    json_object_foreach(value, name, entry) {
        uint32_t unit = find_unit(r, index, name);
        if (unit == STUDY_SEVERAL_LEAVES)
            problem(r, "write the units above it before it, with / between: several units are called", name, "");
        else if (unit == STUDY_NO_LEAF)
            problem(r, "there is no unit", name, " on this level");
        else if (r->rule->signatures[unit] >= 0)
            problem(r, "a unit is named twice:", name, "");
        else if (!take_number(r, entry, &r->rule->signatures[unit]))
            return;
    }
}

/* One number for every unit, or an object of numbers by unit. */
static scr_result take_signatures(struct reading *r, json_t *value) {
    struct study_leaf_index index = {0};
    uint32_t units = study_rule_units(r->table, r->decisions, r->rule);
    int64_t all = -1;
    if (!json_is_object(value) && !take_number(r, value, &all)) return scr_done();
    if (!(r->rule->signatures = scr_arena_alloc(r->arena, units, sizeof *r->rule->signatures)))
        return (scr_result){SCR_MEMORY};
    for (uint32_t u = 0; u < units; u++) r->rule->signatures[u] = all;
    if (!json_is_object(value)) return scr_done();
    if (!json_object_size(value)) problem(r, "no unit is named in", "signatures", "");
    scr_result result = r->rule->by_district ? scr_done() : study_level_index_make(r->table, r->rule->level, &index);
    if (!scr_failed(result)) take_each(r, value, &index);
    study_leaf_index_free(&index);
    return result;
}

static scr_result read_rule(struct reading *r, json_t *json) {
    const char *name;
    json_t *value;
    size_t before = r->problems;
    *r->rule = (struct study_rule){.source = ""};
    r->seen = 0;
    if (!json_is_object(json)) {
        problem(r, "a rule is a JSON object", NULL, "");
        return scr_done();
    }
    json_object_foreach(json, name, value) {
        unsigned key = 0;
        while (key < KEYS && strcmp(keys[key], name) != 0) key++;
        if (key == KEYS) {
            problem(r, "a rule has no", name, "; see 'scrutineer-gen release --help'");
            continue;
        }
        r->seen |= BIT(key);
        SCR_TRY(take_key(r, (enum key)key, value));
    }
    check_keys(r);
    if (r->problems == before) SCR_TRY(settle_options(r));
    value = json_object_get(json, "signatures");
    if (r->problems == before && value) SCR_TRY(take_signatures(r, value));
    for (struct study_rule *other = r->rules; other < r->rule && r->rule->name; other++)
        if (other->name && !strcmp(other->name, r->rule->name))
            problem(r, "two rules have the name", r->rule->name, "");
    return scr_done();
}

static scr_result list_options(struct reading *r) {
    enum { LISTED = 8 };
    struct scr_buffer text = {0};
    scr_result result = scr_buffer_text(&text, "; they have ");
    for (uint32_t o = 0; o < r->table->option_count && o < LISTED && !scr_failed(result); o++) {
        if (o) result = scr_buffer_text(&text, ", ");
        if (!scr_failed(result)) result = scr_text_quoted(&text, r->table->options[o]);
    }
    if (!scr_failed(result) && r->table->option_count > LISTED) result = scr_buffer_text(&text, " and others");
    if (!scr_failed(result) && !(r->has = scr_arena_copy(r->arena, (const char *)text.data, text.length)))
        result = (scr_result){SCR_MEMORY};
    scr_buffer_free(&text);
    return result;
}

static scr_result read_rules(struct reading *r, json_t *root) {
    json_t *list = json_object_get(root, "rules");
    size_t count = json_array_size(list);
    if (!json_is_array(list) || json_object_size(root) != 1 || !count || count > STUDY_RULES_MOST) {
        problem(r, "a rules file is a JSON object with one member, \"rules\": a list of 1 to 16 rules", NULL, "");
        return (scr_result){SCR_INPUT};
    }
    SCR_TRY(list_options(r));
    r->rules = scr_arena_alloc(r->arena, count, sizeof *r->rules);
    if (!r->rules) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) {
        r->rule = &r->rules[i];
        r->number = i + 1;
        SCR_TRY(read_rule(r, json_array_get(list, i)));
    }
    r->decisions->rules = r->rules;
    r->decisions->count = count;
    return r->problems ? (scr_result){SCR_INPUT} : scr_done();
}

scr_result study_decisions_read(const char *path, const char *shown, const struct study_table *table,
                                const struct study_districts *districts, const int64_t *known, struct scr_arena *arena,
                                struct study_decisions *decisions, struct scr_diagnosis *diagnosis) {
    struct reading r = {.shown = shown, .table = table, .arena = arena, .diagnosis = diagnosis, .decisions = decisions};
    struct scr_buffer file = {0}, words = {0};
    json_error_t error;
    decisions->known = known;
    decisions->divided = districts;
    scr_result result = scr_file_read(path, STUDY_RULES_FILE_MOST, &file, diagnosis);
    if (scr_failed(result)) return result;
    json_t *root = json_loadb((const char *)file.data, file.length, JSON_REJECT_DUPLICATES, &error);
    if (root)
        result = read_rules(&r, root);
    else if (!scr_failed(result = scr_text_terminal(&words, error.text)))
        result = scr_refuse(diagnosis, SCR_INPUT, shown, "line %d, column %d: not a JSON rules file: %s", error.line,
                            error.column, (const char *)words.data);
    json_decref(root);
    scr_buffer_free(&file);
    scr_buffer_free(&words);
    return result;
}
