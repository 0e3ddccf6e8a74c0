/* election.h: the generator's model of an election definition: what importers fill, the store keeps, decks are made of.
 *
 * Everything hangs off one arena and is shared by index: a contest that appears on many ballot styles stands once.
 * Strings are valid UTF-8 without NUL, never NULL, trimmed of surrounding white space; ids are unique in their kind. */
#ifndef GEN_ELECTION_H
#define GEN_ELECTION_H

#include <stdint.h>

#include "scrutineer/bytes.h"
#include "scrutineer/hash.h"

#define ELECTION_NO_PARTY ((size_t)-1)

/* Limits that every importer enforces, so that nothing later overflows; far above any real election. */
#define ELECTION_CONTESTS_MOST 100000
#define ELECTION_STYLES_MOST 100000
#define ELECTION_CANDIDATES_MOST 1000 /* in one contest, write-in lines included */
#define ELECTION_TEXT_MOST 2000       /* bytes of one name or id */

struct party {
    const char *id, *name;
};

enum candidate_kind {
    CANDIDATE_LISTED,   /* a printed name, a ticket */
    CANDIDATE_OPTION,   /* an answer to a ballot question: Yes, No, Retain */
    CANDIDATE_WRITE_IN, /* a write-in line */
    CANDIDATE_PARTY,    /* a straight-party target: votes for every nominee of `party` */
};

/* A contest selection: one voting target. Of a ticket ("A and B") it is the ticket. */
struct candidate {
    const char *id, *name;
    enum candidate_kind kind;
    size_t party; /* index into election.parties, or ELECTION_NO_PARTY; the party of a CANDIDATE_PARTY always stands */
    bool
        excluded; /* not to be covered by test decks, because the official asked for it; decks list it as not covered */
};

enum contest_kind { CONTEST_ORDINARY, CONTEST_QUESTION, CONTEST_STRAIGHT_PARTY };

struct contest {
    const char *id, *name;
    enum contest_kind kind;
    unsigned votes_allowed;             /* at least 1 */
    const struct candidate *candidates; /* in ballot order, at least one; write-in lines after the listed ones */
    size_t candidate_count;
};

struct ballot_style {
    const char *id, *name;  /* name "" when the source has none */
    const size_t *contests; /* indices into election.contests, in ballot order, each once, at least one */
    size_t contest_count;
};

/* A source file, as it was when imported: artifacts name its digest. */
struct source_file {
    const char *name;   /* last component of the path */
    const char *format; /* the importer's name, e.g. "nist-1500-20" */
    struct scr_hash hash;
};

struct election {
    struct scr_arena arena; /* owns everything below */
    const char *id, *name, *date,
        *jurisdiction; /* "" when unknown; date as the source writes it, ISO 8601 if it can be */
    const struct party *parties;
    size_t party_count;
    const struct contest *contests;
    size_t contest_count;
    const struct ballot_style *styles;
    size_t style_count;
    const struct source_file *sources;
    size_t source_count;
};

void election_free(struct election *election);

#endif
