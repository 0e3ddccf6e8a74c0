/* guard.h: keeps the store's files from being written over, and says when others can read them. */
#ifndef GEN_STORE_GUARD_H
#define GEN_STORE_GUARD_H

#include "scrutineer/status.h"

/* SCR_USAGE when an argument, or the value of an argument --option=value, is the store at `path` or one of the files
 * beside it (journals, the ledger's head): under another spelling, through a link, or as a name that does not exist
 * yet. No command reads these as a file of its own, so that every such argument is a mistake. */
SCR_MUST_CHECK scr_result store_guard_arguments(const char *path, int argc, char *const *argv,
                                                struct scr_diagnosis *diagnosis);
/* True when a store exists at `path` whose mode lets others than its owner read or change it. */
bool store_guard_open_to_others(const char *path);
/* Makes an empty file that only its owner can read, where there is none. The journal gets its mode from SQLite. SCR_IO
 * where that is not allowed, or the folder is not there: SQLite would not say which. `shown` is the path, escaped. */
SCR_MUST_CHECK scr_result store_guard_make(const char *path, const char *shown, struct scr_diagnosis *diagnosis);

#endif
