/* statement.h: the parts of reading and checking one measurement statement. Specification, sections 13.2 and 13.3. */
#ifndef VERIFY_RELEASE_STATEMENT_H
#define VERIFY_RELEASE_STATEMENT_H

#include "verify/complaint.h"
#include "verify/release/checks.h"

/* Reads the file into `statement` (zeroed; freed by the caller in any case). SCR_INPUT and SCR_LIMIT: the file is at
 * fault, `diagnosis` says how. Numbers are those of the schema and not yet in range; ranges, fractions, the numbers of
 * first units and options, and M are not set yet. */
SCR_MUST_CHECK scr_result statement_read(struct release_task *task, struct published_statement *statement,
                                         struct scr_diagnosis *diagnosis);

/* These complain about what is not as 13.2 asks, together DPR-03, and set what statement_read left. */
SCR_MUST_CHECK scr_result statement_check_levels(struct published_statement *statement, struct complaint *complaint);
SCR_MUST_CHECK scr_result statement_check_contests(struct published_statement *statement, struct complaint *complaint);
/* Only where those before have nothing to complain of: it relies on the order of units and on the ranges. */
SCR_MUST_CHECK scr_result statement_check_complete(const struct published_statement *statement,
                                                   struct complaint *complaint);

/* What one ballot changes in a histogram at most, in the statement's adjacency. */
uint64_t statement_sensitivity(const struct published_statement *statement, const struct measured_contest *contest,
                               enum histogram histogram);
/* DPR-04. Needs DPR-03. */
void statement_check_scales(const struct published_statement *statement, struct complaint *complaint);
/* Sets M. */
SCR_MUST_CHECK scr_result statement_measure(struct published_statement *statement);

/* DPR-05; sets ledger.unfinished. */
SCR_MUST_CHECK scr_result ledger_check_entries(struct ledger *ledger, struct complaint *complaint);
/* DPR-06: what the last entry says. Needs DPR-03. */
SCR_MUST_CHECK scr_result ledger_check_last(const struct published_statement *statement, struct complaint *complaint);
/* DPR-06: Spent and Total. *finished is false when the sums ended at the budget. Needs losses that are fractions or
 * `unlimited`. */
SCR_MUST_CHECK scr_result ledger_check_spent(const struct ledger *ledger, struct budget *budget,
                                             struct complaint *complaint, bool *finished);

#endif
