/* nist_cvr.c: ballots of a NIST cast-vote record report, SP 1500-103 version 1, streamed.
 *
 * Of a CVR the snapshot counts that CurrentSnapshotId names. A selection is a vote when its TotalNumberVotes says so
 * or, without it, when a position is indicated and allocable; what is "unknown" there, as before adjudication, leaves
 * the contest undecided. Overvotes above 0 or the status "overvoted" make an overvote. */
#include <string.h>

#include "nist_cvr.h"
#include "scrutineer/text.h"

struct reading {
    struct cvr_builder *builder;
    struct nist_definition definition;
    bool in_cvr, current, found, ranked_refused; /* current: the open snapshot counts; found: one did */
    char wanted[CVR_ID_MOST + 1];                /* CurrentSnapshotId */
    size_t contest;                              /* CVR_NONE until ContestId */
    bool overvoted, undecided;
    const char *selection; /* its id, "" for a write-in without one */
    bool has_total, vote, unknown, write_in;
    bool positions, pointed; /* the selection has positions; one of them is indicated */
    uint64_t total, rank;
    bool indicated, doubtful, allocable; /* of a position */
};

static scr_result open(void *context, struct xml_walk *walk) {
    struct reading *reading = context;
    if (xml_walk_at(walk, "CastVoteRecordReport", "CVR")) {
        reading->in_cvr = true;
        reading->found = false;
        *reading->wanted = 0;
        return cvr_ballot_open(reading->builder, walk->place);
    }
    if (!reading->in_cvr) return nist_definition_open(&reading->definition, walk);
    if (xml_walk_at(walk, "CVR", "CVRSnapshot")) {
        const char *id = scr_xml_attribute_of(walk->reader, "ObjectId", NULL);
        reading->current = id && *reading->wanted && !strcmp(id, reading->wanted);
        if (!*reading->wanted)
            builder_problem(&reading->builder->base, walk->place, "CurrentSnapshotId must stand before the snapshots");
        if (reading->current && reading->found)
            builder_problem(&reading->builder->base, walk->place, "two snapshots of the record have the same ObjectId");
        reading->found = reading->found || reading->current;
    } else if (xml_walk_at(walk, "CVRSnapshot", "CVRContest")) {
        reading->contest = CVR_NONE;
        reading->overvoted = reading->undecided = false;
    } else if (xml_walk_at(walk, "CVRContest", "CVRContestSelection")) {
        reading->selection = "";
        reading->has_total = reading->vote = reading->unknown = reading->write_in = false;
        reading->positions = reading->pointed = false;
    } else if (xml_walk_at(walk, "CVRContestSelection", "SelectionPosition")) {
        reading->indicated = reading->doubtful = false;
        reading->allocable = true;
        reading->rank = 1;
    } else if (xml_walk_at(walk, "SelectionPosition", "CVRWriteIn")) {
        reading->write_in = true;
    }
    return scr_done();
}

static void close_position(struct reading *reading, struct xml_walk *walk) {
    struct builder *base = &reading->builder->base;
    reading->positions = true;
    reading->pointed = reading->pointed || reading->indicated;
    if (reading->rank > 1) {
        if (reading->contest != CVR_NONE) reading->builder->records.contests[reading->contest].ranked = true;
        if (!reading->builder->options->first_preferences && !reading->ranked_refused) {
            reading->ranked_refused = true;
            builder_problem(base, walk->place,
                            "the contest is ranked; only its first preferences can be read, with --first-preferences");
        }
        reading->has_total = false; /* it may be that of another rank */
        return;
    }
    if (!reading->indicated || !reading->allocable) return;
    if (reading->doubtful)
        reading->unknown = true;
    else
        reading->vote = true;
}

static scr_result close_selection(struct reading *reading, struct xml_walk *walk) {
    struct cvr_builder *builder = reading->builder;
    size_t candidate;
    /* NIST's first example gives a vote to a selection none of whose positions is indicated: that is none. */
    bool vote = reading->has_total ? reading->total > 0 && (reading->pointed || !reading->positions) : reading->vote;
    if (!reading->current) return scr_done();
    if (reading->contest == CVR_NONE) {
        builder_problem(&builder->base, walk->place, "ContestId must stand before the selections");
        return scr_done();
    }
    if (!vote && reading->unknown) reading->undecided = true;
    bool write_in = !*reading->selection;
    if (write_in && vote && !reading->write_in)
        builder_problem(&builder->base, walk->place, "a vote has neither ContestSelectionId nor a write-in");
    if (write_in && !vote) return scr_done();
    const char *id = write_in ? "write-in" : reading->selection;
    SCR_TRY(cvr_candidate(builder, walk->place, reading->contest, id, id, write_in ? "Write-in" : id, write_in,
                          &candidate));
    return vote ? cvr_mark(builder, reading->contest, candidate) : scr_done();
}

static scr_result enter_contest(struct reading *reading, struct xml_walk *walk) {
    struct cvr_builder *builder = reading->builder;
    const char *id = xml_walk_raw(walk);
    bool again;
    if (!reading->current) return scr_done();
    if (!cvr_find_contest(builder, id, &reading->contest)) {
        SCR_TRY(xml_walk_text(walk, builder, "ContestId", true, &id));
        if (!*id) return scr_done();
        SCR_TRY(cvr_contest(builder, walk->place, id, id, id, 0, &reading->contest));
    }
    SCR_TRY(cvr_bears(builder, reading->contest, &again));
    if (again)
        builder_problem(&builder->base, walk->place, "the snapshot lists the contest %s twice",
                        builder_shown(&builder->base, id));
    return scr_done();
}

static scr_result count_of(struct reading *reading, struct xml_walk *walk, uint64_t *count) {
    *count = 0;
    if (!scr_count_parse(xml_walk_raw(walk), walk->text.length, UINT32_MAX, count))
        builder_problem(&reading->builder->base, walk->place, "%s is %s; it must be a whole number",
                        walk->path[walk->depth], builder_shown(&reading->builder->base, xml_walk_raw(walk)));
    return scr_done();
}

static scr_result close_contest(struct reading *reading) {
    if (!reading->current || reading->contest == CVR_NONE) return scr_done();
    if (reading->overvoted) return cvr_decide(reading->builder, reading->contest, CVR_OVERVOTE);
    return reading->undecided ? cvr_decide(reading->builder, reading->contest, CVR_UNKNOWN) : scr_done();
}

static scr_result close_cvr(struct reading *reading, struct xml_walk *walk) {
    reading->in_cvr = false;
    if (!reading->found)
        builder_problem(&reading->builder->base, walk->place,
                        "the record has no snapshot that CurrentSnapshotId names");
    return cvr_ballot_close(reading->builder);
}

/* Fields of the record itself. */
static scr_result close_field(struct reading *reading, struct xml_walk *walk) {
    static const struct {
        const char *name;
        enum cvr_field field;
    } fields[] = {
        {"UniqueId", CVR_ID},         {"BallotAuditId", CVR_IMPRINTED},    {"BatchId", CVR_BATCH},
        {"BallotStyleId", CVR_STYLE}, {"CreatingDeviceId", CVR_TABULATOR}, {"BallotStyleUnitId", CVR_PRECINCT}};
    const char *name = walk->path[walk->depth], *text = xml_walk_raw(walk);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (!strcmp(name, fields[i].name)) return cvr_set(reading->builder, fields[i].field, text, walk->text.length);
    if (!strcmp(name, "BatchSequenceId")) cvr_set_position(reading->builder, text, walk->text.length);
    if (strcmp(name, "CurrentSnapshotId")) return scr_done();
    if (walk->text.length > CVR_ID_MOST)
        builder_problem(&reading->builder->base, walk->place, "CurrentSnapshotId is too long");
    else
        memcpy(reading->wanted, text, walk->text.length + 1);
    return scr_done();
}

static scr_result close(void *context, struct xml_walk *walk) {
    struct reading *reading = context;
    const char *text = xml_walk_raw(walk);
    uint64_t count;
    if (!reading->in_cvr) return nist_definition_close(&reading->definition, walk);
    if (xml_walk_at(walk, "CastVoteRecordReport", "CVR")) return close_cvr(reading, walk);
    if (walk->depth == 2) return close_field(reading, walk);
    if (xml_walk_at(walk, "CVRContest", "ContestId")) return enter_contest(reading, walk);
    if (xml_walk_at(walk, "CVRContest", "Overvotes")) {
        SCR_TRY(count_of(reading, walk, &count));
        reading->overvoted = reading->overvoted || count > 0;
    } else if (xml_walk_at(walk, "CVRContest", "Status")) {
        reading->overvoted = reading->overvoted || !strcmp(text, "overvoted");
    } else if (xml_walk_at(walk, "CVRContestSelection", "ContestSelectionId")) {
        return xml_walk_text(walk, reading->builder, "ContestSelectionId", true, &reading->selection);
    } else if (xml_walk_at(walk, "CVRContestSelection", "TotalNumberVotes")) {
        reading->has_total = true;
        return count_of(reading, walk, &reading->total);
    } else if (xml_walk_at(walk, "SelectionPosition", "HasIndication")) {
        reading->indicated = strcmp(text, "no") != 0;
        reading->doubtful = reading->doubtful || !strcmp(text, "unknown");
    } else if (xml_walk_at(walk, "SelectionPosition", "IsAllocable")) {
        reading->allocable = strcmp(text, "no") != 0;
        reading->doubtful = reading->doubtful || !strcmp(text, "unknown");
    } else if (xml_walk_at(walk, "SelectionPosition", "Rank")) {
        return count_of(reading, walk, &reading->rank);
    } else if (xml_walk_at(walk, "CVRContestSelection", "SelectionPosition")) {
        close_position(reading, walk);
    } else if (xml_walk_at(walk, "CVRContest", "CVRContestSelection")) {
        return close_selection(reading, walk);
    } else if (xml_walk_at(walk, "CVRSnapshot", "CVRContest")) {
        return close_contest(reading);
    }
    return scr_done();
}

static scr_result read(struct cvr_builder *builder, const struct cvr_look *look) {
    struct reading reading = {
        .builder = builder,
        .selection = "",
        .contest = CVR_NONE,
        .definition = {
            .builder = builder, .open_candidate = CVR_NONE, .open_contest = CVR_NONE, .open_selection = CVR_NONE}};
    const struct scr_xml_options options = {.limit = UINT64_MAX, .shown = look->shown};
    struct scr_xml_reader *reader = NULL;
    struct scr_hash hash;
    scr_result result = scr_xml_reader_file(look->path, &options, &reader, builder->base.diagnosis);
    if (!scr_failed(result)) result = xml_walk_all(reader, open, close, &reading);
    if (!scr_failed(result)) result = scr_xml_digest(reader, &hash);
    scr_xml_reader_free(reader);
    if (!scr_failed(result)) result = nist_definition_apply(&reading.definition);
    nist_definition_free(&reading.definition);
    return scr_failed(result) ? result : cvr_source(builder, look->shown, cvr_nist.name, &hash);
}

static bool recognise(const struct cvr_look *look) {
    return look->kind == LOOK_XML && !strcmp(look->root, "CastVoteRecordReport") &&
           !strcmp(look->root_namespace, "http://itl.nist.gov/ns/voting/1500-103/v1");
}

const struct cvr_format cvr_nist = {"nist-1500-103", recognise, read};
