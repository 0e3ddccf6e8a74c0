/* nist_results.h: what the reader of NIST 1500-100 results collects before references can be resolved. */
#ifndef GEN_IMPORT_RETURNS_NIST_RESULTS_H
#define GEN_IMPORT_RETURNS_NIST_RESULTS_H

#include "../cvr/xml_walk.h"
#include "returns_format.h"

#define RESULTS_NOWHERE ((size_t)-1)

/* What a count is of. */
enum results_what { RESULTS_SELECTION, RESULTS_UNDERVOTES, RESULTS_OVERVOTES, RESULTS_WRITE_INS, RESULTS_BALLOTS };
#define RESULTS_WHATS 5

/* A GpUnit, made when its id is first named. */
struct results_unit {
    const char *id, *name, *type; /* type NULL: named, not described */
    const char *members;          /* ids of ComposingGpUnitIds, separated by white space */
    struct import_place place;
    uint64_t registered; /* or RETURNS_UNKNOWN */
    size_t unit, parent; /* of the builder; index of results_unit or RESULTS_NOWHERE */
    unsigned level;      /* enum returns_level, or RETURNS_LEVELS when it is none */
    bool counted;
};

struct results_count {
    struct import_place place;
    uint64_t votes;
    size_t unit, mode, contest, selection; /* indices */
    enum results_what what;
};

struct results_selection {
    const char *id, *text, *people; /* text of a question; ids of candidates or parties, separated by white space */
    bool write_in, resolved;
    size_t option; /* of the builder, once resolved: a selection may have a count in every unit */
};

struct results_contest {
    const char *id, *name;
    unsigned votes_allowed;
    struct import_place place;
    bool write_ins_counted; /* by selections of their own */
};

/* A candidate, or a party. */
struct results_person {
    const char *name;
};

struct results {
    struct returns_builder *builder;
    struct results_unit *units;
    struct results_count *counts;
    struct results_selection *selections;
    struct results_contest *contests;
    struct results_person *people;
    size_t unit_count, count_count, selection_count, contest_count, person_count;
    size_t unit_capacity, count_capacity, selection_capacity, contest_capacity, person_capacity;
    struct name_index unit_ids, person_ids;

    /* The count being read. */
    struct {
        size_t unit;
        const char *type, *device;
        uint64_t votes[RESULTS_WHATS];
        bool has[RESULTS_WHATS], suppressed, later_round;
        struct import_place place;
    } open;
    size_t described; /* the GpUnit being read */
    size_t later_rounds;
};

/* The unit with this id, made if need be. */
SCR_MUST_CHECK scr_result results_unit(struct results *results, const char *id, size_t length, size_t *unit);
/* Gives units their place in the tree and hands every count to the builder. */
SCR_MUST_CHECK scr_result results_resolve(struct results *results);

#endif
