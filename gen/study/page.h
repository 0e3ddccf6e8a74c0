/* page.h: the page of a study: what it is about, its pictures and tables, and whom they may be shown. */
#ifndef GEN_STUDY_PAGE_H
#define GEN_STUDY_PAGE_H

#include "gen/study/sheet.h"
#include "gen/study/study.h"

struct study_picture {
    const char *file, *caption; /* words of ours */
    struct scr_buffer svg;
};

/* Appended. */
SCR_MUST_CHECK scr_result study_page(const struct study *study, const char *source, const struct study_sheet *sheets,
                                     size_t sheet_count, const struct study_picture *pictures, size_t picture_count,
                                     struct scr_buffer *out);

#endif
