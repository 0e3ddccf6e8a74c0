/* load_election.c: reads the election definition back, through the same checks that files pass: a store may have been
 * edited by hand. */
#include <string.h>

#include "../import/builder.h"
#include "database.h"

struct loading {
    const struct store *store;
    struct builder *builder;
    struct scr_diagnosis *diagnosis;
};

static const struct import_place nowhere = {0};

static scr_result column(const struct loading *loading, sqlite3_stmt *row, int index, const char *what, bool required,
                         const char **text) {
    const char *value = (const char *)sqlite3_column_text(row, index);
    int length = sqlite3_column_bytes(row, index);
    return builder_text(loading->builder, nowhere, what, value ? value : "", length > 0 ? (size_t)length : 0, required,
                        text);
}

/* A number from 0 to below `limit`; else a problem and `limit`. */
static size_t number(const struct loading *loading, sqlite3_stmt *row, int index, size_t limit) {
    sqlite3_int64 value = sqlite3_column_int64(row, index);
    if (sqlite3_column_type(row, index) == SQLITE_INTEGER && value >= 0 && (uint64_t)value < limit)
        return (size_t)value;
    builder_problem(loading->builder, nowhere, "the store is damaged: a number is out of range");
    return limit;
}

typedef scr_result take_row(struct loading *loading, sqlite3_stmt *row, size_t position);

static scr_result each_row(struct loading *loading, const char *sql, take_row *take) {
    sqlite3_stmt *statement = NULL;
    bool row = false;
    scr_result result = store_prepare(loading->store, sql, &statement, loading->diagnosis);
    for (size_t i = 0; !scr_failed(result); i++) {
        result = store_next(loading->store, statement, &row, loading->diagnosis);
        if (scr_failed(result) || !row) break;
        result = take(loading, statement, i);
    }
    sqlite3_finalize(statement);
    return result;
}

static scr_result take_election(struct loading *loading, sqlite3_stmt *row, size_t position) {
    (void)position;
    struct builder *builder = loading->builder;
    SCR_TRY(column(loading, row, 0, "election's id", true, &builder->id));
    SCR_TRY(column(loading, row, 1, "election's name", true, &builder->name));
    SCR_TRY(column(loading, row, 2, "election's date", false, &builder->date));
    return column(loading, row, 3, "jurisdiction", false, &builder->jurisdiction);
}

static scr_result take_source(struct loading *loading, sqlite3_stmt *row, size_t position) {
    const char *name, *format, *hex;
    struct scr_hash hash;
    (void)position;
    SCR_TRY(column(loading, row, 0, "source file's name", true, &name));
    SCR_TRY(column(loading, row, 1, "source file's format", true, &format));
    SCR_TRY(column(loading, row, 2, "source file's digest", true, &hex));
    if (!scr_hash_parse(hex, &hash)) {
        builder_problem(loading->builder, nowhere, "the store is damaged: a digest is not 64 hexadecimal digits");
        return scr_done();
    }
    return builder_source(loading->builder, name, format, &hash);
}

/* Positions must be 0, 1, 2, ...: they are indices. */
static bool in_place(const struct loading *loading, sqlite3_stmt *row, size_t position) {
    if (number(loading, row, 0, SIZE_MAX) == position) return true;
    builder_problem(loading->builder, nowhere, "the store is damaged: a row is missing");
    return false;
}

static scr_result take_party(struct loading *loading, sqlite3_stmt *row, size_t position) {
    const char *id, *name;
    if (!in_place(loading, row, position)) return (scr_result){SCR_STORE};
    SCR_TRY(column(loading, row, 1, "party's id", true, &id));
    SCR_TRY(column(loading, row, 2, "party's name", true, &name));
    return builder_party(loading->builder, nowhere, id, name);
}

/* One row per candidate, with its contest's columns; a contest without candidates has one row with NULLs. */
static scr_result take_candidate(struct loading *loading, sqlite3_stmt *row, size_t position) {
    struct builder *builder = loading->builder;
    const char *id, *name;
    (void)position;
    size_t contest = number(loading, row, 0, SIZE_MAX), place = 0;
    bool opens = sqlite3_column_type(row, 5) == SQLITE_NULL || !(place = number(loading, row, 5, SIZE_MAX));
    if (opens) {
        if (contest != builder->contest_count + (builder->open_candidate_count > 0)) {
            builder_problem(builder, nowhere, "the store is damaged: a contest is missing");
            return (scr_result){SCR_STORE};
        }
        if (builder->open_candidate_count) SCR_TRY(builder_contest_end(builder, nowhere));
        SCR_TRY(column(loading, row, 1, "contest's id", true, &id));
        SCR_TRY(column(loading, row, 2, "contest's name", true, &name));
        size_t kind = number(loading, row, 3, 3), votes = number(loading, row, 4, ELECTION_CANDIDATES_MOST + 1);
        if (!votes) builder_problem(builder, nowhere, "the store is damaged: votes allowed is 0");
        SCR_TRY(builder_contest(builder, nowhere, id, name, (enum contest_kind)kind, (unsigned)votes));
        if (sqlite3_column_type(row, 5) == SQLITE_NULL) return builder_contest_end(builder, nowhere);
    } else if (contest != builder->contest_count || place != builder->open_candidate_count) {
        builder_problem(builder, nowhere, "the store is damaged: a candidate is missing");
        return (scr_result){SCR_STORE};
    }
    SCR_TRY(column(loading, row, 6, "candidate's id", true, &id));
    SCR_TRY(column(loading, row, 7, "candidate's name", true, &name));
    size_t kind = number(loading, row, 8, 4), excluded = number(loading, row, 10, 2), party = ELECTION_NO_PARTY;
    if (sqlite3_column_type(row, 9) != SQLITE_NULL) party = number(loading, row, 9, builder->party_count);
    SCR_TRY(builder_candidate(builder, nowhere, id, name, (enum candidate_kind)kind, party));
    builder->open_candidates[builder->open_candidate_count - 1].excluded = excluded == 1;
    return scr_done();
}

/* One row per contest of a style, likewise. */
static scr_result take_style_contest(struct loading *loading, sqlite3_stmt *row, size_t position) {
    struct builder *builder = loading->builder;
    const char *id, *name;
    (void)position;
    size_t style = number(loading, row, 0, SIZE_MAX), place = 0;
    bool opens = sqlite3_column_type(row, 3) == SQLITE_NULL || !(place = number(loading, row, 3, SIZE_MAX));
    if (opens) {
        if (style != builder->style_count + (builder->open_contest_count > 0)) {
            builder_problem(builder, nowhere, "the store is damaged: a ballot style is missing");
            return (scr_result){SCR_STORE};
        }
        if (builder->open_contest_count) SCR_TRY(builder_style_end(builder, nowhere));
        SCR_TRY(column(loading, row, 1, "ballot style's id", true, &id));
        SCR_TRY(column(loading, row, 2, "ballot style's name", false, &name));
        SCR_TRY(builder_style(builder, nowhere, id, name));
        if (sqlite3_column_type(row, 3) == SQLITE_NULL) return builder_style_end(builder, nowhere);
    } else if (style != builder->style_count || place != builder->open_contest_count) {
        builder_problem(builder, nowhere, "the store is damaged: a ballot style lacks a contest");
        return (scr_result){SCR_STORE};
    }
    size_t contest = number(loading, row, 4, builder->contest_count);
    return contest < builder->contest_count ? builder_style_contest(builder, nowhere, contest)
                                            : (scr_result){SCR_STORE};
}

static scr_result load(struct loading *loading) {
    struct builder *builder = loading->builder;
    SCR_TRY(each_row(loading, "SELECT id, name, date, jurisdiction FROM election", take_election));
    if (!*builder->id && !builder_failed(builder))
        return scr_refuse(loading->diagnosis, SCR_STORE, loading->store->shown,
                          "the store holds no election; import an election definition first");
    SCR_TRY(each_row(loading, "SELECT name, format, sha256 FROM source_file ORDER BY position", take_source));
    SCR_TRY(each_row(loading, "SELECT position, id, name FROM party ORDER BY position", take_party));
    SCR_TRY(each_row(loading,
                     "SELECT c.position, c.id, c.name, c.kind, c.votes_allowed, k.position, k.id, k.name, k.kind,"
                     " k.party, k.excluded FROM contest c LEFT JOIN candidate k ON k.contest = c.position"
                     " ORDER BY c.position, k.position",
                     take_candidate));
    if (builder->open_candidate_count) SCR_TRY(builder_contest_end(builder, nowhere));
    SCR_TRY(each_row(loading,
                     "SELECT s.position, s.id, s.name, k.position, k.contest FROM ballot_style s"
                     " LEFT JOIN style_contest k ON k.style = s.position ORDER BY s.position, k.position",
                     take_style_contest));
    if (builder->open_contest_count) SCR_TRY(builder_style_end(builder, nowhere));
    return scr_done();
}

scr_result store_load_election(struct store *store, struct election *election, struct scr_diagnosis *diagnosis) {
    struct builder builder;
    struct loading loading = {store, &builder, diagnosis};
    *election = (struct election){0};
    builder_begin(&builder, store->shown, NULL, diagnosis, NULL);
    /* One read transaction: another run may save between two statements. */
    scr_result result = store_execute(store, "BEGIN", diagnosis);
    if (!scr_failed(result)) result = load(&loading);
    result = store_roll_back(store, result, diagnosis);
    if (!scr_failed(result)) result = builder_finish(&builder, election);
    builder_abandon(&builder);
    return result;
}
