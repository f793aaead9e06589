#include "source/records/newsfeed.h"

#include "source/records/columnnames.h"
#include "source/records/newsfeed_values.h"
#include "source/records/xmlrows.h"

void pdx_newsfeed_init(pdx_newsfeed *feed) {
    memset(feed, 0, sizeof *feed);
    pdx_xml_init(&feed->xml);
    feed->xml.html_names = true;
    pdx_xml_names_init(&feed->names);
    pdx_source_line_init(&feed->line);
    pdx_entry_init(&feed->entry);
    pdx_buf_init(&feed->text);
    pdx_buf_init(&feed->base_bytes);
    pdx_buf_init(&feed->scratch);
    pdx_buf_init(&feed->body_base);
    pdx_offsets_init(&feed->map);
}

void pdx_newsfeed_deinit(pdx_newsfeed *feed) {
    pdx_xml_deinit(&feed->xml);
    pdx_xml_names_deinit(&feed->names);
    pdx_entry_deinit(&feed->entry);
    pdx_buf_deinit(&feed->text);
    pdx_offsets_deinit(&feed->map);
    PDX_VEC_DEINIT(&feed->values);
    PDX_VEC_DEINIT(&feed->bases);
    pdx_buf_deinit(&feed->base_bytes);
    pdx_buf_deinit(&feed->scratch);
    pdx_buf_deinit(&feed->body_base);
}

void pdx_newsfeed_feed(pdx_newsfeed *feed, pdx_span bytes, bool is_last) { pdx_xml_feed(&feed->xml, bytes, is_last); }

static pdx_newsfeed_open open_at(uint64_t depth) { return (pdx_newsfeed_open){depth, true}; }

static bool closes(const pdx_newsfeed_open *open, uint64_t depth) { return open->is_open && open->depth >= depth; }

/* ---- what stands in a field */

/* False: no room for so much. */
static bool has_room(pdx_newsfeed *feed, uint64_t len) {
    if (len <= PDX_NEWSFEED_TEXT_MOST && feed->text.len + len <= PDX_NEWSFEED_TEXT_MOST) return true;
    feed->is_cut_short = true;
    return false;
}

static pdx_status add_bytes(pdx_newsfeed *feed, pdx_range source, pdx_error *err) {
    return pdx_unescape_plain(pdx_markup_view(&feed->xml.input, source), source.begin, &feed->text, &feed->map) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status add_glue(pdx_newsfeed *feed, const char *text, pdx_error *err) {
    pdx_buf_str(&feed->text, text);
    return !feed->text.failed && pdx_offsets_add(&feed->map, strlen(text), feed->map.source_end, 0, false) ? PDX_OK : pdx_fail_memory(err);
}

/* Elements of HTML that have no end: one would be a second of them. */
static bool has_no_end(pdx_span local) {
    static const char *const names[] = {"br",   "img",    "hr",    "wbr",   "input", "col",  "embed",
                                        "area", "source", "track", "param", "link",  "meta", "base"};
    for (size_t i = 0; i < PDX_COUNTOF(names); i++) {
        if (pdx_newsfeed_is(local, names[i])) return true;
    }
    return false;
}

/* A tag as one of HTML: its name without a prefix, and of an element that is empty the end as well. */
static pdx_status add_tag(pdx_newsfeed *feed, const pdx_xml_token *token, pdx_error *err) {
    const pdx_span name = pdx_markup_view(&feed->xml.input, token->name);
    const uint64_t local = token->name.begin + pdx_xml_local(name);
    if (token->kind == PDX_XML_CLOSE && has_no_end(pdx_span_slice(name, pdx_xml_local(name), name.len))) return PDX_OK;
    if (!has_room(feed, 2 * (token->source.end - token->source.begin) + 4)) return PDX_OK;
    PDX_TRY(add_bytes(feed, pdx_range_of(token->source.begin, token->name.begin), err));
    PDX_TRY(add_bytes(feed, pdx_range_of(local, token->source.end), err));
    if (token->kind != PDX_XML_OPEN || !token->is_empty || has_no_end(pdx_span_slice(name, pdx_xml_local(name), name.len))) return PDX_OK;
    PDX_TRY(add_glue(feed, "</", err));
    PDX_TRY(add_bytes(feed, pdx_range_of(local, token->name.end), err));
    return add_glue(feed, ">", err);
}

/* Text of a section, which says what it says, where tags count. */
static pdx_status add_escaped(pdx_newsfeed *feed, pdx_range source, pdx_error *err) {
    const pdx_span bytes = pdx_markup_view(&feed->xml.input, source);
    size_t begin = 0;
    if (!has_room(feed, 5 * (uint64_t)bytes.len)) return PDX_OK;
    for (size_t i = 0; i <= bytes.len; i++) {
        if (i < bytes.len && bytes.data[i] != '<' && bytes.data[i] != '&') continue;
        PDX_TRY(add_bytes(feed, pdx_range_of(source.begin + begin, source.begin + i), err));
        if (i == bytes.len) break;
        pdx_buf_str(&feed->text, bytes.data[i] == '<' ? "&lt;" : "&amp;");
        if (feed->text.failed || !pdx_offsets_add(&feed->map, bytes.data[i] == '<' ? 4 : 5, source.begin + i, 1, false)) return pdx_fail_memory(err);
        begin = i + 1;
    }
    return PDX_OK;
}

static pdx_status add_text(pdx_newsfeed *feed, const pdx_xml_token *token, pdx_error *err) {
    if (!feed->in_field.is_open || feed->in_aside.is_open || !has_room(feed, token->content.end - token->content.begin)) return PDX_OK;
    if (!feed->is_raw) return pdx_xml_text(&feed->xml, token, &feed->text, &feed->map, err);
    return token->kind == PDX_XML_CDATA ? add_escaped(feed, token->content, err) : add_bytes(feed, token->content, err);
}

/* An element within a field: markup of its text, a part of what it says, or nothing of it. */
static pdx_status open_within(pdx_newsfeed *feed, const pdx_xml_token *token, pdx_span local, pdx_error *err) {
    if (feed->in_aside.is_open) return PDX_OK;
    if (feed->is_html) return add_tag(feed, token, err);
    if (feed->field->say != PDX_NEWSFEED_PERSON) return PDX_OK;
    if (!pdx_newsfeed_is(local, "name") || token->is_empty) {
        feed->in_aside = open_at(token->depth);
        return PDX_OK;
    }
    feed->field_begin = feed->text.len;
    feed->in_field = open_at(token->depth);
    return PDX_OK;
}

/* ---- fields */

static pdx_status close_field(pdx_newsfeed *feed, pdx_error *err) {
    feed->in_field.is_open = feed->in_aside.is_open = false;
    return pdx_newsfeed_add_field(feed) ? PDX_OK : pdx_fail_memory(err);
}

/* What the attributes `type` and `mode` of Atom say of a text. */
static void read_type(pdx_newsfeed *feed, const pdx_xml_token *token) {
    const pdx_attribute *type = pdx_newsfeed_attribute(feed, token, "type"), *mode = pdx_newsfeed_attribute(feed, token, "mode");
    const bool is_page = pdx_newsfeed_attribute_is(feed, type, "text/html") || pdx_newsfeed_attribute_is(feed, type, "application/xhtml+xml") ||
                         pdx_newsfeed_attribute_is(feed, type, "text/xhtml");
    const bool is_text = pdx_newsfeed_attribute_is(feed, type, "text") || pdx_newsfeed_attribute_is(feed, type, "plain") ||
                         pdx_newsfeed_attribute_is(feed, type, "text/plain");
    const bool is_escaped = pdx_newsfeed_attribute_is(feed, mode, "escaped"),
               is_xhtml = pdx_newsfeed_attribute_is(feed, type, "application/xhtml+xml");
    feed->is_base64 = pdx_newsfeed_attribute_is(feed, mode, "base64") || pdx_newsfeed_attribute_is(feed, type, "application/octet-stream");
    if (feed->is_base64) feed->is_html = true;
    if (pdx_newsfeed_attribute_is(feed, type, "xhtml") || (is_xhtml && !is_escaped && !feed->is_base64) ||
        (is_page && pdx_newsfeed_attribute_is(feed, mode, "xml"))) {
        feed->is_html = feed->is_raw = true;
    }
    if (pdx_newsfeed_attribute_is(feed, type, "html") || is_page) feed->is_html = true;
    if (is_text) feed->is_html = false;
}

/* Which language a field is in says most of its entry's where it is the body. */
static void read_language(pdx_newsfeed *feed, const pdx_xml_token *token, const pdx_newsfeed_name *field) {
    static const uint8_t order[] = {PDX_ENTRY_BODY, PDX_ENTRY_SUMMARY, PDX_ENTRY_TITLE};
    const pdx_attribute *language = pdx_newsfeed_attribute(feed, token, "lang");
    if (field->say == PDX_NEWSFEED_LANGUAGE) return;
    for (size_t i = 0; i < PDX_COUNTOF(order) && feed->language_of != order[i]; i++) {
        if (field->field != order[i]) continue;
        feed->language = language == NULL ? feed->entry_language : pdx_lang_of_tag(pdx_markup_view(&feed->xml.input, language->value));
        feed->language_of = order[i];
    }
}

/* What addresses in the text are relative to: in that of the body, or of a summary where that is all so far. */
static bool keep_body_base(pdx_newsfeed *feed) {
    const pdx_span base = pdx_newsfeed_base_of(feed);
    if (!feed->in_record.is_open || base.len == 0 ||
        (feed->field->field != PDX_ENTRY_BODY && (feed->field->field != PDX_ENTRY_SUMMARY || feed->body_base.len > 0))) {
        return true;
    }
    pdx_buf_reset(&feed->body_base);
    pdx_buf_span(&feed->body_base, base);
    return !feed->body_base.failed;
}

static void begin_field(pdx_newsfeed *feed, const pdx_xml_token *token, const pdx_newsfeed_name *field) {
    feed->field = field;
    feed->field_begin = feed->text.len;
    feed->in_field = open_at(token->depth);
    feed->is_raw = field->say == PDX_NEWSFEED_INNER;
    feed->is_base64 = false;
    if (feed->in_record.is_open) read_language(feed, token, field);
    feed->is_html = feed->is_raw || field->say == PDX_NEWSFEED_ESCAPED;
    if (field->say == PDX_NEWSFEED_TYPED && feed->is_rss && field->field != PDX_ENTRY_TITLE) feed->is_html = true;
    if (field->say == PDX_NEWSFEED_TYPED || field->say == PDX_NEWSFEED_ESCAPED) read_type(feed, token);
}

/* A relation may be written as the address of its registry. */
static bool rel_is(const pdx_newsfeed *feed, const pdx_attribute *rel, const char *word) {
    pdx_span value;
    size_t at;
    if (rel == NULL) return strcmp(word, "alternate") == 0;
    value = pdx_markup_view(&feed->xml.input, rel->value);
    for (at = value.len; at > 0 && value.data[at - 1] != '/'; at--) continue;
    return pdx_newsfeed_is(pdx_span_slice(value, at, value.len), word);
}

static pdx_status read_link(pdx_newsfeed *feed, const pdx_xml_token *token, const pdx_newsfeed_name *field, pdx_error *err) {
    static const char *const of_the_feed[] = {"self", "edit", "edit-media", "replies", "hub", "search", "first", "last", "next", "previous", "prev"}; /* for programs */
    const pdx_attribute *href = pdx_newsfeed_attribute(feed, token, "href"), *rel = pdx_newsfeed_attribute(feed, token, "rel");
    if (href == NULL) {
        begin_field(feed, token, field);
        return PDX_OK;
    }
    if (rel_is(feed, rel, "alternate")) return pdx_newsfeed_add_attribute(feed, href, PDX_ENTRY_ADDRESS, field->rank, err);
    if (rel_is(feed, rel, "enclosure")) return pdx_newsfeed_add_attribute(feed, href, PDX_ENTRY_MEDIA, 0, err);
    if (rel_is(feed, rel, "image")) return pdx_newsfeed_add_attribute(feed, href, PDX_ENTRY_IMAGE, 0, err);
    for (size_t i = 0; i < PDX_COUNTOF(of_the_feed); i++) {
        if (rel_is(feed, rel, of_the_feed[i])) return PDX_OK;
    }
    return pdx_newsfeed_add_attribute(feed, href, PDX_ENTRY_LINK, 0, err);
}

/* The first of the attributes that is there. */
static const pdx_attribute *first_of(const pdx_newsfeed *feed, const pdx_xml_token *token, const char *const *names, size_t n) {
    const pdx_attribute *found = NULL;
    for (size_t i = 0; i < n && (found == NULL || found->value.end == found->value.begin); i++) found = pdx_newsfeed_attribute(feed, token, names[i]);
    return found;
}

/* What stands in an element counts as well. Those that it is in do so until they end. */
static void open_group(pdx_newsfeed *feed, const pdx_xml_token *token) {
    if (!feed->in_group.is_open) feed->in_group = open_at(token->depth);
}

/* The name of an element that says what it says by being there. */
static pdx_status add_name(pdx_newsfeed *feed, const pdx_xml_token *token, pdx_error *err) {
    const pdx_span name = pdx_markup_view(&feed->xml.input, token->name);
    PDX_TRY(add_bytes(feed, pdx_range_of(token->name.begin + pdx_xml_local(name), token->name.end), err));
    return pdx_newsfeed_newline(feed) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status open_field(pdx_newsfeed *feed, const pdx_xml_token *token, const pdx_newsfeed_name *field, pdx_error *err) {
    static const char *const terms[] = {"label", "term", "value", "text", "resource"}, *const addresses[] = {"url", "href", "resource"};
    const pdx_attribute *said;
    switch (field->say) {
    case PDX_NEWSFEED_WITHIN:
        open_group(feed, token);
        return PDX_OK;
    case PDX_NEWSFEED_URL:
        if (field->space == PDX_NEWSFEED_MEDIA) open_group(feed, token);
        return pdx_newsfeed_add_attribute(feed, first_of(feed, token, addresses, PDX_COUNTOF(addresses)), (pdx_entry_field)field->field, field->rank,
                                          err);
    case PDX_NEWSFEED_LINKED: return read_link(feed, token, field, err);
    case PDX_NEWSFEED_TERM:
        if (pdx_newsfeed_attribute_is(feed, pdx_newsfeed_attribute(feed, token, "scheme"), "http://schemas.google.com/g/2005#kind")) {
            return pdx_newsfeed_add_kind(feed, pdx_newsfeed_attribute(feed, token, "term"), err);
        }
        said = first_of(feed, token, terms, PDX_COUNTOF(terms));
        if (said != NULL && field->space == PDX_NEWSFEED_ITUNES) open_group(feed, token); /* one within another */
        if (said != NULL) return pdx_newsfeed_add_attribute(feed, said, (pdx_entry_field)field->field, field->rank, err);
        break;
    case PDX_NEWSFEED_DRAFT:
        if (!has_room(feed, token->name.end - token->name.begin)) return PDX_OK;
        PDX_TRY(add_name(feed, token, err));
        break;
    case PDX_NEWSFEED_GUID:
        if (pdx_newsfeed_attribute_is(feed, pdx_newsfeed_attribute(feed, token, "ispermalink"), "false")) return PDX_OK;
        break;
    case PDX_NEWSFEED_TYPED:
        if (field->field == PDX_ENTRY_BODY) {
            PDX_TRY(pdx_newsfeed_add_attribute(feed, pdx_newsfeed_attribute(feed, token, "src"), PDX_ENTRY_MEDIA, 0, err));
        }
        break;
    default: break;
    }
    begin_field(feed, token, field);
    return keep_body_base(feed) ? PDX_OK : pdx_fail_memory(err);
}

/* ---- entries */

static void begin_record(pdx_newsfeed *feed, pdx_newsfeed_start start) {
    pdx_buf_reset(&feed->text);
    pdx_buf_reset(&feed->body_base);
    pdx_offsets_reset(&feed->map);
    feed->values.len = 0;
    feed->is_cut_off = feed->is_cut_short = feed->is_summary = false;
    feed->language = feed->entry_language = feed->feed_language;
    feed->language_of = PDX_ENTRY_FIELD_COUNT;
    feed->source = pdx_range_of(start.begin, start.begin);
    feed->line_number = start.line;
    feed->in_record = open_at(start.depth);
    feed->in_field.is_open = feed->in_group.is_open = feed->in_aside.is_open = false;
    feed->map.source_end = start.begin;
}

/* What a row says by attributes, which are called as columns are. */
static pdx_status read_row_tag(pdx_newsfeed *feed, const pdx_xml_token *token, pdx_error *err) {
    for (size_t i = 0; i < token->n_attributes; i++) {
        const pdx_span name = pdx_markup_view(&feed->xml.input, token->attributes[i].name);
        const pdx_entry_field field = pdx_column_field(pdx_span_slice(name, pdx_xml_local(name), name.len));
        if (field != PDX_ENTRY_OTHER) PDX_TRY(pdx_newsfeed_add_cell(feed, &token->attributes[i], field, err));
    }
    return PDX_OK;
}

/* What the tag of an entry says itself: where it is (RDF), its address and date (CDF), its language. */
static pdx_status read_record_tag(pdx_newsfeed *feed, const pdx_xml_token *token, pdx_error *err) {
    const pdx_attribute *language = pdx_newsfeed_attribute(feed, token, "lang");
    if (language != NULL) feed->language = feed->entry_language = pdx_lang_of_tag(pdx_markup_view(&feed->xml.input, language->value));
    if (feed->is_rows) return read_row_tag(feed, token, err);
    PDX_TRY(pdx_newsfeed_add_attribute(feed, pdx_newsfeed_attribute(feed, token, "href"), PDX_ENTRY_ADDRESS, 1, err));
    PDX_TRY(pdx_newsfeed_add_attribute(feed, pdx_newsfeed_attribute(feed, token, "about"), PDX_ENTRY_ADDRESS, 4, err));
    return pdx_newsfeed_add_attribute(feed, pdx_newsfeed_attribute(feed, token, "lastmod"), PDX_ENTRY_UPDATED, 0, err);
}

static pdx_status end_record(pdx_newsfeed *feed, uint64_t end, bool is_cut_off, pdx_error *err) {
    if (feed->in_field.is_open) PDX_TRY(close_field(feed, err));
    feed->source.end = end;
    feed->is_cut_off = is_cut_off;
    feed->in_record.is_open = false;
    return pdx_newsfeed_choose(feed) ? PDX_OK : pdx_fail_memory(err);
}

/* Elements from `depth` on inwards have ended, by the tag that stands at `tag`. */
static pdx_status close_elements(pdx_newsfeed *feed, const pdx_xml_token *token, bool *ended, pdx_error *err) {
    const uint64_t depth = token->depth;
    *ended = false;
    if (feed->in_field.is_open && !closes(&feed->in_field, depth)) {
        if (closes(&feed->in_aside, depth)) feed->in_aside.is_open = false;
        else if (feed->is_html && !feed->in_aside.is_open && !token->is_empty) return add_tag(feed, token, err);
        return PDX_OK;
    }
    if (feed->in_field.is_open) PDX_TRY(close_field(feed, err));
    if (closes(&feed->in_group, depth)) feed->in_group.is_open = false;
    if (closes(&feed->in_record, depth)) {
        const bool is_own = feed->in_record.depth == depth;
        PDX_TRY(end_record(feed, is_own ? token->source.end : token->source.begin, !is_own, err));
        *ended = true;
    }
    return PDX_OK;
}

/* What is said of the feed itself before its entries. */
static void open_outside(pdx_newsfeed *feed, const pdx_xml_token *token, pdx_newsfeed_space space, pdx_span local) {
    const pdx_newsfeed_name *name = pdx_newsfeed_name_of(space, local);
    const pdx_attribute *language = pdx_newsfeed_attribute(feed, token, "lang");
    if (token->depth == 0) {
        feed->is_rss = !pdx_newsfeed_is(local, "feed");
        feed->is_rows = !pdx_newsfeed_is_root(local);
    }
    if (token->depth <= 1 && language != NULL) feed->feed_language = pdx_lang_of_tag(pdx_markup_view(&feed->xml.input, language->value));
    if (!feed->in_field.is_open && name != NULL && name->say == PDX_NEWSFEED_LANGUAGE && token->depth <= 2) begin_field(feed, token, name);
}

static pdx_status open_record(pdx_newsfeed *feed, const pdx_xml_token *token, bool *ended, pdx_error *err) {
    const pdx_newsfeed_start start = {token->source.begin, token->depth, pdx_source_line_at(&feed->line, &feed->xml.input, token->source.begin)};
    if (!feed->in_record.is_open) {
        begin_record(feed, start);
        return read_record_tag(feed, token, err);
    }
    feed->has_pending = *ended = true;
    feed->pending = start;
    return end_record(feed, token->source.begin, true, err);
}

static pdx_status open_element(pdx_newsfeed *feed, const pdx_xml_token *token, bool *ended, pdx_error *err) {
    const pdx_span name = pdx_markup_view(&feed->xml.input, token->name);
    const size_t local_at = pdx_xml_local(name);
    const pdx_span prefix = pdx_span_slice(name, 0, local_at == 0 ? 0 : local_at - 1), local = pdx_span_slice(name, local_at, name.len);
    const pdx_newsfeed_name *field;
    pdx_newsfeed_space space;
    bool is_record;
    *ended = false;
    PDX_TRY(pdx_xml_names_open(&feed->names, &feed->xml, token, err));
    PDX_TRY(pdx_newsfeed_open_base(feed, token, err));
    space = pdx_newsfeed_space_of(prefix, pdx_xml_names_uri(&feed->names, prefix));
    if (token->depth == 0) open_outside(feed, token, space, local);
    is_record = feed->is_rows ? pdx_xmlrows_is_row(local, token->depth) : pdx_newsfeed_is_record(space, local) && token->depth > 0;
    if (feed->in_record.is_open && feed->in_field.is_open) {
        if (feed->is_raw || feed->is_rows || !is_record) return open_within(feed, token, local, err);
    }
    if (is_record) return open_record(feed, token, ended, err);
    if (!feed->in_record.is_open) {
        if (token->depth > 0) open_outside(feed, token, space, local);
        return PDX_OK;
    }
    field = feed->is_rows ? pdx_xmlrows_name_of(local) : pdx_newsfeed_name_of(space, local);
    if (field == NULL) return PDX_OK;
    if (token->depth != feed->in_record.depth + 1 && !(feed->in_group.is_open && token->depth > feed->in_group.depth)) return PDX_OK;
    if (pdx_newsfeed_is(local, "name")) return PDX_OK; /* of nobody */
    return open_field(feed, token, field, err);
}

static pdx_status at_end(pdx_newsfeed *feed, uint64_t end, pdx_newsfeed_found *found, pdx_error *err) {
    *found = feed->in_record.is_open ? PDX_NEWSFEED_ENTRY : PDX_NEWSFEED_END;
    return feed->in_record.is_open ? end_record(feed, end, true, err) : PDX_OK;
}

pdx_status pdx_newsfeed_next(pdx_newsfeed *feed, pdx_newsfeed_found *found, pdx_error *err) {
    bool ended = false;
    if (feed->has_pending) begin_record(feed, feed->pending); /* by the tag that ended the entry before; its attributes were not kept */
    feed->has_pending = false;
    while (!ended) {
        pdx_xml_token token;
        PDX_TRY(pdx_xml_next(&feed->xml, &token, err));
        switch (token.kind) {
        case PDX_XML_MORE:
            (void)pdx_source_line_at(&feed->line, &feed->xml.input, pdx_xml_at(&feed->xml)); /* these bytes may be gone when there are more */
            *found = PDX_NEWSFEED_MORE;
            return PDX_OK;
        case PDX_XML_END: return at_end(feed, token.source.end, found, err);
        case PDX_XML_OPEN:
            PDX_TRY(open_element(feed, &token, &ended, err));
            if (token.is_empty && !ended) PDX_TRY(close_elements(feed, &token, &ended, err));
            break;
        case PDX_XML_CLOSE:
            if (token.closes > 0) PDX_TRY(close_elements(feed, &token, &ended, err));
            break;
        case PDX_XML_TEXT: case PDX_XML_CDATA: PDX_TRY(add_text(feed, &token, err)); break;
        default: break;
        }
    }
    *found = PDX_NEWSFEED_ENTRY;
    return PDX_OK;
}

bool pdx_newsfeed_has_rows(pdx_span head, bool is_all) {
    enum { SAYS_FEWEST = 2 };
    uint32_t says = 0, n = 0;
    pdx_newsfeed_found found;
    pdx_newsfeed feed;
    pdx_newsfeed_init(&feed);
    pdx_newsfeed_feed(&feed, head, is_all);
    if (pdx_newsfeed_next(&feed, &found, NULL) == PDX_OK && feed.is_rows && found != PDX_NEWSFEED_END) {
        for (size_t i = 0; i < feed.values.len; i++) says |= 1u << feed.values.data[i].value.field;
        if (feed.in_field.is_open) says |= 1u << feed.field->field; /* a text may go on beyond what is here */
    }
    for (uint32_t i = 0; i < PDX_ENTRY_FIELD_COUNT; i++) n += says >> i & 1;
    pdx_newsfeed_deinit(&feed);
    return n >= SAYS_FEWEST && (says & (1u << PDX_ENTRY_TITLE | 1u << PDX_ENTRY_BODY)) != 0;
}
