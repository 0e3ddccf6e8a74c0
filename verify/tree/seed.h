/* seed.h: a seed record as it is read, and whether its seed follows from its evidence. Specification, section 10.2. */
#ifndef VERIFY_TREE_SEED_H
#define VERIFY_TREE_SEED_H

#include "verify/complaint.h"
#include "verify/tree/published.h"
#include "verify/tree/pulse.h"

enum seed_evidence { EVIDENCE_DICE, EVIDENCE_PULSE, EVIDENCE_STATEMENT };

struct seed_record {
    struct published_seed *published; /* owned; the names below live in its arena */
    struct seed_source source;
    enum seed_evidence evidence;
    uint32_t sides;
    const char *throws;
    size_t witnesses;
    struct pulse pulse;
    const char *statement;
};

/* Reads the file. SCR_INPUT and SCR_LIMIT: the file is at fault. Free in any case. */
SCR_MUST_CHECK scr_result seed_record_read(const char *path, const struct scr_xml_schema *schema,
                                           struct seed_record *record, struct scr_arena *arena,
                                           struct artifact_header *header, struct scr_diagnosis *diagnosis);
void seed_record_free(struct seed_record *record);

/* Complains where the seed does not follow from the evidence (TPT-05); *open says what cannot be found out from it,
 * NULL when nothing is open (static). */
void seed_dice_complain(const struct seed_record *record, struct complaint *complaint);
SCR_MUST_CHECK scr_result seed_pulse_complain(const struct seed_record *record, struct complaint *complaint,
                                              const char **open);

#endif
