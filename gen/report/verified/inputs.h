/* inputs.h: the files that a page is drawn from, held against those that were verified. */
#ifndef GEN_REPORT_VERIFIED_INPUTS_H
#define GEN_REPORT_VERIFIED_INPUTS_H

#include "gen/report/verified/verdict.h"

struct input_file {
    const char *path;     /* to open it */
    const char *relative; /* within its package, else the path as given */
    size_t package;       /* position among the packages; INPUT_BARE: none */
    struct scr_hash hash;
    bool verified; /* the verifier's output has its digest */
    bool fixed;    /* or that of the tag manifest of its package, whose lists name it and were found to be right */
};
#define INPUT_BARE ((size_t)-1)
#define INPUT_FILES_MOST ((size_t)200000)

struct inputs {
    struct input_file *files; /* in the order given, within a package by name */
    size_t count, capacity;
    size_t *by_hash; /* positions in ascending order of digest */
    const char **packages;
    size_t package_count;
    size_t not_compared; /* files neither verified nor fixed: signatures, stamps, statements, what broken lists have */
    struct scr_arena arena;
};

/* Reads every file of paths[count], files and packages (folders), and compares. Every file with a digest in `verdict`
 * must be among them, with this digest, and every tag manifest; every file given, and of a package every XML file below
 * data/ and the tag manifest, must be in `verdict`. Packages whose lists were right are as their lists say. SCR_INPUT
 * with a sentence for each that is not. Release with inputs_free, also after a failure. */
SCR_MUST_CHECK scr_result inputs_read(const char *const *paths, size_t count, const struct verdict *verdict,
                                      struct inputs *inputs, struct scr_diagnosis *diagnosis);
void inputs_free(struct inputs *inputs);

/* The path of a file with this digest; NULL when there is none. */
const char *inputs_path(const struct inputs *inputs, const struct scr_hash *hash);

#endif
