/* How long work stays answerable: a function of the caller's that is called now and then, shows
 * progress, and may ask to stop. Core loops ask about once a millisecond: every so many items where all cost alike, by a
 * `pdx_pace` where the size of an item decides. */
#ifndef PDX_BASE_TICK_H
#define PDX_BASE_TICK_H

#include "base/status.h"

typedef struct pdx_tick {
    /* Returns false to stop the work, which then ends with PDX_EINTERRUPTED. May be NULL. */
    bool (*call)(void *context, uint64_t done, uint64_t total);
    void *context; /* borrowed */
} pdx_tick;

static inline pdx_status pdx_tick_stopped(pdx_error *err) { return pdx_fail(err, PDX_EINTERRUPTED, PDX_NO_OFFSET, "stopped by the caller"); }

PDX_MUST static inline pdx_status pdx_tick_step(const pdx_tick *tick, uint64_t done, uint64_t total, pdx_error *err) {
    if (tick == NULL || tick->call == NULL || tick->call(tick->context, done, total)) return PDX_OK;
    return pdx_tick_stopped(err);
}

/* Work between two questions, in bytes of text read or what takes as long (a few nanoseconds). */
#define PDX_TICK_WORK ((uint64_t)PDX_LIMIT(1 << 17, 64))

/* For a loop whose items differ in size. */
typedef struct pdx_pace {
    const pdx_tick *tick;
    uint64_t total, work;
} pdx_pace;

static inline pdx_pace pdx_pace_of(const pdx_tick *tick, uint64_t total) {
    pdx_pace pace;
    pace.tick = tick;
    pace.total = total;
    pace.work = 0;
    return pace;
}

/* So much work more, on the way to `done` of the total. */
PDX_MUST static inline pdx_status pdx_pace_step(pdx_pace *pace, uint64_t work, uint64_t done, pdx_error *err) {
    pace->work += work;
    if (PDX_LIKELY(pace->work < PDX_TICK_WORK)) return PDX_OK;
    pace->work = 0;
    return pdx_tick_step(pace->tick, done, pace->total, err);
}

#endif
