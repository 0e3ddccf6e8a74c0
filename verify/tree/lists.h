/* lists.h: the long lists of trees and audits (numbers, opened ballots, hashes), read from one element after the other.
 * Specification, sections 11.4 and 12.
 *
 * Each function takes the text of one element, appends what it holds, and notes as a problem of the document whatever
 * is not written as the specification says: one space between tokens, no leading zeros, numbers of at most 2^30, lower
 * case hexadecimal, and elements cut so that all but the last of a list are full. Order and meaning of the numbers are
 * for later checks. Behind a problem a list may be incomplete; the document is never accepted then. */
#ifndef VERIFY_TREE_LISTS_H
#define VERIFY_TREE_LISTS_H

#include "verify/document.h"

enum {
    LIST_NUMBERS = 20000, /* tokens in an element of numbers, opened or examined ballots */
    LIST_HASHES = 10000,
    LIST_CODES = 1000000, /* characters in an element Codes */
    SALT_SIZE = 16,
};

/* Zero-initialise; owned, released with the _free functions. */
struct number_list {
    uint32_t *items;
    size_t count, capacity;
};
struct opened_ballot {
    uint32_t number; /* from 1 */
    char code;       /* one printable ASCII character, not looked at further */
    uint8_t salt[SALT_SIZE];
};
struct opened_list {
    struct opened_ballot *items;
    size_t count, capacity;
};
struct hash_list {
    struct scr_hash *items;
    size_t count, capacity;
};
/* NUMBER:INTERPRETATION of an audit. */
struct examined_ballot {
    uint32_t number;
    char interpretation;
};
struct examined_list {
    struct examined_ballot *items;
    size_t count, capacity;
};
/* One character a ballot, no NUL. */
struct code_list {
    char *items;
    size_t count, capacity;
};

SCR_MUST_CHECK scr_result list_read_numbers(struct document *document, const char *text, size_t length,
                                            struct number_list *list);
SCR_MUST_CHECK scr_result list_read_opened(struct document *document, const char *text, size_t length,
                                           struct opened_list *list);
SCR_MUST_CHECK scr_result list_read_hashes(struct document *document, const char *text, size_t length,
                                           struct hash_list *list);
SCR_MUST_CHECK scr_result list_read_examined(struct document *document, const char *text, size_t length,
                                             struct examined_list *list);
SCR_MUST_CHECK scr_result list_read_codes(struct document *document, const char *text, size_t length,
                                          struct code_list *list);
void number_list_free(struct number_list *list);
void opened_list_free(struct opened_list *list);
void hash_list_free(struct hash_list *list);
void examined_list_free(struct examined_list *list);
void code_list_free(struct code_list *list);

/* The first position whose number is not above the one before it, or not in 1..most; `count` when all are fine. */
size_t numbers_disorder(const uint32_t *numbers, size_t count, uint32_t most);
size_t opened_disorder(const struct opened_ballot *opened, size_t count, uint32_t most);
size_t examined_disorder(const struct examined_ballot *examined, size_t count, uint32_t most);

#endif
