/* schema_audit.c: the SQL of the store's tables for commitments, trees and their audits. */
#include "schema.h"

/* The commitment that stands, with the bytes of its artifact in pieces, and the seed record that followed it. Nothing
 * is removed: what is replaced is named by the `supersedes` of what stands. A row of cvr_ranked says that only the
 * first preferences of a ranked contest were read. */
#define COMMITMENT_TABLES                                                                                              \
    "CREATE TABLE cvr_ranked (contest INTEGER PRIMARY KEY REFERENCES cvr_contest);"                                    \
    "CREATE TABLE commitment (only INTEGER PRIMARY KEY CHECK (only = 1),"                                              \
    "  sha256 TEXT NOT NULL CHECK (length(sha256) = 64), supersedes TEXT NOT NULL,"                                    \
    "  salt_key BLOB NOT NULL CHECK (length(salt_key) = 32), election_id TEXT NOT NULL, election_name TEXT NOT NULL,"  \
    "  election_date TEXT NOT NULL, jurisdiction TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('beacon', "         \
    "'dice')),"                                                                                                        \
    "  beacon TEXT NOT NULL, chain TEXT NOT NULL, pulse TEXT NOT NULL, place TEXT NOT NULL, time TEXT NOT NULL);"      \
    "CREATE TABLE commitment_contest (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"                          \
    "  bearing INTEGER NOT NULL CHECK (bearing IN (0, 1)), batches TEXT NOT NULL, ballots INTEGER NOT NULL,"           \
    "  arrangement INTEGER NOT NULL, arity INTEGER NOT NULL, replication INTEGER NOT NULL,"                            \
    "  root TEXT NOT NULL CHECK (length(root) = 64));"                                                                 \
    "CREATE TABLE commitment_artifact (position INTEGER PRIMARY KEY, bytes BLOB NOT NULL);"                            \
    "CREATE TABLE seed_record (only INTEGER PRIMARY KEY CHECK (only = 1),"                                             \
    "  sha256 TEXT NOT NULL CHECK (length(sha256) = 64), supersedes TEXT NOT NULL,"                                    \
    "  commitment TEXT NOT NULL CHECK (length(commitment) = 64), seed TEXT NOT NULL, artifact BLOB NOT NULL);"

/* Published trees and their audits. A contest has one tree at most. `audit_entry` is a log that only grows: `was` and
 * `now` are one character each (specification.md, section 12), empty for none; what a ballot's interpretation is now
 * follows from the last entry about it. `disclosure` has a row for everything published that reveals single ballots. */
const char store_schema_audit[] = COMMITMENT_TABLES
    "CREATE TABLE tree (number INTEGER PRIMARY KEY, contest TEXT NOT NULL UNIQUE,"
    "  sha256 TEXT NOT NULL CHECK (length(sha256) = 64), supersedes TEXT NOT NULL, commitment TEXT NOT NULL,"
    "  seed TEXT NOT NULL, seed_record TEXT NOT NULL, plan TEXT NOT NULL, disclosure TEXT NOT NULL,"
    "  winner TEXT NOT NULL);"
    "CREATE TABLE tree_plan (tree INTEGER NOT NULL REFERENCES tree, ballot INTEGER NOT NULL,"
    "  PRIMARY KEY (tree, ballot)) WITHOUT ROWID;"
    "CREATE TABLE audit_round (tree INTEGER NOT NULL REFERENCES tree, number INTEGER NOT NULL,"
    "  replanned INTEGER NOT NULL CHECK (replanned IN (0, 1)), PRIMARY KEY (tree, number)) WITHOUT ROWID;"
    "CREATE TABLE audit_round_ballot (tree INTEGER NOT NULL, round INTEGER NOT NULL, ballot INTEGER NOT NULL,"
    "  PRIMARY KEY (tree, round, ballot), FOREIGN KEY (tree, round) REFERENCES audit_round) WITHOUT ROWID;"
    "CREATE TABLE audit_entry (sequence INTEGER PRIMARY KEY AUTOINCREMENT, tree INTEGER NOT NULL,"
    "  round INTEGER NOT NULL, ballot INTEGER NOT NULL, was TEXT NOT NULL, now TEXT NOT NULL, reason TEXT NOT NULL,"
    "  time TEXT NOT NULL,"
    "  FOREIGN KEY (tree, round, ballot) REFERENCES audit_round_ballot (tree, round, ballot));"
    "CREATE INDEX audit_entry_of_ballot ON audit_entry (tree, round, ballot);"
    "CREATE TABLE disclosure (contest TEXT NOT NULL, kind TEXT NOT NULL, sha256 TEXT NOT NULL CHECK (length(sha256) = "
    "64),"
    "  PRIMARY KEY (contest, kind, sha256)) WITHOUT ROWID;";

/* When an entry was made: `during` is the last round that was planned then. Entries of version 4 and before were made
 * at the latest before the next round's first one, and what they changed of rounds that were over was only allowed
 * where every round still was called for: so the last round with an entry before them tells the same. An interpretation
 * that was taken back when its round was over is one that nobody agrees on. `seed_replacement` says of each seed record
 * that was replaced why. */
const char store_schema_corrections[] =
    "ALTER TABLE audit_entry ADD COLUMN during INTEGER NOT NULL DEFAULT 0;"
    "UPDATE audit_entry SET during = made.during FROM (SELECT sequence AS made_as,"
    "  max(round) OVER (PARTITION BY tree ORDER BY sequence) AS during FROM audit_entry) AS made"
    "  WHERE made.made_as = sequence;"
    "UPDATE audit_entry SET now = '~' WHERE now = '' AND during > round AND was <> '~' AND NOT EXISTS"
    "  (SELECT 1 FROM audit_round_ballot AS again WHERE again.tree = audit_entry.tree"
    "    AND again.round > audit_entry.during AND again.ballot = audit_entry.ballot);"
    "CREATE TABLE seed_replacement (sequence INTEGER PRIMARY KEY AUTOINCREMENT,"
    "  replaced TEXT NOT NULL CHECK (length(replaced) = 64), reason TEXT NOT NULL, time TEXT NOT NULL);";
