/* names.h: the forms that a package allows for paths, signer names, roles and label values (specification, section 7).
 */
#ifndef GEN_PACKAGE_NAMES_H
#define GEN_PACKAGE_NAMES_H

#include "scrutineer/bytes.h"

/* A path below data/: components of [A-Za-z0-9][A-Za-z0-9._-]{0,127}, one to seven of them, separated by single
 * slashes. */
bool package_path_valid(const char *path);
/* [A-Za-z0-9][A-Za-z0-9_-]{0,63}: a signer's NAME. */
bool package_signer_valid(const char *name);
/* [a-z][a-z0-9-]{0,63}: a role, as in SignerRole. */
bool package_role_valid(const char *role);
/* 1 to 2,000 bytes of UTF-8 without control characters (U+0000 to U+001F, U+007F to U+009F). */
bool package_value_valid(const char *value);

/* What is wrong with a value, for a sentence that begins with whose it is: "has the character U+0007 at place 3", where
 * places count characters from 1; NULL when package_value_valid allows it and `barred` (NULL: none) bars no character
 * of it. Lives in `arena`. */
const char *package_value_fault(struct scr_arena *arena, const char *value, bool (*barred)(uint32_t point));

/* A copy of `text` in the arena, safe to show on a terminal; "?" when memory is short. */
const char *package_shown(struct scr_arena *arena, const char *text);

#endif
