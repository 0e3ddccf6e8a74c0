/* nist.h: what the NIST common data formats have in common: a definition collected from events (elements of XML,
 * members of JSON) and then resolved into the builder.
 *
 * 1500-20 (ballot definition) says ContestOption where 1500-100 (election results reporting) says ContestSelection;
 * otherwise the parts that importers need have the same names in both. */
#ifndef GEN_IMPORT_NIST_H
#define GEN_IMPORT_NIST_H

#include "format.h"

#define NIST_DEPTH_MOST 256
#define NIST_REFERENCES_MOST 20000000
#define NIST_RECORDS_MOST 4000000 /* of each kind */
#define NIST_TEXT_MOST ((size_t)4 << 20)

enum nist_dialect { NIST_1500_20, NIST_1500_100 };

/* A list of ids: a run in struct nist.references. */
struct nist_list {
    size_t first, count;
};

struct nist_party {
    const char *id, *name;
    struct import_place place;
};
struct nist_unit {
    const char *id, *name;
};
struct nist_candidate {
    const char *id, *name, *party;
};
struct nist_option {
    const char *id, *type, *text, *write_in;
    struct nist_list candidates, parties, endorsements;
    struct import_place place;
};
struct nist_contest {
    const char *id, *type, *name, *votes, *variation;
    size_t first_option, option_count;
    struct import_place place;
};
/* A contest as it is printed on a style; `targets` are the options with a voting target, in order, "" a write-in line.
 */
struct nist_ordered {
    const char *contest;
    struct nist_list order;
    size_t first_physical, physical_count;
    struct import_place place;
};
struct nist_physical {
    struct nist_list targets;
};
struct nist_style {
    const char *id;
    struct nist_list units;
    size_t first_ordered, ordered_count;
    struct import_place place;
};

struct nist_frame {
    unsigned char node, field; /* nist_events.c */
};

struct nist {
    struct builder *builder;
    enum nist_dialect dialect;
    /* Where the events are. */
    struct nist_frame stack[NIST_DEPTH_MOST];
    size_t depth, skipping;
    struct scr_buffer text;
    const char *best_text; /* of an InternationalizedText */
    bool best_is_english, this_is_english;
    const char *physical_option; /* of a PhysicalContestOption: its id or "" */
    /* What they said; strings are clean, in the builder's arena, "" when absent. */
    size_t elections;
    const char *scope;
    struct nist_party *parties;
    struct nist_unit *units;
    struct nist_candidate *candidates;
    struct nist_contest *contests;
    struct nist_option *options;
    struct nist_style *styles;
    struct nist_ordered *ordered;
    struct nist_physical *physicals;
    const char **references;
    size_t party_count, unit_count, candidate_count, contest_count, option_count, style_count, ordered_count,
        physical_count, reference_count;
    size_t party_capacity, unit_capacity, candidate_capacity, contest_capacity, option_capacity, style_capacity,
        ordered_capacity, physical_capacity, reference_capacity;
    struct name_index objects;                   /* every ObjectId that was read */
    struct name_index candidate_ids, option_ids; /* to their arrays */
    size_t *lines;                               /* per contest: write-in lines without an option, nist_resolve.c */
    size_t *marked;                              /* per option: the last list it was seen in */
    size_t line_capacity, mark_capacity, mark;
};

/* An element or object begins. The attributes are NULL when absent; `type` may have a prefix ("cdf:CandidateContest",
 * "BallotDefinition.CandidateContest"). */
SCR_MUST_CHECK scr_result nist_open(struct nist *nist, const char *name, struct import_place place, const char *id,
                                    const char *type, const char *language);
SCR_MUST_CHECK scr_result nist_text(struct nist *nist, const char *text, size_t length);
SCR_MUST_CHECK scr_result nist_close(struct nist *nist, struct import_place place);
/* True when what nist_open just began is of no interest, so that a reader may pass over it. */
bool nist_skips(const struct nist *nist);
SCR_MUST_CHECK scr_result nist_resolve(struct nist *nist);
/* NULL when memory is short. */
struct nist *nist_new(struct builder *builder, enum nist_dialect dialect);
void nist_free(struct nist *nist);

/* Reads an XML file whose root and elements are in `namespace_uri`. */
SCR_MUST_CHECK scr_result nist_read_xml(const struct source *source, struct builder *builder, enum nist_dialect dialect,
                                        const char *namespace_uri, struct scr_hash *hash);

#endif
