/* draw.h: draws of section 14.1 whose size has the limit of section 16.3. */
#ifndef GEN_IMPACT_DRAW_H
#define GEN_IMPACT_DRAW_H

#include "gen/release/laplace.h"

#define IMPACT_DRAW_MOST (INT64_C(1) << 40)

/* One draw; SCR_LIMIT when it is larger than IMPACT_DRAW_MOST. */
SCR_MUST_CHECK static inline scr_result impact_draw(struct release_bits *stream, const struct release_scale *scale,
                                                    int64_t *noise) {
    SCR_TRY(release_laplace(stream, scale, noise));
    return (scr_result){*noise > IMPACT_DRAW_MOST || *noise < -IMPACT_DRAW_MOST ? SCR_LIMIT : SCR_DONE};
}

#endif
