/* page.h: the page of an impact statement for people who decide: in plain words, with pictures, on its own. */
#ifndef GEN_IMPACT_PAGE_H
#define GEN_IMPACT_PAGE_H

#include "gen/impact/study.h"

/* Appends a whole HTML file. `hex` is the SHA-256 of impact.xml. */
SCR_MUST_CHECK scr_result impact_page(const struct impact_study *study, const struct impact_outcome *outcomes,
                                      const char hex[static SCR_HEX_SIZE], struct scr_buffer *out);

#endif
