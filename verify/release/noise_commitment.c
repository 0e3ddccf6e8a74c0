/* noise_commitment.c: a noise commitment from its file to DPR-01; a valid one is published. Specification, section
 * 13.1. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "scrutineer/text.h"
#include "verify/release/checks.h"

enum { MOST_RELEASES = 1000 };

static scr_result start_keys(void *context, struct document *document) {
    struct published_noise *noise = context;
    SCR_TRY(document_count(document, "Releases", &noise->releases));
    if (!noise->releases || noise->releases > MOST_RELEASES)
        scr_note(document->diagnosis, SCR_INPUT, scr_xml_place(document->xml),
                 "Releases is %" PRIu32 " instead of 1 to %d", noise->releases, MOST_RELEASES);
    return document_hash(document, "Root", &noise->root);
}

static const struct document_element elements[] = {{"Keys", start_keys, NULL}};

static const struct document_kind kind = {
    .purpose = "noise-commitment",
    .signer_role = "election-official",
    .elements = elements,
    .element_count = sizeof elements / sizeof *elements,
};

static scr_result read_noise(struct release_task *task, struct published_noise *noise,
                             struct scr_diagnosis *diagnosis) {
    SCR_TRY(document_read(task->path, task->schema, &kind, noise, &noise->head.arena, &task->header,
                          &noise->head.digest, diagnosis));
    noise->head.election_id = task->header.election_id;
    return artifact_header_keep(&task->header, task->arena);
}

/* After the document was read as valid. Takes over `noise`. */
static scr_result publish(struct release_task *task, struct published_noise *noise) {
    scr_result result =
        findings_add(task->findings, "DPR-01", VERDICT_HOLDS,
                     "the noise commitment is canonical and valid: it fixes the keys of %" PRIu32 " release%s",
                     noise->releases, noise->releases == 1 ? "" : "s");
    task->findings->hash = noise->head.digest;
    task->findings->hashed = true;
    if (!scr_failed(result)) return releases_add_noise(task->surroundings->releases, noise);
    published_noise_free(noise);
    return result;
}

scr_result release_check_noise_commitment(struct release_task *task) {
    struct scr_diagnosis diagnosis = {0};
    struct published_noise *noise = calloc(1, sizeof *noise);
    if (!noise) return (scr_result){SCR_MEMORY};
    task->scope.noise_commitments++;
    scr_result result = read_noise(task, noise, &diagnosis);
    if (!scr_failed(result)) {
        result = publish(task, noise);
        noise = NULL;
    } else if (result.code == SCR_INPUT || result.code == SCR_LIMIT) {
        result = findings_refute(task->findings, "DPR-01", &diagnosis);
    }
    published_noise_free(noise);
    scr_diagnosis_free(&diagnosis);
    return result;
}
