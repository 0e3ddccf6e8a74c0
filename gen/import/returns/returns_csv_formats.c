/* returns_csv_formats.c: the columns of OpenElections, of the MIT Election Data and Science Lab (MEDSL), and our own.
 */
#include "returns_format.h"

static bool has(const struct cvr_look *look, const char *const *names) {
    bool all = look->kind == LOOK_CSV;
    for (; *names && all; names++) all = cvr_look_has(look, 0, *names);
    return all;
}

/* https://github.com/openelections/docs: county, precinct, office, district, party, candidate, votes, and in some files
 * votes by mode. */
static bool is_openelections(const struct cvr_look *look) {
    static const char *const names[] = {"county", "office", "candidate", "votes", NULL};
    return has(look, names) && !cvr_look_has(look, 0, "mode");
}

static scr_result read_openelections(struct returns_builder *builder, const struct cvr_look *look,
                                     struct scr_hash *hash) {
    static const char *const parts[] = {"election_day", "early_voting", "absentee", "mail",    "provisional",
                                        "early_votes",  "early",        "polls",    "machine", "absentee_mail",
                                        "one_stop",     "curbside",     "limited",  "advance", "election_day_votes",
                                        "mail_votes",   "early_mail",   NULL};
    static const struct returns_csv_format format = {.names = {[R_STATE] = {"state"},
                                                               [R_COUNTY] = {"county"},
                                                               [R_MUNICIPALITY] = {"municipality", "town", "city"},
                                                               [R_PRECINCT] = {"precinct"},
                                                               [R_CONTEST] = {"office"},
                                                               [R_DISTRICT] = {"district"},
                                                               [R_SELECTION] = {"candidate"},
                                                               [R_PARTY] = {"party"},
                                                               [R_VOTES] = {"votes"}},
                                                     .parts = parts};
    return returns_csv(builder, look, &format, hash);
}

const struct returns_format returns_openelections = {"openelections-csv", is_openelections, read_openelections};

/* The code books of the lab's precinct returns: 38 columns for 2016, 25 for 2018 and later; one row per precinct,
 * candidate and mode. Columns that say nothing about votes are passed over. */
static bool is_medsl(const struct cvr_look *look) {
    static const char *const names[] = {"precinct", "office", "candidate", "mode", "votes", NULL};
    return has(look, names) && (cvr_look_has(look, 0, "jurisdiction") || cvr_look_has(look, 0, "jurisdiction_name"));
}

static scr_result read_medsl(struct returns_builder *builder, const struct cvr_look *look, struct scr_hash *hash) {
    static const struct returns_csv_format format = {.names = {[R_STATE] = {"state_po", "state_postal", "state"},
                                                               [R_COUNTY] = {"county_name"},
                                                               [R_MUNICIPALITY] = {"jurisdiction_name", "jurisdiction"},
                                                               [R_PRECINCT] = {"precinct"},
                                                               [R_CONTEST] = {"office"},
                                                               [R_DISTRICT] = {"district"},
                                                               [R_SELECTION] = {"candidate"},
                                                               [R_PARTY] = {"party_detailed", "party"},
                                                               [R_VOTES] = {"votes"},
                                                               [R_MODE] = {"mode"},
                                                               [R_WRITE_IN] = {"writein"},
                                                               [R_SPECIAL] = {"special"},
                                                               [R_STAGE] = {"stage"}},
                                                     .jurisdiction = true};
    return returns_csv(builder, look, &format, hash);
}

const struct returns_format returns_medsl = {"medsl-csv", is_medsl, read_medsl};

static bool is_plain(const struct cvr_look *look) {
    static const char *const names[] = {"contest", "selection", "votes", NULL};
    return has(look, names);
}

static scr_result read_plain(struct returns_builder *builder, const struct cvr_look *look, struct scr_hash *hash) {
    static const struct returns_csv_format format = {.names = {[R_STATE] = {"state"},
                                                               [R_COUNTY] = {"county"},
                                                               [R_MUNICIPALITY] = {"municipality"},
                                                               [R_PRECINCT] = {"precinct"},
                                                               [R_CONTEST] = {"contest"},
                                                               [R_SELECTION] = {"selection"},
                                                               [R_PARTY] = {"party"},
                                                               [R_VOTES] = {"votes"},
                                                               [R_MODE] = {"mode"},
                                                               [R_ALLOWED] = {"votes_allowed"}},
                                                     .strict = true};
    return returns_csv(builder, look, &format, hash);
}

const struct returns_format returns_plain = {"plain-returns-csv", is_plain, read_plain};
