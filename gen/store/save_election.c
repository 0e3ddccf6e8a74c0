/* save_election.c: writes an election definition into the store, within the transaction that is open. */
#include "database.h"

static scr_result save_attributes(const struct store *store, const struct election *election,
                                  struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *insert = NULL, *source = NULL;
    scr_result result;
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO election VALUES (1, ?, ?, ?, ?)", &insert, diagnosis), end);
    SCR_TRY_OR(result,
               store_run(store, insert, diagnosis, "tttt", election->id, election->name, election->date,
                         election->jurisdiction),
               end);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO source_file VALUES (?, ?, ?, ?)", &source, diagnosis), end);
    for (size_t i = 0; i < election->source_count; i++) {
        const struct source_file *file = &election->sources[i];
        char hex[SCR_HEX_SIZE];
        scr_hash_hex(&file->hash, hex);
        SCR_TRY_OR(result, store_run(store, source, diagnosis, "nttt", i, file->name, file->format, hex), end);
    }
end:
    sqlite3_finalize(insert);
    sqlite3_finalize(source);
    return result;
}

static scr_result save_candidates(const struct store *store, sqlite3_stmt *insert, const struct contest *contest,
                                  size_t position, struct scr_diagnosis *diagnosis) {
    for (size_t i = 0; i < contest->candidate_count; i++) {
        const struct candidate *candidate = &contest->candidates[i];
        bool none = candidate->party == ELECTION_NO_PARTY;
        size_t kind = (size_t)candidate->kind, excluded = candidate->excluded;
        /* The parameters stand in the order of the columns but for the party, which may be NULL and so is last. */
        if (none)
            SCR_TRY(store_run(store, insert, diagnosis, "nnttnn0", position, i, candidate->id, candidate->name, kind,
                              excluded));
        else
            SCR_TRY(store_run(store, insert, diagnosis, "nnttnnn", position, i, candidate->id, candidate->name, kind,
                              excluded, candidate->party));
    }
    return scr_done();
}

static scr_result save_contests(const struct store *store, const struct election *election,
                                struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *party = NULL, *contest = NULL, *candidate = NULL;
    scr_result result;
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO party VALUES (?, ?, ?)", &party, diagnosis), end);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO contest VALUES (?, ?, ?, ?, ?)", &contest, diagnosis), end);
    SCR_TRY_OR(result,
               store_prepare(store,
                             "INSERT INTO candidate (contest, position, id, name, kind, excluded, party)"
                             " VALUES (?, ?, ?, ?, ?, ?, ?)",
                             &candidate, diagnosis),
               end);
    for (size_t i = 0; i < election->party_count; i++)
        SCR_TRY_OR(result,
                   store_run(store, party, diagnosis, "ntt", i, election->parties[i].id, election->parties[i].name),
                   end);
    for (size_t i = 0; i < election->contest_count; i++) {
        const struct contest *c = &election->contests[i];
        SCR_TRY_OR(
            result,
            store_run(store, contest, diagnosis, "nttnn", i, c->id, c->name, (size_t)c->kind, (size_t)c->votes_allowed),
            end);
        SCR_TRY_OR(result, save_candidates(store, candidate, c, i, diagnosis), end);
    }
end:
    sqlite3_finalize(party);
    sqlite3_finalize(contest);
    sqlite3_finalize(candidate);
    return result;
}

static scr_result save_styles(const struct store *store, const struct election *election,
                              struct scr_diagnosis *diagnosis) {
    sqlite3_stmt *style = NULL, *contest = NULL;
    scr_result result;
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO ballot_style VALUES (?, ?, ?)", &style, diagnosis), end);
    SCR_TRY_OR(result, store_prepare(store, "INSERT INTO style_contest VALUES (?, ?, ?)", &contest, diagnosis), end);
    for (size_t i = 0; i < election->style_count; i++) {
        const struct ballot_style *s = &election->styles[i];
        SCR_TRY_OR(result, store_run(store, style, diagnosis, "ntt", i, s->id, s->name), end);
        for (size_t k = 0; k < s->contest_count; k++)
            SCR_TRY_OR(result, store_run(store, contest, diagnosis, "nnn", i, k, s->contests[k]), end);
    }
end:
    sqlite3_finalize(style);
    sqlite3_finalize(contest);
    return result;
}

scr_result store_put_election(const struct store *store, const struct election *election,
                              struct scr_diagnosis *diagnosis) {
    SCR_TRY(save_attributes(store, election, diagnosis));
    SCR_TRY(save_contests(store, election, diagnosis));
    return save_styles(store, election, diagnosis);
}
