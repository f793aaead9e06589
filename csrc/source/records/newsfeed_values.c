#include "source/records/newsfeed_values.h"

#include "source/records/rowvalues.h"
#include "source/syntax/address.h"

static pdx_span bytes_of(const pdx_newsfeed *feed, pdx_range range) {
    return pdx_span_slice(pdx_buf_view(&feed->text), (size_t)range.begin, (size_t)range.end);
}

static bool is_space(uint8_t c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

static pdx_range trimmed(const pdx_newsfeed *feed, pdx_range range) {
    const uint8_t *text = feed->text.data;
    while (range.begin < range.end && is_space(text[range.begin])) range.begin++;
    while (range.end > range.begin && is_space(text[range.end - 1])) range.end--;
    return range;
}

/* ---- attributes */

const pdx_attribute *pdx_newsfeed_attribute(const pdx_newsfeed *feed, const pdx_xml_token *token, const char *name) {
    for (size_t i = 0; i < token->n_attributes; i++) {
        const pdx_span full = pdx_markup_view(&feed->xml.input, token->attributes[i].name);
        if (pdx_newsfeed_is(pdx_span_slice(full, pdx_xml_local(full), full.len), name)) return &token->attributes[i];
    }
    return NULL;
}

bool pdx_newsfeed_attribute_is(const pdx_newsfeed *feed, const pdx_attribute *attribute, const char *value) {
    return attribute != NULL && pdx_newsfeed_is(pdx_markup_view(&feed->xml.input, attribute->value), value);
}

pdx_span pdx_newsfeed_base_of(const pdx_newsfeed *feed) {
    const size_t n = feed->bases.len;
    return n == 0 ? pdx_span_of(NULL, 0) : pdx_span_slice(pdx_buf_view(&feed->base_bytes), feed->bases.data[n - 1].begin, feed->base_bytes.len);
}

pdx_status pdx_newsfeed_open_base(pdx_newsfeed *feed, const pdx_xml_token *token, pdx_error *err) {
    pdx_newsfeed_base base = {token->depth, 0};
    while (feed->bases.len > 0 && feed->bases.data[feed->bases.len - 1].depth >= token->depth) {
        feed->base_bytes.len = feed->bases.data[--feed->bases.len].begin;
    }
    for (size_t i = 0; i < token->n_attributes; i++) {
        const pdx_attribute *attribute = &token->attributes[i];
        pdx_span before = pdx_newsfeed_base_of(feed);
        if (!pdx_newsfeed_is(pdx_markup_view(&feed->xml.input, attribute->name), "xml:base")) continue;
        if (attribute->value.end - attribute->value.begin + before.len + feed->base_bytes.len > PDX_NEWSFEED_BASES_BYTES) continue;
        pdx_buf_reset(&feed->scratch);
        PDX_TRY(pdx_xml_value(&feed->xml, attribute, &feed->scratch, NULL, err));
        base.begin = feed->base_bytes.len;
        if (!pdx_buf_reserve(&feed->base_bytes, before.len + feed->scratch.len + 2) || !PDX_VEC_RESERVE(&feed->bases, feed->bases.len + 1)) {
            return pdx_fail_memory(err);
        }
        before = pdx_newsfeed_base_of(feed); /* the bytes may have moved */
        pdx_address_resolve(before, pdx_buf_view(&feed->scratch), &feed->base_bytes);
        if (feed->base_bytes.failed) return pdx_fail_memory(err);
        feed->bases.data[feed->bases.len++] = base;
        break;
    }
    return PDX_OK;
}

/* An address that is relative to something known becomes whole where it stands: all of it comes from all that it came from. */
static bool make_whole(pdx_newsfeed *feed, pdx_range *range) {
    const pdx_range at = trimmed(feed, *range), source = pdx_offsets_source(&feed->map, at);
    const pdx_span base = pdx_newsfeed_base_of(feed), address = bytes_of(feed, at);
    if (base.len == 0 || at.end == at.begin || range->end != feed->text.len || pdx_address_is_whole(address)) return true;
    pdx_buf_reset(&feed->scratch);
    pdx_address_resolve(base, address, &feed->scratch);
    feed->text.len = (size_t)at.begin;
    pdx_offsets_cut(&feed->map, at.begin);
    pdx_buf_span(&feed->text, pdx_buf_view(&feed->scratch));
    *range = pdx_range_of(at.begin, feed->text.len);
    return !feed->scratch.failed && !feed->text.failed &&
           pdx_offsets_add(&feed->map, feed->scratch.len, source.begin, source.end - source.begin, false);
}

static bool is_an_address(pdx_entry_field field) {
    return field == PDX_ENTRY_ADDRESS || field == PDX_ENTRY_LINK || field == PDX_ENTRY_IMAGE || field == PDX_ENTRY_MEDIA;
}

static bool add_value(pdx_newsfeed *feed, pdx_entry_field field, bool is_html, pdx_range range, uint8_t rank) {
    pdx_newsfeed_value value = {{(uint8_t)field, is_html, range}, rank};
    if (is_an_address(field) && !make_whole(feed, &value.value.range)) return false;
    value.value.range = trimmed(feed, value.value.range);
    if (value.value.range.end == value.value.range.begin) return true;
    if (feed->values.len < PDX_NEWSFEED_VALUES_MOST) return PDX_VEC_PUSH(&feed->values, value);
    feed->is_cut_short = true;
    return true;
}

bool pdx_newsfeed_newline(pdx_newsfeed *feed) {
    pdx_buf_byte(&feed->text, '\n');
    return !feed->text.failed && pdx_offsets_add(&feed->map, 1, feed->map.source_end, 0, false);
}

/* The value of an attribute from behind its last `mark` on; all of it where that is 0. */
static pdx_status add_attribute(pdx_newsfeed *feed, const pdx_attribute *attribute, uint8_t mark, pdx_entry_field field, uint8_t rank,
                                pdx_error *err) {
    uint64_t begin = feed->text.len, at;
    if (attribute == NULL) return PDX_OK;
    if (begin + (attribute->value.end - attribute->value.begin) > PDX_NEWSFEED_TEXT_MOST) {
        feed->is_cut_short = true;
        return PDX_OK;
    }
    PDX_TRY(pdx_xml_value(&feed->xml, attribute, &feed->text, &feed->map, err));
    for (at = begin; mark != 0 && at < feed->text.len; at++) {
        if (feed->text.data[at] == mark) begin = at + 1;
    }
    if (!add_value(feed, field, false, pdx_range_of(begin, feed->text.len), rank) || !pdx_newsfeed_newline(feed)) return pdx_fail_memory(err);
    return PDX_OK;
}

pdx_status pdx_newsfeed_add_attribute(pdx_newsfeed *feed, const pdx_attribute *attribute, pdx_entry_field field, uint8_t rank, pdx_error *err) {
    return add_attribute(feed, attribute, 0, field, rank, err);
}

/* A list of tags as forums write it: "<sea><quay>" or "|sea|quay|". The last value is all of it. */
static bool part_tags(pdx_newsfeed *feed) {
    const pdx_newsfeed_value list = feed->values.data[feed->values.len - 1];
    const uint8_t *text = feed->text.data, first = text[list.value.range.begin];
    uint64_t begin = list.value.range.begin;
    if (first != '<' && first != '|') return true;
    feed->values.len--;
    for (uint64_t at = begin; at <= list.value.range.end; at++) {
        if (at < list.value.range.end && memchr("<>|", text[at], 3) == NULL) continue;
        if (!add_value(feed, PDX_ENTRY_TAG, false, pdx_range_of(begin, at), 0)) return false;
        begin = at + 1;
    }
    return true;
}

pdx_status pdx_newsfeed_add_cell(pdx_newsfeed *feed, const pdx_attribute *attribute, pdx_entry_field field, pdx_error *err) {
    const size_t before = feed->values.len;
    pdx_newsfeed_value *value;
    PDX_TRY(add_attribute(feed, attribute, 0, field, 0, err));
    if (feed->values.len == before) return PDX_OK;
    value = &feed->values.data[before];
    value->value.is_html = pdx_row_is_html(field, bytes_of(feed, value->value.range));
    return field != PDX_ENTRY_TAG || part_tags(feed) ? PDX_OK : pdx_fail_memory(err);
}

pdx_status pdx_newsfeed_add_kind(pdx_newsfeed *feed, const pdx_attribute *term, pdx_error *err) {
    return add_attribute(feed, term, '#', PDX_ENTRY_KIND, 0, err);
}

/* ---- texts */

/* "ann@example.com (Ann)", "Ann (ann@example.com)" and "Ann <ann@example.com>" name a person beside an address. */
static pdx_range person_name(const pdx_newsfeed *feed, pdx_range range) {
    const uint8_t *text = feed->text.data;
    uint64_t at = range.begin, opens = range.end;
    pdx_range before;
    bool has_at = false;
    for (; at < range.end; at++) {
        has_at = has_at || text[at] == '@';
        if (opens == range.end && (text[at] == '(' || text[at] == '<')) opens = at;
    }
    if (!has_at || opens == range.end) return range;
    before = trimmed(feed, pdx_range_of(range.begin, opens));
    if (text[opens] == '<' || memchr(text + opens, '@', (size_t)(range.end - opens)) != NULL) return before.end > before.begin ? before : range;
    return text[range.end - 1] == ')' ? trimmed(feed, pdx_range_of(opens + 1, range.end - 1)) : range;
}

static bool add_words(pdx_newsfeed *feed, pdx_range range) {
    const uint8_t *text = feed->text.data;
    const bool has_comma = range.end > range.begin && memchr(text + range.begin, ',', (size_t)(range.end - range.begin)) != NULL;
    uint64_t begin = range.begin;
    for (uint64_t at = range.begin; at <= range.end; at++) {
        if (at < range.end && (has_comma ? text[at] != ',' : !is_space(text[at]))) continue;
        if (!add_value(feed, PDX_ENTRY_TAG, false, pdx_range_of(begin, at), feed->field->rank)) return false;
        begin = at + 1;
    }
    return true;
}

static bool is_address(pdx_span text) {
    static const char *const begins[] = {"http://", "https://"};
    for (size_t i = 0; i < PDX_COUNTOF(begins); i++) {
        const size_t len = strlen(begins[i]);
        if (text.len > len && pdx_newsfeed_is(pdx_span_slice(text, 0, len), begins[i])) return true;
    }
    return false;
}

static bool is_letter(uint8_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/* Whether a title that does not say so is HTML: it has a closing tag, or a reference. */
static bool looks_like_html(pdx_span text) {
    for (size_t i = 0; i + 2 < text.len; i++) {
        const uint8_t *at = text.data + i;
        size_t k = i + 1;
        if (at[0] == '<' && at[1] == '/' && is_letter(at[2])) return true;
        if (at[0] != '&') continue;
        if (text.data[k] == '#') k++;
        while (k < text.len && k < i + 12 && (is_letter(text.data[k]) || (text.data[k] >= '0' && text.data[k] <= '9'))) k++;
        if (k > i + 2 && k < text.len && text.data[k] == ';') return true;
    }
    return false;
}

/* ---- base64 */

static int digit_of(uint8_t c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
}

/* The text of the field decoded where it stands: all of it comes from all that it came from. */
static bool decode_base64(pdx_newsfeed *feed) {
    const pdx_range all = pdx_range_of(feed->field_begin, feed->text.len), source = pdx_offsets_source(&feed->map, all);
    uint8_t *out = PDX_VEC_AT(&feed->text, feed->field_begin);
    uint32_t bits = 0;
    unsigned n = 0;
    for (uint64_t i = all.begin; i < all.end; i++) {
        const int digit = digit_of(feed->text.data[i]);
        if (digit < 0) continue;
        bits = bits << 6 | (uint32_t)digit;
        n += 6;
        if (n < 8) continue;
        n -= 8;
        *out++ = (uint8_t)(bits >> n);
    }
    feed->text.len = (size_t)(out - feed->text.data);
    pdx_offsets_cut(&feed->map, feed->field_begin);
    return pdx_offsets_add(&feed->map, feed->text.len - feed->field_begin, source.begin, source.end - source.begin, false);
}

/* What an element says by being there was put before its text, with a newline between. */
static bool add_draft(pdx_newsfeed *feed, pdx_range range) {
    uint64_t begin = feed->field_begin - 1;
    if (!pdx_newsfeed_is(bytes_of(feed, range), "yes")) return true;
    while (begin > 0 && feed->text.data[begin - 1] != '\n') begin--;
    return add_value(feed, PDX_ENTRY_STATUS, false, pdx_range_of(begin, feed->field_begin - 1), feed->field->rank);
}

static bool add_word(pdx_newsfeed *feed, pdx_range range) {
    for (uint64_t i = range.begin; i < range.end; i++) if (is_letter(feed->text.data[i])) feed->text.data[i] |= 0x20;
    return add_value(feed, (pdx_entry_field)feed->field->field, false, range, feed->field->rank);
}

static bool add_field(pdx_newsfeed *feed) {
    const pdx_newsfeed_name *field = feed->field;
    const pdx_range range = trimmed(feed, pdx_range_of(feed->field_begin, feed->text.len));
    bool is_html = feed->is_html, done;
    if (field->say == PDX_NEWSFEED_LANGUAGE) {
        const pdx_lang language = pdx_lang_of_tag(bytes_of(feed, range));
        if (feed->in_record.is_open) feed->language = feed->entry_language = language;
        else feed->feed_language = language;
        return pdx_newsfeed_newline(feed);
    }
    if (!is_html && feed->is_rss && (field->field == PDX_ENTRY_TITLE || field->field == PDX_ENTRY_TAG)) {
        is_html = looks_like_html(bytes_of(feed, range));
    }
    if (feed->is_rows && (field->field == PDX_ENTRY_BODY || field->field == PDX_ENTRY_SUMMARY)) {
        is_html = pdx_row_is_html((pdx_entry_field)field->field, bytes_of(feed, range));
    }
    if (field->say == PDX_NEWSFEED_GUID && !is_address(bytes_of(feed, range))) return pdx_newsfeed_newline(feed);
    if (field->field == PDX_ENTRY_SUMMARY && field->rank == 0) feed->is_summary = true;
    if (field->say == PDX_NEWSFEED_WORDS) done = add_words(feed, range);
    else if (field->say == PDX_NEWSFEED_DRAFT) done = add_draft(feed, range);
    else if (field->say == PDX_NEWSFEED_WORD) done = add_word(feed, range);
    else if (field->field == PDX_ENTRY_AUTHOR) done = add_value(feed, PDX_ENTRY_AUTHOR, false, person_name(feed, range), field->rank);
    else done = add_value(feed, (pdx_entry_field)field->field, is_html, range, field->rank);
    return done && pdx_newsfeed_newline(feed);
}

bool pdx_newsfeed_add_field(pdx_newsfeed *feed) {
    if (feed->is_base64 && feed->text.len > feed->field_begin && !decode_base64(feed)) return false;
    return add_field(feed);
}

/* ---- which count */

/* Of these only the best are wanted; of the others all. */
static bool is_ranked(uint8_t field) {
    switch (field) {
    case PDX_ENTRY_TITLE:
    case PDX_ENTRY_AUTHOR:
    case PDX_ENTRY_PUBLISHED:
    case PDX_ENTRY_UPDATED:
    case PDX_ENTRY_SUMMARY:
    case PDX_ENTRY_BODY:
    case PDX_ENTRY_ADDRESS:
        return true;
    default: return false;
    }
}

enum { LOOK_BACK = 64 }; /* so many values before it are asked whether they say the same */

static bool is_said_before(const pdx_newsfeed *feed, const pdx_entry_value *value) {
    const pdx_entry *entry = &feed->entry;
    for (size_t i = entry->values.len, n = 0; i > 0 && n < LOOK_BACK; i--, n++) {
        const pdx_entry_value *before = &entry->values.data[i - 1];
        if (before->field == value->field && pdx_span_equal(bytes_of(feed, before->range), bytes_of(feed, value->range))) return true;
    }
    return false;
}

static uint64_t len_of(const pdx_newsfeed_value *value) { return value->value.range.end - value->value.range.begin; }

/* Where there is no body, of several summaries the longest is it. */
static void promote_summary(pdx_newsfeed *feed) {
    pdx_newsfeed_value *longest = NULL;
    size_t n = 0;
    for (size_t i = 0; i < feed->values.len; i++) {
        pdx_newsfeed_value *each = &feed->values.data[i];
        if (each->value.field == PDX_ENTRY_BODY) return;
        if (each->value.field != PDX_ENTRY_SUMMARY) continue;
        n++;
        if (longest == NULL || len_of(each) > len_of(longest)) longest = each;
    }
    if (n > 1) longest->value.field = PDX_ENTRY_BODY;
}

bool pdx_newsfeed_choose(pdx_newsfeed *feed) {
    uint8_t best[PDX_ENTRY_FIELD_COUNT];
    bool given[PDX_ENTRY_FIELD_COUNT] = {false};
    memset(best, 0xFF, sizeof best);
    promote_summary(feed);
    for (size_t i = 0; i < feed->values.len; i++) {
        const pdx_newsfeed_value *each = &feed->values.data[i];
        if (each->rank < best[each->value.field]) best[each->value.field] = each->rank;
    }
    pdx_entry_begin(&feed->entry, &feed->text, &feed->map);
    feed->entry.is_summary = feed->is_summary;
    feed->entry.base = pdx_buf_view(&feed->body_base);
    feed->entry.breaks_lines = false;
    for (size_t i = 0; i < feed->values.len; i++) {
        const pdx_newsfeed_value *each = &feed->values.data[i];
        const uint8_t field = each->value.field;
        const bool is_more = field == PDX_ENTRY_BODY && given[field] && each->rank == best[field]; /* a second text is none of the first */
        pdx_entry_value value = each->value;
        if (is_ranked(field) && !is_more && (each->rank != best[field] || (given[field] && field != PDX_ENTRY_AUTHOR))) continue;
        if (is_said_before(feed, &value)) continue;
        given[field] = true;
        if (is_more) value.field = PDX_ENTRY_OTHER;
        if (feed->is_rows && field == PDX_ENTRY_BODY && !is_more)
            feed->entry.breaks_lines = !pdx_row_has_paragraphs(bytes_of(feed, each->value.range));
        if (!PDX_VEC_PUSH(&feed->entry.values, value)) return false;
    }
    return true;
}
