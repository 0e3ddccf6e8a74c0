/* memory.h: what a program does when its libraries cannot have memory. */
#ifndef SCRUTINEER_MEMORY_H
#define SCRUTINEER_MEMORY_H

#include "scrutineer/status.h"

/* From here on the process writes `words`, a line that stays valid, to stderr and ends with `status` when libxml2 or
 * libcrypto cannot have memory. For main(), before either is used; false when one of them refuses.
 *
 * libxml2 2.9 and OpenSSL 3.0 do not survive a failed allocation everywhere: schemas are read wrongly, so that sound
 * documents appear to break them, null pointers are followed, a signature that could not be checked looks like a false
 * one (tests/fault). To end there loses nothing that a killed process would not lose: files appear whole or not at
 * all, the store rolls back, and the next run removes what is left over. Our own allocations fail in the usual way. */
SCR_MUST_CHECK bool scr_memory_or_end(const char *words, int status);

#endif
