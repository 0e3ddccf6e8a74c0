/* change.c: what a trust list may say, and lines added to it and revoked. */
#include <string.h>

#include "gen/package/names.h"
#include "gen/package/package.h"
#include "gen/seen.h"
#include "gen/trust/owner.h"
#include "gen/trust/trust.h"

const char *trust_key_fault(const struct trust_key *key) {
    size_t length = strlen(key->owner);
    if (!package_value_valid(key->owner) || key->owner[0] == ' ' || key->owner[length - 1] == ' ')
        return "the owner is a name of 1 to 2,000 bytes on one line, without blanks around it";
    if (!package_role_valid(key->role))
        return "the role is lower-case letters, digits and '-', like election-official or observer";
    if (!package_value_valid(key->election))
        return "the election is its Id as the artifacts have it, or * for every election";
    if (!package_date_valid(key->from) || !package_date_valid(key->to))
        return "a key's period runs from one day to another, each written as YYYY-MM-DD";
    if (strcmp(key->from, key->to) > 0) return "the key's period ends before it begins";
    return NULL;
}

/* Periods are whole days: one that ends on the day on which the other begins overlaps with it. */
static bool overlap(const struct trust_key *a, const struct trust_key *b) {
    bool any = !strcmp(a->election, TRUST_ANY_ELECTION) || !strcmp(b->election, TRUST_ANY_ELECTION);
    return (any || !strcmp(a->election, b->election)) && strcmp(a->from, b->to) <= 0 && strcmp(b->from, a->to) <= 0;
}

/* Why `key` cannot stand beside `old`, or SCR_DONE. */
static scr_result beside(const struct trust_key *old, const struct trust_key *key, struct scr_arena *words,
                         struct scr_diagnosis *diagnosis) {
    const char *owner = package_shown(words, old->owner);
    const char *listed = owner_squeezed(words, old->owner), *added = owner_squeezed(words, key->owner);
    bool same_owner = !strcmp(old->owner, key->owner);
    if (!listed || !added) return (scr_result){SCR_MEMORY};
    if (!same_owner && !seen_compare(listed, added))
        return scr_refuse(diagnosis, SCR_INPUT, "--owner",
                          "the list has an owner who looks the same in another spelling, %s: if it is the same person, "
                          "write the name as it stands there, otherwise so that people can tell the two apart",
                          owner);
    if (!scr_hash_equal(&old->fingerprint, &key->fingerprint)) return scr_done();
    if (!same_owner)
        return scr_refuse(diagnosis, SCR_INPUT, "--owner", "the list has this key as that of %s; a key has one owner",
                          owner);
    if (old->revoked)
        return scr_refuse(diagnosis, SCR_INPUT, "--key",
                          "the list says that this key of %s is revoked, which counts for every line of it", owner);
    if (!overlap(old, key)) return scr_done();
    return scr_refuse(diagnosis, SCR_INPUT, "--key",
                      "the list has this key of %s already, in the role %s from %s to %s%s", owner, old->role,
                      old->from, old->to,
                      strcmp(old->role, key->role) != 0 ? "; one key signs in one role at a time" : "");
}

scr_result trust_add(struct trust *trust, const struct trust_key *key, struct scr_diagnosis *diagnosis) {
    const char *fault = trust_key_fault(key);
    struct scr_arena words = {0};
    scr_result result = scr_done();
    if (fault) return scr_refuse(diagnosis, SCR_INPUT, "trust add", "%s", fault);
    for (size_t i = 0; i < trust->count && !scr_failed(result); i++)
        result = beside(&trust->keys[i], key, &words, diagnosis);
    scr_arena_free(&words);
    SCR_TRY(result);
    if (trust->count == TRUST_KEYS_MOST)
        return scr_refuse(diagnosis, SCR_LIMIT, "trust add", "a trust list has at most 1,000 keys");
    SCR_TRY(scr_grow(&trust->keys, &trust->capacity, trust->count + 1, sizeof *key));
    trust->keys[trust->count++] = *key;
    return scr_done();
}

scr_result trust_revoke(struct trust *trust, const struct scr_hash *fingerprint, size_t *lines,
                        struct scr_diagnosis *diagnosis) {
    size_t found = 0;
    *lines = 0;
    for (size_t i = 0; i < trust->count; i++) {
        if (!scr_hash_equal(&trust->keys[i].fingerprint, fingerprint)) continue;
        found++;
        *lines += !trust->keys[i].revoked;
        trust->keys[i].revoked = true;
    }
    if (found) return scr_done();
    return scr_refuse(diagnosis, SCR_INPUT, "trust revoke",
                      "the list does not have this key, so nobody who reads it trusts it");
}
