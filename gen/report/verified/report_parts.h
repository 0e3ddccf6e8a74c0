/* report_parts.h: what the parts of the report's page share: words in its language, names, verdicts, cuts. */
#ifndef GEN_REPORT_VERIFIED_REPORT_PARTS_H
#define GEN_REPORT_VERIFIED_REPORT_PARTS_H

#include "gen/report/page.h"
#include "gen/report/verified/report.h"

struct report {
    struct page page;
    const struct report_request *request;
    size_t details_left, pictures_left; /* bytes */
    size_t figures;                     /* so far: their number makes ids */
};

/* A number with the separators of the language; `text` is the array. */
struct report_number {
    char text[40];
};
struct report_number report_number(const struct report *report, uint64_t value);

/* Words as they stand. */
void report_say(struct report *report, enum report_word word);
/* Words with {1}, {2}, .. replaced by the strings that follow, escaped; the list ends with NULL. */
void report_say_with(struct report *report, enum report_word word, ...) __attribute__((sentinel));
/* The same to a buffer as plain text, without escaping: for titles that are escaped later. The words have no tags. */
SCR_MUST_CHECK scr_result report_text_with(const struct report *report, enum report_word word, struct scr_buffer *out,
                                           ...) __attribute__((sentinel));

/* <tag>words</tag>. */
void report_element(struct report *report, const char *tag, enum report_word word);
/* <th scope="col">words</th>. */
void report_column(struct report *report, enum report_word word);
/* The words for a verdict with its sign, which colour only repeats. */
void report_verdict(struct report *report, enum verdict_of verdict);
/* A sentence of the verifier, in English whatever the page's language, cut to what there is room for. */
void report_detail(struct report *report, const char *detail);

/* "test deck", as a word; HTML. */
const char *report_kind(const char *kind, enum language language);
/* One sentence on what such a file is; NULL for a kind that has none. */
const char *report_kind_about(const char *kind, enum language language);
/* The position of a kind among those known, which is the order in which they are listed; REPORT_KINDS if unknown. */
size_t report_kind_position(const char *kind);
const char *report_kind_at(size_t position);
#define REPORT_KINDS ((size_t)13)

/* Parts of the page, in order. */
void report_headlines(struct report *report);
void report_about(struct report *report);
void report_attention(struct report *report);
void report_files(struct report *report);
void report_not_proved(struct report *report);
void report_repeat(struct report *report);
void report_digests(struct report *report);

/* Pictures and facts of one file, in front of its checks. Nothing without inputs. */
void report_pictures(struct report *report, const struct verdict_file *file);
/* The drawers behind it append to a page whose buffer is their own: SCR_INPUT: not of its form; SCR_LIMIT: too large;
 * SCR_STORE: a file it rests on is missing; then nothing of it is used. */
typedef scr_result report_drawer(struct report *report, const struct verdict_file *file, const char *path);
report_drawer report_draw_deck, report_draw_tree, report_draw_audit, report_draw_release, report_draw_impact,
    report_draw_facts;

#endif
