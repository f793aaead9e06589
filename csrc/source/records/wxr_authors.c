#include "source/records/wxr_authors.h"

enum { AUTHORS_MOST = PDX_LIMIT(1 << 16, 4), NAME_MOST = 512 };

void pdx_wxr_authors_init(pdx_wxr_authors *authors) {
    memset(authors, 0, sizeof *authors);
    pdx_map_init(&authors->logins);
    pdx_buf_init(&authors->text);
}

void pdx_wxr_authors_deinit(pdx_wxr_authors *authors) {
    pdx_map_deinit(&authors->logins);
    PDX_VEC_DEINIT(&authors->names);
    pdx_buf_deinit(&authors->text);
}

/* What the record itself says in a field; NULL: nothing. */
static pdx_wxr_value *own_value(const pdx_wxr_record *record, pdx_wxr_field field) {
    for (size_t i = 0; i < record->values.len; i++) {
        pdx_wxr_value *value = &record->values.data[i];
        if (value->field == field && value->group == PDX_WXR_NO_GROUP) return value->range.end > value->range.begin ? value : NULL;
    }
    return NULL;
}

static pdx_span text_of(const pdx_wxr_record *record, const pdx_wxr_value *value) {
    return pdx_span_slice(pdx_buf_view(&record->text), (size_t)value->range.begin, (size_t)value->range.end);
}

bool pdx_wxr_authors_add(pdx_wxr_authors *authors, const pdx_wxr_record *record) {
    const pdx_wxr_value *login = own_value(record, PDX_WXR_SLUG), *name = own_value(record, PDX_WXR_TITLE);
    const uint64_t begin = authors->text.len;
    if (login == NULL || name == NULL || authors->names.len >= AUTHORS_MOST || text_of(record, name).len > NAME_MOST ||
        text_of(record, login).len > NAME_MOST) {
        return true;
    }
    if (pdx_map_find(&authors->logins, text_of(record, login)) != PDX_MAP_NONE) return true; /* the first says it */
    if (pdx_map_intern(&authors->logins, text_of(record, login)) == PDX_MAP_NONE) return false;
    pdx_buf_span(&authors->text, text_of(record, name));
    return !authors->text.failed && PDX_VEC_PUSH(&authors->names, pdx_range_of(begin, authors->text.len));
}

bool pdx_wxr_authors_name(const pdx_wxr_authors *authors, pdx_wxr_record *item) {
    pdx_wxr_value *value = authors->names.len == 0 ? NULL : own_value(item, PDX_WXR_CREATOR);
    const uint32_t number = value == NULL ? PDX_MAP_NONE : pdx_map_find(&authors->logins, text_of(item, value));
    pdx_range name, login;
    const uint64_t begin = item->text.len;
    if (number == PDX_MAP_NONE) return true;
    name = authors->names.data[number];
    login = pdx_offsets_source(&item->map, value->range);
    pdx_buf_append(&item->text, authors->text.data + name.begin, (size_t)(name.end - name.begin));
    pdx_buf_byte(&item->text, '\n');
    value->range = pdx_range_of(begin, begin + (name.end - name.begin));
    return !item->text.failed && pdx_offsets_add(&item->map, name.end - name.begin, login.begin, login.end - login.begin, false) &&
           pdx_offsets_add(&item->map, 1, item->map.source_end, 0, false);
}
