/* Neighbours and near positions against every pair compared: short lists, and lists too long for that. */
#include "check.h"
#include "query/walk/adjacent.h"
#include "random.h"

enum { MOST = 200 };

static void list_make(test_random *random, uint32_t n, uint32_t step, uint32_t first, pdx_positions *out) {
    uint32_t position = first, i;
    out->len = 0;
    CHECK(PDX_VEC_RESERVE(out, MOST + PDX_POSITIONS_SLACK));
    for (i = 0; i < n && position < PDX_NO_DOC - step; i++) {
        out->data[out->len++] = position;
        position += 1 + random_below(random, step);
    }
}

static bool has(const pdx_positions *list, uint64_t position) {
    size_t i;
    for (i = 0; i < list->len; i++) {
        if (list->data[i] == position) return true;
    }
    return false;
}

static void check_starts(const pdx_positions *starts, pdx_positions *list, uint32_t shift) {
    uint32_t kept[MOST], wanted[MOST], n = 0, got;
    size_t i;
    for (i = 0; i < starts->len; i++) {
        kept[i] = starts->data[i];
        if (has(list, (uint64_t)starts->data[i] + shift)) wanted[n++] = starts->data[i];
    }
    got = pdx_starts_keep(kept, (uint32_t)starts->len, list, shift);
    CHECK_EQ(got, n);
    CHECK(got == n && memcmp(kept, wanted, n * sizeof *kept) == 0);
}

static size_t near_count(const pdx_positions *ones, const pdx_positions *others, uint32_t distance) {
    size_t n = 0, i, k;
    for (i = 0; i < ones->len; i++) {
        for (k = 0; k < others->len; k++) {
            const int64_t apart = (int64_t)ones->data[i] - others->data[k];
            if (apart == 0 || (apart < 0 ? -apart : apart) - 1 > distance) continue;
            n++;
            break;
        }
    }
    return n;
}

static void check_near(const pdx_positions *left, const pdx_positions *right, uint32_t distance) {
    const size_t near = near_count(left, right, distance) + near_count(right, left, distance);
    const size_t got = pdx_positions_near(left, right, distance);
    if (left->len <= 8 && right->len <= 8) CHECK_EQ(got, near);
    else CHECK(got == near || got == left->len + right->len);
}

int main(void) {
    static const uint32_t sizes[] = {0, 1, 2, 3, 7, 8, 9, 10, 63, 64, 65, MOST}, steps[] = {1, 2, 5, 40};
    test_random random = {17};
    pdx_positions left, right;
    size_t a, b, s;
    uint32_t shift;
    PDX_VEC_INIT(&left);
    PDX_VEC_INIT(&right);
    for (a = 0; a < PDX_COUNTOF(sizes); a++) {
        for (b = 0; b < PDX_COUNTOF(sizes); b++) {
            for (s = 0; s < PDX_COUNTOF(steps) * 2; s++) {
                const uint32_t first = s % 2 == 0 ? 0 : PDX_NO_DOC - 300; /* and where nothing greater is left */
                list_make(&random, sizes[a], steps[s / 2], first, &left);
                list_make(&random, sizes[b], steps[s / 2], first, &right);
                for (shift = 0; shift < 4; shift++) {
                    check_starts(&left, &right, shift);
                    check_near(&left, &right, shift * 3);
                }
            }
        }
    }
    PDX_VEC_DEINIT(&left);
    PDX_VEC_DEINIT(&right);
    return check_report("adjacent");
}
