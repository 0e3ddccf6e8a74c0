/* page_words.c: rule, mechanism, guarantee and limits of an impact statement in words for people who decide. */
#include "gen/impact/page_parts.h"

const struct impact_words *impact_words(enum impact_decision decision) {
    static const struct impact_words words[] = {
        {"language coverage", "jurisdictions", "covered jurisdictions",
         "it keeps its coverage in at least 95 % of the "
         "trials"},
        {"shares of funds", "districts", "districts to which something is due",
         "it receives at least 99 % of what is due to it, on average over the trials"},
        {"seats of a house", "states", "states", "it has fewer seats than without noise in at most 5 % of the trials"}};
    return &words[decision];
}

void impact_page_rule(struct page *page, const struct impact_study *study) {
    const struct impact_parameters *parameters = study->parameters;
    switch (study->table->decision) {
    case IMPACT_COVERAGE:
        page_html(page,
                  "A jurisdiction must offer ballots and help in a minority's language (section 203 of the "
                  "Voting Rights Act) when more than 10,000 or more than 5 % of its citizens of voting age belong "
                  "to the language group and have limited English, and more than ");
        impact_page_number(page, (impact_signed)(100 * parameters->illiteracy.p), parameters->illiteracy.q, 2);
        page_html(page, " % of these have not finished fifth grade. Without noise ");
        page_count(page, study->covered);
        page_html(page, " are covered, ");
        page_count(page, study->count - study->covered);
        page_html(page, " are not");
        break;
    case IMPACT_FUNDS:
        page_html(page, "Money is shared among districts in proportion to the children counted in each, times a weight "
                        "(the state's expenditure per pupil). Counts that noise makes negative count as 0");
        break;
    case IMPACT_SEATS:
        page_count(page, parameters->house);
        page_html(page,
                  " seats are shared among states in proportion to their populations; each quota is rounded, with "
                  "at least one seat. Without noise that gives ");
        page_count(page, study->seats);
        page_html(page, " seats");
        break;
    }
}

void impact_page_mechanism(struct page *page, const struct impact_study *study) {
    const struct impact_parameters *parameters = study->parameters;
    page_html(page, "<strong>");
    page_html(page, impact_mechanism_name(parameters->mechanism));
    page_html(page, "</strong>: ");
    switch (parameters->mechanism) {
    case IMPACT_LAPLACE:
        page_html(page, "each count gets random noise of its own (discrete Laplace) of scale ");
        page_html(page, study->table->decision == IMPACT_COVERAGE ? "3/epsilon, since one person can be in three counts"
                                                                  : "1/epsilon");
        break;
    case IMPACT_D_LAPLACE:
        page_html(page,
                  "the people of a jurisdiction are split into three groups with nobody in two of them, each "
                  "group's count gets random noise (discrete Laplace) of scale 1/epsilon, and the groups are added "
                  "up again");
        break;
    case IMPACT_DAWA_SOUND:
    case IMPACT_DAWA_PUBLISHED:
        page_html(page,
                  "neighbouring rows that look alike are counted together with noise and the sum is spread evenly "
                  "among them; choosing the groups takes ");
        impact_page_epsilon(page, parameters->rho);
        page_html(page, " of epsilon");
        break;
    }
}

void impact_page_guarantee(struct page *page, const struct impact_study *study) {
    page_html(page,
              study->parameters->mechanism == IMPACT_DAWA_PUBLISHED
                  ? "<strong>None</strong>"
                  : "Whatever would be published would be at most e<sup>epsilon</sup> times as likely, or as "
                    "unlikely, had any one person not been counted (differential privacy). It holds for one release "
                    "of this one table; each further release about the same people adds its own epsilon");
    page_html(page,
              ". The table used here is public already: this noise protects nobody, it shows what such noise does");
}

/* The greatest r with r^2 <= n; n is at most 10^12. */
static uint64_t square_root(uint64_t n) {
    uint64_t root = 0;
    for (uint64_t bit = UINT64_C(1) << 20; bit; bit >>= 1)
        if ((root + bit) * (root + bit) <= n) root += bit;
    return root;
}

void impact_page_limits(struct page *page, const struct impact_study *study, const char *hex) {
    uint32_t trials = study->parameters->trials;
    page_html(page, "<h2>What this does not prove</h2>\n<ul>\n"
                    "<li>That the seed was not chosen among many for pleasing results. It should have been announced "
                    "beforehand, or drawn in public.</li>\n"
                    "<li>That the table is the true one. Its files are named above by their SHA-256.</li>\n"
                    "<li>That a later release will use this mechanism and one of these epsilons.</li>\n"
                    "<li>What would happen with other epsilons than those that were tried, or with another rule.</li>\n"
                    "<li>Exact probabilities: a share found in ");
    page_count(page, trials);
    page_html(page, " trials can be off by chance, seldom by more than ");
    /* Two standard errors of a share of a half: 100 / sqrt(N) per cent. */
    impact_page_number(page, 100000, square_root(UINT64_C(1000000) * trials), 1);
    page_html(page,
              " percentage points. The worst off are picked from many by what befell them here, so chance makes "
              "them look somewhat worse than they are.</li>\n</ul>\n"
              "<h2>How to check it</h2>\n<p>The numbers of record are those of <code>impact.xml</code>, from which "
              "this page was made; <code>rows.csv</code> has them row by row. Its SHA-256 is<br><code>");
    page_html(page, hex);
    page_html(page, "</code></p>\n<p>These commands show the digest, and make every trial again (with "
                    "<code>--sample 100</code> only a hundred, chosen at random):</p>\n"
                    "<p><code>sha256sum impact.xml</code><br><code>scrutineer-verify impact.xml</code></p>\n");
}
