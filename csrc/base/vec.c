#include "base/vec.h"

bool pdx_vec_grow(void **data, size_t *capacity, size_t wanted, size_t size) {
    const size_t grown = pdx_max_size(wanted, *capacity + *capacity / 2 + PDX_LIMIT(8, 1));
    size_t bytes = grown * size;
    void *moved = grown > SIZE_MAX / size ? NULL : pdx_grow(*data, &bytes);
    if (moved == NULL) return false;
    *data = moved;
    *capacity = bytes / size;
    return true;
}

bool pdx_vec_fit(void **data, size_t *capacity, size_t len, size_t size) {
    void *moved;
    if (len == *capacity) return true;
    moved = pdx_resize_array(*data, len, size);
    if (moved == NULL) return false;
    *data = moved;
    *capacity = len;
    return true;
}
