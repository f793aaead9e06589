#include "page/lines/foldorder.h"

#include "page/lexicon/chars.h"
#include "text/fold_tables.h"

/* Text that is read letter by letter, without accents. */
typedef struct letters {
    const uint8_t *at, *end;
    const uint8_t *folded, *folded_end; /* what is left of the letter that is being read */
} letters;

/* The next byte, or -1 at the end. */
static int next_byte(letters *l) {
    while (l->folded == l->folded_end) {
        uint32_t cp;
        size_t n;
        uint16_t code;
        if (l->at == l->end) return -1;
        n = pdx_char_decode(l->at, l->end, &cp);
        code = cp < 0x80 ? PDX_FOLD_SELF : pdx_fold_code(cp);
        if (code == PDX_FOLD_SELF) {
            l->folded = l->at;
            l->folded_end = l->at + n;
        } else if (code >= PDX_FOLD_FIRST) {
            l->folded = pdx_fold_pool + pdx_fold_ends[code - PDX_FOLD_FIRST];
            l->folded_end = pdx_fold_pool + pdx_fold_ends[code - PDX_FOLD_FIRST + 1];
        }
        l->at += n;
    }
    return *l->folded++;
}

int pdx_fold_order(pdx_span a, pdx_span b) {
    letters left = {a.data, a.data + a.len, NULL, NULL}, right = {b.data, b.data + b.len, NULL, NULL};
    for (;;) {
        const int x = next_byte(&left), y = next_byte(&right);
        if (x != y) return x - y;
        if (x < 0) return 0;
    }
}
