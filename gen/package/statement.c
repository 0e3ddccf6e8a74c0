/* statement.c: the nine lines of a countersignature. */
#include "statement.h"

#include <string.h>

#include "gen/commit/source.h"
#include "names.h"

static const char *const labels[] = {
    "Scrutineer-Statement: ", "Election: ", "Object: ", "SHA256: ", "Signer: ", "Role: ",
    "Fingerprint: ",          "Time: ",     "Words: "};
enum { VERSION, ELECTION, OBJECT, SHA256, SIGNER, ROLE, FINGERPRINT, TIME, WORDS, LINES };
_Static_assert(sizeof labels / sizeof *labels == LINES, "one label for each line");

scr_result statement_text(const struct statement *statement, struct scr_buffer *out) {
    char hash[SCR_HEX_SIZE], fingerprint[SCR_HEX_SIZE];
    scr_hash_hex(&statement->hash, hash);
    scr_hash_hex(&statement->fingerprint, fingerprint);
    const char *const values[LINES] = {[VERSION] = "1",
                                       [ELECTION] = statement->election,
                                       [OBJECT] = statement->object,
                                       [SHA256] = hash,
                                       [SIGNER] = statement->signer,
                                       [ROLE] = statement->role,
                                       [FINGERPRINT] = fingerprint,
                                       [TIME] = statement->time,
                                       [WORDS] = statement->words};
    for (size_t i = 0; i < LINES; i++) SCR_TRY(scr_buffer_print(out, "%s%s\n", labels[i], values[i]));
    return scr_done();
}

static bool lines_good(char *const values[], struct statement *s) {
    *s = (struct statement){.election = values[ELECTION],
                            .object = values[OBJECT],
                            .signer = values[SIGNER],
                            .role = values[ROLE],
                            .time = values[TIME],
                            .words = values[WORDS]};
    return !strcmp(values[VERSION], "1") && package_value_valid(s->election) && package_role_valid(s->object) &&
           scr_hash_parse(values[SHA256], &s->hash) && package_signer_valid(s->signer) && package_role_valid(s->role) &&
           scr_hash_parse(values[FINGERPRINT], &s->fingerprint) && seed_instant_valid(s->time) &&
           package_value_valid(s->words);
}

scr_result statement_read(const struct scr_buffer *bytes, const char *place, struct scr_arena *arena,
                          struct statement *statement, struct scr_diagnosis *diagnosis) {
    char *values[LINES];
    char *at = scr_arena_copy(arena, (const char *)bytes->data, bytes->length);
    if (!at) return (scr_result){SCR_MEMORY};
    bool good = strlen(at) == bytes->length; /* no NUL among the bytes */
    for (size_t i = 0; i < LINES && good; i++) {
        char *end = strchr(at, '\n');
        good = end && !strncmp(at, labels[i], strlen(labels[i]));
        if (!good) break;
        *end = 0;
        values[i] = at + strlen(labels[i]);
        at = end + 1;
    }
    if (!good || *at || !lines_good(values, statement))
        return scr_refuse(diagnosis, SCR_INPUT, place,
                          "is not a statement of nine lines, from Scrutineer-Statement to Words, as 'scrutineer-gen "
                          "countersign' writes it");
    return scr_done();
}

scr_result statement_signed(const struct statement *statement, const struct scr_buffer *text,
                            const struct scr_buffer *signature, const struct scr_buffer *key, const char *place,
                            struct scr_diagnosis *diagnosis) {
    struct scr_public_key public_key;
    struct scr_hash fingerprint;
    bool valid = false;
    if (!scr_public_key_parse(key, &public_key))
        return scr_refuse(diagnosis, SCR_INPUT, place, "its .pub is not an Ed25519 public key in PEM");
    SCR_TRY(scr_public_key_fingerprint(&public_key, &fingerprint));
    if (!scr_hash_equal(&fingerprint, &statement->fingerprint))
        return scr_refuse(diagnosis, SCR_INPUT, place, "its .pub is a key of another fingerprint than it states");
    if (signature->length == SCR_SIGNATURE_SIZE)
        SCR_TRY(scr_verify(&public_key, text->data, text->length, signature->data, signature->length, &valid));
    if (!valid) return scr_refuse(diagnosis, SCR_INPUT, place, "its .sig is not the signature of its .pub over it");
    return scr_done();
}
