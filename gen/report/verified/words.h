/* words.h: every sentence of the report's page, in each language.
 *
 * Words are HTML of ours: names from files go into the places {1} to {9}, escaped (report_say). A unit test compares
 * the languages: no entry missing, the same places, the same tags. */
#ifndef GEN_REPORT_VERIFIED_WORDS_H
#define GEN_REPORT_VERIFIED_WORDS_H

#include <stdbool.h>

enum language { ENGLISH, SPANISH, LANGUAGES };

/* "en", "es". */
const char *language_code(enum language language);
bool language_parse(const char *code, enum language *language);
/* What stands between groups of three digits. */
const char *language_thousands(enum language language);

#define REPORT_WORDS(X)                                                                                                \
    /* head */                                                                                                         \
    X(W_TITLE)                                                                                                         \
    X(W_INTRO)                                                                                                         \
    X(W_HOW_TO_READ)                                                                                                   \
    X(W_NO_OPINION) /* verdicts */                                                                                     \
    X(W_HOLDS)                                                                                                         \
    X(W_REFUTED)                                                                                                       \
    X(W_UNDECIDED) X(W_COUNTS) /* headlines */                                                                         \
        X(W_RESULT) X(W_ARITHMETIC) X(W_ARITHMETIC_ASKS) X(W_ARITHMETIC_HOLDS) X(W_ARITHMETIC_UNDECIDED)               \
            X(W_ARITHMETIC_REFUTED) X(W_PROVENANCE) X(W_PROVENANCE_ASKS) X(W_PROVENANCE_HOLDS)                         \
                X(W_PROVENANCE_UNDECIDED) X(W_PROVENANCE_REFUTED) X(W_ORDER_UNDECIDED) X(W_ORDER_REFUTED)              \
                    X(W_ADDITIONS_REFUTED) X(W_REPORTED) X(W_REPORTED_ASKS) X(W_REPORTED_HOLDS)                        \
                        X(W_REPORTED_UNDECIDED) X(W_REPORTED_REFUTED) X(W_COL_QUESTION) X(W_COL_ANSWER)                \
                            X(W_COL_HEADLINE) /* what it is about */                                                   \
        X(W_ABOUT) X(W_ELECTION) X(W_ELECTION_UNKNOWN) X(W_JURISDICTION) X(W_DATE) X(W_IDENTIFIER) X(W_SIGNED)         \
            X(W_NOT_SIGNED) X(W_NO_SIGNER_CHECK) X(W_PROGRAM) X(W_VERDICT_FILE) X(W_FILES_COMPARED)                    \
                X(W_FILES_NOT_COMPARED) X(W_BESIDE_NOT_COMPARED) X(W_BY_KIND) X(W_COL_KIND)                            \
                    X(W_COL_FILES) /* what stands out */                                                               \
        X(W_REFUTED_HEAD) X(W_REFUTED_INTRO) X(W_NOTHING_REFUTED) X(W_UNDECIDED_HEAD) X(W_UNDECIDED_INTRO)             \
            X(W_NOTHING_UNDECIDED) X(W_IN_FILES) X(W_IN_FILE) X(W_MORE_REFUTED) /* file by file */                     \
        X(W_CHECKS_HEAD) X(W_CHECKS_INTRO) X(W_FILES_CUT) X(W_CHECKS_OF) X(W_COL_CHECK) X(W_COL_VERDICT)               \
            X(W_COL_MEANING) X(W_COL_DETAIL) X(W_UNKNOWN_CHECK) X(W_NO_CHECKS) X(W_NOTES) X(W_DETAIL_CUT)              \
                X(W_DETAIL_LEFT_OUT) X(W_DIGEST) X(W_NO_PICTURE_FORM) X(W_NO_PICTURE_ROOM) X(W_NO_PICTURE_SIZE)        \
                    X(W_NO_PICTURE_MISSING) X(W_FACTS) /* facts of small artifacts */                                  \
        X(W_FACT_CONTESTS) X(W_FACT_CANDIDATES) X(W_FACT_STYLES) X(W_FACT_SOURCE) X(W_FACT_BALLOTS) X(W_FACT_BATCHES)  \
            X(W_FACT_DRAW) X(W_FACT_PLACE) X(W_FACT_TIME) X(W_FACT_BEACON) X(W_FACT_SEED) X(W_FACT_WITNESSES)          \
                X(W_FACT_KEYS) X(W_FACT_RELEASE) X(W_FACT_LEVELS) X(W_FACT_UNITS) X(W_FACT_EXACT) X(W_FACT_SPENT)      \
                    X(W_FACT_TOTAL) X(W_FACT_PUBLICATIONS) X(W_FACT_WITHDRAWALS) X(W_FACT_LAST_HASH)                   \
                        X(W_FACT_LAST_DATE) X(W_FACT_MORE) /* decks */                                                 \
        X(W_DECK_FACTS) X(W_DECK_TITLE) X(W_DECK_DESC) X(W_DECK_CAPTION) X(W_DECK_CUT) X(W_DECK_PART) X(W_TOTAL)       \
            X(W_BALLOT) X(W_TOTALS_CAPTION) X(W_COL_TARGET) X(W_COL_CANDIDATE) X(W_COL_VOTES) X(W_CONTEST_ROW)         \
                X(W_OVERVOTES_ROW) /* trees */                                                                         \
        X(W_TREE_CAPTION_PLAN) X(W_TREE_CAPTION_AUDIT) X(W_TREE_ENGLISH) X(W_VOTES_CAPTION) X(W_TPT_WINNER)            \
            X(W_MOST_VOTES) X(W_PLAN_SIZE) X(W_MISSING_ROW) X(W_CODE) X(W_AUDIT_RESULT) X(W_AUDIT_EXAMINED)            \
                X(W_NO_VALUE) X(W_NO_LEGAL_FORCE) X(W_RESULT_CONFIRMED) X(W_RESULT_CHANGED)                            \
                    X(W_RESULT_NOT_CONFIRMABLE) X(W_RESULT_UNFINISHED) /* releases */                                  \
        X(W_RELEASE_MECHANISM) X(W_RELEASE_EXACT) X(W_RELEASE_CONTEST) X(W_RELEASE_TITLE) X(W_RELEASE_DESC)            \
            X(W_RELEASE_CAPTION) X(W_RELEASE_ACCURACY) X(W_RELEASE_TABLE) X(W_RELEASE_CELL) X(W_RELEASE_CUT)           \
                X(W_RELEASE_CONTESTS_CUT) X(W_COL_PRECINCT) X(W_RELEASE_AXIS) X(W_RELEASE_DETERMINED) /* impact */     \
        X(W_IMPACT_INTRO) X(W_IMPACT_CAPTION) X(W_COL_NUMBER) X(W_IMPACT_EPSILON)                                      \
            X(W_IMPACT_PICTURES)                                                             /* what is not proved */  \
        X(W_NOT_PROVED_HEAD) X(W_NOT_PROVED_INTRO) X(W_NOT_PROVED_NONE) X(W_NOT_PROVED_PAGE) /* to repeat it */        \
        X(W_REPEAT_HEAD) X(W_REPEAT_VERIFY) X(W_REPEAT_OPTIONS) X(W_REPEAT_RUN) X(W_REPEAT_REPORTED)                   \
            X(W_REPEAT_SEALED) X(W_REPEAT_PAGE) X(W_REPEAT_STOCK) X(W_REPEAT_STOCK_READ) X(W_REPEAT_CUT)               \
                X(W_FILES_HEAD) X(W_FILES_INTRO) X(W_COL_FILE) X(W_OTHERS_HEAD) X(W_OTHERS_INTRO) X(W_HASHES_CUT)      \
                    X(W_SPECIFICATION) X(W_NO_DIGEST) X(W_TAG_DIGEST)

enum report_word {
#define X(name) name,
    REPORT_WORDS(X)
#undef X
        REPORT_WORD_COUNT
};

/* Never NULL. */
const char *report_words(enum report_word word, enum language language);

/* The table behind it. */
extern const char *const words_en[REPORT_WORD_COUNT], *const words_es[REPORT_WORD_COUNT];

#endif
