#include "segment/postings.h"
#include "segment/segment_layout.h"

bool pdx_tops_check_doc(pdx_tops_check *check, const pdx_postings *list) {
    const double tf = pdx_impacts_tf(check->impacts, list->doc, list->frequencies);
    uint8_t top;
    if (tf > check->most) check->most = tf;
    if (list->block_left > 0 || list->n_blocks == 1) return true;
    top = pdx_top_of(check->most);
    check->most = 0.0;
    return pdx_column_get(&list->tops, list->block) == top;
}
