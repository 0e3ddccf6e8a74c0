/* inputs.h: the files that a page is drawn from, held against those that were verified. */
#ifndef GEN_REPORT_VERIFIED_INPUTS_H
#define GEN_REPORT_VERIFIED_INPUTS_H

#include "gen/report/verified/verdict.h"

struct input_file {
    const char *path;     /* to open it */
    const char *relative; /* within its package, else the path as given */
    size_t package;       /* position among the packages; INPUT_BARE: none */
    struct scr_hash hash;
    bool verified; /* the verifier's output has it */
};
#define INPUT_BARE ((size_t)-1)
#define INPUT_FILES_MOST ((size_t)200000)

struct inputs {
    struct input_file *files; /* in the order given, within a package by name */
    size_t count, capacity;
    size_t *by_hash; /* positions in ascending order of digest */
    const char **packages;
    size_t package_count;
    struct scr_arena arena;
};

/* Reads every file of paths[count], files and packages (folders), and compares. Every file with a digest in `verdict`
 * must be among them, with this digest; every file given, and every XML file below data/ of a package, must be in
 * `verdict`. SCR_INPUT with a sentence for each that is not. Release with inputs_free, also after a failure. */
SCR_MUST_CHECK scr_result inputs_read(const char *const *paths, size_t count, const struct verdict *verdict,
                                      struct inputs *inputs, struct scr_diagnosis *diagnosis);
void inputs_free(struct inputs *inputs);

/* The path of a file with this digest; NULL when there is none. */
const char *inputs_path(const struct inputs *inputs, const struct scr_hash *hash);

#endif
