/* test_release_ledger.c: the ledger's chain, what it adds up to, and the limit. */
#include <string.h>

#include "gen/release/charge.h"
#include "import_case.h"
#include "unit.h"

static void announce(struct ledger *ledger, uint32_t release, const char *a, const char *ea, const char *b,
                     const char *eb) {
    struct ledger_loss losses[] = {{a, ea}, {b, eb}};
    const struct ledger_entry entry = {.kind = LEDGER_ANNOUNCE,
                                       .release = release,
                                       .digest = {{(uint8_t)release}},
                                       .losses = losses,
                                       .loss_count = b ? 2 : 1};
    CU_ASSERT_EQUAL_FATAL(ledger_append(ledger, &entry).code, SCR_DONE);
}

static bool intact(const struct ledger *ledger) {
    bool good = false;
    CU_ASSERT_EQUAL(ledger_intact(ledger, &good).code, SCR_DONE);
    return good;
}

static bool prints(const struct scr_rational *number, const char *expected) {
    struct scr_buffer text = {0};
    CU_ASSERT_EQUAL_FATAL(scr_rational_print(number, &text).code, SCR_DONE);
    bool same = !strcmp((const char *)text.data, expected);
    scr_buffer_free(&text);
    return same;
}

static void make(struct ledger *ledger) {
    const struct ledger_entry finish = {.kind = LEDGER_FINISH, .release = 1, .digest = {{9}}};
    struct ledger_loss loss = {"b", "unlimited"};
    const struct ledger_entry disclosure = {
        .kind = LEDGER_DISCLOSURE, .digest = {{7}}, .losses = &loss, .loss_count = 1};
    announce(ledger, 1, "a", "1/3", "b", "1/7");
    CU_ASSERT_EQUAL_FATAL(ledger_append(ledger, &finish).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(ledger_append(ledger, &disclosure).code, SCR_DONE);
    announce(ledger, 2, "c", "1/2", "a", "2");
}

/* Every field of every entry is under the chain: whatever is changed, it shows. */
UNIT_TEST(release_ledger, chain_covers_everything) {
    struct ledger ledger = {0};
    make(&ledger);
    CU_ASSERT(intact(&ledger));
    for (size_t i = 0; i < ledger.count; i++) {
        struct ledger_entry *entry = &ledger.entries[i], was = *entry;
        entry->digest.bytes[31] ^= 1;
        CU_ASSERT(!intact(&ledger));
        *entry = was;
        entry->hash.bytes[0] ^= 1;
        CU_ASSERT(!intact(&ledger));
        *entry = was;
        entry->release++;
        CU_ASSERT(!intact(&ledger));
        *entry = was;
        entry->kind = entry->kind == LEDGER_FINISH ? LEDGER_ANNOUNCE : LEDGER_FINISH;
        CU_ASSERT(!intact(&ledger));
        *entry = was;
        for (size_t k = 0; k < entry->loss_count; k++) {
            struct ledger_loss loss = entry->losses[k];
            entry->losses[k].epsilon = "1/5";
            CU_ASSERT(!intact(&ledger));
            entry->losses[k] = loss;
            entry->losses[k].contest = "z";
            CU_ASSERT(!intact(&ledger));
            entry->losses[k] = loss;
        }
    }
    CU_ASSERT(intact(&ledger));
    /* An entry taken out of the middle breaks the chain; one taken off the end does not: the head tells that. */
    ledger.entries[1] = ledger.entries[2];
    CU_ASSERT(!intact(&ledger));
    ledger_free(&ledger);
}

UNIT_TEST(release_ledger, order_and_forms_are_checked) {
    static const struct {
        enum ledger_kind kind;
        uint32_t release;
        const char *epsilon;
    } wrong[] = {{LEDGER_ANNOUNCE, 2, "1/2"}, {LEDGER_ANNOUNCE, 1, "1/2"},        {LEDGER_FINISH, 3, NULL},
                 {LEDGER_FINISH, 2, "1/2"},   {LEDGER_ANNOUNCE, 3, "2/4"},        {LEDGER_ANNOUNCE, 3, "0"},
                 {LEDGER_ANNOUNCE, 3, "-1"},  {LEDGER_ANNOUNCE, 3, "unlimited"},  {LEDGER_DISCLOSURE, 0, "1/2"},
                 {LEDGER_ANNOUNCE, 3, NULL},  {LEDGER_DISCLOSURE, 3, "unlimited"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct ledger ledger = {0};
        struct ledger_loss loss = {"a", wrong[i].epsilon};
        const struct ledger_entry entry = {.kind = wrong[i].kind,
                                           .release = wrong[i].release,
                                           .losses = &loss,
                                           .loss_count = wrong[i].epsilon != NULL};
        make(&ledger);
        CU_ASSERT_EQUAL_FATAL(ledger_append(&ledger, &entry).code, SCR_DONE);
        CU_ASSERT(!intact(&ledger));
        ledger_free(&ledger);
    }
}

/* Sums in fractions, by hand: a 1/3 + 2 = 7/3, b 1/7, c 1/2. */
UNIT_TEST(release_ledger, sums_are_exact_by_style) {
    struct ledger ledger = {0};
    struct scr_rational *sum = NULL;
    const char *first[] = {"a", "b"}, *second[] = {"c"};
    struct ledger_style styles[] = {{"s1", first, 2}, {"s2", second, 1}};
    size_t worst = 9;
    bool unlimited;
    make(&ledger);
    CU_ASSERT_EQUAL_FATAL(scr_rational_new(&sum).code, SCR_DONE);
    CU_ASSERT_EQUAL(ledger_spent(&ledger, sum, &worst).code, SCR_DONE);
    CU_ASSERT(prints(sum, "125/42")); /* 98/42 + 6/42 + 21/42: all on one ballot */
    CU_ASSERT_EQUAL(worst, 0);        /* as many as there are styles */
    ledger.styles = styles;
    ledger.style_count = 2;
    CU_ASSERT_EQUAL(ledger_spent(&ledger, sum, &worst).code, SCR_DONE);
    CU_ASSERT(prints(sum, "52/21"));
    CU_ASSERT_EQUAL(worst, 0);
    CU_ASSERT_EQUAL(ledger_spent_by(&ledger, 1, sum).code, SCR_DONE);
    CU_ASSERT(prints(sum, "1/2"));
    /* A contest that no style lists counts in every style. */
    styles[0].count = 1;
    CU_ASSERT_EQUAL(ledger_spent_by(&ledger, 1, sum).code, SCR_DONE);
    CU_ASSERT(prints(sum, "9/14"));
    CU_ASSERT_EQUAL(ledger_spent(&ledger, sum, NULL).code, SCR_DONE);
    CU_ASSERT(prints(sum, "52/21"));
    CU_ASSERT_EQUAL(ledger_spent_on(&ledger, "b", sum, &unlimited).code, SCR_DONE);
    CU_ASSERT(unlimited && prints(sum, "1/7"));
    CU_ASSERT_EQUAL(ledger_spent_on(&ledger, "none", sum, &unlimited).code, SCR_DONE);
    CU_ASSERT(!unlimited && prints(sum, "0"));
    ledger.styles = NULL;
    ledger.style_count = 0;
    scr_rational_free(sum);
    ledger_free(&ledger);
}

UNIT_TEST(release_ledger, styles_are_cut_down_and_stand_once) {
    const struct candidate candidate = {.id = "x", .name = "X"};
    const struct contest contests[] = {{"a", "A", CONTEST_ORDINARY, 1, &candidate, 1},
                                       {"n", "N", CONTEST_ORDINARY, 1, &candidate, 1},
                                       {"c", "C", CONTEST_ORDINARY, 1, &candidate, 1}};
    const size_t all[] = {0, 1, 2}, two[] = {0, 2}, none[] = {1}, one[] = {2};
    const struct ballot_style styles[] = {
        {"s1", "", all, 3}, {"s2", "", two, 2}, {"s3", "", none, 1}, {"s4", "", one, 1}};
    const struct election election = {.contests = contests, .contest_count = 3, .styles = styles, .style_count = 4};
    struct ledger ledger = {0};
    make(&ledger);
    CU_ASSERT_EQUAL_FATAL(ledger_take_styles(&ledger, &election).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(ledger.style_count, 2);
    CU_ASSERT_STRING_EQUAL(ledger.styles[0].id, "s1");
    CU_ASSERT_EQUAL_FATAL(ledger.styles[0].count, 2);
    CU_ASSERT_STRING_EQUAL(ledger.styles[0].contests[1], "c");
    CU_ASSERT_STRING_EQUAL(ledger.styles[1].id, "s4");
    ledger_free(&ledger);
}

/* One contest of epsilon 1/2, add-remove: it costs 1 under substitution. */
static struct measurement_share share = {.level = 2, .epsilon = {1, 2}};
static struct measurement_contest contest = {.id = "a", .name = "A", .shares = &share, .share_count = 1};

UNIT_TEST(release_ledger, the_limit_holds_to_the_last_fraction) {
    static const struct {
        const char *budget;
        enum scr_code code;
    } cases[] = {{"1", SCR_DONE}, {"999999999/1000000000", SCR_STORE}, {"1.0", SCR_DONE}, {"2", SCR_DONE}};
    const struct measurement m = {
        .release = 1, .adjacency = MEASUREMENT_ADD_REMOVE, .contests = &contest, .contest_count = 1};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct ledger ledger = {0};
        const char *spent = NULL;
        CU_ASSERT_EQUAL_FATAL(charge_declare(&ledger, cases[i].budget, NULL).code, SCR_DONE);
        CU_ASSERT_EQUAL(charge_announce(&ledger, &m, NULL, false, &spent, NULL).code, cases[i].code);
        CU_ASSERT(cases[i].code != SCR_DONE || !strcmp(spent, "1"));
        ledger_free(&ledger);
    }
}

UNIT_TEST(release_ledger, the_limit_is_declared_once) {
    struct ledger ledger = {0};
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_EQUAL(charge_declare(&ledger, NULL, NULL).code, SCR_USAGE);
    CU_ASSERT_EQUAL(charge_declare(&ledger, "0", NULL).code, SCR_USAGE);
    CU_ASSERT_EQUAL(charge_declare(&ledger, "-1", NULL).code, SCR_USAGE);
    CU_ASSERT_EQUAL(charge_declare(&ledger, "1.5", NULL).code, SCR_DONE);
    CU_ASSERT_STRING_EQUAL(ledger.total, "3/2");
    CU_ASSERT_EQUAL(charge_declare(&ledger, "3/2", NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(charge_declare(&ledger, NULL, NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL(charge_declare(&ledger, "2", &diagnosis).code, SCR_STORE);
    CU_ASSERT(import_case_says(&diagnosis, "release", "cannot change"));
    scr_diagnosis_free(&diagnosis);
    ledger_free(&ledger);
}

UNIT_TEST(release_ledger, a_disclosed_contest_is_refused) {
    const struct measurement m = {.release = 1, .contests = &contest, .contest_count = 1};
    struct ledger_loss loss = {"a", "unlimited"};
    const struct ledger_entry disclosure = {.kind = LEDGER_DISCLOSURE, .losses = &loss, .loss_count = 1};
    struct scr_diagnosis diagnosis = {0};
    struct ledger ledger = {0};
    const char *spent;
    CU_ASSERT_EQUAL_FATAL(charge_declare(&ledger, "3", NULL).code, SCR_DONE);
    CU_ASSERT_EQUAL_FATAL(ledger_append(&ledger, &disclosure).code, SCR_DONE);
    CU_ASSERT_EQUAL(charge_announce(&ledger, &m, NULL, false, &spent, &diagnosis).code, SCR_STORE);
    CU_ASSERT(import_case_says(&diagnosis, "release", "--after-disclosure"));
    CU_ASSERT_EQUAL(ledger.count, 1);
    CU_ASSERT_EQUAL(charge_announce(&ledger, &m, NULL, true, &spent, NULL).code, SCR_DONE);
    CU_ASSERT_STRING_EQUAL(spent, "1/2");
    CU_ASSERT(intact(&ledger));
    scr_diagnosis_free(&diagnosis);
    ledger_free(&ledger);
}
