/* names.h: the forms of paths, names, roles and dates that section 7 of the specification allows. */
#ifndef VERIFY_PACKAGE_NAMES_H
#define VERIFY_PACKAGE_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#define ROLE_SIZE 65 /* of a role, with its NUL */

/* Components of a path below data/, `data` itself included. */
#define PATH_COMPONENTS 8

/* 1 to 8 components [A-Za-z0-9][A-Za-z0-9._-]{0,127} joined by slashes. So no ".", "..", empty component, leading
 * slash, percent sign, control character or NUL can occur. */
bool path_allowed(const char *path, size_t length);
/* A signer's name: [A-Za-z0-9][A-Za-z0-9_-]{0,63}. */
bool signer_name_allowed(const char *name, size_t length);
/* A role, as the type Role of ballot-style.xsd: [a-z][a-z0-9-]{0,63}. */
bool role_allowed(const char *role, size_t length);
/* A day of the Gregorian calendar, years 0001 to 9999, as YYYY-MM-DD: such texts sort as the days do. */
bool date_allowed(const char *text, size_t length);
/* UTF-8 of any length without U+0000 to U+001F, line feeds apart, and U+007F to U+009F. */
bool lines_allowed(const char *text, size_t length);
/* UTF-8 of 1 to 2,000 bytes without U+0000 to U+001F and U+007F to U+009F. */
bool value_allowed(const char *text, size_t length);
/* What is wrong with a regular file (or, if `folder`, a folder) standing at `path` in a package; NULL when it belongs.
 */
const char *path_misplaced(const char *path, bool folder);
/* Whether the file is named as XML is, in upper or lower case. */
bool path_named_xml(const char *path);

#endif
