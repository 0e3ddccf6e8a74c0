/* headlines.h: what a run says as a whole. Specification, section 8. */
#ifndef VERIFY_HEADLINES_H
#define VERIFY_HEADLINES_H

#include "verify/verify.h"

/* Sets the headlines from all findings, and puts the checks of each file into the order of their numbers. */
void headlines(struct verification *verification);
/* The weight of what a package's findings say about who published it, and when; -1 for anything but a package. */
int provenance_of(const struct findings *findings);
/* Appends why provenance has its verdict, for people: "signed by a key that you trust". */
SCR_MUST_CHECK scr_result provenance_words(const struct verification *verification, struct scr_buffer *out);

#endif
