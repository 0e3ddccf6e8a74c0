/* table.c: what tables of impact statements must satisfy (specification, section 16.1). */
#include <stdlib.h>
#include <string.h>

#include "gen/impact/impact.h"
#include "gen/import/name_index.h"
#include "scrutineer/text.h"

#define COUNT_MOST UINT64_C(1000000000)
#define WEIGHT_MOST UINT64_C(1000000)
#define POPULATION_MOST UINT64_C(10000000000)

void impact_table_free(struct impact_table *table) {
    free(table->rows);
    scr_arena_free(&table->arena);
    *table = (struct impact_table){0};
}

const char *impact_row_fault(enum impact_decision decision, const struct impact_row *row) {
    const uint64_t *v = row->values;
    switch (decision) {
    case IMPACT_COVERAGE:
        if (v[IMPACT_VAC] > COUNT_MOST) return "a count is above 10^9";
        if (v[IMPACT_LEP] > v[IMPACT_VAC])
            return "there are more persons with limited English proficiency than voting-age citizens";
        if (v[IMPACT_LIT] > v[IMPACT_LEP])
            return "there are more persons of low education than persons with limited English proficiency";
        return NULL;
    case IMPACT_FUNDS:
        if (!v[IMPACT_WEIGHT] || v[IMPACT_WEIGHT] > WEIGHT_MOST) return "the weight must be from 1 to 10^6";
        return v[IMPACT_CHILDREN] > COUNT_MOST ? "a count is above 10^9" : NULL;
    case IMPACT_SEATS:
        return !v[0] || v[0] > POPULATION_MOST ? "the population must be from 1 to 10^10" : NULL;
    }
    return NULL;
}

static scr_result check_ids(const struct impact_table *table, struct scr_diagnosis *diagnosis) {
    struct name_index ids = {0};
    scr_result result = scr_done();
    for (size_t i = 0; i < table->count && !scr_failed(result); i++) {
        bool added;
        const char *id = table->rows[i].id;
        SCR_TRY_OR(result, name_index_add(&ids, id, strlen(id), i, &added), end);
        if (!added) {
            struct scr_buffer shown = {0};
            result = scr_text_terminal(&shown, id);
            if (!scr_failed(result))
                result = scr_refuse(diagnosis, SCR_INPUT, "the table", "the id \"%s\" occurs in two rows",
                                    (const char *)shown.data);
            scr_buffer_free(&shown);
        }
    }
end:
    name_index_free(&ids);
    return result;
}

scr_result impact_table_check(const struct impact_table *table, struct scr_diagnosis *diagnosis) {
    size_t most = impact_rows_most(table->decision);
    if (!table->count) return scr_refuse(diagnosis, SCR_INPUT, "the table", "it has no rows");
    if (table->count > most)
        return scr_refuse(diagnosis, SCR_LIMIT, "the table", "it has %zu rows; for %s at most %zu are taken",
                          table->count, impact_decision_name(table->decision), most);
    bool something = table->decision != IMPACT_FUNDS;
    for (size_t i = 0; i < table->count; i++) something |= table->rows[i].values[IMPACT_CHILDREN] > 0;
    if (!something) return scr_refuse(diagnosis, SCR_INPUT, "the table", "no row has a child, so there are no shares");
    return check_ids(table, diagnosis);
}
