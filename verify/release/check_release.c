/* check_release.c: a precinct release from its file to DPR-11 and DPR-12, and on to its other checks; one whose rows
 * are those of its statement is published for openings. */
#include <stdlib.h>
#include <string.h>

#include "verify/release/release.h"

/* Complains where the two that the release rests on do not belong to it and to each other. */
static void complain_of_links(const struct release *release, struct complaint *complaint) {
    const char *election = release->published->head.election_id;
    if (release->statement && strcmp(election, release->statement->head.election_id) != 0)
        complain(complaint, "the election is %s in the release, %s in the measurement statement",
                 shown(complaint, election), shown(complaint, release->statement->head.election_id));
    if (!release->seed) return;
    if (strcmp(election, release->seed->head.election_id) != 0)
        complain(complaint, "the election is %s in the release, %s in the seed record", shown(complaint, election),
                 shown(complaint, release->seed->head.election_id));
    if (!release->seed->of_statement || !scr_hash_equal(&release->seed->rests_on, &release->statement_digest))
        complain(complaint, "the seed record does not rest on the measurement statement of the release");
}

static scr_result add_dpr12(const struct release *release, struct findings *findings) {
    struct complaint complaint = {0};
    char hex[SCR_HEX_SIZE];
    complain_of_links(release, &complaint);
    if (complaint.count || (release->statement && release->seed))
        return complaint_verdict(&complaint, findings, "DPR-12",
                                 "the release rests on a measurement statement and a seed record of its election, the "
                                 "record on the same statement");
    complaint_free(&complaint);
    scr_hash_hex(release->statement ? &release->seed_digest : &release->statement_digest, hex);
    return findings_add(findings, "DPR-12", VERDICT_UNDECIDED,
                        "the %s with SHA-256 %s is not at hand, or is not valid: give its file too%s",
                        release->statement ? "seed record" : "measurement statement", hex,
                        release->statement ? "" : "; without it the release's numbers cannot be checked");
}

static scr_result add_numbers(const struct release *release, struct release_task *task) {
    struct findings *findings = task->findings;
    SCR_TRY(release_add_dpr13(release, findings));
    bool rows = findings_verdict(findings, "DPR-13") == VERDICT_HOLDS;
    if (rows) {
        SCR_TRY(release_add_dpr14(release, findings));
        SCR_TRY(release_add_dpr15(release, task->surroundings->work, findings));
        SCR_TRY(release_add_dpr16(release, findings));
    }
    /* The statements are of contests, of which there must be as many. */
    if (release->contest_count == release->statement->contest_count) SCR_TRY(release_add_dpr17(release, findings));
    if (!rows) return scr_done();
    SCR_TRY(release_add_dpr18(release, task->surroundings->work, findings));
    return release_add_dpr19(release, findings);
}

/* The numbers go over to what is published, those of ToyDown's fractions excepted. */
static scr_result publish(struct release *release, struct release_task *task) {
    struct published_release *published = release->published;
    published->statement = release->statement;
    published->seed = release->seed;
    published->contests = calloc(release->contest_count ? release->contest_count : 1, sizeof *published->contests);
    if (!published->contests) return (scr_result){SCR_MEMORY};
    for (; published->contest_count < release->contest_count; published->contest_count++) {
        struct claimed_contest *claimed = &release->contests[published->contest_count];
        struct release_contest *contest = &published->contests[published->contest_count];
        SCR_TRY(scr_grow(&contest->counts, &contest->capacity, claimed->block_count, sizeof *contest->counts));
        for (; contest->count < claimed->block_count; contest->count++) {
            struct release_block *block = &claimed->blocks[contest->count];
            contest->counts[contest->count] =
                (struct release_counts){.level = block->level,
                                        .kind = block->kind,
                                        .rows = block->rows,
                                        .columns = block->columns,
                                        .numbers = block->fractions ? NULL : block->values};
            if (!block->fractions) block->values = NULL;
        }
    }
    release->published = NULL;
    const struct scr_hash digest = published->head.digest;
    SCR_TRY(releases_add_release(task->surroundings->releases, published));
    task->release = releases_release(task->surroundings->releases, &digest);
    return scr_done();
}

/* After the document was read as valid. */
static scr_result check(struct release *release, struct release_task *task) {
    struct findings *findings = task->findings;
    findings->hash = release->published->head.digest;
    findings->hashed = true;
    SCR_TRY(findings_add(findings, "DPR-11", VERDICT_HOLDS,
                         "the document is canonical and valid against the schema of precinct releases"));
    release->statement = releases_statement(task->surroundings->releases, &release->statement_digest);
    release->seed = publications_seed(task->surroundings->publications, &release->seed_digest);
    SCR_TRY(add_dpr12(release, findings));
    if (!release->statement) return scr_done();
    task->release_number = release->statement->release;
    SCR_TRY(add_numbers(release, task));
    SCR_TRY(release_add_dpr20(release, task->surroundings, findings));
    if (task->surroundings->facts) SCR_TRY(release_add_facts(release, findings));
    return findings_verdict(findings, "DPR-13") == VERDICT_HOLDS &&
                   findings_verdict(findings, "DPR-12") != VERDICT_REFUTED
               ? publish(release, task)
               : scr_done();
}

scr_result release_check_release(struct release_task *task) {
    struct scr_diagnosis diagnosis = {0};
    struct release release = {0};
    task->scope.releases++;
    scr_result result = release_read(task->path, task->schema, &release, task->arena, &task->header, &diagnosis);
    if (result.code == SCR_INPUT || result.code == SCR_LIMIT)
        result = findings_refute(task->findings, "DPR-11", &diagnosis);
    else if (!scr_failed(result))
        result = check(&release, task);
    release_free(&release);
    scr_diagnosis_free(&diagnosis);
    return result;
}
