/* statement.c: reads a statement line by line; nothing but its one form is accepted. */
#include "verify/package/statement.h"

#include <string.h>

#include "verify/package/names.h"
#include "verify/tree/seed_instant.h"

enum line { VERSION, ELECTION, OBJECT, DIGEST, SIGNER, ROLE, FINGERPRINT, TIME, WORDS, LINES };
static const char *const labels[LINES] = {
    [VERSION] = "Scrutineer-Statement",
    [ELECTION] = "Election",
    [OBJECT] = "Object",
    [DIGEST] = "SHA256",
    [SIGNER] = "Signer",
    [ROLE] = "Role",
    [FINGERPRINT] = "Fingerprint",
    [TIME] = "Time",
    [WORDS] = "Words",
};

/* What a value must be, beside 1 to 2,000 bytes of UTF-8 without control characters; NULL when it is. */
static const char *read_value(enum line line, const char *value, struct statement *statement) {
    size_t length = strlen(value);
    switch (line) {
    case VERSION:
        return strcmp(value, "1") != 0 ? "1" : NULL;
    case DIGEST:
        return scr_hash_parse(value, &statement->about) ? NULL : "64 lower-case hexadecimal digits";
    case FINGERPRINT:
        return scr_hash_parse(value, &statement->fingerprint) ? NULL : "64 lower-case hexadecimal digits";
    case SIGNER:
        statement->signer = value;
        return signer_name_allowed(value, length) ? NULL : "a name as signers have it";
    case ROLE:
        statement->role = value;
        return role_allowed(value, length) ? NULL : "a role as signers have it";
    case TIME:
        statement->time = value;
        return length == sizeof "YYYY-MM-DDThh:mm:ssZ" - 1 && instant_parse(value, &statement->milliseconds)
                   ? NULL
                   : "a time as YYYY-MM-DDThh:mm:ssZ";
    case ELECTION:
        statement->election = value;
        return NULL;
    case OBJECT:
        statement->object = value;
        return NULL;
    default:
        statement->words = value;
        return NULL;
    }
}

/* The value of one line without its line feed, copied; NULL with *trouble when the line is not as it must be. */
static scr_result read_line(const char *text, size_t length, enum line line, struct scr_arena *arena,
                            struct statement *statement, const char **trouble) {
    size_t label = strlen(labels[line]);
    const char *wanted = NULL;
    if (length < label + 2 || memcmp(text, labels[line], label) != 0 || text[label] != ':' || text[label + 1] != ' ') {
        *trouble = scr_arena_print(arena, "line %d does not begin with \"%s: \"", (int)line + 1, labels[line]);
        return (scr_result){*trouble ? SCR_DONE : SCR_MEMORY};
    }
    text += label + 2;
    length -= label + 2;
    if (!value_allowed(text, length)) {
        wanted = "1 to 2,000 bytes of UTF-8 without control characters";
    } else {
        const char *value = scr_arena_copy(arena, text, length);
        if (!value) return (scr_result){SCR_MEMORY};
        wanted = read_value(line, value, statement);
    }
    if (wanted) *trouble = scr_arena_print(arena, "the value of %s is not %s", labels[line], wanted);
    return (scr_result){!wanted || *trouble ? SCR_DONE : SCR_MEMORY};
}

scr_result statement_parse(const struct scr_buffer *bytes, struct scr_arena *arena, struct statement *statement,
                           const char **trouble) {
    const char *at = (const char *)bytes->data;
    size_t left = bytes->length;
    *statement = (struct statement){0};
    *trouble = NULL;
    for (enum line line = 0; line < LINES; line++) {
        const char *feed = left ? memchr(at, '\n', left) : NULL;
        if (!feed) {
            *trouble = scr_arena_print(arena, "the line %s, ended by a line feed, is missing", labels[line]);
            return (scr_result){*trouble ? SCR_DONE : SCR_MEMORY};
        }
        SCR_TRY(read_line(at, (size_t)(feed - at), line, arena, statement, trouble));
        if (*trouble) return scr_done();
        left -= (size_t)(feed - at) + 1;
        at = feed + 1;
    }
    if (left) *trouble = "something stands behind the line Words";
    return scr_done();
}
