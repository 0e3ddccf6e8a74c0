/* length.c: is the deck swap-safe, and is its lower bound proved (LAT-11, LAT-12)? */
#include <stdlib.h>
#include <string.h>

#include "scrutineer/file.h"
#include "scrutineer/text.h"
#include "verify/deck/bounds.h"
#include "verify/deck/checks.h"
#include "verify/deck/search_proof.h"
#include "verify/deck/swap.h"

#define PROOF_LIMIT ((size_t)64 << 20) /* specification, section 1 */

static scr_result json_target(const struct deck *deck, uint32_t target, struct scr_buffer *out) {
    const struct deck_candidate *candidate = &deck->candidates[target];
    SCR_TRY(scr_buffer_print(out, "{\"target\": %u, \"candidate\": ", target + 1));
    SCR_TRY(scr_text_json(out, candidate->name));
    SCR_TRY(scr_buffer_text(out, ", \"contest\": "));
    SCR_TRY(scr_text_json(out, deck->contests[candidate->contest].name));
    return scr_buffer_text(out, "}");
}

/* The fact "missed_swap": which candidate is counted from whose target. */
static scr_result missed_swap_fact(const struct deck *deck, const struct swap *swap, struct findings *findings) {
    struct scr_buffer json = {0};
    scr_result result;
    SCR_TRY_OR(result, scr_buffer_text(&json, "["), end);
    for (uint32_t a = 0; a < swap->count; a++) {
        SCR_TRY_OR(result, scr_buffer_text(&json, a ? ", {\"counted\": " : "{\"counted\": "), end);
        SCR_TRY_OR(result, json_target(deck, swap->moved[a], &json), end);
        SCR_TRY_OR(result, scr_buffer_text(&json, ", \"from\": "), end);
        SCR_TRY_OR(result, json_target(deck, swap->image[a], &json), end);
        SCR_TRY_OR(result, scr_buffer_text(&json, "}"), end);
    }
    SCR_TRY_OR(result, scr_buffer_text(&json, "]"), end);
    char *text = (char *)json.data; /* malloc'ed: the findings own it from here */
    json = (struct scr_buffer){0};
    return findings_fact(findings, "missed_swap", text);
end:
    scr_buffer_free(&json);
    return result;
}

static scr_result missed(const struct deck *deck, const struct swap *swap, bool smallest,
                         const struct surroundings *surroundings, struct findings *findings) {
    struct scr_buffer words = {0};
    scr_result result;
    SCR_TRY_OR(result, swap_describe(deck, swap, &words), end);
    SCR_TRY_OR(result,
               findings_add(findings, "LAT-11", VERDICT_REFUTED, "%s%s", (const char *)words.data,
                            smallest ? "" : " (the budget of work ended before a smaller exchange was ruled out)"),
               end);
    if (surroundings->facts) result = missed_swap_fact(deck, swap, findings);
end:
    scr_buffer_free(&words);
    return result;
}

scr_result deck_lat_11(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    struct budget budget = work_begin(surroundings->work);
    struct scr_arena arena = {0};
    enum swap_answer answer;
    struct swap swap = {0};
    if (findings_verdict(findings, "LAT-05") != VERDICT_HOLDS)
        return findings_add(findings, "LAT-11", VERDICT_UNDECIDED,
                            "not looked at, because a test ballot is overvoted (LAT-05)");
    scr_result result = swap_search(deck, &budget, &arena, &answer, &swap);
    const char *end = work_end(surroundings->work, &budget);
    if (!scr_failed(result)) {
        if (answer == SWAP_SAFE)
            result =
                findings_add(findings, "LAT-11", VERDICT_HOLDS,
                             "the deck is swap-safe: any exchange of the %u voting targets changes what is counted",
                             deck->target_count);
        else if (answer == SWAP_UNKNOWN)
            result =
                findings_add(findings, "LAT-11", VERDICT_UNDECIDED,
                             "the search for an undetected exchange ended at its budget of work (--budget)%s", end);
        else
            result = missed(deck, &swap, answer == SWAP_MISSED, surroundings, findings);
    }
    scr_arena_free(&arena);
    return result;
}

/* The proof beside the deck; *verdict is VERDICT_HOLDS when it has the digest named. */
static scr_result read_proof(const struct deck *deck, const struct surroundings *surroundings, struct scr_buffer *proof,
                             enum verdict *verdict, struct scr_buffer *why) {
    const struct deck_length *length = &deck->length;
    struct scr_diagnosis diagnosis = {0};
    struct scr_arena arena = {0};
    struct scr_hash hash;
    scr_result result = {SCR_MEMORY};
    char *path = scr_arena_print(&arena, "%s/%s", surroundings->folder, length->proof_file);
    if (!path) goto end;
    result = scr_file_read(path, PROOF_LIMIT, proof, &diagnosis);
    if (result.code == SCR_LIMIT) {
        *verdict = VERDICT_UNDECIDED;
        result = scr_buffer_print(
            why, "the proof file %s has more than 64 MiB, the most that one may have, and was not read",
            length->proof_file);
        goto end;
    }
    if (scr_failed(result) && result.code != SCR_MEMORY) {
        *verdict = VERDICT_UNDECIDED;
        result = scr_buffer_print(why, "the proof file %s is not at hand: it %s", length->proof_file,
                                  diagnosis.count ? diagnosis.problems[0].message : "could not be read");
        goto end;
    }
    if (scr_failed(result)) goto end;
    SCR_TRY_OR(result, scr_hash_bytes(proof->data, proof->length, &hash), end);
    if (surroundings->proofs) SCR_TRY_OR(result, proofs_add(surroundings->proofs, path, &hash), end);
    *verdict = VERDICT_HOLDS;
    if (!scr_hash_equal(&hash, &length->proof_hash)) {
        char hex[SCR_HEX_SIZE], named[SCR_HEX_SIZE];
        scr_hash_hex(&hash, hex);
        scr_hash_hex(&length->proof_hash, named);
        *verdict = VERDICT_REFUTED;
        result = scr_buffer_print(why, "the proof file %s has the SHA-256 %s, the certificate names %s",
                                  length->proof_file, hex, named);
    }
end:
    scr_arena_free(&arena);
    scr_diagnosis_free(&diagnosis);
    return result;
}

static scr_result search(const struct deck *deck, const struct surroundings *surroundings, struct budget *budget,
                         enum verdict *verdict, struct scr_buffer *why) {
    static const enum verdict verdicts[] = {
        [PROOF_HOLDS] = VERDICT_HOLDS, [PROOF_FAILS] = VERDICT_REFUTED, [PROOF_UNKNOWN] = VERDICT_UNDECIDED};
    struct scr_buffer proof = {0};
    enum proof_answer answer = PROOF_UNKNOWN;
    if (deck->length.lower_bound == 0) {
        *verdict = VERDICT_REFUTED;
        return scr_buffer_text(why, "a lower bound of 0 needs no proof, and is given with BoundL1");
    }
    scr_result result = read_proof(deck, surroundings, &proof, verdict, why);
    if (scr_failed(result) || *verdict != VERDICT_HOLDS) goto end;
    SCR_TRY_OR(result, search_proof_check(deck, deck->each_candidate, proof.data, proof.length, budget, &answer, why),
               end);
    *verdict = verdicts[answer];
    if (answer == PROOF_HOLDS)
        result = scr_buffer_print(why, "the proof by search in %s with %zu exchanges as cuts is complete",
                                  deck->length.proof_file, deck->length.cut_count);
end:
    scr_buffer_free(&proof);
    return result;
}

scr_result deck_lat_12(const struct deck *deck, const struct surroundings *surroundings, struct findings *findings) {
    static bound_check *const bounds[] = {
        [BOUND_L1] = bound_l1, [BOUND_L2] = bound_l2, [BOUND_L3] = bound_l3, [BOUND_L4] = bound_l4};
    static const char *const names[] = {"L1", "L2", "L3", "L4", "search"};
    struct budget budget = work_begin(surroundings->work);
    struct scr_buffer why = {0};
    enum verdict verdict;
    const struct deck_length *length = &deck->length;
    scr_result result = length->bound == BOUND_SEARCH ? search(deck, surroundings, &budget, &verdict, &why)
                                                      : bounds[length->bound](deck, &budget, &verdict, &why);
    const char *end = work_end(surroundings->work, &budget);
    if (!scr_failed(result))
        result = findings_add(
            findings, "LAT-12", verdict, "no shorter than %u test ballots, %s by %s: %s%s", length->lower_bound,
            verdict == VERDICT_HOLDS     ? "proved"
            : verdict == VERDICT_REFUTED ? "not proved"
                                         : "not decided",
            names[length->bound], why.data ? (const char *)why.data : "", verdict == VERDICT_UNDECIDED ? end : "");
    scr_buffer_free(&why);
    return result;
}
