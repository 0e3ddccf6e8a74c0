/* test_verify_proof.c: the clauses of specification 4.6 against exhaustive search, the proof checker against real
 * proofs of CaDiCaL, textbook proofs and tampered ones. Tests that need the program cadical say so where it is absent.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "small_deck.h"
#include "unit.h"
#include "verify/deck/search_proof.h"
#include "verify/deck/search_proof_drat.h"
#include "verify/deck/search_proof_shape.h"

#define CUTS_MOST 5040

static bool solver_there(void) {
    bool there = system("cadical --version >/dev/null 2>&1") == 0;
    if (!there) printf(" (no program cadical: skipped) ");
    return there;
}

static struct clause_set clauses_of(const struct deck *deck, bool m) {
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
static int solve(const struct clause_set *set, const char *folder) {
    char path[4096], command[16384];
    snprintf(path, sizeof path, "%s/cnf", folder);
    write_dimacs(set, path);
    snprintf(command, sizeof command, "cadical -q --no-binary %s/cnf %s/proof > %s/model", folder, folder, folder);
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static struct scr_buffer slurp(const char *folder, const char *name) {
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
static struct deck style(const struct deck_shape_part *parts, size_t part_count, uint32_t g, uint32_t b) {
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

static void add_cut(struct deck *deck, const uint32_t *image) {
    uint32_t *moved = scr_arena_alloc(&deck->arena, deck->target_count, sizeof *moved), count = 0;
    uint32_t *to = scr_arena_alloc(&deck->arena, deck->target_count, sizeof *to);
    CU_ASSERT_FATAL(moved && to && deck->length.cut_count < CUTS_MOST);
    for (uint32_t i = 0; i < deck->target_count; i++) {
        if (image[i] == i) continue;
        moved[count] = i;
        to[count++] = image[i];
    }
    struct deck_cut cut = {moved, to, count};
    /* The array is this test's own: see style(). */
    memcpy((char *)(uintptr_t)deck->length.cuts + deck->length.cut_count * sizeof cut, &cut, sizeof cut);
    deck->length.cut_count++;
}

static bool same_block(const struct deck *deck, uint32_t a, uint32_t b) {
    uint32_t x = deck->candidates[a].contest, y = deck->candidates[b].contest;
    bool group = deck->contests[x].count <= deck->contests[x].votes_allowed &&
                 deck->contests[y].count <= deck->contests[y].votes_allowed;
    return x == y || group;
}

static bool is_cut(const struct deck *deck, const uint32_t *image) {
    for (uint32_t i = 0; i < deck->target_count; i++)
        if (image[i] != i && same_block(deck, i, image[i])) return false;
    return true;
}

/* The first swap that the deck's ballots do not detect, fewest moved first; false when they detect all. */
static bool undetected(const struct deck *deck, uint32_t *image) {
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
    struct scr_buffer text = slurp(folder, "model");
    small_deck_clear(deck);
    for (char *at = strtok((char *)text.data, " \n"); at; at = strtok(NULL, " \n")) {
        long literal = strtol(at, NULL, 10);
        uint32_t m = deck->target_count;
        if (literal > 0 && literal <= (long)(m * deck->ballot_count))
            small_deck_mark(deck, (uint32_t)(literal - 1) / m, (uint32_t)(literal - 1) % m);
    }
    scr_buffer_free(&text);
}

static enum proof_answer ask(const struct deck *deck, bool m, const struct scr_buffer *proof, uint64_t work,
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
static struct scr_buffer refute(struct deck *deck, bool m, const char *folder, bool *refuted) {
    for (int status = 10; status == 10;) {
        struct clause_set set = clauses_of(deck, m);
        status = solve(&set, folder);
        clauses_free(&set);
        *refuted = status == 20;
        if (status != 10) break;
        uint32_t image[8];
        read_model(deck, folder);
        if (!undetected(deck, image)) break;
        CU_ASSERT(is_cut(deck, image));
        add_cut(deck, image);
    }
    return slurp(folder, "proof");
}

/* The text without line `line` (from 0). */
static struct scr_buffer without_line(const struct scr_buffer *text, size_t line) {
    struct scr_buffer out = {0};
    size_t at = 0;
    for (size_t i = 0; i < text->length; i++) {
        if (at != line) CU_ASSERT_FATAL(!scr_failed(scr_buffer_append(&out, text->data + i, 1)));
        at += text->data[i] == '\n';
    }
    return out;
}

static void tamper(struct deck *deck, bool m, const struct scr_buffer *proof) {
    struct scr_buffer empty = {0}, garbage = {0};
    CU_ASSERT_EQUAL(ask(deck, m, &empty, 100000000, "without reaching a contradiction"), PROOF_FAILS);
    CU_ASSERT_EQUAL(ask(deck, m, proof, 1000, "budget"), PROOF_UNKNOWN);
    static const char *const lines[][2] = {
        {"1 2\n", "does not end in 0"}, {"1 x 0\n", "is not a clause"},
        {"\n", "is not a clause"},      {"1 99999999 0\n", "variable that the clauses do not have"},
        {"1 01 0\n", "canonically"},    {"1 -0 0\n", "canonically"},
        {"1 0 2 0\n", "after the 0"},   {"1 -2 0\r\n", "after the 0"},
        {"d\n", "is not a clause"},     {"1 18446744073709551617 0\n", "variable that the clauses do not have"}};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        CU_ASSERT(!scr_failed(scr_buffer_text(&garbage, "d 1 2 0\n")));
        CU_ASSERT(!scr_failed(scr_buffer_text(&garbage, lines[i][0])));
        CU_ASSERT(!scr_failed(scr_buffer_append(&garbage, proof->data, proof->length)));
        CU_ASSERT_EQUAL(ask(deck, m, &garbage, 100000000, lines[i][1]), PROOF_FAILS);
        CU_ASSERT_EQUAL(ask(deck, m, &garbage, 100000000, "line 2 "), PROOF_FAILS);
        garbage.length = 0;
    }
    deck->length.lower_bound++; /* the same proof for one ballot more */
    CU_ASSERT_EQUAL(ask(deck, m, proof, 100000000, NULL), PROOF_FAILS);
    deck->length.lower_bound--;
    size_t cuts = deck->length.cut_count;
    for (deck->length.cut_count = 0; cuts && deck->length.cut_count < 1; deck->length.cut_count++)
        CU_ASSERT_EQUAL(ask(deck, m, proof, 100000000, NULL), PROOF_FAILS);
    deck->length.cut_count = cuts;
    scr_buffer_free(&garbage);
}

/* Every literal of the first clauses negated, and lines left out from behind: counts how often the proof still holds
 * (a lemma may be unnecessary), which must not be always. */
static void tamper_lines(const struct deck *deck, bool m, const struct scr_buffer *proof) {
    size_t lines = 0, refused = 0, tried = 0;
    for (size_t i = 0; i < proof->length; i++) lines += proof->data[i] == '\n';
    for (size_t back = 1; back <= lines && back <= 60; back++) {
        struct scr_buffer less = without_line(proof, lines - back);
        refused += ask(deck, m, &less, 100000000, NULL) == PROOF_FAILS;
        tried++;
        scr_buffer_free(&less);
    }
    struct scr_buffer one = {0};
    CU_ASSERT(!scr_failed(scr_buffer_text(&one, "-2 0\n0\n")));
    CU_ASSERT_EQUAL(ask(deck, m, &one, 100000000, "does not follow"), PROOF_FAILS);
    scr_buffer_free(&one);
    printf(" (%zu of %zu proofs with a line left out refused) ", refused, tried);
    CU_ASSERT(refused > 0);
}

/* math.md, known optima: {3/2, 2/1} with m = 1 needs 4 ballots though the bounds say 3; {2/1, 2/1} 4 with m = 1;
 * {3/1, 2/1} with m = 0 needs 4. */
UNIT_TEST(verify_proof, real_proofs_and_tampered_ones) {
    static const struct deck_shape_part mixed[] = {{2, 1, 1}, {3, 2, 1}}, twins[] = {{2, 1, 2}},
                                        uneven[] = {{2, 1, 1}, {3, 1, 1}};
    const struct {
        const struct deck_shape_part *parts;
        size_t count;
        uint32_t g, b;
        bool m;
    } cases[] = {{mixed, 2, 0, 3, true},  {twins, 1, 0, 3, true}, {uneven, 2, 0, 3, false},
                 {twins, 1, 0, 2, false}, {NULL, 0, 3, 2, true},  {mixed, 2, 1, 3, true}};
    if (!solver_there()) return;
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const char *folder = unit_scratch();
        struct deck deck = style(cases[c].parts, cases[c].count, cases[c].g, cases[c].b);
        bool refuted;
        struct scr_buffer proof = refute(&deck, cases[c].m, folder, &refuted);
        CU_ASSERT(refuted);
        CU_ASSERT_EQUAL(ask(&deck, cases[c].m, &proof, 100000000, NULL), PROOF_HOLDS);
        if (c == 0 || c == 2) {
            CU_ASSERT(deck.length.cut_count > 0);
            tamper(&deck, cases[c].m, &proof);
        }
        if (c == 0) tamper_lines(&deck, cases[c].m, &proof);
        scr_buffer_free(&proof);
        /* One ballot more: a safe deck exists, so that the loop ends with one. */
        deck.length.cut_count = 0;
        struct deck more = style(cases[c].parts, cases[c].count, cases[c].g, cases[c].b + 1);
        proof = refute(&more, cases[c].m, folder, &refuted);
        if (c != 5) CU_ASSERT(!refuted);
        scr_buffer_free(&proof);
        scr_arena_free(&more.arena);
        scr_arena_free(&deck.arena);
    }
}

/* Exhaustive search over all decks of b ballots without overvotes: is one swap-safe (and marks everyone, with m)? */
static bool safe_deck_exists(struct deck *deck, bool m) {
    uint32_t n = deck->target_count, bits = n * deck->ballot_count, image[8];
    for (uint32_t marks = 0; marks < 1u << bits; marks++) {
        bool good = true;
        small_deck_clear(deck);
        for (uint32_t bit = 0; bit < bits; bit++)
            if (marks >> bit & 1) small_deck_mark(deck, bit / n, bit % n);
        for (uint32_t b = 0; b < deck->ballot_count && good; b++) {
            uint32_t count[8] = {0};
            for (uint32_t i = 0; i < deck->ballots[b].mark_count; i++)
                good &= ++count[deck->candidates[deck->ballots[b].marks[i]].contest] <=
                        deck->contests[deck->candidates[deck->ballots[b].marks[i]].contest].votes_allowed;
        }
        for (uint32_t i = 0; i < n && m; i++) {
            bool marked = false;
            for (uint32_t b = 0; b < deck->ballot_count; b++) marked |= small_deck_marks(deck, b, i);
            good &= marked;
        }
        if (good && !undetected(deck, image)) return true;
    }
    return false;
}

/* With every swap as a cut the clauses are satisfiable exactly when a swap-safe deck exists. */
UNIT_TEST(verify_proof, clauses_say_what_exhaustive_search_says) {
    static const struct deck_shape_part shapes[][2] = {{{2, 1, 1}, {0}}, {{2, 1, 2}, {0}}, {{3, 1, 1}, {0}},
                                                       {{3, 2, 1}, {0}}, {{4, 2, 1}, {0}}, {{4, 3, 1}, {0}},
                                                       {{0}, {0}}};
    uint32_t satisfiable = 0, unsatisfiable = 0;
    if (!solver_there()) return;
    const char *folder = unit_scratch();
    for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
        uint32_t contests = shapes[s][0].candidates * shapes[s][0].count;
        for (uint32_t g = 0; g + contests <= 4; g++) {
            for (uint32_t b = 1; b <= (g + contests == 4 ? 3 : 4) && g + contests; b++) {
                struct deck deck = style(shapes[s], shapes[s][0].count ? 1 : 0, g, b);
                uint32_t image[8];
                for (uint32_t i = 0; i < deck.target_count; i++) image[i] = i;
                while (next_permutation(image, deck.target_count))
                    if (is_cut(&deck, image)) add_cut(&deck, image);
                for (int m = 0; m < 2; m++) {
                    struct clause_set set = clauses_of(&deck, m);
                    int status = solve(&set, folder);
                    bool exists = safe_deck_exists(&deck, m);
                    CU_ASSERT_EQUAL(status, exists ? 10 : 20);
                    satisfiable += exists;
                    unsatisfiable += !exists;
                    if (!exists) {
                        struct scr_buffer proof = slurp(folder, "proof");
                        CU_ASSERT_EQUAL(ask(&deck, m, &proof, 100000000, NULL), PROOF_HOLDS);
                        scr_buffer_free(&proof);
                    }
                    clauses_free(&set);
                }
                scr_arena_free(&deck.arena);
            }
        }
    }
    printf(" (%u satisfiable, %u not) ", satisfiable, unsatisfiable);
    CU_ASSERT(satisfiable > 10 && unsatisfiable > 10);
}

static bool holds_clause(const struct clause_set *set, const int32_t *clause, size_t count) {
    for (size_t at = 0; at < set->length; at++) {
        size_t size = 0, same = 0;
        while (set->literals[at + size]) size++;
        for (size_t i = 0; i < size && size == count; i++)
            for (size_t j = 0; j < count; j++) same += set->literals[at + i] == clause[j];
        if (size == count && same == count) return true;
        at += size;
    }
    return false;
}

/* Two contests of two, one vote, b = 2, and the cut that exchanges them. By the specification's numbering, counted by
 * hand: X 1..8, C 9..20 (three for each candidate), P(1) 21, D(1,1..2) 22, 23, P(2) 24, D(2,1..2) 25, 26, Q 27..30,
 * E(1,3) 31, U, V 32..35, E(2,4) 36, 37..40, O({3,4}) 41, 42, O({1,2}) 43, 44. */
UNIT_TEST(verify_proof, numbering) {
    static const struct deck_shape_part twins[] = {{2, 1, 2}};
    static const uint32_t exchange[] = {2, 3, 0, 1};
    struct deck deck = style(twins, 1, 0, 2);
    add_cut(&deck, exchange);
    struct clause_set set = clauses_of(&deck, true);
    CU_ASSERT_EQUAL(set.variables, 44);
    static const int32_t clauses[][8] = {{31, 36, 41, 42, 43, 44}, /* 9 */
                                         {-41, 3},
                                         {-41, 4},
                                         {-44, 5},              /* 8: |T| - v = 1 */
                                         {-31, 32, 33, 34, 35}, /* 7 */
                                         {-32, 10},
                                         {-32, -16},
                                         {-35, -11},
                                         {-35, 17},
                                         {-37, 13},
                                         {-37, -19},
                                         {-27, 2, -6},
                                         {1, -5},
                                         {-1, -5, 27},
                                         {-28, 3, 7, 29}, /* 6 */
                                         {-24},
                                         {-10, 16},
                                         {-22, 16},
                                         {-22, -10},
                                         {21, 22, 23},
                                         {-21, 24, 25, 26},
                                         {-21, -14, 20}, /* 5 */
                                         {13},
                                         {-10, 14},
                                         {-11}, /* 4: G(i,0), G(i,b+1) */
                                         {10},
                                         {16}, /* 3 */
                                         {-1, -2},
                                         {-7, -8}, /* 2 */
                                         {-9, 10},
                                         {-5, -9, 11},
                                         {9, 5, -10},
                                         {9, -11},
                                         {-1, 9},
                                         {1, -9},
                                         {5, -11}}; /* 1 */
    for (size_t i = 0; i < sizeof clauses / sizeof *clauses; i++) {
        size_t count = 0;
        while (clauses[i][count]) count++;
        if (!holds_clause(&set, clauses[i], count)) {
            printf(" [clause %zu of the list] ", i);
            CU_FAIL("a clause is missing");
        }
    }
    clauses_free(&set);
    scr_arena_free(&deck.arena);
}

/* The pigeonhole principle, 8 pigeons in 7 holes: tens of thousands of lines, with deletions, from the real solver. */
UNIT_TEST(verify_proof, long_proofs) {
    enum { HOLES = 8 };
    if (!solver_there()) return;
    struct clause_set set = {.variables = (HOLES + 1) * HOLES};
    static int32_t literals[200000];
    size_t at = 0;
    for (int32_t p = 0; p <= HOLES; p++) {
        for (int32_t h = 1; h <= HOLES; h++) literals[at++] = p * HOLES + h;
        literals[at++] = 0;
        for (int32_t q = 0; q < p; q++) {
            for (int32_t h = 1; h <= HOLES; h++) {
                literals[at++] = -(p * HOLES + h);
                literals[at++] = -(q * HOLES + h);
                literals[at++] = 0;
            }
        }
    }
    set.literals = literals;
    set.length = at;
    const char *folder = unit_scratch();
    CU_ASSERT_EQUAL(solve(&set, folder), 20);
    struct scr_buffer proof = slurp(folder, "proof"), why = {0};
    struct budget budget = {4000000000};
    enum proof_answer answer = PROOF_UNKNOWN;
    CU_ASSERT(!scr_failed(drat_check(&set, (char *)proof.data, proof.length, &budget, &answer, &why)));
    CU_ASSERT_EQUAL(answer, PROOF_HOLDS);
    size_t lines = 0;
    for (size_t i = 0; i < proof.length; i++) lines += proof.data[i] == '\n';
    printf(" (%zu lines, %llu units of work) ", lines, (unsigned long long)(4000000000 - budget.left));
    scr_buffer_free(&proof);
    scr_buffer_free(&why);
}

UNIT_TEST(verify_proof, sub_shapes_and_cuts_are_checked) {
    static const struct deck_shape_part twins[] = {{2, 1, 2}}, three[] = {{2, 1, 3}}, other[] = {{3, 1, 1}},
                                        flat[] = {{2, 2, 1}}, none[] = {{2, 1, 0}}, falling[] = {{3, 2, 1}, {2, 1, 1}},
                                        twice[] = {{2, 1, 1}, {2, 1, 1}};
    static const uint32_t a[] = {0, 2}, b[] = {2, 0}, within[] = {0, 1}, within_to[] = {1, 0}, open_to[] = {2, 1},
                          far[] = {0, 9}, far_to[] = {9, 0}, falling_moved[] = {2, 0}, double_to[] = {2, 2};
    struct deck deck = style(twins, 1, 1, 3);
    struct scr_buffer empty = {0};
    const struct {
        const struct deck_shape_part *parts;
        size_t count;
        const char *reason;
    } parts[] = {{three, 1, "the ballot style 2"}, {other, 1, "the ballot style 0"}, {flat, 1, "not competitive"},
                 {none, 1, "at least one"},        {falling, 2, "ascending"},        {twice, 2, "each pair once"}};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        deck.length.parts = parts[i].parts;
        deck.length.part_count = parts[i].count;
        if (parts[i].parts == falling) deck.contests[1] = (struct deck_contest){"x", "x", 2, 2, 3, 0, 0, 0};
        CU_ASSERT_EQUAL(ask(&deck, true, &empty, 1000000, parts[i].reason), PROOF_FAILS);
    }
    scr_arena_free(&deck.arena);
    deck = style(twins, 1, 1, 3);
    deck.length.noncompetitive = 2;
    CU_ASSERT_EQUAL(ask(&deck, true, &empty, 1000000, "only 1"), PROOF_FAILS);
    deck.length.noncompetitive = 1;
    const struct {
        struct deck_cut cut;
        const char *reason;
    } cuts[] = {{{a, b, 0}, "moves no candidate"},
                {{within, within_to, 2}, "own block"},
                {{a, a, 2}, "own block"},
                {{a, open_to, 2}, "that it does not move"},
                {{a, b, 1}, "that it does not move"},
                {{far, far_to, 2}, "does not have"},
                {{falling_moved, a, 2}, "ascending"},
                {{(const uint32_t[]){0, 4}, double_to, 2}, "twice"},
                {{a, (const uint32_t[]){2, 4}, 2}, "that it does not move"}};
    deck.length.cut_count = 1;
    for (size_t i = 0; i < sizeof cuts / sizeof *cuts; i++) {
        deck.length.cuts = &cuts[i].cut;
        CU_ASSERT_EQUAL(ask(&deck, true, &empty, 1000000, cuts[i].reason), PROOF_FAILS);
    }
    deck.length.cuts = &(const struct deck_cut){a, b, 2};
    CU_ASSERT_EQUAL(ask(&deck, true, &empty, 1000000, "without reaching"), PROOF_FAILS);
    deck.length.lower_bound = 0;
    CU_ASSERT_EQUAL(ask(&deck, true, &empty, 1000000, "at least 1"), PROOF_FAILS);
    deck.length.lower_bound = UINT32_MAX; /* absurd sizes end by budget, at once */
    CU_ASSERT_EQUAL(ask(&deck, true, &empty, 1000000, "budget"), PROOF_UNKNOWN);
    deck.length.lower_bound = 2000;
    CU_ASSERT_EQUAL(ask(&deck, true, &empty, 1000000, "budget"), PROOF_UNKNOWN);
    scr_arena_free(&deck.arena);
}
