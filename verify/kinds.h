/* kinds.h: the kinds of artifact, each with its root element, its schema, and the function that reads and checks it. */
#ifndef VERIFY_KINDS_H
#define VERIFY_KINDS_H

#include "verify/package/currency.h"
#include "verify/release/checks.h"
#include "verify/surroundings.h"
#include "verify/tree/checks.h"
#include "verify/verify.h"

#define ARTIFACT_KINDS 12
#define ARTIFACT_RANKS 5 /* an artifact rests on those of lower rank, which are therefore read first */

/* As headers have them: "" for what is not given. */
struct election {
    const char *id, *name, *date, *jurisdiction;
};
/* The elections of the files of a run. */
struct elections {
    struct scr_arena arena;
    struct named_election {
        struct election election;
        const char *key; /* of its Id: equal for ids that look alike */
        size_t findings; /* of the first path of this election */
        size_t bare;     /* files outside packages */
    } items[ELECTIONS_KNOWN];
    size_t count;
};

/* The ballot definitions that packages of a run hold, each once. */
struct definitions_met {
    struct scr_arena arena;
    struct definition_met {
        struct scr_hash hash;
        struct definition_style *styles; /* their ids and names; in the arena */
        bool *tested;                    /* by style: some package has a deck of it; in the arena */
        size_t style_count;
    } * items; /* malloc'ed */
    size_t count, capacity;
};

/* One run of the verifier over all its paths. Schemas are parsed when the first file of their kind is met. */
struct run {
    const struct verify_options *options;
    struct verification *verification;
    struct scr_diagnosis *diagnosis;
    struct scr_xml_schema *schemas[ARTIFACT_KINDS];
    struct scr_xml_schema *opening_schema; /* of a court opening; parsed with --sealed */
    size_t done, expected;                 /* files, for progress */
    size_t releases;                       /* met so far: --sealed is of one */
    struct work work;                      /* left to all searches */
    struct kept_package *kept;             /* malloc'ed: packages that were read, until they are compared */
    size_t kept_count, kept_capacity;
    struct elections elections;
    struct definitions_met met;
};

/* A file on its way through the checks. */
struct file_task {
    const char *path; /* to open */
    struct surroundings surroundings;
    struct definitions *definitions;  /* receives a valid ballot definition; surroundings.publications the others */
    struct publication_index **index; /* receives a valid index, if it holds none yet; NULL for a bare file */
    struct package_artifact *about;   /* receives what the package must know, of a bare file its election */
    struct scr_arena *arena;          /* where `about` keeps its names */
    struct findings *findings;        /* its place in the verification */
};

struct artifact_kind {
    const char *root, *name;
    const unsigned char *schema;
    const unsigned long *schema_size;
    const char *first; /* the check that finds it valid: where that does not hold, the artifact tells nothing */
    int rank;
    bool reported; /* a machine's totals can be compared with it */
    bool sealed;   /* a court opening can be of it */
    scr_result (*check)(struct run *run, const struct artifact_kind *kind, const struct scr_xml_schema *schema,
                        struct file_task *task);
    /* For those of verify/tree and of verify/release. */
    scr_result (*check_tree)(struct tree_task *task);
    scr_result (*check_release)(struct release_task *task);
};

/* The kind with this root element, or NULL. */
const struct artifact_kind *artifact_kind(const char *root);
/* Reads the file and makes all its checks. */
SCR_MUST_CHECK scr_result artifact_check(struct run *run, const struct artifact_kind *kind, struct file_task *task);
void run_free(struct run *run);

/* verify_package.c: a package folder with all it holds. */
SCR_MUST_CHECK scr_result verify_package(struct run *run, const char *folder);
/* elections.c: of which election these artifacts are: a note of a package, the fact "election", and a note when the Id
 * looks like that of another path. `findings` is the place of those of the package, or of the bare file. */
SCR_MUST_CHECK scr_result note_election(struct run *run, const struct package_artifact *about, size_t count,
                                        size_t findings);
/* The lines on the elections of bare files. After all files were read. */
SCR_MUST_CHECK scr_result tell_elections(struct run *run);
/* currency.c: PKG-12 of every package of the run. After all of them were read. */
SCR_MUST_CHECK scr_result check_currency(struct run *run);
/* That the run saw an index which ends so: its end is told in the list of what is not proved. */
void note_index(struct index_scope *scope, const struct publication_index *index);
/* untested.c: which ballot styles of a package's definitions have no test deck among `about`: for tell_untested and,
 * with --json, as the fact "styles_without_deck" of the package. */
SCR_MUST_CHECK scr_result note_untested(struct run *run, const struct definitions *definitions,
                                        const struct package_artifact *about, size_t count, struct findings *findings);
/* For the list of what is not proved: the styles that have a deck in none of the packages. After all of them were read.
 */
SCR_MUST_CHECK scr_result tell_untested(struct run *run);
/* committed.c: which contests of the valid commitments have no tree or no audit among the files, or batches left out:
 * for the list of what is not proved and, with --json, as the fact "contests_without" of the commitment. After all
 * files that could serve them were checked. */
SCR_MUST_CHECK scr_result note_committed(struct run *run, const struct publications *publications);
/* kinds.c: DPR-08 and DPR-09: what the statements of one package, or the bare ones, say of each other and of what else
 * was read there. After all of it was checked. */
SCR_MUST_CHECK scr_result compare_statements(struct run *run, const struct release_publications *releases,
                                             const struct definitions *definitions);
/* Makes room for `count` findings in a row; *first is the index of the first. Pointers into files move. */
SCR_MUST_CHECK scr_result run_reserve(struct run *run, size_t count, size_t *first);
void run_progress(struct run *run);

#endif
