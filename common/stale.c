/* stale.c: removes what killed runs left beside the place where they would have written.
 *
 * A partial file or folder is named after the process that makes it, which holds a lock on it (flock) while it writes.
 * It is removed only when no process of that number lives here and its lock is free: a process of another container or
 * machine that writes into the same folder holds the lock, and where the file system knows no locks nothing is removed.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "write.h"

void scr_remove_tree(int parent, const char *name, unsigned depth) {
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *folder = fd < 0 ? NULL : fdopendir(fd);
    if (!folder) {
        if (fd >= 0) close(fd);
        return;
    }
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, "..")) continue;
        if (unlinkat(fd, entry->d_name, 0) && depth) scr_remove_tree(fd, entry->d_name, depth - 1);
    }
    closedir(folder);
    unlinkat(parent, name, AT_REMOVEDIR);
}

void scr_hold(int fd) {
    int failed = flock(fd, LOCK_EX | LOCK_NB);
    (void)failed; /* then nobody can take the lock, and nobody removes the file */
}

/* Whether `name` is "BASE.partial-PID" or "BASE.partial-PID-N" of a process that is gone. */
static bool owner_gone(const char *name, const char *base, size_t length) {
    char *end;
    if (strncmp(name, base, length) != 0 || strncmp(name + length, SCR_PARTIAL, sizeof SCR_PARTIAL - 1) != 0)
        return false;
    const char *number = name + length + sizeof SCR_PARTIAL - 1;
    if (!isdigit((unsigned char)*number)) return false;
    errno = 0;
    long process = strtol(number, &end, 10);
    if (*end == '-' && end[1]) end += 1 + strspn(end + 1, "0123456789");
    if (*end || errno || process < 1 || process != (long)(pid_t)process) return false;
    return kill((pid_t)process, 0) && errno == ESRCH;
}

static void remove_unlocked(int parent, const char *name) {
    struct stat state;
    int fd = openat(parent, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) return;
    bool ours = !fstat(fd, &state) && state.st_uid == geteuid() && (S_ISREG(state.st_mode) || S_ISDIR(state.st_mode));
    if (ours && !flock(fd, LOCK_EX | LOCK_NB)) {
        if (S_ISDIR(state.st_mode))
            scr_remove_tree(parent, name, SCR_FOLDER_DEPTH);
        else
            unlinkat(parent, name, 0);
    }
    close(fd);
}

void scr_remove_stale(const char *path) {
    const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path;
    char *parent = slash ? strndup(path, slash == path ? 1 : (size_t)(slash - path)) : strdup(".");
    DIR *folder = parent ? opendir(parent) : NULL;
    for (struct dirent *entry; folder && *base && (entry = readdir(folder));)
        if (owner_gone(entry->d_name, base, strlen(base))) remove_unlocked(dirfd(folder), entry->d_name);
    if (folder) closedir(folder);
    free(parent);
}
