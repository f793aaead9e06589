#include "source/entry.h"

#include "source/recordparts.h"

void pdx_entry_deinit(pdx_entry *entry) { PDX_VEC_DEINIT(&entry->values); }

bool pdx_entry_add(pdx_entry *entry, pdx_entry_field field, bool is_html, pdx_range range) {
    const pdx_entry_value value = {(uint8_t)field, is_html, range};
    return range.end <= range.begin || PDX_VEC_PUSH(&entry->values, value);
}

/* How a field comes into a record. */
typedef enum how { LINES, LIST, ADDRESSES } how;

static const struct { uint8_t field, role, how; } fields[] = {
    {PDX_ENTRY_TITLE, PDX_ROLE_TITLE, LINES},     {PDX_ENTRY_AUTHOR, PDX_ROLE_BYLINE, LIST},      {PDX_ENTRY_PUBLISHED, PDX_ROLE_DATE, LINES},
    {PDX_ENTRY_UPDATED, PDX_ROLE_UPDATED, LINES}, {PDX_ENTRY_CATEGORY, PDX_ROLE_CATEGORIES, LIST}, {PDX_ENTRY_TAG, PDX_ROLE_TAGS, LIST},
    {PDX_ENTRY_SUMMARY, PDX_ROLE_SUMMARY, LINES}, {PDX_ENTRY_BODY, PDX_ROLE_PARAGRAPH, LINES},
};
static const struct { uint8_t field, role, how; } fields_behind[] = {
    {PDX_ENTRY_KIND, PDX_ROLE_KIND, LINES}, {PDX_ENTRY_STATUS, PDX_ROLE_STATUS, LINES}, {PDX_ENTRY_ADDRESS, PDX_ROLE_ADDRESS, LINES},
    {PDX_ENTRY_LINK, PDX_ROLE_LINK, LINES}, {PDX_ENTRY_IMAGE, PDX_ROLE_IMAGE, LINES},   {PDX_ENTRY_MEDIA, PDX_ROLE_MEDIA, LINES},
};

static pdx_status add_text(pdx_record *record, const pdx_entry *entry, pdx_range from, pdx_range *range, pdx_error *err) {
    range->begin = record->text.len;
    pdx_buf_append(&record->text, entry->text->data + from.begin, (size_t)(from.end - from.begin));
    if (record->text.failed || !pdx_offsets_add_through(&record->map, from.end - from.begin, from.begin, from.end - from.begin, true, entry->map)) return pdx_fail_memory(err);
    range->end = record->text.len;
    return PDX_OK;
}

static pdx_status add_lines(pdx_record *record, const pdx_entry *entry, const pdx_entry_value *value, uint8_t role, pdx_error *err) {
    pdx_range range;
    PDX_TRY(add_text(record, entry, value->range, &range, err));
    PDX_TRY(pdx_record_add_lines(record, range, role, err));
    return pdx_record_add_glue(record, '\n', err);
}

/* All values of a field as one part, with an item for each. */
static pdx_status add_list(pdx_record *record, const pdx_entry *entry, pdx_entry_field field, uint8_t role, pdx_error *err) {
    const uint64_t begin = record->text.len;
    for (size_t i = 0; i < entry->values.len; i++) {
        const pdx_entry_value *value = &entry->values.data[i];
        pdx_range range;
        if (value->field != field) continue;
        if (record->text.len > begin) {
            PDX_TRY(pdx_record_add_glue(record, ',', err));
            PDX_TRY(pdx_record_add_glue(record, ' ', err));
        }
        PDX_TRY(add_text(record, entry, value->range, &range, err));
        if (role != PDX_ROLE_BYLINE) PDX_TRY(pdx_record_add_item(record, range, (uint32_t)record->parts.len, err));
    }
    if (record->text.len == begin) return PDX_OK;
    PDX_TRY(pdx_record_add_part(record, pdx_range_of(begin, record->text.len), role, err));
    return pdx_record_add_glue(record, '\n', err);
}

static pdx_status add_field(pdx_record *record, const pdx_entry *entry, pdx_entry_field field, uint8_t role, how way, pdx_error *err) {
    if (way == LIST) return add_list(record, entry, field, role, err);
    for (size_t i = 0; i < entry->values.len; i++) {
        if (entry->values.data[i].field == field) PDX_TRY(add_lines(record, entry, &entry->values.data[i], role, err));
    }
    return PDX_OK;
}

/* Who wrote a comment, and when: one line, before what it says. */
static pdx_status add_commenter(pdx_record *record, const pdx_entry *entry, size_t i, pdx_error *err) {
    const pdx_entry_value *date = i + 1 < entry->values.len && entry->values.data[i + 1].field == PDX_ENTRY_COMMENT_ON ? &entry->values.data[i + 1] : NULL;
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

static pdx_status add_comments(pdx_record *record, const pdx_entry *entry, pdx_error *err) {
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

pdx_status pdx_entry_record(const pdx_entry *entry, pdx_record *record, pdx_error *err) {
    const bool has_body = has(entry, PDX_ENTRY_BODY);
    pdx_record_reset(record);
    if (!pdx_buf_reserve(&record->text, entry->text->len)) return pdx_fail_memory(err); /* its text is shorter, as a rule */
    for (size_t i = 0; i < PDX_COUNTOF(fields); i++) {
        const bool is_all = fields[i].field == PDX_ENTRY_SUMMARY && !has_body;
        PDX_TRY(add_field(record, entry, (pdx_entry_field)fields[i].field, is_all ? PDX_ROLE_PARAGRAPH : fields[i].role, (how)fields[i].how, err));
    }
    PDX_TRY(add_comments(record, entry, err));
    for (size_t i = 0; i < PDX_COUNTOF(fields_behind); i++) {
        PDX_TRY(add_field(record, entry, (pdx_entry_field)fields_behind[i].field, fields_behind[i].role, (how)fields_behind[i].how, err));
    }
    return PDX_OK;
}
