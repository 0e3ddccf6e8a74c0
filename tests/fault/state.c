/* state.c: reads a folder, digests its files and the rows of its stores. */
#define _GNU_SOURCE /* nftw, asprintf */
#include "state.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void state_give_up(const char *what, const char *path) {
    fprintf(stderr, "the fault test cannot go on: %s %s: %s\n", what, path, strerror(errno));
    exit(2);
}

char *state_read(const char *path, size_t *length) {
    struct stat info;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0 || fstat(file, &info)) {
        if (file >= 0) close(file);
        return NULL;
    }
    char *bytes = malloc((size_t)info.st_size + 1);
    size_t got = 0;
    if (!bytes) state_give_up("no memory for", path);
    for (ssize_t some; (some = read(file, bytes + got, (size_t)info.st_size - got)) > 0;) got += (size_t)some;
    bytes[got] = 0;
    *length = got;
    close(file);
    return bytes;
}

static void write_file(const char *path, const char *bytes, size_t length, mode_t mode) {
    int file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
    if (file < 0 || write(file, bytes, length) != (ssize_t)length) state_give_up("cannot write", path);
    close(file);
}

static char *join(const char *folder, const char *name) {
    char *path;
    if (asprintf(&path, "%s/%s", folder, name) < 0) state_give_up("no memory for", name);
    return path;
}

static void copy_file(const char *from, const char *to, mode_t mode) {
    size_t length;
    char *bytes = state_read(from, &length);
    if (!bytes) state_give_up("cannot read", from);
    write_file(to, bytes, length, mode);
    free(bytes);
}

void state_copy_folder(const char *from, const char *to) {
    DIR *folder = opendir(from);
    if (!folder || mkdir(to, 0755)) state_give_up("cannot copy", from);
    for (struct dirent *entry; (entry = readdir(folder));) {
        struct stat info;
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        char *source = join(from, entry->d_name), *target = join(to, entry->d_name);
        if (lstat(source, &info)) state_give_up("cannot copy", source);
        if (S_ISDIR(info.st_mode))
            state_copy_folder(source, target);
        else
            copy_file(source, target, info.st_mode & 0777);
        free(source);
        free(target);
    }
    closedir(folder);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *where) {
    (void)info, (void)kind, (void)where;
    return remove(path);
}

void state_remove_folder(const char *path) { nftw(path, remove_one, 32, FTW_DEPTH | FTW_PHYS); }

static uint64_t digest(uint64_t hash, const void *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) hash = (hash ^ ((const unsigned char *)bytes)[i]) * UINT64_C(1099511628211);
    return hash;
}
static const uint64_t empty_digest = UINT64_C(14695981039346656037);

/* All columns of all rows, in the order that the statement gives. */
static uint64_t digest_rows(sqlite3 *database, const char *sql, uint64_t hash) {
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database, sql, -1, &statement, NULL)) return 0;
    while (sqlite3_step(statement) == SQLITE_ROW)
        for (int c = 0; c < sqlite3_column_count(statement); c++) {
            int type = sqlite3_column_type(statement, c), length = sqlite3_column_bytes(statement, c);
            hash = digest(digest(hash, &type, sizeof type), &length, sizeof length);
            if (length) hash = digest(hash, sqlite3_column_blob(statement, c), (size_t)length);
        }
    sqlite3_finalize(statement);
    return hash;
}

static bool sound(sqlite3 *database) {
    sqlite3_stmt *statement = NULL;
    bool good = !sqlite3_prepare_v2(database, "PRAGMA integrity_check", -1, &statement, NULL) &&
                sqlite3_step(statement) == SQLITE_ROW && !strcmp((const char *)sqlite3_column_text(statement, 0), "ok");
    sqlite3_finalize(statement);
    if (!good || sqlite3_prepare_v2(database, "PRAGMA foreign_key_check", -1, &statement, NULL)) return false;
    good = sqlite3_step(statement) == SQLITE_DONE;
    sqlite3_finalize(statement);
    return good;
}

/* Opens the copy, which rolls back what a journal beside it holds. */
static void digest_store(const char *path, struct state_entry *entry) {
    sqlite3 *database = NULL;
    sqlite3_stmt *tables = NULL;
    uint64_t hash = empty_digest;
    entry->damaged = sqlite3_open_v2(path, &database, SQLITE_OPEN_READWRITE, NULL) || !sound(database);
    if (!entry->damaged) hash = digest_rows(database, "SELECT type, name, sql FROM sqlite_schema ORDER BY name", hash);
    if (!entry->damaged &&
        !sqlite3_prepare_v2(database, "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1", -1, &tables,
                            NULL))
        while (sqlite3_step(tables) == SQLITE_ROW) {
            char *sql = sqlite3_mprintf("SELECT * FROM \"%w\" ORDER BY 1, 2", sqlite3_column_text(tables, 0));
            char *one = sqlite3_mprintf("SELECT * FROM \"%w\" ORDER BY 1", sqlite3_column_text(tables, 0));
            uint64_t rows = digest_rows(database, sql, hash);
            hash = rows ? rows : digest_rows(database, one, hash);
            sqlite3_free(sql);
            sqlite3_free(one);
        }
    sqlite3_finalize(tables);
    sqlite3_close(database);
    entry->content = hash;
}

/* Stores that stand as they stood often need not be opened again. */
#define KNOWN 64
static struct { uint64_t bytes, rows; } known[KNOWN];
static size_t known_count;

static void take_store(const char *path, const char *scratch, const char *bytes, size_t length,
                       struct state_entry *entry) {
    uint64_t raw = digest(empty_digest, bytes, length);
    char *journal, *copy = join(scratch, "copy.sqlite"), *copied_journal = join(scratch, "copy.sqlite-journal");
    if (asprintf(&journal, "%s-journal", path) < 0) state_give_up("no memory for", path);
    bool clean = access(journal, F_OK) != 0;
    entry->store = true;
    for (size_t i = 0; i < known_count && clean; i++)
        if (known[i].bytes == raw) {
            entry->content = known[i].rows;
            goto done;
        }
    write_file(copy, bytes, length, 0600);
    unlink(copied_journal);
    if (!clean) copy_file(journal, copied_journal, 0600);
    digest_store(copy, entry);
    if (clean && !entry->damaged && known_count < KNOWN) {
        known[known_count].bytes = raw;
        known[known_count++].rows = entry->content;
    }
done:
    free(journal);
    free(copy);
    free(copied_journal);
}

static void add(struct state *state, const struct state_entry *entry) {
    if (state->count == state->room) {
        state->room = state->room ? 2 * state->room : 32;
        state->entries = realloc(state->entries, state->room * sizeof *state->entries);
        if (!state->entries) state_give_up("no memory for", entry->path);
    }
    state->entries[state->count++] = *entry;
}

static bool is_store(const char *path) {
    size_t length = strlen(path);
    return length > 7 && !strcmp(path + length - 7, ".sqlite");
}

static void walk(const char *root, const char *relative, const char *scratch, struct state *state) {
    char *here = *relative ? join(root, relative) : strdup(root);
    DIR *folder = opendir(here);
    if (!folder) state_give_up("cannot list", here);
    for (struct dirent *item; (item = readdir(folder));) {
        struct stat info;
        size_t length = 0;
        struct state_entry entry = {0};
        if (!strcmp(item->d_name, ".") || !strcmp(item->d_name, "..")) continue;
        char *path = join(here, item->d_name);
        entry.path = *relative ? join(relative, item->d_name) : strdup(item->d_name);
        if (lstat(path, &info)) state_give_up("cannot examine", path);
        char *bytes = S_ISREG(info.st_mode) ? state_read(path, &length) : NULL;
        if (bytes && is_store(path))
            take_store(path, scratch, bytes, length, &entry);
        else if (bytes)
            entry.content = digest(empty_digest, bytes, length);
        free(bytes);
        add(state, &entry);
        if (S_ISDIR(info.st_mode)) walk(root, entry.path, scratch, state);
        free(path);
    }
    closedir(folder);
    free(here);
}

static int by_path(const void *a, const void *b) {
    return strcmp(((const struct state_entry *)a)->path, ((const struct state_entry *)b)->path);
}

void state_take(const char *folder, const char *scratch, struct state *state) {
    *state = (struct state){0};
    walk(folder, "", scratch, state);
    if (state->count) qsort(state->entries, state->count, sizeof *state->entries, by_path);
}

void state_free(struct state *state) {
    for (size_t i = 0; i < state->count; i++) free(state->entries[i].path);
    free(state->entries);
    *state = (struct state){0};
}

const struct state_entry *state_find(const struct state *state, const char *path) {
    const struct state_entry wanted = {.path = (char *)(uintptr_t)path};
    return state->count ? bsearch(&wanted, state->entries, state->count, sizeof *state->entries, by_path) : NULL;
}
