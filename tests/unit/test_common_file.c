/* test_common_file.c: files and folders that appear whole or not at all, and hostile things that stand where a file is
 * expected. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "common/open.h"
#include "common/write.h"
#include "scrutineer/file.h"
#include "scrutineer/hash.h"
#include "scrutineer/xml_reader.h"
#include "unit.h"

/* DIRECTORY/NAME, malloc'ed. */
static char *path_in(const char *folder, const char *name) {
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (!path) abort();
    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

static void expect_contents(const char *path, const char *wanted) {
    struct scr_buffer contents = {0};
    CU_ASSERT_FALSE(scr_failed(scr_file_read(path, 1 << 20, &contents, NULL)));
    CU_ASSERT_PTR_NOT_NULL_FATAL(contents.data);
    CU_ASSERT_STRING_EQUAL(contents.data, wanted);
    CU_ASSERT_EQUAL(contents.length, strlen(wanted));
    scr_buffer_free(&contents);
}

struct listing {
    struct scr_buffer names;
};

static scr_result list(void *context, const char *relative, enum scr_entry kind) {
    return scr_buffer_print(&((struct listing *)context)->names, "%s%c ", relative, "FLO"[kind]);
}

static void expect_listing(const char *folder, const char *wanted) {
    struct listing listing = {0};
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&listing.names, "")));
    CU_ASSERT_FALSE(scr_failed(scr_folder_walk(folder, 100, list, &listing, NULL)));
    CU_ASSERT_STRING_EQUAL(listing.names.data, wanted);
    scr_buffer_free(&listing.names);
}

UNIT_TEST(common_file, written_read_and_replaced) {
    char *folder = strdup(unit_scratch()), *path = path_in(folder, "a");
    struct stat state;
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, "one", 3, 0600, &diagnosis)));
    expect_contents(path, "one");
    CU_ASSERT(!stat(path, &state) && (state.st_mode & 0777) == 0600);
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, "", 0, 0644, &diagnosis)));
    expect_contents(path, "");
    CU_ASSERT_EQUAL(scr_file_create(path, "two", 3, 0600, &diagnosis).code, SCR_IO);
    expect_contents(path, "");
    CU_ASSERT_EQUAL(diagnosis.count, 1);
    expect_listing(folder, "aF ");
    unlink(path);
    CU_ASSERT_FALSE(scr_failed(scr_file_create(path, "two", 3, 0600, &diagnosis)));
    expect_contents(path, "two");
    expect_listing(folder, "aF ");
    scr_diagnosis_free(&diagnosis);
    free(path);
    free(folder);
}

/* Every write above `limit` bytes fails with EFBIG, as a full disk would fail it. */
static void limit_writes(rlim_t limit) {
    struct rlimit now;
    getrlimit(RLIMIT_FSIZE, &now);
    now.rlim_cur = limit;
    setrlimit(RLIMIT_FSIZE, &now);
    signal(SIGXFSZ, limit == RLIM_INFINITY ? SIG_DFL : SIG_IGN);
}

UNIT_TEST(common_file, failed_writes_leave_nothing) {
    char *folder = strdup(unit_scratch()), *path = path_in(folder, "a"), *below = path_in(path, "b");
    char *made = path_in(folder, "made");
    struct scr_diagnosis diagnosis = {0};
    struct scr_folder output = {0};
    static const char large[10000] = "large";
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, "old", 3, 0644, &diagnosis)));
    CU_ASSERT_EQUAL(scr_file_write(below, "new", 3, 0644, &diagnosis).code, SCR_IO); /* "a" is no folder */
    CU_ASSERT_EQUAL(scr_folder_begin(&output, below, &diagnosis).code, SCR_IO);
    scr_folder_end(&output);
    limit_writes(5000);
    CU_ASSERT_EQUAL(scr_file_write(path, large, sizeof large, 0644, &diagnosis).code, SCR_IO);
    CU_ASSERT_EQUAL(scr_file_create(made, large, sizeof large, 0644, &diagnosis).code, SCR_IO);
    CU_ASSERT_FALSE(scr_failed(scr_folder_begin(&output, made, &diagnosis)));
    CU_ASSERT_FALSE(scr_failed(scr_folder_write(&output, "small", "x", 1, &diagnosis)));
    CU_ASSERT_EQUAL(scr_folder_write(&output, "large", large, sizeof large, &diagnosis).code, SCR_IO);
    limit_writes(RLIM_INFINITY);
    scr_folder_end(&output);
    CU_ASSERT_EQUAL(diagnosis.count, 5);
    expect_contents(path, "old");
    expect_listing(folder, "aF ");
    scr_diagnosis_free(&diagnosis);
    free(made);
    free(below);
    free(path);
    free(folder);
}

/* What is no regular file is refused at once by every way of reading. */
static void expect_refused(const char *path, enum scr_code code) {
    struct scr_buffer contents = {0};
    struct scr_hash hash;
    struct scr_xml_reader *reader;
    struct scr_diagnosis diagnosis = {0};
    struct scr_xml_options options = {.limit = 100, .shown = "x"};
    alarm(20); /* a test that hangs fails */
    CU_ASSERT_EQUAL(scr_file_read(path, 100, &contents, &diagnosis).code, code);
    CU_ASSERT_EQUAL(scr_hash_file(path, &hash, NULL, &diagnosis).code, code);
    CU_ASSERT_EQUAL(scr_xml_reader_file(path, &options, &reader, &diagnosis).code, code);
    alarm(0);
    CU_ASSERT_EQUAL(diagnosis.count, 3);
    scr_diagnosis_free(&diagnosis);
    scr_buffer_free(&contents);
}

/* A socket in the file system. */
static void make_socket(const char *path) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    CU_ASSERT_FATAL(fd >= 0 && strlen(path) < sizeof address.sun_path);
    memcpy(address.sun_path, path, strlen(path));
    CU_ASSERT_EQUAL(bind(fd, (const struct sockaddr *)&address, sizeof address), 0);
    close(fd);
}

UNIT_TEST(common_file, only_regular_files_are_read) {
    char *folder = strdup(unit_scratch()), *file = path_in(folder, "file"), *link = path_in(folder, "link");
    char *pipe = path_in(folder, "pipe"), *none = path_in(folder, "none"), *plug = path_in(folder, "socket");
    char *loop = path_in(folder, "zloop"), *within = path_in(loop, "file");
    CU_ASSERT_FALSE(scr_failed(scr_file_write(file, "<a/>", 4, 0644, NULL)));
    CU_ASSERT_EQUAL(symlink("file", link), 0);
    CU_ASSERT_EQUAL(mkfifo(pipe, 0600), 0);
    expect_refused(link, SCR_INPUT);
    expect_refused(pipe, SCR_INPUT);
    expect_refused(folder, SCR_INPUT);
    expect_refused("/dev/zero", SCR_INPUT);
    expect_refused(none, SCR_IO);
    make_socket(plug);
    expect_refused(plug, SCR_INPUT);
    CU_ASSERT_EQUAL(symlink("zloop", loop), 0);
    expect_refused(within, SCR_IO); /* links that lead to themselves on the way: nothing is there to be examined */
    CU_ASSERT_EQUAL(unlink(loop), 0);
    struct scr_buffer contents = {0};
    struct scr_hash hash;
    /* The length of this file is not the one that it states, as if it had grown since it was opened. */
    CU_ASSERT_EQUAL(scr_file_read("/proc/self/status", 100000, &contents, NULL).code, SCR_INPUT);
    CU_ASSERT_EQUAL(scr_hash_file("/proc/self/status", &hash, NULL, NULL).code, SCR_INPUT);
    struct scr_xml_options options = {.limit = 10, .shown = "x"};
    struct scr_xml_reader *reader;
    CU_ASSERT_EQUAL(scr_xml_reader_file("/proc/self/status", &options, &reader, NULL).code, SCR_LIMIT);
    scr_buffer_free(&contents);
    expect_listing(folder, "fileF linkL pipeO socketO ");
    free(within);
    free(loop);
    free(plug);
    free(none);
    free(pipe);
    free(link);
    free(file);
    free(folder);
}

/* Whatever number the operating system gives, there is a sentence. */
UNIT_TEST(common_file, refusals_have_words) {
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_EQUAL(scr_refuse_io(&diagnosis, "a\x1B", "could not be read", ENOENT).code, SCR_IO);
    CU_ASSERT_EQUAL(scr_refuse_io(&diagnosis, "a", "could not be read", ENOMEM).code, SCR_MEMORY);
    CU_ASSERT_EQUAL(scr_refuse_io(&diagnosis, "a", "could not be read", 100000).code, SCR_IO);
    CU_ASSERT_EQUAL_FATAL(diagnosis.count, 3);
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].place, "a\\u{1B}");
    CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].message, "could not be read: No such file or directory");
    CU_ASSERT_EQUAL(strncmp(diagnosis.problems[2].message, "could not be read", 17), 0);
    scr_diagnosis_free(&diagnosis);
}

UNIT_TEST(common_file, limits_and_digests) {
    char *folder = strdup(unit_scratch()), *path = path_in(folder, "a");
    struct scr_buffer contents = {0};
    struct scr_hash hash, wanted;
    uint64_t size = 0;
    char *large = calloc(1, 300001);
    CU_ASSERT_PTR_NOT_NULL_FATAL(large);
    CU_ASSERT_FALSE(scr_failed(scr_file_write(path, large, 300001, 0644, NULL)));
    CU_ASSERT_EQUAL(scr_file_read(path, 300000, &contents, NULL).code, SCR_LIMIT);
    CU_ASSERT_FALSE(scr_failed(scr_file_read(path, 300001, &contents, NULL)));
    CU_ASSERT_EQUAL(contents.length, 300001);
    CU_ASSERT_FALSE(scr_failed(scr_hash_file(path, &hash, &size, NULL)));
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(large, 300001, &wanted)));
    CU_ASSERT(scr_hash_equal(&hash, &wanted) && size == 300001);
    scr_buffer_free(&contents);
    free(large);
    free(path);
    free(folder);
}

UNIT_TEST(common_file, folder_appears_whole) {
    char *folder = strdup(unit_scratch()), *path = path_in(folder, "out");
    struct scr_diagnosis diagnosis = {0};
    struct scr_folder output = {0};
    struct stat state;
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_folder_begin(&output, path, &diagnosis)));
    CU_ASSERT_FALSE(scr_failed(scr_folder_write(&output, "data/deep/er/a", "1", 1, &diagnosis)));
    CU_ASSERT_FALSE(scr_failed(scr_folder_write(&output, "data-b", "2", 1, &diagnosis)));
    CU_ASSERT_FALSE(scr_failed(scr_folder_write(&output, "data/B", "3", 1, &diagnosis)));
    CU_ASSERT_EQUAL(scr_folder_write(&output, "data-b", "again", 5, &diagnosis).code, SCR_IO);
    char deep[2 * SCR_FOLDER_DEPTH + 4], wide[400] = "new/";
    for (size_t i = 0; i <= SCR_FOLDER_DEPTH; i++) memcpy(deep + 2 * i, "d/", 2);
    memcpy(deep + 2 * SCR_FOLDER_DEPTH + 2, "x", 2);
    const char *const bad[] = {"", "/etc/x", "../x", "a/../x", "a/..", "./x", "a//b", "a/", "..", ".", deep};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CU_ASSERT_EQUAL(scr_folder_write(&output, bad[i], "", 0, &diagnosis).code, SCR_INTERNAL);
    memset(wide + 4, 'w', 300); /* a folder's name longer than any file system allows, in a folder still to be made */
    memcpy(wide + 304, "/x", 3);
    CU_ASSERT_EQUAL(scr_folder_write(&output, wide, "", 0, &diagnosis).code, SCR_IO);
    CU_ASSERT(stat(path, &state) != 0);
    CU_ASSERT_FALSE(scr_failed(scr_folder_publish(&output, &diagnosis)));
    /* It is published: nothing more is written to it, nor is it published again. */
    CU_ASSERT_EQUAL(scr_folder_write(&output, "late", "", 0, &diagnosis).code, SCR_INTERNAL);
    CU_ASSERT_EQUAL(scr_folder_publish(&output, &diagnosis).code, SCR_INTERNAL);
    scr_folder_end(&output);
    expect_listing(path, "data-bF data/BF data/deep/er/aF "); /* byte order: '-' before '/' */

    /* A second one may not replace it, and leaves nothing behind. */
    CU_ASSERT_EQUAL(scr_folder_begin(&output, path, &diagnosis).code, SCR_IO);
    scr_folder_end(&output);
    expect_listing(folder, "out/data-bF out/data/BF out/data/deep/er/aF ");
    scr_diagnosis_free(&diagnosis);
    free(path);
    free(folder);
}

UNIT_TEST(common_file, folder_given_up_or_in_the_way) {
    char *folder = strdup(unit_scratch()), *path = path_in(folder, "out/"), *file = path_in(folder, "out/file");
    struct scr_folder one = {0}, two = {0};
    CU_ASSERT_FALSE(scr_failed(scr_folder_begin(&one, path, NULL)));
    CU_ASSERT_FALSE(scr_failed(scr_folder_write(&one, "data/a", "1", 1, NULL)));
    scr_folder_end(&one);
    scr_folder_end(&one); /* safe twice */
    expect_listing(folder, "");

    CU_ASSERT_EQUAL(mkdir(path, 0755), 0); /* an empty folder is replaced */
    CU_ASSERT_FALSE(scr_failed(scr_folder_begin(&one, path, NULL)));
    CU_ASSERT_FALSE(scr_failed(scr_folder_begin(&two, path, NULL))); /* two runs at once */
    CU_ASSERT_FALSE(scr_failed(scr_folder_write(&one, "file", "1", 1, NULL)));
    CU_ASSERT_FALSE(scr_failed(scr_folder_write(&two, "file", "2", 1, NULL)));
    CU_ASSERT_FALSE(scr_failed(scr_folder_publish(&one, NULL)));
    CU_ASSERT_EQUAL(scr_folder_publish(&two, NULL).code, SCR_IO);
    scr_folder_end(&one);
    scr_folder_end(&two);
    expect_contents(file, "1");
    expect_listing(folder, "out/fileF ");
    static const char *const unnamed[] = {"..", ".", "/", "", "out/.", "out/.."};
    for (size_t i = 0; i < sizeof unnamed / sizeof *unnamed; i++) {
        CU_ASSERT_EQUAL(scr_folder_begin(&one, unnamed[i], NULL).code, SCR_USAGE);
        scr_folder_end(&one);
    }
    CU_ASSERT_EQUAL(scr_folder_begin(&one, file, NULL).code, SCR_IO); /* a file stands there */
    scr_folder_end(&one);
    expect_contents(file, "1");
    free(file);
    free(path);
    free(folder);
}

/* All names that a partial file or folder could have are taken, by something of a process that lives. */
UNIT_TEST(common_file, every_partial_name_is_taken) {
    char *folder = strdup(unit_scratch()), *path = path_in(folder, "a");
    struct scr_diagnosis diagnosis = {0};
    struct scr_folder output = {0};
    struct scr_stream stream = {0};
    for (unsigned attempt = 0; attempt < SCR_ATTEMPTS; attempt++) {
        char *partial = scr_partial_name(path, attempt);
        CU_ASSERT_PTR_NOT_NULL_FATAL(partial);
        CU_ASSERT_EQUAL(mkdir(partial, 0755), 0);
        free(partial);
    }
    CU_ASSERT_EQUAL(scr_file_write(path, "one", 3, 0644, &diagnosis).code, SCR_IO);
    CU_ASSERT_EQUAL(scr_file_create(path, "one", 3, 0644, &diagnosis).code, SCR_IO);
    CU_ASSERT_EQUAL(scr_folder_begin(&output, path, &diagnosis).code, SCR_IO);
    scr_folder_end(&output);
    CU_ASSERT_EQUAL(scr_stream_begin(&stream, path, 0644, &diagnosis).code, SCR_IO);
    scr_stream_end(&stream);
    CU_ASSERT_EQUAL(diagnosis.count, 4);
    for (size_t i = 0; i < diagnosis.count; i++)
        CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[i].message, "exists"));
    struct stat state;
    CU_ASSERT(stat(path, &state) != 0);
    for (unsigned attempt = 0; attempt < SCR_ATTEMPTS; attempt++) {
        char *partial = scr_partial_name(path, attempt);
        CU_ASSERT_EQUAL(rmdir(partial), 0); /* they are as they were */
        free(partial);
    }
    scr_diagnosis_free(&diagnosis);
    free(path);
    free(folder);
}

/* A folder stands where the file is to be put. */
UNIT_TEST(common_file, nothing_replaces_a_folder) {
    char *folder = strdup(unit_scratch()), *path = path_in(folder, "a");
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_EQUAL(mkdir(path, 0755), 0);
    CU_ASSERT_EQUAL(scr_file_write(path, "one", 3, 0644, &diagnosis).code, SCR_IO);
    CU_ASSERT_EQUAL(scr_file_create(path, "one", 3, 0644, &diagnosis).code, SCR_IO);
    CU_ASSERT_EQUAL_FATAL(diagnosis.count, 2);
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[0].message, "could not be put in place"));
    CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[1].message, "exists already"));
    scr_diagnosis_free(&diagnosis);
    expect_listing(folder, "");
    CU_ASSERT_EQUAL(rmdir(path), 0);
    CU_ASSERT_EQUAL(scr_sync_parent("/"), 0); /* the folder of what lies at the root is the root */
    CU_ASSERT_EQUAL(scr_sync_parent("a"), 0);
    CU_ASSERT_EQUAL(scr_sync_parent(path), 0);
    char *below = path_in(path, "none");
    CU_ASSERT_EQUAL(scr_sync_parent(below), ENOENT);
    free(below);
    free(path);
    free(folder);
}

UNIT_TEST(common_file, walks_are_bounded) {
    char *folder = strdup(unit_scratch()), *loop = path_in(folder, "loop");
    struct listing listing = {0};
    struct scr_buffer path = {0};
    CU_ASSERT_EQUAL(symlink(".", loop), 0);
    expect_listing(folder, "loopL ");
    CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&path, folder)));
    for (int i = 0; i < 33; i++) {
        CU_ASSERT_FALSE(scr_failed(scr_buffer_text(&path, "/d")));
        CU_ASSERT_EQUAL(mkdir((const char *)path.data, 0755), 0);
    }
    CU_ASSERT_EQUAL(scr_folder_walk(folder, 20, list, &listing, NULL).code, SCR_LIMIT); /* folders count */
    CU_ASSERT_EQUAL(scr_folder_walk(folder, 100, list, &listing, NULL).code, SCR_LIMIT);
    CU_ASSERT_EQUAL(rmdir((const char *)path.data), 0);
    CU_ASSERT_FALSE(scr_failed(scr_folder_walk(folder, 100, list, &listing, NULL)));
    CU_ASSERT_EQUAL(scr_folder_walk(loop, 0, list, &listing, NULL).code, SCR_LIMIT);
    scr_buffer_free(&path);
    scr_buffer_free(&listing.names);
    free(loop);
    free(folder);
}
