/* release_seed.c: the seed record of an announced release in the store. */
#include "database.h"
#include "gen/store/store_release.h"

scr_result store_load_release_seed(struct store *store, uint32_t number, struct scr_hash *digest,
                                   struct scr_buffer *artifact, bool *stands, struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *statement = NULL;
    struct scr_hash hash;
    char sql[80];
    *stands = false;
    sqlite3_snprintf(sizeof sql, sql, "SELECT sha256, artifact FROM release_seed WHERE release = %u", (unsigned)number);
    SCR_TRY(store_prepare(store, sql, &statement, diagnosis));
    scr_result result = store_next(store, statement, stands, diagnosis);
    if (!scr_failed(result) && *stands) {
        const char *hex = (const char *)sqlite3_column_text(statement, 0);
        const void *bytes = sqlite3_column_blob(statement, 1);
        size_t length = (size_t)sqlite3_column_bytes(statement, 1);
        if (!hex || !bytes || !scr_hash_parse(hex, digest) || scr_failed(scr_hash_bytes(bytes, length, &hash)) ||
            !scr_hash_equal(&hash, digest))
            result = scr_refuse(diagnosis, SCR_STORE, store->shown,
                                "the store is damaged: a release's seed record is not as it was written");
        else if (artifact)
            result = scr_buffer_append(artifact, bytes, length);
    }
    sqlite3_finalize(statement);
    return result;
}

scr_result store_save_release_seed(struct store *store, uint32_t number, const struct scr_buffer *artifact,
                                   struct scr_diagnosis *diagnosis) {
    struct scr_hash standing, given;
    char hex[SCR_HEX_SIZE];
    sqlite3_stmt *statement = NULL;
    bool stands;
    SCR_TRY(scr_hash_bytes(artifact->data, artifact->length, &given));
    SCR_TRY(store_load_release_seed(store, number, &standing, NULL, &stands, diagnosis));
    if (stands && scr_hash_equal(&standing, &given)) return scr_done();
    if (stands)
        return scr_refuse(diagnosis, SCR_STORE, store->shown,
                          "release %u has another seed record: its noise is drawn once, from one seed",
                          (unsigned)number);
    scr_hash_hex(&given, hex);
    /* One statement is a transaction of its own; the primary key refuses a second record. */
    SCR_TRY(store_prepare(store, "INSERT INTO release_seed VALUES (?, ?, ?)", &statement, diagnosis));
    scr_result result = store_run(store, statement, diagnosis, "ntb", (size_t)number, (const char *)hex, artifact);
    sqlite3_finalize(statement);
    return result;
}
