#include "base/stages.h"

static bool stages_call(void *context, uint64_t done, uint64_t total) {
    pdx_stages *stages = context;
    const double part = total == 0 ? 0 : done >= total ? 1 : (double)done / (double)total;
    const uint64_t at = stages->begin + (uint64_t)(part * (double)(stages->end - stages->begin));
    if (at > stages->done) stages->done = at;
    return pdx_tick_step(stages->outer, stages->done, PDX_STAGES_ALL, NULL) == PDX_OK;
}

pdx_tick pdx_stages_begin(pdx_stages *stages, const pdx_tick *outer) {
    const pdx_tick tick = {stages_call, stages};
    stages->outer = outer;
    stages->begin = stages->end = stages->done = 0;
    return tick;
}

void pdx_stages_next(pdx_stages *stages, uint64_t share) {
    stages->begin = stages->end;
    stages->end += share;
}
