/* returns.c: finding and adding up in precinct returns. */
#include "returns.h"

#include <string.h>

void returns_free(struct returns *returns) {
    scr_arena_free(&returns->arena);
    *returns = (struct returns){0};
}

const struct returns_row *returns_find(const struct returns *returns, size_t contest, size_t unit) {
    const struct returns_row *rows = returns->rows + returns->contests[contest].first_row;
    size_t low = 0, high = returns->contests[contest].row_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (rows[middle].unit < unit)
            low = middle + 1;
        else
            high = middle;
    }
    return low < returns->contests[contest].row_count && rows[low].unit == unit ? &rows[low] : NULL;
}

void returns_is_total(const struct returns *returns, size_t contest, bool *is_total) {
    const struct returns_contest *c = &returns->contests[contest];
    const struct returns_row *rows = returns->rows + c->first_row;
    memset(is_total, 0, returns->unit_count * sizeof *is_total);
    /* First every unit with a row below it, then only those that have one themselves: at most four steps up each. */
    for (size_t i = 0; i < c->row_count; i++)
        for (size_t up = returns->units[rows[i].unit].parent; up != RETURNS_NONE && !is_total[up];
             up = returns->units[up].parent)
            is_total[up] = true;
    for (size_t i = 0, unit = 0; unit < returns->unit_count; unit++) {
        bool reports = i < c->row_count && rows[i].unit == unit;
        is_total[unit] = is_total[unit] && reports;
        i += reports;
    }
}

void returns_sum(const struct returns *returns, size_t contest, const bool *is_total, uint64_t *votes) {
    const struct returns_contest *c = &returns->contests[contest];
    memset(votes, 0, c->option_count * sizeof *votes);
    for (size_t i = 0; i < c->row_count; i++) {
        const struct returns_row *row = &returns->rows[c->first_row + i];
        for (size_t k = 0; k < c->option_count && !is_total[row->unit]; k++) votes[k] += row->votes[k];
    }
}

scr_result returns_path(const struct returns_unit *units, size_t unit, struct scr_buffer *out) {
    if (!unit) return scr_buffer_text(out, "the whole jurisdiction");
    size_t path[RETURNS_LEVELS], depth = 0;
    for (; unit && depth < RETURNS_LEVELS; unit = units[unit].parent) path[depth++] = unit;
    while (depth) {
        SCR_TRY(scr_buffer_text(out, units[path[--depth]].name));
        if (depth) SCR_TRY(scr_buffer_text(out, ", "));
    }
    return scr_done();
}

const char *returns_level_name(enum returns_level level, bool many) {
    static const char *const one[RETURNS_LEVELS] = {"whole jurisdiction", "state", "county", "municipality",
                                                    "precinct"};
    static const char *const more[RETURNS_LEVELS] = {"whole jurisdictions", "states", "counties", "municipalities",
                                                     "precincts"};
    return (many ? more : one)[level];
}

const char *returns_kind_name(enum returns_kind kind) {
    static const char *const names[] = {"candidate", "write-in", "undervotes", "overvotes", "other", "other"};
    return names[kind];
}

void returns_letters(const char *text, size_t length, char *out, size_t room) {
    size_t used = 0;
    for (size_t i = 0; i < length && used + 1 < room; i++) {
        char c = text[i];
        if (c >= 'A' && c <= 'Z') c = (char)(c - 'A' + 'a');
        if (c >= 'a' && c <= 'z') out[used++] = c;
    }
    out[used] = 0;
}

bool returns_is_one_of(const char *letters, const char *const *words, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!strcmp(letters, words[i])) return true;
    return false;
}

#define IS_ONE_OF(letters, words) returns_is_one_of(letters, words, sizeof(words) / sizeof *(words))

enum returns_kind returns_merged_kind(const char *letters) {
    /* "None of these candidates" is none of them: it is on the ballot, and a ballot marks it once. */
    static const char *const other[] = {"other", "others", "allother", "allothers", "novote", "novotes"};
    static const char *const written[] = {"scatter", "scattered", "scattering", "scatterings"};
    static const char *const residual[] = {
        "underovervote",     "underovervotes",    "undervoteovervote",      "undervotesovervotes",
        "overundervote",     "overundervotes",    "overvoteundervote",      "overvotesundervotes",
        "underandovervotes", "overandundervotes", "undervotesandovervotes", "overvotesandundervotes",
        "residual",          "residuals",         "residualvote",           "residualvotes"};
    if (IS_ONE_OF(letters, residual)) return RETURNS_RESIDUAL;
    if (IS_ONE_OF(letters, written)) return RETURNS_WRITE_IN;
    return IS_ONE_OF(letters, other) ? RETURNS_OTHER : RETURNS_CANDIDATE;
}
