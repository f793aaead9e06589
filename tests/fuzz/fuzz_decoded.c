/* libFuzzer target: any bytes as a source in any shape of encoding, a text, and what was no text. A map that is made covers both; one that is not says so. */
#include "must.h"
#include "source/syntax/decoded.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Three bytes each, ascending. */
static size_t bad_of(const uint8_t *data, size_t n, pdx_undecoded *out) {
    uint64_t at = 0;
    for (size_t i = 0; i < n; i++) {
        out[i].begin = at + data[3 * i] % 16;
        out[i].end = out[i].begin + data[3 * i + 1] % 4;
        out[i].n_chars = data[3 * i + 2] % 3;
        at = out[i].end;
    }
    return n;
}

static void check_places(const pdx_offsets *map, size_t text_len, size_t source_len) {
    for (size_t at = 0; at < text_len; at++) {
        const pdx_range from = pdx_offsets_source(map, pdx_range_of(at, at + 1)), rest = pdx_offsets_source(map, pdx_range_of(at, text_len));
        MUST(from.begin <= from.end && from.end <= source_len);
        MUST(rest.begin <= from.begin && rest.end >= from.end && rest.end <= source_len);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    enum { MOST = 8 };
    pdx_undecoded bad[MOST];
    pdx_offsets map, second;
    pdx_decoded decoded = {.bad = bad};
    pdx_span source;
    size_t n, middle;
    if (size < 3 || data[1] % MOST * 3u > size - 3) return 0;
    n = data[1] % MOST;
    decoded.shape = (pdx_encoding_shape)(data[0] % (PDX_SHAPE_COUNT + 1));
    decoded.is_wide = data[2] % 2 != 0;
    decoded.n_bad = bad_of(data + 3, n, bad);
    middle = 3 + 3 * n + data[2] * (size - 3 - 3 * n) / 256;
    source = pdx_span_of(data + 3 + 3 * n, middle - 3 - 3 * n);
    decoded.text = pdx_span_of(data + middle, size - middle);
    pdx_offsets_init(&map);
    pdx_offsets_init(&second);
    if (pdx_decoded_map(&decoded, source, &map, NULL) == PDX_OK) {
        check_places(&map, decoded.text.len, source.len);
        MUST(pdx_offsets_add_through(&second, decoded.text.len, 0, decoded.text.len, true, &map));
        second.text = decoded.text.data;
        check_places(&second, decoded.text.len, source.len);
        pdx_offsets_cut(&second, decoded.text.len / 2);
        check_places(&second, decoded.text.len / 2, source.len);
    }
    pdx_offsets_deinit(&map);
    pdx_offsets_deinit(&second);
    return 0;
}
