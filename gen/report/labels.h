/* labels.h: whether a thing can be called by its name in a CSV file, or must be called by its id.
 *
 * Specification, section 6: contests and candidates stand there by id or by name, and an id wins. A name is good when
 * no other thing of the set has it as its id or name, when it is no word with a meaning of its own there (undervotes,
 * overvotes, ballots), and when no spreadsheet takes it for a formula, for then the CSV escape would change it. */
#ifndef GEN_REPORT_LABELS_H
#define GEN_REPORT_LABELS_H

#include "scrutineer/bytes.h"

struct label {
    const char *id, *name; /* given */
    bool by_name;          /* found: else by id */
};

/* Fills by_name of `count` labels; O(count log count). */
SCR_MUST_CHECK scr_result labels_find(struct label *labels, size_t count);

#endif
