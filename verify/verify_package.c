/* verify_package.c: a package folder: its own checks, then those of every artifact in it. */
#include <stdlib.h>
#include <string.h>

#include "verify/kinds.h"
#include "verify/package/names.h"

struct payload {
    const struct artifact_kind **kinds; /* by file; NULL: no artifact */
    char **paths;                       /* by file, to open */
    char **folders;                     /* of each file */
    struct package_artifact *about;     /* by file */
    size_t *findings;                   /* by file: index into the verification, for artifacts */
};

/* What was said of a file matters only where it could not be read for no fault of its own: nothing true can be said of
 * the package then, and the run ends. */
static scr_result pass_on(struct run *run, scr_result result, struct scr_diagnosis *said) {
    bool ends = result.code == SCR_IO || result.code == SCR_MEMORY || result.code == SCR_INTERNAL;
    for (size_t i = 0; i < said->count && ends; i++)
        scr_note(run->diagnosis, said->problems[i].code, said->problems[i].place, "%s", said->problems[i].message);
    scr_diagnosis_free(said);
    return ends ? result : scr_done();
}

/* NULL when it is none. */
static scr_result find_kind(struct run *run, const char *path, const struct artifact_kind **kind) {
    struct scr_diagnosis said = {0};
    char *root = NULL;
    *kind = NULL;
    scr_result result = path_named_xml(path) ? document_root(path, &root, &said) : scr_done();
    if (!scr_failed(result) && root) *kind = artifact_kind(root);
    free(root);
    return pass_on(run, result, &said);
}

static scr_result list(struct run *run, const char *folder, const struct package *package, struct scr_arena *arena,
                       struct payload *payload) {
    size_t count = package_file_count(package), artifacts = 0, index;
    payload->kinds = scr_arena_alloc(arena, count, sizeof *payload->kinds);
    payload->paths = scr_arena_alloc(arena, count, sizeof *payload->paths);
    payload->folders = scr_arena_alloc(arena, count, sizeof *payload->folders);
    payload->about = scr_arena_alloc(arena, count, sizeof *payload->about);
    payload->findings = scr_arena_alloc(arena, count, sizeof *payload->findings);
    if (!payload->kinds || !payload->paths || !payload->folders || !payload->about || !payload->findings)
        return (scr_result){SCR_MEMORY};
    for (size_t i = 0; i < count; i++) {
        const char *path = package_file(package, i), *slash = strrchr(path, '/'); /* "data/.." */
        payload->paths[i] = scr_arena_print(arena, "%s/%s", folder, path);
        payload->folders[i] = scr_arena_print(arena, "%s/%.*s", folder, (int)(slash - path), path);
        if (!payload->paths[i] || !payload->folders[i]) return (scr_result){SCR_MEMORY};
        char *kept = scr_arena_copy(arena, path, strlen(path)); /* outlives the package */
        if (!kept) return (scr_result){SCR_MEMORY};
        payload->about[i] = (struct package_artifact){.path = kept, .kind = "", .election_id = "", .signer_role = ""};
        SCR_TRY(find_kind(run, payload->paths[i], &payload->kinds[i]));
        artifacts += payload->kinds[i] != NULL;
    }
    SCR_TRY(run_reserve(run, artifacts, &index));
    run->expected += artifacts;
    for (size_t i = 0; i < count; i++) {
        if (!payload->kinds[i]) continue;
        struct findings *findings = &run->verification->files[index];
        payload->findings[i] = index++;
        findings->kind = payload->kinds[i]->name;
        findings->file = strdup(package_file(package, i));
        if (!findings->file) return (scr_result){SCR_MEMORY};
    }
    return scr_done();
}

/* What the artifacts of this package may rest on; nothing from outside. */
struct own {
    struct definitions definitions;
    struct publications publications;
    struct release_publications releases;
    struct proofs_seen proofs;
};

/* The artifacts of one rank. */
static scr_result check_rank(struct run *run, size_t count, int rank, struct payload *payload, struct own *own,
                             struct kept_package *kept) {
    for (size_t i = 0; i < count; i++) {
        const struct artifact_kind *kind = payload->kinds[i];
        if (!kind || kind->rank != rank) continue;
        struct file_task task = {
            .path = payload->paths[i],
            .surroundings = {.definitions = &own->definitions,
                             .folder = payload->folders[i],
                             .work = &run->work,
                             .facts = run->options->facts,
                             .beacons = run->options->beacons,
                             .proofs = &own->proofs,
                             .publications = &own->publications,
                             .releases = &own->releases,
                             .package = true},
            .definitions = &own->definitions,
            .index = &kept->index,
            .about = &payload->about[i],
            .arena = &kept->arena,
            .findings = &run->verification->files[payload->findings[i]],
        };
        SCR_TRY(artifact_check(run, kind, &task));
    }
    return scr_done();
}

/* Files that were not read to their end for checks of their own are hashed now; what is no regular file keeps a
 * digest of zeros, which no manifest line equals. */
static scr_result hash_others(struct run *run, const struct package *package, const struct payload *payload,
                              const struct proofs_seen *proofs) {
    for (size_t i = 0; i < package_file_count(package); i++) {
        if (payload->kinds[i] && run->verification->files[payload->findings[i]].hashed) continue;
        if (package_file_oversized(package, i)) continue;
        const struct scr_hash *seen = proofs_find(proofs, payload->paths[i]);
        if (seen) {
            payload->about[i].hash = *seen;
            continue;
        }
        struct scr_diagnosis said = {0};
        scr_result result = scr_hash_file(payload->paths[i], &payload->about[i].hash, NULL, &said);
        if (scr_failed(result)) payload->about[i].hash = (struct scr_hash){{0}};
        if (!scr_failed(result) && payload->kinds[i]) { /* for --json */
            struct findings *findings = &run->verification->files[payload->findings[i]];
            findings->hash = payload->about[i].hash;
            findings->hashed = true;
        }
        SCR_TRY(pass_on(run, result, &said));
    }
    return scr_done();
}

/* Hands over what is compared with the other packages of the run at its end. */
static scr_result keep(struct run *run, const struct package *package, const char *folder,
                       const struct payload *payload, size_t findings, struct kept_package *kept) {
    kept->artifacts = payload->about;
    kept->count = package_file_count(package);
    kept->findings = findings;
    SCR_TRY(package_keep(package, folder, &run->verification->files[findings], kept));
    SCR_TRY(scr_grow(&run->kept, &run->kept_capacity, run->kept_count + 1, sizeof *run->kept));
    run->kept[run->kept_count++] = *kept;
    *kept = (struct kept_package){0};
    return scr_done();
}

/* What time stamps and countersignatures show, for the list of what is not proved. */
static void note_evidence(struct evidence_scope *scope, const struct findings *findings,
                          const struct package_artifact *about, size_t count) {
    scope->stamped += findings_verdict(findings, "PKG-08") >= 0;
    scope->countersigned += findings_verdict(findings, "PKG-09") >= 0;
    if (findings_verdict(findings, "PKG-10") != VERDICT_HOLDS) return;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(about[i].kind, "seed-record") != 0 || !about[i].rests_on_count) continue;
        bool statement = !strcmp(about[i].rests_on_kinds[0], "measurement-statement");
        scope->statements_in_order += statement;
        scope->commitments_in_order += !statement;
    }
}

/* The days on which the package's own index says that the artifacts were published: of two indexes nothing says which
 * is meant (PKG-07). */
static void note_days(const struct publication_index *index, struct package_artifact *about, size_t count) {
    size_t indexes = 0;
    for (size_t i = 0; i < count; i++) indexes += !strcmp(about[i].kind, "publication-index");
    for (size_t i = 0; i < count && index && indexes == 1; i++) {
        const struct index_entry *entry = index_find(index, &about[i].hash);
        if (entry) about[i].listed = entry->date; /* the index is kept to the end of the run */
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&about[i].hash, hex);
        const struct index_entry *seed = index_first_of(index, "seed-record", hex),
                                 *release = index_first_of(index, "precinct-release", hex);
        if (!seed || (release && release < seed)) seed = release; /* in order of Date */
        if (seed) about[i].seeded = seed->date;
    }
}

static scr_result check_trust(struct run *run, struct package *package, const struct payload *payload,
                              struct findings *findings) {
    const struct verify_options *options = run->options;
    struct budget left = work_begin(&run->work);
    const struct reader_trust reader = {.key = options->key,
                                        .fingerprint = options->fingerprint,
                                        .list = options->trust,
                                        .tsa = options->tsa,
                                        .required = options->required,
                                        .required_count = options->required_count,
                                        .facts = options->facts,
                                        .work = &left};
    size_t count = package_file_count(package);
    SCR_TRY(package_check_trust(package, payload->about, count, &reader, options->today, findings, run->diagnosis));
    (void)work_end(&run->work, &left);
    note_evidence(&run->verification->scope.evidence, findings, payload->about, count);
    return scr_done();
}

scr_result verify_package(struct run *run, const char *folder) {
    struct kept_package kept = {0};
    struct own own = {0};
    struct package *package = NULL;
    struct payload payload;
    size_t first, count;
    scr_result result;
    SCR_TRY(run_reserve(run, 1, &first));
    run->verification->files[first].kind = "package";
    run->verification->files[first].file = strdup(folder);
    if (!run->verification->files[first].file) return (scr_result){SCR_MEMORY};
    run->verification->scope.packages++;
    SCR_TRY_OR(result, package_open(folder, &package, &run->verification->files[first], run->diagnosis), end);
    SCR_TRY_OR(result, list(run, folder, package, &kept.arena, &payload), end);
    count = package_file_count(package);
    for (int rank = 0; rank < ARTIFACT_RANKS; rank++)
        SCR_TRY_OR(result, check_rank(run, count, rank, &payload, &own, &kept), end);
    SCR_TRY_OR(result, note_committed(run, &own.publications), end);
    SCR_TRY_OR(result, compare_statements(run, &own.releases, &own.definitions), end);
    SCR_TRY_OR(result, hash_others(run, package, &payload, &own.proofs), end);
    SCR_TRY_OR(result, package_check_artifacts(package, payload.about, count, &run->verification->files[first]), end);
    SCR_TRY_OR(result, note_election(run, payload.about, count, first), end);
    SCR_TRY_OR(result, note_untested(run, &own.definitions, payload.about, count, &run->verification->files[first]),
               end);
    note_days(kept.index, payload.about, count);
    result = check_trust(run, package, &payload, &run->verification->files[first]);
    if (!scr_failed(result)) result = keep(run, package, folder, &payload, first, &kept);
end:
    package_free(package);
    proofs_free(&own.proofs);
    definitions_free(&own.definitions);
    publications_free(&own.publications);
    release_publications_free(&own.releases);
    package_kept_free(&kept);
    return result;
}
