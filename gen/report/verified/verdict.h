/* verdict.h: the output of `scrutineer-verify --json`, read as a hostile file.
 *
 * Form: specification, section 8. Members that it does not name are facts for drawing and are passed over. */
#ifndef GEN_REPORT_VERIFIED_VERDICT_H
#define GEN_REPORT_VERIFIED_VERDICT_H

#include <jansson.h>
#include <stddef.h>

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

enum verdict_of { VERDICT_IS_HELD, VERDICT_IS_UNDECIDED, VERDICT_IS_REFUTED, VERDICT_WORDS };

/* Some four times the output for a state of 6,928 test decks. */
#define VERDICT_BYTES_MOST ((size_t)256 << 20)
#define VERDICT_FILES_MOST ((size_t)200000)
#define VERDICT_CHECKS_MOST ((size_t)200) /* of one file; there are fewer ids */
#define VERDICT_SENTENCES_MOST ((size_t)1000)
#define VERDICT_ARGUMENTS_MOST ((size_t)200000)

struct verdict_check {
    const char *id, *detail; /* id: three capitals, hyphen, two digits */
    enum verdict_of verdict;
};

struct verdict_file {
    const char *file, *kind;
    bool hashed, listed;
    struct scr_hash hash, tag_manifest; /* tag_manifest: of a package, when `listed` */
    const struct verdict_check *checks;
    const char *const *notes;
    size_t check_count, note_count;
    enum verdict_of gravest; /* of the checks that count for the file: not signers, not machine totals */
};

struct verdict {
    const char *version;
    struct verdict_file *files;
    const char *const *not_proved;
    const char *const *arguments; /* of the verifier's command line, where its output has them */
    size_t file_count, not_proved_count, argument_count;
    size_t counts[VERDICT_WORDS]; /* of all checks */
    enum verdict_of arithmetic, provenance, reported;
    bool reported_given;
    struct scr_hash hash;   /* of the file */
    json_t *root;           /* owned: strings point into it */
    struct scr_arena arena; /* owned */
};

/* SCR_INPUT or SCR_LIMIT with one sentence and the place ("verdict.json, files[3].checks[0].id"). Release with
 * verdict_free, also after a failure. */
SCR_MUST_CHECK scr_result verdict_read(const char *path, struct verdict *verdict, struct scr_diagnosis *diagnosis);
void verdict_free(struct verdict *verdict);

/* NULL when the check was not made. */
const struct verdict_check *verdict_check_of(const struct verdict_file *file, const char *id);

#endif
