/* builder.c: what every part of an election definition must satisfy; texts, parties, contests and candidates. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "builder.h"
#include "json_document.h"
#include "scrutineer/text.h"

void builder_begin(struct builder *builder, const char *shown, const struct import_options *options,
                   struct scr_diagnosis *diagnosis, struct scr_diagnosis *notes) {
    *builder = (struct builder){.shown = shown,
                                .exclude_write_ins = options && options->exclude_write_ins,
                                .diagnosis = diagnosis ? diagnosis : &builder->unheard,
                                .notes = notes,
                                .problems_before = diagnosis ? diagnosis->count + diagnosis->dropped : 0,
                                .id = "",
                                .name = "",
                                .date = "",
                                .jurisdiction = ""};
}

void builder_abandon(struct builder *builder) {
    free(builder->parties);
    free(builder->contests);
    free(builder->styles);
    free(builder->sources);
    free(builder->open_candidates);
    free(builder->open_contests);
    free(builder->seen_on);
    name_index_free(&builder->party_ids);
    name_index_free(&builder->contest_ids);
    name_index_free(&builder->candidate_ids);
    name_index_free(&builder->style_ids);
    name_index_free(&builder->open_ids);
    scr_arena_free(&builder->arena);
    scr_diagnosis_free(&builder->unheard);
    *builder = (struct builder){0};
}

bool builder_failed(const struct builder *builder) {
    return builder->diagnosis->count + builder->diagnosis->dropped > builder->problems_before;
}

static void record(struct builder *builder, struct scr_diagnosis *list, struct import_place place, const char *format,
                   va_list arguments) SCR_PRINTF(4, 0);
static void record(struct builder *builder, struct scr_diagnosis *list, struct import_place place, const char *format,
                   va_list arguments) {
    if (!list) return;
    /* A hostile file may be nothing but problems: beyond those that are kept, none is put into words. */
    if (list->count >= SCR_PROBLEMS_KEPT) {
        list->dropped++;
        return;
    }
    char words[2000];
    vsnprintf(words, sizeof words, format, arguments);
    struct scr_buffer where = {0};
    scr_result written = scr_buffer_text(&where, builder->shown);
    if (!scr_failed(written) && place.line) written = scr_buffer_print(&where, ", line %lu", place.line);
    if (!scr_failed(written) && place.at) written = json_at_print(place.at, &where);
    if (!scr_failed(written) && place.words) written = scr_buffer_text(&where, place.words);
    scr_note(list, SCR_INPUT, scr_failed(written) ? builder->shown : (const char *)where.data, "%s", words);
    scr_buffer_free(&where);
}

void builder_problem(struct builder *builder, struct import_place place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    record(builder, builder->diagnosis, place, format, arguments);
    va_end(arguments);
}

void builder_remark(struct builder *builder, struct import_place place, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    record(builder, builder->notes, place, format, arguments);
    va_end(arguments);
}

const char *builder_shown(struct builder *builder, const char *text) {
    size_t length = strlen(text), most = 80;
    const char *more = length > most ? "..." : "";
    if (length > most)
        while (most && ((unsigned char)text[most] & 0xC0) == 0x80) most--; /* not inside a character */
    else
        most = length;
    /* When nobody will read the words they are not made, so that complaints cannot fill the arena. */
    if (builder->diagnosis->count >= SCR_PROBLEMS_KEPT) return "\"...\"";
    char *cut = scr_arena_copy(&builder->arena, text, most);
    struct scr_buffer safe = {0};
    const char *shown = NULL;
    if (cut && !scr_failed(scr_text_terminal(&safe, cut)))
        shown = scr_arena_print(&builder->arena, "\"%s%s\"", safe.data ? (const char *)safe.data : "", more);
    scr_buffer_free(&safe);
    return shown ? shown : "\"...\"";
}

static bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/* Control characters, U+FFFE and U+FFFF cannot be written in XML 1.0, so no artifact could name such a thing. */
bool builder_can_write(const char *text, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)text[i];
        if ((c < 0x20 && !is_space(text[i])) || c == 0x7F) return false;
        /* U+0080 to U+009F: mostly a text of another encoding, read as if it were Latin-1. */
        if (c == 0xC2 && i + 1 < length && (unsigned char)text[i + 1] < 0xA0) return false;
        if (c == 0xEF && i + 2 < length && (unsigned char)text[i + 1] == 0xBF && (unsigned char)text[i + 2] >= 0xBE)
            return false;
    }
    return true;
}

scr_result builder_text(struct builder *builder, struct import_place place, const char *what, const char *text,
                        size_t length, bool required, const char **clean) {
    *clean = "";
    while (length && is_space(*text)) text++, length--;
    while (length && is_space(text[length - 1])) length--;
    if (!length) {
        if (required) builder_problem(builder, place, "the %s is empty; give it a text", what);
        return scr_done();
    }
    if (memchr(text, 0, length)) {
        builder_problem(builder, place, "the %s holds a NUL byte; remove it", what);
        return scr_done();
    }
    if (!scr_utf8_valid(text, length)) {
        builder_problem(builder, place, "the %s is not valid UTF-8; save the file in UTF-8", what);
        return scr_done();
    }
    if (!builder_can_write(text, length)) {
        builder_problem(builder, place, "the %s holds a control character; remove it", what);
        return scr_done();
    }
    if (length > ELECTION_TEXT_MOST) {
        builder_problem(builder, place, "the %s has %zu bytes; at most %d are allowed", what, length,
                        ELECTION_TEXT_MOST);
        return scr_done();
    }
    if (builder->arena.allocated > BUILDER_TEXT_MOST) {
        builder_problem(builder, place, "the file holds more than %zu MB of names", BUILDER_TEXT_MOST >> 20);
        return (scr_result){SCR_LIMIT};
    }
    char *copy = scr_arena_copy(&builder->arena, text, length);
    if (!copy) return (scr_result){SCR_MEMORY};
    size_t kept = 0;
    for (size_t i = 0; i < length; i++) {
        if (is_space(copy[i]) && is_space(copy[kept - 1])) continue; /* copy[0] is no space: kept >= 1 here */
        copy[kept++] = is_space(copy[i]) ? ' ' : copy[i];
    }
    copy[kept] = 0;
    *clean = copy;
    return scr_done();
}

unsigned builder_votes(struct builder *builder, struct import_place place, const char *text, size_t length) {
    uint64_t votes = 0;
    while (length && is_space(*text)) text++, length--;
    while (length && is_space(text[length - 1])) length--;
    if (scr_count_parse(text, length, ELECTION_CANDIDATES_MOST, &votes) && votes) return (unsigned)votes;
    char *copy = scr_arena_copy(&builder->arena, text, length < 100 ? length : 100);
    builder_problem(builder, place, "votes allowed is %s; it must be a whole number from 1 to %d",
                    builder_shown(builder, copy ? copy : ""), ELECTION_CANDIDATES_MOST);
    return 0;
}

scr_result builder_source(struct builder *builder, const char *name, const char *format, const struct scr_hash *hash) {
    SCR_TRY(
        scr_grow(&builder->sources, &builder->source_capacity, builder->source_count + 1, sizeof(struct source_file)));
    builder->sources[builder->source_count++] = (struct source_file){name, format, *hash};
    return scr_done();
}

scr_result builder_party(struct builder *builder, struct import_place place, const char *id, const char *name) {
    if (!*id) return scr_done(); /* recorded when the text was read */
    bool added;
    SCR_TRY(name_index_add(&builder->party_ids, id, strlen(id), builder->party_count, &added));
    if (!added) {
        builder_problem(builder, place, "the party id %s is used twice", builder_shown(builder, id));
        return scr_done();
    }
    if (builder->party_count == BUILDER_PARTIES_MOST) {
        builder_problem(builder, place, "there are more than %d parties", BUILDER_PARTIES_MOST);
        return (scr_result){SCR_LIMIT};
    }
    SCR_TRY(scr_grow(&builder->parties, &builder->party_capacity, builder->party_count + 1, sizeof(struct party)));
    builder->parties[builder->party_count++] = (struct party){id, *name ? name : id};
    return scr_done();
}

size_t builder_find_party(struct builder *builder, struct import_place place, const char *id) {
    size_t party;
    if (!*id) return ELECTION_NO_PARTY;
    if (name_index_find(&builder->party_ids, id, strlen(id), &party)) return party;
    builder_problem(builder, place, "the party %s is not defined in the file", builder_shown(builder, id));
    return ELECTION_NO_PARTY;
}

scr_result builder_contest(struct builder *builder, struct import_place place, const char *id, const char *name,
                           enum contest_kind kind, unsigned votes) {
    if (builder->contest_count == ELECTION_CONTESTS_MOST) {
        builder_problem(builder, place, "there are more than %d contests", ELECTION_CONTESTS_MOST);
        return (scr_result){SCR_LIMIT};
    }
    bool added = true;
    if (*id) SCR_TRY(name_index_add(&builder->contest_ids, id, strlen(id), builder->contest_count, &added));
    if (!added) builder_problem(builder, place, "the contest id %s is used twice", builder_shown(builder, id));
    SCR_TRY(
        scr_grow(&builder->contests, &builder->contest_capacity, builder->contest_count + 1, sizeof(struct contest)));
    builder->contests[builder->contest_count] =
        (struct contest){.id = id, .name = name, .kind = kind, .votes_allowed = votes};
    builder->open_candidate_count = 0;
    return scr_done();
}

/* Ids are unique among all candidates of an election, because artifacts refer to them: where a source only makes them
 * unique in a contest, a later one is written CONTEST/ID. */
static scr_result own_id(struct builder *builder, const char *wanted, const char *contest, const char **id) {
    bool added = false;
    for (unsigned i = 0; !added && i <= ELECTION_CANDIDATES_MOST + 1; i++) {
        if (i == 0)
            *id = wanted;
        else if (i == 1)
            *id = scr_arena_print(&builder->arena, "%s/%s", contest, wanted);
        else
            *id = scr_arena_print(&builder->arena, "%s/%s-%u", contest, wanted, i);
        if (!*id) return (scr_result){SCR_MEMORY};
        SCR_TRY(name_index_add(&builder->candidate_ids, *id, strlen(*id), builder->contest_count, &added));
    }
    return added ? scr_done() : (scr_result){SCR_LIMIT};
}

scr_result builder_candidate(struct builder *builder, struct import_place place, const char *id, const char *name,
                             enum candidate_kind kind, size_t party) {
    struct contest *contest = &builder->contests[builder->contest_count];
    if (builder->open_candidate_count == ELECTION_CANDIDATES_MOST ||
        builder->candidate_total == BUILDER_CANDIDATES_MOST) {
        builder_problem(builder, place, "the contest %s has more than %d candidates, or the file more than %d",
                        builder_shown(builder, contest->name), ELECTION_CANDIDATES_MOST, BUILDER_CANDIDATES_MOST);
        return (scr_result){SCR_LIMIT};
    }
    bool fresh = true;
    if (*id) {
        SCR_TRY(name_index_add(&builder->open_ids, id, strlen(id), 0, &fresh));
        if (!fresh)
            builder_problem(builder, place, "the candidate id %s is used twice in the contest %s",
                            builder_shown(builder, id), builder_shown(builder, contest->name));
    } else {
        id = scr_arena_print(&builder->arena, "%s/%s", contest->id, name);
        if (!id) return (scr_result){SCR_MEMORY};
    }
    if (fresh) SCR_TRY(own_id(builder, id, contest->id, &id));
    SCR_TRY(scr_grow(&builder->open_candidates, &builder->open_candidate_capacity, builder->open_candidate_count + 1,
                     sizeof(struct candidate)));
    bool excluded = kind == CANDIDATE_WRITE_IN && builder->exclude_write_ins;
    if (excluded) builder->excluded_count++;
    builder->open_candidates[builder->open_candidate_count++] = (struct candidate){id, name, kind, party, excluded};
    builder->candidate_total++;
    return scr_done();
}

scr_result builder_write_in_lines(struct builder *builder, struct import_place place, size_t count) {
    for (size_t i = 1; i <= count; i++) {
        const struct contest *contest = &builder->contests[builder->contest_count];
        const char *id = scr_arena_print(&builder->arena, "%s/write-in-%zu", contest->id, i);
        const char *name = count == 1 ? "Write-in" : scr_arena_print(&builder->arena, "Write-in %zu", i);
        if (!id || !name) return (scr_result){SCR_MEMORY};
        SCR_TRY(builder_candidate(builder, place, id, name, CANDIDATE_WRITE_IN, ELECTION_NO_PARTY));
    }
    return scr_done();
}

scr_result builder_contest_end(struct builder *builder, struct import_place place) {
    struct contest *contest = &builder->contests[builder->contest_count];
    size_t count = builder->open_candidate_count, kept = 0;
    if (!count)
        builder_problem(builder, place, "the contest %s has no candidates; it needs at least one",
                        builder_shown(builder, *contest->name ? contest->name : contest->id));
    struct candidate *own = scr_arena_alloc(&builder->arena, count, sizeof *own);
    if (!own) return (scr_result){SCR_MEMORY};
    /* Write-in lines after the listed candidates, each group in the source's order. */
    for (int write_in = 0; write_in <= 1; write_in++)
        for (size_t i = 0; i < count; i++)
            if ((builder->open_candidates[i].kind == CANDIDATE_WRITE_IN) == write_in)
                own[kept++] = builder->open_candidates[i];
    contest->candidates = own;
    contest->candidate_count = count;
    builder->contest_count++;
    builder->open_candidate_count = 0;
    name_index_free(&builder->open_ids);
    return scr_done();
}

size_t builder_find_contest(const struct builder *builder, const char *id) {
    size_t contest;
    return name_index_find(&builder->contest_ids, id, strlen(id), &contest) ? contest : BUILDER_NONE;
}
