/* evidence.c: reads what the reader of a package trusts, and makes the checks that rest on it. */
#include "verify/package/evidence.h"

#include <string.h>

#include "verify/package/names.h"

/* What the reader's options name, read. */
struct reader {
    struct scr_hash fingerprint;
    struct trust_list list;
    struct authorities authorities;
    struct scr_arena arena;
};

static scr_result read_reader(const struct reader_trust *words, struct reader *reader,
                              struct scr_diagnosis *diagnosis) {
    struct scr_public_key key;
    if (words->fingerprint) reader->fingerprint = *words->fingerprint;
    if (words->key) {
        SCR_TRY(scr_public_key_load(words->key, &key, diagnosis));
        SCR_TRY(scr_public_key_fingerprint(&key, &reader->fingerprint));
    }
    if (words->list) SCR_TRY(trust_list_read(words->list, &reader->arena, &reader->list, diagnosis));
    return words->tsa ? authorities_read(words->tsa, &reader->authorities, diagnosis) : scr_done();
}

static void free_reader(struct reader *reader) {
    authorities_free(&reader->authorities);
    trust_list_free(&reader->list);
    scr_arena_free(&reader->arena);
}

scr_result reader_trust_try(const struct reader_trust *words, struct scr_diagnosis *diagnosis) {
    struct reader reader = {0};
    scr_result result = read_reader(words, &reader, diagnosis);
    free_reader(&reader);
    return result;
}

static scr_result write_signers(const struct package *package, struct scr_buffer *out) {
    char hex[SCR_HEX_SIZE];
    SCR_TRY(scr_buffer_text(out, "["));
    for (size_t i = 0; i < package->signer_count; i++) { /* names and roles are letters, digits, signs of no meaning */
        const struct signer *signer = &package->signers[i];
        scr_hash_hex(&signer->fingerprint, hex);
        SCR_TRY(scr_buffer_print(out,
                                 "%s{\"signer\": \"%s\", \"role\": \"%s\", \"fingerprint\": \"%s\", \"valid\": %s, "
                                 "\"trusted\": %s}",
                                 i ? ", " : "", signer->name, signer->role, hex, signer->genuine ? "true" : "false",
                                 signer->trusted ? "true" : "false"));
    }
    return scr_buffer_text(out, "]");
}

/* Which package it was, and whose keys signed it: a report on the files that were checked names them by digest. */
static scr_result add_identity(const struct package *package, struct findings *findings) {
    const struct tag_file *tags = &package->tags[TAG_TAGMANIFEST];
    struct scr_buffer digest = {0}, signers = {0};
    char hex[SCR_HEX_SIZE];
    if (tags->verdict == VERDICT_HOLDS) {
        scr_hash_hex(&tags->hash, hex);
        SCR_TRY(scr_buffer_print(&digest, "\"%s\"", hex));
        SCR_TRY(findings_fact(findings, "tag_manifest", (char *)digest.data));
    }
    scr_result result = write_signers(package, &signers);
    if (!scr_failed(result)) return findings_fact(findings, "signers", (char *)signers.data);
    scr_buffer_free(&signers);
    return result;
}

static scr_result check(struct evidence *evidence, const struct reader_trust *words, const struct reader *reader,
                        struct findings *findings) {
    SCR_TRY(check_pkg11(evidence->trust, evidence->artifacts, evidence->artifact_count, findings));
    SCR_TRY(digest_index_make(evidence->artifacts, evidence->artifact_count, &evidence->arena, &evidence->index));
    SCR_TRY(check_pkg09(evidence, findings));
    SCR_TRY(check_pkg08(evidence, words->tsa ? &reader->authorities : NULL, findings));
    SCR_TRY(check_pkg10(evidence, words->tsa != NULL, findings));
    return check_pkg13(evidence, words->required, words->required_count, findings);
}

/* What the package keeps of the reader's list for the comparison with others (PKG-12). */
static scr_result keep_standing(struct package *package, const struct trust *trust) {
    const struct trust_list *list = trust->list;
    for (size_t i = 0; i < package->signer_count; i++) {
        struct signer *signer = &package->signers[i];
        size_t lines = 0;
        signer->trusted = trust_verdict(trust_standing(trust, signer).step) == VERDICT_HOLDS;
        for (size_t k = 0; list && k < list->count; k++)
            lines += scr_hash_equal(&list->keys[k].fingerprint, &signer->fingerprint);
        const char **owners = scr_arena_alloc(&package->arena, lines, sizeof *owners);
        if (!owners) return (scr_result){SCR_MEMORY};
        for (size_t k = 0; lines && k < list->count; k++) {
            if (!scr_hash_equal(&list->keys[k].fingerprint, &signer->fingerprint)) continue;
            const char *owner = list->keys[k].owner_key;
            owners[signer->owner_count] = scr_arena_copy(&package->arena, owner, strlen(owner));
            if (!owners[signer->owner_count++]) return (scr_result){SCR_MEMORY};
        }
        signer->owners = owners;
    }
    return scr_done();
}

scr_result package_check_trust(struct package *package, const struct package_artifact *artifacts, size_t count,
                               const struct reader_trust *words, const char *today, struct findings *findings,
                               struct scr_diagnosis *diagnosis) {
    struct reader reader = {0};
    if (!date_allowed(today, strlen(today))) return (scr_result){SCR_INTERNAL};
    struct trust trust = {.package = package,
                          .given = words->key || words->fingerprint ? &reader.fingerprint : NULL,
                          .option = words->key ? "--key" : "--fingerprint",
                          .list = words->list ? &reader.list : NULL,
                          .today = today};
    struct evidence evidence = {.package = package,
                                .trust = &trust,
                                .artifacts = artifacts,
                                .artifact_count = count,
                                .facts = words->facts,
                                .work = words->work};
    scr_result result = read_reader(words, &reader, diagnosis);
    if (!scr_failed(result)) result = check(&evidence, words, &reader, findings);
    if (!scr_failed(result)) result = keep_standing(package, &trust);
    if (!scr_failed(result) && words->facts) result = add_identity(package, findings);
    scr_arena_free(&evidence.arena);
    free_reader(&reader);
    return result;
}

scr_result evidence_fact(const struct evidence *evidence, const char *name, evidence_json *write,
                         struct findings *findings) {
    struct scr_buffer out = {0};
    if (!evidence->facts) return scr_done();
    scr_result result = write(evidence, &out);
    if (!scr_failed(result)) return findings_fact(findings, name, (char *)out.data);
    scr_buffer_free(&out);
    return result;
}
