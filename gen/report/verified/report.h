/* report.h: the page that tells a judge what the verifier found, drawn from its output and the artifacts.
 *
 * XHTML 5 in one file: no script, nothing fetched, black on white, the same bytes for the same input. What does not fit
 * is cut, and the page says so: REPORT_FILES_SHOWN files in detail, REPORT_DETAILS_MOST bytes of the verifier's
 * sentences, REPORT_PICTURES_MOST bytes of pictures with their tables. */
#ifndef GEN_REPORT_VERIFIED_REPORT_H
#define GEN_REPORT_VERIFIED_REPORT_H

#include "gen/report/verified/inputs.h"
#include "gen/report/verified/verdict.h"
#include "gen/report/verified/words.h"

#define REPORT_FILES_SHOWN ((size_t)60)         /* some 400 printed pages of decks with 100 targets */
#define REPORT_DETAIL_MOST ((size_t)4000)       /* bytes of one sentence */
#define REPORT_DETAILS_MOST ((size_t)4 << 20)   /* of all of them */
#define REPORT_PICTURE_MOST ((size_t)768 << 10) /* of one file's pictures and tables */
#define REPORT_PICTURES_MOST ((size_t)3 << 20)  /* of all of them: browsers take long to print more */
#define REPORT_HASHES_SHOWN ((size_t)20000)     /* digests listed */
#define REPORT_HASHES_TABLE ((size_t)1000)      /* of more of them, the list is plain lines, not a table */

struct report_request {
    const struct verdict *verdict;
    const struct inputs *inputs; /* of no files: the page has no pictures */
    const char *verdict_path;    /* as given */
    enum language language;
};

/* Appends the page. */
SCR_MUST_CHECK scr_result report_page(const struct report_request *request, struct scr_buffer *out);

#endif
