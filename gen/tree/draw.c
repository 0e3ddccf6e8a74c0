/* draw.c: writes the picture of a plurality tree as SVG. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "gen/tree/draw_parts.h"
#include "scrutineer/text.h"

#define TOP 190    /* of the root's centre */
#define BOTTOM 576 /* of the deepest node's centre: below it numbers, then the legend */
#define LEGEND 728
#define LEGEND_COLUMNS 2
#define LEGEND_ROW 29
#define NAME_SHOWN 34 /* columns; the whole name is in the entry's <title> */

struct pen {
    const struct tree_picture *picture;
    struct draw_layout layout;
    struct scr_buffer *out;
    bool own_letters; /* every name is one letter or digit: then it is its own code */
    uint64_t seen;    /* values that are drawn: bit of candidate or TREE_MISSING */
    bool undisclosed, ties, folded, leaves, differs;
};

/* Light tints of the colours of Okabe and Ito, which the colour-blind tell apart; the letter says the same. */
static const char *const tints[] = {"#bfe3f7", "#fbdca0", "#b5e3d3", "#f5c9b5", "#eed3e2", "#c6d7ec", "#f8f3b0"};

static scr_result number(struct scr_buffer *out, uint64_t value) {
    char digits[24], grouped[32];
    int length = snprintf(digits, sizeof digits, "%" PRIu64, value), at = 0;
    for (int i = 0; i < length; i++) {
        if (i && (length - i) % 3 == 0) grouped[at++] = ',';
        grouped[at++] = digits[i];
    }
    return scr_buffer_append(out, grouped, (size_t)at);
}

static scr_result ballots(struct scr_buffer *out, uint64_t count) {
    SCR_TRY(number(out, count));
    return scr_buffer_text(out, count == 1 ? " ballot" : " ballots");
}

/* The code of a value: as in published trees (specification, section 10.1), or the candidate's own letter. */
static scr_result code(const struct pen *pen, uint8_t value) {
    static const char codes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789#";
    if (value == TREE_MISSING) return scr_buffer_text(pen->out, "\xe2\x80\x93"); /* a dash */
    if (value == TREE_UNDISCLOSED) return scr_buffer_text(pen->out, "?");
    if (pen->own_letters) return scr_buffer_text(pen->out, pen->picture->names[value]);
    return scr_buffer_append(pen->out, codes + value, 1);
}

static const char *tint(uint8_t value) {
    if (value == TREE_MISSING || value == TREE_UNDISCLOSED) return "#ffffff";
    return tints[value % (sizeof tints / sizeof *tints)];
}

static uint8_t value_of(const struct pen *pen, size_t node) { return pen->picture->values[node - 1]; }

/* Whether the most frequent values among the children are several: then the seed decided. */
static bool tied(const struct pen *pen, size_t node) {
    const struct tree_shape *shape = pen->picture->shape;
    size_t first = tree_first_child(shape, node);
    unsigned children = tree_children(shape, node), most = 0, winners = 0;
    for (unsigned i = 0; i < children; i++) {
        uint8_t value = value_of(pen, first + i);
        unsigned count = 0;
        bool again = value == TREE_MISSING;
        if (value == TREE_UNDISCLOSED) return false;
        for (unsigned j = 0; j < children; j++) {
            again = again || (j < i && value_of(pen, first + j) == value);
            count += value_of(pen, first + j) == value;
        }
        if (again) continue;
        if (count > most) winners = 0;
        if (count >= most) {
            most = count;
            winners++;
        }
    }
    return winners > 1;
}

/* A name cut to what fits; characters from U+1100 on are taken to be two columns wide. */
static scr_result short_name(struct scr_buffer *out, const char *name) {
    size_t at = 0, columns = 0;
    char cut[4 * NAME_SHOWN + 8];
    while (name[at]) {
        size_t length = 1;
        while (((unsigned char)name[at + length] & 0xc0) == 0x80 && length < 4) length++;
        columns += (unsigned char)name[at] >= 0xe1 ? 2 : 1;
        if (columns > NAME_SHOWN) {
            memcpy(cut + at, "\xe2\x80\xa6", 3);
            at += 3;
            break;
        }
        memcpy(cut + at, name + at, length);
        at += length;
    }
    cut[at] = '\0';
    return scr_text_html(out, cut);
}

/* "B (Bob)": a value in words. */
static scr_result named(const struct pen *pen, uint8_t value, bool whole) {
    if (value == TREE_MISSING) return scr_buffer_text(pen->out, "none, for there is no valid vote");
    if (value == TREE_UNDISCLOSED) return scr_buffer_text(pen->out, "not published");
    SCR_TRY(code(pen, value));
    if (pen->own_letters) return scr_done();
    SCR_TRY(scr_buffer_text(pen->out, " ("));
    SCR_TRY((whole ? scr_text_html : short_name)(pen->out, pen->picture->names[value]));
    return scr_buffer_text(pen->out, ")");
}

static scr_result winner_line(const struct pen *pen, bool whole) {
    const struct tree_picture *picture = pen->picture;
    unsigned most = 0;
    bool several = false;
    SCR_TRY(scr_buffer_text(pen->out, "Tree winner: "));
    SCR_TRY(named(pen, value_of(pen, 1), whole));
    SCR_TRY(scr_buffer_text(pen->out, "."));
    if (!picture->votes) return scr_done();
    for (unsigned c = 1; c < picture->candidates; c++) {
        if (picture->votes[c] == picture->votes[most]) several = true;
        if (picture->votes[c] > picture->votes[most]) {
            most = c;
            several = false;
        }
    }
    if (several) return scr_buffer_text(pen->out, " Most votes: a tie.");
    SCR_TRY(scr_buffer_text(pen->out, " Most votes: "));
    SCR_TRY(named(pen, (uint8_t)most, whole));
    SCR_TRY(scr_buffer_text(pen->out, ", "));
    SCR_TRY(number(pen->out, picture->votes[most]));
    return scr_buffer_text(pen->out, ".");
}

static bool replicated(const struct tree_picture *picture) {
    return picture->entries && picture->ballots < picture->shape->leaves;
}

static scr_result title(const struct pen *pen, bool whole) {
    const struct tree_picture *picture = pen->picture;
    SCR_TRY((whole ? scr_text_html : short_name)(pen->out, picture->title));
    SCR_TRY(scr_buffer_text(pen->out, ": plurality tree of "));
    SCR_TRY(ballots(pen->out, replicated(picture) ? picture->ballots : picture->shape->leaves));
    if (!replicated(picture)) return scr_done();
    SCR_TRY(scr_buffer_text(pen->out, ", each "));
    SCR_TRY(number(pen->out, picture->shape->leaves / picture->ballots));
    return scr_buffer_text(pen->out, " times");
}

static scr_result marked_line(const struct pen *pen) {
    const struct tree_picture *picture = pen->picture;
    if (!picture->marked_count) return scr_done();
    SCR_TRY(scr_buffer_text(pen->out, "Bold: "));
    if (replicated(picture)) {
        SCR_TRY(number(pen->out, picture->marked_count));
        SCR_TRY(scr_buffer_text(pen->out, " places of ballots"));
    } else {
        SCR_TRY(ballots(pen->out, picture->marked_count));
    }
    if (picture->examined)
        return scr_buffer_text(pen->out, picture->established
                                             ? " examined by hand. Whatever the others say, the tree winner stands."
                                             : " examined by hand. They do not rule out another tree winner.");
    return scr_buffer_text(pen->out, picture->established
                                         ? " to examine by hand. If they read as recorded, the tree winner stands, "
                                           "whatever the others say."
                                         : " to examine by hand. They alone do not rule out another tree winner.");
}

static scr_result head(const struct pen *pen, int height) {
    const struct tree_picture *picture = pen->picture;
    struct scr_buffer *out = pen->out;
    SCR_TRY(scr_buffer_print(out,
                             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
                             "version=\"1.1\" width=\"297mm\" height=\"%dmm\" viewBox=\"0 0 %d %d\" role=\"img\" "
                             "aria-labelledby=\"tree-title tree-description\" font-family=\"Liberation Sans, Arial, "
                             "Helvetica, sans-serif\" fill=\"#000000\">\n<title id=\"tree-title\">",
                             height / 4, DRAW_WIDTH, height));
    SCR_TRY(title(pen, true));
    SCR_TRY(scr_buffer_text(out, "</title>\n<desc id=\"tree-description\">"));
    SCR_TRY(winner_line(pen, true));
    SCR_TRY(scr_buffer_print(out, " Height %u. ", picture->shape->height));
    SCR_TRY(marked_line(pen));
    if (picture->entries && picture->marked_count && picture->marked_count <= DRAW_ENDS_MOST) {
        SCR_TRY(scr_buffer_text(out, " Their numbers, in the order of the leaves:"));
        for (size_t i = 0; i < picture->marked_count; i++)
            SCR_TRY(scr_buffer_print(out, "%s %zu", i ? "," : "",
                                     picture->entries[picture->marked[i]] % picture->ballots + 1));
        SCR_TRY(scr_buffer_text(out, "."));
    }
    SCR_TRY(scr_buffer_print(out,
                             "</desc>\n<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n<text x=\"%d\" y=\"54\" "
                             "font-size=\"26\" font-weight=\"bold\">",
                             DRAW_WIDTH, height, DRAW_MARGIN));
    SCR_TRY(title(pen, false));
    SCR_TRY(scr_buffer_print(out, "</text>\n<text x=\"%d\" y=\"88\" font-size=\"22\">", DRAW_MARGIN));
    SCR_TRY(winner_line(pen, false));
    SCR_TRY(scr_buffer_print(out, "</text>\n<text x=\"%d\" y=\"118\" font-size=\"20\">", DRAW_MARGIN));
    SCR_TRY(marked_line(pen));
    return scr_buffer_text(out, "</text>\n");
}

static scr_result draw_edges(const struct pen *pen, bool bold) {
    const struct draw_layout *layout = &pen->layout;
    SCR_TRY(scr_buffer_text(pen->out, bold ? "<g stroke=\"#000000\" stroke-width=\"4.5\" stroke-linecap=\"round\">\n"
                                           : "<g stroke=\"#767676\" stroke-width=\"1.2\">\n"));
    for (unsigned i = 1; i < layout->count; i++) {
        const struct draw_node *node = &layout->nodes[i], *parent = &layout->nodes[node->parent];
        if (bold != (node->marked > 0)) continue;
        SCR_TRY(scr_buffer_print(pen->out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", parent->x, parent->y,
                                 node->x, node->y));
    }
    return scr_buffer_text(pen->out, "</g>\n");
}

/* One line below a node, upright, or turned where neighbours are near: then a second line stands to the right. */
static scr_result begin_label(const struct pen *pen, const struct draw_node *node, int below, int line, bool bold) {
    const char *weight = bold ? " font-weight=\"bold\"" : "";
    if (pen->layout.turned)
        return scr_buffer_print(pen->out, "<text transform=\"translate(%d %d) rotate(90)\" font-size=\"%d\"%s>",
                                node->x - 6 + DRAW_LABEL * line, node->y + below, DRAW_LABEL, weight);
    return scr_buffer_print(pen->out, "<text x=\"%d\" y=\"%d\" font-size=\"%d\" text-anchor=\"middle\"%s>", node->x,
                            node->y + below + DRAW_LABEL + (DRAW_LABEL + 3) * line, DRAW_LABEL, weight);
}

/* A triangle for what is below a node and not drawn. */
static scr_result draw_folded(struct pen *pen, const struct draw_node *node) {
    int r = pen->layout.radius;
    pen->folded = true;
    SCR_TRY(scr_buffer_print(pen->out,
                             "<path d=\"M%d %d l%d %d h%d z\" fill=\"#ffffff\" stroke=\"%s\" "
                             "stroke-width=\"%s\"/>\n",
                             node->x, node->y + r, -r, r, 2 * r, node->marked ? "#000000" : "#767676",
                             node->marked ? "3" : "1.2"));
    SCR_TRY(begin_label(pen, node, 2 * r + 6, 0, false));
    SCR_TRY(number(pen->out, node->leaves));
    SCR_TRY(scr_buffer_text(pen->out, "</text>\n"));
    if (!node->marked) return scr_done();
    SCR_TRY(begin_label(pen, node, 2 * r + 6, 1, true));
    SCR_TRY(number(pen->out, node->marked));
    return scr_buffer_text(pen->out, "</text>\n");
}

static scr_result draw_leaf_labels(struct pen *pen, const struct draw_node *node) {
    const struct tree_picture *picture = pen->picture;
    size_t leaf = tree_node_leaf(picture->shape, node->node);
    int line = 0, below = pen->layout.radius + 4;
    if (picture->entries) {
        SCR_TRY(begin_label(pen, node, below, line++, node->marked));
        SCR_TRY(scr_buffer_print(pen->out, "%zu</text>\n", picture->entries[leaf] % picture->ballots + 1));
    }
    uint8_t value = value_of(pen, node->node), reported = picture->reported ? picture->reported[leaf] : value;
    if (value == reported || value == TREE_UNDISCLOSED || reported == TREE_UNDISCLOSED) return scr_done();
    pen->differs = true;
    SCR_TRY(begin_label(pen, node, below, line, false));
    SCR_TRY(scr_buffer_text(pen->out, "not "));
    SCR_TRY(code(pen, reported));
    return scr_buffer_text(pen->out, "</text>\n");
}

static scr_result draw_node(struct pen *pen, const struct draw_node *node) {
    uint8_t value = value_of(pen, node->node);
    bool leaf = tree_is_leaf(pen->picture->shape, node->node);
    int r = pen->layout.radius, x = node->x, y = node->y;
    const char *style =
        node->marked ? "stroke=\"#000000\" stroke-width=\"4\"" : "stroke=\"#555555\" stroke-width=\"1.2\"";
    const char *dashes = value == TREE_MISSING || value == TREE_UNDISCLOSED ? " stroke-dasharray=\"4 3\"" : "";
    if (value == TREE_UNDISCLOSED)
        pen->undisclosed = true;
    else
        pen->seen |= UINT64_C(1) << value;
    if (!leaf && !node->count) SCR_TRY(draw_folded(pen, node));
    if (node->node == 1)
        SCR_TRY(scr_buffer_print(pen->out,
                                 "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"none\" stroke=\"#000000\" "
                                 "stroke-width=\"1.5\"/>\n",
                                 x, y, r + (leaf ? 14 : 7)));
    if (node->node == 1)
        SCR_TRY(scr_buffer_print(pen->out,
                                 "<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-weight=\"bold\" "
                                 "text-anchor=\"middle\">tree winner</text>\n",
                                 x, y - r - (leaf ? 20 : 13), DRAW_LABEL));
    SCR_TRY(leaf ? scr_buffer_print(pen->out, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\" %s%s/>\n",
                                    x - r, y - r, 2 * r, 2 * r, tint(value), style, dashes)
                 : scr_buffer_print(pen->out, "<circle cx=\"%d\" cy=\"%d\" r=\"%d\" fill=\"%s\" %s%s/>\n", x, y, r,
                                    tint(value), style, dashes));
    SCR_TRY(scr_buffer_print(pen->out, "<text x=\"%d\" y=\"%d\" font-size=\"%d\" text-anchor=\"middle\"%s>", x,
                             y + r * 2 / 5,
                             r < 12                   ? 14
                             : r * 7 / 5 < DRAW_LABEL ? r * 7 / 5
                             : r * 6 / 5 > DRAW_LABEL ? r * 6 / 5
                                                      : DRAW_LABEL,
                             node->marked ? " font-weight=\"bold\"" : ""));
    SCR_TRY(code(pen, value));
    SCR_TRY(scr_buffer_text(pen->out, "</text>\n"));
    pen->leaves = pen->leaves || leaf;
    if (leaf) return draw_leaf_labels(pen, node);
    if (!tied(pen, node->node)) return scr_done();
    pen->ties = true;
    bool narrow = !node->count && pen->layout.pitch < 2 * r + 28; /* then above the node, over its edge */
    return scr_buffer_print(pen->out,
                            "<text x=\"%d\" y=\"%d\" font-size=\"%d\" font-style=\"italic\" text-anchor=\"%s\" "
                            "stroke=\"#ffffff\" stroke-width=\"4\" paint-order=\"stroke\">tie</text>\n",
                            narrow ? x : x + r + 5, narrow ? y - r - 5 : y - r / 2, DRAW_LABEL,
                            narrow ? "middle" : "start");
}

struct legend {
    unsigned entries;
};

static scr_result begin_entry(const struct pen *pen, struct legend *legend, int *x, int *y) {
    *x = DRAW_MARGIN + (int)(legend->entries % LEGEND_COLUMNS) * ((DRAW_WIDTH - 2 * DRAW_MARGIN) / LEGEND_COLUMNS);
    *y = LEGEND + (int)(legend->entries / LEGEND_COLUMNS) * LEGEND_ROW;
    legend->entries++;
    return scr_buffer_text(pen->out, "<g>\n");
}

static scr_result end_entry(const struct pen *pen, int x, int y, const char *words) {
    SCR_TRY(scr_buffer_print(pen->out, "<text x=\"%d\" y=\"%d\" font-size=\"%d\">", x + 34, y + 6, DRAW_LABEL));
    return scr_buffer_print(pen->out, "%s</text>\n</g>\n", words);
}

static scr_result legend_value(const struct pen *pen, struct legend *legend, uint8_t value, const char *words) {
    int x, y;
    SCR_TRY(begin_entry(pen, legend, &x, &y));
    if (!words) {
        SCR_TRY(scr_buffer_text(pen->out, "<title>"));
        SCR_TRY(scr_text_html(pen->out, pen->picture->names[value]));
        SCR_TRY(scr_buffer_text(pen->out, "</title>\n"));
    }
    SCR_TRY(scr_buffer_print(pen->out,
                             "<rect x=\"%d\" y=\"%d\" width=\"20\" height=\"20\" fill=\"%s\" stroke=\"#555555\"%s/>\n"
                             "<text x=\"%d\" y=\"%d\" font-size=\"14\" text-anchor=\"middle\">",
                             x, y - 10, tint(value), words ? " stroke-dasharray=\"4 3\"" : "", x + 10, y + 5));
    SCR_TRY(code(pen, value));
    SCR_TRY(scr_buffer_text(pen->out, "</text>\n"));
    if (words) return end_entry(pen, x, y, words);
    SCR_TRY(scr_buffer_print(pen->out, "<text x=\"%d\" y=\"%d\" font-size=\"%d\">", x + 34, y + 6, DRAW_LABEL));
    SCR_TRY(short_name(pen->out, pen->picture->names[value]));
    if (pen->picture->votes) {
        SCR_TRY(scr_buffer_text(pen->out, ": "));
        SCR_TRY(number(pen->out, pen->picture->votes[value]));
        SCR_TRY(scr_buffer_text(pen->out, pen->picture->votes[value] == 1 ? " vote" : " votes"));
    }
    return scr_buffer_text(pen->out, "</text>\n</g>\n");
}

static scr_result legend_sign(const struct pen *pen, struct legend *legend, const char *shape, const char *words) {
    int x, y;
    SCR_TRY(begin_entry(pen, legend, &x, &y));
    SCR_TRY(scr_buffer_print(pen->out, "<g transform=\"translate(%d %d)\" fill=\"#ffffff\" stroke=\"#000000\">%s</g>\n",
                             x + 10, y, shape));
    return end_entry(pen, x, y, words);
}

static scr_result draw_legend(const struct pen *pen, int *height) {
    struct legend legend = {0};
    SCR_TRY(scr_buffer_print(pen->out, "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#767676\"/>\n",
                             DRAW_MARGIN, LEGEND - 24, DRAW_WIDTH - DRAW_MARGIN, LEGEND - 24));
    for (unsigned c = 0; c < pen->picture->candidates; c++)
        if (pen->seen >> c & 1) SCR_TRY(legend_value(pen, &legend, (uint8_t)c, NULL));
    if (pen->seen >> TREE_MISSING & 1)
        SCR_TRY(legend_value(pen, &legend, TREE_MISSING, "no valid vote: blank, overvoted, no record"));
    if (pen->undisclosed) SCR_TRY(legend_value(pen, &legend, TREE_UNDISCLOSED, "not published"));
    if (pen->leaves)
        SCR_TRY(legend_sign(pen, &legend, "<rect x=\"-9\" y=\"-9\" width=\"18\" height=\"18\"/>",
                            pen->picture->entries ? "a ballot, its number in storage below" : "a ballot"));
    SCR_TRY(legend_sign(pen, &legend, "<circle r=\"10\"/>", "a group: what most of those below it say"));
    if (pen->picture->marked_count)
        SCR_TRY(legend_sign(pen, &legend, "<path d=\"M-10 8 L10 -8\" stroke-width=\"4.5\"/>",
                            pen->picture->examined ? "leads to ballots examined by hand"
                                                   : "leads to ballots to examine by hand"));
    if (pen->folded)
        SCR_TRY(
            legend_sign(pen, &legend, "<path d=\"M0 -9 l-10 18 h20 z\"/>",
                        pen->picture->marked_count ? "more ballots; bold: how many of them by hand" : "more ballots"));
    if (pen->ties)
        SCR_TRY(legend_sign(pen, &legend,
                            "<text x=\"-10\" y=\"5\" font-size=\"19\" font-style=\"italic\" fill=\"#000000\" "
                            "stroke=\"none\">tie</text>",
                            "several had most; the public seed decided"));
    if (pen->differs)
        SCR_TRY(legend_sign(pen, &legend,
                            "<text x=\"-10\" y=\"5\" font-size=\"17\" fill=\"#000000\" stroke=\"none\">not</text>",
                            "what the record said, and the paper does not"));
    int rows = (int)((legend.entries + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS);
    *height = LEGEND + rows * LEGEND_ROW + 32;
    if (*height < DRAW_HEIGHT) *height = DRAW_HEIGHT;
    return scr_buffer_print(
        pen->out,
        "<text x=\"%d\" y=\"%d\" font-size=\"%d\">The tree winner has no legal force: it names what "
        "the tree computes.</text>\n",
        DRAW_MARGIN, *height - 16, DRAW_LABEL);
}

static bool is_letter(const char *name) {
    return ((*name >= 'A' && *name <= 'Z') || (*name >= 'a' && *name <= 'z') || (*name >= '0' && *name <= '9')) &&
           !name[1];
}

/* Names twice the same would make two candidates look like one. */
static bool all_letters(const struct tree_picture *picture) {
    for (unsigned c = 0; c < picture->candidates; c++) {
        if (!is_letter(picture->names[c])) return false;
        for (unsigned d = 0; d < c; d++)
            if (*picture->names[c] == *picture->names[d]) return false;
    }
    return true;
}

static bool is_value(const struct tree_picture *picture, uint8_t value) {
    return value < picture->candidates || value == TREE_MISSING || value == TREE_UNDISCLOSED;
}

static bool valid(const struct tree_picture *picture) {
    if (!picture->candidates || picture->candidates > TREE_CANDIDATES_MOST || (picture->entries && !picture->ballots))
        return false;
    for (size_t i = 0; i < picture->marked_count; i++)
        if (picture->marked[i] >= picture->shape->leaves || (i && picture->marked[i] <= picture->marked[i - 1]))
            return false;
    for (size_t v = 0; v < picture->shape->nodes; v++)
        if (!is_value(picture, picture->values[v])) return false;
    for (size_t leaf = 0; picture->reported && leaf < picture->shape->leaves; leaf++)
        if (!is_value(picture, picture->reported[leaf])) return false;
    return true;
}

scr_result tree_draw(const struct tree_picture *picture, struct scr_buffer *svg) {
    struct scr_buffer body = {0};
    struct pen pen = {.picture = picture, .out = &body};
    int height = DRAW_HEIGHT;
    if (!valid(picture)) return (scr_result){SCR_INPUT};
    pen.own_letters = all_letters(picture);
    draw_lay_out(picture, TOP, BOTTOM, &pen.layout);
    scr_result result = scr_done();
    SCR_TRY_OR(result, draw_edges(&pen, false), done);
    SCR_TRY_OR(result, draw_edges(&pen, true), done);
    for (unsigned i = 0; i < pen.layout.count; i++) SCR_TRY_OR(result, draw_node(&pen, &pen.layout.nodes[i]), done);
    SCR_TRY_OR(result, draw_legend(&pen, &height), done);
    pen.out = svg; /* the head says how tall the page is, which the legend decides */
    SCR_TRY_OR(result, head(&pen, height), done);
    SCR_TRY_OR(result, scr_buffer_append(svg, body.data, body.length), done);
    result = scr_buffer_text(svg, "</svg>\n");
done:
    scr_buffer_free(&body);
    return result;
}
