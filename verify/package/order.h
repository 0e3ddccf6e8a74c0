/* order.h: the order of events in a package: who saw what when, for PKG-10. Specification, section 7.5. */
#ifndef VERIFY_PACKAGE_ORDER_H
#define VERIFY_PACKAGE_ORDER_H

#include "verify/package/evidence.h"

/* Somebody whom the reader trusts saw something no later than at a time. */
struct sighting {
    struct stamp_time time;
    const char *path; /* of the time stamp or the statement */
    bool stamp;       /* else the word of a countersigner */
    bool admission;   /* of one who is not independent: it counts against the order of events, never for it */
    bool doubtful;    /* by a key that is listed, but not for today: it decides nothing */
    bool package;     /* he saw the whole package; else: */
    size_t artifact;  /* position in the index by digest */
};

#define ORDER_NEVER SIZE_MAX

/* Sightings, the earliest first, and which is the first of each artifact, by position: of it itself (no admission),
 * and of it or of anything that names its digest, directly or not: by what it rests on or supersedes, in an index or a
 * ledger. ORDER_NEVER: of nothing. */
struct order {
    const struct evidence *evidence;
    struct sighting *sightings;
    size_t count;
    size_t *own, *spread;
    size_t *doubtful, doubtful_package; /* as spread and package, of doubtful sightings */
    size_t *listed; /* by position: of it and what names it, the artifact that the package's index dates earliest */
    size_t package; /* first sighting of the package */
    bool authorities_named; /* by the reader; else no stamp counts */
};

/* What a sighting does: "shows", or "says". */
const char *order_tells(const struct sighting *sighting);

/* order_dates.c: the publisher's own dates that contradict one another or what others saw: corrections of an audit
 * before its seed or after the audit was seen, a Bagging-Date after the package was seen. Each is a refuted place. */
void order_compare_dates(const struct order *order, struct places *places);

#endif
