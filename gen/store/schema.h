/* schema.h: the tables of the store, version by version; each step brings a store of the version before up to its own.
 */
#ifndef GEN_STORE_SCHEMA_H
#define GEN_STORE_SCHEMA_H

#define STORE_APPLICATION 0x53435254 /* "SCRT" */
#define STORE_VERSION 5

extern const char store_schema_1[], store_schema_2[];
/* Version 3 is audits of trees and precinct returns, version 4 releases and their ledger, version 5 when corrections of
 * audits were made and why seeds were replaced; the number comes last. */
extern const char store_schema_audit[], store_schema_returns[], store_schema_release[], store_schema_corrections[],
    store_schema_version[];

#endif
