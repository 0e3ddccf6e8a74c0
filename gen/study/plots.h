/* plots.h: the pictures of a study. */
#ifndef GEN_STUDY_PLOTS_H
#define GEN_STUDY_PLOTS_H

#include "gen/study/page.h"

#define STUDY_PICTURES_MOST (4 + STUDY_RULES_MOST)

/* Fills pictures[STUDY_PICTURES_MOST], zeroed; their buffers are the caller's, also after a failure. */
SCR_MUST_CHECK scr_result study_plots(const struct study *study, struct study_picture *pictures, size_t *count);

#endif
