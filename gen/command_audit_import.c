/* command_audit_import.c: `audit import`: interpretations from a CSV file, all of them or none. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/command_audit.h"
#include "gen/command_audit_list.h"
#include "gen/import/csv_file.h"
#include "gen/package/names.h"
#include "scrutineer/text.h"

enum { BALLOT, CONTAINER, TABULATOR, BATCH, POSITION, INTERPRETATION, COLUMNS };
static const char *const column_names[COLUMNS] = {"ballot", "container", "tabulator",
                                                  "batch",  "position",  "interpretation"};
#define NO_COLUMN ((size_t)-1)

struct audit_importing {
    const struct audited_contest *contest;
    struct scr_diagnosis *diagnosis;
    const char *shown;
    char now[21];
    size_t columns[COLUMNS], width;
    bool has_header;
    unsigned char *seen; /* [planned of the open round] */
    struct audit_entry *entries;
    size_t count, room, left_out, problems;
};

static scr_result take_header(struct audit_importing *in, const char *place, const struct csv_field *fields,
                              size_t count) {
    in->has_header = true;
    in->width = count;
    for (size_t k = 0; k < COLUMNS; k++) in->columns[k] = NO_COLUMN;
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < COLUMNS; k++) {
            if (strcmp(fields[i].text, column_names[k]) != 0) continue;
            if (in->columns[k] != NO_COLUMN)
                return scr_refuse(in->diagnosis, SCR_INPUT, place, "the column %s stands twice", column_names[k]);
            in->columns[k] = i;
        }
    bool placed = in->columns[BATCH] != NO_COLUMN && in->columns[POSITION] != NO_COLUMN;
    if (in->columns[INTERPRETATION] == NO_COLUMN || (in->columns[BALLOT] == NO_COLUMN && !placed))
        return scr_refuse(in->diagnosis, SCR_INPUT, place,
                          "the header line must name the columns interpretation and ballot, or interpretation, batch "
                          "and position with container and tabulator where they are needed");
    return scr_done();
}

static const char *cell(const struct audit_importing *in, const struct csv_field *fields, size_t count, size_t column) {
    size_t at = in->columns[column];
    return at == NO_COLUMN || at >= count ? NULL : fields[at].text;
}

/* Without the apostrophe that keeps a spreadsheet from running the cell. */
static const char *plain(const char *text) {
    return text && text[0] == '\'' && text[1] && strchr("=+-@", text[1]) ? text + 1 : text;
}

static scr_result find_ballot(const struct audit_importing *in, const char *place, const struct csv_field *fields,
                              size_t count, uint32_t *ballot) {
    const char *number = cell(in, fields, count, BALLOT);
    uint64_t value = 0;
    if (number && *number) {
        if (!scr_count_parse(number, strlen(number), TREE_LEAVES_MOST, &value) || !value)
            return scr_refuse(in->diagnosis, SCR_INPUT, place, "the column ballot does not hold a ballot's number");
        *ballot = (uint32_t)value;
        return scr_done();
    }
    const char *batch = cell(in, fields, count, BATCH), *position = cell(in, fields, count, POSITION);
    if (!batch || !position || !scr_count_parse(position, strlen(position), TREE_LEAVES_MOST, &value) || !value)
        return scr_refuse(in->diagnosis, SCR_INPUT, place,
                          "the line has neither a ballot's number nor its batch and position");
    const char *container = cell(in, fields, count, CONTAINER), *tabulator = cell(in, fields, count, TABULATOR);
    *ballot = ballot_at(in->contest, container, tabulator, batch, (size_t)value);
    if (!*ballot) *ballot = ballot_at(in->contest, plain(container), plain(tabulator), plain(batch), (size_t)value);
    if (*ballot == UINT32_MAX)
        return scr_refuse(in->diagnosis, SCR_INPUT, place,
                          "several batches have this name; give container and tabulator too");
    if (!*ballot) return scr_refuse(in->diagnosis, SCR_INPUT, place, "no ballot of the contest lies at this place");
    return scr_done();
}

static scr_result take_line(struct audit_importing *in, const char *place, const struct csv_field *fields,
                            size_t count) {
    uint32_t ballot = 0;
    char interpretation;
    bool again;
    size_t at;
    for (size_t i = 0; i < count; i++)
        if (strlen(fields[i].text) != fields[i].length)
            return scr_refuse(in->diagnosis, SCR_INPUT, place, "the line holds a NUL character");
    if (count != in->width)
        return scr_refuse(in->diagnosis, SCR_INPUT, place, "the line has %zu columns, the header line has %zu", count,
                          in->width);
    const char *words = cell(in, fields, count, INTERPRETATION);
    if (!words || !*words) {
        in->left_out++;
        return scr_done();
    }
    SCR_TRY(find_ballot(in, place, fields, count, &ballot));
    SCR_TRY(audit_require_awaited(in->contest, ballot, &again, in->diagnosis, place));
    SCR_TRY(audit_take_words(in->contest, words, place, &interpretation, in->diagnosis));
    const struct audit_round *open = audit_open_round(&in->contest->log);
    if (!audit_find(open, ballot, &at)) return (scr_result){SCR_INTERNAL};
    if (in->seen[at])
        return scr_refuse(in->diagnosis, SCR_INPUT, place, "ballot %lu stands on two lines of the file",
                          (unsigned long)ballot);
    in->seen[at] = 1;
    SCR_TRY(scr_grow(&in->entries, &in->room, in->count + 1, sizeof *in->entries));
    in->entries[in->count++] = (struct audit_entry){
        in->contest->log.round_count, in->contest->log.round_count, ballot, AUDIT_NONE, interpretation, "", in->now};
    return scr_done();
}

static scr_result take_record(void *context, unsigned long line, const struct csv_field *fields, size_t count) {
    struct audit_importing *in = context;
    struct scr_buffer place = {0};
    scr_result result = scr_buffer_print(&place, "%s, line %lu", in->shown, line);
    if (!scr_failed(result)) {
        bool header = !in->has_header;
        result = (header ? take_header : take_line)(in, (const char *)place.data, fields, count);
        /* All wrong lines are listed; without a header nothing else can be read. */
        if (result.code == SCR_INPUT && !header) {
            in->problems++;
            result = scr_done();
        }
    }
    scr_buffer_free(&place);
    return result;
}

static scr_result import(const struct command_context *context, struct audited_contest *c, const char *path,
                         struct scr_buffer *out) {
    struct scr_hash hash;
    SCR_TRY(audited_contest_log(context, c));
    const struct audit_round *open = audit_open_round(&c->log);
    if (!open)
        return scr_refuse(context->diagnosis, SCR_INPUT, "audit",
                          "no round is open; 'audit next' opens one if one is needed");
    struct audit_importing in = {.contest = c,
                                 .diagnosis = context->diagnosis,
                                 .shown = package_shown(&c->arena, path),
                                 .seen = calloc(open->planned_count + 1, 1)};
    scr_result result = {in.seen ? SCR_DONE : SCR_MEMORY};
    if (scr_failed(result)) return result;
    SCR_TRY_OR(result, audit_entry_time(context, c, in.now), done);
    SCR_TRY_OR(result, csv_file_read(path, in.shown, true, take_record, &in, &hash, context->diagnosis), done);
    if (in.problems) {
        result.code = SCR_INPUT;
        goto done;
    }
    if (!in.count) {
        result = scr_refuse(context->diagnosis, SCR_INPUT, in.shown, "the file holds no interpretation");
        goto done;
    }
    SCR_TRY_OR(result, store_add_entries(c->store, c->tree.number, in.entries, in.count, NULL, context->diagnosis),
               done);
    SCR_TRY_OR(result, audited_contest_log(context, c), done);
    const struct audit_round *now = &c->log.rounds[c->log.round_count - 1];
    SCR_TRY_OR(result, scr_buffer_print(out, "%zu interpretations entered", in.count), done);
    if (in.left_out)
        SCR_TRY_OR(result, scr_buffer_print(out, ", %zu lines without one passed over", in.left_out), done);
    result = scr_buffer_print(out, ".\nRound %zu: %zu of %zu papers entered, %zu discrepancies.\n", c->log.round_count,
                              now->examined, now->planned_count, now->discrepancies);
done:
    free(in.seen);
    free(in.entries);
    return result;
}

scr_result audit_import(const struct command_context *context, int argc, char **argv) {
    struct audit_arguments arguments = {0};
    struct audited_contest contest = {0};
    struct scr_buffer out = {0};
    SCR_TRY(audit_parse(context, argc, argv, 0, &arguments));
    if (arguments.count != 1) return audit_usage_error(context, "'audit import' takes one CSV file");
    scr_result result = audited_contest_load(context, "audit", arguments.contest, &contest);
    if (!scr_failed(result)) result = import(context, &contest, arguments.others[0], &out);
    audited_contest_free(&contest);
    return audit_print(context, result, &out);
}
