/* artifact_parts.h: the parts that the artifacts about plurality trees share: contest and long lists. */
#ifndef GEN_TREE_ARTIFACT_PARTS_H
#define GEN_TREE_ARTIFACT_PARTS_H

#include "gen/artifact_frame.h"
#include "gen/tree/arrangement.h"
#include "scrutineer/xml_writer.h"

#define TREE_CODES_MOST 62 /* A..Z a..z 0..9 */
#define TREE_CODE_MISSING '.'
#define TREE_CODE_PHANTOM '?'

/* The code of candidate `value`, below TREE_CODES_MOST, or of TREE_MISSING. */
char tree_code_of(uint8_t value);
/* The value that a code stands for: a candidate's number below `candidates`, TREE_MISSING for '.' and '?'. False for
 * any other code. */
bool tree_code_value(char code, unsigned candidates, uint8_t *value);

struct tree_contest_candidate {
    const char *id, *name;
    bool write_in;
};

/* A contest as committed (specification, section 10.1). Candidate number c has code tree_code_of(c). */
struct tree_contest {
    const char *id, *name, *batches;
    bool first_preferences;
    size_t ballots, replication;
    enum tree_arrangement_kind arrangement;
    unsigned arity;
    struct scr_hash root;
    const struct tree_contest_candidate *candidates;
    unsigned candidate_count; /* 1 .. TREE_CODES_MOST */
};

SCR_MUST_CHECK scr_result tree_artifact_contest(struct scr_xml_writer *xml, const struct tree_contest *contest);

/* A list cut into elements of `most` tokens each, the last one fewer; nothing at all when it stays empty. Between the
 * tokens stands one space. Zero-initialise with xml, element and most; end it, also after a failure. */
struct tree_list {
    struct scr_xml_writer *xml;
    const char *element;
    size_t most, count;
};
SCR_MUST_CHECK scr_result tree_list_add(struct tree_list *list, const char *token, size_t length);
SCR_MUST_CHECK scr_result tree_list_end(struct tree_list *list);
SCR_MUST_CHECK scr_result tree_list_numbers(struct scr_xml_writer *xml, const char *element, const uint32_t *numbers,
                                            size_t count);

#define TREE_LIST_NUMBERS 20000
#define TREE_LIST_HASHES 10000
#define TREE_LIST_CODES 1000000

#endif
