/* replay.c: the fuzz targets without libFuzzer: feeds files, and mutations of them that follow from fixed seeds.
 *
 *     fuzz-replay-NAME TARGET MUTATIONS FILE...
 *
 * ends in "N inputs of TARGET". */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/file.h"
#include "tests/fuzz/fuzz.h"

enum { INPUT_MOST = 1 << 20 };

static struct fuzz_random bytes_random;

/* Stands in for libFuzzer's: a byte is changed, dropped, added, or a run of them is copied. */
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most) {
    size_t at = fuzz_below(&bytes_random, size), run = 1 + fuzz_below(&bytes_random, 16);
    if (!size || (size < most && !fuzz_below(&bytes_random, 4))) {
        if (size == most) return size;
        memmove(data + at + 1, data + at, size - at);
        data[at] = (uint8_t)fuzz_below(&bytes_random, 256);
        return size + 1;
    }
    switch (fuzz_below(&bytes_random, 3)) {
    case 0:
        data[at] ^= (uint8_t)(1U << fuzz_below(&bytes_random, 8));
        return size;
    case 1:
        if (run > size - at) run = size - at;
        memmove(data + at, data + at + run, size - at - run);
        return size - run;
    default:
        if (run > size - at) run = size - at;
        memmove(data + fuzz_below(&bytes_random, size - run + 1), data + at, run);
        return size;
    }
}

static size_t feed(const struct fuzz_target *target, const char *path, uint64_t mutations) {
    struct scr_buffer input = {0};
    struct scr_diagnosis diagnosis = {0};
    uint8_t *mutated = malloc(INPUT_MOST);
    if (!mutated || scr_failed(scr_file_read(path, INPUT_MOST, &input, &diagnosis))) {
        fprintf(stderr, "%s cannot be read\n", path);
        exit(2);
    }
    fuzz_run(target, input.data, input.length);
    for (uint64_t i = 0; i < mutations; i++) {
        bytes_random.state = i;
        memcpy(mutated, input.data, input.length);
        size_t length = LLVMFuzzerCustomMutator(mutated, input.length, INPUT_MOST, (unsigned int)(i + input.length));
        fuzz_run(target, mutated, length);
    }
    scr_buffer_free(&input);
    free(mutated);
    return 1 + (size_t)mutations;
}

int main(int argc, char **argv) {
    const struct fuzz_target *target = argc > 3 ? fuzz_target_find(argv[1]) : NULL;
    if (!target) {
        fputs("usage: fuzz-replay-NAME TARGET MUTATIONS FILE...\n", stderr);
        return 2;
    }
    uint64_t mutations = strtoull(argv[2], NULL, 10);
    size_t inputs = 0;
    for (int i = 3; i < argc; i++) inputs += feed(target, argv[i], mutations);
    printf("%zu inputs of %s\n", inputs, target->name);
    return 0;
}
