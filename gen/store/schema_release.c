/* schema_release.c: the SQL of the store's tables for noise keys, releases and the ledger. */
#include "schema.h"

/* The noise commitment, with its artifact. An election has one, and it never changes. */
#define NOISE_TABLE                                                                                                    \
    "CREATE TABLE noise (only INTEGER PRIMARY KEY CHECK (only = 1), sha256 TEXT NOT NULL CHECK (length(sha256) = 64)," \
    "  noise_key BLOB NOT NULL CHECK (length(noise_key) = 32),"                                                        \
    "  releases INTEGER NOT NULL CHECK (releases BETWEEN 1 AND 1000), election_id TEXT NOT NULL,"                      \
    "  election_name TEXT NOT NULL, election_date TEXT NOT NULL, jurisdiction TEXT NOT NULL, artifact BLOB NOT NULL);"

/* Announced releases: what was decided (struct measurement_plan) and the statement's bytes in pieces. `levels` are
 * numbers of enum returns_level, one digit each. Nothing is ever removed or changed. */
#define RELEASE_TABLES                                                                                                 \
    "CREATE TABLE release (number INTEGER PRIMARY KEY, statement TEXT NOT NULL UNIQUE CHECK (length(statement) = 64)," \
    "  measured TEXT NOT NULL CHECK (length(measured) = 64), table_root TEXT NOT NULL CHECK (length(table_root) = "    \
    "64),"                                                                                                             \
    "  mechanism TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('beacon', 'dice')), beacon TEXT NOT NULL,"          \
    "  chain TEXT NOT NULL, pulse TEXT NOT NULL, place TEXT NOT NULL, time TEXT NOT NULL, root_name TEXT NOT NULL,"    \
    "  root INTEGER NOT NULL, levels TEXT NOT NULL, exact_levels INTEGER NOT NULL,"                                    \
    "  adjacency INTEGER NOT NULL CHECK (adjacency IN (0, 1)),"                                                        \
    "  turnout_public INTEGER NOT NULL CHECK (turnout_public IN (0, 1)));"                                             \
    "CREATE TABLE release_contest (release INTEGER NOT NULL REFERENCES release, position INTEGER NOT NULL,"            \
    "  name TEXT NOT NULL, id TEXT NOT NULL, votes_allowed INTEGER NOT NULL,"                                          \
    "  ballots_cast INTEGER NOT NULL CHECK (ballots_cast IN (0, 1)), PRIMARY KEY (release, position)) WITHOUT ROWID;"  \
    "CREATE TABLE release_share (release INTEGER NOT NULL, contest INTEGER NOT NULL, position INTEGER NOT NULL,"       \
    "  level INTEGER NOT NULL, total INTEGER NOT NULL CHECK (total IN (0, 1)), p INTEGER NOT NULL,"                    \
    "  q INTEGER NOT NULL, PRIMARY KEY (release, contest, position),"                                                  \
    "  FOREIGN KEY (release, contest) REFERENCES release_contest (release, position)) WITHOUT ROWID;"                  \
    "CREATE TABLE release_zero (release INTEGER NOT NULL, contest INTEGER NOT NULL, option INTEGER NOT NULL,"          \
    "  unit INTEGER NOT NULL, PRIMARY KEY (release, contest, option, unit),"                                           \
    "  FOREIGN KEY (release, contest) REFERENCES release_contest (release, position)) WITHOUT ROWID;"                  \
    "CREATE TABLE release_statement (release INTEGER NOT NULL REFERENCES release, position INTEGER NOT NULL,"          \
    "  bytes BLOB NOT NULL, PRIMARY KEY (release, position));"                                                         \
    "CREATE TABLE release_seed (release INTEGER PRIMARY KEY REFERENCES release,"                                       \
    "  sha256 TEXT NOT NULL CHECK (length(sha256) = 64), artifact BLOB NOT NULL);"

/* The ledger only grows; each entry's hash covers the one before. */
const char store_schema_release[] = NOISE_TABLE RELEASE_TABLES
    "CREATE TABLE ledger (only INTEGER PRIMARY KEY CHECK (only = 1), total TEXT NOT NULL);"
    "CREATE TABLE ledger_entry (number INTEGER PRIMARY KEY,"
    "  kind TEXT NOT NULL CHECK (kind IN ('announce', 'finish', 'disclosure')), release INTEGER NOT NULL,"
    "  digest TEXT NOT NULL CHECK (length(digest) = 64), hash TEXT NOT NULL CHECK (length(hash) = 64));"
    "CREATE TABLE ledger_loss (entry INTEGER NOT NULL REFERENCES ledger_entry, position INTEGER NOT NULL,"
    "  contest TEXT NOT NULL, epsilon TEXT NOT NULL, PRIMARY KEY (entry, position)) WITHOUT ROWID;";
