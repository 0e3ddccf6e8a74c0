/* contents.c: checks that data/ holds artifacts of one election, their proofs, and nothing else: PKG-06. */
#include <stdlib.h>
#include <string.h>

#include "verify/package/names.h"
#include "verify/package/parts.h"

static bool is_artifact(const struct package_artifact *artifact) {
    return artifact->kind[0] && strcmp(artifact->kind, "unknown") != 0;
}

static int by_text(const void *a, const void *b) { return strcmp(*(const char *const *)a, *(const char *const *)b); }

/* The paths that artifacts name as their proofs, in order; *count of them. */
static const char **list_proofs(const struct package_artifact *artifacts, size_t files, struct scr_arena *arena,
                                size_t *count) {
    const char **proofs = scr_arena_alloc(arena, files, sizeof *proofs);
    *count = 0;
    for (size_t i = 0; proofs && i < files; i++) {
        const char *name = artifacts[i].proof_file, *slash = strrchr(artifacts[i].path, '/'); /* "data/.." */
        /* A name with a slash would point out of the artifact's own folder. */
        if (!name || strchr(name, '/') || !is_artifact(&artifacts[i])) continue;
        proofs[*count] = scr_arena_print(arena, "%.*s/%s", (int)(slash - artifacts[i].path), artifacts[i].path, name);
        if (!proofs[*count]) return NULL;
        ++*count;
    }
    if (*count) qsort(proofs, *count, sizeof *proofs, by_text);
    return proofs;
}

static void check_header(const struct package *package, const struct package_artifact *artifact,
                         struct scr_arena *arena, struct places *places) {
    if (!artifact->election_id[0] || !artifact->signer_role[0]) {
        places_add(places, VERDICT_UNDECIDED, artifact->path,
                   "is not valid (its own checks say where), so its election and signer's role are not known");
        return;
    }
    if (!package->election)
        places_add(places, VERDICT_UNDECIDED, artifact->path,
                   "cannot be compared with the package's election, which bag-info.txt does not tell");
    else if (strcmp(package->election, artifact->election_id) != 0)
        places_add(places, VERDICT_REFUTED, artifact->path, "is of the election \"%s\", the package of \"%s\"",
                   places_name(arena, artifact->election_id), places_name(arena, package->election));
    for (size_t i = 0; i < package->signer_count; i++)
        if (!strcmp(package->signers[i].role, artifact->signer_role)) return;
    if (package->signers_cut) return; /* check_pkg06 says so once */
    places_add(places, VERDICT_REFUTED, artifact->path, "needs a signer with the role %s, and no signer has it",
               places_name(arena, artifact->signer_role));
}

/* The election's other words, as `first` has them: one package tells one story of which election it is. */
static void check_election(const struct package_artifact *first, const struct package_artifact *artifact,
                           struct scr_arena *arena, struct places *places) {
    const struct {
        const char *name, *first, *here;
    } parts[] = {{"Name", first->election_name, artifact->election_name},
                 {"Date", first->election_date, artifact->election_date},
                 {"Jurisdiction", first->jurisdiction, artifact->jurisdiction}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].first && parts[i].here && strcmp(parts[i].first, parts[i].here) != 0)
            places_add(places, VERDICT_REFUTED, artifact->path, "gives the election's %s as \"%s\", %s as \"%s\"",
                       parts[i].name, places_name(arena, parts[i].here), places_name(arena, first->path),
                       places_name(arena, parts[i].first));
}

scr_result check_pkg06(const struct package *package, const struct package_artifact *artifacts,
                       struct findings *findings) {
    struct places places = {0};
    struct scr_arena arena = {0};
    size_t proof_count, found = 0;
    scr_result result = {SCR_MEMORY};
    const struct package_artifact *first = NULL;
    const char **proofs = list_proofs(artifacts, package->payload_count, &arena, &proof_count);
    if (!proofs) goto done;
    for (size_t i = 0; i < package->payload_count; i++) {
        const struct package_artifact *artifact = &artifacts[i];
        if (is_artifact(artifact)) {
            struct scr_arena names = {0};
            found++;
            check_header(package, artifact, &names, &places);
            if (!first && artifact->election_name) first = artifact;
            if (first) check_election(first, artifact, &names, &places);
            scr_arena_free(&names);
        } else if (path_named_xml(artifact->path)) {
            places_add(&places, VERDICT_REFUTED, artifact->path, "is not one of the artifacts that a package holds");
        } else if (!proof_count || !bsearch(&artifact->path, proofs, proof_count, sizeof *proofs, by_text)) {
            places_add(&places, VERDICT_REFUTED, artifact->path,
                       "is neither an artifact nor named as a proof by an artifact in its folder");
        }
    }
    if (!found && package->complete) places_add(&places, VERDICT_REFUTED, "data/", "holds no artifact");
    package_add_incomplete(package, &places);
    package_add_signers_cut(package, &places);
    result = places_report(&places, findings, "PKG-06",
                           "%zu artifacts of the package's election, each with a signer in its role, and their proofs.",
                           found);
done:
    places_free(&places);
    scr_arena_free(&arena);
    return result;
}
