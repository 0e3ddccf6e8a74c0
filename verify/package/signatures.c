/* signatures.c: checks each signer's key and signature: PKG-05. */
#include <stdlib.h>
#include <string.h>

#include "scrutineer/sign.h"
#include "verify/package/parts.h"

scr_result package_read_part(const struct package *package, const char *path, size_t least, size_t most,
                             struct scr_buffer *contents, bool *claimed, bool *here, struct places *places) {
    const struct entry *entry = package_entry(package, path);
    *here = false;
    if (!entry || entry->kind != ENTRY_FILE) {
        if (package->complete) places_add(places, VERDICT_REFUTED, path, "is missing");
        return scr_done();
    }
    claimed[entry - package->entries] = true;
    enum verdict verdict;
    char trouble[160];
    SCR_TRY(package_read(package->folder, path, most, contents, &verdict, trouble));
    if (verdict != VERDICT_HOLDS && entry->size <= most) {
        places_add(places, verdict, path, "%s", trouble);
    } else if (verdict != VERDICT_HOLDS || contents->length < least) {
        if (least == most)
            places_add(places, VERDICT_REFUTED, path, "does not have %zu bytes, as a signature has", most);
        else
            places_add(places, VERDICT_REFUTED, path, "has more than %zu bytes, too many for what it is", most);
    } else {
        *here = true;
    }
    return scr_done();
}

scr_result package_check_key(const struct scr_buffer *pem, const char *path, const struct scr_hash *fingerprint,
                             const char *named_by, struct scr_public_key *key, bool *good, struct places *places) {
    struct scr_hash own;
    *good = false;
    const char *trouble = scr_public_key_trouble(pem, key);
    if (trouble) {
        places_add(places, VERDICT_REFUTED, path, "%s", trouble);
        return scr_done();
    }
    SCR_TRY(scr_public_key_fingerprint(key, &own));
    *good = scr_hash_equal(&own, fingerprint);
    if (!*good) {
        char named[SCR_HEX_SIZE], found[SCR_HEX_SIZE];
        scr_hash_hex(fingerprint, named);
        scr_hash_hex(&own, found);
        places_add(places, VERDICT_REFUTED, path, "has the fingerprint %s, %s names %s", found, named_by, named);
    }
    return scr_done();
}

/* The key's own fingerprint is compared first: a signature by another key would prove nothing about this signer. */
static scr_result check_signature(const struct package *package, struct signer *signer, const char *key_path,
                                  const struct scr_buffer *pem, const char *signature_path,
                                  const struct scr_buffer *signature, struct places *places) {
    const struct tag_file *signed_file = &package->tags[TAG_TAGMANIFEST];
    struct scr_public_key key;
    bool good;
    SCR_TRY(package_check_key(pem, key_path, &signer->fingerprint, tag_names[TAG_BAG_INFO], &key, &good, places));
    if (!good) return scr_done();
    if (!signature) return scr_done();
    if (signed_file->verdict != VERDICT_HOLDS) {
        places_add(places, signed_file->verdict, signature_path, "signs tagmanifest-sha256.txt, which %s",
                   signed_file->trouble);
        return scr_done();
    }
    SCR_TRY(scr_verify(&key, signed_file->bytes.data, signed_file->bytes.length, signature->data, signature->length,
                       &signer->genuine));
    if (!signer->genuine)
        places_add(places, VERDICT_REFUTED, signature_path,
                   "is not a signature of tagmanifest-sha256.txt by the key in %s", key_path);
    return scr_done();
}

static scr_result check_signer(struct package *package, struct signer *signer, bool *claimed, struct places *places) {
    struct scr_arena arena = {0};
    struct scr_buffer pem = {0}, signature = {0};
    bool key_here, signature_here;
    scr_result result = {SCR_MEMORY};
    char *key_path = scr_arena_print(&arena, "signatures/%s.pub", signer->name);
    char *signature_path = scr_arena_print(&arena, "signatures/%s.sig", signer->name);
    if (!key_path || !signature_path) goto done;
    SCR_TRY_OR(result, package_read_part(package, key_path, 0, KEY_FILE_LIMIT, &pem, claimed, &key_here, places), done);
    SCR_TRY_OR(result,
               package_read_part(package, signature_path, SCR_SIGNATURE_SIZE, SCR_SIGNATURE_SIZE, &signature, claimed,
                                 &signature_here, places),
               done);
    if (key_here)
        result = check_signature(package, signer, key_path, &pem, signature_path, signature_here ? &signature : NULL,
                                 places);
done:
    scr_buffer_free(&signature);
    scr_buffer_free(&pem);
    scr_arena_free(&arena);
    return result;
}

/* Two lines for one key or one name would make one signer look like two, or let a signature count in two roles. */
static void find_repeated(const struct package *package, struct places *places) {
    const struct signer *signers = package->signers;
    for (size_t i = 1; i < package->signer_count; i++) {
        size_t name = 0, key = 0; /* at most PACKAGE_SIGNERS squared comparisons in all */
        while (name < i && strcmp(signers[name].name, signers[i].name) != 0) name++;
        while (key < i && !scr_hash_equal(&signers[key].fingerprint, &signers[i].fingerprint)) key++;
        if (name < i)
            places_add(places, VERDICT_REFUTED, tag_names[TAG_BAG_INFO], "names the signer %s again", signers[i].name);
        if (key < i)
            places_add(places, VERDICT_REFUTED, tag_names[TAG_BAG_INFO], "gives the signers %s and %s the same key",
                       signers[key].name, signers[i].name);
    }
}

scr_result check_pkg05(struct package *package, struct findings *findings) {
    struct places places = {0};
    size_t below;
    scr_result result = scr_done();
    bool *claimed = calloc(package->entry_count + 1, sizeof *claimed); /* by index of the entry: a signer's file */
    if (!claimed) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < package->signer_count; i++)
        SCR_TRY_OR(result, check_signer(package, &package->signers[i], claimed, &places), done);
    find_repeated(package, &places);
    if (!package->signer_count)
        places_add(&places, VERDICT_UNDECIDED, tag_names[TAG_BAG_INFO],
                   "names no signer whose signature could be checked");
    const struct entry *entries = package_below(package, "signatures/", &below);
    for (size_t i = 0; i < below; i++)
        if (entries[i].kind == ENTRY_FILE && !package->signers_cut && !claimed[entries + i - package->entries])
            places_add(&places, VERDICT_REFUTED, entries[i].path, "is of no signer that bag-info.txt names");
    package_add_incomplete(package, &places);
    package_add_signers_cut(package, &places);
    result = places_report(&places, findings, "PKG-05",
                           "%zu signature%s valid by the key%s whose fingerprint%s bag-info.txt names.",
                           package->signer_count, package->signer_count == 1 ? " is" : "s are",
                           package->signer_count == 1 ? "" : "s", package->signer_count == 1 ? "" : "s");
done:
    free(claimed);
    places_free(&places);
    return result;
}
