/* plots.c: the pictures of a study. */
#include "gen/study/plots.h"

scr_result study_plots(const struct study *study, struct study_picture *pictures, size_t *count) {
    (void)study;
    (void)pictures;
    *count = 0;
    return scr_done();
}
