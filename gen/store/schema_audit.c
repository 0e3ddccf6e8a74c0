/* schema_audit.c: the SQL of the store's tables for trees and their audits. */
#include "schema.h"

/* Published trees and their audits. A contest has one tree at most. `audit_entry` is a log that only grows: `was` and
 * `now` are one character each (specification.md, section 12), empty for none; what a ballot's interpretation is now
 * follows from the last entry about it. `disclosure` has a row for everything published that reveals single ballots. */
const char store_schema_audit[] =
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
