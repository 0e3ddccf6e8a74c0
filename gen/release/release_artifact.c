/* release_artifact.c: rows of counts and the statements about them, as canonical XML. */
#include "gen/release/release_artifact.h"

#include <inttypes.h>
#include <stdio.h>

#include "gen/artifact_frame.h"

struct writing {
    struct scr_xml_writer *xml;
    const struct measurement *measurement;
    const struct measurement_contest *contest;
    const struct release_counts *counts;
    struct scr_buffer row;
};

/* Exactly one of the two is given: numbers with `width` to a unit, or fractions. */
static scr_result write_row(struct writing *w, const int64_t *numbers, const struct release_fraction *fractions,
                            size_t width) {
    char text[48];
    w->row.length = 0;
    for (size_t i = 0; i < width; i++) {
        const char *gap = i ? " " : "";
        int length;
        if (numbers)
            length = snprintf(text, sizeof text, "%s%" PRId64, gap, numbers[i]);
        else if (fractions[i].q == 1)
            length = snprintf(text, sizeof text, "%s%" PRId64, gap, fractions[i].p);
        else
            length = snprintf(text, sizeof text, "%s%" PRId64 "/%" PRId64, gap, fractions[i].p, fractions[i].q);
        SCR_TRY(scr_buffer_append(&w->row, text, (size_t)length));
    }
    SCR_TRY(scr_xml_open(w->xml, "Row"));
    SCR_TRY(scr_xml_text(w->xml, (const char *)w->row.data, w->row.length));
    return scr_xml_close(w->xml);
}

static scr_result write_counts(struct writing *w, uint32_t level, const char *kind, const int64_t *numbers,
                               const struct release_fraction *fractions, size_t width) {
    const struct release_hierarchy *tree = &w->contest->tree;
    SCR_TRY(scr_xml_open(w->xml, "Counts"));
    SCR_TRY(scr_xml_attribute_count(w->xml, "Level", level));
    SCR_TRY(scr_xml_attribute(w->xml, "Kind", kind));
    for (size_t unit = tree->level_begin[level - 1]; unit < tree->level_begin[level]; unit++)
        SCR_TRY(
            write_row(w, numbers ? numbers + unit * width : NULL, fractions ? fractions + unit * width : NULL, width));
    return scr_xml_close(w->xml);
}

static scr_result write_levels(struct writing *w) {
    const struct release_counts *counts = w->counts;
    size_t options = w->contest->option_count;
    for (uint32_t level = 1; level <= w->contest->tree.levels; level++) {
        if (level <= w->measurement->exact_levels) {
            SCR_TRY(write_counts(w, level, "exact", counts->measured, NULL, options));
            continue;
        }
        if (release_share_of(w->contest, level, false))
            SCR_TRY(write_counts(w, level, "measured", counts->measured, NULL, options));
        if (release_share_of(w->contest, level, true))
            SCR_TRY(write_counts(w, level, "measured-total", counts->totals, NULL, 1));
        if (counts->whole || counts->fractions)
            SCR_TRY(write_counts(w, level, "published", counts->whole, counts->fractions, options));
    }
    return scr_done();
}

static scr_result write_determined(struct scr_xml_writer *xml, const struct release_determined_list *list) {
    for (size_t i = 0; i < list->count; i++) {
        SCR_TRY(scr_xml_open(xml, "Determined"));
        SCR_TRY(scr_xml_attribute_count(xml, "Level", list->items[i].level));
        SCR_TRY(scr_xml_attribute_count(xml, "Option", list->items[i].option));
        SCR_TRY(scr_xml_attribute(xml, "Units", list->items[i].units));
        SCR_TRY(scr_xml_close(xml));
    }
    return scr_done();
}

static scr_result write_statements(struct scr_xml_writer *xml, const struct release_statements *s) {
    SCR_TRY(scr_xml_open(xml, "Guarantee"));
    SCR_TRY(scr_xml_attribute(xml, "Epsilon", s->epsilon));
    SCR_TRY(scr_xml_attribute(xml, "ExchangeEpsilon", s->exchange));
    SCR_TRY(scr_xml_attribute(xml, "PosteriorLow", s->posterior_low));
    SCR_TRY(scr_xml_attribute(xml, "PosteriorHigh", s->posterior_high));
    SCR_TRY(scr_xml_close(xml));
    for (size_t i = 0; i < s->accuracy_count; i++) {
        SCR_TRY(scr_xml_open(xml, "Accuracy"));
        SCR_TRY(scr_xml_attribute_count(xml, "Level", s->accuracy[i].level));
        SCR_TRY(scr_xml_attribute_count(xml, "CountError95", s->accuracy[i].count));
        SCR_TRY(scr_xml_attribute_count(xml, "MarginError95", s->accuracy[i].margin));
        SCR_TRY(scr_xml_close(xml));
    }
    for (size_t i = 0; i < s->sum_count; i++) {
        const struct release_sum_accuracy *sum = &s->sums[i];
        char deviation[32];
        snprintf(deviation, sizeof deviation, "%" PRIu64 ".%03" PRIu64, sum->deviation / 1000, sum->deviation % 1000);
        SCR_TRY(scr_xml_open(xml, "SumAccuracy"));
        SCR_TRY(scr_xml_attribute_count(xml, "Level", sum->level));
        SCR_TRY(scr_xml_attribute_count(xml, "Units", sum->units));
        SCR_TRY(scr_xml_attribute(xml, "StandardDeviation", deviation));
        SCR_TRY(scr_xml_attribute_count(xml, "Error95", sum->error));
        SCR_TRY(scr_xml_close(xml));
    }
    return write_determined(xml, &s->determined);
}

static scr_result write_contest(const struct release_artifact *artifact, size_t number, struct scr_xml_writer *xml,
                                struct release_statements *statements, uint64_t *draws,
                                struct scr_diagnosis *diagnosis) {
    struct release_drawing *drawing = artifact->drawing;
    struct release_counts counts = {0};
    struct writing w = {xml, drawing->measurement, &drawing->measurement->contests[number], &counts, {0}};
    scr_result result = release_draw(drawing, number, &counts, diagnosis);
    if (!scr_failed(result)) result = release_process(drawing, number, artifact->mechanism, &counts, diagnosis);
    if (!scr_failed(result)) result = release_statements_make(drawing->measurement, number, statements, diagnosis);
    if (!scr_failed(result)) result = scr_xml_open(xml, "ContestCounts");
    if (!scr_failed(result)) result = scr_xml_attribute(xml, "ContestId", w.contest->id);
    if (!scr_failed(result)) result = write_levels(&w);
    if (!scr_failed(result)) result = write_statements(xml, statements);
    if (!scr_failed(result)) result = scr_xml_close(xml);
    *draws += counts.draws;
    scr_buffer_free(&w.row);
    release_counts_free(&counts);
    return result;
}

static scr_result write_body(const struct release_artifact *artifact, struct scr_xml_writer *xml,
                             struct release_statements *statements, uint64_t *draws, struct scr_diagnosis *diagnosis) {
    const struct artifact_rest links[] = {{"measurement-statement", &artifact->statement},
                                          {"seed-record", &artifact->seed_record}};
    SCR_TRY(artifact_root(xml, "PrecinctRelease"));
    SCR_TRY(artifact_header(xml, artifact->election, "precinct-release", links, sizeof links / sizeof *links,
                            artifact->supersedes));
    SCR_TRY(scr_xml_open(xml, "Processing"));
    SCR_TRY(scr_xml_attribute(xml, "Mechanism", release_mechanism_name(artifact->mechanism)));
    SCR_TRY(scr_xml_close(xml));
    for (size_t i = 0; i < artifact->drawing->measurement->contest_count; i++)
        SCR_TRY(write_contest(artifact, i, xml, &statements[i], draws, diagnosis));
    return scr_xml_close(xml);
}

scr_result release_artifact_write(const struct release_artifact *artifact, scr_xml_sink *sink, void *context,
                                  struct release_statements *statements, uint64_t *draws,
                                  struct scr_diagnosis *diagnosis) {
    struct scr_xml_writer xml;
    *draws = 0;
    scr_result result = scr_xml_begin(&xml, sink, context);
    if (!scr_failed(result)) result = write_body(artifact, &xml, statements, draws, diagnosis);
    return artifact_end(&xml, result);
}
