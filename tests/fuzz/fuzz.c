/* fuzz.c: what both drivers share: the choice of the target, its folder, and what must never come out of our code. */
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scrutineer/text.h"

static char scratch[200];
static const struct fuzz_target *chosen;

const struct fuzz_target *fuzz_target_find(const char *name) {
    for (const struct fuzz_target *target = fuzz_targets; target->name; target++)
        if (!strcmp(target->name, name)) return target;
    return NULL;
}

static void remove_scratch(void) {
    if (rmdir(scratch)) fprintf(stderr, "%s is not empty\n", scratch);
}

static const char *folder(void) {
    const char *place = getenv("TMPDIR");
    if (*scratch) return scratch;
    snprintf(scratch, sizeof scratch, "%s/scrutineer-fuzz-XXXXXX", place ? place : "/tmp");
    if (!mkdtemp(scratch)) {
        perror(scratch);
        exit(2);
    }
    atexit(remove_scratch);
    return scratch;
}

void fuzz_run(const struct fuzz_target *target, const uint8_t *data, size_t size) {
    static struct bundle bundle;
    if (bundle_read(&bundle, data, size)) {
        bundle_write(&bundle, folder());
        target->run(&bundle, folder());
        bundle_remove(&bundle, folder());
    }
    bundle_free(&bundle);
}

/* The target is named by the environment, since libFuzzer takes all arguments for itself. */
int LLVMFuzzerInitialize(int *argc, char ***argv) {
    (void)argc;
    (void)argv;
    const char *name = getenv("FUZZ_TARGET");
    chosen = name ? fuzz_target_find(name) : NULL;
    if (chosen) return 0;
    fputs("FUZZ_TARGET names none of this program's targets:", stderr);
    for (const struct fuzz_target *target = fuzz_targets; target->name; target++) fprintf(stderr, " %s", target->name);
    fputs("\n", stderr);
    exit(2);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    fuzz_run(chosen, data, size);
    return 0;
}

void fuzz_expect(bool condition, const char *words) {
    if (condition) return;
    fprintf(stderr, "finding: %s\n", words);
    abort();
}

void fuzz_expect_clean(const char *text, size_t length, bool lines, const char *words) {
    fuzz_expect(scr_utf8_valid(text, length), words);
    for (size_t i = 0; i < length; i++) {
        const unsigned char *at = (const unsigned char *)text + i;
        fuzz_expect((*at >= 0x20 && *at != 0x7f) || (lines && *at == '\n'), words);
        size_t left = length - i;
        if (left > 1) fuzz_expect(at[0] != 0xc2 || at[1] >= 0xa0, words); /* U+0080 to U+009F */
        if (left < 3) continue;
        /* U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069 */
        bool marks =
            at[0] == 0xe2 && at[1] == 0x80 && (at[2] == 0x8e || at[2] == 0x8f || (at[2] >= 0xa8 && at[2] <= 0xae));
        bool isolates = at[0] == 0xe2 && at[1] == 0x81 && at[2] >= 0xa6 && at[2] <= 0xa9;
        fuzz_expect(!marks && !isolates, words);
    }
}

void fuzz_expect_clean_words(const struct scr_diagnosis *diagnosis) {
    for (size_t i = 0; i < diagnosis->count; i++) {
        const struct scr_problem *problem = &diagnosis->problems[i];
        fuzz_expect_clean(problem->place, strlen(problem->place), false, "a place is not safe to show");
        fuzz_expect_clean(problem->message, strlen(problem->message), false, "a message is not safe to show");
    }
}

/* splitmix64. */
uint64_t fuzz_below(struct fuzz_random *random, uint64_t limit) {
    uint64_t z = random->state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return limit ? (z ^ z >> 31) % limit : 0;
}
