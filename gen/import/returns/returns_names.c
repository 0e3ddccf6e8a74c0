/* returns_names.c: from the names in a row of returns to unit, contest and option; what labels mean. */
#include <string.h>

#include "../cvr/cvr_format.h"
#include "returns_builder.h"

#define IS_ONE_OF(letters, words) returns_is_one_of(letters, words, sizeof(words) / sizeof *(words))

static bool is_total(struct csv_field name) {
    static const char *const words[] = {"total", "totals", "countytotal", "countytotals", "grandtotal", "statetotal"};
    char letters[24];
    returns_letters(name.text, name.length, letters, sizeof letters);
    return name.length < sizeof letters && IS_ONE_OF(letters, words);
}

scr_result returns_unit_below(struct returns_builder *builder, size_t parent, enum returns_level level,
                              const char *name, size_t *unit) {
    struct scr_buffer *key = &builder->key;
    key->length = 0;
    SCR_TRY(scr_buffer_print(key, "%zu/%d/%s", parent, (int)level, name));
    if (name_index_find(&builder->unit_names, (const char *)key->data, key->length, unit)) return scr_done();
    if (builder->unit_count == RETURNS_UNITS_MOST) {
        builder_problem(&builder->base, (struct import_place){0}, "there are more than %d reporting units",
                        RETURNS_UNITS_MOST);
        return (scr_result){SCR_LIMIT};
    }
    SCR_TRY(scr_grow(&builder->units, &builder->unit_capacity, builder->unit_count + 1, sizeof *builder->units));
    const char *kept = scr_arena_copy(&builder->base.arena, (const char *)key->data, key->length);
    if (!kept) return (scr_result){SCR_MEMORY};
    *unit = builder->unit_count;
    builder->units[builder->unit_count++] =
        (struct returns_unit){.name = name,
                              .parent = parent,
                              .level = level,
                              .apart = level == RETURNS_PRECINCT && !strcmp(name, "[Jurisdiction-wide]"),
                              .ballots = RETURNS_UNKNOWN,
                              .registered = RETURNS_UNKNOWN};
    return name_index_add(&builder->unit_names, kept, key->length, *unit, NULL);
}

static const char *const level_words[RETURNS_LEVELS - 1] = {"state", "county", "municipality", "precinct"};

static scr_result chain(struct returns_builder *builder, struct import_place place, const struct csv_field *names,
                        size_t *unit) {
    size_t at = 0;
    for (size_t i = 0; i < RETURNS_LEVELS - 1; i++) {
        const char *clean;
        if (!names[i].length || is_total(names[i])) continue;
        SCR_TRY(builder_text(&builder->base, place, level_words[i], names[i].text, names[i].length, true, &clean));
        if (!*clean) {
            *unit = RETURNS_NONE;
            return scr_done();
        }
        SCR_TRY(returns_unit_below(builder, at, (enum returns_level)(i + 1), clean, &at));
    }
    *unit = at;
    return scr_done();
}

scr_result returns_unit(struct returns_builder *builder, struct import_place place,
                        const struct csv_field names[static RETURNS_LEVELS - 1], size_t *unit) {
    struct scr_buffer key = {0};
    struct csv_field trimmed[RETURNS_LEVELS - 1];
    scr_result result = scr_done();
    for (size_t i = 0; i < RETURNS_LEVELS - 1 && !scr_failed(result); i++) {
        trimmed[i] = cvr_trim(names[i]);
        /* A field holds no NUL, so it separates them. */
        result = scr_buffer_append(&key, trimmed[i].text, trimmed[i].length);
        if (!scr_failed(result)) result = scr_buffer_append(&key, "", 1);
    }
    if (!scr_failed(result) && !name_index_find(&builder->paths, (const char *)key.data, key.length, unit)) {
        result = chain(builder, place, trimmed, unit);
        if (!scr_failed(result) && *unit != RETURNS_NONE) {
            const char *kept = scr_arena_copy(&builder->base.arena, (const char *)key.data, key.length);
            result = kept ? name_index_add(&builder->paths, kept, key.length, *unit, NULL) : (scr_result){SCR_MEMORY};
        }
    }
    scr_buffer_free(&key);
    return result;
}

/* What stands in the place of a contest and is none. */
static bool is_number_of_unit(const char *letters, size_t *contest) {
    static const char *const registered[] = {"registeredvoters", "registeredvoterstotal", "registration"};
    static const char *const ballots[] = {"ballotscast", "ballotscasttotal", "totalballotscast"};
    if (IS_ONE_OF(letters, registered))
        *contest = RETURNS_REGISTERED;
    else if (IS_ONE_OF(letters, ballots))
        *contest = RETURNS_BALLOTS;
    else
        return false;
    return true;
}

scr_result returns_contest(struct returns_builder *builder, struct import_place place, const char *name, size_t length,
                           unsigned votes_allowed, size_t *contest) {
    char letters[40];
    const char *clean;
    if (name_index_find(&builder->contest_names, name, length, contest)) goto found;
    returns_letters(name, length, letters, sizeof letters);
    if (is_number_of_unit(letters, contest)) return scr_done();
    *contest = RETURNS_NONE;
    SCR_TRY(builder_text(&builder->base, place, "contest", name, length, true, &clean));
    if (!*clean) return scr_done();
    if (!name_index_find(&builder->contest_names, clean, strlen(clean), contest)) {
        if (builder->contest_count == RETURNS_CONTESTS_MOST) {
            builder_problem(&builder->base, place, "there are more than %d contests", RETURNS_CONTESTS_MOST);
            return (scr_result){SCR_LIMIT};
        }
        SCR_TRY(scr_grow(&builder->contests, &builder->contest_capacity, builder->contest_count + 1,
                         sizeof *builder->contests));
        *contest = builder->contest_count;
        builder->contests[builder->contest_count++] =
            (struct contest_building){.name = clean, .votes_allowed = votes_allowed};
        SCR_TRY(name_index_add(&builder->contest_names, clean, strlen(clean), *contest, NULL));
    }
    if (strlen(clean) != length || memcmp(clean, name, length)) {
        const char *raw = scr_arena_copy(&builder->base.arena, name, length);
        if (!raw) return (scr_result){SCR_MEMORY};
        SCR_TRY(name_index_add(&builder->contest_names, raw, length, *contest, NULL));
    }
found:;
    struct contest_building *found = &builder->contests[*contest];
    if (votes_allowed && found->votes_allowed && found->votes_allowed != votes_allowed)
        builder_problem(&builder->base, place, "votes allowed in the contest %s is %u here and %u before",
                        builder_shown(&builder->base, found->name), votes_allowed, found->votes_allowed);
    if (!found->votes_allowed) found->votes_allowed = votes_allowed;
    return scr_done();
}

static unsigned kind_of(const char *letters, bool write_in) {
    static const char *const under[] = {"undervote", "undervotes", "blank", "blanks", "blankvotes"};
    static const char *const over[] = {"overvote", "overvotes"};
    static const char *const total[] = {"total", "totals", "totalvotes", "totalvotescast", "votescast"};
    static const char *const written[] = {"writein", "writeins", "writeinvotes", "writeintotals", "writeintotal"};
    if (IS_ONE_OF(letters, under)) return RETURNS_UNDERVOTES;
    if (IS_ONE_OF(letters, over)) return RETURNS_OVERVOTES;
    if (IS_ONE_OF(letters, total)) return RETURNS_CONTEST_TOTAL;
    enum returns_kind merged = returns_merged_kind(letters);
    if (merged == RETURNS_RESIDUAL) return merged;
    return write_in || IS_ONE_OF(letters, written) ? RETURNS_WRITE_IN : merged;
}

static scr_result new_option(struct returns_builder *builder, struct import_place place, size_t contest,
                             struct csv_field name, struct csv_field party, bool write_in, size_t *option) {
    struct builder *base = &builder->base;
    const char *clean, *clean_party;
    char letters[RETURNS_LETTERS_ROOM];
    SCR_TRY(builder_text(base, place, "selection", name.text, name.length, true, &clean));
    SCR_TRY(builder_text(base, place, "party", party.text, party.length, false, &clean_party));
    if (!*clean) return scr_done();
    returns_letters(clean, strlen(clean), letters, sizeof letters);
    unsigned kind = kind_of(letters, write_in);
    /* "Under Votes" and "UNDERVOTES" are the same; so are the blanks of a cell in two files. */
    bool label = kind == RETURNS_UNDERVOTES || kind == RETURNS_OVERVOTES || kind == RETURNS_CONTEST_TOTAL;
    builder->key.length = 0;
    if (label)
        SCR_TRY(scr_buffer_print(&builder->key, "%zu:%u:%c", contest, kind, letters[0]));
    else
        SCR_TRY(
            scr_buffer_print(&builder->key, "%zu/%d/%s\t%s", contest, kind == RETURNS_WRITE_IN, clean, clean_party));
    if (name_index_find(&builder->option_names, (const char *)builder->key.data, builder->key.length, option))
        return scr_done();
    if (builder->contests[contest].option_count == RETURNS_OPTIONS_MOST) {
        builder_problem(base, place, "the contest %s has more than %d selections",
                        builder_shown(base, builder->contests[contest].name), RETURNS_OPTIONS_MOST);
        return (scr_result){SCR_LIMIT};
    }
    SCR_TRY(
        scr_grow(&builder->options, &builder->option_capacity, builder->option_count + 1, sizeof *builder->options));
    const char *key = scr_arena_copy(&base->arena, (const char *)builder->key.data, builder->key.length);
    if (!key) return (scr_result){SCR_MEMORY};
    *option = builder->option_count;
    builder->options[builder->option_count++] =
        (struct option_building){clean, label ? "" : clean_party, contest, *option, kind};
    builder->contests[contest].option_count++;
    return name_index_add(&builder->option_names, key, builder->key.length, *option, NULL);
}

scr_result returns_option(struct returns_builder *builder, struct import_place place, size_t contest,
                          struct csv_field name, struct csv_field party, bool write_in, size_t *option) {
    *option = contest;
    if (contest < RETURNS_FIRST_CONTEST) return scr_done();
    *option = RETURNS_NONE;
    name = cvr_trim(name);
    party = cvr_trim(party);
    /* Most rows name what stood before, byte for byte. No field holds a NUL, nor does a key made by new_option. */
    struct scr_buffer raw = {0};
    scr_result result = scr_buffer_print(&raw, "%zu/%d", contest, write_in);
    if (!scr_failed(result)) result = scr_buffer_append(&raw, "", 1);
    if (!scr_failed(result)) result = scr_buffer_append(&raw, name.text, name.length);
    if (!scr_failed(result)) result = scr_buffer_append(&raw, "", 1);
    if (!scr_failed(result)) result = scr_buffer_append(&raw, party.text, party.length);
    if (!scr_failed(result) && !name_index_find(&builder->option_names, (const char *)raw.data, raw.length, option)) {
        result = new_option(builder, place, contest, name, party, write_in, option);
        if (!scr_failed(result) && *option != RETURNS_NONE) {
            const char *key = scr_arena_copy(&builder->base.arena, (const char *)raw.data, raw.length);
            result =
                key ? name_index_add(&builder->option_names, key, raw.length, *option, NULL) : (scr_result){SCR_MEMORY};
        }
    }
    scr_buffer_free(&raw);
    return result;
}
