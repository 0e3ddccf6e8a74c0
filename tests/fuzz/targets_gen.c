/* targets_gen.c: the table of fuzz targets of the generator. */
#include "tests/fuzz/targets.h"

const struct fuzz_target fuzz_targets[] = {
    {"import", target_import},
    {"decisions", target_decisions},
    {"rules", target_rules},
    {"pulse", target_pulse},
    {"keys", target_keys},
    {"table", target_table},
    {"audit", target_audit},
    {"zeros", target_zeros},
    {"study", target_study},
    {"court", target_court},
    {"carried", target_carried},
    {"report", target_report},
    {0},
};
