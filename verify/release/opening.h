/* opening.h: a court opening as it is read from a sealed file, and what is compared with it. Specification, section 15.
 */
#ifndef VERIFY_RELEASE_OPENING_H
#define VERIFY_RELEASE_OPENING_H

#include "verify/complaint.h"
#include "verify/release/checks.h"

enum { OPENING_PATH = 10 }; /* hashes of an audit path at most: 1,000 keys have no longer one */

/* Zero-initialise; opening_free wipes the keys and counts. */
struct opening {
    struct scr_hash release;
    uint32_t number;
    struct scr_hash key, table_key;
    struct scr_hash path[OPENING_PATH]; /* from the leaf to the root */
    size_t path_count;
    /* For each contest of the statement the true counts, row after row as the statement's precincts and options have
     * them; malloc'ed. */
    int64_t **counts;
    size_t contest_count;
};
void opening_free(struct opening *opening);

/* Opens the file with the court's private key; *content is freed with opening_content_free. SCR_INPUT: the file is not
 * what it must be or does not open, `fault` says how. Other failures go to `diagnosis`: a file or key that cannot be
 * read. */
SCR_MUST_CHECK scr_result sealed_open(const char *path, const char *key, struct scr_buffer *content,
                                      struct scr_diagnosis *fault, struct scr_diagnosis *diagnosis);
void sealed_content_free(struct scr_buffer *content); /* wipes it */

/* Reads the content for this release's statement. SCR_INPUT and SCR_LIMIT: it is at fault, `diagnosis` says how. */
SCR_MUST_CHECK scr_result opening_read(const struct scr_buffer *content, const struct scr_xml_schema *schema,
                                       const struct published_statement *statement, struct opening *opening,
                                       struct scr_diagnosis *diagnosis);

/* DPR-22: complains where the key is not the committed one (`noise` may be NULL: not at hand), or the counts do not
 * give TableRoot. */
SCR_MUST_CHECK scr_result opening_check_commitments(const struct opening *opening,
                                                    const struct published_statement *statement,
                                                    const struct published_noise *noise, struct complaint *complaint);
/* DPR-23: complains where a count is not the true one, or not the true one with the noise drawn again from `seed`.
 * *draws counts the draws made again. */
SCR_MUST_CHECK scr_result opening_check_counts(const struct opening *opening, const struct published_release *release,
                                               const char *seed, struct complaint *complaint, uint64_t *draws);

/* The Merkle tree hash of RFC 6962 over hashes of leaves that come one by one. Zero-initialise. */
struct opening_tree {
    struct scr_hash hashes[64];
    uint64_t sizes[64]; /* leaves below each; powers of two, falling */
    size_t count;
};
SCR_MUST_CHECK scr_result opening_tree_add(struct opening_tree *tree, const struct scr_hash *leaf);
/* At least one leaf was added. */
SCR_MUST_CHECK scr_result opening_tree_root(const struct opening_tree *tree, struct scr_hash *root);
/* The root to which `path` leads from leaf `index` of `leaves`; *fits is false when the path has another length. */
SCR_MUST_CHECK scr_result opening_path_root(const struct scr_hash *leaf, uint64_t index, uint64_t leaves,
                                            const struct scr_hash *path, size_t count, struct scr_hash *root,
                                            bool *fits);

#endif
