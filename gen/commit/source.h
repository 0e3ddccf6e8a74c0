/* source.h: the public source of a seed, as a commitment names it before anybody can know the seed. */
#ifndef GEN_COMMIT_SOURCE_H
#define GEN_COMMIT_SOURCE_H

#include "commitment.h"
#include "scrutineer/xml_writer.h"

#define SEED_SOURCE_NIST "NIST Randomness Beacon 2.0"

/* The form of specification, section 10.2: SCR_USAGE, with `command` as the place and words for what is missing or
 * wrong. NULL texts count as not given and become "". */
SCR_MUST_CHECK scr_result seed_source_check(struct seed_source *source, const char *command,
                                            struct scr_diagnosis *diagnosis);
/* YYYY-MM-DDThh:mm:ssZ, a moment of the calendar. */
bool seed_instant_valid(const char *text);
SCR_MUST_CHECK scr_result seed_source_write(struct scr_xml_writer *xml, const struct seed_source *source);
bool seed_source_equal(const struct seed_source *a, const struct seed_source *b);
/* "dice at PLACE, TIME", "pulse N of chain C of BEACON": safe to show. */
SCR_MUST_CHECK scr_result seed_source_say(const struct seed_source *source, struct scr_buffer *out);

#endif
