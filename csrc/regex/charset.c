#include "regex/charset.h"

#include <stdlib.h>

bool pdx_charset_add(pdx_charset *set, uint32_t first, uint32_t last) {
    const pdx_code_range range = {first, last};
    return PDX_VEC_PUSH(set, range);
}

bool pdx_charset_add_ranges(pdx_charset *set, const pdx_code_range *ranges, size_t n) {
    for (size_t i = 0; i < n; i++)
        if (!PDX_VEC_PUSH(set, ranges[i])) return false;
    return true;
}

static int by_first(const void *a, const void *b) {
    const pdx_code_range *x = a, *y = b;
    return x->first < y->first ? -1 : x->first > y->first;
}

void pdx_charset_sort(pdx_charset *set) {
    size_t n = 0;
    if (set->len == 0) return;
    qsort(set->data, set->len, sizeof *set->data, by_first);
    for (size_t i = 1; i < set->len; i++) {
        pdx_code_range *last = &set->data[n];
        if (set->data[i].first <= last->last + 1) {
            if (set->data[i].last > last->last) last->last = set->data[i].last;
        } else set->data[++n] = set->data[i];
    }
    set->len = n + 1;
}

bool pdx_charset_invert(pdx_charset *set) {
    const size_t n = set->len;
    uint32_t next = 0;
    pdx_charset out;
    PDX_VEC_INIT(&out);
    for (size_t i = 0; i < n; i++) {
        if (set->data[i].first > next && !pdx_charset_add(&out, next, set->data[i].first - 1)) goto failed;
        next = set->data[i].last + 1;
    }
    if (next <= PDX_CODE_MAX && !pdx_charset_add(&out, next, PDX_CODE_MAX)) goto failed;
    PDX_VEC_DEINIT(set);
    set->data = out.data;
    set->len = out.len;
    set->capacity = out.capacity;
    return true;
failed:
    PDX_VEC_DEINIT(&out);
    return false;
}

bool pdx_charset_has(const pdx_code_range *ranges, size_t n, uint32_t code) {
    size_t low = 0, high = n;
    while (low < high) {
        const size_t mid = (low + high) / 2;
        if (ranges[mid].last < code) low = mid + 1;
        else high = mid;
    }
    return low < n && ranges[low].first <= code;
}

bool pdx_charset_add_cases(pdx_charset *set) {
    const size_t n = set->len;
    pdx_charset folds; /* what letters of the set fold to */
    bool good = true;
    PDX_VEC_INIT(&folds);
    for (size_t i = 0; i < pdx_case_pairs_count && good; i++) {
        const pdx_case_pair *pair = &pdx_case_pairs[i];
        if (pdx_charset_has(set->data, n, pair->code) || pdx_charset_has(set->data, n, pair->fold)) {
            good = pdx_charset_add(&folds, pair->fold, pair->fold);
        }
    }
    pdx_charset_sort(&folds);
    for (size_t i = 0; i < pdx_case_pairs_count && good && folds.len > 0; i++) {
        const pdx_case_pair *pair = &pdx_case_pairs[i];
        if (pdx_charset_has(folds.data, folds.len, pair->fold)) {
            good = pdx_charset_add(set, pair->code, pair->code) && pdx_charset_add(set, pair->fold, pair->fold);
        }
    }
    PDX_VEC_DEINIT(&folds);
    pdx_charset_sort(set);
    return good;
}
