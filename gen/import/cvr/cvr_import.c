/* cvr_import.c: the table of formats of cast-vote records; lets each file's format read it. */
#include "cvr_import.h"

#include <stdlib.h>
#include <string.h>

#include "companion.h"

static const struct cvr_format *const formats[] = {&cvr_dominion_csv,  &cvr_ess,  &cvr_clear_ballot, &cvr_plain,
                                                   &cvr_dominion_json, &cvr_nist, &cvr_hart};

static const struct cvr_format *format_of(const struct cvr_look *look) {
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (formats[i]->recognise(look)) return formats[i];
    return NULL;
}

/* No test deck can be made of ranked contests, so no ballot styles are wanted of them. */
static bool is_ranked(const struct cvr_look *look) {
    for (size_t i = 0; look->record_count > 1 && i < look->records[1].count; i++)
        if (strstr(look->records[1].cells[i], "Number of ranks=")) return true;
    return false;
}

enum cvr_role cvr_role(const struct cvr_look *look) {
    if (look->kind == LOOK_CSV) {
        for (size_t i = 0; i < look->record_count; i++) {
            if (cvr_look_has(look, i, "CvrId") && cvr_look_has(look, i, "UniqueIdentifier")) return CVR_ROLE_HART;
            if (cvr_look_has(look, i, "Cast Vote Record") && cvr_look_has(look, i, "Ballot Status"))
                return CVR_ROLE_ESS;
        }
        if (cvr_look_has(look, 0, "ContestID") &&
            (cvr_look_has(look, 0, "ChoiceID") || cvr_look_has(look, 0, "ContestName")))
            return CVR_ROLE_NAMES;
        if (manifest_recognise(look)) return CVR_ROLE_MANIFEST;
    }
    const struct cvr_format *format = format_of(look);
    if (!format) return CVR_ROLE_NONE;
    return format == &cvr_dominion_csv && !is_ranked(look) ? CVR_ROLE_BOTH : CVR_ROLE_RECORDS;
}

static scr_result read_one(struct cvr_builder *builder, struct cvr_companion *companion, const struct cvr_look *look,
                           bool companions) {
    enum cvr_role role = cvr_role(look);
    builder->base.shown = look->shown;
    /* Each file is judged by itself, so that a bad one does not cut the reading of the next short. */
    builder->failed = builder->failed || builder_failed(&builder->base);
    builder->base.problems_before = builder->base.diagnosis->count + builder->base.diagnosis->dropped;
    if (role == CVR_ROLE_ESS || role == CVR_ROLE_HART)
        return companions ? companion_read(companion, builder, look->path,
                                           role == CVR_ROLE_ESS ? COMPANION_ESS : COMPANION_HART)
                          : scr_done();
    if (companions || (role != CVR_ROLE_RECORDS && role != CVR_ROLE_BOTH)) return scr_done();
    const struct cvr_format *format = format_of(look);
    return format ? format->read(builder, look) : (scr_result){SCR_INTERNAL};
}

/* Rows of companions that no record used: the record may be missing. */
static void remark_unused(struct cvr_builder *builder, const struct cvr_companion *companion) {
    size_t unused = 0;
    for (size_t i = 0; i < companion->count; i++) unused += !companion->used[i];
    if (unused)
        builder_remark(&builder->base, (struct import_place){0},
                       "%zu ballots of the companion files have no cast-vote record", unused);
}

static scr_result check_roles(struct cvr_builder *builder, const struct cvr_look *looks, size_t count) {
    size_t records = 0;
    for (size_t i = 0; i < count; i++)
        records += cvr_role(&looks[i]) == CVR_ROLE_RECORDS || cvr_role(&looks[i]) == CVR_ROLE_BOTH;
    for (size_t i = 0; i < count && !records; i++) {
        builder->base.shown = looks[i].shown;
        builder_problem(&builder->base, (struct import_place){0}, "%s",
                        cvr_role(&looks[i]) == CVR_ROLE_NAMES
                            ? "the file names the contests and choices of a Clear Ballot export; import the .cvr.csv "
                              "file beside it, which reads it"
                            : "the file tells batches of ballots but not their votes; import it together with the "
                              "cast-vote records that it belongs to");
    }
    return records ? scr_done() : (scr_result){SCR_INPUT};
}

scr_result cvr_import(struct cvr_builder *builder, const struct cvr_look *looks, size_t count) {
    struct cvr_companion companion = {0};
    scr_result result = check_roles(builder, looks, count), first = scr_done();
    for (unsigned pass = 0; pass < 2 && !scr_failed(result); pass++) {
        for (size_t i = 0; i < count; i++) {
            /* A file that is refused half way leaves others to be read for their problems. */
            scr_result read = read_one(builder, &companion, &looks[i], pass == 0);
            if (scr_failed(read) && !scr_failed(first)) first = read;
            if (read.code == SCR_MEMORY) goto end;
        }
        if (pass == 0 && companion.count) {
            companion.used = calloc(companion.count, 1);
            if (!companion.used) result = (scr_result){SCR_MEMORY};
            builder->companion = &companion;
        }
    }
    builder->base.shown = count == 1 ? looks[0].shown : "cast-vote records";
    if (!scr_failed(result)) result = first;
    if (!scr_failed(result)) result = cvr_builder_finish(builder);
    if (!scr_failed(result) && companion.count) remark_unused(builder, &companion);
end:
    builder->companion = NULL;
    companion_free(&companion);
    return scr_failed(first) ? first : result;
}
