/* shim.h: what the shim tells the driver, through a file that both map. */
#ifndef TESTS_FAULT_SHIM_H
#define TESTS_FAULT_SHIM_H

#include <stdint.h>

#define SHIM_STACKS (1u << 21)

struct shim_report {
    uint64_t calls;               /* of the kind that is counted */
    uint64_t hits;                /* faults injected */
    uint64_t stacks[SHIM_STACKS]; /* with SHIM_TRACE: who called, a digest of the chain of callers, per call */
};

#endif
