/* digests.c: compares the two manifests with the files they list: checks PKG-03 and PKG-04. */
#include <string.h>

#include "verify/package/parts.h"

static void add_difference(struct places *places, const char *path, enum tag manifest, const struct scr_hash *listed,
                           const struct scr_hash *found) {
    char listed_hex[SCR_HEX_SIZE], found_hex[SCR_HEX_SIZE];
    scr_hash_hex(listed, listed_hex);
    scr_hash_hex(found, found_hex);
    places_add(places, VERDICT_REFUTED, path, "%s says SHA-256 %s, the file has %s", tag_names[manifest], listed_hex,
               found_hex);
}

/* The manifest's lines, or a place that says why they cannot be had. */
static scr_result read_manifest(const struct package *package, enum tag tag, struct scr_arena *arena,
                                struct manifest *manifest, struct places *places) {
    const struct tag_file *file = &package->tags[tag];
    if (file->verdict != VERDICT_HOLDS) {
        places_add(places, file->verdict, tag_names[tag], "%s", file->trouble);
        return scr_done();
    }
    return manifest_parse(tag_names[tag], &file->bytes, arena, manifest, places);
}

static void compare_tags(struct package *package, const struct manifest *manifest, struct places *places) {
    for (enum tag tag = 0; tag < TAG_TAGMANIFEST; tag++) {
        const struct tag_file *file = &package->tags[tag];
        const struct manifest_line *line = manifest_find(manifest, tag_names[tag]);
        if (!line)
            places_add(places, VERDICT_REFUTED, tag_names[tag], "is not listed in tagmanifest-sha256.txt");
        else if (file->verdict != VERDICT_HOLDS)
            places_add(places, file->verdict, tag_names[tag], "%s", file->trouble);
        else if (!scr_hash_equal(&line->hash, &file->hash))
            add_difference(places, tag_names[tag], TAG_TAGMANIFEST, &line->hash, &file->hash);
        else if (tag == TAG_BAG_INFO)
            package->bag_info_signed = true;
    }
    for (size_t i = 0; i < manifest->count; i++) {
        bool known = false;
        for (enum tag tag = 0; tag < TAG_TAGMANIFEST; tag++)
            known = known || !strcmp(tag_names[tag], manifest->lines[i].path);
        if (!known)
            places_add(places, VERDICT_REFUTED, manifest->lines[i].path,
                       "is listed in tagmanifest-sha256.txt, where only the four tag files belong");
    }
}

scr_result check_pkg03(struct package *package, struct findings *findings) {
    struct places places = {0};
    struct scr_arena arena = {0};
    struct manifest manifest = {0};
    scr_result result = read_manifest(package, TAG_TAGMANIFEST, &arena, &manifest, &places);
    if (scr_failed(result)) goto done;
    if (package->tags[TAG_TAGMANIFEST].verdict == VERDICT_HOLDS) compare_tags(package, &manifest, &places);
    result =
        places_report(&places, findings, "PKG-03", "The tag manifest lists the four tag files with their digests.");
done:
    places_free(&places);
    scr_arena_free(&arena);
    return result;
}

/* Both lists ascend in the bytes of the path, each path once: one pass finds what only one of them has. */
static void compare_payload(const struct package *package, const struct manifest *manifest,
                            const struct package_artifact *artifacts, struct places *places) {
    size_t file = 0, line = 0;
    while (file < package->payload_count || line < manifest->count) {
        int order = file == package->payload_count ? 1
                    : line == manifest->count      ? -1
                                                   : strcmp(package->payload[file].path, manifest->lines[line].path);
        if (order < 0) {
            places_add(places, VERDICT_REFUTED, package->payload[file].path,
                       "is in the folder but not in manifest-sha256.txt");
        } else if (order > 0) {
            const char *path = manifest->lines[line].path;
            if (strncmp(path, "data/", 5) != 0)
                places_add(places, VERDICT_REFUTED, path,
                           "is listed in manifest-sha256.txt, where only files below data/ belong");
            else if (package->complete)
                places_add(places, VERDICT_REFUTED, path,
                           "is listed in manifest-sha256.txt but is no file in the folder");
        } else if (package_file_oversized(package, file)) {
            places_add(places, VERDICT_UNDECIDED, package->payload[file].path,
                       "has more than 256 MiB, the most that an artifact may have, and was not read");
        } else if (!scr_hash_equal(&manifest->lines[line].hash, &artifacts[file].hash)) {
            add_difference(places, package->payload[file].path, TAG_MANIFEST, &manifest->lines[line].hash,
                           &artifacts[file].hash);
        }
        file += order <= 0;
        line += order >= 0;
    }
}

scr_result check_pkg04(const struct package *package, const struct package_artifact *artifacts,
                       struct findings *findings) {
    struct places places = {0};
    struct scr_arena arena = {0};
    struct manifest manifest = {0};
    scr_result result = read_manifest(package, TAG_MANIFEST, &arena, &manifest, &places);
    if (scr_failed(result)) goto done;
    if (package->tags[TAG_MANIFEST].verdict == VERDICT_HOLDS) compare_payload(package, &manifest, artifacts, &places);
    package_add_incomplete(package, &places);
    result = places_report(&places, findings, "PKG-04",
                           "The manifest lists each of the %zu files below data/ with the digest of what was read.",
                           package->payload_count);
done:
    places_free(&places);
    scr_arena_free(&arena);
    return result;
}
