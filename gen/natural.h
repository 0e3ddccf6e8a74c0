/* natural.h: the order in which people list names with numbers in them. */
#ifndef GEN_NATURAL_H
#define GEN_NATURAL_H

/* Orders texts like strcmp, but runs of ASCII digits by the number they write: "Ward 2" before "Ward 10". 0 only for
 * equal texts. */
int natural_compare(const char *a, const char *b);

#endif
