#include "source/records/wxr_entry.h"

/* What a field of an item is; those that are not here say nothing of the entry. */
static const struct { uint8_t from, to; bool is_html; } own_fields[] = {
    {PDX_WXR_TITLE, PDX_ENTRY_TITLE, true},          {PDX_WXR_CREATOR, PDX_ENTRY_AUTHOR, false},
    {PDX_WXR_IN_CATEGORY, PDX_ENTRY_CATEGORY, true}, /* as the database has its name: with references */
    {PDX_WXR_IN_TAG, PDX_ENTRY_TAG, true},           {PDX_WXR_EXCERPT, PDX_ENTRY_SUMMARY, true}, {PDX_WXR_CONTENT, PDX_ENTRY_BODY, true},
    {PDX_WXR_TYPE, PDX_ENTRY_KIND, false},           {PDX_WXR_STATUS, PDX_ENTRY_STATUS, false},  {PDX_WXR_LINK, PDX_ENTRY_ADDRESS, false},
    {PDX_WXR_ATTACHMENT_URL, PDX_ENTRY_MEDIA, false},
};

static pdx_span text_of(const pdx_wxr_record *record, const pdx_wxr_value *value) {
    return pdx_span_slice(pdx_buf_view(&record->text), (size_t)value->range.begin, (size_t)value->range.end);
}

/* The values of a group: they stand one behind the other. */
typedef struct stretch { const pdx_wxr_value *data; size_t len; } stretch;

/* The first value of a field; NULL: none, or an empty one. */
static const pdx_wxr_value *find(stretch values, pdx_wxr_field field) {
    for (size_t i = 0; i < values.len; i++) {
        const pdx_wxr_value *value = &values.data[i];
        if (value->field == field) return value->range.end > value->range.begin ? value : NULL;
    }
    return NULL;
}

/* An export writes a date that is not set as zeros. */
static bool is_no_date(pdx_span text) { return pdx_span_starts(text, pdx_span_str("0000-00-00")); }

/* The time of the site's own clock; where that is not set, Greenwich time or what the feed says. */
static bool add_date(const pdx_wxr_record *from, pdx_entry *entry, const uint8_t *order, size_t n, pdx_entry_field field) {
    const pdx_wxr_value *best = NULL;
    size_t rank = n;
    for (size_t i = 0; i < from->values.len; i++) {
        const pdx_wxr_value *value = &from->values.data[i];
        if (value->group != PDX_WXR_NO_GROUP || value->range.end == value->range.begin || is_no_date(text_of(from, value))) continue;
        for (size_t k = 0; k < rank; k++) {
            if (value->field != (pdx_wxr_field)order[k]) continue;
            best = value;
            rank = k;
        }
    }
    return best == NULL || pdx_entry_add(entry, field, false, best->range);
}

static bool add_own(pdx_entry *entry, const pdx_wxr_value *value) {
    for (size_t k = 0; k < PDX_COUNTOF(own_fields); k++) {
        if (own_fields[k].from != value->field) continue;
        return pdx_entry_add(entry, (pdx_entry_field)own_fields[k].to, own_fields[k].is_html, value->range);
    }
    return true;
}

/* Held back, spam, in the trash: it has not stood on the site. */
static bool was_shown(const pdx_wxr_record *from, stretch values) {
    const pdx_wxr_value *approved = find(values, PDX_WXR_APPROVED);
    return approved == NULL || pdx_span_equal(text_of(from, approved), pdx_span_str("1"));
}

static bool add_comment(const pdx_wxr_record *from, stretch values, pdx_entry *entry) {
    const pdx_wxr_value *by = find(values, PDX_WXR_CREATOR), *on = find(values, PDX_WXR_DATE), *text = find(values, PDX_WXR_CONTENT);
    if (!was_shown(from, values)) return true;
    if (by == NULL) by = on;
    if (by == NULL) by = find(values, PDX_WXR_ID);
    if (by != NULL && !pdx_entry_add(entry, PDX_ENTRY_COMMENT_BY, false, by->range)) return false;
    if (by != NULL && on != NULL && on != by && !pdx_entry_add(entry, PDX_ENTRY_COMMENT_ON, false, on->range)) return false;
    return text == NULL || pdx_entry_add(entry, PDX_ENTRY_COMMENT, true, text->range);
}

/* How many values from `i` on are of its group. */
static size_t group_len(const pdx_wxr_record *from, size_t i) {
    size_t n = 1;
    while (i + n < from->values.len && from->values.data[i + n].group == from->values.data[i].group) n++;
    return n;
}

bool pdx_wxr_entry(const pdx_wxr_record *from, pdx_entry *entry) {
    static const uint8_t published[] = {PDX_WXR_DATE, PDX_WXR_DATE_GMT, PDX_WXR_PUB_DATE}, updated[] = {PDX_WXR_MODIFIED, PDX_WXR_MODIFIED_GMT};
    size_t i = 0, n;
    pdx_entry_begin(entry, &from->text, &from->map);
    for (; i < from->values.len; i += n) {
        const pdx_wxr_value *value = &from->values.data[i];
        n = value->group == PDX_WXR_NO_GROUP ? 1 : group_len(from, i);
        if (value->group == PDX_WXR_NO_GROUP) {
            if (!add_own(entry, value)) return false;
        } else if (from->groups.data[value->group - 1].kind == PDX_WXR_COMMENT) {
            if (!add_comment(from, (stretch){value, n}, entry)) return false;
        }
    }
    return add_date(from, entry, published, PDX_COUNTOF(published), PDX_ENTRY_PUBLISHED) &&
           add_date(from, entry, updated, PDX_COUNTOF(updated), PDX_ENTRY_UPDATED);
}
