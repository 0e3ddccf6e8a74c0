/* histories.c: what packages of one run tell about the order of publications: which of their indexes is the longest,
 * and whether the others are its beginnings. */
#include <stdlib.h>
#include <string.h>

#include "verify/package/currency.h"
#include "verify/package/parts.h"

/* That a trusted key signed the list is not enough: whoever changes the index in a copy of an honest package must not
 * make other packages look out of date. */
static bool vouched(const struct findings *findings) {
    static const char *const ids[] = {"PKG-03", "PKG-04", "PKG-05", "PKG-11"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        if (findings_verdict(findings, ids[i]) != VERDICT_HOLDS) return false;
    return true;
}

static bool copy(struct scr_arena *arena, const char *text, const char **to) {
    *to = text ? scr_arena_copy(arena, text, strlen(text)) : NULL;
    return !text || *to;
}

static int by_key(const void *a, const void *b) {
    return memcmp(((const struct kept_signer *)a)->key.bytes, ((const struct kept_signer *)b)->key.bytes,
                  SCR_HASH_SIZE);
}

/* The trusted first of one name. */
static int by_owner(const void *a, const void *b) {
    const struct kept_owner *first = a, *second = b;
    int order = strcmp(first->name, second->name);
    return order ? order : (int)second->trusted - (int)first->trusted;
}

static scr_result keep_owners(const struct signer *signer, struct kept_package *kept) {
    for (size_t i = 0; i < signer->owner_count; i++) {
        struct kept_owner *owner = &kept->owners[kept->owner_count++];
        owner->trusted = signer->trusted;
        if (!copy(&kept->arena, signer->owners[i], &owner->name)) return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

/* Who signs as one who keeps an index does; an observer who signs what two publishers publish makes them no one. */
static scr_result keep_signers(const struct package *package, struct kept_package *kept) {
    size_t lines = 0;
    for (size_t i = 0; i < package->signer_count; i++) lines += package->signers[i].owner_count;
    kept->signers = scr_arena_alloc(&kept->arena, package->signer_count, sizeof *kept->signers);
    kept->owners = scr_arena_alloc(&kept->arena, lines, sizeof *kept->owners);
    if (!kept->signers || !kept->owners) return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < package->signer_count; i++) {
        const struct signer *signer = &package->signers[i];
        if (!signer->genuine || strcmp(signer->role, "election-official") != 0) continue;
        kept->signers[kept->signer_count++] = (struct kept_signer){signer->fingerprint, signer->trusted};
        SCR_TRY(keep_owners(signer, kept));
    }
    if (kept->signer_count) qsort(kept->signers, kept->signer_count, sizeof *kept->signers, by_key);
    if (kept->owner_count) qsort(kept->owners, kept->owner_count, sizeof *kept->owners, by_owner);
    return scr_done();
}

scr_result package_keep(const struct package *package, const char *folder, const struct findings *findings,
                        struct kept_package *kept) {
    if (!copy(&kept->arena, package->election, &kept->election) ||
        !copy(&kept->arena, package->bagging_date, &kept->bagging_date))
        return (scr_result){SCR_MEMORY};
    SCR_TRY(keep_signers(package, kept));
    kept->shown = places_name(&kept->arena, folder);
    kept->complete = package->complete;
    for (size_t i = 0; i < kept->count; i++) {
        if (strcmp(kept->artifacts[i].kind, "publication-index") != 0) continue;
        if (!kept->indexes++) kept->index_path = kept->artifacts[i].path;
    }
    /* Of two, nothing says which is meant (PKG-07). */
    if (kept->indexes != 1) {
        index_free(kept->index);
        kept->index = NULL;
    }
    kept->counts =
        kept->index && kept->election && !strcmp(kept->election, kept->index->election_id) && vouched(findings);
    return scr_done();
}

void package_kept_free(struct kept_package *kept) {
    index_free(kept->index);
    scr_arena_free(&kept->arena);
    *kept = (struct kept_package){0};
}

static bool continues(const struct publication_index *longer, const struct publication_index *shorter) {
    return index_common(longer, shorter) == shorter->count;
}

const char *package_election(const struct kept_package *package) {
    return package->index ? package->index->election_id : package->election;
}

static bool counts_for(const struct kept_package *package, const char *election) {
    return package->counts && !strcmp(package->index->election_id, election);
}

/* Whether the reader's list gives one owner a key of each, and the reader trusts one of the two: an office that took a
 * new key is the office that it was, also when the old key's period is over. */
static bool one_owner(const struct kept_package *a, const struct kept_package *b) {
    for (size_t i = 0, j = 0; i < a->owner_count && j < b->owner_count;) {
        int order = strcmp(a->owners[i].name, b->owners[j].name);
        if (!order && (a->owners[i].trusted || b->owners[j].trusted)) return true; /* the trusted stand first */
        if (order <= 0) i++;
        if (order >= 0) j++;
    }
    return false;
}

/* Whether a key that the reader trusts signs both, or keys of one owner do. */
static bool one_publisher(const struct kept_package *a, const struct kept_package *b) {
    for (size_t i = 0, j = 0; i < a->signer_count && j < b->signer_count;) {
        int order = by_key(&a->signers[i], &b->signers[j]);
        if (!order && (a->signers[i].trusted || b->signers[j].trusted)) return true;
        if (order <= 0) i++;
        if (order >= 0) j++;
    }
    return one_owner(a, b);
}

/* Of two indexes one must be the beginning of the other. */
static bool forked(const struct kept_package *a, const struct kept_package *b) {
    return !continues(a->index, b->index) && !continues(b->index, a->index);
}

struct told_histories package_histories(const struct kept_package *packages, size_t count,
                                        const struct kept_package *package) {
    const char *election = package_election(package);
    struct told_histories told = {0};
    for (size_t i = 0; i < count && election; i++) {
        const struct kept_package *other = &packages[i];
        if (!counts_for(other, election)) continue;
        if (!one_publisher(package, other))
            told.apart = other;
        else if (!told.longest || other->index->count > told.longest->index->count)
            told.longest = other;
    }
    /* Two beginnings of one index are beginnings of each other, so comparing each with the longest compares all whom a
     * key joins to that; the others are compared with the package itself. */
    for (size_t i = 0; i < count && told.longest && !told.other; i++) {
        const struct kept_package *other = &packages[i], *against = told.longest;
        if (!counts_for(other, election) || !one_publisher(package, other)) continue;
        if (!one_publisher(other, against)) against = package;
        if (against->index && forked(other, against))
            told = (struct told_histories){told.longest, other, against, told.apart};
    }
    return told;
}

const struct publication_index *package_judge(const struct kept_package *package, const struct told_histories *told) {
    const struct publication_index *own = package->index, *longest = told->longest ? told->longest->index : NULL;
    if (!own) return longest;
    return longest && longest->count > own->count && continues(longest, own) ? longest : own;
}
