/* pack.c: makes seeds of fuzz targets: each folder or file named becomes one bundle.
 *
 *     fuzz-pack OUT MOST PATH...
 *
 * writes OUT/1, OUT/2, ... A folder's parts are all files below it but README.md and expect; a file is one part. A
 * bundle longer than MOST bytes is left out. Numbers go on where OUT has files already. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scrutineer/file.h"
#include "tests/fuzz/bundle.h"

enum { ENTRIES = 1000, FILE_MOST = 1 << 20 };

struct packing {
    const char *folder; /* NULL: a file alone */
    struct scr_buffer out;
};

static scr_result add(struct packing *packing, const char *name, const char *path) {
    struct scr_buffer bytes = {0};
    scr_result result = scr_file_read(path, FILE_MOST, &bytes, NULL);
    if (!scr_failed(result)) result = scr_buffer_print(&packing->out, "=== %s %zu\n", name, bytes.length);
    if (!scr_failed(result)) result = scr_buffer_append(&packing->out, bytes.data, bytes.length);
    scr_buffer_free(&bytes);
    return result;
}

static scr_result visit(void *context, const char *relative, enum scr_entry kind) {
    struct packing *packing = context;
    char path[4096];
    if (kind != SCR_ENTRY_FILE || !strcmp(relative, "README.md") || !strcmp(relative, "expect")) return scr_done();
    snprintf(path, sizeof path, "%s/%s", packing->folder, relative);
    return add(packing, relative, path);
}

static scr_result pack(const char *path, const char *out, size_t most) {
    struct packing packing = {0};
    struct scr_diagnosis diagnosis = {0};
    struct stat state;
    char to[4096];
    const char *slash = strrchr(path, '/');
    scr_result result = {SCR_IO};
    if (stat(path, &state)) goto end;
    packing.folder = path;
    result = S_ISDIR(state.st_mode) ? scr_folder_walk(path, ENTRIES, visit, &packing, &diagnosis)
                                    : add(&packing, slash ? slash + 1 : path, path);
    for (unsigned number = 1; !scr_failed(result) && packing.out.length && packing.out.length <= most; number++) {
        snprintf(to, sizeof to, "%s/%u", out, number);
        if (!access(to, F_OK)) continue;
        result = scr_file_create(to, packing.out.data, packing.out.length, 0644, &diagnosis);
        break;
    }
end:
    scr_buffer_free(&packing.out);
    scr_diagnosis_free(&diagnosis);
    return result;
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fputs("usage: fuzz-pack OUT MOST PATH...\n", stderr);
        return 2;
    }
    for (int i = 3; i < argc; i++) {
        if (!scr_failed(pack(argv[i], argv[1], strtoull(argv[2], NULL, 10)))) continue;
        fprintf(stderr, "fuzz-pack: %s cannot be packed\n", argv[i]);
        return 1;
    }
    return 0;
}
