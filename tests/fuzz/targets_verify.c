/* targets_verify.c: the table of fuzz targets of the verifier. */
#include "tests/fuzz/targets.h"

const struct fuzz_target fuzz_targets[] = {
    {"xml", target_xml},
    {"artifacts", target_artifacts},
    {0},
};
