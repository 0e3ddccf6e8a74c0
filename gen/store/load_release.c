/* load_release.c: reads the noise key and announced releases back; every field is checked, since a store may have been
 * edited by hand. */
#include <openssl/crypto.h>
#include <string.h>

#include "gen/release/plan.h"
#include "gen/store/store_release.h"
#include "load_rows.h"

static scr_result damaged(const struct row_loading *loading) {
    return scr_refuse(loading->diagnosis, SCR_STORE, loading->store->shown,
                      "the store is damaged: its noise key or releases are not as they were written");
}

static scr_result load_hash(const struct row_loading *loading, sqlite3_stmt *row, int column, struct scr_hash *hash) {
    const char *hex;
    SCR_TRY(load_text(loading, row, column, &hex));
    return scr_hash_parse(hex, hash) ? scr_done() : damaged(loading);
}

void noise_record_free(struct noise_record *record) {
    scr_arena_free(&record->arena);
    OPENSSL_cleanse(&record->key, sizeof record->key);
    *record = (struct noise_record){0};
}

void release_record_free(struct release_record *record) {
    scr_arena_free(&record->arena);
    OPENSSL_cleanse(record, sizeof *record);
    *record = (struct release_record){0};
}

static scr_result take_noise(struct row_loading *loading, sqlite3_stmt *row, struct noise_record *record) {
    const char **const texts[] = {&record->election_id, &record->election_name, &record->election_date,
                                  &record->jurisdiction};
    size_t releases;
    SCR_TRY(load_hash(loading, row, 0, &record->digest));
    const void *key = sqlite3_column_blob(row, 1);
    if (!key || sqlite3_column_bytes(row, 1) != (int)sizeof record->key.bytes) return damaged(loading);
    memcpy(record->key.bytes, key, sizeof record->key.bytes);
    SCR_TRY(load_number(loading, row, 2, NOISE_RELEASES_MOST, &releases));
    record->releases = (uint32_t)releases;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) SCR_TRY(load_text(loading, row, 3 + (int)i, texts[i]));
    return releases ? scr_done() : damaged(loading);
}

scr_result store_load_noise(struct store *store, struct noise_record *record, bool *stands,
                            struct scr_diagnosis *diagnosis) {
    struct row_loading loading = {.store = store, .diagnosis = diagnosis, .arena = &record->arena};
    sqlite3_stmt *statement = NULL;
    *stands = false;
    SCR_TRY(store_prepare(store,
                          "SELECT sha256, noise_key, releases, election_id, election_name, election_date, jurisdiction "
                          "FROM noise",
                          &statement, diagnosis));
    scr_result result = store_next(store, statement, stands, diagnosis);
    if (!scr_failed(result) && *stands) result = take_noise(&loading, statement, record);
    sqlite3_finalize(statement);
    return result;
}

/* The blobs of a statement one after the other. */
static scr_result load_bytes(struct store *store, const char *sql, const struct scr_hash *digest,
                             struct scr_buffer *bytes, struct scr_diagnosis *diagnosis) {
    const struct row_loading loading = {.store = store, .diagnosis = diagnosis};
    sqlite3_stmt *statement = NULL;
    struct scr_hash hash;
    bool row = true;
    SCR_TRY(store_prepare(store, sql, &statement, diagnosis));
    scr_result result = scr_done();
    while (!scr_failed(result)) {
        result = store_next(store, statement, &row, diagnosis);
        if (scr_failed(result) || !row) break;
        int length = sqlite3_column_bytes(statement, 0);
        const void *blob = sqlite3_column_blob(statement, 0);
        if (blob && length > 0) result = scr_buffer_append(bytes, blob, (size_t)length);
    }
    sqlite3_finalize(statement);
    if (!scr_failed(result)) result = scr_hash_bytes(bytes->data, bytes->length, &hash);
    return scr_failed(result) || scr_hash_equal(&hash, digest) ? result : damaged(&loading);
}

scr_result store_load_noise_artifact(struct store *store, const struct noise_record *record,
                                     struct scr_buffer *artifact, struct scr_diagnosis *diagnosis) {
    return load_bytes(store, "SELECT artifact FROM noise", &record->digest, artifact, diagnosis);
}

scr_result store_load_statement(struct store *store, const struct release_record *record, struct scr_buffer *statement,
                                struct scr_diagnosis *diagnosis) {
    char sql[120];
    sqlite3_snprintf(sizeof sql, sql, "SELECT bytes FROM release_statement WHERE release = %u ORDER BY position",
                     (unsigned)record->number);
    return load_bytes(store, sql, &record->statement, statement, diagnosis);
}

static scr_result take_levels(struct row_loading *loading, const char *levels, struct measurement_plan *plan) {
    size_t count = strlen(levels);
    if (!count || count > RETURNS_LEVELS) return damaged(loading);
    for (size_t i = 0; i < count; i++) {
        if (levels[i] <= '0' || levels[i] >= '0' + RETURNS_LEVELS || (i && levels[i] <= levels[i - 1]))
            return damaged(loading);
        plan->levels[i] = (enum returns_level)(levels[i] - '0');
    }
    plan->level_count = (uint32_t)count + 1;
    return scr_done();
}

static scr_result take_release(struct row_loading *loading, sqlite3_stmt *row, struct release_record *record) {
    struct measurement_plan *plan = &record->plan;
    const char **const texts[] = {&record->mechanism,    &record->source.kind,  &record->source.beacon,
                                  &record->source.chain, &record->source.pulse, &record->source.place,
                                  &record->source.time,  &record->root_name};
    size_t number, exact, adjacency, turnout;
    const char *levels;
    SCR_TRY(load_number(loading, row, 0, NOISE_RELEASES_MOST, &number));
    SCR_TRY(load_hash(loading, row, 1, &record->statement));
    SCR_TRY(load_hash(loading, row, 2, &record->measured));
    SCR_TRY(load_hash(loading, row, 3, &record->table_root));
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) SCR_TRY(load_text(loading, row, 4 + (int)i, texts[i]));
    SCR_TRY(load_number(loading, row, 12, RETURNS_UNITS_MOST - 1, &plan->root));
    SCR_TRY(load_text(loading, row, 13, &levels));
    SCR_TRY(take_levels(loading, levels, plan));
    SCR_TRY(load_number(loading, row, 14, plan->level_count - 1, &exact));
    SCR_TRY(load_number(loading, row, 15, 1, &adjacency));
    SCR_TRY(load_number(loading, row, 16, 1, &turnout));
    if (!number) return damaged(loading);
    record->number = plan->release = (uint32_t)number;
    plan->exact_levels = (uint32_t)exact;
    plan->adjacency = adjacency ? MEASUREMENT_ADD_REMOVE : MEASUREMENT_SUBSTITUTE;
    plan->turnout_public = turnout;
    return scr_done();
}

/* `first` holds what take_rows hands over. */
struct release_loading {
    struct row_loading rows;
    struct release_record *record;
};

static struct release_loading *of(struct row_loading *rows) { return (struct release_loading *)(void *)rows; }

static scr_result take_contest(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    struct measurement_plan_contest *contest = &of(loading)->record->plan.contests[position];
    size_t votes, cast;
    SCR_TRY(load_text(loading, row, 1, &contest->name));
    SCR_TRY(load_text(loading, row, 2, &contest->id));
    SCR_TRY(load_number(loading, row, 3, ELECTION_CANDIDATES_MOST, &votes));
    SCR_TRY(load_number(loading, row, 4, 1, &cast));
    contest->votes_allowed = (unsigned)votes;
    contest->ballots_cast = cast;
    return votes && *contest->id ? scr_done() : damaged(loading);
}

#define SHARES_MOST (2 * RELEASE_LEVEL_LIMIT)

static scr_result take_share(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    struct measurement_plan *plan = &of(loading)->record->plan;
    size_t index, level, total, p, q;
    (void)position;
    SCR_TRY(load_number(loading, row, 0, plan->contest_count - 1, &index));
    struct measurement_plan_contest *contest = &plan->contests[index];
    if (!contest->shares) contest->shares = scr_arena_alloc(loading->arena, SHARES_MOST, sizeof *contest->shares);
    if (!contest->shares) return (scr_result){SCR_MEMORY};
    SCR_TRY(load_number(loading, row, 1, plan->level_count, &level));
    SCR_TRY(load_number(loading, row, 2, 1, &total));
    SCR_TRY(load_number(loading, row, 3, MEASUREMENT_EPSILON_LIMIT, &p));
    SCR_TRY(load_number(loading, row, 4, MEASUREMENT_EPSILON_LIMIT, &q));
    if (level <= plan->exact_levels || !p || !q || contest->share_count == SHARES_MOST) return damaged(loading);
    contest->shares[contest->share_count++] =
        (struct measurement_share){.level = (uint32_t)level, .total = total, .epsilon = {(int64_t)p, (int64_t)q}};
    return scr_done();
}

/* Rows come by contest, option and unit. The arrays of one contest grow by doubling within the arena. */
static scr_result take_zero(struct row_loading *loading, sqlite3_stmt *row, size_t position) {
    struct measurement_plan *plan = &of(loading)->record->plan;
    size_t index, option, unit;
    (void)position;
    SCR_TRY(load_number(loading, row, 0, plan->contest_count - 1, &index));
    SCR_TRY(load_number(loading, row, 1, RETURNS_OPTIONS_MOST - 1, &option));
    SCR_TRY(load_number(loading, row, 2, RETURNS_UNITS_MOST - 1, &unit));
    struct measurement_plan_contest *contest = &plan->contests[index];
    if (!contest->zeros)
        contest->zeros = scr_arena_alloc(loading->arena, MEASUREMENT_OPTIONS_MOST, sizeof *contest->zeros);
    if (!contest->zeros) return (scr_result){SCR_MEMORY};
    struct measurement_plan_zero *zero = contest->zero_count ? &contest->zeros[contest->zero_count - 1] : NULL;
    if (!zero || zero->option != option) {
        if (contest->zero_count == MEASUREMENT_OPTIONS_MOST) return damaged(loading);
        zero = &contest->zeros[contest->zero_count++];
        *zero = (struct measurement_plan_zero){.option = option};
    }
    size_t *grown = NULL, room = zero->unit_count;
    if (!(room & (room - 1))) { /* full at 0 and at every power of two */
        grown = scr_arena_alloc(loading->arena, room ? 2 * room : 1, sizeof *grown);
        if (!grown) return (scr_result){SCR_MEMORY};
        if (room) memcpy(grown, zero->units, room * sizeof *grown);
        zero->units = grown;
    }
    zero->units[zero->unit_count++] = unit;
    return scr_done();
}

static scr_result take_parts(struct release_loading *loading) {
    struct row_loading *rows = &loading->rows;
    struct release_record *record = loading->record;
    char sql[200];
    sqlite3_snprintf(sizeof sql, sql, "SELECT count(*) FROM release_contest WHERE release = %u",
                     (unsigned)record->number);
    SCR_TRY(load_count(rows, sql, MEASUREMENT_CONTESTS_MOST, &record->plan.contest_count));
    record->plan.contests = scr_arena_alloc(rows->arena, record->plan.contest_count, sizeof *record->plan.contests);
    if (!record->plan.contests) return (scr_result){SCR_MEMORY};
    if (!record->plan.contest_count) return damaged(rows);
    sqlite3_snprintf(sizeof sql, sql,
                     "SELECT position, name, id, votes_allowed, ballots_cast FROM release_contest WHERE release = %u "
                     "ORDER BY position",
                     (unsigned)record->number);
    SCR_TRY(load_rows(rows, sql, record->plan.contest_count, take_contest));
    sqlite3_snprintf(
        sizeof sql, sql,
        "SELECT contest, level, total, p, q FROM release_share WHERE release = %u ORDER BY contest, position",
        (unsigned)record->number);
    SCR_TRY(load_rows(rows, sql, CVR_NONE, take_share));
    sqlite3_snprintf(sizeof sql, sql,
                     "SELECT contest, option, unit FROM release_zero WHERE release = %u ORDER BY contest, option, unit",
                     (unsigned)record->number);
    SCR_TRY(load_rows(rows, sql, CVR_NONE, take_zero));
    for (size_t i = 0; i < record->plan.contest_count; i++)
        if (!record->plan.contests[i].share_count) return damaged(rows);
    return scr_done();
}

static scr_result take_keys(struct release_loading *loading, struct store *store) {
    struct noise_record noise = {0};
    struct release_record *record = loading->record;
    bool stands;
    scr_result result = store_load_noise(store, &noise, &stands, loading->rows.diagnosis);
    if (!scr_failed(result) && (!stands || record->number > noise.releases)) result = damaged(&loading->rows);
    if (scr_failed(result)) goto done;
    record->noise = noise.digest;
    record->election_id = scr_arena_copy(&record->arena, noise.election_id, strlen(noise.election_id));
    result = record->election_id ? noise_release_key(&noise.key, record->number, record->release_key)
                                 : (scr_result){SCR_MEMORY};
    if (!scr_failed(result)) result = noise_table_key(&noise.key, record->number, record->table_key);
done:
    noise_record_free(&noise);
    return result;
}

static scr_result take_finish(struct release_loading *loading) {
    struct row_loading *rows = &loading->rows;
    sqlite3_stmt *statement = NULL;
    char sql[160];
    sqlite3_snprintf(
        sizeof sql, sql,
        "SELECT digest FROM ledger_entry WHERE kind = 'finish' AND release = %u ORDER BY number DESC LIMIT 1",
        (unsigned)loading->record->number);
    SCR_TRY(store_prepare(rows->store, sql, &statement, rows->diagnosis));
    scr_result result = store_next(rows->store, statement, &loading->record->finished, rows->diagnosis);
    if (!scr_failed(result) && loading->record->finished)
        result = load_hash(rows, statement, 0, &loading->record->artifact);
    sqlite3_finalize(statement);
    return result;
}

scr_result store_load_release(struct store *store, uint32_t number, struct release_record *record, bool *found,
                              struct scr_diagnosis *diagnosis) {
    struct release_loading loading = {{.store = store, .diagnosis = diagnosis, .arena = &record->arena}, record};
    sqlite3_stmt *statement = NULL;
    char sql[60];
    *found = false;
    sqlite3_snprintf(sizeof sql, sql, "SELECT * FROM release %s %u",
                     number ? "WHERE number =" : "ORDER BY number DESC LIMIT", number ? (unsigned)number : 1U);
    SCR_TRY(store_prepare(store, sql, &statement, diagnosis));
    scr_result result = store_next(store, statement, found, diagnosis);
    if (!scr_failed(result) && *found) result = take_release(&loading.rows, statement, record);
    sqlite3_finalize(statement);
    if (scr_failed(result) || !*found) return result;
    SCR_TRY(take_parts(&loading));
    SCR_TRY(take_keys(&loading, store));
    return take_finish(&loading);
}

scr_result store_find_release(struct store *store, const struct scr_hash *statement, uint32_t *number,
                              struct scr_diagnosis *diagnosis) {
    const struct row_loading loading = {.store = store, .diagnosis = diagnosis};
    char hex[SCR_HEX_SIZE], sql[140];
    size_t found;
    scr_hash_hex(statement, hex);
    sqlite3_snprintf(sizeof sql, sql, "SELECT number FROM release WHERE statement = %Q", hex);
    SCR_TRY(load_count(&loading, sql, NOISE_RELEASES_MOST, &found));
    *number = (uint32_t)found;
    return scr_done();
}

scr_result store_measure(struct store *store, const struct release_record *record, struct measurement *measurement,
                         struct scr_diagnosis *diagnosis) {
    struct measurement_plan plan = record->plan;
    struct election election = {0};
    struct returns returns = {0};
    struct scr_arena arena = {0};
    struct scr_hash digest;
    bool defined = false, derived;
    scr_result result = store_load_returns(store, &returns, diagnosis);
    if (!scr_failed(result)) result = store_has_election(store, "", &defined, &derived, diagnosis);
    if (!scr_failed(result) && defined) result = store_load_election(store, &election, diagnosis);
    plan.contests = scr_arena_alloc(&arena, plan.contest_count, sizeof *plan.contests);
    if (!plan.contests) result.code = SCR_MEMORY;
    if (!scr_failed(result) && record->plan.root >= returns.unit_count) result.code = SCR_INPUT;
    if (!scr_failed(result)) {
        memcpy(plan.contests, record->plan.contests, plan.contest_count * sizeof *plan.contests);
        release_plan_define(&plan, defined ? &election : NULL);
        result = measurement_make(&returns, &plan, record->root_name, measurement, diagnosis);
    }
    returns_free(&returns);
    if (defined) election_free(&election);
    scr_arena_free(&arena);
    SCR_TRY(result);
    SCR_TRY(measurement_table_root(measurement, record->table_key));
    SCR_TRY(measurement_digest(measurement, record->election_id, &digest));
    if (scr_hash_equal(&measurement->table_root, &record->table_root) && scr_hash_equal(&digest, &record->measured))
        return scr_done();
    return scr_refuse(diagnosis, SCR_STORE, store->shown,
                      "the precinct returns in the store are not those that release %u was announced for; corrected "
                      "counts need a new announcement, which is charged again",
                      (unsigned)record->number);
}
