/* verify_core_fixture.c: ballot definitions and decks as text. */
#include "verify_core_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scrutineer/file.h"
#include "unit.h"

#define MARKS_MOST 200

static void add(struct scr_buffer *out, const char *text) {
    if (scr_failed(scr_buffer_text(out, text))) abort();
}
#define ADD(...)                                                                                                       \
    do {                                                                                                               \
        if (scr_failed(scr_buffer_print(__VA_ARGS__))) abort();                                                        \
    } while (0)

struct fixture fixture_base(void) {
    return (struct fixture){
        .contests = {{2, 1, 0, NULL}, {2, 1, 0, NULL}},
        .contest_count = 2,
        .test = {"1 4", "2 3", "2 4", "4", NULL},
        .overvote = "1 2 3 4",
        .blanks = 1,
        .rule = "exact",
        .each_candidate = true,
        .assumptions = {"tape-per-style", "overvote-signal", NULL},
        .method = "swap-safe",
        .claim = "minimal",
        .bound = "<BoundL3 Candidates=\"2\" VotesAllowed=\"1\"/>",
        .lower_bound = 4,
        .party_line = true,
        .excluded_line = true,
    };
}

const char *fixture_search(void) {
    static char bound[300];
    snprintf(bound, sizeof bound,
             "<Search Noncompetitive=\"0\" Proof=\"proof.drat\" SHA256=\"%064d\">\n"
             "      <Contests Candidates=\"2\" VotesAllowed=\"1\" Count=\"2\"/>\n"
             "      <Cut>1:3 3:1</Cut>\n    </Search>",
             0);
    return bound;
}

struct fixture fixture_straight(void) {
    return (struct fixture){
        .contests = {{2, 1, 0, "DR"}, {3, 1, 0, "DR-"}},
        .contest_count = 2,
        .party_line = true,
        .excluded_line = true,
        .parties = "DRG",
        .straight = {"straight:6", "straight:6", "straight:7", "straight:7", "straight:7", "straight:8", "straight:8",
                     "straight:8", "straight:8", "straight:8", "override:2 6", "override:1 5 7", "two-parties:6 7",
                     "blank:", "all:1 2 3 4 5 6 7 8", NULL},
    };
}

static const char *party_of(const struct fixture_contest *contest, unsigned i, char party[static 2]) {
    party[0] = contest->parties && contest->parties[i] != '-' ? contest->parties[i] : 0;
    party[1] = 0;
    return party;
}

static const char *kind_of(const struct fixture_contest *contest, unsigned i) {
    return i >= contest->candidates - contest->write_ins ? "write-in" : "listed";
}

static void header(struct scr_buffer *out, const char *root, const char *purpose, const char *rests_on) {
    ADD(out,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<%s xmlns=\"urn:scrutineer:artifact:1\" Version=\"1\">\n"
        "  <Header>\n    <Election Id=\"e1\" Name=\"General &amp; local election\" Date=\"2026-11-03\" "
        "Jurisdiction=\"\"/>\n    <Purpose>%s</Purpose>\n    <SignerRole>election-official</SignerRole>\n"
        "    <Software Name=\"test\" Version=\"1\"/>\n",
        root, purpose);
    if (rests_on) ADD(out, "    <RestsOn Kind=\"ballot-definition\" SHA256=\"%s\"/>\n", rests_on);
    add(out, "  </Header>\n");
}

static const char *const default_parties = "DR";

char *fixture_definition(const struct fixture *fixture) {
    struct scr_buffer out = {0};
    char party[2];
    header(&out, "BallotDefinition", "ballot-definition", NULL);
    ADD(&out, "  <Source Name=\"styles.csv\" Format=\"csv\" SHA256=\"%064d\"/>\n", 0);
    if (fixture->party_line) {
        add(&out, "  <Contest Id=\"line\" Name=\"Party line\" Kind=\"straight-party\" VotesAllowed=\"1\">\n");
        for (const char *p = fixture->parties ? fixture->parties : default_parties; *p; p++)
            ADD(&out, "    <Candidate Id=\"p%c\" Name=\"Party %c\" Kind=\"party\" Party=\"%c\" Covered=\"true\"/>\n",
                *p, *p, *p);
        add(&out, "  </Contest>\n");
    }
    for (unsigned k = 0; k < fixture->contest_count; k++) {
        const struct fixture_contest *contest = &fixture->contests[k];
        ADD(&out, "  <Contest Id=\"k%u\" Name=\"Contest %u\" Kind=\"ordinary\" VotesAllowed=\"%u\">\n", k + 1, k + 1,
            contest->votes_allowed);
        for (unsigned i = 0; i < contest->candidates; i++)
            ADD(&out,
                "    <Candidate Id=\"c%u\" Name=\"Candidate %u of %u\" Kind=\"%s\" Party=\"%s\" Covered=\"true\"/>\n",
                i + 1, i + 1, k + 1, kind_of(contest, i), party_of(contest, i, party));
        if (fixture->excluded_line && k == 0)
            add(&out, "    <Candidate Id=\"w\" Name=\"Write-in\" Kind=\"write-in\" Party=\"\" Covered=\"false\"/>\n");
        add(&out, "  </Contest>\n");
    }
    add(&out, "  <BallotStyle Id=\"s1\" Name=\"Style 1\">\n");
    if (fixture->party_line) add(&out, "    <ContestId>line</ContestId>\n");
    for (unsigned k = 0; k < fixture->contest_count; k++) ADD(&out, "    <ContestId>k%u</ContestId>\n", k + 1);
    add(&out, "  </BallotStyle>\n</BallotDefinition>\n");
    return (char *)out.data;
}

static void style(struct scr_buffer *out, const struct fixture *fixture, bool straight) {
    unsigned target = 0;
    char party[2];
    add(out, "  <BallotStyle Id=\"s1\" Name=\"Style 1\">\n");
    for (unsigned k = 0; k < fixture->contest_count; k++) {
        const struct fixture_contest *contest = &fixture->contests[k];
        ADD(out, "    <Contest Id=\"k%u\" Name=\"Contest %u\" VotesAllowed=\"%u\">\n", k + 1, k + 1,
            contest->votes_allowed);
        for (unsigned i = 0; i < contest->candidates; i++)
            ADD(out,
                "      <Candidate Target=\"%u\" Id=\"c%u\" Name=\"Candidate %u of %u\" Kind=\"%s\" Party=\"%s\"/>\n",
                ++target, i + 1, i + 1, k + 1, kind_of(contest, i), party_of(contest, i, party));
        add(out, "    </Contest>\n");
    }
    add(out, "  </BallotStyle>\n");
    if (straight) {
        add(out, "  <StraightPartyContest Id=\"line\" Name=\"Party line\">\n");
        for (const char *p = fixture->parties; *p; p++)
            ADD(out, "    <Party Target=\"%u\" Id=\"p%c\" Name=\"Party %c\" Party=\"%c\"/>\n", ++target, *p, *p, *p);
        add(out, "  </StraightPartyContest>\n");
    }
    bool lines = fixture->party_line && !straight;
    add(out, lines || fixture->excluded_line ? "  <NotCovered>\n" : "  <NotCovered/>\n");
    for (const char *p = lines ? default_parties : ""; *p; p++)
        ADD(out,
            "    <UncoveredTarget ContestId=\"line\" ContestName=\"Party line\" Id=\"p%c\" Name=\"Party %c\" "
            "Reason=\"straight-party\"/>\n",
            *p, *p);
    if (fixture->excluded_line)
        add(out, "    <UncoveredTarget ContestId=\"k1\" ContestName=\"Contest 1\" Id=\"w\" Name=\"Write-in\" "
                 "Reason=\"write-in-excluded\"/>\n");
    if (lines || fixture->excluded_line) add(out, "  </NotCovered>\n");
}

/* Counts by looking at every ballot, contest and candidate: slow and plain. */
struct count {
    unsigned ballots, votes[MARKS_MOST], undervotes[FIXTURE_MOST], overvoted[FIXTURE_MOST];
    unsigned party_votes[FIXTURE_MOST], party_undervotes, party_overvoted;
};

static void count_one(const struct fixture *fixture, const char *marks, struct count *count) {
    bool marked[MARKS_MOST] = {false};
    unsigned target = 0, candidates = 0, parties = 0;
    char ticket = 0;
    for (const char *p = marks; *p;) {
        char *end;
        marked[strtoul(p, &end, 10) - 1] = true;
        p = *end ? end + 1 : end;
    }
    for (unsigned k = 0; k < fixture->contest_count; k++) candidates += fixture->contests[k].candidates;
    for (unsigned p = 0; fixture->parties && fixture->parties[p]; p++)
        if (marked[candidates + p]) parties++, ticket = fixture->parties[p];
    for (unsigned p = 0; fixture->parties && fixture->parties[p]; p++)
        count->party_votes[p] += parties == 1 && marked[candidates + p];
    count->party_undervotes += parties == 0;
    count->party_overvoted += parties > 1;
    count->ballots++;
    for (unsigned k = 0; k < fixture->contest_count; target += fixture->contests[k++].candidates) {
        const struct fixture_contest *contest = &fixture->contests[k];
        unsigned marks_here = 0, votes = 0;
        for (unsigned i = 0; i < contest->candidates; i++) marks_here += marked[target + i];
        if (marks_here > contest->votes_allowed) {
            count->overvoted[k]++;
            continue;
        }
        for (unsigned i = 0; i < contest->candidates; i++)
            if (marked[target + i] ||
                (!marks_here && parties == 1 && contest->parties && contest->parties[i] == ticket))
                count->votes[target + i]++, votes++;
        if (votes < contest->votes_allowed) count->undervotes[k] += contest->votes_allowed - votes;
    }
}

static void ballot(struct scr_buffer *out, unsigned *number, const char *kind, const char *marks) {
    ADD(out, "    <Ballot Number=\"%u\" Kind=\"%s\"", ++*number, kind);
    if (*marks)
        ADD(out, ">%s</Ballot>\n", marks);
    else
        add(out, "/>\n");
}

static void expected(struct scr_buffer *out, const struct fixture *fixture, const struct count *count, bool straight) {
    unsigned target = 0;
    ADD(out, "  <Expected BallotsCast=\"%u\">\n", count->ballots);
    if (straight) {
        unsigned candidates = 0;
        for (unsigned k = 0; k < fixture->contest_count; k++) candidates += fixture->contests[k].candidates;
        ADD(out,
            "    <StraightPartyTotals ContestId=\"line\" Undervotes=\"%u\" Overvotes=\"%u\" OvervotedBallots=\"%u\">\n",
            count->party_undervotes, count->party_overvoted, count->party_overvoted);
        for (unsigned p = 0; fixture->parties[p]; p++)
            ADD(out, "      <Total Target=\"%u\" Votes=\"%u\"/>\n", candidates + p + 1, count->party_votes[p]);
        add(out, "    </StraightPartyTotals>\n");
    }
    for (unsigned k = 0; k < fixture->contest_count; k++) {
        ADD(out, "    <ContestTotals ContestId=\"k%u\" Undervotes=\"%u\" Overvotes=\"%u\" OvervotedBallots=\"%u\">\n",
            k + 1, count->undervotes[k], fixture->contests[k].votes_allowed * count->overvoted[k], count->overvoted[k]);
        for (unsigned i = 0; i < fixture->contests[k].candidates; i++, target++)
            ADD(out, "      <Total Target=\"%u\" Votes=\"%u\"/>\n", target + 1, count->votes[target]);
        add(out, "    </ContestTotals>\n");
    }
    add(out, "  </Expected>\n");
}

static void definition_digest(const struct fixture *fixture, char hex[static SCR_HEX_SIZE]) {
    char *definition = fixture_definition(fixture);
    struct scr_hash hash;
    if (scr_failed(scr_hash_bytes(definition, strlen(definition), &hash))) abort();
    free(definition);
    scr_hash_hex(&hash, hex);
}

static void begin(struct scr_buffer *out, const struct fixture *fixture, const char *root, const char *purpose) {
    char hex[SCR_HEX_SIZE];
    definition_digest(fixture, hex);
    header(out, root, purpose, hex);
}

char *fixture_deck(const struct fixture *fixture) {
    struct scr_buffer out = {0};
    struct count count = {0};
    unsigned number = 0, test = 0;
    begin(&out, fixture, "TestDeck", "logic-and-accuracy-test-deck");
    style(&out, fixture, false);
    ADD(&out,
        "  <Rules Name=\"test\" Source=\"\" EachCandidate=\"%s\" OvervoteBallot=\"%s\" BlankBallots=\"%u\"/>\n"
        "  <Assumptions>\n",
        fixture->each_candidate ? "true" : "false", fixture->rule, fixture->blanks);
    for (unsigned i = 0; fixture->assumptions[i]; i++)
        ADD(&out, "    <Assumption>%s</Assumption>\n", fixture->assumptions[i]);
    if (fixture->party_line && !fixture->party_line_unsaid)
        add(&out, "    <Assumption>straight-party-totals-read-zero</Assumption>\n");
    ADD(&out, "  </Assumptions>\n  <Method>%s</Method>\n  <Ballots>\n", fixture->method);
    for (; fixture->test[test]; test++) {
        ballot(&out, &number, "test", fixture->test[test]);
        count_one(fixture, fixture->test[test], &count);
    }
    if (fixture->overvote) {
        ballot(&out, &number, "overvote", fixture->overvote);
        count_one(fixture, fixture->overvote, &count);
    }
    for (unsigned i = 0; i < fixture->blanks; i++) {
        ballot(&out, &number, "blank", "");
        count_one(fixture, "", &count);
    }
    add(&out, "  </Ballots>\n");
    expected(&out, fixture, &count, false);
    ADD(&out, "  <Length TestBallots=\"%u\" LowerBound=\"%u\" Claim=\"%s\">\n    %s\n  </Length>\n</TestDeck>\n", test,
        fixture->lower_bound, fixture->claim, fixture->bound);
    return (char *)out.data;
}

char *fixture_straight_deck(const struct fixture *fixture) {
    struct scr_buffer out = {0};
    struct count count = {0};
    unsigned number = 0;
    begin(&out, fixture, "StraightPartyDeck", "straight-party-test-deck");
    style(&out, fixture, true);
    add(&out, "  <Rules Name=\"test\" Source=\"\"/>\n  <Ballots>\n");
    for (unsigned i = 0; fixture->straight[i]; i++) {
        char kind[20] = "";
        const char *colon = strchr(fixture->straight[i], ':');
        memcpy(kind, fixture->straight[i], (size_t)(colon - fixture->straight[i]));
        ballot(&out, &number, kind, colon + 1);
        count_one(fixture, colon + 1, &count);
    }
    add(&out, "  </Ballots>\n");
    expected(&out, fixture, &count, true);
    add(&out, "</StraightPartyDeck>\n");
    return (char *)out.data;
}

char *fixture_replace(char *text, const char *old, const char *new) {
    struct scr_buffer out = {0};
    char *found = strstr(text, old);
    if (!found || strstr(found + 1, old)) {
        CU_FAIL("the text to replace does not occur exactly once");
        printf("\n  not exactly once: %s\n", old);
        return text;
    }
    if (scr_failed(scr_buffer_append(&out, text, (size_t)(found - text)))) abort();
    add(&out, new);
    add(&out, found + strlen(old));
    free(text);
    return (char *)out.data;
}

char *fixture_rest_on(char *deck, const struct fixture *own, const struct fixture *other) {
    char from[SCR_HEX_SIZE], to[SCR_HEX_SIZE];
    definition_digest(own, from);
    definition_digest(other, to);
    return fixture_replace(deck, from, to);
}

const char *fixture_file(const char *folder, const char *name, char *text) {
    static char paths[4][300];
    static unsigned turn;
    char *path = paths[turn++ % 4];
    struct scr_diagnosis diagnosis = {0};
    snprintf(path, sizeof paths[0], "%s/%s", folder, name);
    if (scr_failed(scr_file_write(path, text, strlen(text), 0644, &diagnosis))) abort();
    free(text);
    return path;
}

void fixture_bag(struct bag *bag, const struct fixture *fixture, const char *old, const char *new) {
    char folder[300], from[SCR_HEX_SIZE], to[SCR_HEX_SIZE];
    struct scr_hash hash;
    char *definition = fixture_definition(fixture), *deck = fixture_deck(fixture);
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(definition, strlen(definition), &hash)));
    scr_hash_hex(&hash, from);
    definition = fixture_replace(definition, "<Election Id=\"e1\"", "<Election Id=\"city-2026\"");
    deck = fixture_replace(deck, "<Election Id=\"e1\"", "<Election Id=\"city-2026\"");
    CU_ASSERT_FALSE(scr_failed(scr_hash_bytes(definition, strlen(definition), &hash)));
    scr_hash_hex(&hash, to);
    deck = fixture_replace(deck, from, to);
    if (old) deck = fixture_replace(deck, old, new);
    bag_new(bag);
    CU_ASSERT_TRUE(bag_run(bag, "rm -r data; mkdir -p data/decks"));
    snprintf(folder, sizeof folder, "%s/data", bag->path);
    fixture_file(folder, "definition.xml", definition);
    snprintf(folder, sizeof folder, "%s/data/decks", bag->path);
    fixture_file(folder, "one.xml", deck);
}

const char *fixture_refuted(const char *const *paths, struct verification *verification) {
    static char refuted[400];
    struct scr_diagnosis diagnosis = {0};
    /* That of NIST's beacon in 2018, in upper case: test_verify_seed_nist.c has its certificate. */
    static const struct beacon_certificates beacons = {
        {"5501E3D72BC42F3B96E16DE4DCADCB16768E109662BD16D667D5FD9AEE585AF3"
         "1BBDC5DD4F53592276064B53DDDD76C8F3604B2A41DB6E09F78F82BB5D6569E7"},
        1};
    const struct verify_options options = {
        .budget = 100000000, .facts = true, .today = "2026-11-03", .beacons = &beacons};
    size_t count = 0;
    while (paths[count]) count++;
    *verification = (struct verification){0};
    refuted[0] = 0;
    if (scr_failed(verify_paths(paths, count, &options, verification, &diagnosis))) strcpy(refuted, "FAILED");
    for (size_t i = 0; i < verification->count; i++)
        for (size_t c = 0; c < verification->files[i].check_count; c++) {
            const struct check *check = &verification->files[i].checks[c];
            if (check->verdict != VERDICT_REFUTED) continue;
            size_t used = strlen(refuted);
            snprintf(refuted + used, sizeof refuted - used, "%s%s", used ? " " : "", check->id);
        }
    scr_diagnosis_free(&diagnosis);
    return refuted;
}
