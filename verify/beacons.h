/* beacons.h: which certificates the reader of a report knows to be a randomness beacon's own. */
#ifndef VERIFY_BEACONS_H
#define VERIFY_BEACONS_H

#include <stddef.h>

/* CertificateIds that the reader of a report has from the beacon itself. */
#define BEACON_CERTIFICATES 16
struct beacon_certificates {
    const char *ids[BEACON_CERTIFICATES]; /* 128 hexadecimal digits of either case */
    size_t count;
};

#endif
