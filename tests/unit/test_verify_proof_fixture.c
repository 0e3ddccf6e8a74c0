/* test_verify_proof_fixture.c: small styles with certificates by search, the solver that proves them, and the checker's
 * answer. */
#include "test_verify_proof_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "small_deck.h"
#include "unit.h"

#define CUTS_MOST 5040

bool proof_solver_there(void) {
    bool there = system("cadical --version >/dev/null 2>&1") == 0;
    if (!there) printf(" (no program cadical: skipped) ");
    return there;
}

struct clause_set proof_clauses(const struct deck *deck, bool m) {
    struct clause_set set = {0};
    struct scr_arena arena = {0};
    struct scr_buffer why = {0};
    struct proof_shape shape;
    struct budget budget = {100000000};
    bool fits;
    CU_ASSERT_FATAL(!scr_failed(proof_shape_build(deck, m, &arena, &shape, &fits, &why)));
    CU_ASSERT_FATAL(fits);
    CU_ASSERT_FATAL(!scr_failed(clauses_build(&shape, &budget, &set)));
    scr_buffer_free(&why);
    scr_arena_free(&arena);
    return set;
}

static void write_dimacs(const struct clause_set *set, const char *path) {
    FILE *file = fopen(path, "w");
    size_t clauses = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    for (size_t i = 0; i < set->length; i++) clauses += !set->literals[i];
    fprintf(file, "p cnf %u %zu\n", set->variables, clauses);
    for (size_t i = 0; i < set->length; i++) fprintf(file, set->literals[i] ? "%d " : "%d\n", set->literals[i]);
    CU_ASSERT_EQUAL(fclose(file), 0);
}

/* Runs the solver: 10 satisfiable, 20 not. The proof goes to FOLDER/proof, the model to FOLDER/model. */
int proof_solve(const struct clause_set *set, const char *folder) {
    char path[4096], command[16384];
    snprintf(path, sizeof path, "%s/cnf", folder);
    write_dimacs(set, path);
    snprintf(command, sizeof command, "cadical -q --no-binary %s/cnf %s/proof > %s/model", folder, folder, folder);
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct scr_buffer proof_slurp(const char *folder, const char *name) {
    char path[4096], piece[65536];
    struct scr_buffer all = {0};
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "r");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
        CU_ASSERT_FATAL(!scr_failed(scr_buffer_append(&all, piece, got)));
    fclose(file);
    return all;
}

/* A style of the parts given with `g` noncompetitive candidates, each a contest of its own, and the certificate. */
struct deck proof_style(const struct deck_shape_part *parts, size_t part_count, uint32_t g, uint32_t b) {
    uint32_t n[16], v[16], contests = 0;
    for (size_t p = 0; p < part_count; p++) {
        for (uint32_t c = 0; c < parts[p].count; c++) {
            n[contests] = parts[p].candidates;
            v[contests++] = parts[p].votes_allowed;
        }
    }
    for (uint32_t i = 0; i < g; i++) n[contests] = v[contests] = 1, contests++;
    struct deck deck = small_deck(n, v, contests, b);
    struct deck_cut *cuts = scr_arena_alloc(&deck.arena, CUTS_MOST, sizeof *cuts);
    CU_ASSERT_PTR_NOT_NULL_FATAL(cuts);
    deck.length = (struct deck_length){.lower_bound = b + 1,
                                       .bound = BOUND_SEARCH,
                                       .parts = parts,
                                       .part_count = part_count,
                                       .noncompetitive = g,
                                       .cuts = cuts};
    return deck;
}

void proof_add_cut(struct deck *deck, const uint32_t *image) {
    uint32_t *moved = scr_arena_alloc(&deck->arena, deck->target_count, sizeof *moved), count = 0;
    uint32_t *to = scr_arena_alloc(&deck->arena, deck->target_count, sizeof *to);
    CU_ASSERT_FATAL(moved && to && deck->length.cut_count < CUTS_MOST);
    for (uint32_t i = 0; i < deck->target_count; i++) {
        if (image[i] == i) continue;
        moved[count] = i;
        to[count++] = image[i];
    }
    struct deck_cut cut = {moved, to, count};
    /* The array is this test's own: see proof_style(). */
    memcpy((char *)(uintptr_t)deck->length.cuts + deck->length.cut_count * sizeof cut, &cut, sizeof cut);
    deck->length.cut_count++;
}

static bool same_block(const struct deck *deck, uint32_t a, uint32_t b) {
    uint32_t x = deck->candidates[a].contest, y = deck->candidates[b].contest;
    bool group = deck->contests[x].count <= deck->contests[x].votes_allowed &&
                 deck->contests[y].count <= deck->contests[y].votes_allowed;
    return x == y || group;
}

bool proof_is_cut(const struct deck *deck, const uint32_t *image) {
    for (uint32_t i = 0; i < deck->target_count; i++)
        if (image[i] != i && same_block(deck, i, image[i])) return false;
    return true;
}

/* The first swap that the deck's ballots do not detect, fewest moved first; false when they detect all. */
bool proof_undetected(const struct deck *deck, uint32_t *image) {
    uint32_t s[8], right[8], wrong[8], n = deck->target_count, least = 0;
    for (uint32_t i = 0; i < n; i++) s[i] = i;
    small_deck_count(deck, s, right);
    while (next_permutation(s, n)) {
        uint32_t moved = 0;
        for (uint32_t i = 0; i < n; i++) moved += s[i] != i;
        if (least && moved >= least) continue;
        small_deck_count(deck, s, wrong);
        if (memcmp(right, wrong, n * sizeof *right)) continue;
        least = moved;
        memcpy(image, s, n * sizeof *s);
    }
    return least > 0;
}

/* Puts the marks of the solver's model on the ballots: X(beta, i) is variable (beta-1) M + i. */
static void read_model(struct deck *deck, const char *folder) {
    struct scr_buffer text = proof_slurp(folder, "model");
    small_deck_clear(deck);
    for (char *at = strtok((char *)text.data, " \n"); at; at = strtok(NULL, " \n")) {
        long literal = strtol(at, NULL, 10);
        uint32_t m = deck->target_count;
        if (literal > 0 && literal <= (long)(m * deck->ballot_count))
            small_deck_mark(deck, (uint32_t)(literal - 1) / m, (uint32_t)(literal - 1) % m);
    }
    scr_buffer_free(&text);
}

enum proof_answer proof_ask(const struct deck *deck, bool m, const struct scr_buffer *proof, uint64_t work,
                            const char *reason) {
    struct budget budget = {work};
    struct scr_buffer why = {0};
    enum proof_answer answer = PROOF_UNKNOWN;
    CU_ASSERT(!scr_failed(search_proof_check(deck, m, proof->data, proof->length, &budget, &answer, &why)));
    CU_ASSERT((answer == PROOF_HOLDS) == !why.length);
    if (reason && !(why.data && strstr((char *)why.data, reason))) {
        printf(" [%s] ", why.data ? (char *)why.data : "");
        CU_FAIL("another reason was expected");
    }
    scr_buffer_free(&why);
    return answer;
}

/* Cutting planes as a generator would: solve, add the undetected swap of the model, until nothing is left. */
struct scr_buffer proof_refute(struct deck *deck, bool m, const char *folder, bool *refuted) {
    for (int status = 10; status == 10;) {
        struct clause_set set = proof_clauses(deck, m);
        status = proof_solve(&set, folder);
        clauses_free(&set);
        *refuted = status == 20;
        if (status != 10) break;
        uint32_t image[8];
        read_model(deck, folder);
        if (!proof_undetected(deck, image)) break;
        CU_ASSERT(proof_is_cut(deck, image));
        proof_add_cut(deck, image);
    }
    return proof_slurp(folder, "proof");
}
