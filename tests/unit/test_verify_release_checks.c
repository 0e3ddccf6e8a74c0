/* test_verify_release_checks.c: DPR-11 to DPR-19 of whole files, each broken on purpose. */
#include <string.h>

#include "test_verify_release_fixture.h"
#include "unit.h"

/* Measured 33 and 13 votes in sum, exact 30 and 12. By hand: shifts -1 and -1/3; with the floor -1 and, for the second
 * option, tau = 3/2 from the two precincts that stay above it. */
#define MEASURED .options = 2, .exact = "30 12", .measured = "14 3;9 12;10 -2"
#define LAPLACE MEASURED, .mechanism = "discrete-laplace"
#define TOYDOWN MEASURED, .mechanism = "toydown", .published = "13 8/3;8 35/3;9 -7/3"
#define FLOORED MEASURED, .mechanism = "toydown-nonnegative", .published = "13 3/2;8 21/2;9 0"

#define EXPECT(words, ...) CU_ASSERT_STRING_EQUAL(release_open(&(struct release_text){__VA_ARGS__}), words)
#define CHANGED(words, base, from, to) EXPECT(words, base, .old = from, .new = to)
/* TopDown's least table beside a Share total of this loss and scale, in place of the fixture's scale of 5. */
#define TOPDOWN .options = 1, .exact = "42", .measured = "17;21;4", .published = "17;21;4", .mechanism = "topdown"
#define CHANGED_TOTAL(loss, wide, words)                                                                               \
    EXPECT(words, TOPDOWN, .statement_old = "Epsilon=\"2/5\" Scale=\"5\"/>\n    </Contest>",                           \
           .statement_new =                                                                                            \
               "Epsilon=\"2\" Scale=\"1\"/>\n      <Share Level=\"2\" Histogram=\"total\" Epsilon=\"" loss             \
               "\" Scale=\"" wide "\"/>\n    </Contest>",                                                              \
           .old = "    <Counts Level=\"2\" Kind=\"published\">",                                                       \
           .new = "    <Counts Level=\"2\" Kind=\"measured-total\">\n      <Row>17</Row>\n      <Row>21</Row>\n"       \
                  "      <Row>4</Row>\n    </Counts>\n    <Counts Level=\"2\" Kind=\"published\">")

UNIT_TEST(verify_release_checks, as_they_must_be) {
    EXPECT("", LAPLACE);
    EXPECT("", TOYDOWN);
    EXPECT("", FLOORED);
}

/* 1 and 11 are as close as 2 and 10: the public words take one of them, nothing else is the least. */
UNIT_TEST(verify_release_checks, topdown) {
    static const char *const tables[] = {"13 1;8 11;9 0", "13 2;8 10;9 0", "13 3;8 9;9 0", "12 1;9 11;9 0"};
    bool holds[4];
    for (size_t i = 0; i < 4; i++)
        holds[i] = !*release_open(&(struct release_text){MEASURED, .mechanism = "topdown", .published = tables[i]});
    CU_ASSERT(holds[0] != holds[1] && !holds[2] && !holds[3]);
    EXPECT("DPR-12 undecided, DPR-15 undecided", MEASURED, .mechanism = "topdown", .published = tables[0],
           .without = 2);
    EXPECT("DPR-12 undecided, DPR-15 refuted", MEASURED, .mechanism = "topdown", .published = tables[2], .without = 2);
    EXPECT("DPR-15 undecided, DPR-16 refuted", MEASURED, .mechanism = "topdown", .published = "13 2;8 9;9 0");
    EXPECT("DPR-15 undecided, DPR-16 refuted", MEASURED, .mechanism = "topdown", .published = "13 2;8 11;9 -1");
}

UNIT_TEST(verify_release_checks, dpr11) {
    CHANGED("DPR-11 refuted", LAPLACE, "precinct-release</Purpose>", "seed-record</Purpose>");
    CHANGED("DPR-11 refuted", LAPLACE, "election-official", "observer");
    CHANGED("DPR-11 refuted", LAPLACE, "    <Accuracy", "   <Accuracy");
    CHANGED("DPR-11 refuted", LAPLACE, "0.310025", "0.31002");
    CHANGED("DPR-11 refuted", LAPLACE, "0.310025", "1.000001");
    CHANGED("DPR-11 refuted", LAPLACE, "0.689975", "1.000001");
    CHANGED("DPR-11 refuted", LAPLACE, "Kind=\"seed-record\"", "Kind=\"plurality-tree\"");
}

UNIT_TEST(verify_release_checks, dpr12) {
    EXPECT("DPR-12 undecided", LAPLACE, .without = 1);
    CU_ASSERT_STRING_EQUAL(release_detail("DPR-13"), "");
    EXPECT("DPR-12 undecided", LAPLACE, .without = 2);
    EXPECT("DPR-12 refuted", LAPLACE,
           .seed_rests_on = "2222222222222222222222222222222222222222222222222222222222222222");
    CHANGED("DPR-12 refuted", LAPLACE, "Election Id=\"e\"", "Election Id=\"f\"");
}

UNIT_TEST(verify_release_checks, dpr13) {
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>14 3</Row>", "<Row>14 03</Row>");
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>14 3</Row>", "<Row>14 +3</Row>");
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>14 3</Row>", "<Row>14  3</Row>");
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>14 3</Row>", "<Row>14 3 </Row>");
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>14 3</Row>", "<Row>14 3 1</Row>");
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>14 3</Row>", "<Row>14</Row>");
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>14 3</Row>", "<Row>14 -0</Row>");
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>14 3</Row>", "<Row>14 6/2</Row>");
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>14 3</Row>", "<Row>14 1099511627777</Row>");
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>14 3</Row>", "<Row>14 99999999999999999999999</Row>");
    CHANGED("DPR-13 refuted", LAPLACE, "      <Row>14 3</Row>\n", "");
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>30 12</Row>", "<Row>-30 12</Row>");
    CU_ASSERT_PTR_NOT_NULL(strstr(release_detail("DPR-13"), "is negative"));
    CHANGED("DPR-13 refuted", LAPLACE, "Kind=\"measured\"", "Kind=\"published\"");
    CHANGED("DPR-13 refuted", LAPLACE, "ContestId=\"c\"", "ContestId=\"d\"");
    CHANGED("DPR-13 refuted", LAPLACE, "\"discrete-laplace\"", "\"topdown\"");
    CHANGED("DPR-13 refuted", TOYDOWN, "\"toydown\"", "\"discrete-laplace\"");
    CHANGED("DPR-13 refuted", TOYDOWN, "8/3", "16/6");
    CHANGED("DPR-13 refuted", TOYDOWN, "8/3", "8/1");
    CHANGED("DPR-13 refuted", TOYDOWN, "8/3", "8/0");
    CHANGED("DPR-13 refuted", TOYDOWN, "8/3", "8/");
    CHANGED("DPR-13 refuted", TOYDOWN, "8/3", "4398046511105/3");
    CHANGED("DPR-13 undecided", TOYDOWN, "8/3", "8/99999999999999999999999");
    /* Every character, sign and size that a number may not have. */
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>14 3</Row>", "<Row>14 a</Row>");
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>14 3</Row>", "<Row>14 3a</Row>");
    CHANGED("DPR-13 refuted", LAPLACE, "<Row>30 12</Row>", "<Row>-1099511627777 12</Row>");
    CU_ASSERT_PTR_NOT_NULL(strstr(release_detail("DPR-13"), "is larger than 2^40"));
    CHANGED("DPR-13 refuted", TOYDOWN, "8/3", "-0/3");
    CU_ASSERT_PTR_NOT_NULL(strstr(release_detail("DPR-13"), "is no fraction in lowest terms"));
    CHANGED("DPR-13 undecided", TOYDOWN, "8/3", "99999999999999999999999/3");
    CHANGED("DPR-13 undecided", TOYDOWN, "8/3", "99999999999999999999999/99999999999999999999998");
    CHANGED("DPR-13 refuted", TOYDOWN, "8/3</Row>\n      <Row>8 35/3",
            "8/99999999999999999999999</Row>\n      <Row>8 035/3");
    /* Scales 64 and 65 times that of the options: the weight may be 4096 at most. */
    CHANGED_TOTAL("1/64", "64", "DPR-17 refuted");
    CHANGED_TOTAL("1/65", "65", "DPR-13 refuted, DPR-17 refuted");
    CU_ASSERT_PTR_NOT_NULL(strstr(release_detail("DPR-13"), "needs weights of at most 4096"));
    /* The loss of the share is not in the guarantee either. */
    EXPECT("DPR-13 refuted, DPR-17 refuted", TOYDOWN, .statement_old = "    </Contest>\n",
           .statement_new =
               "      <Share Level=\"2\" Histogram=\"total\" Epsilon=\"1/5\" Scale=\"5\"/>\n    </Contest>\n");
}

UNIT_TEST(verify_release_checks, dpr14) {
    static const char *const turnout[] = {"42", "17", "21", "4"}, *const one_more[] = {"43", "17", "21", "5"};
    EXPECT("", LAPLACE, .turnout = turnout);
    EXPECT("DPR-14 refuted, DPR-18 undecided", LAPLACE, .turnout = one_more);
}

UNIT_TEST(verify_release_checks, dpr15_and_dpr16) {
    EXPECT("DPR-15 refuted", MEASURED, .mechanism = "toydown", .published = "14 8/3;7 35/3;9 -7/3");
    EXPECT("DPR-15 undecided, DPR-16 refuted", MEASURED, .mechanism = "toydown", .published = "14 8/3;8 35/3;9 -7/3");
    EXPECT("DPR-15 refuted", MEASURED, .mechanism = "toydown-nonnegative", .published = "13 1/2;8 21/2;9 1");
    EXPECT("DPR-15 undecided, DPR-16 refuted", MEASURED, .mechanism = "toydown-nonnegative",
           .published = "13 8/3;8 35/3;9 -7/3");
    EXPECT("DPR-15 undecided, DPR-16 refuted", MEASURED, .mechanism = "toydown-nonnegative",
           .published = "13 1/2;8 19/2;9 0");
}

UNIT_TEST(verify_release_checks, dpr17) {
    static const char *const changes[][2] = {
        {"ExchangeEpsilon=\"4/5\"", "ExchangeEpsilon=\"2/5\""},
        {"Guarantee Epsilon=\"\"", "Guarantee Epsilon=\"2/5\""},
        {"0.310025", "0.310024"},
        {"0.310025", "0.310026"},
        {"0.689975", "0.689974"},
        {"0.689975", "0.689976"},
        {"CountError95=\"15\"", "CountError95=\"14\""},
        {"CountError95=\"15\"", "CountError95=\"16\""},
        {"Accuracy Level=\"2\" C", "Accuracy Level=\"1\" C"},
        {"Units=\"3\"", "Units=\"2\""},
        {"Level=\"1\" Units", "Level=\"2\" Units"},
        {"Error95=\"14\"/>", "Error95=\"15\"/>"},
        {"\"0.310025\"", "\"0.000000\""},
        {"MarginError95=\"21\"/>\n",
         "MarginError95=\"21\"/>\n    <Accuracy Level=\"1\" CountError95=\"15\" MarginError95=\"21\"/>\n"},
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++)
        CHANGED("DPR-17 refuted", LAPLACE, changes[i][0], changes[i][1]);
}

UNIT_TEST(verify_release_checks, dpr18) {
    static const char zero[] = "      <StructuralZero Option=\"1\" Units=\"1-2\"/>\n      <Share";
    static const char one_more[] = "    <Determined Level=\"2\" Option=\"1\" Units=\"1-3\"/>\n"
                                   "    <Determined Level=\"2\" Option=\"2\" Units=\"1\"/>\n  </ContestCounts>";
    static const char *const lists[] = {
        "    <Determined Level=\"2\" Option=\"1\" Units=\"1-3\"/>\n  </ContestCounts>",
        "    <Determined Level=\"2\" Option=\"1\" Units=\"1-2\"/>\n  </ContestCounts>",
        "    <Determined Level=\"2\" Option=\"1\" Units=\"1 2 3\"/>\n  </ContestCounts>",
        "    <Determined Level=\"2\" Option=\"2\" Units=\"1-3\"/>\n  </ContestCounts>",
        one_more,
    };
    /* The first option is on the ballot in one precinct only, which therefore has all of its votes. */
    EXPECT("", LAPLACE, .statement_old = "      <Share", .statement_new = zero, .old = "  </ContestCounts>",
           .new = lists[0]);
    for (size_t i = 1; i < sizeof lists / sizeof *lists; i++)
        EXPECT("DPR-18 refuted", LAPLACE, .statement_old = "      <Share", .statement_new = zero,
               .old = "  </ContestCounts>", .new = lists[i]);
    EXPECT("DPR-18 refuted", LAPLACE, .statement_old = "      <Share", .statement_new = zero);
    CU_ASSERT_PTR_NOT_NULL(strstr(release_detail("DPR-18"), "P1"));
}

/* Precinct 2 does not have the contest: its neighbours are no range. (SumAccuracy is of two precincts then.) */
UNIT_TEST(verify_release_checks, dpr18_gap) {
    static const char *const lists[] = {
        "    <Determined Level=\"2\" Option=\"1\" Units=\"1 3\"/>\n  </ContestCounts>",
        "    <Determined Level=\"2\" Option=\"1\" Units=\"1-3\"/>\n  </ContestCounts>",
    };
    static const char *const words[] = {"DPR-17 refuted", "DPR-17 refuted, DPR-18 refuted"};
    for (size_t i = 0; i < 2; i++)
        EXPECT(words[i], .options = 2, .mechanism = "discrete-laplace", .exact = "0 12", .measured = "1 3;0 12",
               .statement_old = "Units=\"1-3\"", .statement_new = "Units=\"1 3\"", .old = "  </ContestCounts>",
               .new = lists[i]);
}

/* Ten sums of noise that are all 0: (1-q)/(1+q) to the 10th is about 10^-10. And a sum 400 off at scale 5. */
UNIT_TEST(verify_release_checks, dpr19) {
    static const char threes[] = "3 3 3 3 3 3 3 3 3 3";
    EXPECT("DPR-19 refuted", .options = 10, .mechanism = "discrete-laplace", .exact = threes,
           .measured = "1 1 1 1 1 1 1 1 1 1;1 1 1 1 1 1 1 1 1 1;1 1 1 1 1 1 1 1 1 1");
    EXPECT("", .options = 9, .mechanism = "discrete-laplace", .exact = "3 3 3 3 3 3 3 3 3",
           .measured = "1 1 1 1 1 1 1 1 2;1 1 1 1 1 1 1 1 1;1 1 1 1 1 1 1 1 1");
    EXPECT("DPR-19 refuted", .options = 2, .exact = "30 12", .mechanism = "discrete-laplace",
           .measured = "414 3;9 12;10 -2");
    EXPECT("DPR-19 refuted", .options = 2, .exact = "30 412", .mechanism = "discrete-laplace",
           .measured = "14 3;9 12;10 -2");
    CU_ASSERT_PTR_NOT_NULL(strstr(release_detail("DPR-19"), "sum to 399 less than the exact one"));
}

/* Another contest than the statement has, or the same one twice. */
UNIT_TEST(verify_release_checks, contests_too_many) {
    CHANGED("DPR-13 refuted", LAPLACE, "  </ContestCounts>\n",
            "  </ContestCounts>\n  <ContestCounts ContestId=\"d\">\n    <Counts Level=\"1\" Kind=\"exact\">\n"
            "      <Row>30 12</Row>\n    </Counts>\n    <Guarantee Epsilon=\"\" ExchangeEpsilon=\"4/5\" "
            "PosteriorLow=\"0.310025\" PosteriorHigh=\"0.689975\"/>\n  </ContestCounts>\n");
    CU_ASSERT_PTR_NOT_NULL(strstr(release_detail("DPR-13"), "2 contests instead of the 1 of the statement"));
    CU_ASSERT_STRING_EQUAL(release_detail("DPR-17"), "");
}
