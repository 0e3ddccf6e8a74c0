/* certificate.h: a template for the certification by which Federal Rules of Evidence 902(13) and 902(14) let records of
 * an electronic process, and copied data, authenticate themselves.
 *
 * It is filled with what a program can know, leaves blank what a qualified person must know, and says of itself that it
 * is no certification. English: it is for courts of the United States. */
#ifndef GEN_REPORT_VERIFIED_CERTIFICATE_H
#define GEN_REPORT_VERIFIED_CERTIFICATE_H

#include "gen/report/verified/report.h"

/* Appends the template as plain text of at most 78 columns (but for digests and names), or as a page. */
SCR_MUST_CHECK scr_result certificate_template(const struct report_request *request, bool text, struct scr_buffer *out);

#endif
