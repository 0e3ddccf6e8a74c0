/* commitment_batches.c: the list of batches whose ballots are a contest's leaves: "1-3 7 9-12". */
#include <string.h>

#include "scrutineer/text.h"
#include "verify/tree/commitment.h"

/* One number at *text, ended by `end`, or by a space or the end of the text. */
static bool number(const char **text, size_t most, size_t *value) {
    size_t length = strspn(*text, "0123456789");
    uint64_t parsed;
    if (!scr_count_parse(*text, length, most, &parsed) || !parsed) return false;
    *value = (size_t)parsed;
    *text += length;
    return true;
}

bool commitment_batches(const char *text, const uint64_t *sums, size_t batch_count, uint64_t *ballots, size_t *listed,
                        const char **why, size_t *offset) {
    const char *at = text;
    size_t last = 0; /* the batch that the list ends with so far */
    *ballots = 0;
    *listed = 0;
    for (;;) {
        size_t first, end;
        *offset = (size_t)(at - text);
        *why = "no number of a batch in the manifest";
        if (!number(&at, batch_count, &first)) return false;
        end = first;
        if (*at == '-') {
            at++;
            if (!number(&at, batch_count, &end)) return false;
            *why = "a range that does not ascend";
            if (end <= first) return false;
        }
        *why = "not behind what stands before it";
        if (first <= last) return false;
        *why = "touching the one before, with which it must be one range";
        if (last && first == last + 1) return false;
        *ballots += sums[end - 1] - (first > 1 ? sums[first - 2] : 0);
        *listed += end - first + 1;
        last = end;
        if (!*at) return true;
        *offset = (size_t)(at - text);
        *why = "not separated by one space";
        if (*at++ != ' ') return false;
    }
}
