/* json_prune.c: takes out of a JSON text what its reader passes over, so that memory goes to what it reads. */
#include <string.h>

#include "json_document.h"

struct pruning {
    char *text;
    size_t length, at, out; /* what is read, and how much of it is kept; out <= at */
    const struct json_part *part;
};

/* Behind the string that begins at `at`; the end of the text where it has none. */
static size_t behind_string(const struct pruning *p, size_t at) {
    for (at++; at < p->length && p->text[at] != '"'; at++)
        if (p->text[at] == '\\') at++;
    return at < p->length ? at + 1 : p->length;
}

/* Behind the array or object that begins at `at`, strings in it left alone; also where brackets do not fit. */
static size_t behind_value(const struct pruning *p, size_t at) {
    size_t depth = 0;
    while (at < p->length) {
        char c = p->text[at];
        if (c == '"') {
            at = behind_string(p, at);
            continue;
        }
        at++;
        depth += c == '{' || c == '[';
        if ((c == '}' || c == ']') && !--depth) break;
    }
    return at;
}

static size_t behind_blanks(const struct pruning *p, size_t at) {
    while (at < p->length && strchr(" \t\r\n", p->text[at]) && p->text[at]) at++;
    return at;
}

static bool is_read(const struct pruning *p, size_t key, size_t end) {
    for (size_t i = 0; i < p->part->count; i++)
        if (strlen(p->part->members[i]) == end - key - 2 &&
            !memcmp(p->part->members[i], p->text + key + 1, end - key - 2))
            return true;
    return false;
}

static size_t count_of(const char *text, size_t length, const char *characters) {
    size_t count = 0;
    for (size_t i = 0; i < length; i++) count += text[i] && strchr(characters, text[i]);
    return count;
}

/* Only what is JSON by itself: what is not stays, and is refused with its place. */
static bool may_go(const char *value, size_t length) {
    if (count_of(value, length, ",[{") > JSON_VALUES_MOST) return false;
    json_t *parsed = json_loadb(value, length, JSON_REJECT_DUPLICATES, NULL);
    json_decref(parsed);
    return parsed != NULL;
}

static void keep(struct pruning *p, size_t end) {
    memmove(p->text + p->out, p->text + p->at, end - p->at);
    p->out += end - p->at;
    p->at = end;
}

/* At a key of an object at the part's depth: the value of one that is not read becomes null, its lines stay. */
static void member(struct pruning *p) {
    size_t key = p->at, end = behind_string(p, key), colon = behind_blanks(p, end);
    if (colon >= p->length || p->text[colon] != ':') {
        keep(p, end);
        return;
    }
    size_t value = behind_blanks(p, colon + 1), behind = value;
    bool read = is_read(p, key, end);
    keep(p, value);
    if (read || value >= p->length || (p->text[value] != '{' && p->text[value] != '[')) return;
    behind = behind_value(p, value);
    size_t lines = count_of(p->text + value, behind - value, "\n");
    if (behind - value < sizeof "null" - 1 + lines || !may_go(p->text + value, behind - value)) {
        keep(p, behind);
        return;
    }
    memcpy(p->text + p->out, "null", sizeof "null" - 1);
    p->out += sizeof "null" - 1;
    memset(p->text + p->out, '\n', lines);
    p->out += lines;
    p->at = behind;
}

size_t json_prune(char *text, size_t length, const struct json_part *part) {
    struct pruning p = {text, length, 0, 0, part};
    unsigned depth = 0;
    bool key = false;
    while (p.at < length) {
        char c = text[p.at];
        if (c == '"' && key && depth == part->depth) {
            member(&p);
            key = false;
            continue;
        }
        if (c == '"') {
            keep(&p, behind_string(&p, p.at));
            continue;
        }
        if (c == '{' || c == '[') depth++;
        if ((c == '}' || c == ']') && depth) depth--;
        if (c == '{' || c == ',') key = true;
        if (c == ':' || c == '[' || c == '}' || c == ']') key = false;
        text[p.out++] = text[p.at++];
    }
    return p.out;
}
