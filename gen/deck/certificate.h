/* certificate.h: what proves that no shorter swap-safe deck exists. Specification, sections 4.5 and 4.6. */
#ifndef GEN_DECK_CERTIFICATE_H
#define GEN_DECK_CERTIFICATE_H

#include "gen/deck/shape.h"
#include "scrutineer/hash.h"

enum bound_kind { BOUND_L1, BOUND_L2, BOUND_L3, BOUND_L4, BOUND_SEARCH };

struct total_weight {
    uint32_t total, value;
};

/* A swap of the shape's candidates used as a cut: candidate moved[a] is counted from target image[a]; moved ascends. */
struct cut {
    const uint32_t *moved, *image;
    size_t count;
};

struct certificate {
    enum bound_kind kind;
    size_t contest; /* L1: index into the shape's contests, or SIZE_MAX for the noncompetitive group */
    uint32_t n, v;  /* L3: the class */
    const struct total_weight *weights; /* L4, totals ascending */
    size_t weight_count;
    const struct shape *shape; /* search: the (sub-)shape that the cuts and the proof speak of */
    const struct cut *cuts;
    size_t cut_count;
    const char *proof; /* DRAT text */
    size_t proof_length;
    struct scr_hash proof_hash;
};

#endif
