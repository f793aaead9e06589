#include "kernels/runs.h"

#include "base/bits.h"

/* At most one step. What is written for an occurrence is written over where it is not kept. */
static void step_cut(pdx_run_cut *cut, const uint64_t *run, uint32_t end) {
    uint64_t before = cut->n == 0 ? ~run[0] : run[cut->n - 1]; /* the first is in another document than this */
    unsigned odd = 0, all_fresh = 0, i;
    for (i = 0; i < PDX_RUN_STEP && cut->n + i < end; i++) {
        const uint64_t one = run[cut->n + i];
        const uint32_t position = (uint32_t)(one >> PDX_RUN_POSITION_SHIFT);
        const bool fresh = (one ^ before) >> PDX_RUN_DOC_SHIFT != 0;
        cut->docs[cut->n_docs] = (uint32_t)(one >> PDX_RUN_DOC_SHIFT);
        cut->firsts[cut->n_docs] = position;
        cut->begins[cut->n_docs] = cut->n + i;
        cut->n_docs += fresh;
        cut->gaps[cut->n_gaps] = position - (uint32_t)(before >> PDX_RUN_POSITION_SHIFT) - 1;
        cut->n_gaps += !fresh;
        odd |= (unsigned)((one & PDX_RUN_GROUP_MASK) != cut->group) << i;
        all_fresh |= (unsigned)fresh << i;
        before = one;
    }
    cut->odd[cut->n / PDX_RUN_STEP] = (uint8_t)odd;
    cut->fresh[cut->n / PDX_RUN_STEP] = (uint8_t)all_fresh;
    cut->any |= odd;
    cut->n += i;
}

void pdx_run_cut_generic(pdx_run_cut *cut, const uint64_t *run, uint32_t end, uint32_t most) {
    assert(cut->n % PDX_RUN_STEP == 0);
    while (cut->n < end && cut->n_docs <= most) step_cut(cut, run, end);
}

#if defined(__x86_64__) && (defined(__GNUC__) || defined(__clang__))
#include "kernels/runs_x86.h"
#else
static bool vector_available(void) { return false; }
static void vector_cut(pdx_run_cut *cut, const uint64_t *run, uint32_t end, uint32_t most) { pdx_run_cut_generic(cut, run, end, most); }
#endif

bool pdx_run_cut_vector(pdx_run_cut *cut, const uint64_t *run, uint32_t end, uint32_t most) {
    if (!vector_available()) return false;
    vector_cut(cut, run, end, most);
    return true;
}

void pdx_run_cut_on(pdx_run_cut *cut, const uint64_t *run, uint32_t end, uint32_t most) {
    if (!pdx_run_cut_vector(cut, run, end, most)) pdx_run_cut_generic(cut, run, end, most);
}
