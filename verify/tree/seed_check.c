/* seed_check.c: a seed record from its file to TPT-03, TPT-04 and TPT-05; a valid one is published. */
#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "scrutineer/text.h"
#include "verify/release/published.h"
#include "verify/tree/checks.h"
#include "verify/tree/seed.h"
#include "verify/tree/seed_source.h"

/* *valid when TPT-03 holds. */
static scr_result add_tpt03(const struct seed_record *record, struct tree_task *task, bool *valid) {
    struct complaint complaint = {0};
    seed_source_check(&record->source, &complaint);
    const char *words = complaint.count ? "" : seed_source_words(&record->source, task->arena);
    if (!words) {
        complaint_free(&complaint);
        return (scr_result){SCR_MEMORY};
    }
    SCR_TRY(complaint_verdict(&complaint, task->findings, "TPT-03",
                              "the seed record is canonical and valid; the seed is said to come from %s", words));
    *valid = findings_verdict(task->findings, "TPT-03") == VERDICT_HOLDS;
    return scr_done();
}

/* Words about a seed's source can stand for dice and for a beacon. */
static void check_kind(const struct seed_record *record, struct complaint *complaint) {
    bool dice = seed_source_dice(&record->source);
    if (record->evidence != EVIDENCE_STATEMENT && dice != (record->evidence == EVIDENCE_DICE))
        complain(complaint, "the evidence is %s, though SeedSource is of Kind %s",
                 record->evidence == EVIDENCE_DICE ? "of dice" : "a pulse", record->source.kind);
}

/* What a seed record rests on: a ballot commitment or a measurement statement. */
struct announcement {
    const struct published *head; /* NULL when it is not at hand */
    const struct seed_source *source;
    const char *name, *kind; /* in short and in full */
};

static struct announcement find_announcement(const struct published_seed *record,
                                             const struct surroundings *surroundings) {
    if (record->of_statement) {
        const struct published_statement *statement = releases_statement(surroundings->releases, &record->rests_on);
        return (struct announcement){statement ? &statement->head : NULL, statement ? &statement->source : NULL,
                                     "statement", "measurement statement"};
    }
    const struct published_commitment *commitment =
        publications_commitment(surroundings->publications, &record->rests_on);
    return (struct announcement){commitment ? &commitment->head : NULL, commitment ? &commitment->source : NULL,
                                 "commitment", "ballot commitment"};
}

static void check_announcement(const struct seed_record *record, const struct announcement *announcement,
                               struct complaint *complaint) {
    const char *ours = NULL, *theirs = NULL;
    const char *election = record->published->head.election_id;
    if (strcmp(election, announcement->head->election_id) != 0)
        complain(complaint, "the election is %s in the record, %s in the %s", shown(complaint, election),
                 shown(complaint, announcement->head->election_id), announcement->name);
    const char *name = seed_source_difference(&record->source, announcement->source, &ours, &theirs);
    if (name)
        complain(complaint, "SeedSource has the %s %s in the record, %s in the %s", name, shown(complaint, ours),
                 shown(complaint, theirs), announcement->name);
}

static scr_result add_tpt04(const struct seed_record *record, struct tree_task *task) {
    struct complaint complaint = {0};
    char hex[SCR_HEX_SIZE];
    const struct announcement announcement = find_announcement(record->published, task->surroundings);
    check_kind(record, &complaint);
    if (announcement.head) check_announcement(record, &announcement, &complaint);
    if (announcement.head || complaint.count)
        return complaint_verdict(&complaint, task->findings, "TPT-04",
                                 "the source is the one that the %s of this election announced", announcement.kind);
    complaint_free(&complaint);
    scr_hash_hex(&record->published->rests_on, hex);
    return findings_add(task->findings, "TPT-04", VERDICT_UNDECIDED,
                        "the %s with SHA-256 %s is not at hand, or is not valid: give the %s's file too",
                        announcement.kind, hex, announcement.kind);
}

static scr_result add_dice(const struct seed_record *record, struct findings *findings) {
    struct complaint complaint = {0};
    seed_dice_complain(record, &complaint);
    return complaint_verdict(
        &complaint, findings, "TPT-05",
        "the seed is the text of %zu throws of dice with %" PRIu32 " sides; the record names %zu witness%s",
        strlen(record->throws), record->sides, record->witnesses, record->witnesses == 1 ? "" : "es");
}

/* Whether the reader named the certificate as the beacon's. */
static bool is_named(const struct beacon_certificates *beacons, const char *id) {
    for (size_t i = 0; beacons && i < beacons->count; i++)
        if (!strcasecmp(beacons->ids[i], id)) return true;
    return false;
}

/* The pulse is as it must be, and a key signed it: whose, the record cannot say. */
static scr_result add_signed(const struct pulse *pulse, const struct beacon_certificates *beacons,
                             struct findings *findings) {
    const char *id = pulse->text[PULSE_CERTIFICATE_ID]; /* hexadecimal digits only, by the schema */
    bool named = is_named(beacons, id);
    return findings_add(
        findings, "TPT-05", named ? VERDICT_HOLDS : VERDICT_UNDECIDED,
        "the seed is the output value of pulse %" PRIu64 " of chain %" PRIu64
        ", %s, signed with the key of the certificate given, whose CertificateId is %s%s",
        pulse->number[PULSE_PULSE_INDEX], pulse->number[PULSE_CHAIN_INDEX], pulse->text[PULSE_TIME_STAMP], id,
        named ? ", as given with --beacon-certificate"
        : beacons
            ? ": none of those given with --beacon-certificate"
            : ": nothing here says that it is the beacon's own. Compare it with the one that the beacon publishes, "
              "and give that with --beacon-certificate");
}

static scr_result add_pulse(const struct seed_record *record, const struct beacon_certificates *beacons,
                            struct findings *findings) {
    struct complaint complaint = {0};
    const char *open;
    const struct pulse *pulse = &record->pulse;
    scr_result result = seed_pulse_complain(record, &complaint, &open);
    if (!scr_failed(result) && (complaint.count || complaint.failed))
        return complaint_verdict(&complaint, findings, "TPT-05", "refuted");
    complaint_free(&complaint);
    if (scr_failed(result)) return result;
    if (!open) return add_signed(pulse, beacons, findings);
    return findings_add(findings, "TPT-05", VERDICT_UNDECIDED, "%s; the pulse's CertificateId is %s", open,
                        pulse->text[PULSE_CERTIFICATE_ID]);
}

static scr_result add_statement(const struct seed_record *record, struct findings *findings) {
    struct scr_buffer words = {0};
    scr_result result = scr_text_quoted(&words, record->statement);
    if (!scr_failed(result))
        result = findings_add(findings, "TPT-05", VERDICT_UNDECIDED,
                              "the only evidence for the seed are these words: %s", (const char *)words.data);
    scr_buffer_free(&words);
    return result;
}

static scr_result add_tpt05(const struct seed_record *record, const struct surroundings *surroundings,
                            struct findings *findings) {
    if (record->evidence == EVIDENCE_DICE) return add_dice(record, findings);
    if (record->evidence == EVIDENCE_PULSE) return add_pulse(record, surroundings->beacons, findings);
    return add_statement(record, findings);
}

static scr_result add_facts(const struct seed_record *record, struct findings *findings) {
    struct scr_buffer json = {0};
    scr_result result = scr_text_json(&json, record->published->seed);
    if (!scr_failed(result)) return findings_fact(findings, "seed", (char *)json.data);
    scr_buffer_free(&json);
    return result;
}

/* A seed that was drawn again lets its drawer choose; whether there was a reason must be asked elsewhere. */
static scr_result add_superseded(const struct tree_task *task) {
    char hex[SCR_HEX_SIZE];
    for (size_t i = 0; i < task->header.supersedes_count; i++) {
        scr_hash_hex(&task->header.supersedes[i], hex);
        SCR_TRY(findings_note(task->findings,
                              "this record replaces an earlier one, with SHA-256 %s: ask why, and compare the seeds",
                              hex));
    }
    return scr_done();
}

/* When the seed became known, as specification 7.5 takes it: only evidence that holds tells. */
static scr_result keep_moment(const struct seed_record *record, struct tree_task *task) {
    const char *moment =
        record->evidence == EVIDENCE_PULSE ? record->pulse.text[PULSE_TIME_STAMP] : record->source.time;
    if (findings_verdict(task->findings, "TPT-04") != VERDICT_HOLDS ||
        findings_verdict(task->findings, "TPT-05") != VERDICT_HOLDS || !moment[0])
        return scr_done();
    task->announced = record->evidence == EVIDENCE_DICE;
    task->moment = scr_arena_copy(task->arena, moment, strlen(moment));
    return (scr_result){task->moment ? SCR_DONE : SCR_MEMORY};
}

/* After the document was read as valid. */
static scr_result check(struct seed_record *record, struct tree_task *task) {
    bool valid = false;
    task->findings->hash = record->published->head.digest;
    task->findings->hashed = true;
    SCR_TRY(add_tpt03(record, task, &valid));
    if (!valid) return scr_done();
    SCR_TRY(add_tpt04(record, task));
    SCR_TRY(add_tpt05(record, task->surroundings, task->findings));
    SCR_TRY(keep_moment(record, task));
    SCR_TRY(add_superseded(task));
    task->scope.dice += record->evidence == EVIDENCE_DICE;
    task->scope.pulses += record->evidence == EVIDENCE_PULSE;
    if (task->surroundings->facts) SCR_TRY(add_facts(record, task->findings));
    struct published_seed *published = record->published;
    record->published = NULL;
    return publications_add_seed(task->surroundings->publications, published);
}

scr_result tree_check_seed(struct tree_task *task) {
    struct scr_diagnosis diagnosis = {0};
    struct seed_record record = {0};
    task->scope.seed_records++;
    scr_result result = seed_record_read(task->path, task->schema, &record, task->arena, &task->header, &diagnosis);
    if (result.code == SCR_INPUT || result.code == SCR_LIMIT)
        result = findings_refute(task->findings, "TPT-03", &diagnosis);
    else if (!scr_failed(result))
        result = check(&record, task);
    seed_record_free(&record);
    scr_diagnosis_free(&diagnosis);
    return result;
}
