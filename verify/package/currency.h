/* currency.h: whether what a package holds still stands, by its index of publications and by those of other packages:
 * PKG-12. Specification, sections 7.4 and 7.5. */
#ifndef VERIFY_PACKAGE_CURRENCY_H
#define VERIFY_PACKAGE_CURRENCY_H

#include "verify/index/index.h"
#include "verify/package/package.h"

/* What is kept of a package until all packages of a run have been read. Zero-initialise; package_kept_free. */
struct kept_package {
    struct scr_arena arena;
    const char *shown;                        /* its path, escaped for people */
    const char *election, *bagging_date;      /* as in bag-info.txt; NULL when it does not tell */
    bool complete;                            /* everything in the folder was listed */
    const struct package_artifact *artifacts; /* one for each file of the payload; in the arena */
    size_t count;
    size_t indexes;                  /* artifacts that are indexes */
    const char *index_path;          /* of the first of them */
    struct publication_index *index; /* when there is one, and it is valid; owned */
    bool counts;     /* for other packages: a trusted key signed what is here, and the index is of its election */
    size_t findings; /* the place of its findings in the run */
};

/* Fills what `package` knows; the caller has set artifacts, count and index. `findings` are those of the package, with
 * PKG-03 to PKG-05 and PKG-11. */
SCR_MUST_CHECK scr_result package_keep(const struct package *package, const char *folder,
                                       const struct findings *findings, struct kept_package *kept);
void package_kept_free(struct kept_package *kept);

/* The packages of a run that count for others, against each other. Paths are those of the packages. */
struct told_histories {
    const struct kept_package *longest; /* of the packages of one election that count; NULL: none */
    const struct kept_package *other;   /* one whose index is not the beginning of the longest's; NULL: none */
};
/* Of the packages of this election. */
struct told_histories package_histories(const struct kept_package *packages, size_t count, const char *election);

/* The index by which `package` is judged: its own, or a longer one that continues it, or, when it has none, that of the
 * others; NULL: none. */
const struct publication_index *package_judge(const struct kept_package *package, const struct told_histories *told);

/* PKG-12, and with `facts` what is not current. */
SCR_MUST_CHECK scr_result package_check_currency(const struct kept_package *package, const struct told_histories *told,
                                                 bool facts, struct findings *findings);

#endif
