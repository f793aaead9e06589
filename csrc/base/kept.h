/* Something that whoever needs it first makes, and that stays for all who come later: results found when they are asked for.
 * Promises: two threads may make it at once; one of them keeps what it made, the other gives its own back and waits for
 * that moment; costs one load afterwards. */
#ifndef PDX_BASE_KEPT_H
#define PDX_BASE_KEPT_H

#include "base/atomic.h"

typedef struct pdx_kept { /* begins as zeros */
    pdx_atomic_i64 is_made, makers;
} pdx_kept;

static inline bool pdx_kept_is_made(const pdx_kept *kept) { return pdx_atomic_load((pdx_atomic_i64 *)(uintptr_t)&kept->is_made) != 0; }

/* Whether the caller is the one to keep what it made: then it stores it and calls pdx_kept_done. Otherwise another thread was first, and what that
 * has made is there when this returns. */
static inline bool pdx_kept_claim(pdx_kept *kept) {
    if (pdx_atomic_add(&kept->makers, 1) == 0) return true;
    while (!pdx_kept_is_made(kept)) {
    }
    return false;
}
static inline void pdx_kept_done(pdx_kept *kept) { pdx_atomic_store(&kept->is_made, 1); }

#endif
