/* sealed_table.c: true counts as CSV. */
#include "gen/release/sealed_table.h"

#include <inttypes.h>

#include "scrutineer/text.h"

/* "county / precinct": the names below the root. */
static scr_result add_path(const struct measurement *m, uint32_t unit, struct scr_buffer *path) {
    if (m->units[unit].parent) {
        SCR_TRY(add_path(m, m->units[unit].parent, path)); /* at most RELEASE_LEVEL_LIMIT deep */
        SCR_TRY(scr_buffer_text(path, " / "));
    }
    return scr_buffer_text(path, m->units[unit].name);
}

static const char *note(int64_t count, int64_t of) {
    if (!count || of - count > SEALED_NEAR) return "";
    return count == of ? "unanimous" : "near-unanimous";
}

static scr_result add_precinct(const struct measurement *m, const struct measurement_contest *contest, uint32_t unit,
                               struct scr_buffer *csv, struct scr_buffer *path, struct sealed_table_counts *counts) {
    const int64_t *row = contest->counts + (size_t)unit * contest->option_count;
    int64_t of = 0, most = 0;
    path->length = 0;
    SCR_TRY(add_path(m, contest->unit[unit], path));
    for (uint32_t i = 0; i < contest->option_count; i++) {
        if (contest->options[i].kind == MEASUREMENT_BALLOTS_CAST) continue;
        of += row[i];
        if (row[i] > most) most = row[i];
    }
    counts->precincts++;
    counts->unanimous += most && most == of;
    counts->near_unanimous += most && most < of && of - most <= SEALED_NEAR;
    for (uint32_t i = 0; i < contest->option_count; i++) {
        bool ballots = contest->options[i].kind == MEASUREMENT_BALLOTS_CAST;
        SCR_TRY(scr_text_csv(csv, contest->name));
        SCR_TRY(scr_buffer_text(csv, ","));
        SCR_TRY(scr_text_csv(csv, (const char *)path->data));
        SCR_TRY(scr_buffer_text(csv, ","));
        SCR_TRY(scr_text_csv(csv, contest->options[i].name));
        SCR_TRY(scr_buffer_print(csv, ",%" PRId64 ",%" PRId64 ",%s\r\n", row[i], of, ballots ? "" : note(row[i], of)));
    }
    return scr_done();
}

scr_result sealed_table_write(const struct measurement *m, struct scr_buffer *csv, struct sealed_table_counts *counts) {
    struct scr_buffer path = {0};
    *counts = (struct sealed_table_counts){0};
    scr_result result = scr_buffer_text(csv, "contest,precinct,option,count,of,note\r\n");
    for (size_t c = 0; c < m->contest_count; c++) {
        const struct measurement_contest *contest = &m->contests[c];
        for (uint32_t unit = contest->tree.level_begin[contest->tree.levels - 1];
             unit < contest->tree.units && !scr_failed(result); unit++)
            result = add_precinct(m, contest, unit, csv, &path, counts);
    }
    scr_buffer_free(&path);
    return result;
}
