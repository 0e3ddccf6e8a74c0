/* statements_compare.c: DPR-08 and DPR-09 of all statements at hand, each added to the files that hold it. */
#include <string.h>

#include "verify/release/ledgers_compare.h"

static scr_result compare(const struct ledgers *ledgers, const struct definitions *definitions, struct work *work,
                          struct findings *findings, struct statements_scope *scope) {
    const struct published_statement *statement = releases_statement(ledgers->publications, &findings->hash);
    bool without;
    if (!statement || !statement->ledger_follows) return scr_done();
    SCR_TRY(ledgers_compare(ledgers, statement, work, findings));
    SCR_TRY(definition_compare(statement, definitions, work, findings, &without));
    scope->without_definition += without;
    return scr_done();
}

scr_result release_compare_statements(const struct release_publications *publications,
                                      const struct definitions *definitions, struct work *work, struct findings *files,
                                      size_t count, struct statements_scope *scope) {
    struct ledgers ledgers = {0};
    scr_result result = ledgers_gather(publications, &ledgers);
    for (size_t i = 0; i < count && !scr_failed(result); i++)
        if (files[i].hashed && !strcmp(files[i].kind, "measurement-statement") &&
            findings_verdict(&files[i], "DPR-08") < 0)
            result = compare(&ledgers, definitions, work, &files[i], scope);
    if (!scr_failed(result)) result = ledgers_absent(&ledgers, scope);
    ledgers_free(&ledgers);
    return result;
}
