/* fuzz.h: what fuzz targets, mutators and the two drivers (libFuzzer's, and the replay's main) know of each other. */
#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H

#include "tests/fuzz/bundle.h"

/* A target takes the parts of one input, which also stand as files in `folder`, and must come back: a crash, an
 * abort, or more time or memory than the driver allows is a finding. */
struct fuzz_target {
    const char *name;
    void (*run)(const struct bundle *bundle, const char *folder);
};
/* Ends with a target without a name. One table for each program: targets_verify.c, targets_gen.c. */
extern const struct fuzz_target fuzz_targets[];
const struct fuzz_target *fuzz_target_find(const char *name);
/* Feeds one input to a target. */
void fuzz_run(const struct fuzz_target *target, const uint8_t *data, size_t size);

/* Ends the program as a finding unless `condition` holds; for what must never come out of our code. */
void fuzz_expect(bool condition, const char *words);
/* fuzz_expect: UTF-8 without control characters (line feeds apart, if allowed) and bidirectional controls. */
void fuzz_expect_clean(const char *text, size_t length, bool lines, const char *words);
/* fuzz_expect_clean of every place and sentence. */
void fuzz_expect_clean_words(const struct scr_diagnosis *diagnosis);

/* Numbers that follow from a seed alone, so that a mutation can be made again. */
struct fuzz_random {
    uint64_t state;
};
uint64_t fuzz_below(struct fuzz_random *random, uint64_t limit);

/* mutate_xml.c: changes a number, a text, an element or an attribute of a well-formed document and writes it in
 * canonical form, so that the change gets behind the comparison of bytes. False when it is no document. */
bool mutate_xml(struct scr_buffer *document, struct fuzz_random *random);
/* mutate_value.c: changes a value as its form suggests: a number, a fraction, a hash, a row of letters, words. */
bool mutate_value(struct scr_buffer *value, struct fuzz_random *random);
/* Changes bytes without regard to what they mean; the result has at most `most` bytes. */
bool mutate_bytes(struct scr_buffer *bytes, size_t most);
/* mutate_der.c: changes an element of DER, of a PEM block, and the lengths around it; false when there is none. */
bool mutate_der(struct scr_buffer *bytes, struct fuzz_random *random);
bool mutate_pem(struct scr_buffer *bytes, struct fuzz_random *random);
/* Signs a time stamp again with the key of fixtures/keys' authority, where it still has the form of one. */
void sign_stamp(struct scr_buffer *bytes);
/* remake.c: digests of changed parts are written anew wherever the old ones stood, and the manifests of a package, and
 * its signature, and time stamps: what an insider with the keys can do. `before` are the digests of the parts before
 * the change. */
bool remake(struct bundle *bundle, const struct scr_hash *before);

/* What libFuzzer calls; the replay calls them too. */
int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t most, unsigned int seed);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

#endif
