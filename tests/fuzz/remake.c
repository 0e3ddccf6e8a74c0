/* remake.c: makes digests, manifests and the signature of a changed bundle anew, as an insider can. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/sign.h"
#include "tests/fuzz/fuzz.h"

#define SIGNER_KEY "fixtures/keys/test-clerk.key"

static bool digest(const struct bundle_part *part, struct scr_hash *hash) {
    const uint8_t *bytes = part->bytes.data ? part->bytes.data : (const uint8_t *)"";
    return !scr_failed(scr_hash_bytes(bytes, part->bytes.length, hash));
}

/* Every place of `from` becomes `to`. */
static bool replace(struct scr_buffer *bytes, const char *from, const char *to) {
    bool any = false;
    for (size_t i = 0; i + SCR_HEX_SIZE - 1 <= bytes->length; i++) {
        if (memcmp(bytes->data + i, from, SCR_HEX_SIZE - 1) != 0) continue;
        memcpy(bytes->data + i, to, SCR_HEX_SIZE - 1);
        any = true;
        i += SCR_HEX_SIZE - 2;
    }
    return any;
}

/* Artifacts rest on each other without circles, so that as many rounds as parts are enough. */
static bool relink(struct bundle *bundle, const struct scr_hash *before) {
    struct scr_hash known[BUNDLE_PARTS];
    memcpy(known, before, sizeof *known * bundle->count);
    bool changed = true;
    for (size_t round = 0; changed && round < bundle->count; round++) {
        changed = false;
        for (size_t i = 0; i < bundle->count; i++) {
            struct scr_hash now;
            char old_hex[SCR_HEX_SIZE], hex[SCR_HEX_SIZE];
            if (!digest(&bundle->parts[i], &now)) return false;
            if (scr_hash_equal(&now, &known[i])) continue;
            scr_hash_hex(&known[i], old_hex);
            scr_hash_hex(&now, hex);
            for (size_t k = 0; k < bundle->count; k++)
                if (k != i && replace(&bundle->parts[k].bytes, old_hex, hex)) changed = true;
            known[i] = now;
        }
    }
    return true;
}

/* The lines of a manifest get the digests of the parts that they name. */
static bool refresh(struct bundle *bundle, const char *manifest) {
    struct bundle_part *part = bundle_find(bundle, manifest);
    if (!part || !part->bytes.data) return true;
    char *line = (char *)part->bytes.data, *end = line + part->bytes.length;
    for (char *feed; line < end && (feed = memchr(line, '\n', (size_t)(end - line))) != NULL; line = feed + 1) {
        char name[BUNDLE_NAME + 16], hex[SCR_HEX_SIZE];
        struct scr_hash now;
        if (feed - line < SCR_HEX_SIZE + 1 || feed - line > BUNDLE_NAME) continue;
        snprintf(name, sizeof name, "package/%.*s", (int)(feed - line - SCR_HEX_SIZE - 1), line + SCR_HEX_SIZE + 1);
        const struct bundle_part *named = bundle_find(bundle, name);
        if (!named || !digest(named, &now)) continue;
        scr_hash_hex(&now, hex);
        memcpy(line, hex, SCR_HEX_SIZE - 1);
    }
    return true;
}

static bool sign(struct bundle *bundle) {
    static struct scr_private_key *key;
    struct bundle_part *signature = bundle_find(bundle, "package/signatures/test-clerk.sig");
    const struct bundle_part *signs = bundle_find(bundle, "package/tagmanifest-sha256.txt");
    uint8_t made[SCR_SIGNATURE_SIZE];
    if (!signature || !signs || !signs->bytes.length) return true;
    if (!key && scr_failed(scr_private_key_load(SIGNER_KEY, NULL, NULL, &key, NULL))) return false;
    if (scr_failed(scr_sign(key, signs->bytes.data, signs->bytes.length, made))) return false;
    signature->bytes.length = 0;
    return !scr_failed(scr_buffer_append(&signature->bytes, made, sizeof made));
}

bool remake(struct bundle *bundle, const struct scr_hash *before) {
    return relink(bundle, before) && refresh(bundle, "package/manifest-sha256.txt") &&
           refresh(bundle, "package/tagmanifest-sha256.txt") && sign(bundle);
}
