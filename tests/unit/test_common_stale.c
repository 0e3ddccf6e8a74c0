/* test_common_stale.c: what killed runs left is removed by the next run for the same place, and nothing else is. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/write.h"
#include "scrutineer/file.h"
#include "unit.h"

/* The number of a process that was here and is gone. */
static long gone(void) {
    pid_t child = fork();
    if (!child) _exit(0);
    CU_ASSERT_FATAL(child > 0 && waitpid(child, NULL, 0) == child);
    return (long)child;
}

static int make(const char *folder, const char *base, long process, const char *ending) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.partial-%ld%s", folder, base, process, ending);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    CU_ASSERT_FATAL(fd >= 0);
    return fd;
}

static bool stands(const char *folder, const char *base, long process, const char *ending) {
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.partial-%ld%s", folder, base, process, ending);
    return !access(path, F_OK);
}

UNIT_TEST(common_stale, files_of_gone_processes_alone) {
    char *folder = strdup(unit_scratch()), path[1024];
    long dead = gone(), own = (long)getpid();
    int locked = make(folder, "a", dead, "-3"), other = make(folder, "b", dead, "");
    CU_ASSERT_FATAL(!flock(locked, LOCK_EX));
    close(make(folder, "a", dead, ""));
    close(make(folder, "a", dead, "-2"));
    close(make(folder, "a", dead, "x"));
    close(make(folder, "a", own, ""));
    close(other);
    snprintf(path, sizeof path, "%s/a", folder);
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, "one", 3, 0644, NULL)));
    CU_ASSERT_FALSE(stands(folder, "a", dead, ""));
    CU_ASSERT_FALSE(stands(folder, "a", dead, "-2"));
    CU_ASSERT(stands(folder, "a", dead, "-3")); /* somebody writes it: a process of another container, say */
    CU_ASSERT(stands(folder, "a", dead, "x"));  /* not such a name */
    CU_ASSERT(stands(folder, "a", own, ""));    /* its process lives */
    CU_ASSERT(stands(folder, "b", dead, ""));   /* for another place */
    close(locked);
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, "two", 3, 0644, NULL)));
    CU_ASSERT_FALSE(stands(folder, "a", dead, "-3"));
    free(folder);
}

UNIT_TEST(common_stale, folders_with_what_they_hold) {
    char *folder = strdup(unit_scratch()), path[512], inner[600], outside[512];
    long dead = gone();
    struct scr_folder made = {0};
    snprintf(outside, sizeof outside, "%s/outside", folder);
    snprintf(path, sizeof path, "%s/d.partial-%ld", folder, dead);
    CU_ASSERT_FATAL(!mkdir(path, 0755) && !mkdir(outside, 0755));
    snprintf(inner, sizeof inner, "%s/inner", path);
    CU_ASSERT_FATAL(!mkdir(inner, 0755));
    close(make(inner, "x", 1, ""));
    close(make(outside, "kept", 1, ""));
    snprintf(inner, sizeof inner, "%s/link", path);
    CU_ASSERT_FATAL(!symlink(outside, inner));
    snprintf(inner, sizeof inner, "%s/d", folder);
    CU_ASSERT_FALSE(scr_failed(scr_folder_begin(&made, inner, NULL)));
    CU_ASSERT(access(path, F_OK) != 0);
    CU_ASSERT(stands(outside, "kept", 1, "")); /* links are not followed */
    CU_ASSERT_FALSE(scr_failed(scr_folder_publish(&made, NULL)));
    scr_folder_end(&made);
    CU_ASSERT(!access(inner, F_OK));
    free(folder);
}

/* Names that look like those of partial files, and things of other people. */
UNIT_TEST(common_stale, names_and_owners_are_looked_at) {
    static const char *const endings[] = {".partial-",  ".partial-x",          ".partial--1",
                                          ".partial-0", ".partial-4294967297", ".partial-99999999999999999999",
                                          ".partial-1", /* a process that lives, perhaps another user's */
                                          ".partial"};
    char *folder = strdup(unit_scratch()), path[1024], text[1024];
    long dead = gone();
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(path, sizeof path, "%s/a%s", folder, endings[i]);
        CU_ASSERT_FALSE(scr_failed(scr_file_write(path, "", 0, 0644, NULL)));
    }
    close(make(folder, "a", dead, "-"));
    snprintf(path, sizeof path, "%s/a.partial-%ld", folder, dead);
    CU_ASSERT_FATAL(!mkfifo(path, 0600)); /* no partial file is a pipe, nor a link */
    snprintf(path, sizeof path, "%s/a.partial-%ld-1", folder, dead);
    CU_ASSERT_FATAL(!symlink("a.partial-1", path));
    if (!geteuid()) {
        int other = make(folder, "a", dead, "-2");
        CU_ASSERT(!fchown(other, 1, 1));
        close(other);
    }
    snprintf(path, sizeof path, "%s/a", folder);
    scr_remove_stale(path);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        snprintf(text, sizeof text, "%s%s", path, endings[i]);
        CU_ASSERT(!access(text, F_OK));
    }
    CU_ASSERT(stands(folder, "a", dead, "-") && stands(folder, "a", dead, "") && stands(folder, "a", dead, "-1"));
    CU_ASSERT(geteuid() != 0 || stands(folder, "a", dead, "-2"));
    /* No name, and no folder: nothing is looked for, and nothing happens. */
    snprintf(text, sizeof text, "%s/", folder);
    scr_remove_stale(text);
    snprintf(text, sizeof text, "%s/none/a", folder);
    scr_remove_stale(text);
    scr_remove_stale("/scrutineer-is-not-written-here");
    CU_ASSERT(stands(folder, "a", dead, ""));
    free(folder);
}

/* Nothing of ours is deeper than 32 folders: what is has another maker, and removing it ends there. */
UNIT_TEST(common_stale, deeper_than_anything_written) {
    char *folder = strdup(unit_scratch()), root[512], path[1024], place[512];
    snprintf(root, sizeof root, "%s/d.partial-%ld", folder, gone());
    snprintf(path, sizeof path, "%s", root);
    for (int i = 0; i < 40; i++) {
        CU_ASSERT_FATAL(!mkdir(path, 0755));
        strcat(path, "/d");
    }
    snprintf(path, sizeof path, "%s/file", root);
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, "", 0, 0644, NULL)));
    snprintf(place, sizeof place, "%s/d", folder);
    scr_remove_stale(place);
    CU_ASSERT(access(path, F_OK) != 0);
    CU_ASSERT(!access(root, F_OK));
    free(folder);
}
