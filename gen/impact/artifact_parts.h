/* artifact_parts.h: the parts of an impact statement's writer. */
#ifndef GEN_IMPACT_ARTIFACT_PARTS_H
#define GEN_IMPACT_ARTIFACT_PARTS_H

#include "gen/impact/study.h"
#include "scrutineer/xml_writer.h"

SCR_MUST_CHECK scr_result impact_attribute(struct scr_xml_writer *xml, const char *name, impact_wide number);
SCR_MUST_CHECK scr_result impact_attribute_fraction(struct scr_xml_writer *xml, const char *name,
                                                    struct impact_fraction fraction);
/* The Results element of epsilon number e. */
SCR_MUST_CHECK scr_result impact_write_results(struct scr_xml_writer *xml, const struct impact_study *study,
                                               const struct impact_outcome *outcomes, size_t e);

#endif
