#include "source/records/wxr.h"

#include "source/records/wxr_names.h"

static void record_init(pdx_wxr_record *record) {
    memset(record, 0, sizeof *record);
    pdx_buf_init(&record->text);
    pdx_offsets_init(&record->map);
}

static void record_deinit(pdx_wxr_record *record) {
    pdx_buf_deinit(&record->text);
    pdx_offsets_deinit(&record->map);
    PDX_VEC_DEINIT(&record->values);
    PDX_VEC_DEINIT(&record->groups);
}

void pdx_wxr_init(pdx_wxr *wxr) {
    memset(wxr, 0, sizeof *wxr);
    pdx_xml_init(&wxr->xml);
    pdx_xml_names_init(&wxr->names);
    record_init(&wxr->record);
    record_init(&wxr->site);
    wxr->site.kind = PDX_WXR_SITE;
    pdx_source_line_init(&wxr->line);
}

void pdx_wxr_deinit(pdx_wxr *wxr) {
    pdx_xml_deinit(&wxr->xml);
    pdx_xml_names_deinit(&wxr->names);
    record_deinit(&wxr->record);
    record_deinit(&wxr->site);
}

void pdx_wxr_feed(pdx_wxr *wxr, pdx_span bytes, bool is_last) { pdx_xml_feed(&wxr->xml, bytes, is_last); }

/* What fields go to now. */
static pdx_wxr_record *target_of(pdx_wxr *wxr) { return wxr->in_record.is_open ? &wxr->record : &wxr->site; }

static pdx_wxr_open open_at(uint64_t depth) {
    const pdx_wxr_open open = {depth, true};
    return open;
}

static bool is_space(uint8_t c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

static pdx_range trimmed(const pdx_buf *text, size_t begin, size_t end) {
    while (begin < end && is_space(text->data[begin])) begin++;
    while (end > begin && is_space(text->data[end - 1])) end--;
    return pdx_range_of(begin, end);
}

static pdx_span bytes_of(const pdx_wxr_record *record, pdx_range range) {
    return pdx_span_slice(pdx_buf_view(&record->text), (size_t)range.begin, (size_t)range.end);
}

/* 1.0 writes each term of an item twice, one after the other, first without its slug. */
static bool is_said_again(const pdx_wxr *wxr, const pdx_wxr_record *record, const pdx_wxr_value *value) {
    const pdx_wxr_value *last = record->values.len > 0 ? &record->values.data[record->values.len - 1] : NULL;
    if (last == NULL || wxr->last_has_slug || !wxr->has_slug || last->field != value->field ||
        (value->field != PDX_WXR_IN_CATEGORY && value->field != PDX_WXR_IN_TAG)) {
        return false;
    }
    return pdx_span_equal(bytes_of(record, last->range), bytes_of(record, value->range));
}

static bool add_value(pdx_wxr_record *record, pdx_wxr_value value) {
    if (record->values.len >= PDX_WXR_VALUES_MOST) {
        record->is_cut_short = true;
        return true;
    }
    return PDX_VEC_PUSH(&record->values, value);
}

static bool add_newline(pdx_wxr_record *record) {
    pdx_buf_byte(&record->text, '\n');
    return !record->text.failed && pdx_offsets_add(&record->map, 1, record->map.source_end, 0, false);
}

static pdx_status close_field(pdx_wxr *wxr, pdx_error *err) {
    pdx_wxr_record *record = target_of(wxr);
    const uint32_t group = wxr->in_group.is_open ? (uint32_t)record->groups.len : PDX_WXR_NO_GROUP;
    const pdx_range range = trimmed(&record->text, wxr->field_begin, record->text.len);
    const pdx_wxr_value value = {wxr->field, group, range};
    const bool again = is_said_again(wxr, record, &value);
    wxr->in_field.is_open = false;
    wxr->last_has_slug = wxr->has_slug;
    if ((!again && !add_value(record, value)) || !add_newline(record)) return pdx_fail_memory(err);
    if (wxr->field == PDX_WXR_IN_TERM) {
        const pdx_wxr_value taxonomy = {PDX_WXR_TAXONOMY, group, wxr->taxonomy};
        if (!add_value(record, taxonomy)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_wxr_kind kind_of_item(const pdx_wxr_record *record) {
    static const char *const names[] = {"post", "page", "attachment"};
    for (size_t i = 0; i < record->values.len; i++) {
        const pdx_wxr_value *value = &record->values.data[i];
        if (value->field != PDX_WXR_TYPE || value->group != PDX_WXR_NO_GROUP) continue;
        for (size_t k = 0; k < PDX_COUNTOF(names); k++) {
            if (pdx_span_equal(bytes_of(record, value->range), pdx_span_str(names[k]))) return (pdx_wxr_kind)k;
        }
        return PDX_WXR_OTHER;
    }
    return PDX_WXR_POST; /* as who imports it takes it */
}

static void begin_record(pdx_wxr *wxr, pdx_wxr_kind kind, uint64_t begin, uint64_t depth, uint32_t line) {
    pdx_wxr_record *record = &wxr->record;
    pdx_buf_reset(&record->text);
    pdx_offsets_reset(&record->map);
    record->values.len = record->groups.len = 0;
    record->is_cut_off = record->is_cut_short = false;
    record->kind = kind;
    record->source = pdx_range_of(begin, begin);
    record->line = line;
    wxr->in_record = open_at(depth);
}

static pdx_status end_group(pdx_wxr *wxr, uint64_t end, pdx_error *err) {
    if (wxr->in_field.is_open) PDX_TRY(close_field(wxr, err));
    if (wxr->in_group.is_open) wxr->record.groups.data[wxr->record.groups.len - 1].source.end = end;
    wxr->in_group.is_open = false;
    return PDX_OK;
}

static pdx_status end_record(pdx_wxr *wxr, uint64_t end, bool is_cut_off, pdx_error *err) {
    PDX_TRY(end_group(wxr, end, err));
    wxr->record.source.end = end;
    wxr->record.is_cut_off = is_cut_off;
    if (wxr->record.kind == PDX_WXR_OTHER) wxr->record.kind = kind_of_item(&wxr->record);
    wxr->in_record.is_open = false;
    return PDX_OK;
}

/* Elements from `depth` on inwards have ended, by the tag that stands at `tag`. */
static pdx_status close_elements(pdx_wxr *wxr, uint64_t depth, pdx_range tag, bool *ended, pdx_error *err) {
    *ended = false;
    if (wxr->in_field.is_open && wxr->in_field.depth >= depth) PDX_TRY(close_field(wxr, err));
    if (wxr->in_group.is_open && wxr->in_group.depth >= depth) PDX_TRY(end_group(wxr, wxr->in_group.depth == depth ? tag.end : tag.begin, err));
    if (wxr->in_record.is_open && wxr->in_record.depth >= depth) {
        const bool is_own = wxr->in_record.depth == depth;
        PDX_TRY(end_record(wxr, is_own ? tag.end : tag.begin, !is_own, err));
        *ended = true;
    }
    return PDX_OK;
}

/* What kind of term an item's category is. Another taxonomy is put into the text. */
static pdx_status take_domain(pdx_wxr *wxr, const pdx_attribute *domain, pdx_error *err) {
    pdx_wxr_record *record = &wxr->record;
    const pdx_span value = pdx_markup_view(&wxr->xml.input, domain->value);
    const size_t begin = record->text.len;
    if (pdx_span_equal(value, pdx_span_str("category")) || value.len > PDX_WXR_TEXT_MOST) return PDX_OK;
    wxr->field = PDX_WXR_IN_TAG;
    if (pdx_span_equal(value, pdx_span_str("post_tag")) || pdx_span_equal(value, pdx_span_str("tag"))) return PDX_OK;
    wxr->field = PDX_WXR_IN_TERM;
    PDX_TRY(pdx_xml_value(&wxr->xml, domain, &record->text, &record->map, err));
    wxr->taxonomy = trimmed(&record->text, begin, record->text.len);
    return add_newline(record) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status read_attributes(pdx_wxr *wxr, const pdx_xml_token *token, pdx_error *err) {
    for (size_t i = 0; i < token->n_attributes; i++) {
        const pdx_span name = pdx_markup_view(&wxr->xml.input, token->attributes[i].name);
        if (pdx_span_equal(name, pdx_span_str("nicename"))) wxr->has_slug = true;
        if (pdx_span_equal(name, pdx_span_str("domain"))) PDX_TRY(take_domain(wxr, &token->attributes[i], err));
    }
    return PDX_OK;
}

static pdx_status open_field(pdx_wxr *wxr, const pdx_xml_token *token, pdx_wxr_field field, pdx_error *err) {
    wxr->field = field;
    wxr->taxonomy = pdx_range_of(0, 0);
    wxr->has_slug = false;
    if (field == PDX_WXR_IN_CATEGORY) PDX_TRY(read_attributes(wxr, token, err));
    wxr->field_begin = target_of(wxr)->text.len;
    wxr->in_field = open_at(token->depth);
    return PDX_OK;
}

static pdx_status open_group(pdx_wxr *wxr, const pdx_xml_token *token, pdx_wxr_group_kind kind, pdx_error *err) {
    const pdx_wxr_group group = {kind, token->source};
    if (wxr->record.groups.len >= PDX_WXR_VALUES_MOST) {
        wxr->record.is_cut_short = true;
        return PDX_OK;
    }
    if (!PDX_VEC_PUSH(&wxr->record.groups, group)) return pdx_fail_memory(err);
    wxr->in_group = open_at(token->depth);
    return PDX_OK;
}

/* Where a field may stand whose tag is at `depth`; false: nowhere. */
static bool where_is(const pdx_wxr *wxr, uint64_t depth, pdx_wxr_where *where) {
    const uint64_t site_depth = 2; /* rss, channel */
    if (wxr->in_field.is_open) return false;
    if (!wxr->in_record.is_open) {
        *where = PDX_WXR_IN_SITE;
        return depth == site_depth;
    }
    if (wxr->in_group.is_open) {
        const pdx_wxr_group *group = &wxr->record.groups.data[wxr->record.groups.len - 1];
        *where = group->kind == PDX_WXR_COMMENT ? PDX_WXR_IN_COMMENT : PDX_WXR_IN_META;
        return depth == wxr->in_group.depth + 1;
    }
    *where = wxr->record.kind == PDX_WXR_OTHER ? PDX_WXR_IN_ITEM : PDX_WXR_IN_OTHERS;
    return depth == wxr->in_record.depth + 1;
}

static pdx_status open_element(pdx_wxr *wxr, const pdx_xml_token *token, bool *ended, pdx_error *err) {
    const pdx_span name = pdx_markup_view(&wxr->xml.input, token->name);
    const pdx_wxr_name *is;
    pdx_wxr_where where;
    *ended = false;
    PDX_TRY(pdx_xml_names_open(&wxr->names, &wxr->xml, token, err));
    if (!where_is(wxr, token->depth, &where)) where = PDX_WXR_NOWHERE;
    is = pdx_wxr_name_of(&wxr->known, &wxr->names, where, name);
    if (is->is_record && (!wxr->in_record.is_open || is->record == PDX_WXR_OTHER)) {
        if (!wxr->in_record.is_open) {
            if (wxr->in_field.is_open) PDX_TRY(close_field(wxr, err));
            begin_record(wxr, is->record, token->source.begin, token->depth, pdx_source_line_at(&wxr->line, &wxr->xml.input, token->source.begin));
            return PDX_OK;
        }
        wxr->has_pending = *ended = true;
        wxr->pending = is->record;
        wxr->pending_tag = token->source;
        wxr->pending_is_empty = token->is_empty;
        wxr->pending_depth = token->depth;
        wxr->pending_line = pdx_source_line_at(&wxr->line, &wxr->xml.input, token->source.begin);
        return end_record(wxr, token->source.begin, true, err);
    }
    if (is->is_field && (is->is_of_entry || !wxr->for_entries)) return open_field(wxr, token, is->field, err);
    if ((where == PDX_WXR_IN_ITEM || where == PDX_WXR_IN_OTHERS) && is->is_group && (is->group != PDX_WXR_META || !wxr->for_entries)) {
        return open_group(wxr, token, is->group, err);
    }
    return PDX_OK;
}

static pdx_status add_text(pdx_wxr *wxr, const pdx_xml_token *token, pdx_error *err) {
    pdx_wxr_record *record = target_of(wxr);
    const uint64_t len = token->content.end - token->content.begin;
    if (!wxr->in_field.is_open) return PDX_OK;
    if (len > PDX_WXR_TEXT_MOST || record->text.len + len > PDX_WXR_TEXT_MOST) {
        record->is_cut_short = true;
        return PDX_OK;
    }
    return pdx_xml_text(&wxr->xml, token, &record->text, &record->map, err);
}

static bool ends_in(pdx_span name, const char *end) {
    const size_t n = strlen(end);
    return name.len >= n && memcmp(pdx_span_end(name) - n, end, n) == 0;
}

/* As most that stand in what is passed over. */
static bool begins_nothing(pdx_span name) { return !ends_in(name, "item"); }

/* What comes next, where it is meta data of which nothing is wanted. */
static bool pass_meta(pdx_wxr *wxr, pdx_wxr_where where) {
    const pdx_wxr_name *is;
    pdx_xml_twig twig;
    pdx_xml_leaf leaf;
    if (!wxr->for_entries || (where != PDX_WXR_IN_ITEM && where != PDX_WXR_IN_OTHERS) || !pdx_xml_twig_at(&wxr->xml, &twig)) return false;
    is = pdx_wxr_name_of(&wxr->known, &wxr->names, where, twig.name);
    if (is->is_record || is->is_field || !is->is_group || is->group != PDX_WXR_META) return false;
    while (pdx_xml_twig_next(&wxr->xml, &twig, &leaf)) {
        if (!begins_nothing(leaf.name)) return false;
    }
    return pdx_xml_pass_twig(&wxr->xml, &twig);
}

/* A field that is an element with a text and nothing else. */
static pdx_status read_field(pdx_wxr *wxr, const pdx_xml_leaf *leaf, pdx_wxr_field field, pdx_error *err) {
    pdx_xml_token tag;
    tag.depth = wxr->xml.open.depth;
    tag.attributes = leaf->attributes;
    tag.n_attributes = leaf->n_attributes;
    PDX_TRY(open_field(wxr, &tag, field, err));
    if (leaf->content.content.end > leaf->content.content.begin) PDX_TRY(add_text(wxr, &leaf->content, err));
    return close_field(wxr, err);
}

/* What comes next, where it is an element with a text and nothing else, in a record, or meta data: all that its tokens would say. */
static pdx_status read_leaf(pdx_wxr *wxr, bool *read, pdx_error *err) {
    const uint64_t depth = wxr->xml.open.depth;
    const pdx_wxr_name *is, *likely = pdx_wxr_name_likely(&wxr->known);
    pdx_xml_leaf leaf;
    pdx_wxr_where where;
    *read = false;
    if (!wxr->in_record.is_open || wxr->in_field.is_open || !pdx_xml_names_stay(&wxr->names, depth)) return PDX_OK;
    if (!where_is(wxr, depth, &where)) where = PDX_WXR_NOWHERE;
    if (!pdx_xml_leaf_at(&wxr->xml, likely == NULL ? pdx_span_of(NULL, 0) : pdx_span_of(likely->name, likely->len), &leaf)) {
        *read = pass_meta(wxr, where);
        return PDX_OK;
    }
    *read = true;
    if (where != PDX_WXR_NOWHERE || !begins_nothing(leaf.name)) {
        is = pdx_wxr_name_of(&wxr->known, &wxr->names, where, leaf.name);
        *read = !is->is_group && !(is->is_record && is->record == PDX_WXR_OTHER);
        if (*read && is->is_field && (is->is_of_entry || !wxr->for_entries)) PDX_TRY(read_field(wxr, &leaf, is->field, err));
    }
    if (*read) pdx_xml_pass_leaf(&wxr->xml, &leaf);
    return PDX_OK;
}

static pdx_status at_end(pdx_wxr *wxr, uint64_t end, pdx_wxr_found *found, pdx_error *err) {
    *found = PDX_WXR_END;
    if (wxr->in_record.is_open) {
        *found = PDX_WXR_RECORD;
        return end_record(wxr, end, true, err);
    }
    if (wxr->in_field.is_open) PDX_TRY(close_field(wxr, err));
    if (!wxr->site_is_given) *found = PDX_WXR_ABOUT_SITE;
    wxr->site_is_given = true;
    return PDX_OK;
}

static pdx_status begin_pending(pdx_wxr *wxr, bool *ended, pdx_error *err) {
    *ended = wxr->pending_is_empty;
    wxr->has_pending = false;
    begin_record(wxr, wxr->pending, wxr->pending_tag.begin, wxr->pending_depth, wxr->pending_line);
    return *ended ? end_record(wxr, wxr->pending_tag.end, false, err) : PDX_OK;
}

pdx_status pdx_wxr_next(pdx_wxr *wxr, pdx_wxr_found *found, pdx_error *err) {
    bool ended = false;
    if (wxr->has_pending) PDX_TRY(begin_pending(wxr, &ended, err));
    while (!ended) {
        pdx_xml_token token;
        bool read;
        PDX_TRY(read_leaf(wxr, &read, err));
        if (read) continue;
        if (!wxr->in_field.is_open) pdx_xml_pass_space(&wxr->xml);
        PDX_TRY(pdx_xml_next(&wxr->xml, &token, err));
        switch (token.kind) {
        case PDX_XML_MORE:
            (void)pdx_source_line_at(&wxr->line, &wxr->xml.input, pdx_xml_at(&wxr->xml)); /* these bytes may be gone when there are more */
            *found = PDX_WXR_MORE;
            return PDX_OK;
        case PDX_XML_END: return at_end(wxr, token.source.end, found, err);
        case PDX_XML_OPEN:
            PDX_TRY(open_element(wxr, &token, &ended, err));
            if (token.is_empty && !ended) PDX_TRY(close_elements(wxr, token.depth, token.source, &ended, err));
            break;
        case PDX_XML_CLOSE:
            if (token.closes > 0) PDX_TRY(close_elements(wxr, token.depth, token.source, &ended, err));
            break;
        case PDX_XML_TEXT: case PDX_XML_CDATA: PDX_TRY(add_text(wxr, &token, err)); break;
        default: break;
        }
    }
    *found = PDX_WXR_RECORD;
    return PDX_OK;
}
