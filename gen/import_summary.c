/* import_summary.c: sums up election definition, cast-vote records, manifest and returns after an import. */
#include "import_summary.h"

#include "scrutineer/text.h"

struct tally {
    size_t candidates, write_ins, excluded;
};

static struct tally count(const struct election *election) {
    struct tally tally = {0};
    for (size_t i = 0; i < election->contest_count; i++)
        for (size_t k = 0; k < election->contests[i].candidate_count; k++) {
            const struct candidate *candidate = &election->contests[i].candidates[k];
            if (candidate->kind == CANDIDATE_WRITE_IN)
                tally.write_ins++;
            else
                tally.candidates++;
            tally.excluded += candidate->excluded;
        }
    return tally;
}

static scr_result say_election(struct scr_buffer *out, const struct election *election) {
    const struct tally tally = count(election);
    SCR_TRY(scr_text_terminal(out, election->name));
    if (*election->date) {
        SCR_TRY(scr_buffer_text(out, ", "));
        SCR_TRY(scr_text_terminal(out, election->date));
    }
    if (*election->jurisdiction) {
        SCR_TRY(scr_buffer_text(out, ", "));
        SCR_TRY(scr_text_terminal(out, election->jurisdiction));
    }
    SCR_TRY(scr_buffer_print(
        out, "\n  ballot styles   %zu\n  contests        %zu\n  candidates      %zu\n  write-in lines  %zu",
        election->style_count, election->contest_count, tally.candidates, tally.write_ins));
    if (tally.excluded) SCR_TRY(scr_buffer_print(out, " (%zu left out of test decks)", tally.excluded));
    SCR_TRY(scr_buffer_text(out, "\n"));
    for (size_t i = 0; i < election->source_count; i++) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&election->sources[i].hash, hex);
        SCR_TRY(scr_buffer_text(out, "  from "));
        SCR_TRY(scr_text_terminal(out, election->sources[i].name));
        SCR_TRY(scr_buffer_print(out, " (%s)\n       sha256 %s\n", election->sources[i].format, hex));
    }
    return scr_done();
}

static scr_result member(struct scr_buffer *out, const char *before, const char *name, const char *value) {
    SCR_TRY(scr_buffer_print(out, "%s\"%s\": ", before, name));
    return scr_text_json(out, value);
}

static scr_result json_election(struct scr_buffer *out, const struct election *election) {
    const struct tally tally = count(election);
    SCR_TRY(member(out, "", "id", election->id));
    SCR_TRY(member(out, ", ", "name", election->name));
    SCR_TRY(member(out, ", ", "date", election->date));
    SCR_TRY(member(out, ", ", "jurisdiction", election->jurisdiction));
    SCR_TRY(scr_buffer_print(out,
                             ", \"ballotStyles\": %zu, \"contests\": %zu, \"candidates\": %zu, \"writeInLines\": %zu, "
                             "\"excluded\": %zu, \"sources\": [",
                             election->style_count, election->contest_count, tally.candidates, tally.write_ins,
                             tally.excluded));
    for (size_t i = 0; i < election->source_count; i++) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&election->sources[i].hash, hex);
        SCR_TRY(member(out, i ? ", {" : "{", "name", election->sources[i].name));
        SCR_TRY(member(out, ", ", "format", election->sources[i].format));
        SCR_TRY(member(out, ", ", "sha256", hex));
        SCR_TRY(scr_buffer_text(out, "}"));
    }
    return scr_buffer_text(out, "]");
}

static scr_result say_sources(struct scr_buffer *out, const struct source_file *sources, size_t count) {
    for (size_t i = 0; i < count; i++) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&sources[i].hash, hex);
        SCR_TRY(scr_buffer_print(out, "  from %s (%s)\n       sha256 %s\n", sources[i].name, sources[i].format, hex));
    }
    return scr_done();
}

scr_result import_say(struct scr_buffer *out, const struct store_changes *changes, const struct scr_diagnosis *notes) {
    const struct cvr_records *records = changes->records;
    const struct manifest *manifest = changes->manifest;
    if (changes->election) SCR_TRY(say_election(out, changes->election));
    if (records) {
        SCR_TRY(scr_buffer_print(out,
                                 "cast-vote records\n  ballots         %zu\n  contests        %zu\n"
                                 "  batches         %zu\n",
                                 records->ballot_count, records->contest_count, records->batch_count));
        SCR_TRY(say_sources(out, records->sources, records->source_count));
    }
    if (manifest) {
        SCR_TRY(scr_buffer_print(out, "ballot manifest\n  ballots         %llu\n  batches         %zu\n",
                                 (unsigned long long)manifest->ballot_count, manifest->row_count));
        SCR_TRY(say_sources(out, manifest->sources, manifest->source_count));
    }
    if (changes->returns) {
        SCR_TRY(scr_buffer_print(out, "precinct returns\n  contests        %zu\n  reporting units %zu\n",
                                 changes->returns->contest_count, changes->returns->unit_count - 1));
        SCR_TRY(say_sources(out, changes->returns->sources, changes->returns->source_count));
    }
    for (size_t i = 0; i < notes->count; i++)
        SCR_TRY(scr_buffer_print(out, "note: %s: %s\n", notes->problems[i].place, notes->problems[i].message));
    if (notes->dropped) SCR_TRY(scr_buffer_print(out, "note: and %zu more\n", notes->dropped));
    return scr_done();
}

static scr_result json_sources(struct scr_buffer *out, const struct source_file *sources, size_t count) {
    SCR_TRY(scr_buffer_text(out, "\"sources\": ["));
    for (size_t i = 0; i < count; i++) {
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&sources[i].hash, hex);
        SCR_TRY(member(out, i ? ", {" : "{", "name", sources[i].name));
        SCR_TRY(member(out, ", ", "format", sources[i].format));
        SCR_TRY(member(out, ", ", "sha256", hex));
        SCR_TRY(scr_buffer_text(out, "}"));
    }
    return scr_buffer_text(out, "]}");
}

scr_result import_json(struct scr_buffer *out, const struct store_changes *changes, const struct scr_diagnosis *notes) {
    const struct cvr_records *records = changes->records;
    const struct manifest *manifest = changes->manifest;
    SCR_TRY(scr_buffer_text(out, "{"));
    if (changes->election) SCR_TRY(json_election(out, changes->election));
    if (records) {
        SCR_TRY(scr_buffer_print(out, "%s\"castVoteRecords\": {\"ballots\": %zu, \"contests\": %zu, \"batches\": %zu, ",
                                 changes->election ? ", " : "", records->ballot_count, records->contest_count,
                                 records->batch_count));
        SCR_TRY(json_sources(out, records->sources, records->source_count));
    }
    if (manifest) {
        SCR_TRY(scr_buffer_print(out, "%s\"ballotManifest\": {\"ballots\": %llu, \"batches\": %zu, ",
                                 changes->election || records ? ", " : "", (unsigned long long)manifest->ballot_count,
                                 manifest->row_count));
        SCR_TRY(json_sources(out, manifest->sources, manifest->source_count));
    }
    if (changes->returns) {
        SCR_TRY(scr_buffer_print(out, "%s\"precinctReturns\": {\"contests\": %zu, \"reportingUnits\": %zu, ",
                                 changes->election || records || manifest ? ", " : "", changes->returns->contest_count,
                                 changes->returns->unit_count - 1));
        SCR_TRY(json_sources(out, changes->returns->sources, changes->returns->source_count));
    }
    SCR_TRY(scr_buffer_text(out, ", \"notes\": ["));
    for (size_t i = 0; i < notes->count; i++) {
        SCR_TRY(member(out, i ? ", {" : "{", "place", notes->problems[i].place));
        SCR_TRY(member(out, ", ", "message", notes->problems[i].message));
        SCR_TRY(scr_buffer_text(out, "}"));
    }
    return scr_buffer_text(out, "]}\n");
}
