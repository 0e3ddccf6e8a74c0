/* hart_cvr.c: Hart Verity cast-vote records, one XML document per sheet, in a folder or alone.
 *
 * An option is a mark; a write-in has no name but WriteInData. Several options than the contest allows are an overvote;
 * how many it allows is not said, but marks and Undervotes sum to it. Two contests may have one Id: they are told
 * apart by name. */
#include "hart_cvr.h"

#include <string.h>

#include "scrutineer/text.h"
#include "xml_walk.h"

struct reading {
    struct cvr_builder *builder;
    const char *contest_name, *contest_id, *option_name, *option_id;
    bool marked, write_in;
    size_t contest; /* index, or CVR_NONE until the name is known */
    uint64_t undervotes;
    size_t seen; /* 1 for <Contests>, to tell a record without */
};

static scr_result enter_contest(struct reading *reading, struct import_place place) {
    bool again;
    if (reading->contest != CVR_NONE) return scr_done();
    if (!*reading->contest_name) {
        builder_problem(&reading->builder->base, place, "a contest has no name before its options");
        return (scr_result){SCR_INPUT};
    }
    SCR_TRY(cvr_contest(reading->builder, place, reading->contest_name,
                        *reading->contest_id ? reading->contest_id : reading->contest_name, reading->contest_name, 0,
                        &reading->contest));
    SCR_TRY(cvr_bears(reading->builder, reading->contest, &again));
    if (again)
        builder_problem(&reading->builder->base, place, "the record lists the contest %s twice",
                        builder_shown(&reading->builder->base, reading->contest_name));
    return scr_done();
}

static scr_result close_option(struct reading *reading, struct import_place place) {
    struct cvr_builder *builder = reading->builder;
    const char *name = reading->option_name;
    size_t candidate;
    SCR_TRY(enter_contest(reading, place));
    if (reading->write_in || !*name) {
        if (!reading->write_in) {
            builder_problem(&builder->base, place, "an option has neither a name nor a write-in");
            return scr_done();
        }
        name = "Write-in";
    }
    SCR_TRY(cvr_candidate(builder, place, reading->contest, name, reading->option_id, name,
                          reading->write_in || cvr_is_write_in(name), &candidate));
    return reading->marked ? cvr_mark(builder, reading->contest, candidate) : scr_done();
}

static scr_result close_contest(struct reading *reading, struct import_place place) {
    SCR_TRY(enter_contest(reading, place));
    struct cvr_building *building = &reading->builder->building[reading->contest];
    struct cvr_contest *contest = &reading->builder->records.contests[reading->contest];
    uint64_t votes = building->mark_count + reading->undervotes;
    /* The sum is exact where undervotes are told; a definition of the election knows better still. */
    if (reading->undervotes && votes <= ELECTION_CANDIDATES_MOST && contest->votes_allowed < votes) {
        contest->votes_allowed = (unsigned)votes;
        building->votes_guessed = true;
    }
    return scr_done();
}

static scr_result open(void *context, struct xml_walk *walk) {
    struct reading *reading = context;
    if (xml_walk_at(walk, "Cvr", "Contests")) {
        reading->seen = 1;
    } else if (xml_walk_at(walk, "Contests", "Contest")) {
        reading->contest = CVR_NONE;
        reading->contest_name = reading->contest_id = "";
        reading->undervotes = 0;
    } else if (xml_walk_at(walk, "Options", "Option")) {
        reading->option_name = reading->option_id = "";
        reading->marked = true;
        reading->write_in = false;
    } else if (xml_walk_at(walk, "Option", "WriteInData")) {
        reading->write_in = true;
    }
    return scr_done();
}

static scr_result close(void *context, struct xml_walk *walk) {
    struct reading *reading = context;
    struct cvr_builder *builder = reading->builder;
    struct builder *base = &builder->base;
    const char *text = xml_walk_raw(walk);
    if (xml_walk_at(walk, "Contest", "Name"))
        return xml_walk_text(walk, builder, "contest's name", true, &reading->contest_name);
    if (xml_walk_at(walk, "Contest", "Id"))
        return xml_walk_text(walk, builder, "contest's id", false, &reading->contest_id);
    if (xml_walk_at(walk, "Contest", "Undervotes")) {
        if (!scr_count_parse(text, walk->text.length, ELECTION_CANDIDATES_MOST, &reading->undervotes))
            builder_problem(base, walk->place, "the number of undervotes is no whole number");
        return scr_done();
    }
    if (xml_walk_at(walk, "Option", "Name"))
        return xml_walk_text(walk, builder, "option's name", false, &reading->option_name);
    if (xml_walk_at(walk, "Option", "Id"))
        return xml_walk_text(walk, builder, "option's id", false, &reading->option_id);
    if (xml_walk_at(walk, "Option", "Value")) {
        reading->marked = !strcmp(text, "1");
        if (!reading->marked && strcmp(text, "0"))
            builder_problem(base, walk->place, "an option's value is %s; it must be 0 or 1", builder_shown(base, text));
        return scr_done();
    }
    if (xml_walk_at(walk, "Options", "Option")) return close_option(reading, walk->place);
    if (xml_walk_at(walk, "Contests", "Contest")) return close_contest(reading, walk->place);
    if (xml_walk_at(walk, "Cvr", "BatchNumber")) return cvr_set(builder, CVR_BATCH, text, walk->text.length);
    if (xml_walk_at(walk, "Cvr", "CvrGuid")) return cvr_set(builder, CVR_ID, text, walk->text.length);
    if (xml_walk_at(walk, "PrecinctSplit", "Name")) return cvr_set(builder, CVR_PRECINCT, text, walk->text.length);
    if (xml_walk_at(walk, "Cvr", "BatchSequence")) cvr_set_position(builder, text, walk->text.length);
    return scr_done();
}

scr_result hart_record(struct cvr_builder *builder, struct scr_xml_reader *reader) {
    struct reading reading = {.builder = builder, .contest = CVR_NONE};
    const struct import_place whole = {0};
    SCR_TRY(cvr_ballot_open(builder, whole));
    SCR_TRY(xml_walk_all(reader, open, close, &reading));
    if (!reading.seen) builder_problem(&builder->base, whole, "the record has no Contests; is it one of Hart's?");
    if (!builder->fields[CVR_ID].length) builder_problem(&builder->base, whole, "the record has no CvrGuid");
    return cvr_ballot_close(builder);
}

/* Adds "HEX  NAME" of a record to the listing whose digest stands for the whole folder (sha256sum *.xml | sha256sum).
 */
static scr_result hart_list(struct scr_hasher *listing, const char *name, const struct scr_hash *hash) {
    char hex[SCR_HEX_SIZE];
    scr_hash_hex(hash, hex);
    SCR_TRY(scr_hasher_add(listing, hex, strlen(hex)));
    SCR_TRY(scr_hasher_add(listing, "  ", 2));
    SCR_TRY(scr_hasher_add(listing, name, strlen(name)));
    return scr_hasher_add(listing, "\n", 1);
}

static scr_result read_file(struct cvr_builder *builder, const char *path, struct scr_hash *hash) {
    const struct scr_xml_options options = {.limit = HART_BYTES_MOST, .shown = builder->base.shown};
    struct scr_xml_reader *reader = NULL;
    scr_result result = scr_xml_reader_file(path, &options, &reader, builder->base.diagnosis);
    if (!scr_failed(result)) result = hart_record(builder, reader);
    if (!scr_failed(result)) result = scr_xml_digest(reader, hash);
    scr_xml_reader_free(reader);
    return result;
}

static bool is_xml(const char *name) {
    size_t length = strlen(name);
    return length > 4 && !strcmp(name + length - 4, ".xml");
}

/* Every record is read, also after one was refused: each is a file of its own. */
static scr_result read_folder(struct cvr_builder *builder, const struct cvr_look *look) {
    struct scr_hasher *listing = NULL;
    struct scr_buffer path = {0};
    struct scr_hash hash = {0};
    scr_result first = scr_done(), result = scr_hasher_new(&listing);
    for (size_t i = 0; i < look->file_count && !scr_failed(result); i++) {
        if (!is_xml(look->files[i])) continue;
        path.length = 0;
        SCR_TRY_OR(result, scr_buffer_print(&path, "%s/%s", look->path, look->files[i]), end);
        SCR_TRY_OR(result, cvr_show(builder, look->files[i]), end);
        scr_result read = read_file(builder, (const char *)path.data, &hash);
        if (read.code == SCR_MEMORY) SCR_TRY_OR(result, read, end);
        if (scr_failed(read)) first = read;
        SCR_TRY_OR(result, hart_list(listing, look->files[i], &hash), end);
    }
    if (!scr_failed(result)) result = first;
    if (!scr_failed(result)) {
        result = scr_hasher_end(listing, &hash);
        listing = NULL;
    }
    builder->base.shown = look->shown;
    if (!scr_failed(result)) result = cvr_source(builder, look->shown, "hart-cvr-folder", &hash);
end:
    scr_hasher_free(listing);
    scr_buffer_free(&path);
    return result;
}

static scr_result read(struct cvr_builder *builder, const struct cvr_look *look) {
    struct scr_hash hash = {0};
    if (look->kind == LOOK_FOLDER) return read_folder(builder, look);
    if (look->kind == LOOK_ZIP) return hart_read_zip(builder, look);
    SCR_TRY(read_file(builder, look->path, &hash));
    return cvr_source(builder, look->shown, cvr_hart.name, &hash);
}

static bool recognise(const struct cvr_look *look) {
    if (look->kind == LOOK_FOLDER) return cvr_look_holds(look, ".xml");
    if (look->kind == LOOK_ZIP) return hart_zip_holds_records(look->path);
    return look->kind == LOOK_XML && !strcmp(look->root, "Cvr");
}

const struct cvr_format cvr_hart = {"hart-cvr-xml", recognise, read};
