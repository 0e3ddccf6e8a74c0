/* test_common_stream.c: a file written piece by piece appears whole or not at all. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scrutineer/file.h"
#include "scrutineer/hash.h"
#include "unit.h"

/* How many entries of the folder there are. */
static scr_result count_one(void *context, const char *relative, enum scr_entry kind) {
    (void)relative;
    (void)kind;
    ++*(size_t *)context;
    return scr_done();
}
static size_t entries(const char *folder) {
    size_t count = 0;
    CU_ASSERT_FALSE(scr_failed(scr_folder_walk(folder, 100, count_one, &count, NULL)));
    return count;
}

UNIT_TEST(common_stream, appears_whole) {
    char *folder = strdup(unit_scratch()), path[512];
    struct scr_stream stream = {0};
    struct scr_hash hash, wanted;
    struct scr_buffer contents = {0};
    snprintf(path, sizeof path, "%s/a", folder);
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_stream_begin(&stream, path, 0600, NULL)));
    CU_ASSERT_EQUAL(scr_stream_publish(&stream, NULL).code, SCR_INTERNAL); /* not before it is finished */
    CU_ASSERT_FALSE(scr_failed(scr_stream_write(&stream, "one ", 4)));
    CU_ASSERT_FALSE(scr_failed(scr_stream_write(&stream, "", 0)));
    CU_ASSERT_FALSE(scr_failed(scr_stream_write(&stream, "two", 3)));
    CU_ASSERT_FALSE(scr_failed(scr_stream_finish(&stream, &hash, NULL)));
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes("one two", 7, &wanted)));
    CU_ASSERT(scr_hash_equal(&hash, &wanted));
    CU_ASSERT(access(path, F_OK) != 0);
    CU_ASSERT_EQUAL(scr_stream_write(&stream, "three", 5).code, SCR_INTERNAL);
    CU_ASSERT_EQUAL(scr_stream_finish(&stream, &hash, NULL).code, SCR_INTERNAL);
    CU_ASSERT_FALSE(scr_failed(scr_stream_publish(&stream, NULL)));
    CU_ASSERT_EQUAL(scr_stream_publish(&stream, NULL).code, SCR_INTERNAL);
    scr_stream_end(&stream);
    scr_stream_end(&stream); /* safe twice */
    CU_ASSERT_FALSE(scr_failed(scr_file_read(path, 100, &contents, NULL)));
    CU_ASSERT_PTR_NOT_NULL_FATAL(contents.data);
    CU_ASSERT_STRING_EQUAL(contents.data, "one two");
    CU_ASSERT_EQUAL(entries(folder), 1);
    scr_buffer_free(&contents);
    free(folder);
}

UNIT_TEST(common_stream, leaves_nothing_when_given_up) {
    char *folder = strdup(unit_scratch()), path[512], below[600];
    static const char large[10000] = "large";
    struct rlimit before, less;
    struct scr_stream stream = {0};
    struct scr_hash hash;
    struct scr_diagnosis diagnosis = {0};
    scr_stream_end(&stream); /* safe when zeroed */
    snprintf(path, sizeof path, "%s/a", folder);
    snprintf(below, sizeof below, "%s/none/a", folder);
    CU_ASSERT_EQUAL(scr_stream_begin(&stream, below, 0600, &diagnosis).code, SCR_IO);
    scr_stream_end(&stream);

    CU_ASSERT_FALSE_FATAL(scr_failed(scr_stream_begin(&stream, path, 0600, &diagnosis)));
    CU_ASSERT_FALSE(scr_failed(scr_stream_write(&stream, "one", 3)));
    scr_stream_end(&stream);
    CU_ASSERT_EQUAL(entries(folder), 0);

    /* Every write above the limit fails with EFBIG, as a full disk would fail it. */
    CU_ASSERT_FALSE_FATAL(scr_failed(scr_stream_begin(&stream, path, 0600, &diagnosis)));
    getrlimit(RLIMIT_FSIZE, &before);
    less = before;
    less.rlim_cur = 5000;
    setrlimit(RLIMIT_FSIZE, &less);
    signal(SIGXFSZ, SIG_IGN);
    CU_ASSERT_EQUAL(scr_stream_write(&stream, large, sizeof large).code, SCR_IO);
    setrlimit(RLIMIT_FSIZE, &before);
    signal(SIGXFSZ, SIG_DFL);
    scr_stream_end(&stream);
    CU_ASSERT_EQUAL(entries(folder), 0);

    CU_ASSERT_FALSE_FATAL(scr_failed(scr_stream_begin(&stream, path, 0600, &diagnosis)));
    CU_ASSERT_FALSE(scr_failed(scr_stream_finish(&stream, &hash, &diagnosis)));
    CU_ASSERT_EQUAL(mkdir(path, 0755), 0); /* a folder comes to stand there */
    CU_ASSERT_EQUAL(scr_stream_publish(&stream, &diagnosis).code, SCR_IO);
    scr_stream_end(&stream);
    CU_ASSERT_EQUAL(entries(folder), 0);
    CU_ASSERT_EQUAL(diagnosis.count, 2);
    scr_diagnosis_free(&diagnosis);
    free(folder);
}
