/* guard.c: compares what a command is given with the store's own files, by device and inode, or by folder and name. */
#include "gen/store/guard.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scrutineer/bytes.h"
#include "scrutineer/text.h"

/* The store, SQLite's files beside it, and gen/store/ledger_head.c's. */
static const char *const suffixes[] = {"", "-journal", "-wal", "-shm", ".ledger-head"};

/* The folder of a path as it stands ("" for one that ends in no name), and the name in it. */
static scr_result split(const char *path, struct scr_buffer *folder, const char **name) {
    const char *slash = strrchr(path, '/');
    *name = slash ? slash + 1 : path;
    folder->length = 0;
    SCR_TRY(scr_buffer_append(folder, path, (size_t)(*name - path)));
    return scr_buffer_text(folder, slash ? "." : "./.");
}

/* Whether two paths are one file, or would be one where nothing stands yet. */
static scr_result same_file(const char *a, const char *b, struct scr_buffer folders[static 2], bool *same) {
    struct stat first, second;
    const char *name_a, *name_b;
    bool stands = !stat(a, &first) && !stat(b, &second);
    *same = stands && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
    if (*same) return scr_done();
    SCR_TRY(split(a, &folders[0], &name_a));
    SCR_TRY(split(b, &folders[1], &name_b));
    *same = *name_a && !strcmp(name_a, name_b) && !stat((const char *)folders[0].data, &first) &&
            !stat((const char *)folders[1].data, &second) && first.st_dev == second.st_dev &&
            first.st_ino == second.st_ino;
    return scr_done();
}

static scr_result check(const char *path, const char *word, struct scr_buffer texts[static 3],
                        struct scr_diagnosis *diagnosis) {
    for (size_t s = 0; s < sizeof suffixes / sizeof *suffixes; s++) {
        bool same;
        texts[2].length = 0;
        SCR_TRY(scr_buffer_print(&texts[2], "%s%s", path, suffixes[s]));
        SCR_TRY(same_file((const char *)texts[2].data, word, texts, &same));
        if (!same) continue;
        texts[2].length = 0;
        SCR_TRY(scr_text_terminal(&texts[2], word));
        return scr_refuse(diagnosis, SCR_USAGE, (const char *)texts[2].data,
                          *suffixes[s] ? "this file belongs to the store, and nothing else is written to it"
                                       : "this is the store itself, and nothing else is written to it");
    }
    return scr_done();
}

scr_result store_guard_arguments(const char *path, int argc, char *const *argv, struct scr_diagnosis *diagnosis) {
    struct scr_buffer texts[3] = {{0}};
    /* Where the store is a link, SQLite has its journal beside the file that the link leads to. */
    char *real = realpath(path, NULL);
    scr_result result = scr_done();
    for (int i = 1; i < argc && !scr_failed(result); i++) {
        const char *word = argv[i], *equals = word[0] == '-' ? strchr(word, '=') : NULL;
        if (equals) word = equals + 1;
        result = check(path, word, texts, diagnosis);
        if (!scr_failed(result) && real) result = check(real, word, texts, diagnosis);
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) scr_buffer_free(&texts[i]);
    free(real);
    return result;
}

bool store_guard_open_to_others(const char *path) {
    struct stat state;
    return !stat(path, &state) && S_ISREG(state.st_mode) && (state.st_mode & (S_IRWXG | S_IRWXO));
}

scr_result store_guard_make(const char *path, const char *shown, struct scr_diagnosis *diagnosis) {
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (file < 0 && errno != EEXIST)
        return scr_refuse(diagnosis, SCR_IO, shown, "the store could not be made: %s", strerror(errno));
    if (file >= 0) close(file);
    return scr_done();
}
