/* scope.h: what the impact statements of one run cover, for saying what was not proved. */
#ifndef VERIFY_IMPACT_SCOPE_H
#define VERIFY_IMPACT_SCOPE_H

#include <stddef.h>
#include <stdint.h>

struct impact_scope {
    size_t statements;     /* files, valid or not */
    uint64_t done, trials; /* trials made again, and trials that valid statements rest on */
};

#endif
