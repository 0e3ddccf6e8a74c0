/* schema_returns.c: the SQL of the store's tables for precinct returns. */
#include "schema.h"

/* Positions are indices into the arrays of struct returns (gen/returns.h). A unit's parent stands before it (no
 * foreign key: without an index each deleted unit would search all of them); ballots and registered voters are NULL
 * where the source has none. The key of returns_counts is contest * 2^32 + unit, so that a contest's counts lie
 * together; its blob holds one LEB128 number per option of the contest. */
const char store_schema_returns[] =
    "CREATE TABLE returns_summary (only INTEGER PRIMARY KEY CHECK (only = 1), units INTEGER NOT NULL);"
    "CREATE TABLE returns_source (position INTEGER PRIMARY KEY, name TEXT NOT NULL, format TEXT NOT NULL,"
    "  sha256 TEXT NOT NULL CHECK (length(sha256) = 64));"
    "CREATE TABLE returns_unit (position INTEGER PRIMARY KEY, parent INTEGER,"
    "  level INTEGER NOT NULL CHECK (level BETWEEN 0 AND 4), apart INTEGER NOT NULL CHECK (apart IN (0, 1)),"
    "  name TEXT NOT NULL, ballots INTEGER CHECK (ballots >= 0), registered INTEGER CHECK (registered >= 0));"
    "CREATE TABLE returns_contest (position INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    "  votes_allowed INTEGER NOT NULL CHECK (votes_allowed BETWEEN 0 AND 1000));"
    "CREATE TABLE returns_option (contest INTEGER NOT NULL REFERENCES returns_contest, position INTEGER NOT NULL,"
    "  name TEXT NOT NULL, party TEXT NOT NULL, kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),"
    "  PRIMARY KEY (contest, position)) WITHOUT ROWID;"
    "CREATE TABLE returns_counts (key INTEGER PRIMARY KEY, votes BLOB NOT NULL);"
    "CREATE TABLE returns_note (position INTEGER PRIMARY KEY, place TEXT NOT NULL, message TEXT NOT NULL);";
