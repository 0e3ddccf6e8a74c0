/* schema.c: the SQL of the store's tables. */
#include "schema.h"

#define STRING(x) #x
#define NUMBER(x) STRING(x)

/* The election definition. Positions are indices into the arrays of struct election; the foreign keys are what the
 * model's indices promise. */
const char store_schema_1[] =
    "CREATE TABLE election (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT NOT NULL, name TEXT NOT NULL,"
    "  date TEXT NOT NULL, jurisdiction TEXT NOT NULL);"
    "CREATE TABLE source_file (position INTEGER PRIMARY KEY, name TEXT NOT NULL, format TEXT NOT NULL,"
    "  sha256 TEXT NOT NULL CHECK (length(sha256) = 64));"
    "CREATE TABLE party (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL);"
    "CREATE TABLE contest (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
    "  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),"
    "  votes_allowed INTEGER NOT NULL CHECK (votes_allowed BETWEEN 1 AND 1000));"
    "CREATE TABLE candidate (contest INTEGER NOT NULL REFERENCES contest, position INTEGER NOT NULL,"
    "  id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 3),"
    "  party INTEGER REFERENCES party, excluded INTEGER NOT NULL CHECK (excluded IN (0, 1)),"
    "  PRIMARY KEY (contest, position)) WITHOUT ROWID;"
    "CREATE TABLE ballot_style (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL);"
    "CREATE TABLE style_contest (style INTEGER NOT NULL REFERENCES ballot_style, position INTEGER NOT NULL,"
    "  contest INTEGER NOT NULL REFERENCES contest, PRIMARY KEY (style, position)) WITHOUT ROWID;"
    "PRAGMA application_id = " NUMBER(STORE_APPLICATION) ";"
                                                         "PRAGMA user_version = 1;";

/* Cast-vote records and manifest. Positions are indices into the arrays of struct cvr_records and struct manifest;
 * blobs are packed as gen/import/cvr/cvr_chunk.h says. The key of cvr_codes is contest * 2^32 + chunk: a contest's
 * codes lie together, in the order of the ballots. */
const char store_schema_2[] =
    "CREATE TABLE cvr_summary (only INTEGER PRIMARY KEY CHECK (only = 1), ballots INTEGER NOT NULL);"
    "CREATE TABLE cvr_source (position INTEGER PRIMARY KEY, name TEXT NOT NULL, format TEXT NOT NULL,"
    "  sha256 TEXT NOT NULL CHECK (length(sha256) = 64));"
    "CREATE TABLE cvr_contest (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL,"
    "  votes_allowed INTEGER NOT NULL CHECK (votes_allowed BETWEEN 1 AND 1000));"
    "CREATE TABLE cvr_candidate (contest INTEGER NOT NULL REFERENCES cvr_contest, position INTEGER NOT NULL,"
    "  id TEXT NOT NULL, name TEXT NOT NULL, write_in INTEGER NOT NULL CHECK (write_in IN (0, 1)),"
    "  PRIMARY KEY (contest, position)) WITHOUT ROWID;"
    "CREATE TABLE cvr_selection (contest INTEGER NOT NULL REFERENCES cvr_contest, position INTEGER NOT NULL,"
    "  candidates BLOB NOT NULL, PRIMARY KEY (contest, position)) WITHOUT ROWID;"
    "CREATE TABLE cvr_batch (position INTEGER PRIMARY KEY, tabulator TEXT NOT NULL, name TEXT NOT NULL);"
    "CREATE TABLE cvr_style (position INTEGER PRIMARY KEY, name TEXT NOT NULL);"
    "CREATE TABLE cvr_precinct (position INTEGER PRIMARY KEY, name TEXT NOT NULL);"
    "CREATE TABLE cvr_identities (chunk INTEGER PRIMARY KEY, ballots INTEGER NOT NULL, columns BLOB NOT NULL);"
    "CREATE TABLE cvr_codes (key INTEGER PRIMARY KEY, codes BLOB NOT NULL);"
    "CREATE TABLE manifest_source (position INTEGER PRIMARY KEY, name TEXT NOT NULL, format TEXT NOT NULL,"
    "  sha256 TEXT NOT NULL CHECK (length(sha256) = 64));"
    "CREATE TABLE manifest_row (position INTEGER PRIMARY KEY, source INTEGER NOT NULL REFERENCES manifest_source,"
    "  line INTEGER NOT NULL, container TEXT NOT NULL, tabulator TEXT NOT NULL, batch TEXT NOT NULL,"
    "  ballots INTEGER NOT NULL);"
    "CREATE TABLE resolution (id TEXT PRIMARY KEY, problem TEXT NOT NULL, reason TEXT NOT NULL, date TEXT NOT NULL)"
    "  WITHOUT ROWID;"
    "PRAGMA user_version = 2;";

const char store_schema_version[] = "PRAGMA user_version = " NUMBER(STORE_VERSION) ";";
