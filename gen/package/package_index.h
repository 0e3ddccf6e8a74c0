/* package_index.h: the index of publications inside a package that is being made. */
#ifndef GEN_PACKAGE_PACKAGE_INDEX_H
#define GEN_PACKAGE_PACKAGE_INDEX_H

#include "package.h"
#include "payload.h"
#include "scrutineer/file.h"

/* Makes the index of the request's package from the one before (request->index, or none) and the artifacts of the
 * payload, writes it to `out`, and puts it among the payload's files. Where nothing is new, the index before is taken
 * as it is, byte for byte. */
SCR_MUST_CHECK scr_result package_index(const struct package_request *request, struct payload *payload,
                                        struct scr_folder *out, struct package_summary *summary,
                                        struct scr_diagnosis *diagnosis);

#endif
