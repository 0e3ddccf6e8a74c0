/* intact.h: whether a package still is what its own lists say. */
#ifndef GEN_PACKAGE_INTACT_H
#define GEN_PACKAGE_INTACT_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

/* Both manifests of the package at `path` list exactly the files that are there, with their digests; gives the digest
 * of the tag manifest and the election that bag-info.txt names (in `arena`). SCR_INPUT with the file that differs. Who
 * signed it, and whether what its artifacts claim is true, is not looked at. */
SCR_MUST_CHECK scr_result package_intact(const char *path, struct scr_arena *arena, struct scr_hash *tag_manifest,
                                         const char **election, struct scr_diagnosis *diagnosis);

#endif
