/* artifact_walk.h: one pass over an artifact whose digest is known, for what a page shows of it.
 *
 * A page shows files that may have been refuted: nothing is relied on but canonical XML, and what a walker keeps it
 * counts and bounds itself. A walker's refusal (SCR_INPUT, SCR_LIMIT) means that there is no picture. */
#ifndef GEN_REPORT_VERIFIED_ARTIFACT_WALK_H
#define GEN_REPORT_VERIFIED_ARTIFACT_WALK_H

#include "scrutineer/hash.h"
#include "scrutineer/xml_reader.h"

struct artifact_walker {
    /* Of these, close and text may be NULL. *done ends the walk early; then no digest is compared. */
    scr_result (*start)(void *context, struct scr_xml_reader *xml, bool *done);
    scr_result (*text)(void *context, const char *text, size_t length);
    scr_result (*close)(void *context, const char *name, unsigned depth);
};

/* SCR_INPUT when the bytes are not those of `hash`. */
SCR_MUST_CHECK scr_result artifact_walk(const char *path, const struct scr_hash *hash,
                                        const struct artifact_walker *walker, void *context);

/* A copy of an attribute in `arena`; SCR_INPUT when it is absent. */
SCR_MUST_CHECK scr_result artifact_copy(struct scr_arena *arena, struct scr_xml_reader *xml, const char *name,
                                        const char **value);
/* A count of at most `most`; SCR_INPUT when it is absent, none, or more. */
SCR_MUST_CHECK scr_result artifact_count(struct scr_xml_reader *xml, const char *name, uint64_t most, uint64_t *value);
/* The digest of the first RestsOn of the kind given, while the walk is there. True when this is it. */
bool artifact_rests_on(struct scr_xml_reader *xml, const char *kind, struct scr_hash *hash);

/* The next piece of a text of tokens separated by single spaces; false at its end. */
struct artifact_tokens {
    const char *at, *end;
};
bool artifact_token(struct artifact_tokens *tokens, const char **token, size_t *length);

#endif
