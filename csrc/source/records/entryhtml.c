#include "source/records/entryhtml.h"

#include "kernels/stops.h"
#include "source/syntax/address.h"
#include "source/records/recordparts.h"
#include "source/records/shortcodes.h"

static pdx_span html_of(const pdx_entry *entry, pdx_range range) {
    return pdx_span_slice(pdx_buf_view(entry->text), (size_t)range.begin, (size_t)range.end);
}

bool pdx_entry_has_markup(const pdx_entry *entry, pdx_range range) {
    static const pdx_stops markup = {'<', {'&', '[', '['}}, white = {'\n', {'\t', '\r', '\r'}};
    const pdx_span html = html_of(entry, range);
    if (pdx_stops_any(html, markup) < html.len) return true;
    return !entry->breaks_lines && pdx_stops_any(html, white) < html.len; /* there a newline is a space */
}

/* ---- line ends that mean something */

static bool is_letter(uint8_t c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

/* Whether a tag of this name, in small letters, begins at `at`. */
static bool has_tag(pdx_span html, size_t at, const char *name) {
    size_t i = 0;
    for (; name[i] != '\0'; i++) {
        if (at + i >= html.len) return false;
        if ((is_letter(html.data[at + i]) ? html.data[at + i] | 0x20 : html.data[at + i]) != (uint8_t)name[i]) return false;
    }
    return at + i == html.len || !is_letter(html.data[at + i]);
}

/* Behind `end` from `at` on; the end of the text where it is not. */
static size_t find_behind(pdx_span html, size_t at, const char *end) {
    const size_t len = strlen(end);
    for (; at + len <= html.len; at++) {
        const uint8_t *found = memchr(html.data + at, end[0], html.len - at);
        if (found == NULL) break;
        at = (size_t)(found - html.data);
        if (end[1] == '/' ? has_tag(html, at, end) : pdx_span_starts(pdx_span_slice(html, at, html.len), pdx_span_str(end))) return at + len;
    }
    return html.len;
}

/* Behind the markup that begins at `at`, where line ends are no breaks. */
static size_t markup_end(pdx_span html, size_t at) {
    static const struct { const char *begin, *end; } kept[] = {{"<pre", "</pre"}, {"<script", "</script"}, {"<style", "</style"}};
    if (pdx_span_starts(pdx_span_slice(html, at, html.len), pdx_span_str("<!--"))) return find_behind(html, at, "-->");
    for (size_t i = 0; i < PDX_COUNTOF(kept); i++) {
        if (has_tag(html, at, kept[i].begin)) return find_behind(html, at, kept[i].end);
    }
    return find_behind(html, at, ">");
}

static bool put(pdx_entry *entry, uint64_t begin, uint64_t end) {
    pdx_buf_append(&entry->broken, entry->text->data + begin, (size_t)(end - begin));
    return !entry->broken.failed && pdx_offsets_add_through(&entry->broken_map, end - begin, begin, end - begin, true, entry->map);
}

static bool put_tag(pdx_entry *entry, const char *tag) {
    pdx_buf_str(&entry->broken, tag);
    return !entry->broken.failed && pdx_offsets_add(&entry->broken_map, strlen(tag), entry->broken_map.source_end, 0, false);
}

static bool is_white(uint8_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/* The white space from `at` on with a newline: an element where it breaks a line or parts paragraphs. Between tags a single one means nothing. */
static size_t break_at(pdx_span html, size_t at, const char **tag) {
    const bool behind_tag = at == 0 || html.data[at - 1] == '>';
    unsigned newlines = 0;
    for (; at < html.len && is_white(html.data[at]); at++) newlines += html.data[at] == '\n';
    *tag = newlines > 1 ? "<p>" : newlines == 1 && !behind_tag && at < html.len && html.data[at] != '<' ? "<br>" : NULL;
    return at;
}

static bool is_made_of_blocks(pdx_span html) { return find_behind(html, 0, "<!-- wp:") < html.len; }

/* HTML on its way into entry->broken. */
typedef struct breaking {
    pdx_entry *entry;
    pdx_range range;
    pdx_span html;
    pdx_shortcodes codes;
    size_t begin;     /* of what is not put yet */
    pdx_range words;  /* of a picture that is to come, as its shortcode has them */
    bool awaits, has; /* a picture is to come, behind which words go with it; they have begun */
} breaking;

/* What there is up to `end`, then `tag`; goes on at `next`. */
static bool put_instead(breaking *b, size_t end, const char *tag, size_t next) {
    if (end > b->begin && !put(b->entry, b->range.begin + b->begin, b->range.begin + end)) return false;
    b->begin = next;
    return put_tag(b->entry, tag);
}

static bool put_value(breaking *b, pdx_range value) {
    return value.end <= value.begin || put(b->entry, b->range.begin + value.begin, b->range.begin + value.end);
}

static bool begin_words(breaking *b, size_t at) {
    b->awaits = false;
    b->has = true;
    return put_instead(b, at, "<figcaption>", at) && put_value(b, b->words);
}

static bool put_code(breaking *b, size_t at, const pdx_shortcode *code) {
    switch (code->kind) {
    case PDX_SHORTCODE_CAPTION:
        b->awaits = true;
        b->words = code->value;
        return put_instead(b, at, "<figure>", code->end);
    case PDX_SHORTCODE_CAPTION_END: {
        const bool has = b->has;
        b->awaits = b->has = false;
        return put_instead(b, at, has ? "</figcaption></figure>" : "</figure>", code->end);
    }
    case PDX_SHORTCODE_CODE: return put_instead(b, at, "<pre>", code->end);
    case PDX_SHORTCODE_CODE_END: return put_instead(b, at, "</pre>", code->end);
    case PDX_SHORTCODE_EMBED: return put_instead(b, at, "<a href=\"", code->end) && put_value(b, code->value) && put_tag(b->entry, "\"></a>");
    case PDX_SHORTCODE_TEXT: return put_instead(b, at, "", code->end) && put_value(b, code->value);
    default: return put_instead(b, at, "", code->end);
    }
}

/* Behind a picture and the link round it. */
static size_t picture_end(pdx_span html, size_t at) {
    size_t end = at;
    while (end < html.len && is_white(html.data[end])) end++;
    return has_tag(html, end, "</a") ? find_behind(html, end, ">") : at;
}

/* The HTML with line ends and shortcodes as elements, in entry->broken. */
static bool break_lines(pdx_entry *entry, pdx_range range, bool lines) {
    breaking b = {.entry = entry, .range = range, .html = html_of(entry, range)};
    const pdx_stops stops = {'<', {'[', lines ? '\n' : '[', lines ? '\n' : '['}};
    size_t at = 0;
    pdx_shortcodes_init(&b.codes, b.html);
    pdx_buf_reset(&entry->broken);
    pdx_offsets_reset(&entry->broken_map);
    entry->broken_map.source_end = pdx_offsets_source(entry->map, range).begin;
    while (at < b.html.len) {
        const char *tag;
        at += pdx_stops_any(pdx_span_slice(b.html, at, b.html.len), stops);
        if (at == b.html.len) break;
        if (b.html.data[at] == '<') {
            const bool is_picture = b.awaits && has_tag(b.html, at, "<img");
            at = markup_end(b.html, at);
            if (is_picture && !begin_words(&b, at = picture_end(b.html, at))) return false;
        } else if (b.html.data[at] == '[') {
            const pdx_shortcode code = pdx_shortcode_at(&b.codes, at);
            if (code.kind != PDX_SHORTCODE_NONE && !put_code(&b, at, &code)) return false;
            at = code.end;
        } else if (b.codes.in_code) {
            at++;
        } else {
            at = break_at(b.html, at, &tag);
            if (tag != NULL && !put_instead(&b, at, tag, at)) return false;
        }
    }
    return put(entry, range.begin + b.begin, range.end);
}

static bool has_brackets(pdx_span html) { return html.len > 0 && memchr(html.data, '[', html.len) != NULL; }

/* ---- the text */

/* What was added of the text of HTML from `before` on, into the record. */
static pdx_status take_text(pdx_record *record, pdx_htmltext *html, uint64_t before, size_t block, uint8_t role, pdx_error *err) {
    const uint64_t len = html->text.len - before, shift = record->text.len - before;
    pdx_buf_span(&record->text, pdx_span_slice(pdx_buf_view(&html->text), (size_t)before, html->text.len));
    if (record->text.failed || !pdx_offsets_add_through(&record->map, len, before, len, true, &html->map)) return pdx_fail_memory(err);
    for (size_t i = block; i < html->blocks.len; i++) {
        const pdx_html_block *each = &html->blocks.data[i];
        const pdx_range range = pdx_range_of(each->range.begin + shift, each->range.end + shift);
        const bool is_picture = each->role == PDX_ROLE_IMAGE_ALT || each->role == PDX_ROLE_CAPTION;
        PDX_TRY(pdx_record_add_part(record, range, role == PDX_ROLE_PARAGRAPH || is_picture ? each->role : role, err));
    }
    return pdx_record_add_glue(record, '\n', err);
}

pdx_status pdx_entry_add_html(pdx_record *record, pdx_entry *entry, pdx_range range, uint8_t role, pdx_error *err) {
    pdx_htmltext *html = &entry->html;
    const size_t block = html->blocks.len, n_marks = html->marks.len;
    const uint64_t before = html->text.len;
    const bool breaks = entry->breaks_lines && !is_made_of_blocks(html_of(entry, range));
    pdx_htmltext_source source = {html_of(entry, range), range.begin, entry->map};
    int64_t shift;
    if (breaks || has_brackets(source.html)) {
        if (!break_lines(entry, range, breaks)) return pdx_fail_memory(err);
        source = (pdx_htmltext_source){pdx_buf_view(&entry->broken), 0, &entry->broken_map};
    }
    PDX_TRY(pdx_htmltext_append(html, &source, NULL, err));
    if (html->text.len == before && html->marks.len == n_marks) return PDX_OK;
    shift = (int64_t)record->text.len - (int64_t)before;
    PDX_TRY(take_text(record, html, before, block, role, err));
    for (size_t i = n_marks; i < html->marks.len; i++) { /* from now on they are in the record's text */
        html->marks.data[i].range.begin = (uint64_t)((int64_t)html->marks.data[i].range.begin + shift);
        html->marks.data[i].range.end = (uint64_t)((int64_t)html->marks.data[i].range.end + shift);
    }
    return PDX_OK;
}

static pdx_status add_mark(pdx_record *record, const pdx_entry *entry, const pdx_html_mark *mark, uint8_t role, pdx_error *err) {
    const pdx_span address = pdx_span_slice(pdx_buf_view(&entry->html.values), (size_t)mark->value.begin, (size_t)mark->value.end);
    const uint64_t begin = record->text.len;
    const pdx_range from = pdx_offsets_source(&record->map, mark->range);
    pdx_address_resolve(entry->base, address, &record->text);
    if (record->text.failed || !pdx_offsets_add(&record->map, record->text.len - begin, from.begin, from.end - from.begin, false)) {
        return pdx_fail_memory(err);
    }
    PDX_TRY(pdx_record_add_item(record, mark->range, (uint32_t)record->parts.len, err));
    PDX_TRY(pdx_record_add_part(record, pdx_range_of(begin, record->text.len), role, err));
    return pdx_record_add_glue(record, '\n', err);
}

pdx_status pdx_entry_add_marks(pdx_record *record, pdx_entry *entry, pdx_error *err) {
    const pdx_htmltext *html = &entry->html;
    for (size_t i = 0; i < html->marks.len; i++) {
        const pdx_html_mark *mark = &html->marks.data[i];
        if (mark->kind == PDX_HTML_TIME || mark->value.end == mark->value.begin) continue;
        PDX_TRY(add_mark(record, entry, mark, mark->kind == PDX_HTML_IMAGE ? PDX_ROLE_IMAGE : PDX_ROLE_LINK, err));
    }
    return PDX_OK;
}
