#include "os/helper.h"

#include "os/calls.h"

static bool goes_on(void *context, uint64_t done, uint64_t total) {
    (void)done, (void)total;
    pdx_thread_rest();
    return pdx_atomic_load(context) == 0;
}

static void helper_run(void *context) {
    pdx_helper *helper = context;
    const pdx_tick tick = {goes_on, &helper->stop};
    helper->status = helper->work(helper->context, &tick, &helper->err);
}

bool pdx_helper_start(pdx_helper *helper, pdx_work work, void *context) {
    static const pdx_error none;
    helper->work = work;
    helper->context = context;
    helper->status = PDX_OK;
    helper->err = none;
    pdx_atomic_store(&helper->stop, 0);
    helper->process = pdx_os_process();
    return pdx_thread_start(&helper->thread, helper_run, helper);
}

static bool is_own(const pdx_helper *helper) { return helper->process == pdx_os_process(); }

pdx_status pdx_helper_end(pdx_helper *helper, pdx_status status, const pdx_tick *tick, pdx_error *err) {
    while (status == PDX_OK && is_own(helper) && !pdx_thread_poll(&helper->thread)) status = pdx_tick_step(tick, 0, 0, err); /* how long is not known */
    /* Asked after the last tick, too, which may have made the fork. */
    if (!is_own(helper)) return status != PDX_OK ? status : pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, PDX_OF_ANOTHER_PROCESS);
    if (status != PDX_OK) pdx_atomic_store(&helper->stop, 1);
    pdx_thread_join(&helper->thread);
    if (status != PDX_OK || helper->status == PDX_OK) return status;
    if (err != NULL) *err = helper->err;
    return helper->status;
}
