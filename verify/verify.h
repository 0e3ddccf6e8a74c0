/* verify.h: verifies files and packages: from paths to findings and the two headlines. Specification, section 8. */
#ifndef VERIFY_VERIFY_H
#define VERIFY_VERIFY_H

#include "verify/beacons.h"
#include "verify/impact/scope.h"
#include "verify/package/package.h"
#include "verify/release/scope.h"
#include "verify/tree/scope.h"
#include "verify/verdict.h"

/* Work that each search may do unless told otherwise. */
#define VERIFY_BUDGET UINT64_C(4000000000)
/* All searches of a run together may do so many times the work of one. A state of 6,928 ordinary decks needs a
 * fourteenth of that. */
#define VERIFY_SEARCHES 10

/* So many roles can be required of the signers. */
#define VERIFY_REQUIRED 16

/* So many ballot styles without a test deck are named. */
#define VERIFY_UNTESTED_SHOWN 20
/* And so many committed contests that have no tree, no audit, or batches left out. */
#define VERIFY_CONTESTS_SHOWN 20

/* And so many ends of indexes of publications. */
#define VERIFY_INDEXES_SHOWN 5

/* Told how many of the files have been checked. */
typedef void verify_progress(void *context, size_t done, size_t of);

struct verify_options {
    uint64_t budget;                    /* of each search; all together may do VERIFY_SEARCHES times as much */
    uint64_t memory;                    /* bytes that one tree's checks may take; 0: WORK_MEMORY of surroundings.h */
    bool facts;                         /* gather the facts that --json prints */
    const char *reported;               /* CSV of reported totals for the only test deck, or NULL */
    const char *sealed, *sealed_key;    /* court opening of the only release, and the court's private key; or NULL */
    uint64_t sample;                    /* trials of an impact statement to make again; 0: all */
    const char *key, *trust;            /* at most one of these two and the next; NULL: provenance stays undecided */
    const struct scr_hash *fingerprint; /* of the publisher's key */
    const struct beacon_certificates *beacons; /* NULL: none */
    const char *tsa;                           /* certificates of time-stamp authorities, or NULL */
    const struct required_role *required;      /* owners of keys in `trust` that must sign in a role */
    size_t required_count;
    const char *today; /* "YYYY-MM-DD" */
    verify_progress *progress;
    void *progress_context;
};

/* Some of the contests of the valid commitments: how many, and the first as they are shown to people. */
struct contests_named {
    size_t count;
    struct scr_buffer names;
};
struct committed_scope {
    size_t contests;                                   /* of all valid commitments */
    struct contests_named without_tree, without_audit; /* among the files that were given */
    struct contests_named left_out;                    /* whose leaves are not the ballots of all batches */
};

/* The last entries of the indexes by which packages were judged, each once; without beginnings of others. */
struct index_scope {
    struct index_end {
        size_t number;
        char date[11];
        struct scr_hash hash;
    } ends[VERIFY_INDEXES_SHOWN];
    size_t count;            /* all of them */
    size_t packages_without; /* packages that no valid index tells about */
};

/* What lies beside the manifests of packages: how many have time stamps, countersignatures; and of how many commitments
 * and measurement statements these show that they existed before their seeds were known. */
struct evidence_scope {
    size_t stamped, countersigned;
    size_t commitments_in_order, statements_in_order;
};

/* What was covered, for saying what was not proved. */
struct verified_scope {
    /* Ballot styles of definitions in packages, those without a test deck in any of them, and the first of the latter
     * as they are shown to people. A definition that several packages hold counts once. */
    size_t styles, styles_untested;
    struct scr_buffer untested_names;
    size_t definitions, test_decks, straight_decks, packages, bare_files;
    uint64_t ballots;
    size_t assume_tape, assume_signal, assume_lines, assume_parties; /* decks that list the assumption */
    size_t lines_excluded, party_lines;                              /* targets that no test deck marks */
    size_t decks_without_votes; /* test decks with such targets whose rules do not ask for a vote for each candidate */
    size_t straight_lines_excluded; /* targets that no straight-party deck marks */
    struct tree_scope tree;
    struct committed_scope committed;
    struct release_scope release;
    struct statements_scope announced;
    struct impact_scope impact;
    struct evidence_scope evidence;
    struct index_scope index;
};

/* So many elections are told apart; more are not named. */
#define ELECTIONS_KNOWN 100

struct verification {
    struct findings *files; /* a package's own findings stand before those of its artifacts */
    size_t count, capacity;
    struct verified_scope scope;
    enum verdict arithmetic, provenance;
    enum verdict reported; /* undecided when totals were given but could not be compared; holds without any */
    bool reported_given;
    struct scr_buffer elections;      /* of the files outside packages: a line each, names escaped; may be empty */
    struct scr_buffer reported_words; /* "equal in all 9 numbers compared"; empty when not compared */
    bool trust_given;                 /* the reader said whom to trust */
    const char *const *arguments;     /* of the run's command line, for its report; not owned; may be NULL */
    size_t argument_count;
};

/* Each path is an artifact or a package folder. Bare artifacts serve the bare ones that rest on them, those of a
 * package the others of the same package. A failure means that something could not be examined (`diagnosis` says what);
 * a fault of a file is a finding. The caller frees `verification` in any case; zero-initialise it. */
SCR_MUST_CHECK scr_result verify_paths(const char *const *paths, size_t count, const struct verify_options *options,
                                       struct verification *verification, struct scr_diagnosis *diagnosis);
void verification_free(struct verification *verification);

/* Whether the reader said whom he trusts. */
static inline bool reader_trusts(const struct verify_options *options) {
    return options->key || options->fingerprint || options->trust;
}

/* The weight of all arithmetic checks of one file; LAT-31 is about the machine and does not count. */
enum verdict verdict_of(const struct findings *findings);
/* The weight of all headlines together, for the exit status. */
enum verdict verdict_of_all(const struct verification *verification);
/* "holds", "undecided", "refuted". */
const char *verdict_word(enum verdict verdict);

/* What no check proves, as sentences, one call each; stops at the first failure. */
typedef scr_result verify_sentence(void *context, const char *sentence);
SCR_MUST_CHECK scr_result verify_not_proved(const struct verification *verification, verify_sentence *tell,
                                            void *context);

#endif
