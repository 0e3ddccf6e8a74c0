/* statement_measure.c: the measurement digest M, which fixes what the noise is drawn for. Specification, section 13.2.
 */
#include <stdio.h>

#include "verify/fields.h"
#include "verify/release/statement.h"

static scr_result measure_level(struct scr_hasher *hasher, const struct measured_level *level) {
    SCR_TRY(field_text(hasher, level->name));
    SCR_TRY(field_u32(hasher, level->count));
    for (size_t i = 0; i < level->count; i++) {
        const struct measured_unit *unit = &level->units[i];
        char turnout[16] = "";
        /* Numbers have one form only, so that this is the text of the file. */
        if (unit->turnout) snprintf(turnout, sizeof turnout, "%lu", (unsigned long)unit->ballots_cast);
        SCR_TRY(field_u32(hasher, unit->parent));
        SCR_TRY(field_text(hasher, unit->name));
        SCR_TRY(field_text(hasher, turnout));
    }
    return scr_done();
}

static scr_result measure_option(struct scr_hasher *hasher, const struct measured_option *option) {
    static const char *const kinds[] = {"listed", "write-in", "undervotes", "overvotes", "other", "ballots-cast"};
    SCR_TRY(field_text(hasher, option->id));
    SCR_TRY(field_text(hasher, option->name));
    return field_text(hasher, kinds[option->kind]);
}

static scr_result measure_share(struct scr_hasher *hasher, const struct measured_share *share) {
    SCR_TRY(field_u32(hasher, share->level));
    SCR_TRY(field_text(hasher, share->histogram == HISTOGRAM_TOTAL ? "total" : "options"));
    SCR_TRY(field_text(hasher, share->epsilon_text));
    return field_text(hasher, share->scale_text);
}

static scr_result measure_contest(struct scr_hasher *hasher, const struct measured_contest *contest) {
    SCR_TRY(field_text(hasher, contest->id));
    SCR_TRY(field_text(hasher, contest->name));
    SCR_TRY(field_u32(hasher, contest->votes_allowed));
    SCR_TRY(field_text(hasher, contest->complete ? "true" : "false"));
    SCR_TRY(field_text(hasher, contest->units_text));
    SCR_TRY(field_u32(hasher, contest->option_count));
    for (size_t i = 0; i < contest->option_count; i++) SCR_TRY(measure_option(hasher, &contest->options[i]));
    SCR_TRY(field_u32(hasher, contest->zero_count));
    for (size_t i = 0; i < contest->zero_count; i++) {
        SCR_TRY(field_u32(hasher, contest->zeros[i].option));
        SCR_TRY(field_text(hasher, contest->zeros[i].units_text));
    }
    SCR_TRY(field_u32(hasher, contest->share_count));
    for (size_t i = 0; i < contest->share_count; i++) SCR_TRY(measure_share(hasher, &contest->shares[i]));
    return scr_done();
}

static scr_result measure(struct scr_hasher *hasher, const struct published_statement *statement) {
    SCR_TRY(field_text(hasher, "scrutineer measurement 1"));
    SCR_TRY(field_text(hasher, statement->head.election_id));
    SCR_TRY(field_u32(hasher, statement->release));
    SCR_TRY(field_text(hasher, statement->add_remove ? "add-remove" : "substitute"));
    SCR_TRY(field_u32(hasher, statement->level_count));
    SCR_TRY(field_u32(hasher, statement->exact_levels));
    for (size_t i = 0; i < statement->level_count; i++) SCR_TRY(measure_level(hasher, &statement->levels[i]));
    SCR_TRY(field_u32(hasher, statement->contest_count));
    for (size_t i = 0; i < statement->contest_count; i++) SCR_TRY(measure_contest(hasher, &statement->contests[i]));
    return scr_hasher_add(hasher, statement->table_root.bytes, SCR_HASH_SIZE);
}

scr_result statement_measure(struct published_statement *statement) {
    struct scr_hasher *hasher = NULL;
    SCR_TRY(scr_hasher_new(&hasher));
    scr_result result = measure(hasher, statement);
    if (!scr_failed(result)) return scr_hasher_end(hasher, &statement->measurement);
    scr_hasher_free(hasher);
    return result;
}
