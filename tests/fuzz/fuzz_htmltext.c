/* libFuzzer target: any bytes as the text of a page. It and the source account for each other; its blocks and marks lie in it, in order; what is said stands in the source. */
#include "covered.h"
#include "input.h"
#include "must.h"
#include "source/html/htmlcomments.h"
#include "source/html/htmlentries.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_blocks(const pdx_htmltext *out) {
    uint64_t at = 0;
    for (size_t i = 0; i < out->blocks.len; i++) {
        const pdx_html_block *block = &out->blocks.data[i];
        MUST(block->range.begin >= at && block->range.begin < block->range.end && block->range.end <= out->text.len);
        for (; at < block->range.begin; at++) MUST(out->text.data[at] == '\n');
        at = block->range.end;
        MUST(block->role < PDX_ROLE_COUNT && (block->level > 0) == (block->role == PDX_ROLE_HEADING));
    }
    MUST(at == out->text.len);
}

static void check_comments(const pdx_htmltext *out) {
    pdx_html_comments comments;
    uint64_t at = 0;
    pdx_html_comments_init(&comments);
    MUST(pdx_html_comments_find(&comments, out, NULL) == PDX_OK);
    for (size_t i = 0; i < comments.list.len; i++) {
        const pdx_html_comment_line *line = &comments.list.data[i];
        MUST(line->role == PDX_ROLE_COMMENT_BY || line->role == PDX_ROLE_COMMENTS || line->role == PDX_ROLE_NAV);
        MUST(line->range.begin >= at && line->range.begin < line->range.end && line->range.end <= out->text.len && line->box < out->boxes.len);
        at = line->range.end;
    }
    pdx_html_comments_deinit(&comments);
}

static void check_entries(const pdx_htmltext *out) {
    pdx_html_entries entries;
    uint64_t at = 0;
    pdx_html_entries_init(&entries);
    MUST(pdx_html_entries_find(&entries, out, NULL) == PDX_OK);
    for (size_t i = 0; i < entries.list.len; i++) {
        const pdx_html_entry *entry = &entries.list.data[i];
        MUST(entry->range.begin >= at && entry->range.begin < entry->range.end && entry->range.end <= out->text.len);
        MUST(entry->title.begin == entry->title.end || (entry->title.begin >= entry->range.begin && entry->title.end <= entry->range.end));
        at = entry->range.end;
    }
    at = 0;
    for (size_t i = 0; i < entries.asides.len; i++) {
        MUST(entries.asides.data[i].begin >= at && entries.asides.data[i].begin < entries.asides.data[i].end && entries.asides.data[i].end <= out->text.len);
        at = entries.asides.data[i].end;
    }
    pdx_html_entries_deinit(&entries);
}

static void check_range(pdx_range range, uint64_t len) { MUST(range.begin <= range.end && range.end <= len); }

static void check_says(const pdx_html_says *says, const pdx_htmltext *out, uint64_t size) {
    for (size_t i = 0; i < says->things.len; i++) {
        check_range(says->things.data[i].range, out->text.len);
        MUST(says->things.data[i].parent == PDX_SAYS_NOTHING || says->things.data[i].parent < i);
    }
    for (size_t i = 0; i < says->facts.len; i++) {
        const pdx_html_fact *fact = &says->facts.data[i];
        const pdx_span value = pdx_html_fact_value(says, fact, pdx_buf_view(&out->text));
        check_range(fact->text, out->text.len);
        check_range(fact->value, says->values.len);
        check_range(fact->source, size);
        MUST(value.len > 0 && value.data[0] != ' ' && value.data[value.len - 1] != ' ');
        MUST(fact->thing == PDX_SAYS_NOTHING || fact->thing < says->things.len);
        MUST(fact->by < PDX_SAYS_BY_COUNT && fact->role < PDX_ROLE_COUNT && (fact->value.end == fact->value.begin || fact->source.end > fact->source.begin));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    const pdx_htmltext_source source = {input_from(data, size, 0), 0, NULL};
    pdx_htmltext out;
    pdx_html_says says;
    pdx_htmltext_init(&out);
    pdx_html_says_init(&says);
    out.says = &says;
    MUST(pdx_htmltext_append(&out, &source, NULL, NULL) == PDX_OK);
    MUST(covered_same(source.html, &out) && (covered_foreign(source.html) || covered_missing(source.html, &out) == size));
    check_blocks(&out);
    check_entries(&out);
    check_comments(&out);
    for (size_t i = 0; i < out.boxes.len; i++) MUST(out.boxes.data[i].parent == PDX_HTML_NO_BOX || out.boxes.data[i].parent < i);
    for (size_t i = 0; i < out.marks.len; i++) {
        const pdx_html_mark *mark = &out.marks.data[i];
        MUST(mark->range.begin <= mark->range.end && mark->range.end <= out.text.len);
        MUST(mark->value.begin <= mark->value.end && mark->value.end <= out.values.len);
    }
    check_says(&says, &out, size);
    pdx_html_says_deinit(&says);
    pdx_htmltext_deinit(&out);
    return 0;
}
