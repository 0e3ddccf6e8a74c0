/* command_study.h: what the command line of `release study` asks for. */
#ifndef GEN_COMMAND_STUDY_H
#define GEN_COMMAND_STUDY_H

#include "gen/release/plan.h"
#include "gen/study/districts.h"

struct study_request {
    struct study_parameters parameters; /* but for exact_levels and what is read from files */
    struct study_csv csv;               /* path NULL: the returns in the store */
    const char *contest, *levels, *exact;
    const char *districts, *regression, *option, *decisions, *known, *out;
    bool votes_noised, noised_given, public_data;
    struct study_theorem theorem; /* levels 0: not asked for */
    uint64_t parts;
    struct release_fraction others;
};

/* Parses argv; SCR_USAGE with a sentence when it is not understood. argv's strings are borrowed and cut. */
SCR_MUST_CHECK scr_result study_options(int argc, char **argv, struct study_request *request,
                                        struct scr_diagnosis *diagnosis);

#endif
