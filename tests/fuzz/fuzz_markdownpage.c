/* libFuzzer target: any bytes as a page in Markdown. What stands in its HTML comes from where the map says, byte for byte where it says so; the text of that leads
 * back into the source; and whether it is a page at all is asked. */
#include "input.h"
#include "must.h"
#include "source/html/htmltext.h"
#include "source/markdown/markdownpage.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A space of a text may be any white space of the source. */
static bool is_same(uint8_t byte, uint8_t from) { return byte == from || (byte == ' ' && (from == '\t' || from == '\n' || from == '\r' || from == '\f')); }

static void check_map(const pdx_offsets *map, pdx_span text, pdx_span source) {
    uint64_t at = 0;
    for (size_t i = 0; i < map->list.len; i++) {
        const pdx_offset *each = &map->list.data[i];
        const uint64_t end = i + 1 < map->list.len ? each[1].text : map->text_end;
        MUST(each->text == at && end >= at && end <= text.len && each->source <= source.len && each->source_len <= source.len - each->source);
        for (; each->linear && at < end; at++) MUST(is_same(text.data[at], source.data[each->source + (at - each->text)]));
        at = end;
    }
    MUST(at == text.len);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const pdx_span source = input_from(data, size, 0);
    pdx_markdown_out html;
    pdx_htmltext out;
    pdx_html_says says;
    pdx_markdown_out_init(&html);
    pdx_htmltext_init(&out);
    pdx_html_says_init(&says);
    out.says = &says;
    (void)pdx_markdown_is_page(source);
    MUST(pdx_markdown_page(source, 0, &html, NULL, NULL) == PDX_OK);
    check_map(&html.map, pdx_buf_view(&html.html), source);
    {
        const pdx_htmltext_source page = {pdx_buf_view(&html.html), 0, &html.map};
        MUST(pdx_htmltext_append(&out, &page, NULL, NULL) == PDX_OK);
    }
    check_map(&out.map, pdx_buf_view(&out.text), source);
    for (size_t i = 0; i < out.marks.len; i++) {
        const pdx_html_mark *mark = &out.marks.data[i];
        MUST(mark->source.begin <= mark->source.end && mark->source.end <= source.len);
    }
    pdx_html_says_deinit(&says);
    pdx_htmltext_deinit(&out);
    pdx_markdown_out_deinit(&html);
    return 0;
}
