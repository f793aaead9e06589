/* libFuzzer target: any bytes as a post in Markdown, with front matter of each kind. Parts ascend, lie in the text and map into the source; so do items. */
#include "input.h"
#include "must.h"
#include "source/markdown/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_record(const pdx_record *record, size_t size) {
    uint64_t at = 0;
    for (size_t i = 0; i < record->parts.len; i++) {
        const pdx_range range = record->parts.data[i].range, from = pdx_offsets_source(&record->map, range);
        MUST(range.begin >= at && range.begin < range.end && range.end <= record->text.len);
        MUST(from.begin <= from.end && from.end <= size);
        at = range.end;
    }
    for (size_t i = 0; i < record->items.len; i++) {
        const pdx_record_item *item = &record->items.data[i];
        MUST(item->part < record->parts.len && item->range.begin < item->range.end && item->range.end <= record->text.len);
        MUST(i == 0 || item[-1].part <= item->part);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    pdx_markdown markdown;
    pdx_record record;
    pdx_markdown_init(&markdown);
    pdx_record_init(&record);
    for (int again = 0; again < 2; again++) {
        const pdx_status status = pdx_markdown_read(&markdown, input_from(data, size, 0), &record, NULL);
        MUST(status == PDX_OK);
        check_record(&record, size);
    }
    (void)pdx_front_is_begun(input_from(data, size, 0));
    pdx_record_deinit(&record);
    pdx_markdown_deinit(&markdown);
    return 0;
}
