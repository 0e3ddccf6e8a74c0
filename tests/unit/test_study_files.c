/* test_study_files.c: what files of counts, districts and shares are taken for, and which are refused, with their
 * lines. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gen/study/districts.h"
#include "gen/study/sheet.h"
#include "gen/study/svg.h"
#include "unit.h"

static const char *file_of(const char *text) {
    static char path[300];
    snprintf(path, sizeof path, "%s/table.csv", unit_scratch());
    FILE *file = fopen(path, "w");
    CU_ASSERT_PTR_NOT_NULL_FATAL(file);
    CU_ASSERT_EQUAL(fwrite(text, 1, strlen(text), file), strlen(text));
    fclose(file);
    return path;
}

static scr_result read_table(const char *text, const char *levels, const char *counts, struct study_table *table,
                             struct scr_diagnosis *diagnosis) {
    const struct study_csv csv = {file_of(text), "t.csv", levels, counts, MEASUREMENT_SUBSTITUTE, 1};
    *table = (struct study_table){0};
    return study_table_read(table, &csv, diagnosis);
}

/* Leaves come in any order; codes nest by their first bytes; 69.0 is 69. */
UNIT_TEST(study_files, nested_codes) {
    struct study_table table;
    struct study_leaf_index index = {0};
    CU_ASSERT_FALSE_FATAL(scr_failed(
        read_table("b,id,a\n3,4820,69.0\n1,4810,2\n0,4811,5\n7,4910,1\n", "id:2,id:3,id", "a,b", &table, NULL)));
    CU_ASSERT_EQUAL_FATAL(table.tree.levels, 4); /* a root stands above 48 and 49 */
    CU_ASSERT_EQUAL_FATAL(table.tree.units, 1 + 2 + 3 + 4);
    CU_ASSERT_STRING_EQUAL(table.level_names[0], "all");
    CU_ASSERT_STRING_EQUAL(table.level_names[1], "id:2");
    CU_ASSERT_STRING_EQUAL(table.names[1], "48");
    CU_ASSERT_STRING_EQUAL(table.names[9], "4910");
    CU_ASSERT_TRUE(table.counts[0] == 77 && table.counts[1] == 11);
    CU_ASSERT_TRUE(table.counts[2] == 76 && table.counts[3] == 4);
    CU_ASSERT_TRUE(table.counts[6 * 2] == 2 && table.counts[7 * 2] == 5 && table.counts[8 * 2] == 69);
    CU_ASSERT_EQUAL(table.sensitivity, 2);
    CU_ASSERT_FALSE_FATAL(scr_failed(study_leaf_index_make(&table, &index)));
    CU_ASSERT_EQUAL(study_leaf_find(&index, "4811"), 7);
    CU_ASSERT_EQUAL(study_leaf_find(&index, "48/482/4820"), 8);
    CU_ASSERT_EQUAL(study_leaf_find(&index, "48"), STUDY_NO_LEAF);
    study_leaf_index_free(&index);
    study_table_free(&table);
}

UNIT_TEST(study_files, refused_tables) {
    static const struct {
        const char *text, *levels, *counts, *place, *words;
        enum scr_code code;
    } cases[] = {
        {"u,a\nx,1\nx,2\n", "u", "a", "t.csv, line 3", "stands twice", SCR_INPUT},
        {"u,a\nx,1\n", "v", "a", "t.csv, line 1", "no column \"v\"", SCR_INPUT},
        {"u,a,a\nx,1,2\n", "u", "a", "t.csv, line 1", "two columns are called \"a\"", SCR_INPUT},
        {"u,a\nx,1.5\n", "u", "a", "t.csv, line 2", "not a whole number", SCR_INPUT},
        {"u,a\nx,-1\n", "u", "a", "t.csv, line 2", "not a whole number", SCR_INPUT},
        {"u,a\nx,.0\n", "u", "a", "t.csv, line 2", "not a whole number", SCR_INPUT},
        {"u,a\nx,1000000001\n", "u", "a", "t.csv, line 2", "not a whole number", SCR_INPUT},
        {"u,a\nx\n", "u", "a", "t.csv, line 2", "too few fields", SCR_INPUT},
        {"u,a\nx,1\n", "u:2", "a", "t.csv, line 2", "too short", SCR_INPUT},
        {"u,a\n\xff,1\n", "u", "a", "t.csv, line 2", "not UTF-8", SCR_INPUT},
        {"u,a\n", "u", "a", "t.csv", "no line with counts", SCR_INPUT},
        {"u,a\nx,1\n", "u", "a,a", "--counts", "named twice", SCR_USAGE},
        {"u,a\nx,1\n", "u:0", "a", "--levels", "first N bytes", SCR_USAGE},
        {"u,a\nx,1\n", "u,", "a", "--levels", "first N bytes", SCR_USAGE},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct study_table table;
        struct scr_diagnosis diagnosis = {0};
        scr_result result = read_table(cases[i].text, cases[i].levels, cases[i].counts, &table, &diagnosis);
        CU_ASSERT_EQUAL(result.code, cases[i].code);
        CU_ASSERT_EQUAL_FATAL(diagnosis.count, 1);
        CU_ASSERT_STRING_EQUAL(diagnosis.problems[0].place, cases[i].place);
        CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[0].message, cases[i].words));
        scr_diagnosis_free(&diagnosis);
        study_table_free(&table);
    }
}

/* All problems of a file are reported together. */
UNIT_TEST(study_files, all_problems) {
    struct study_table table;
    struct scr_diagnosis diagnosis = {0};
    CU_ASSERT_EQUAL(read_table("u,a\nx,?\ny,1\n,4\n", "u", "a", &table, &diagnosis).code, SCR_INPUT);
    CU_ASSERT_EQUAL(diagnosis.count, 2);
    scr_diagnosis_free(&diagnosis);
    study_table_free(&table);
}

UNIT_TEST(study_files, districts_and_shares) {
    struct study_table table;
    struct scr_arena arena = {0};
    struct study_districts districts = {0};
    struct study_known_share *known;
    CU_ASSERT_FALSE_FATAL(scr_failed(read_table("c,u,a\nX,1,5\nX,2,5\nY,1,5\n", "c,u", "a", &table, NULL)));
    CU_ASSERT_FALSE_FATAL(scr_failed(study_districts_read(file_of("district,unit\nD,X/1\nE,2\nD,Y/1\n"), "d.csv",
                                                          &table, &arena, &districts, NULL)));
    CU_ASSERT_EQUAL_FATAL(districts.count, 2);
    CU_ASSERT_STRING_EQUAL(districts.names[1], "E");
    CU_ASSERT_TRUE(districts.of[0] == 0 && districts.of[1] == 1 && districts.of[2] == 0);
    CU_ASSERT_FALSE_FATAL(
        scr_failed(study_shares_read(file_of("unit,part,whole\nX/2,3,4\n"), "s.csv", &table, &arena, &known, NULL)));
    CU_ASSERT_TRUE(known[0].whole == 0 && known[1].part == 3 && known[1].whole == 4);
    static const char *const texts[][2] = {
        {"unit,part,whole\nX/3,3,4\n", "no unit \"X/3\""},
        {"unit,part,whole\n1,3,4\n", "several units are called \"1\""},
        {"unit,part,whole\n2,3,4\nX/2,3,4\n", "stands twice"},
        {"unit,part,whole\n2,5,4\n", "more than the whole"},
        {"unit,part,whole\n2,x,4\n", "whole numbers"},
        {"unit,part\n2,3\n", "one column \"whole\""},
        {"unit,part,whole\n2,3\n", "too few fields"},
        {"", "empty"},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct scr_diagnosis diagnosis = {0};
        CU_ASSERT_EQUAL(study_shares_read(file_of(texts[i][0]), "s.csv", &table, &arena, &known, &diagnosis).code,
                        SCR_INPUT);
        CU_ASSERT_EQUAL_FATAL(diagnosis.count, 1);
        CU_ASSERT_PTR_NOT_NULL(strstr(diagnosis.problems[0].message, texts[i][1]));
        scr_diagnosis_free(&diagnosis);
    }
    scr_arena_free(&arena);
    study_table_free(&table);
}

/* Formulas are defused, negative numbers are not; what is no number is left empty. */
UNIT_TEST(study_files, sheet) {
    struct scr_arena arena = {0};
    struct study_sheet sheet = {.arena = &arena, .file = "f.csv", .title = "T", .note = "N"};
    struct scr_buffer csv = {0}, html = {0};
    study_sheet_heads(&sheet, "a|b");
    study_put(&sheet, "=1+1");
    study_put_number(&sheet, -0.25L);
    study_put(&sheet, "<b>\"x\",y");
    study_put_number(&sheet, 0.0L / 1 * -1);
    study_put_places(&sheet, 1.0L / 3, 6);
    study_put_number(&sheet, 1e300L * 1e4932L);
    CU_ASSERT_FALSE_FATAL(scr_failed(study_sheet_csv(&sheet, &csv)));
    CU_ASSERT_STRING_EQUAL((const char *)csv.data, "a,b\n'=1+1,-0.25\n\"<b>\"\"x\"\",y\",0\n0.333333,\n");
    struct page page = page_begin(&html, "T", "x");
    study_sheet_html(&sheet, &page);
    CU_ASSERT_FALSE_FATAL(scr_failed(page_end(&page)));
    CU_ASSERT_PTR_NULL(strstr((const char *)html.data, "<b>"));
    CU_ASSERT_PTR_NOT_NULL(strstr((const char *)html.data, "&lt;b&gt;"));
    scr_buffer_free(&csv);
    scr_buffer_free(&html);
    study_sheet_free(&sheet);
    scr_arena_free(&arena);
}

static size_t times(const struct scr_buffer *svg, const char *what) {
    size_t found = 0;
    for (const char *at = (const char *)svg->data; (at = strstr(at, what)); at++) found++;
    return found;
}

/* Names are escaped and long ones cut between characters; the ends of an axis are where they belong. */
UNIT_TEST(study_files, chart) {
    static const char *const names[] = {"<i>", "éééééééééééééééééééééééé"};
    struct scr_buffer svg = {0};
    struct svg_axis x = svg_axis_categories("level", names, 2), y = {"votes", 1, 100, true, NULL, 0};
    struct svg_chart chart = svg_begin(&svg, "Title", x, y);
    const struct svg_point points[] = {{0, 1}, {NAN, 3}, {1, 100}};
    svg_line(&chart, 0, points, 3, 1);
    svg_mark(&chart, 0, (struct svg_point){0, 10}, 4, 1);
    svg_legend(&chart, 1, "words");
    CU_ASSERT_FALSE_FATAL(scr_failed(svg_end(&chart)));
    const char *text = (const char *)svg.data;
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "&lt;i&gt;"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "ééééééééééééééééé…<"));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "d=\"M150.00 316.00L450.00 0.00\""));
    CU_ASSERT_PTR_NOT_NULL(strstr(text, "cx=\"150.00\" cy=\"158.00\""));
    CU_ASSERT_TRUE(times(&svg, "<svg") == 2 && times(&svg, "</svg>") == 2);
    CU_ASSERT_EQUAL(times(&svg, "text-anchor=\"end\""), 7); /* 1, 2, 5, 10, 20, 50, 100 */
    scr_buffer_free(&svg);
}
