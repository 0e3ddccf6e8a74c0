/* commitment.h: a ballot commitment as it is read, with what its own checks need and later artifacts do not.
 * Specification, section 10. */
#ifndef VERIFY_TREE_COMMITMENT_H
#define VERIFY_TREE_COMMITMENT_H

#include "verify/complaint.h"
#include "verify/tree/batch_names.h"
#include "verify/tree/published.h"

struct commitment {
    struct published_commitment *published; /* owned */
    uint64_t *sums;                         /* ballots of batches 1..i + 1; owned */
    size_t sum_capacity, contest_capacity;
    size_t nameless;          /* batches without Tabulator and Name */
    struct batch_names names; /* of all batches; owned */
    size_t source_count;
    uint64_t ballots;              /* Manifest Ballots, as claimed */
    struct scr_hash batches;       /* Manifest SHA256, as claimed */
    struct scr_hasher *hasher;     /* over the batches, while they are read */
    struct scr_hash batches_found; /* what it gave */
};

/* Reads the file. SCR_INPUT and SCR_LIMIT: the file is at fault. Free in any case. */
SCR_MUST_CHECK scr_result commitment_read(const char *path, const struct scr_xml_schema *schema,
                                          struct commitment *commitment, struct scr_arena *arena,
                                          struct artifact_header *header, struct scr_diagnosis *diagnosis);
/* TPT-02 as complaints. */
SCR_MUST_CHECK scr_result commitment_complain(struct commitment *commitment, struct complaint *complaint);
void commitment_free(struct commitment *commitment);

/* The attribute Batches of a contest against the batches that there are: the sum of their ballots and how many batches
 * they are. False, with the reason as words in *why (static) and the place in the text in *offset, when it is not
 * written as section 10.1 asks. */
bool commitment_batches(const char *text, const uint64_t *sums, size_t batch_count, uint64_t *ballots, size_t *listed,
                        const char **why, size_t *offset);

#endif
