/* save.c: saves what one import brings, all of it in one transaction; tells what stands already. */
#include "database.h"

scr_result store_any(const struct store *store, const char *sql, bool *any, struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    *any = false;
    scr_result result = store_prepare(store, sql, &statement, diagnosis);
    if (!scr_failed(result)) result = store_next(store, statement, any, diagnosis);
    sqlite3_finalize(statement);
    return result;
}

/* Children first, for the foreign keys. */
static const char delete_election[] =
    "DELETE FROM style_contest; DELETE FROM ballot_style; DELETE FROM candidate;"
    "DELETE FROM contest; DELETE FROM party; DELETE FROM source_file; DELETE FROM election; DELETE FROM resolution;";
static const char delete_cvr[] =
    "DELETE FROM cvr_ranked; DELETE FROM cvr_codes; DELETE FROM cvr_identities; DELETE FROM cvr_selection; DELETE FROM "
    "cvr_candidate;"
    "DELETE FROM cvr_contest; DELETE FROM cvr_batch; DELETE FROM cvr_style; DELETE FROM cvr_precinct;"
    "DELETE FROM cvr_source; DELETE FROM cvr_summary;";
static const char delete_manifest[] = "DELETE FROM manifest_row; DELETE FROM manifest_source;";
static const char delete_returns[] =
    "DELETE FROM returns_counts; DELETE FROM returns_option; DELETE FROM returns_contest; DELETE FROM returns_unit;"
    "DELETE FROM returns_note; DELETE FROM returns_source; DELETE FROM returns_summary;";

struct part {
    const char *question, *removal; /* SQL */
    const char *what, *them;        /* words */
};
static const struct part election_part = {"SELECT 1 FROM election", delete_election, "an election",
                                          "everything in this one"};
static const struct part cvr_part = {"SELECT 1 FROM cvr_summary", delete_cvr, "cast-vote records", "them"};
static const struct part manifest_part = {"SELECT 1 FROM manifest_source", delete_manifest, "a ballot manifest", "it"};
static const struct part returns_part = {"SELECT 1 FROM returns_summary", delete_returns, "precinct returns", "them"};

/* Makes room for a part, or refuses what would be overwritten. */
static scr_result make_room(const struct store *store, const struct part *part, bool replace,
                            struct scr_diagnosis *diagnosis) {
    bool any;
    SCR_TRY(store_any(store, part->question, &any, diagnosis));
    if (!any) return scr_done();
    if (replace) return store_execute(store, part->removal, diagnosis);
    return scr_refuse(diagnosis, SCR_STORE, store->shown,
                      "the store holds %s already; use another store (--db), or --replace to replace %s", part->what,
                      part->them);
}

/* Noise keys and the ledger belong to one election: they must not outlive it under another. */
static scr_result refuse_noise(const struct store *store, struct scr_diagnosis *diagnosis) {
    bool stands;
    SCR_TRY(store_any(store, "SELECT 1 FROM noise", &stands, diagnosis));
    if (!stands) return scr_done();
    return scr_refuse(diagnosis, SCR_STORE, store->shown,
                      "a noise commitment was published for the election in the store, so that its definition stays as "
                      "it is; use another store (--db)");
}

static scr_result save(const struct store *store, const struct store_changes *changes, bool replace,
                       struct scr_diagnosis *diagnosis) {
    SCR_TRY(store_execute(store, "BEGIN IMMEDIATE", diagnosis));
    if (changes->election || changes->records || changes->manifest) SCR_TRY(store_refuse_committed(store, diagnosis));
    if (changes->election) SCR_TRY(refuse_noise(store, diagnosis));
    /* Records were matched with the election that stands beside them: a new one takes their place too. */
    if (changes->election) SCR_TRY(make_room(store, &election_part, replace, diagnosis));
    if (changes->election || changes->records) SCR_TRY(make_room(store, &cvr_part, replace, diagnosis));
    if (changes->manifest || (changes->election && replace))
        SCR_TRY(make_room(store, &manifest_part, replace, diagnosis));
    if (changes->returns || (changes->election && replace))
        SCR_TRY(make_room(store, &returns_part, replace, diagnosis));
    if (changes->election) SCR_TRY(store_put_election(store, changes->election, diagnosis));
    if (changes->records) SCR_TRY(store_put_cvr(store, changes->records, changes->spool, diagnosis));
    if (changes->manifest) SCR_TRY(store_put_manifest(store, changes->manifest, diagnosis));
    return changes->returns ? store_put_returns(store, changes->returns, diagnosis) : scr_done();
}

scr_result store_save(struct store *store, const struct store_changes *changes, bool replace,
                      struct scr_diagnosis *diagnosis) {
    return store_settle(store, save(store, changes, replace, diagnosis), diagnosis);
}

scr_result store_save_election(struct store *store, const struct election *election, bool replace,
                               struct scr_diagnosis *diagnosis) {
    return store_save(store, &(struct store_changes){.election = election}, replace, diagnosis);
}

scr_result store_has_election(struct store *store, const char *format, bool *has, bool *derived,
                              struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    bool other = false;
    SCR_TRY(store_any(store, "SELECT 1 FROM election", has, diagnosis));
    scr_result result = store_prepare(store, "SELECT 1 FROM source_file WHERE format <> ?", &statement, diagnosis);
    if (!scr_failed(result) && sqlite3_bind_text(statement, 1, format, -1, SQLITE_STATIC) != SQLITE_OK)
        result = store_refuse(store, diagnosis);
    if (!scr_failed(result)) result = store_next(store, statement, &other, diagnosis);
    sqlite3_finalize(statement);
    *derived = *has && !other;
    return result;
}
