/* schema_audit.c: the SQL of the store's tables for trees and their audits. */
#include "schema.h"

const char store_schema_audit[] = "";
