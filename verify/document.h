/* document.h: reads one artifact: its header, and the elements of its kind through a table of handlers.
 * Specification, sections 1 and 2. */
#ifndef VERIFY_DOCUMENT_H
#define VERIFY_DOCUMENT_H

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"
#include "scrutineer/xml_reader.h"

#define ARTIFACT_LIMIT (UINT64_C(256) << 20) /* bytes; specification, section 1 */

/* Lives in the arena of the document. */
struct artifact_header {
    const char *election_id, *election_name, *election_date, *jurisdiction;
    const char *purpose, *signer_role;
    struct scr_hash rests_on[16], supersedes[16]; /* as many as the schema allows */
    const char *rests_on_kinds[16];               /* "ballot-definition", ...; static */
    size_t rests_on_count, supersedes_count;
};

struct document {
    struct scr_xml_reader *xml;
    struct scr_arena *arena;         /* where copies of names live */
    struct scr_diagnosis *diagnosis; /* problems of the document: they refute its first check */
    /* An element stood, or an attribute was missing, where the schema cannot have allowed it. Handlers set this and go
     * on; such a document is never accepted. */
    bool misplaced;
    /* Attributes of the current element that its handler has asked for, and whether one stood in another place. */
    size_t attributes;
    bool disordered;
};

/* Handlers meet every document, valid or not: they must be safe for elements in any order and number. A handler asks
 * for each attribute of its element once, in the schema's order: that is how the order of section 1, rule 4 is checked.
 */
struct document_element {
    const char *name;
    scr_result (*start)(void *context, struct document *document);
    scr_result (*text)(void *context, struct document *document, const char *text, size_t length);
};

/* What reading needs to know about a kind of artifact. */
struct document_kind {
    const char *purpose, *signer_role;
    /* What it rests on: kinds in this order, of which the first `rests_on_least` must be there. */
    const char *rests_on[2];
    const char *rests_on_instead; /* this kind may stand in the first place too; NULL: none */
    size_t rests_on_least, rests_on_most;
    const struct document_element *elements;
    size_t element_count;
};

/* Reads the file at `path`. Success means: canonical, valid against the schema, header as the kind asks; only then may
 * anything that the handlers stored be used. SCR_INPUT and SCR_LIMIT: the file is at fault, `diagnosis` says how. */
SCR_MUST_CHECK scr_result document_read(const char *path, const struct scr_xml_schema *schema,
                                        const struct document_kind *kind, void *context, struct scr_arena *arena,
                                        struct artifact_header *header, struct scr_hash *hash,
                                        struct scr_diagnosis *diagnosis);

/* Copies all text of the header that lives elsewhere into `arena`. */
SCR_MUST_CHECK scr_result artifact_header_keep(struct artifact_header *header, struct scr_arena *arena);

/* The name of the root element in *root, from a first look at the file on which nothing else rests; the caller frees
 * it. *root is "" when the file does not begin as XML (then `diagnosis` says why) or is of another namespace. A file
 * that is not regular or too long is SCR_INPUT or SCR_LIMIT, one that cannot be opened SCR_IO. */
SCR_MUST_CHECK scr_result document_root(const char *path, char **root, struct scr_diagnosis *diagnosis);

/* For handlers: attributes of the element that just started. Text is copied into the arena; control characters are a
 * problem of the document. A missing attribute sets `misplaced`. */
SCR_MUST_CHECK scr_result document_attribute(struct document *document, const char *name, const char **value);
/* The same without a copy, for elements by the million: valid until the next event. */
SCR_MUST_CHECK scr_result document_borrow(struct document *document, const char *name, const char **value);
SCR_MUST_CHECK scr_result document_count(struct document *document, const char *name, uint32_t *value);
/* The same for larger numbers, up to `most`. */
SCR_MUST_CHECK scr_result document_number(struct document *document, const char *name, uint64_t most, uint64_t *value);
SCR_MUST_CHECK scr_result document_truth(struct document *document, const char *name, bool *value);
SCR_MUST_CHECK scr_result document_hash(struct document *document, const char *name, struct scr_hash *value);
/* The position of an attribute's value in `words`, or of a text. */
SCR_MUST_CHECK scr_result document_word(struct document *document, const char *name, const char *const words[],
                                        size_t count, size_t *index);
bool document_word_of(struct document *document, const char *text, const char *const words[], size_t count,
                      size_t *index);

#endif
