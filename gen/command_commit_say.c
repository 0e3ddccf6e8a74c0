/* command_commit_say.c: what `commit` tells of the commitment it wrote. */
#include "gen/command_commit.h"
#include "gen/commit/source.h"
#include "gen/cvr_names.h"
#include "gen/package/say.h"
#include "scrutineer/text.h"

static scr_result say_line(struct scr_buffer *out, const struct cvr_records *records,
                           const struct committed_contest *contest, const struct commit_line *line) {
    SCR_TRY(scr_buffer_print(out, "  %10zu ballots  ", contest->ballots));
    SCR_TRY(cvr_add_contest(records, line->contest->id, line->contest->name, out));
    if (line->contest->ranked) SCR_TRY(scr_buffer_text(out, " (first preferences)"));
    if (line->phantoms) SCR_TRY(scr_buffer_print(out, "; %zu without record (phantoms)", line->phantoms));
    if (line->left_out)
        SCR_TRY(scr_buffer_print(out, "; %zu ballots left out, in batches where no record bears the contest",
                                 line->left_out));
    return scr_buffer_text(out, "\n");
}

static scr_result say(struct scr_buffer *out, const struct commit_request *request, const struct storage *storage,
                      const struct commitment *commitment, const struct commit_summary *summary, bool again) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&commitment->digest, hex);
    SCR_TRY(scr_buffer_text(out, again ? "This commitment stood already; its file was written again: "
                                       : "The commitment was written: "));
    SCR_TRY(scr_text_terminal(out, request->out));
    SCR_TRY(scr_buffer_print(out, "\nSHA-256: %s\nseed: ", hex));
    SCR_TRY(seed_source_say(&commitment->source, out));
    SCR_TRY(scr_buffer_print(out, "\n%zu ballots in %zu batch%s%s\n", storage->order.slot_count, storage->count,
                             storage->count == 1 ? "" : "es",
                             storage->order.has_manifest ? ""
                                                         : " (no manifest: the order of the files is taken for that of "
                                                           "storage)"));
    for (size_t i = 0; i < commitment->count; i++)
        SCR_TRY(say_line(out, &storage->records, &commitment->contests[i], &summary->lines[i]));
    for (size_t i = 0; i < summary->passed_count; i++) {
        SCR_TRY(scr_buffer_text(out, "passed over: "));
        const struct cvr_contest *passed = summary->passed[i].contest;
        SCR_TRY(cvr_add_contest(&storage->records, passed->id, passed->name, out));
        SCR_TRY(scr_buffer_print(out, ", which %s\n", summary->passed[i].why));
    }
    SCR_TRY(scr_buffer_text(out, "Publish it, and let others keep its SHA-256, before anybody can know the seed.\n"));
    return say_provable(request->out, out);
}

static scr_result member(struct scr_buffer *out, const char *name, const char *value) {
    SCR_TRY(scr_buffer_print(out, "\"%s\": ", name));
    return scr_text_json(out, value);
}

static scr_result say_line_json(struct scr_buffer *out, const struct committed_contest *contest,
                                const struct commit_line *line, bool first) {
    char root[SCR_HEX_SIZE];
    scr_hash_hex(&contest->root, root);
    SCR_TRY(scr_buffer_text(out, first ? "{" : ", {"));
    SCR_TRY(member(out, "id", contest->id));
    SCR_TRY(scr_buffer_text(out, ", "));
    SCR_TRY(member(out, "name", line->contest->name));
    SCR_TRY(scr_buffer_text(out, ", "));
    SCR_TRY(member(out, "batches", contest->batches));
    return scr_buffer_print(out,
                            ", \"ballots\": %zu, \"phantoms\": %zu, \"leftOut\": %zu, \"firstPreferences\": %s, "
                            "\"arrangement\": \"%s\", \"arity\": %u, \"replication\": %zu, \"root\": \"%s\"}",
                            contest->ballots, line->phantoms, line->left_out, line->contest->ranked ? "true" : "false",
                            tree_arrangement_name(contest->arrangement), contest->arity, contest->replication, root);
}

static scr_result say_json(struct scr_buffer *out, const struct commit_request *request, const struct storage *storage,
                           const struct commitment *commitment, const struct commit_summary *summary, bool again) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(&commitment->digest, hex);
    SCR_TRY(scr_buffer_text(out, "{"));
    SCR_TRY(member(out, "file", request->out));
    SCR_TRY(scr_buffer_print(out,
                             ", \"sha256\": \"%s\", \"again\": %s, \"ballots\": %zu, \"batches\": %zu, \"manifest\": "
                             "%s, \"contests\": [",
                             hex, again ? "true" : "false", storage->order.slot_count, storage->count,
                             storage->order.has_manifest ? "true" : "false"));
    for (size_t i = 0; i < commitment->count; i++)
        SCR_TRY(say_line_json(out, &commitment->contests[i], &summary->lines[i], !i));
    SCR_TRY(scr_buffer_text(out, "], \"passedOver\": ["));
    for (size_t i = 0; i < summary->passed_count; i++) {
        SCR_TRY(scr_buffer_text(out, i ? ", {" : "{"));
        SCR_TRY(member(out, "id", summary->passed[i].contest->id));
        SCR_TRY(scr_buffer_text(out, ", "));
        SCR_TRY(member(out, "reason", summary->passed[i].why));
        SCR_TRY(scr_buffer_text(out, "}"));
    }
    SCR_TRY(scr_buffer_text(out, "]"));
    SCR_TRY(say_provable_json(request->out, out));
    return scr_buffer_text(out, "}\n");
}

scr_result commit_say(struct scr_buffer *out, const struct commit_request *request, const struct storage *storage,
                      const struct commitment *commitment, const struct commit_summary *summary, bool again) {
    return (request->json ? say_json : say)(out, request, storage, commitment, summary, again);
}
