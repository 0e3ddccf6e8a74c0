/* targets.h: the fuzz targets of both programs. */
#ifndef TESTS_FUZZ_TARGETS_H
#define TESTS_FUZZ_TARGETS_H

#include "tests/fuzz/fuzz.h"

typedef void fuzz_target_run(const struct bundle *bundle, const char *folder);

/* Of the verifier. */
fuzz_target_run target_xml, target_artifacts;
/* Of the generator. */
fuzz_target_run target_import, target_decisions, target_rules, target_pulse, target_keys, target_table;
fuzz_target_run target_audit, target_zeros, target_study, target_court, target_carried, target_report;

#endif
