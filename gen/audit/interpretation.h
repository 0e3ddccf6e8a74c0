/* interpretation.h: what people say of one paper, in one character (specification, section 12). */
#ifndef GEN_AUDIT_INTERPRETATION_H
#define GEN_AUDIT_INTERPRETATION_H

#include "gen/tree/artifact_parts.h"

#define AUDIT_BLANK '.'
#define AUDIT_OVERVOTE '*'
#define AUDIT_NOT_FOUND '!'
#define AUDIT_NO_CONSENSUS '~'
#define AUDIT_UNKNOWN ((uint8_t)64) /* the value of a paper that nobody can tell */
#define AUDIT_NONE '\0'             /* not examined yet */

/* The value of an interpretation: a candidate, TREE_MISSING or AUDIT_UNKNOWN. False when it is none. */
bool audit_value_of(char interpretation, unsigned candidates, uint8_t *value);
/* Whether an interpretation differs in value from the recorded code. */
bool audit_differs(char interpretation, char code, unsigned candidates);

enum audit_reading { AUDIT_READ, AUDIT_READ_NONE, AUDIT_READ_SEVERAL };
/* What a person typed: a candidate by code, id or exact name, or one of the words blank, overvote, not-found and
 * no-consensus or their characters. A code goes before an id, an id before a name: AUDIT_READ_SEVERAL when the name is
 * several candidates'. */
enum audit_reading audit_read(const char *words, const struct tree_contest *contest, char *interpretation);

/* "Ann Example", "blank", "not found": for people; unescaped. */
const char *audit_words(char interpretation, const struct tree_contest *contest);

#endif
