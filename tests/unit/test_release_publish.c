/* test_release_publish.c: draws against an independent sampler, processing against enumeration, a layout that tells
 * nothing. */
#include <stdlib.h>
#include <string.h>

#include "gen/release/release_artifact.h"
#include "gen/release/structural_zeros.h"
#include "release_case.h"
#include "release_fixture.h"

/* The example of the specification, section 14.1. */
static void begin(struct release_drawing *drawing, const struct measurement *m) {
    uint8_t key[RELEASE_KEY_SIZE];
    *drawing = (struct release_drawing){.measurement = m, .source = {(const uint8_t *)"pulse 1", 7, {{0}}}};
    for (size_t i = 0; i < sizeof key; i++) key[i] = (uint8_t)i;
    memset(drawing->source.statement.bytes, 0xAA, SCR_HASH_SIZE);
    CU_ASSERT_FALSE_FATAL(scr_failed(release_base_key(key, &drawing->source, drawing->base)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&drawing->bits)));
}

static const uint32_t star[] = {0, 0, 0, 0, 0};
static const int64_t star_counts[] = {10, 20, 30, 40, 50, 60, 70, 80};
static struct measurement_share star_shares[] = {{2, false, {2, 5}, {5, 1}}, {2, true, {2, 7}, {7, 2}}};

/* Noise from tests/vectors/laplace.py, which shares no code. */
UNIT_TEST(release_publish, draws_are_the_published_ones) {
    static const int64_t noise[] = {-4, 1, -1, 3, 5, -13, 4, 2}, total_noise[] = {-2, -5, 1, 1};
    struct release_case wanted = {.parent = star,
                                  .units = 5,
                                  .options = 2,
                                  .exact_levels = 1,
                                  .leaf_counts = star_counts,
                                  .shares = star_shares,
                                  .share_count = 2};
    struct measurement m;
    struct release_drawing drawing;
    struct release_counts counts = {0};
    release_case_make(&wanted, &m);
    begin(&drawing, &m);
    CU_ASSERT_FALSE_FATAL(scr_failed(release_draw(&drawing, 0, &counts, NULL)));
    CU_ASSERT(counts.measured[0] == 160 && counts.measured[1] == 200); /* exact */
    for (size_t i = 0; i < 8; i++) CU_ASSERT_EQUAL(counts.measured[2 + i], star_counts[i] + noise[i]);
    for (size_t i = 0; i < 4; i++)
        CU_ASSERT_EQUAL(counts.totals[1 + i], star_counts[2 * i] + star_counts[2 * i + 1] + total_noise[i]);
    CU_ASSERT_EQUAL(counts.draws, 12);
    release_counts_free(&counts);
    measurement_free(&m);

    /* A unit without the contest has no cells; the others keep their indices, and so their noise. */
    wanted.without = 2;
    release_case_make(&wanted, &m);
    CU_ASSERT_FALSE_FATAL(scr_failed(release_draw(&drawing, 0, &counts, NULL)));
    CU_ASSERT(counts.measured[2] == 10 - 4 && counts.measured[4] == 50 + 5 && counts.measured[7] == 80 + 2);
    release_counts_free(&counts);
    measurement_free(&m);
    release_bits_end(&drawing.bits);
}

/* Everything but turnout and measured totals; those below. Sums, signs, and exact fractions from the formula. */
UNIT_TEST(release_publish, processing_keeps_its_sums) {
    static const uint32_t parent[] = {0, 0, 0, 1, 1, 1, 2, 2};
    static const int64_t leaf_counts[] = {0, 9, 3, 0, 1, 30, 0, 0, 12, 2};
    static const bool zero[] = {true, false, false, false, false, false, true, false, true, false};
    static struct measurement_share shares[] = {
        {1, false, {1, 5}, {10, 1}}, {2, false, {2, 5}, {5, 1}}, {3, false, {2, 5}, {5, 1}}};
    for (uint32_t exact = 0; exact <= 2; exact++)
        for (int mechanism = RELEASE_TOYDOWN; mechanism <= RELEASE_TOPDOWN; mechanism++) {
            const struct release_case wanted = {.parent = parent,
                                                .units = 8,
                                                .options = 2,
                                                .exact_levels = exact,
                                                .leaf_counts = leaf_counts,
                                                .zero = mechanism == RELEASE_TOPDOWN && !exact ? zero : NULL,
                                                .shares = shares + exact,
                                                .share_count = 3 - exact};
            struct measurement m;
            struct release_drawing drawing;
            struct release_counts counts = {0};
            release_case_make(&wanted, &m);
            begin(&drawing, &m);
            CU_ASSERT_FALSE_FATAL(scr_failed(release_draw(&drawing, 0, &counts, NULL)));
            CU_ASSERT_FALSE_FATAL(
                scr_failed(release_process(&drawing, 0, (enum release_mechanism)mechanism, &counts, NULL)));
            const struct release_hierarchy *tree = &m.contests[0].tree;
            for (uint32_t cell = 0; cell < 16; cell++) {
                uint32_t unit = cell / 2;
                long double value = counts.whole
                                        ? (long double)counts.whole[cell]
                                        : (long double)counts.fractions[cell].p / (long double)counts.fractions[cell].q;
                long double sum = 0;
                for (uint32_t i = 0; i < tree->children[unit]; i++) {
                    uint32_t child = (tree->first_child[unit] + i) * 2 + cell % 2;
                    sum += counts.whole
                               ? (long double)counts.whole[child]
                               : (long double)counts.fractions[child].p / (long double)counts.fractions[child].q;
                }
                if (tree->children[unit]) CU_ASSERT(sum - value < 1e-12L && value - sum < 1e-12L);
                if (mechanism != RELEASE_TOYDOWN) CU_ASSERT(value >= 0);
                if (unit < tree->level_begin[exact]) CU_ASSERT(value == (long double)counts.measured[cell]);
            }
            if (wanted.zero) {
                bool *all = structural_zeros_make(&m.contests[0]);
                CU_ASSERT_FATAL(all != NULL);
                CU_ASSERT(!all[0] && !all[1] && all[4] && !all[5] && all[6] && all[12] && all[14]);
                for (uint32_t cell = 0; cell < 16; cell++)
                    if (all[cell]) CU_ASSERT_EQUAL(counts.whole[cell], 0);
                free(all);
            }
            if (mechanism == RELEASE_TOYDOWN && exact == 2) /* county 1 has 4 for option 1: a_i + (4 - sum a)/3 */
                CU_ASSERT((counts.measured[6] * 3 + 4 - counts.measured[6] - counts.measured[8] - counts.measured[10]) *
                              counts.fractions[6].q ==
                          3 * counts.fractions[6].p);
            release_counts_free(&counts);
            release_bits_end(&drawing.bits);
            measurement_free(&m);
        }
}

/* The least table of 14.3 among all, by plain enumeration: two children, two options, so one number decides. */
static void check_least(const struct measurement *m, struct release_drawing *drawing, int64_t weight, int64_t pull,
                        bool turnout) {
    const struct measurement_contest *contest = &m->contests[0];
    struct release_counts counts = {0};
    uint32_t word[4];
    CU_ASSERT_FALSE_FATAL(scr_failed(release_draw(drawing, 0, &counts, NULL)));
    CU_ASSERT_FALSE_FATAL(scr_failed(release_process(drawing, 0, RELEASE_TOPDOWN, &counts, NULL)));
    /* Words by the key's definition: contest 0, level 1, index 0; word o n + c. */
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_ties(&drawing->bits, &drawing->source, 0, 1, 0)));
    for (size_t i = 0; i < 4; i++) CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_word(&drawing->bits, &word[i])));
    int64_t p0 = contest->counts[0], p1 = contest->counts[1], best[2] = {INT64_MAX, INT64_MAX}, least[4] = {0};
    for (int64_t x = 0; x <= p0; x++)
        for (int64_t y = 0; y <= p1; y++) {
            const int64_t value[4] = {x, p0 - x, y, p1 - y}; /* option 1: child 1, 2; option 2 */
            if (turnout && x + y != contest->counts[2] + contest->counts[3]) continue;
            int64_t squares = 0, words = 0;
            for (size_t o = 0; o < 2; o++)
                for (size_t c = 0; c < 2; c++) {
                    int64_t off = value[o * 2 + c] - counts.measured[2 + c * 2 + o];
                    squares += weight * off * off;
                    words += (int64_t)word[o * 2 + c] * value[o * 2 + c];
                }
            for (size_t c = 0; pull && c < 2; c++) {
                int64_t off = value[c] + value[2 + c] - counts.totals[1 + c];
                squares += pull * off * off;
            }
            if (squares > best[0] || (squares == best[0] && words >= best[1])) continue;
            best[0] = squares;
            best[1] = words;
            memcpy(least, value, sizeof least);
        }
    for (size_t o = 0; o < 2; o++)
        for (size_t c = 0; c < 2; c++) CU_ASSERT_EQUAL(counts.whole[2 + c * 2 + o], least[o * 2 + c]);
    release_counts_free(&counts);
}

UNIT_TEST(release_publish, topdown_gives_the_least_table) {
    struct release_bits bits = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(release_bits_begin(&bits)));
    fixture_stream(&bits, 3);
    for (int round = 0; round < 120; round++) {
        static const uint32_t parent[] = {0, 0, 0};
        int64_t leaf_counts[4];
        for (size_t i = 0; i < 4; i++) leaf_counts[i] = (int64_t)fixture_below(&bits, 20);
        bool totals = round % 3 == 1, turnout = round % 3 == 2;
        /* Scales 5 and 7/2: inverse squares 1/25 : 4/49 = 49 : 100. */
        const struct release_case wanted = {.parent = parent,
                                            .units = 3,
                                            .options = 2,
                                            .exact_levels = 1,
                                            .complete = turnout,
                                            .leaf_counts = leaf_counts,
                                            .shares = star_shares,
                                            .share_count = totals ? 2 : 1};
        struct measurement m;
        struct release_drawing drawing;
        release_case_make(&wanted, &m);
        begin(&drawing, &m);
        drawing.base[0] = (uint8_t)round; /* other noise each time */
        check_least(&m, &drawing, totals ? 49 : 1, totals ? 100 : 0, turnout);
        release_bits_end(&drawing.bits);
        measurement_free(&m);
    }
    release_bits_end(&bits);
}

static bool fits(uint32_t exact, bool complete, struct measurement_share *shares, size_t count,
                 enum release_mechanism mechanism) {
    const struct release_case wanted = {.parent = star,
                                        .units = 5,
                                        .options = 2,
                                        .exact_levels = exact,
                                        .complete = complete,
                                        .leaf_counts = star_counts,
                                        .shares = shares,
                                        .share_count = count};
    struct measurement m;
    struct scr_diagnosis diagnosis = {0};
    release_case_make(&wanted, &m);
    scr_result result = release_processing_fits(&m, 0, mechanism, &diagnosis);
    CU_ASSERT(scr_failed(result) ? result.code == SCR_INPUT && diagnosis.count == 1 : !diagnosis.count);
    scr_diagnosis_free(&diagnosis);
    measurement_free(&m);
    return !scr_failed(result);
}

UNIT_TEST(release_publish, mechanisms_are_refused_where_the_statement_does_not_carry_them) {
    struct measurement_share both[] = {{2, false, {2, 5}, {5, 1}}, {2, true, {2, 7}, {7, 2}}};
    struct measurement_share root[] = {
        {1, false, {1, 5}, {10, 1}}, {2, false, {2, 5}, {5, 1}}, {2, true, {2, 7}, {7, 2}}};
    for (int mechanism = RELEASE_TOYDOWN; mechanism <= RELEASE_TOPDOWN; mechanism++) {
        CU_ASSERT(fits(1, false, both, 1, (enum release_mechanism)mechanism));
        CU_ASSERT_FALSE(fits(1, false, both + 1, 1, (enum release_mechanism)mechanism)); /* options not measured */
        CU_ASSERT_FALSE(fits(0, false, both, 1, (enum release_mechanism)mechanism));     /* nor at the root */
        CU_ASSERT(fits(0, true, root, 2, (enum release_mechanism)mechanism));
    }
    CU_ASSERT_FALSE(fits(1, false, both, 2, RELEASE_TOYDOWN));
    CU_ASSERT_FALSE(fits(1, false, both, 2, RELEASE_TOYDOWN_NONNEGATIVE));
    CU_ASSERT(fits(1, false, both, 2, RELEASE_TOPDOWN));
    CU_ASSERT_FALSE(fits(1, true, both, 2, RELEASE_TOPDOWN));  /* turnout binds already */
    CU_ASSERT_FALSE(fits(0, false, root, 3, RELEASE_TOPDOWN)); /* no exact level */
    both[1].scale = (struct release_scale){500, 7};            /* 1/25 : 49/250000 = 10000 : 49, above 4096 */
    CU_ASSERT_FALSE(fits(1, false, both, 2, RELEASE_TOPDOWN));
    both[1].scale = (struct release_scale){320, 1}; /* 4096 : 1 */
    CU_ASSERT(fits(1, false, both, 2, RELEASE_TOPDOWN));
    CU_ASSERT(fits(0, false, both + 1, 1, RELEASE_DISCRETE_LAPLACE));
}

/* Writes a release of these counts and replaces each number by one digit. */
static void layout(const int64_t *leaf_counts, uint32_t exact, enum release_mechanism mechanism,
                   struct scr_buffer *shape) {
    static struct measurement_share shares[] = {{1, false, {1, 5}, {10, 1}}, {2, false, {2, 5}, {5, 1}}};
    static const struct election election = {.id = "e", .name = "E", .date = "", .jurisdiction = ""};
    const struct release_case wanted = {.parent = star,
                                        .units = 5,
                                        .options = 2,
                                        .exact_levels = exact,
                                        .leaf_counts = leaf_counts,
                                        .shares = shares + exact,
                                        .share_count = 2 - exact};
    struct measurement m;
    struct release_drawing drawing;
    struct release_statements statements = {0};
    struct scr_buffer artifact = {0}, again = {0};
    uint64_t draws;
    release_case_make(&wanted, &m);
    begin(&drawing, &m);
    const struct release_artifact what = {.election = &election, .mechanism = mechanism, .drawing = &drawing};
    CU_ASSERT_FALSE_FATAL(
        scr_failed(release_artifact_write(&what, scr_xml_to_buffer, &artifact, &statements, &draws, NULL)));
    release_statements_free(&statements);
    CU_ASSERT_FALSE_FATAL(
        scr_failed(release_artifact_write(&what, scr_xml_to_buffer, &again, &statements, &draws, NULL)));
    CU_ASSERT(artifact.length == again.length && !memcmp(artifact.data, again.data, again.length));
    bool number = false;
    for (size_t i = 0; i < artifact.length; i++) {
        uint8_t c = artifact.data[i];
        bool digit = (c >= '0' && c <= '9') || c == '-' || c == '/';
        if (c == '/' && i && artifact.data[i - 1] == '<') digit = false;
        if (digit && number) continue;
        number = digit;
        CU_ASSERT_FALSE(scr_failed(scr_buffer_append(shape, digit ? (const uint8_t *)"0" : &c, 1)));
    }
    release_statements_free(&statements);
    scr_buffer_free(&artifact);
    scr_buffer_free(&again);
    release_bits_end(&drawing.bits);
    measurement_free(&m);
}

UNIT_TEST(release_publish, layout_tells_nothing_of_the_counts) {
    static const int64_t other[] = {1, 999, 0, 0, 0, 1, 123456, 2};
    for (uint32_t exact = 0; exact < 2; exact++)
        for (int mechanism = RELEASE_DISCRETE_LAPLACE; mechanism <= RELEASE_TOPDOWN; mechanism++) {
            struct scr_buffer one = {0}, two = {0};
            layout(star_counts, exact, (enum release_mechanism)mechanism, &one);
            layout(other, exact, (enum release_mechanism)mechanism, &two);
            CU_ASSERT(one.length == two.length && !memcmp(one.data, two.data, one.length));
            CU_ASSERT(one.length > 500);
            scr_buffer_free(&one);
            scr_buffer_free(&two);
        }
}
