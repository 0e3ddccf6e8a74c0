/* reading.h: what the readers of the several tables share. */
#ifndef GEN_IMPORT_DECISIONS_READING_H
#define GEN_IMPORT_DECISIONS_READING_H

#include "gen/import/csv_file.h"
#include "gen/import/decisions/decisions.h"

#define READING_COLUMNS 8

enum reading_format { READING_PLAIN, READING_SECTION_203, READING_SAIPE, READING_EXPENDITURES, READING_POPULATIONS };

/* A file whose header is found by its column names; records before it are titles. */
struct reading_shape {
    enum reading_format format;
    const char *name;                     /* as `Source` gives it */
    enum impact_decision decision;        /* that it serves */
    const char *columns[READING_COLUMNS]; /* the beginnings of their names; NULL ends */
    bool whole_names;                     /* the whole name must be equal, not its beginning */
};

struct reading_state { /* of expenditures */
    const char *name;
    uint64_t weight;
};

struct reading {
    struct impact_table *table;
    const struct decisions_request *request;
    struct scr_diagnosis *diagnosis;
    size_t problems_before;
    const char *shown;                 /* the file's name, escaped */
    const struct reading_shape *shape; /* NULL before the header was found */
    size_t positions[READING_COLUMNS]; /* of the shape's columns in a record */
    size_t titles;                     /* records before the header */
    struct reading_state *states;
    size_t state_count, state_capacity;
    bool has_districts;
    /* of section 203: the "Total Population" row that the language rows of the same place follow */
    const char *place_id, *place_name;
    uint64_t place_citizens;
    bool place_known;
};

/* Records a problem of the current file; reading goes on. */
void reading_problem(struct reading *reading, unsigned long line, const char *format, ...) SCR_PRINTF(3, 4);
/* A column of the shape in a record, "" when the record is too short. */
struct csv_field reading_column(const struct reading *reading, const struct csv_field *fields, size_t count,
                                size_t column);
/* A whole number; false after reporting anything else. */
bool reading_number(struct reading *reading, unsigned long line, const char *what, struct csv_field field,
                    uint64_t *number);
/* A clean copy in the table's arena: UTF-8, or latin-1 where `latin1`; white space at the ends removed. NULL in *text
 * after reporting a problem. */
SCR_MUST_CHECK scr_result reading_text(struct reading *reading, unsigned long line, const char *what,
                                       struct csv_field field, bool latin1, const char **text);
/* Adds a row after checking it. */
SCR_MUST_CHECK scr_result reading_row(struct reading *reading, unsigned long line, const struct impact_row *row);

/* Readers of one record each. */
SCR_MUST_CHECK scr_result reading_plain(struct reading *reading, unsigned long line, const struct csv_field *fields,
                                        size_t count);
SCR_MUST_CHECK scr_result reading_section_203(struct reading *reading, unsigned long line,
                                              const struct csv_field *fields, size_t count);
SCR_MUST_CHECK scr_result reading_saipe(struct reading *reading, unsigned long line, const struct csv_field *fields,
                                        size_t count);
SCR_MUST_CHECK scr_result reading_expenditures(struct reading *reading, unsigned long line,
                                               const struct csv_field *fields, size_t count);
/* The number of a postal code among the states as expenditures name them, or NULL. */
const char *reading_state_name(const char *postal);

#endif
