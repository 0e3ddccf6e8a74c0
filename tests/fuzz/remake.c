/* remake.c: makes digests, manifests and the signature of a changed bundle anew, as an insider can. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/file.h"
#include "scrutineer/sign.h"
#include "tests/fuzz/fuzz.h"

enum { OWNERS = 2, KEY_MOST = 10000 };
static const char *const owners[OWNERS] = {"test-clerk", "test-other"};

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
static bool refresh(struct bundle *bundle, const char *package, const char *manifest) {
    char path[BUNDLE_NAME];
    snprintf(path, sizeof path, "%s/%s", package, manifest);
    struct bundle_part *part = bundle_find(bundle, path);
    if (!part || !part->bytes.data) return true;
    char *line = (char *)part->bytes.data, *end = line + part->bytes.length;
    for (char *feed; line < end && (feed = memchr(line, '\n', (size_t)(end - line))) != NULL; line = feed + 1) {
        char name[BUNDLE_NAME + 16], hex[SCR_HEX_SIZE];
        struct scr_hash now;
        if (feed - line < SCR_HEX_SIZE + 1 || feed - line > BUNDLE_NAME) continue;
        snprintf(name, sizeof name, "%s/%.*s", package, (int)(feed - line - SCR_HEX_SIZE - 1), line + SCR_HEX_SIZE + 1);
        const struct bundle_part *named = bundle_find(bundle, name);
        if (!named || !digest(named, &now)) continue;
        scr_hash_hex(&now, hex);
        memcpy(line, hex, SCR_HEX_SIZE - 1);
    }
    return true;
}

/* `signs` signed with a key of fixtures/keys. */
static bool sign(unsigned owner, const struct bundle_part *signs, struct bundle_part *signature) {
    static struct scr_private_key *keys[OWNERS];
    uint8_t made[SCR_SIGNATURE_SIZE];
    char path[100];
    snprintf(path, sizeof path, "fixtures/keys/%s.key", owners[owner]);
    if (!keys[owner] && scr_failed(scr_private_key_load(path, NULL, NULL, &keys[owner], NULL))) return false;
    if (scr_failed(scr_sign(keys[owner], signs->bytes.data, signs->bytes.length, made))) return false;
    signature->bytes.length = 0;
    return !scr_failed(scr_buffer_append(&signature->bytes, made, sizeof made));
}

static bool sign_package(struct bundle *bundle, const char *package) {
    char path[BUNDLE_NAME];
    snprintf(path, sizeof path, "%s/tagmanifest-sha256.txt", package);
    const struct bundle_part *signs = bundle_find(bundle, path);
    for (unsigned owner = 0; owner < OWNERS && signs && signs->bytes.length; owner++) {
        snprintf(path, sizeof path, "%s/signatures/%s.sig", package, owners[owner]);
        struct bundle_part *signature = bundle_find(bundle, path);
        if (signature && !sign(owner, signs, signature)) return false;
    }
    return true;
}

/* The owner whose public key this is; OWNERS: somebody else. */
static unsigned find_owner(const struct bundle_part *part) {
    static struct scr_buffer keys[OWNERS];
    unsigned owner = 0;
    for (; owner < OWNERS; owner++) {
        char path[100];
        snprintf(path, sizeof path, "fixtures/keys/%s.pub", owners[owner]);
        if (!keys[owner].length && scr_failed(scr_file_read(path, KEY_MOST, &keys[owner], NULL))) continue;
        if (part->bytes.length == keys[owner].length && part->bytes.data &&
            !memcmp(part->bytes.data, keys[owner].data, part->bytes.length))
            break;
    }
    return owner;
}

/* A statement NAME.txt beside NAME.pub gets its NAME.sig. */
static bool sign_statement(struct bundle *bundle, const struct bundle_part *statement) {
    char path[BUNDLE_NAME];
    int stem = (int)strlen(statement->name) - 4;
    snprintf(path, sizeof path, "%.*s.sig", stem, statement->name);
    struct bundle_part *signature = bundle_find(bundle, path);
    snprintf(path, sizeof path, "%.*s.pub", stem, statement->name);
    const struct bundle_part *key = bundle_find(bundle, path);
    unsigned owner = key ? find_owner(key) : OWNERS;
    return !signature || owner == OWNERS || !statement->bytes.length || sign(owner, statement, signature);
}

static void replace_bytes(struct scr_buffer *bytes, const struct scr_hash *from, const struct scr_hash *to) {
    for (size_t i = 0; i + SCR_HASH_SIZE <= bytes->length; i++)
        if (!memcmp(bytes->data + i, from->bytes, SCR_HASH_SIZE)) memcpy(bytes->data + i, to->bytes, SCR_HASH_SIZE);
}

/* What lies beside the manifests: statements first, since stamps are of these too. */
static bool remake_evidence(struct bundle *bundle, const struct scr_hash *before, const char *folder, const char *end) {
    for (size_t i = 0; i < bundle->count; i++) {
        struct bundle_part *part = &bundle->parts[i];
        struct scr_hash now;
        if (!bundle_ends(part->name, end) || !strstr(part->name, folder)) continue;
        for (size_t k = 0; k < bundle->count; k++) {
            char old_hex[SCR_HEX_SIZE], hex[SCR_HEX_SIZE];
            if (!digest(&bundle->parts[k], &now)) return false;
            if (k == i || scr_hash_equal(&now, &before[k])) continue;
            scr_hash_hex(&before[k], old_hex);
            scr_hash_hex(&now, hex);
            replace(&part->bytes, old_hex, hex);
            replace_bytes(&part->bytes, &before[k], &now);
        }
        if (!digest(part, &now)) return false;
        if (scr_hash_equal(&now, &before[i])) continue;
        if (!strcmp(end, ".tsr")) sign_stamp(&part->bytes);
        if (!strcmp(end, ".txt") && !sign_statement(bundle, part)) return false;
    }
    return true;
}

bool remake(struct bundle *bundle, const struct scr_hash *before) {
    static const char *const packages[] = {"package", "newer"};
    if (!relink(bundle, before)) return false;
    for (size_t i = 0; i < sizeof packages / sizeof *packages; i++)
        if (!refresh(bundle, packages[i], "manifest-sha256.txt") ||
            !refresh(bundle, packages[i], "tagmanifest-sha256.txt") || !sign_package(bundle, packages[i]))
            return false;
    return remake_evidence(bundle, before, "/countersignatures/", ".txt") &&
           remake_evidence(bundle, before, "", ".tsq") && remake_evidence(bundle, before, "", ".tsr");
}
