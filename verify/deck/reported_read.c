/* reported_read.c: a machine's tape, typed as CSV, matched with a deck's contests and candidates. All problems of the
 * file are reported together. */
#include "verify/deck/reported_read.h"

#include <stdio.h>
#include <string.h>

#include "scrutineer/text.h"
#include "verify/deck/reported_csv.h"
#include "verify/deck/reported_names.h"

enum column { COLUMN_CONTEST, COLUMN_CANDIDATE, COLUMN_VOTES, COLUMN_STYLE, COLUMNS };
static const char *const column_names[COLUMNS] = {"contest", "candidate", "votes", "style"};

struct tape {
    const struct deck *deck;
    const char *shown;
    struct csv_reader csv;
    size_t columns[COLUMNS]; /* where each stands, or CSV_FIELDS_MOST */
    size_t column_count;
    struct name_index names;
    struct reported_totals *totals;
    struct scr_diagnosis *diagnosis;
    struct scr_buffer escaped;
    bool problems;
    bool some_line, passed_over; /* some line was of the deck's style, of another one */
};

/* A problem of the current record; `text` is quoted and escaped when it is not NULL. */
static void problem(struct tape *tape, const char *before, const char *text, const char *after) {
    char place[4200];
    tape->escaped.length = 0;
    tape->problems = true;
    snprintf(place, sizeof place, "%.4000s, line %lu", tape->shown, tape->csv.record_line);
    if (text && scr_failed(scr_text_quoted(&tape->escaped, text))) text = NULL;
    scr_note(tape->diagnosis, SCR_INPUT, place, "%s%s%s", before, text ? (const char *)tape->escaped.data : "", after);
}

static scr_result read_header(struct tape *tape) {
    bool more;
    SCR_TRY(reported_csv_next(&tape->csv, &more));
    if (!more) problem(tape, "the file is empty: the columns contest,candidate,votes are expected", NULL, "");
    if (tape->csv.complaint) problem(tape, tape->csv.complaint, NULL, "");
    for (enum column c = 0; c < COLUMNS; c++) tape->columns[c] = CSV_FIELDS_MOST;
    tape->column_count = tape->csv.count;
    for (size_t f = 0; f < tape->column_count && !tape->problems; f++) {
        const char *name = reported_csv_field(&tape->csv, f);
        enum column c = 0;
        while (c < COLUMNS && strcmp(name, column_names[c])) c++;
        if (c == COLUMNS)
            problem(tape, "the column ", name, " is not one of contest,candidate,votes,style");
        else if (tape->columns[c] != CSV_FIELDS_MOST)
            problem(tape, "the column ", name, " occurs twice");
        else
            tape->columns[c] = f;
    }
    for (enum column c = 0; c < COLUMN_STYLE && !tape->problems; c++)
        if (tape->columns[c] == CSV_FIELDS_MOST) problem(tape, "the column ", column_names[c], " is missing");
    return tape->problems ? (scr_result){SCR_INPUT} : scr_done();
}

static const char *cell(const struct tape *tape, enum column c) {
    return reported_csv_field(&tape->csv, tape->columns[c]);
}

/* Where the record's number belongs, or NULL with a problem reported. */
static uint32_t *slot(struct tape *tape) {
    const char *contest_text = cell(tape, COLUMN_CONTEST), *candidate = cell(tape, COLUMN_CANDIDATE);
    uint32_t contest, target;
    if (!contest_text[0] && !strcmp(candidate, "ballots")) return &tape->totals->ballots;
    switch (names_contest(&tape->names, contest_text, &contest)) {
    case NAME_UNKNOWN:
        problem(tape, "the contest ", contest_text, " is not in the deck");
        return NULL;
    case NAME_AMBIGUOUS:
        problem(tape, "several contests are named ", contest_text, ": give the contest's id");
        return NULL;
    case NAME_FOUND:
        break;
    }
    switch (names_candidate(&tape->names, contest, candidate, &target)) {
    case NAME_FOUND:
        return &tape->totals->votes[target];
    case NAME_AMBIGUOUS:
        problem(tape, "several candidates of the contest are named ", candidate, ": give the candidate's id");
        return NULL;
    case NAME_UNKNOWN:
        break;
    }
    if (!strcmp(candidate, "undervotes")) return &tape->totals->undervotes[contest];
    if (!strcmp(candidate, "overvotes")) return &tape->totals->overvotes[contest];
    if (!strcmp(candidate, "ballots")) return &tape->totals->contest_ballots[contest];
    problem(tape, "the candidate ", candidate, " is not in this contest of the deck");
    return NULL;
}

static bool is_style(const struct tape *tape, const char *text) {
    const char *unquoted = names_unquoted(text);
    return !strcmp(text, tape->deck->style_id) || (unquoted && !strcmp(unquoted, tape->deck->style_id));
}

static void read_line(struct tape *tape) {
    uint64_t votes = 0;
    if (tape->csv.complaint) {
        problem(tape, tape->csv.complaint, NULL, "");
        return;
    }
    if (tape->csv.count != tape->column_count) {
        problem(tape, "the line has not as many fields as the header", NULL, "");
        return;
    }
    if (tape->columns[COLUMN_STYLE] != CSV_FIELDS_MOST && !is_style(tape, cell(tape, COLUMN_STYLE))) {
        tape->passed_over = true;
        return; /* another ballot style's line on the same tape: names may be shared, ids are not */
    }
    tape->some_line = true;
    uint32_t *place = slot(tape);
    const char *text = cell(tape, COLUMN_VOTES);
    if (!scr_count_parse(text, strlen(text), NOT_REPORTED - 1, &votes)) {
        problem(tape, "the number of votes ", text, " is not a whole number such as 0 or 12");
        return;
    }
    if (!place) return;
    if (*place != NOT_REPORTED)
        problem(tape, "the total of ", cell(tape, COLUMN_CANDIDATE), " is given a second time");
    else
        *place = (uint32_t)votes;
}

static void report_missing(struct tape *tape) {
    const struct deck *deck = tape->deck;
    struct scr_buffer name = {0};
    if (tape->passed_over && !tape->some_line) { /* one sentence instead of one for each candidate */
        tape->problems = true;
        if (!scr_failed(scr_text_quoted(&name, deck->style_id)))
            scr_note(tape->diagnosis, SCR_INPUT, tape->shown,
                     "no line is of the deck's ballot style: the column style must give its id, %s",
                     (const char *)name.data);
        scr_buffer_free(&name);
        return;
    }
    for (uint32_t i = 0; i < deck->target_count; i++) {
        if (tape->totals->votes[i] != NOT_REPORTED) continue;
        tape->problems = true;
        name.length = 0;
        if (scr_failed(scr_text_quoted(&name, deck->candidates[i].name)) ||
            scr_failed(scr_buffer_text(&name, " of contest ")) ||
            scr_failed(scr_text_quoted(&name, deck->contests[deck->candidates[i].contest].name)))
            break;
        scr_note(tape->diagnosis, SCR_INPUT, tape->shown, "the total of %s is missing", (const char *)name.data);
    }
    scr_buffer_free(&name);
}

static uint32_t *unreported(struct scr_arena *arena, uint32_t count) {
    uint32_t *numbers = scr_arena_alloc(arena, count, sizeof *numbers);
    for (uint32_t i = 0; numbers && i < count; i++) numbers[i] = NOT_REPORTED;
    return numbers;
}

static scr_result read_tape(struct tape *tape, struct scr_arena *arena) {
    const struct deck *deck = tape->deck;
    struct reported_totals *totals = tape->totals;
    bool more = true;
    *totals = (struct reported_totals){.votes = unreported(arena, deck->target_count),
                                       .undervotes = unreported(arena, deck->contest_count),
                                       .overvotes = unreported(arena, deck->contest_count),
                                       .contest_ballots = unreported(arena, deck->contest_count),
                                       .ballots = NOT_REPORTED};
    if (!totals->votes || !totals->undervotes || !totals->overvotes || !totals->contest_ballots)
        return (scr_result){SCR_MEMORY};
    SCR_TRY(names_index(deck, arena, &tape->names));
    SCR_TRY(read_header(tape));
    for (;;) {
        SCR_TRY(reported_csv_next(&tape->csv, &more));
        if (!more) break;
        read_line(tape);
    }
    report_missing(tape);
    return tape->problems ? (scr_result){SCR_INPUT} : scr_done();
}

scr_result reported_read(const struct deck *deck, const char *shown, const char *text, size_t length,
                         struct scr_arena *arena, struct reported_totals *totals, struct scr_diagnosis *diagnosis) {
    struct tape tape = {.deck = deck,
                        .shown = shown,
                        .csv = {.text = text, .length = length, .line = 1},
                        .totals = totals,
                        .diagnosis = diagnosis};
    if (!scr_utf8_valid(text, length) || memchr(text, 0, length))
        return scr_refuse(diagnosis, SCR_INPUT, shown, "the file is not text in UTF-8");
    scr_result result = read_tape(&tape, arena);
    reported_csv_free(&tape.csv);
    scr_buffer_free(&tape.escaped);
    return result;
}
