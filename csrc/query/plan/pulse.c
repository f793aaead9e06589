/* The pace of everything that works under a plan: whether its deadline came, or somebody wants it to stop. */
#include "base/clock.h"
#include "query/plan/plan.h"

pdx_status pdx_plan_pulse_now(pdx_plan *plan, pdx_error *err) {
    if (plan->deadline > 0.0 && pdx_clock_seconds() >= plan->deadline) {
        plan->expired = true;
        return pdx_fail(err, PDX_EINTERRUPTED, PDX_NO_OFFSET, "the deadline came first");
    }
    return pdx_tick_step(plan->options->tick, plan->pulses, plan->total, err);
}
