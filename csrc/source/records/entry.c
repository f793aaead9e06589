#include "source/records/entry.h"

#include "markup/reference.h"
#include "source/records/entryhtml.h"
#include "source/records/entryorigin.h"
#include "source/records/recordparts.h"

void pdx_entry_init(pdx_entry *entry) {
    memset(entry, 0, sizeof *entry);
    pdx_htmltext_init(&entry->html);
    pdx_buf_init(&entry->broken);
    pdx_offsets_init(&entry->broken_map);
}

void pdx_entry_deinit(pdx_entry *entry) {
    PDX_VEC_DEINIT(&entry->values);
    pdx_htmltext_deinit(&entry->html);
    pdx_buf_deinit(&entry->broken);
    pdx_offsets_deinit(&entry->broken_map);
}

void pdx_entry_begin(pdx_entry *entry, const pdx_buf *text, const pdx_offsets *map) {
    entry->values.len = 0;
    entry->text = text;
    entry->map = map;
    entry->is_summary = false;
    entry->base = pdx_span_of(NULL, 0);
}

bool pdx_entry_add(pdx_entry *entry, pdx_entry_field field, bool is_html, pdx_range range) {
    const pdx_entry_value value = {(uint8_t)field, is_html, range};
    return range.end <= range.begin || PDX_VEC_PUSH(&entry->values, value);
}

/* How a field comes into a record: each value as lines, or all of them as one list. In reading order. */
typedef enum how { LINES, LIST } how;

static const struct { uint8_t field, role, how; } head_fields[] = {
    {PDX_ENTRY_TITLE, PDX_ROLE_TITLE, LINES},     {PDX_ENTRY_AUTHOR, PDX_ROLE_BYLINE, LIST},       {PDX_ENTRY_PUBLISHED, PDX_ROLE_DATE, LINES},
    {PDX_ENTRY_UPDATED, PDX_ROLE_UPDATED, LINES}, {PDX_ENTRY_CATEGORY, PDX_ROLE_CATEGORIES, LIST}, {PDX_ENTRY_TAG, PDX_ROLE_TAGS, LIST},
    {PDX_ENTRY_KIND, PDX_ROLE_KIND, LINES},       {PDX_ENTRY_STATUS, PDX_ROLE_STATUS, LINES},      {PDX_ENTRY_ADDRESS, PDX_ROLE_ADDRESS, LINES},
};
static const struct { uint8_t field, role; } fields_behind[] = {
    {PDX_ENTRY_LINK, PDX_ROLE_LINK}, {PDX_ENTRY_IMAGE, PDX_ROLE_IMAGE}, {PDX_ENTRY_MEDIA, PDX_ROLE_MEDIA}, {PDX_ENTRY_OTHER, PDX_ROLE_OTHER},
};

static pdx_status add_text(pdx_record *record, pdx_entry *entry, pdx_range from, pdx_range *range, pdx_error *err) {
    range->begin = record->text.len;
    pdx_buf_span(&record->text, pdx_span_slice(pdx_buf_view(entry->text), (size_t)from.begin, (size_t)from.end));
    if (record->text.failed || !pdx_offsets_add_through(&record->map, from.end - from.begin, from.begin, from.end - from.begin, true, entry->map)) {
        return pdx_fail_memory(err);
    }
    range->end = record->text.len;
    return PDX_OK;
}

/* A title that was broken into lines, as what is indented and what is wrapped has them, is one: its lines with a space between them. */
static pdx_status add_title(pdx_record *record, pdx_entry *entry, pdx_range of, pdx_error *err) {
    const pdx_span text = pdx_buf_view(entry->text);
    const uint64_t begin = record->text.len;
    for (uint64_t at = of.begin, stop; at < of.end; at = stop + 1) {
        const uint8_t *newline = memchr(text.data + at, '\n', (size_t)(of.end - at));
        pdx_range line = {at, newline == NULL ? of.end : (uint64_t)(newline - text.data)}, range;
        stop = line.end;
        while (line.begin < line.end && text.data[line.begin] <= ' ') line.begin++;
        while (line.end > line.begin && text.data[line.end - 1] <= ' ') line.end--;
        if (line.end == line.begin) continue;
        if (record->text.len > begin) PDX_TRY(pdx_record_add_glue(record, ' ', err));
        PDX_TRY(add_text(record, entry, line, &range, err));
    }
    if (record->text.len == begin) return PDX_OK;
    PDX_TRY(pdx_record_add_part(record, pdx_range_of(begin, record->text.len), PDX_ROLE_TITLE, err));
    return pdx_record_add_glue(record, '\n', err);
}

static bool has_lines(const pdx_entry *entry, pdx_range range) {
    return memchr(entry->text->data + range.begin, '\n', (size_t)(range.end - range.begin)) != NULL;
}

static pdx_status add_lines(pdx_record *record, pdx_entry *entry, const pdx_entry_value *value, uint8_t role, pdx_error *err) {
    pdx_range range;
    if (value->is_html && pdx_entry_has_markup(entry, value->range)) return pdx_entry_add_html(record, entry, value->range, role, err);
    if (role == PDX_ROLE_TITLE && has_lines(entry, value->range)) return add_title(record, entry, value->range, err);
    PDX_TRY(add_text(record, entry, value->range, &range, err));
    PDX_TRY(pdx_record_add_lines(record, range, role, err));
    return pdx_record_add_glue(record, '\n', err);
}

/* A name that may have character references, as it reads. */
static pdx_status add_name(pdx_record *record, pdx_entry *entry, const pdx_entry_value *value, pdx_range *range, pdx_error *err) {
    const pdx_span text = pdx_span_slice(pdx_buf_view(entry->text), (size_t)value->range.begin, (size_t)value->range.end);
    const uint8_t *found = value->is_html && text.len > 0 ? memchr(text.data, '&', text.len) : NULL;
    pdx_range piece;
    size_t at = 0;
    range->begin = record->text.len;
    while (found != NULL) {
        const size_t mark = (size_t)(found - text.data);
        const pdx_reference read = pdx_reference_read(pdx_span_slice(text, mark, text.len), PDX_REFERENCE_XML_NAMES);
        if (read.len > 0) {
            PDX_TRY(add_text(record, entry, pdx_range_of(value->range.begin + at, value->range.begin + mark), &piece, err));
            pdx_buf_append(&record->text, read.text, read.text_len);
            if (record->text.failed ||
                !pdx_offsets_add_through(&record->map, read.text_len, value->range.begin + mark, read.len, false, entry->map)) {
                return pdx_fail_memory(err);
            }
            at = mark + read.len;
        }
        found = mark + 1 < text.len ? memchr(found + 1, '&', text.len - mark - 1) : NULL;
    }
    PDX_TRY(add_text(record, entry, pdx_range_of(value->range.begin + at, value->range.end), &piece, err));
    range->end = record->text.len;
    return PDX_OK;
}

/* All values of a field as one part, with an item for each. */
static pdx_status add_list(pdx_record *record, pdx_entry *entry, pdx_entry_field field, uint8_t role, pdx_error *err) {
    const uint64_t begin = record->text.len;
    for (size_t i = 0; i < entry->values.len; i++) {
        const pdx_entry_value *value = &entry->values.data[i];
        pdx_range range;
        if (value->field != field) continue;
        if (record->text.len > begin) {
            PDX_TRY(pdx_record_add_glue(record, ',', err));
            PDX_TRY(pdx_record_add_glue(record, ' ', err));
        }
        PDX_TRY(add_name(record, entry, value, &range, err));
        if (role != PDX_ROLE_BYLINE) PDX_TRY(pdx_record_add_item(record, range, (uint32_t)record->parts.len, err));
    }
    if (record->text.len == begin) return PDX_OK;
    PDX_TRY(pdx_record_add_part(record, pdx_range_of(begin, record->text.len), role, err));
    return pdx_record_add_glue(record, '\n', err);
}

static pdx_status add_field(pdx_record *record, pdx_entry *entry, pdx_entry_field field, uint8_t role, how way, pdx_error *err) {
    if (way == LIST) return add_list(record, entry, field, role, err);
    for (size_t i = 0; i < entry->values.len; i++) {
        if (entry->values.data[i].field == field) PDX_TRY(add_lines(record, entry, &entry->values.data[i], role, err));
    }
    return PDX_OK;
}

/* Who wrote a comment, and when: one line, before what it says. */
static pdx_status add_commenter(pdx_record *record, pdx_entry *entry, size_t i, pdx_error *err) {
    const pdx_entry_value *date =
        i + 1 < entry->values.len && entry->values.data[i + 1].field == PDX_ENTRY_COMMENT_ON ? &entry->values.data[i + 1] : NULL;
    pdx_range range, more;
    PDX_TRY(add_text(record, entry, entry->values.data[i].range, &range, err));
    if (date != NULL) {
        PDX_TRY(pdx_record_add_glue(record, ',', err));
        PDX_TRY(pdx_record_add_glue(record, ' ', err));
        PDX_TRY(add_text(record, entry, date->range, &more, err));
        range.end = more.end;
    }
    PDX_TRY(pdx_record_add_part(record, range, PDX_ROLE_COMMENT_BY, err));
    return pdx_record_add_glue(record, '\n', err);
}

static pdx_status add_comments(pdx_record *record, pdx_entry *entry, pdx_error *err) {
    for (size_t i = 0; i < entry->values.len; i++) {
        const pdx_entry_value *value = &entry->values.data[i];
        if (value->field == PDX_ENTRY_COMMENT_BY) PDX_TRY(add_commenter(record, entry, i, err));
        if (value->field == PDX_ENTRY_COMMENT) PDX_TRY(add_lines(record, entry, value, PDX_ROLE_COMMENTS, err));
    }
    return PDX_OK;
}

static bool has(const pdx_entry *entry, pdx_entry_field field) {
    for (size_t i = 0; i < entry->values.len; i++) {
        if (entry->values.data[i].field == field) return true;
    }
    return false;
}

/* ---- summaries */

static bool is_white(uint8_t c) { return c <= ' '; }

/* Whether a text goes on elsewhere, from `at` on: it ends in dots, or says so. */
static bool breaks_off(pdx_span text, size_t at) {
    static const char *const ends[] = {"...", "\xE2\x80\xA6", "[...]", "[\xE2\x80\xA6]", "Continue reading", "Read more"};
    while (at < text.len && (is_white(text.data[at]) || text.data[at] == '(')) at++;
    for (size_t i = 0; i < PDX_COUNTOF(ends); i++) {
        if (pdx_span_starts(pdx_span_slice(text, at, text.len), pdx_span_str(ends[i]))) return true;
    }
    return false;
}

/* How much of `text` another one begins with, white space aside. */
static size_t common_begin(pdx_span text, pdx_span other) {
    size_t i = 0, k = 0;
    for (;;) {
        while (i + 8 <= text.len && k + 8 <= other.len && memcmp(text.data + i, other.data + k, 8) == 0) i += 8, k += 8;
        while (i < text.len && is_white(text.data[i])) i++;
        while (k < other.len && is_white(other.data[k])) k++;
        if (i == text.len || k == other.len || text.data[i] != other.data[k]) return i;
        i++;
        k++;
    }
}

/* Where the text of a record stands now, to go back to. */
typedef struct mark { size_t text, parts, items; } mark;

static void go_back(pdx_record *record, mark to) {
    record->text.len = to.text;
    record->parts.len = to.parts;
    record->items.len = to.items;
    pdx_offsets_cut(&record->map, to.text);
}

/* Behind the body, from `body` on; not there where the body begins with it. */
static pdx_status add_summary(pdx_record *record, pdx_entry *entry, uint64_t body, pdx_error *err) {
    const mark before = {record->text.len, record->parts.len, record->items.len};
    pdx_span summary;
    size_t same;
    PDX_TRY(add_field(record, entry, PDX_ENTRY_SUMMARY, PDX_ROLE_SUMMARY, LINES, err));
    summary = pdx_span_slice(pdx_buf_view(&record->text), before.text, record->text.len);
    same = common_begin(summary, pdx_span_slice(pdx_buf_view(&record->text), (size_t)body, before.text));
    if (same == summary.len || (same > 0 && breaks_off(summary, same))) go_back(record, before);
    return PDX_OK;
}

/* Only the summary is there: as much of the post as there is. */
static pdx_status add_excerpt(pdx_record *record, pdx_entry *entry, pdx_error *err) {
    const size_t begin = record->text.len, part = record->parts.len;
    size_t end;
    PDX_TRY(add_field(record, entry, PDX_ENTRY_SUMMARY, PDX_ROLE_PARAGRAPH, LINES, err));
    end = pdx_entry_tell_origin(record, entry, part);
    record->is_excerpt = entry->is_summary;
    for (size_t i = begin; i < end && !record->is_excerpt; i++) {
        const bool last = end - i < 24; /* what says so stands at its end */
        record->is_excerpt = last && breaks_off(pdx_buf_view(&record->text), i);
    }
    return PDX_OK;
}

static pdx_status add_head(pdx_record *record, pdx_entry *entry, pdx_error *err) {
    for (size_t i = 0; i < PDX_COUNTOF(head_fields); i++) {
        PDX_TRY(add_field(record, entry, (pdx_entry_field)head_fields[i].field, head_fields[i].role, (how)head_fields[i].how, err));
    }
    return PDX_OK;
}

static pdx_status add_rest(pdx_record *record, pdx_entry *entry, pdx_error *err) {
    const uint64_t body = record->text.len;
    const size_t part = record->parts.len;
    if (!pdx_buf_reserve(&record->text, entry->text->len)) return pdx_fail_memory(err); /* its text is shorter, as a rule */
    PDX_TRY(add_field(record, entry, PDX_ENTRY_BODY, PDX_ROLE_PARAGRAPH, LINES, err));
    (void)pdx_entry_tell_origin(record, entry, part);
    if (has(entry, PDX_ENTRY_SUMMARY)) PDX_TRY(has(entry, PDX_ENTRY_BODY) ? add_summary(record, entry, body, err) : add_excerpt(record, entry, err));
    PDX_TRY(add_field(record, entry, PDX_ENTRY_IMAGE_ALT, PDX_ROLE_IMAGE_ALT, LINES, err));
    PDX_TRY(add_comments(record, entry, err));
    for (size_t i = 0; i < PDX_COUNTOF(fields_behind); i++) {
        PDX_TRY(add_field(record, entry, (pdx_entry_field)fields_behind[i].field, fields_behind[i].role, LINES, err));
    }
    return pdx_entry_add_marks(record, entry, err);
}

/* Whether anything stands behind the head. */
static bool has_rest(const pdx_entry *entry) {
    for (size_t i = 0; i < entry->values.len; i++) {
        size_t k = 0;
        while (k < PDX_COUNTOF(head_fields) && head_fields[k].field != entry->values.data[i].field) k++;
        if (k == PDX_COUNTOF(head_fields)) return true;
    }
    return entry->html.marks.len > 0;
}

pdx_status pdx_entry_record(pdx_entry *entry, pdx_record *record, pdx_error *err) {
    pdx_record_reset(record);
    pdx_htmltext_reset(&entry->html);
    PDX_TRY(add_head(record, entry, err));
    if (!entry->waits) return add_rest(record, entry, err);
    if (has_rest(entry)) record->waiting = entry;
    return PDX_OK;
}

pdx_status pdx_entry_rest(pdx_record *record, pdx_error *err) {
    pdx_entry *entry = record->waiting;
    record->waiting = NULL;
    return add_rest(record, entry, err);
}
