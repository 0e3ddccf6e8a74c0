/* test_tree_draw.c: the picture of a tree: well-formed, escaped, with the nodes and bold lines that belong there. */
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/tree/draw.h"
#include "tree_case.h"
#include "unit.h"

static const char *const letters[] = {"A", "B", "C", "D"};

static size_t occurrences(const struct scr_buffer *svg, const char *text) {
    size_t count = 0;
    for (const char *at = (const char *)svg->data; at && (at = strstr(at, text)); at++) count++;
    return count;
}

static bool has(const struct scr_buffer *svg, const char *text) { return occurrences(svg, text) > 0; }

static bool well_formed(const struct scr_buffer *svg) {
    xmlDocPtr document = xmlReadMemory((const char *)svg->data, (int)svg->length, NULL, NULL,
                                       XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    xmlFreeDoc(document);
    return document != NULL;
}

static struct tree_picture picture_of(const struct tree_case *fixture) {
    return (struct tree_picture){.shape = &fixture->arrangement.shape,
                                 .values = fixture->tree.values,
                                 .entries = fixture->arrangement.entries,
                                 .ballots = fixture->arrangement.ballots,
                                 .candidates = fixture->tree.candidates,
                                 .names = letters,
                                 .title = "Mayor"};
}

/* The example of the paper: nine leaves B A B B B A B B A and a plan of four of them. */
UNIT_TEST(tree_draw, nine_ballots_of_the_paper) {
    static const uint8_t leaves[9] = {1, 0, 1, 1, 1, 0, 1, 1, 0}, ties[4] = {0};
    static const uint32_t plan[4] = {0, 2, 3, 4};
    static const uint64_t votes[2] = {3, 6};
    struct scr_buffer svg = {0};
    struct tree_case fixture;
    tree_case_fixed(&fixture, leaves, 9, 3, 2, ties);
    struct tree_picture picture = picture_of(&fixture);
    picture.marked = plan;
    picture.marked_count = 4;
    picture.established = true;
    picture.votes = votes;
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_draw(&picture, &svg)));
    CU_ASSERT(well_formed(&svg));
    CU_ASSERT_EQUAL(occurrences(&svg, "<line "), 12 + 1); /* the edges, and one above the legend */
    /* Bold: the root, two nodes, four leaves. */
    CU_ASSERT_EQUAL(occurrences(&svg, "stroke-width=\"4\""), 7);
    const char *bold = strstr((const char *)svg.data, "stroke-width=\"4.5\" stroke-linecap");
    size_t lines = 0;
    CU_ASSERT_PTR_NOT_NULL_FATAL(bold);
    for (const char *end = strstr(bold, "</g>"); (bold = strstr(bold, "<line ")) && bold < end; bold++) lines++;
    CU_ASSERT_EQUAL(lines, 6);
    CU_ASSERT(has(&svg, "Tree winner: B. Most votes: B, 6.") && has(&svg, "Bold: 4 ballots to examine by hand."));
    CU_ASSERT(has(&svg, "in the order of the leaves: 1, 3, 4, 5."));
    CU_ASSERT(has(&svg, "role=\"img\"") && has(&svg, "aria-labelledby=\"tree-title tree-description\""));
    CU_ASSERT(!has(&svg, ">tie<") && !has(&svg, "more ballots"));
    scr_buffer_free(&svg);
    tree_case_free(&fixture);
}

/* Names cannot leave their place; ties, blanks, unpublished values and discrepancies have their signs. */
UNIT_TEST(tree_draw, hostile_names_and_signs) {
    static const uint8_t leaves[4] = {0, 1, TREE_MISSING, TREE_MISSING}, ties[2] = {0};
    static const uint8_t reported[4] = {1, 1, TREE_MISSING, TREE_UNDISCLOSED};
    static const char *const names[2] = {"</text><script>x</script>\033[1m",
                                         "A \"name\" & so long that a page would not hold all of it in one line"};
    struct scr_buffer svg = {0};
    struct tree_case fixture;
    uint8_t values[8];
    tree_case_fixed(&fixture, leaves, 4, 3, 2, ties);
    memcpy(values, fixture.tree.values, fixture.arrangement.shape.nodes);
    values[fixture.arrangement.shape.internal + 3] = TREE_UNDISCLOSED;
    struct tree_picture picture = picture_of(&fixture);
    picture.values = values;
    picture.names = names;
    picture.title = "<&>\"'";
    picture.reported = reported;
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_draw(&picture, &svg)));
    CU_ASSERT(well_formed(&svg));
    CU_ASSERT(!has(&svg, "<script") && has(&svg, "&lt;script") && !has(&svg, "\033"));
    CU_ASSERT(has(&svg, "would not hold all of it in one line</title>") && has(&svg, "\xe2\x80\xa6</text>"));
    CU_ASSERT(has(&svg, "no valid vote: blank") && has(&svg, "not published") && has(&svg, ">tie</text>"));
    CU_ASSERT_EQUAL(occurrences(&svg, ">not B</text>"), 1);
    CU_ASSERT_EQUAL(occurrences(&svg, ">not "), 2); /* that and the legend's "not published" */
    scr_buffer_free(&svg);
    tree_case_free(&fixture);
}

/* Every ballot is drawn or counted below a triangle, whatever the size, and everything stays on the page. */
UNIT_TEST(tree_draw, all_sizes_fit_the_page) {
    static const size_t sizes[] = {1, 2, 3, 4, 9, 27, 44, 45, 46, 81, 243, 1000, 20000};
    uint64_t state = 3;
    for (size_t s = 0; s < 4 * (sizeof sizes / sizeof *sizes); s++) {
        size_t leaves = sizes[s / 4], drawn = 0, marked = 0, edges;
        struct scr_buffer svg = {0};
        struct tree_case fixture;
        uint32_t *plan = malloc(leaves * sizeof *plan);
        CU_ASSERT_PTR_NOT_NULL_FATAL(plan);
        tree_case_make(&fixture, &state, leaves, 2 + s % 4, 4);
        struct tree_picture picture = picture_of(&fixture);
        for (size_t leaf = 0; leaf < leaves && s % 3; leaf += 1 + tree_case_random(&state) % 40)
            plan[picture.marked_count++] = (uint32_t)leaf;
        picture.marked = plan;
        CU_ASSERT_FALSE_FATAL(scr_failed(tree_draw(&picture, &svg)));
        CU_ASSERT(well_formed(&svg));
        edges = occurrences(&svg, "<line ") - 1;
        CU_ASSERT(edges < 90 && (leaves > 1) == (edges > 0));
        /* The number below each triangle follows it; bold ones are of marked ballots. */
        for (const char *at = (const char *)svg.data; (at = strstr(at, " z\" fill=\"#ffffff\" stroke=")); at++) {
            const char *label = strchr(strstr(at, "<text"), '>') + 1;
            size_t count = 0;
            for (; *label != '<'; label++) count = *label == ',' ? count : count * 10 + (size_t)(*label - '0');
            drawn += count;
        }
        for (const char *at = (const char *)svg.data; (at = strstr(at, "<rect x=")); at++)
            drawn += strstr(at, "stroke-width=") && strstr(at, "stroke-width=") < strchr(at, '>');
        CU_ASSERT_EQUAL(drawn, leaves);
        for (const char *at = (const char *)svg.data; (at = strstr(at, " x=\"")); at++) {
            long x = strtol(at + 4, NULL, 10);
            CU_ASSERT(x >= -10 && x < 1188);
        }
        for (size_t i = 0; i < picture.marked_count; i++) marked += plan[i] < leaves;
        CU_ASSERT_EQUAL(marked > 0, has(&svg, "Bold: "));
        scr_buffer_free(&svg);
        tree_case_free(&fixture);
        free(plan);
    }
}

/* With replication papers and places are told apart. */
UNIT_TEST(tree_draw, replicated_lists) {
    static const uint32_t plan[2] = {1, 4};
    uint64_t state = 8;
    struct scr_buffer svg = {0};
    struct tree_case fixture;
    tree_case_make_replicated(&fixture, &state, 5, 3, 3, 2);
    struct tree_picture picture = picture_of(&fixture);
    picture.marked = plan;
    picture.marked_count = 2;
    picture.examined = true;
    CU_ASSERT_FALSE_FATAL(scr_failed(tree_draw(&picture, &svg)));
    CU_ASSERT(has(&svg, "plurality tree of 5 ballots, each 3 times"));
    CU_ASSERT(has(&svg, "2 places of ballots examined by hand. They do not rule out another tree winner."));
    scr_buffer_free(&svg);
    tree_case_free(&fixture);
}

UNIT_TEST(tree_draw, refusals) {
    static const uint32_t twice[2] = {1, 1}, beyond[1] = {9};
    uint64_t state = 5;
    struct scr_buffer svg = {0};
    struct tree_case fixture;
    tree_case_make(&fixture, &state, 9, 3, 3);
    struct tree_picture picture = picture_of(&fixture);
    picture.marked = twice;
    picture.marked_count = 2;
    CU_ASSERT_EQUAL(tree_draw(&picture, &svg).code, SCR_INPUT);
    picture.marked = beyond;
    picture.marked_count = 1;
    CU_ASSERT_EQUAL(tree_draw(&picture, &svg).code, SCR_INPUT);
    picture.marked_count = 0;
    picture.candidates = 0;
    CU_ASSERT_EQUAL(tree_draw(&picture, &svg).code, SCR_INPUT);
    picture.candidates = 3;
    fixture.tree.values[12] = 3;
    CU_ASSERT_EQUAL(tree_draw(&picture, &svg).code, SCR_INPUT);
    CU_ASSERT_EQUAL(svg.length, 0);
    tree_case_free(&fixture);
}
