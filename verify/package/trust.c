/* trust.c: says whether someone whom the reader trusts signs in each role that the artifacts need: PKG-11. */
#include <stdlib.h>
#include <string.h>

#include "scrutineer/sign.h"
#include "verify/package/names.h"
#include "verify/package/trust.h"

enum verdict trust_verdict(enum step step) {
    if (step >= LISTED) return VERDICT_HOLDS;
    return step >= UNSIGNED_WORDS ? VERDICT_UNDECIDED : VERDICT_REFUTED;
}

/* One line of the trust list whose fingerprint is the signer's, against what the signer says in bag-info.txt. Those
 * words count only if they are what was signed. */
static enum step compare(const struct trust *trust, const struct signer *signer, const struct trusted_key *key) {
    const struct package *package = trust->package;
    if (!package->bag_info_signed) return UNSIGNED_WORDS;
    if (strcmp(key->role, signer->role) != 0) return OTHER_ROLE;
    if (strcmp(key->election, "*") != 0) {
        if (!package->election) return NO_DATE;
        if (strcmp(key->election, package->election) != 0) return OTHER_ELECTION;
    }
    if (!package->bagging_date) return NO_DATE;
    if (strcmp(package->bagging_date, key->not_before) < 0 || strcmp(package->bagging_date, key->not_after) > 0)
        return OTHER_PERIOD;
    if (strcmp(trust->today, key->not_after) > 0) return ENDED;
    if (strcmp(trust->today, key->not_before) < 0) return NOT_BEGUN;
    return LISTED;
}

struct standing trust_standing(const struct trust *trust, const struct signer *signer) {
    struct standing best = {NOT_GIVEN, NULL};
    if (!signer->genuine) return (struct standing){FORGED, NULL};
    if (trust->given && scr_hash_equal(trust->given, &signer->fingerprint))
        return (struct standing){trust->package->bag_info_signed ? GIVEN : GIVEN_UNSIGNED, NULL};
    for (size_t i = 0; trust->list && i < trust->list->count; i++) {
        const struct trusted_key *key = &trust->list->keys[i];
        if (!scr_hash_equal(&key->fingerprint, &signer->fingerprint)) continue;
        if (key->revoked) return (struct standing){REVOKED, key};
        enum step step = compare(trust, signer, key);
        /* The first that trusts, else the first that leaves it open, else the one that comes nearest. */
        bool open = trust_verdict(step) == VERDICT_UNDECIDED && trust_verdict(best.step) == VERDICT_UNDECIDED;
        if (step > best.step && !open) best = (struct standing){step, key};
    }
    return best;
}

static void explain(const struct trust *trust, const struct signer *signer, struct standing standing,
                    struct places *places) {
    const char *date = trust->package->bagging_date ? trust->package->bagging_date : "";
    const struct trusted_key *key = standing.key;
    enum verdict verdict = trust_verdict(standing.step);
    struct scr_arena names = {0};
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&signer->fingerprint, hex);
    switch (standing.step) {
    case NOT_GIVEN:
        places_add(places, verdict, signer->name, "the key with fingerprint %s is not one that you trust", hex);
        break;
    case FORGED:
        places_add(places, verdict, signer->name,
                   "no valid signature by the key with fingerprint %s is in the package (PKG-05)", hex);
        break;
    case REVOKED:
        places_add(places, verdict, signer->name, "the trust list says that the key of %s is revoked",
                   places_name(&names, key->owner));
        break;
    case OTHER_ROLE:
        places_add(places, verdict, signer->name, "the trust list has the key of %s in the role %s, it signs as %s",
                   places_name(&names, key->owner), places_name(&names, key->role), signer->role);
        break;
    case OTHER_ELECTION:
        places_add(places, verdict, signer->name, "the trust list has the key of %s for the election \"%s\" only",
                   places_name(&names, key->owner), places_name(&names, key->election));
        break;
    case OTHER_PERIOD:
        places_add(places, verdict, signer->name,
                   "the trust list has the key of %s from %s to %s, the package is dated %s",
                   places_name(&names, key->owner), key->not_before, key->not_after, date);
        break;
    case UNSIGNED_WORDS:
        places_add(places, verdict, signer->name,
                   "the trust list has the key of %s, but bag-info.txt is not the one that was signed, so role, "
                   "election and date are not known",
                   places_name(&names, key->owner));
        break;
    case GIVEN_UNSIGNED:
        places_add(places, verdict, signer->name,
                   "this is the key given with %s, but bag-info.txt is not the one that was signed, so the role in "
                   "which it signs is not known",
                   trust->option);
        break;
    case NO_DATE:
        places_add(places, verdict, signer->name,
                   "the trust list has the key of %s, but bag-info.txt does not tell election and date",
                   places_name(&names, key->owner));
        break;
    case ENDED:
    case NOT_BEGUN:
        places_add(places, verdict, signer->name,
                   "the trust list has the key of %s from %s to %s, and today is %s; that the package is of %s is the "
                   "publisher's own word",
                   places_name(&names, key->owner), key->not_before, key->not_after, trust->today, date);
        break;
    case LISTED:
    case GIVEN:
        break;
    }
    scr_arena_free(&names);
}

/* The roles that the artifacts need, each once. An artifact whose header could not be read tells none. */
struct roles {
    const char **names;
    size_t count;
};

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

static scr_result needed_roles(const struct package_artifact *artifacts, size_t count, struct scr_arena *arena,
                               struct roles *roles) {
    size_t found = 0;
    *roles = (struct roles){.names = scr_arena_alloc(arena, count, sizeof *roles->names)};
    if (!roles->names) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++)
        if (artifacts[i].kind[0] && artifacts[i].signer_role[0]) roles->names[found++] = artifacts[i].signer_role;
    if (found) qsort(roles->names, found, sizeof *roles->names, by_text);
    for (size_t i = 0; i < found; i++)
        if (!i || strcmp(roles->names[i - 1], roles->names[i]) != 0) roles->names[roles->count++] = roles->names[i];
    return scr_done();
}

/* Someone who signs in this role: whom the holding report names. */
struct vouching {
    const struct signer *signer;
    struct standing as;
};

/* One trusted signer in the role is enough; what keeps the others from being trusted is then no fault. */
static void check_role(const struct trust *trust, const char *role, struct places *places, struct vouching *vouching) {
    const struct package *package = trust->package;
    enum verdict best = VERDICT_REFUTED;
    struct scr_arena names = {0};
    size_t signers = 0;
    for (size_t i = 0; i < package->signer_count; i++) {
        if (strcmp(package->signers[i].role, role) != 0) continue;
        struct standing standing = trust_standing(trust, &package->signers[i]);
        enum verdict verdict = trust_verdict(standing.step);
        signers++;
        if (verdict < best) best = verdict;
        if (verdict == VERDICT_HOLDS && !vouching->signer)
            *vouching = (struct vouching){&package->signers[i], standing};
    }
    if (best == VERDICT_REFUTED && package->signers_cut) {
        best = VERDICT_UNDECIDED; /* one of the signers that were left out may be trusted */
        package_add_signers_cut(package, places);
    }
    /* Verdicts are in order of weight, and here the lightest decides: only its sentences are given. */
    for (size_t i = 0; i < package->signer_count && best != VERDICT_HOLDS; i++) {
        if (strcmp(package->signers[i].role, role) != 0) continue;
        struct standing standing = trust_standing(trust, &package->signers[i]);
        if (trust_verdict(standing.step) == best) explain(trust, &package->signers[i], standing, places);
    }
    if (!signers && best == VERDICT_REFUTED)
        places_add(places, VERDICT_REFUTED, tag_names[TAG_BAG_INFO],
                   "names no signer in the role %s, in which the artifacts need a signature that you trust",
                   places_name(&names, role));
    scr_arena_free(&names);
}

static scr_result report(const struct trust *trust, const struct roles *roles, struct findings *findings) {
    const struct package *package = trust->package;
    struct places places = {0};
    struct vouching first = {NULL, {NOT_GIVEN, NULL}};
    struct scr_arena names = {0};
    char hex[SCR_HEX_SIZE] = "";
    size_t trusted = 0;
    for (size_t i = 0; i < roles->count; i++) check_role(trust, roles->names[i], &places, &first);
    /* PKG-06 refutes a package without artifacts; a signature under nothing says nothing of a publisher either. */
    if (!roles->count)
        places_add(&places, VERDICT_UNDECIDED, "data/",
                   "no artifact could be read that tells in which role it must be signed");
    for (size_t i = 0; i < package->signer_count; i++)
        trusted += trust_verdict(trust_standing(trust, &package->signers[i]).step) == VERDICT_HOLDS;
    if (first.signer) scr_hash_hex(&first.signer->fingerprint, hex);
    scr_result result = places_report(
        &places, findings, "PKG-11",
        "Signed by %s as %s, with a key that you %s%s (fingerprint %s)%s; %zu of %zu signer%s %s trusted.",
        first.signer ? first.signer->name : "", first.signer ? first.signer->role : "",
        first.as.key ? "list as that of " : "gave with ",
        first.as.key ? places_name(&names, first.as.key->owner) : trust->option, hex,
        roles->count > 1 ? ", and by trusted keys in every other role needed" : "", trusted, package->signer_count,
        package->signer_count == 1 ? "" : "s", trusted == 1 ? "is" : "are");
    scr_arena_free(&names);
    places_free(&places);
    return result;
}

scr_result check_pkg11(const struct trust *trust, const struct package_artifact *artifacts, size_t count,
                       struct findings *findings) {
    struct scr_arena arena = {0};
    struct roles roles;
    if (!trust->given && !trust->list)
        return findings_add(findings, "PKG-11", VERDICT_UNDECIDED,
                            "No key was given: who published this package is not known. Give the publisher's key with "
                            "--key, its fingerprint with --fingerprint, or a list of keys with --trust; what you give "
                            "must not come from the package.");
    scr_result result = needed_roles(artifacts, count, &arena, &roles);
    if (!scr_failed(result)) result = report(trust, &roles, findings);
    scr_arena_free(&arena);
    return result;
}
