/* How long work stays answerable: a function of the caller's that is called now and then, shows
 * progress, and may ask to stop. Core loops call `pdx_tick_step` at least every few thousand items. */
#ifndef PDX_BASE_TICK_H
#define PDX_BASE_TICK_H

#include "base/status.h"

typedef struct pdx_tick {
    /* Returns false to stop the work, which then ends with PDX_EINTERRUPTED. May be NULL. */
    bool (*call)(void *context, uint64_t done, uint64_t total);
    void *context; /* borrowed */
} pdx_tick;

PDX_MUST static inline pdx_status pdx_tick_step(const pdx_tick *tick, uint64_t done, uint64_t total, pdx_error *err) {
    if (tick == NULL || tick->call == NULL || tick->call(tick->context, done, total)) return PDX_OK;
    return pdx_fail(err, PDX_EINTERRUPTED, PDX_NO_OFFSET, "stopped by the caller");
}

#endif
