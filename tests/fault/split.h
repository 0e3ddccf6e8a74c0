/* split.h: a run that fails every call of ours, each in a child of its own. */
#ifndef TESTS_FAULT_SPLIT_H
#define TESTS_FAULT_SPLIT_H

#include <stdbool.h>

#include "shim.h"

/* For SHIM_SPLIT: at the first call with this chain of callers the process forks. In the child, whose output nobody
 * sees, the answer is true: the call is to fail, and no other. The parent waits for it and goes on as if nothing had
 * been. The chains are kept in the report, so that the runs of one program that share it try each chain once; its calls
 * are the children that a signal ended, its hits all children. */
bool shim_split(struct shim_report **report);

#endif
