/* package.c: opens a package folder and runs the checks of section 7 that need no artifact, then those that do. */
#include "verify/package/package.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scrutineer/text.h"
#include "verify/package/parts.h"

const char *const tag_names[TAG_FILES] = {"HOWTO-VERIFY.txt", "bag-info.txt", "bagit.txt", "manifest-sha256.txt",
                                          "tagmanifest-sha256.txt"};

static scr_result refuse_folder(struct scr_diagnosis *diagnosis, const char *folder, int problem) {
    struct scr_arena arena = {0};
    char reason[200];
    if (strerror_r(problem, reason, sizeof reason)) reason[0] = 0;
    scr_result result =
        scr_refuse(diagnosis, SCR_IO, places_name(&arena, folder), "could not be opened as a folder: %s", reason);
    scr_arena_free(&arena);
    return result;
}

static scr_result read_tags(struct package *package) {
    for (enum tag tag = 0; tag < TAG_FILES; tag++) {
        struct tag_file *file = &package->tags[tag];
        SCR_TRY(
            package_read(package->folder, tag_names[tag], TAG_FILE_LIMIT, &file->bytes, &file->verdict, file->trouble));
        if (file->verdict == VERDICT_HOLDS) SCR_TRY(scr_hash_bytes(file->bytes.data, file->bytes.length, &file->hash));
    }
    return scr_done();
}

/* Whoever names the folder beside the package, or a folder of artifacts, learns it from a sentence and not from fifty.
 */
static scr_result note_other_folder(const struct package *package, struct findings *findings) {
    for (enum tag tag = 0; tag < TAG_FILES; tag++)
        if (strcmp(package->tags[tag].trouble, "is missing") != 0) return scr_done();
    return findings_note(findings,
                         "Nothing of what makes a folder a package is here: was another folder meant? Artifacts "
                         "outside a package are named file by file.");
}

scr_result package_open(const char *folder, struct package **package, struct findings *findings,
                        struct scr_diagnosis *diagnosis) {
    *package = NULL;
    /* The folder itself is the user's word and may be reached through a link; nothing in it may. */
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) return refuse_folder(diagnosis, folder, errno);
    struct package *made = calloc(1, sizeof *made);
    if (!made) {
        close(fd);
        return (scr_result){SCR_MEMORY};
    }
    made->folder = fd;
    made->most_files = PACKAGE_FILES;
    scr_result result;
    SCR_TRY_OR(result, package_list(made, findings), failed);
    SCR_TRY_OR(result, read_tags(made), failed);
    SCR_TRY_OR(result, note_other_folder(made, findings), failed);
    SCR_TRY_OR(result, check_pkg02(made, findings), failed);
    scr_buffer_free(&made->tags[TAG_HOWTO].bytes); /* from here on only its digest matters */
    SCR_TRY_OR(result, check_pkg03(made, findings), failed);
    SCR_TRY_OR(result, check_pkg05(made, findings), failed);
    *package = made;
    return scr_done();
failed:
    package_free(made);
    return result;
}

size_t package_file_count(const struct package *package) { return package->payload_count; }

bool package_file_oversized(const struct package *package, size_t index) {
    return package->payload[index].size > PAYLOAD_FILE_LIMIT;
}

const char *package_file(const struct package *package, size_t index) { return package->payload[index].path; }

scr_result package_check_artifacts(const struct package *package, const struct package_artifact *artifacts,
                                   size_t count, struct findings *findings) {
    if (count != package->payload_count) return (scr_result){SCR_INTERNAL};
    for (size_t i = 0; i < count; i++)
        if (strcmp(artifacts[i].path, package->payload[i].path) != 0) return (scr_result){SCR_INTERNAL};
    SCR_TRY(check_pkg04(package, artifacts, findings));
    SCR_TRY(check_pkg06(package, artifacts, findings));
    return check_pkg07(package, artifacts, findings);
}

void package_free(struct package *package) {
    if (!package) return;
    close(package->folder);
    for (enum tag tag = 0; tag < TAG_FILES; tag++) scr_buffer_free(&package->tags[tag].bytes);
    free(package->entries);
    free(package->signers);
    scr_arena_free(&package->arena);
    free(package);
}
