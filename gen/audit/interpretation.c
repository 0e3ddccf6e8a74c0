/* interpretation.c: interpretations from and to words. */
#include "gen/audit/interpretation.h"

#include <string.h>

static const struct {
    char character;
    const char *typed, *shown;
} others[] = {{AUDIT_BLANK, "blank", "blank"},
              {AUDIT_OVERVOTE, "overvote", "overvote"},
              {AUDIT_NOT_FOUND, "not-found", "not found"},
              {AUDIT_NO_CONSENSUS, "no-consensus", "no consensus"}};
#define OTHERS (sizeof others / sizeof *others)

bool audit_value_of(char interpretation, unsigned candidates, uint8_t *value) {
    bool unknown = interpretation == AUDIT_NOT_FOUND || interpretation == AUDIT_NO_CONSENSUS;
    if (unknown || interpretation == AUDIT_OVERVOTE) {
        *value = unknown ? AUDIT_UNKNOWN : TREE_MISSING;
        return true;
    }
    return interpretation != TREE_CODE_PHANTOM && tree_code_value(interpretation, candidates, value);
}

bool audit_differs(char interpretation, char code, unsigned candidates) {
    uint8_t read, recorded;
    if (!audit_value_of(interpretation, candidates, &read) || !tree_code_value(code, candidates, &recorded))
        return true;
    return read != recorded;
}

enum audit_reading audit_read(const char *words, const struct tree_contest *contest, char *interpretation) {
    uint8_t value;
    unsigned found = 0;
    for (size_t i = 0; i < OTHERS; i++)
        if (!strcmp(words, others[i].typed) || (words[0] == others[i].character && !words[1])) {
            *interpretation = others[i].character;
            return AUDIT_READ;
        }
    if (words[0] && !words[1] && audit_value_of(words[0], contest->candidate_count, &value)) {
        *interpretation = words[0];
        return AUDIT_READ;
    }
    for (unsigned c = 0; c < contest->candidate_count && !found; c++)
        if (!strcmp(words, contest->candidates[c].id)) {
            *interpretation = tree_code_of((uint8_t)c);
            found = 1;
        }
    if (found) return AUDIT_READ;
    for (unsigned c = 0; c < contest->candidate_count; c++)
        if (!strcmp(words, contest->candidates[c].name)) {
            *interpretation = tree_code_of((uint8_t)c);
            found++;
        }
    return found == 1 ? AUDIT_READ : found ? AUDIT_READ_SEVERAL : AUDIT_READ_NONE;
}

const char *audit_words(char interpretation, const struct tree_contest *contest) {
    uint8_t value;
    for (size_t i = 0; i < OTHERS; i++)
        if (interpretation == others[i].character) return others[i].shown;
    if (audit_value_of(interpretation, contest->candidate_count, &value)) return contest->candidates[value].name;
    return "nothing yet";
}
