/* seen.h: texts as people see them: without the characters that are not seen, and A to Z as a to z. */
#ifndef GEN_SEEN_H
#define GEN_SEEN_H

/* Orders well-formed UTF-8 by what is seen of it: 0 when two texts look alike (specification, section 10.1). */
int seen_compare(const char *a, const char *b);

#endif
