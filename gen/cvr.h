/* cvr.h: the generator's model of cast-vote records: what importers fill, the store keeps, trees and tallies are made
 * of.
 *
 * What a ballot says in one contest is one small number, its code: three fixed ones below, and from
 * CVR_FIRST_SELECTION on an index into the contest's table of selections, each the set of candidates marked. A ballot
 * whose set is larger than votes_allowed is overvoted: the set is kept, the votes do not count. Codes stand in the
 * order of the source files, one per ballot; strings are as in election.h. */
#ifndef GEN_CVR_H
#define GEN_CVR_H

#include "election.h"

#define CVR_NONE ((size_t)-1)

enum cvr_code {
    CVR_NOT_ON_BALLOT = 0, /* the ballot (or this sheet of it) does not bear the contest */
    CVR_BLANK = 1,
    CVR_OVERVOTE = 2, /* the source says so without saying for whom */
    CVR_UNKNOWN = 3,  /* the source does not decide: a mark that awaits adjudication */
    CVR_FIRST_SELECTION = 4,
};

/* Limits that every importer enforces. */
#define CVR_CONTESTS_MOST 10000
#define CVR_SELECTIONS_MOST 1000000 /* distinct sets of candidates in one contest */
#define CVR_BATCHES_MOST 5000000
#define CVR_BALLOTS_MOST 2000000000
#define CVR_ID_MOST 200 /* bytes of an identifier */
#define CVR_POSITION_MOST 2000000000

struct cvr_candidate {
    const char *id, *name;
    bool write_in;
    size_t alone; /* 1 + index of the selection of this candidate alone, 0: none yet; of importers */
};

struct cvr_selection {
    const uint32_t *candidates; /* ascending indices into the contest's candidates, each once, at least one */
    size_t count;
};

struct cvr_contest {
    const char *id, *name;
    unsigned votes_allowed; /* 0 while an importer does not know; at least 1 in the store */
    bool ranked;            /* ballots rank its candidates; only first preferences were read */
    struct cvr_candidate *candidates;
    size_t candidate_count;
    struct cvr_selection *selections;
    size_t selection_count;
};

struct cvr_batch {
    const char *tabulator, *name; /* "" where the source has none */
};

/* Everything but the ballots, which are streamed. */
struct cvr_records {
    struct scr_arena arena; /* owns what a loaded struct points to */
    struct source_file *sources;
    struct cvr_contest *contests;
    struct cvr_batch *batches; /* in the order in which they first occur */
    const char **styles, **precincts;
    size_t source_count, contest_count, batch_count, style_count, precinct_count, ballot_count;
};

struct cvr_ballot {
    const char *id;         /* the record's own identifier, "" when it has none */
    const char *imprinted;  /* on the paper, "" when unknown */
    size_t batch;           /* index */
    size_t style, precinct; /* index or CVR_NONE */
    uint32_t position;      /* in the batch, from 1; 0 when the source has none */
};

/* True when the code marks more candidates than are allowed, or the source says overvote. */
static inline bool cvr_is_overvote(const struct cvr_contest *contest, size_t code) {
    return code == CVR_OVERVOTE || (code >= CVR_FIRST_SELECTION &&
                                    contest->selections[code - CVR_FIRST_SELECTION].count > contest->votes_allowed);
}

/* A ballot manifest: what lies in storage. */
struct manifest_row {
    const char *container, *tabulator, *batch; /* "" where the manifest has none */
    uint32_t ballots;
    unsigned long line;
    size_t source; /* index of its file */
};

struct manifest {
    struct scr_arena arena;
    struct source_file *sources;
    struct manifest_row *rows; /* in storage order */
    size_t source_count, row_count;
    uint64_t ballot_count;
};

#endif
