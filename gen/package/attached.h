/* attached.h: the stamps and countersignatures that lie beside the artifacts and are carried into a package. */
#ifndef GEN_PACKAGE_ATTACHED_H
#define GEN_PACKAGE_ATTACHED_H

#include "payload.h"
#include "scrutineer/file.h"

struct attached_counts {
    size_t requests, stamps, statements;
};

/* Checks what payload_list found in timestamps/ and countersignatures/ of `folder` against the artifacts of the payload
 * (looked at, sorted), and writes it to `out`. Every request, stamp and statement is whole and of an artifact in the
 * payload, a stamp also of a statement there. Reports all that is not so, with its place, then SCR_INPUT. */
SCR_MUST_CHECK scr_result attached_carry(const char *folder, struct payload *payload, const char *election,
                                         struct scr_folder *out, struct attached_counts *counts,
                                         struct scr_diagnosis *diagnosis);

#endif
