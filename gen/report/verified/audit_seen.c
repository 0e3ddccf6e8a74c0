/* audit_seen.c: reads tree audits for a page. */
#include <stdlib.h>
#include <string.h>

#include "gen/report/verified/artifact_walk.h"
#include "gen/report/verified/tree_seen.h"
#include "scrutineer/text.h"

struct reading {
    struct audit_seen *audit;
    enum { NOTHING, EXAMINED, OPENED } awaited;
};

static scr_result end(struct audit_seen *audit, struct scr_xml_reader *xml) {
    const char *result = scr_xml_attribute_of(xml, "Result", NULL);
    if (!result || strlen(result) >= sizeof audit->result) return (scr_result){SCR_INPUT};
    strcpy(audit->result, result); /* its length was looked at */
    const char *winner = scr_xml_attribute_of(xml, "AuditedWinner", NULL);
    if (!winner || (*winner && winner[1])) return (scr_result){SCR_INPUT};
    audit->winner = *winner;
    return scr_done();
}

static scr_result start(void *context, struct scr_xml_reader *xml, bool *done) {
    struct reading *r = context;
    const char *name = scr_xml_name(xml);
    unsigned depth = scr_xml_depth(xml);
    (void)done;
    r->awaited = NOTHING;
    if (depth == 2 && artifact_rests_on(xml, "plurality-tree", &r->audit->tree)) return scr_done();
    if (depth == 2 && !strcmp(name, "Examined")) r->awaited = EXAMINED;
    if (depth == 1 && !strcmp(name, "Opened")) r->awaited = OPENED;
    return depth == 1 && !strcmp(name, "End") ? end(r->audit, xml) : scr_done();
}

/* Tokens NUMBER:CHARACTER, with more behind it or not. */
static scr_result read_list(struct artifact_tokens tokens, struct audit_reading_seen **list, size_t *count,
                            size_t *capacity) {
    uint64_t number;
    size_t length;
    for (const char *token; artifact_token(&tokens, &token, &length);) {
        const char *colon = memchr(token, ':', length);
        if (!colon || colon + 1 == token + length ||
            !scr_count_parse(token, (size_t)(colon - token), TREE_BALLOTS_SEEN, &number) || !number)
            return (scr_result){SCR_INPUT};
        SCR_TRY(scr_grow(list, capacity, *count + 1, sizeof **list));
        (*list)[(*count)++] = (struct audit_reading_seen){(uint32_t)number, colon[1]};
    }
    return scr_done();
}

static scr_result text(void *context, const char *words, size_t length) {
    struct reading *r = context;
    struct audit_seen *audit = r->audit;
    const struct artifact_tokens tokens = {words, words + length};
    if (r->awaited == EXAMINED)
        return read_list(tokens, &audit->readings, &audit->reading_count, &audit->reading_capacity);
    if (r->awaited == OPENED) return read_list(tokens, &audit->opened, &audit->opened_count, &audit->opened_capacity);
    return scr_done();
}

scr_result audit_seen_read(const char *path, const struct scr_hash *hash, struct audit_seen *audit) {
    static const struct artifact_walker walker = {start, text, NULL};
    struct reading r = {audit, NOTHING};
    *audit = (struct audit_seen){0};
    SCR_TRY(artifact_walk(path, hash, &walker, &r));
    return (scr_result){audit->result[0] ? SCR_DONE : SCR_INPUT};
}

void audit_seen_free(struct audit_seen *audit) {
    free(audit->readings);
    free(audit->opened);
}
