#include "study/name_alone.h"

void study_name_alone_init(study_name_alone *self) { pdx_map_init(&self->small); }

void study_name_alone_deinit(study_name_alone *self) { pdx_map_deinit(&self->small); }

uint32_t study_name_row_bits(const study_name_place *place) {
    return (place->found == STUDY_NAME_WHOLE ? STUDY_NAME_ROW_WHOLE : 0) | (place->titled ? STUDY_NAME_ROW_TITLED : 0) |
           (place->weak ? STUDY_NAME_ROW_WEAK : 0);
}

pdx_status study_name_alone_small(study_name_alone *self, study_name *name, pdx_span word, pdx_error *err) {
    pdx_span folded;
    PDX_TRY(study_name_fold(name, word, &folded, err));
    return pdx_map_intern(&self->small, folded) == PDX_MAP_NONE ? pdx_fail_memory(err) : PDX_OK;
}

pdx_status study_name_alone_doubted(const study_name_alone *self, study_name *name, pdx_span word, bool *doubted, pdx_error *err) {
    pdx_span folded;
    PDX_TRY(study_name_fold(name, word, &folded, err));
    *doubted = pdx_map_find(&self->small, folded) != PDX_MAP_NONE;
    return PDX_OK;
}
