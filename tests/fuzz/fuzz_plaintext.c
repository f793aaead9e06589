/* libFuzzer target: any bytes as a plain text that a program laid out. What is written and the source account for each other byte by byte, in order and from end to
 * end; what was left in its place is as it was. The first byte, where it is odd, says how wide the text is, so that short inputs are joined, too. */
#include "input.h"
#include "must.h"
#include "source/plain/plaintext.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_map(pdx_span text, const pdx_offsets *map, pdx_span source) {
    uint64_t at = 0;
    for (size_t i = 0; i < map->list.len; i++) {
        const pdx_offset *each = &map->list.data[i];
        const uint64_t end = i + 1 < map->list.len ? each[1].text : map->text_end;
        MUST(each->source == at && each->text < end && each->source_len > 0);
        MUST(each->linear ? each->source_len == end - each->text : each->source_len >= end - each->text);
        if (each->linear) MUST(memcmp(text.data + each->text, source.data + each->source, (size_t)each->source_len) == 0);
        at = each->source + each->source_len;
    }
    MUST(map->text_end == text.len && (at == source.len || text.len == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const pdx_span source = input_from(data, size, 1);
    pdx_plaintext_layout layout;
    pdx_offsets map;
    pdx_buf text;
    if (size == 0) return 0;
    pdx_plaintext_layout_init(&layout);
    pdx_offsets_init(&map);
    pdx_buf_init(&text);
    MUST(pdx_plaintext_layout_find(&layout, source, NULL, NULL) == PDX_OK);
    if (data[0] & 1) layout.width = 1 + data[0] / 2;
    MUST(pdx_plaintext_append(&text, &map, source, &layout, NULL, NULL, NULL) == PDX_OK);
    check_map(pdx_buf_view(&text), &map, source);
    pdx_buf_deinit(&text);
    pdx_offsets_deinit(&map);
    pdx_plaintext_layout_deinit(&layout);
    return 0;
}
