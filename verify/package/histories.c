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

scr_result package_keep(const struct package *package, const char *folder, const struct findings *findings,
                        struct kept_package *kept) {
    if (!copy(&kept->arena, package->election, &kept->election) ||
        !copy(&kept->arena, package->bagging_date, &kept->bagging_date))
        return (scr_result){SCR_MEMORY};
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

static bool counts_for(const struct kept_package *package, const char *election) {
    return package->counts && !strcmp(package->index->election_id, election);
}

struct told_histories package_histories(const struct kept_package *packages, size_t count, const char *election) {
    struct told_histories told = {0};
    if (!election) return told;
    for (size_t i = 0; i < count; i++)
        if (counts_for(&packages[i], election) &&
            (!told.longest || packages[i].index->count > told.longest->index->count))
            told.longest = &packages[i];
    /* Two beginnings of one index are beginnings of each other, so comparing each with the longest compares all. */
    for (size_t i = 0; i < count && !told.other; i++)
        if (counts_for(&packages[i], election) && !continues(told.longest->index, packages[i].index))
            told.other = &packages[i];
    return told;
}

const struct publication_index *package_judge(const struct kept_package *package, const struct told_histories *told) {
    const struct publication_index *own = package->index, *longest = told->longest ? told->longest->index : NULL;
    if (!own) return longest;
    return longest && longest->count > own->count && continues(longest, own) ? longest : own;
}
