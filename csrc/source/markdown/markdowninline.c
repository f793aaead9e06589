#include "source/markdown/markdowninline.h"

#include "base/ascii.h"
#include "kernels/stops.h"
#include "markup/reference.h"
#include "source/html/htmlnames.h"
#include "source/markdown/outlines.h"
#include "source/syntax/fields.h"

enum { KEEP = PDX_INLINE_KEEP, DROP = PDX_INLINE_DROP, SPACE = PDX_INLINE_SPACE, REFERENCE = PDX_INLINE_REFERENCE };
/* LOOK_BACK: runs of stars that one may close; MOST: bytes of an address with its title, and of an insertion. So that reading is linear. */
enum { LOOK_BACK = 64, RUN_MOST = PDX_INLINE_RUN_MOST, MOST = 4096 };

static bool is_alpha(uint8_t c) { return (uint8_t)((c | 0x20) - 'a') < 26; }
static bool is_word(uint8_t c) { return is_alpha(c) || pdx_is_digit(c) || c >= 0x80; }
static bool is_punctuation(uint8_t c) { return c > ' ' && c < 0x7F && !is_alpha(c) && !pdx_is_digit(c); }

static uint8_t byte_at(const pdx_inline *self, size_t at) { return at < self->text.len ? self->text.data[at] : 0; }

static void act(pdx_inline *self, size_t begin, size_t end, uint8_t what) { memset(self->acts + begin, what, end - begin); }

static size_t find(pdx_span text, size_t from, const char *sought) {
    const size_t n = strlen(sought);
    const uint8_t *at = from < text.len ? text.data + from : NULL, *const end = text.data + text.len;
    while (at != NULL && at < end && (at = memchr(at, sought[0], (size_t)(end - at))) != NULL) {
        if ((size_t)(end - at) >= n && memcmp(at, sought, n) == 0) return (size_t)(at - text.data);
        at++;
    }
    return SIZE_MAX;
}

static void add_found(pdx_inline *self, size_t begin, size_t end, pdx_range address, bool is_image, bool is_defined) {
    const pdx_markdown_mark mark = {begin, end, address, 0, false, false, is_image, is_defined, false, 0};
    if (!PDX_VEC_PUSH(&self->of->found, mark)) self->has_memory = false;
}

/* ---- code, escapes */

static size_t run_length(const pdx_inline *self, size_t at) {
    size_t n = 1;
    while (byte_at(self, at + n) == self->text.data[at]) n++;
    return n;
}

static void read_code(pdx_inline *self) {
    const size_t n = run_length(self, self->at), begin = self->at + n;
    size_t at = begin;
    self->at = begin;
    if (n > RUN_MOST || self->no_ticks[n]) return;
    while (at < self->text.len) {
        const uint8_t *tick = memchr(self->text.data + at, '`', self->text.len - at);
        size_t length;
        if (tick == NULL) break;
        at = (size_t)(tick - self->text.data);
        length = run_length(self, at);
        if (length == n) {
            act(self, begin - n, begin, DROP);
            act(self, at, at + n, DROP);
            self->at = at + n;
            return;
        }
        at += length;
    }
    self->no_ticks[n] = true;
}

static void read_escape(pdx_inline *self) {
    const uint8_t next = byte_at(self, self->at + 1);
    if (is_punctuation(next) || next == '\n') act(self, self->at, self->at + 1, DROP);
    self->at += is_punctuation(next) ? 2 : 1;
}

/* ---- tags, and addresses in angle brackets */

/* Where `{{ ... }}` or `{% ... %}` ends that begins at `at`; SIZE_MAX: none does. */
static size_t insertion_end(const pdx_inline *self, size_t at) {
    const uint8_t next = byte_at(self, at + 1);
    size_t end;
    if (next != '{' && next != '%') return SIZE_MAX;
    end = find(pdx_span_slice(self->text, 0, pdx_min_size(self->text.len, at + MOST)), at + 2, next == '{' ? "}}" : "%}");
    return end == SIZE_MAX ? SIZE_MAX : end + 2;
}

static size_t find_byte(const pdx_inline *self, size_t at, size_t end, uint8_t byte) {
    const uint8_t *found = at < end ? memchr(self->text.data + at, byte, end - at) : NULL;
    return found == NULL ? SIZE_MAX : (size_t)(found - self->text.data);
}

/* The next byte like this from `at` on, before `end`, that stands in nothing which a site's program would put in: `href="{{< ref "ferry.md" >}}"`.
 * SIZE_MAX: there is none. */
static size_t find_outside(const pdx_inline *self, size_t at, size_t end, uint8_t byte) {
    size_t stop = find_byte(self, at, end, byte), open = at;
    while (stop != SIZE_MAX && open < stop && (open = find(pdx_span_slice(self->text, 0, stop), open, "{{")) != SIZE_MAX) {
        open = insertion_end(self, open);
        if (open == SIZE_MAX) break;
        if (open > stop) stop = find_byte(self, open, end, byte);
    }
    return stop;
}

/* The value of an attribute of the tag that stands there; empty: none. */
static pdx_range attribute_of(const pdx_inline *self, size_t begin, size_t end, const char *name) {
    const size_t n = strlen(name);
    for (size_t at = begin + 1; at + n + 1 < end; at++) {
        size_t value = at + n;
        uint8_t quote;
        if (is_word(self->text.data[at - 1]) || self->text.data[at - 1] == '-' || !pdx_field_is(pdx_span_slice(self->text, at, at + n), name)) {
            continue;
        }
        while (value < end && pdx_markdown_is_space(self->text.data[value])) value++;
        if (byte_at(self, value) != '=') continue;
        for (value++; value < end && pdx_markdown_is_space(self->text.data[value]);) value++;
        quote = byte_at(self, value);
        if (quote == '"' || quote == '\'') {
            const size_t stop = find_outside(self, value + 1, end, quote);
            return stop == SIZE_MAX ? pdx_range_of(0, 0) : pdx_range_of(value + 1, stop);
        }
        for (at = value; at < end && !pdx_markdown_is_space(self->text.data[at]) && self->text.data[at] != '>';) at++;
        return pdx_range_of(value, at);
    }
    return pdx_range_of(0, 0);
}

static void add_picture(pdx_inline *self, size_t begin, size_t end) {
    const pdx_range alt = attribute_of(self, begin, end, "alt"), src = attribute_of(self, begin, end, "src");
    if (alt.end > alt.begin || src.end > src.begin) add_found(self, (size_t)alt.begin, (size_t)alt.end, src, true, false);
}

/* What a picture's words are in an insertion, or a tag in square brackets. */
static void add_caption(pdx_inline *self, size_t begin, size_t end) {
    const pdx_range words = attribute_of(self, begin, end, "caption");
    const pdx_markdown_mark mark = {(size_t)words.begin, (size_t)words.end, {0, 0}, 0, false, false, false, false, true, 0};
    if (words.end > words.begin && !PDX_VEC_PUSH(&self->of->found, mark)) self->has_memory = false;
}

/* A link goes on to where it ends, the next begins, or the block ends. */
static void end_anchor(pdx_inline *self, size_t end) {
    if (self->anchor_address.end > self->anchor_address.begin) add_found(self, self->anchor, end, self->anchor_address, false, false);
    self->anchor_address = pdx_range_of(0, 0);
}

static void read_anchor(pdx_inline *self, size_t begin, size_t end) {
    end_anchor(self, begin);
    if (self->text.data[begin + 1] == '/') return;
    self->anchor_address = attribute_of(self, begin, end, "href");
    self->anchor = end;
}

/* `https://...`, or `name@place`. */
static bool is_address(pdx_span text) {
    bool scheme = false, at = false;
    for (size_t i = 0; i < text.len; i++) {
        const uint8_t c = text.data[i];
        if (c <= ' ' || c == '<') return false;
        scheme = scheme || (c == ':' && i >= 2);
        at = at || (c == '@' && i > 0);
        if (!scheme && !at && !is_word(c) && c != '+' && c != '-' && c != '.' && c != '_') return false;
    }
    return scheme || at;
}

/* Tags at which one word ends and another begins. */
static bool parts_words(pdx_span name) {
    static const char *const names[] = {"br", "p",  "div", "li", "ul", "ol",         "tr",     "td",         "th",  "table",  "hr",     "h1",
                                        "h2", "h3", "h4",  "h5", "h6", "blockquote", "figure", "figcaption", "img", "iframe", "section"};
    for (size_t i = 0; i < PDX_COUNTOF(names); i++) {
        if (pdx_field_is(name, names[i])) return true;
    }
    return false;
}

/* Elements of HTML that a page's text has a form of; the tags of others, as of words that are bold, say nothing of it. */
static bool is_shown(pdx_span name) {
    const pdx_html_name known = pdx_html_name_of(name);
    return known != PDX_TAG_OTHER && known != PDX_TAG_PLAINTEXT && known != PDX_TAG_XMP && known != PDX_TAG_LISTING &&
           pdx_html_traits[known].out == PDX_HTML_OUT_NOT;
}

static size_t tag_end(pdx_inline *self, size_t at) {
    size_t end;
    if (pdx_span_starts(pdx_span_slice(self->text, at, self->text.len), pdx_span_str("<!--"))) {
        end = self->no_comment ? SIZE_MAX : find(self->text, at + 4, "-->");
        self->no_comment = self->no_comment || end == SIZE_MAX;
        return end == SIZE_MAX ? SIZE_MAX : end + 3;
    }
    end = self->no_tag ? SIZE_MAX : find_outside(self, at, self->text.len, '>');
    self->no_tag = self->no_tag || end == SIZE_MAX;
    return end == SIZE_MAX ? SIZE_MAX : end + 1;
}

static bool begins_tag(const pdx_inline *self, size_t at) {
    const uint8_t next = byte_at(self, at + 1);
    return is_alpha(next) || next == '!' || next == '?' || (next == '/' && is_alpha(byte_at(self, at + 2)));
}

static void read_tag(pdx_inline *self) {
    const size_t begin = self->at, end = begins_tag(self, begin) ? tag_end(self, begin) : SIZE_MAX;
    const uint8_t next = byte_at(self, begin + 1);
    size_t name = begin + 1 + (next == '/'), stop;
    self->at = begin + 1;
    if (end == SIZE_MAX) return;
    if (is_address(pdx_span_slice(self->text, begin + 1, end - 1))) {
        act(self, begin, begin + 1, DROP);
        act(self, end - 1, end, DROP);
        add_found(self, begin + 1, end - 1, pdx_range_of(begin + 1, end - 1), false, false);
        self->at = end;
        return;
    }
    for (stop = name; is_alpha(byte_at(self, stop)) || pdx_is_digit(byte_at(self, stop));) stop++;
    if (self->of->out != NULL && is_shown(pdx_span_slice(self->text, name, stop))) {
        act(self, begin, end, PDX_INLINE_RAW);
        self->at = end;
        return;
    }
    act(self, begin, end, DROP);
    if (parts_words(pdx_span_slice(self->text, name, stop))) act(self, begin, begin + 1, SPACE);
    if (next != '/' && pdx_field_is(pdx_span_slice(self->text, name, stop), "img")) add_picture(self, begin, end);
    if (pdx_field_is(pdx_span_slice(self->text, name, stop), "a")) read_anchor(self, begin, end);
    self->at = end;
}

/* ---- what a site's program would put in */

static void read_insertion(pdx_inline *self) {
    const size_t begin = self->at, end = insertion_end(self, begin);
    const pdx_range range = pdx_range_of(begin, end);
    self->at = begin + 1;
    if (end == SIZE_MAX) return;
    act(self, begin, end, DROP);
    if (!PDX_VEC_PUSH(&self->of->insertions, pdx_offsets_source(&self->of->block_map, range))) self->has_memory = false;
    add_picture(self, begin, end);
    add_caption(self, begin, end);
    self->at = end;
}

/* `[caption id="..."]<img ...> The ferry.[/caption]`, as posts have it that were moved from WordPress; `[[caption]]` is words. False: it is none
 * of these tags. */
static bool read_shortcode(pdx_inline *self) {
    static const char begins[] = "[caption", ends[] = "[/caption]";
    const size_t begin = self->at, n = sizeof begins - 1;
    const pdx_span rest = pdx_span_slice(self->text, begin, self->text.len);
    size_t end;
    if (begin == self->caption_end && begin > 0) {
        act(self, begin, begin + sizeof ends - 1, DROP);
        self->at += sizeof ends - 1;
        return true;
    }
    if (!pdx_span_starts(rest, pdx_span_of(begins, n)) || (byte_at(self, begin + n) != ' ' && byte_at(self, begin + n) != ']') ||
        (begin > 0 && self->text.data[begin - 1] == '[')) {
        return false;
    }
    if (self->caption_end == SIZE_MAX) return false; /* nothing further on ends one */
    end = find(pdx_span_slice(self->text, 0, pdx_min_size(self->text.len, begin + MOST)), begin, "]");
    if (end == SIZE_MAX) return false;
    if (self->caption_end <= begin) self->caption_end = find(self->text, end, ends);
    if (self->caption_end == SIZE_MAX) return false;
    self->caption = begin;
    act(self, begin, end + 1, DROP);
    add_caption(self, begin, end + 1);
    self->at = end + 1;
    return true;
}

/* Whether all of the block is a picture with its words. */
bool pdx_inline_is_caption(const pdx_inline *self) {
    return self->caption == 0 && self->caption_end > 0 && self->caption_end < self->text.len &&
           self->caption_end + sizeof "[/caption]" - 1 == self->text.len;
}

/* ---- links and pictures */

static size_t skip_space(pdx_span text, size_t at) {
    while (at < text.len && pdx_markdown_is_space(text.data[at])) at++;
    return at;
}

/* Whether an address goes on in the next line of a page, as programs break them that break at hyphens. */
static bool goes_on(const pdx_inline *self, size_t at) {
    return self->of->out != NULL && self->text.data[at] == '\n' && self->text.data[at - 1] == '-';
}

/* `(address "title")` at `at`: where it ends; 0: it is none. */
static size_t destination_read(const pdx_inline *self, size_t at, pdx_range *address) {
    const pdx_span text = pdx_span_slice(self->text, 0, pdx_min_size(self->text.len, at + MOST));
    size_t i = skip_space(text, at + 1), depth = 0;
    address->begin = i;
    if (byte_at(self, i) == '<') {
        const size_t end = find(text, i, ">");
        if (end == SIZE_MAX) return 0;
        *address = pdx_range_of(i + 1, end);
        i = end + 1;
    } else if (i < text.len && text.data[i] == '{' && insertion_end(self, i) != SIZE_MAX) {
        for (i = insertion_end(self, i); i < text.len && text.data[i] != ')' && !pdx_markdown_is_space(text.data[i]);) i++;
        address->end = i;
    } else {
        for (; i < text.len && (!pdx_markdown_is_space(text.data[i]) || goes_on(self, i)); i++) {
            if (text.data[i] == '(') depth++;
            else if (text.data[i] == ')' && depth-- == 0) break;
            else if (text.data[i] == '\\' && i + 1 < text.len) i++;
        }
        address->end = i = pdx_min_size(i, text.len);
    }
    i = skip_space(text, i);
    if (i < text.len && (text.data[i] == '"' || text.data[i] == '\'')) {
        const uint8_t quote = text.data[i];
        for (i++; i < text.len && text.data[i] != quote; i++) i += text.data[i] == '\\';
        i = skip_space(text, i + 1);
    }
    return i < text.len && text.data[i] == ')' ? i + 1 : 0;
}

/* Behind `]`, which closes what was open at `open`: where the link ends, or 0. */
static size_t link_end(pdx_inline *self, const pdx_markdown_mark *open, pdx_range *address, bool *is_defined) {
    const size_t behind = self->at + 1;
    size_t end = behind, label = open->end, label_end = self->at;
    *is_defined = false;
    if (byte_at(self, behind) == '(' && (end = destination_read(self, behind, address)) != 0) return end;
    end = behind;
    if (byte_at(self, behind) == '[') {
        const uint8_t *close = memchr(self->text.data + behind, ']', pdx_min_size(self->text.len - behind, 1000));
        if (close == NULL) return 0;
        end = (size_t)(close - self->text.data) + 1;
        if (end > behind + 2) {
            label = behind + 1;
            label_end = end - 1;
        }
    }
    *address = pdx_markdown_defined(self->of, pdx_span_slice(self->text, label, label_end));
    *is_defined = true;
    return address->end > address->begin ? end : 0;
}

static void read_open(pdx_inline *self) {
    const bool is_image = self->text.data[self->at] == '!';
    const pdx_markdown_mark mark = {self->at, self->at + 1 + is_image, {0, 0}, '[', false, false, is_image, false, false, 0};
    if (!PDX_VEC_PUSH(&self->of->open, mark)) self->has_memory = false;
    self->at = mark.end;
}

static void read_close(pdx_inline *self) {
    pdx_markdown_mark open;
    pdx_range address;
    bool is_defined;
    size_t end;
    self->at++;
    if (self->of->open.len == 0) return;
    open = self->of->open.data[--self->of->open.len];
    self->at--;
    end = link_end(self, &open, &address, &is_defined);
    if (end == 0) {
        self->at++;
        return;
    }
    add_found(self, open.end, self->at, address, open.is_image, is_defined);
    act(self, open.begin, open.end, DROP);
    act(self, self->at, end, DROP);
    if (open.is_image) act(self, open.end, self->at, DROP);
    self->at = end;
}

/* ---- stars */

static void read_run(pdx_inline *self) {
    const size_t n = run_length(self, self->at), begin = self->at, end = begin + n;
    const uint8_t c = self->text.data[begin], before = begin > 0 ? self->text.data[begin - 1] : ' ',
                  after = end < self->text.len ? self->text.data[end] : ' ';
    pdx_markdown_mark mark = {begin, end, {0, 0}, c, false, false, false, false, false, 0};
    self->at = end;
    if (c == '~' && n != 2) return;
    mark.opens = !pdx_markdown_is_space(after) && !(c == '_' && is_word(before)) && !(is_punctuation(after) && is_word(before));
    mark.closes = !pdx_markdown_is_space(before) && !(c == '_' && is_word(after)) && !(is_punctuation(before) && is_word(after));
    if (!PDX_VEC_PUSH(&self->of->runs, mark)) self->has_memory = false;
}

/* Stars that open and stars that close: what is left of a run on either side stays. */
static void pair_runs(pdx_inline *self) {
    pdx_markdown_mark *runs = self->of->runs.data;
    for (size_t i = 0; i < self->of->runs.len; i++) {
        for (size_t back = 1; runs[i].closes && back <= i && back <= LOOK_BACK && runs[i].begin < runs[i].end; back++) {
            pdx_markdown_mark *open = &runs[i - back];
            size_t n;
            if (!open->opens || open->byte != runs[i].byte || open->begin == open->end) continue;
            n = pdx_min_size(open->end - open->begin, runs[i].end - runs[i].begin);
            if (runs[i].byte == '~' && n != 2) continue;
            act(self, open->end - n, open->end, DROP);
            act(self, runs[i].begin, runs[i].begin + n, DROP);
            open->end -= n;
            runs[i].begin += n;
        }
    }
}

/* Marks of emphasis between which nothing stood that is text: signs that a font draws. */
static void drop_empty(pdx_inline *self) {
    for (size_t i = 0; i < self->of->runs.len; i++) {
        const pdx_markdown_mark *run = &self->of->runs.data[i];
        const bool in_word = run->begin > 0 && is_word(self->text.data[run->begin - 1]) && is_word(byte_at(self, run->end));
        if (run->end - run->begin == (run->byte == '_' ? 2 : 4) && run->byte != '~' && !in_word) act(self, run->begin, run->end, DROP);
    }
}

static void read_reference(pdx_inline *self) {
    const pdx_reference reference = pdx_reference_read(pdx_span_slice(self->text, self->at, self->text.len), PDX_REFERENCE_HTML);
    if (reference.len > 0) act(self, self->at, self->at + 1, REFERENCE);
    self->at += pdx_max_size(reference.len, 1);
}

/* How far the text goes from `at` on without a byte that may be markup: where the next of each four is, is looked for once. */
static size_t plain_end(pdx_inline *self, size_t at) {
    static const pdx_stops may_be[PDX_INLINE_KINDS] = {{'\n', {'*', '[', ']'}}, {'<', {'&', '_', '`'}}, {'\\', {'{', '~', '!'}}};
    size_t end = self->text.len;
    for (size_t i = 0; i < PDX_INLINE_KINDS; i++) {
        if (self->next[i] < at || at == 0) self->next[i] = at + pdx_stops_any(pdx_span_slice(self->text, at, self->text.len), may_be[i]);
        end = pdx_min_size(end, self->next[i]);
    }
    return end;
}

static bool block_make(pdx_markdown *of) {
    pdx_buf_reset(&of->block);
    of->block_map.list.len = 0;
    of->block_map.text_end = of->block_map.source_end = 0;
    for (size_t i = 0; i < of->lines.len; i++) {
        const pdx_range line = of->lines.data[i];
        const uint64_t len = line.end - line.begin;
        pdx_buf_append(&of->block, of->bytes.data + line.begin, (size_t)len);
        if (len > 0 && !pdx_offsets_add(&of->block_map, len, line.begin, len, true)) return false;
        if (i + 1 == of->lines.len) break;
        pdx_buf_byte(&of->block, '\n');
        if (!pdx_offsets_add(&of->block_map, 1, line.end, of->lines.data[i + 1].begin - line.end, false)) return false;
    }
    return !of->block.failed;
}

bool pdx_inline_begin(pdx_inline *self, pdx_markdown *of) {
    memset(self, 0, sizeof *self);
    self->has_memory = true;
    self->of = of;
    if (!block_make(of)) return false;
    self->text = pdx_buf_view(&of->block);
    pdx_buf_reset(&of->acts);
    of->open.len = of->runs.len = of->found.len = of->places.len = 0;
    if (!pdx_buf_reserve(&of->acts, self->text.len + 1) || !PDX_VEC_RESERVE(&of->places, self->text.len + 1)) return false;
    self->acts = of->acts.data;
    memset(self->acts, PDX_INLINE_KEEP, self->text.len);
    return true;
}

bool pdx_inline_read(pdx_inline *self) {
    if (self->of->front.dialect != PDX_FRONT_MARKDOWN) {
        static void (*const readers[])(pdx_inline *) = {[PDX_FRONT_REST] = pdx_rest_inline, [PDX_FRONT_ORG] = pdx_org_inline,
                                                       [PDX_FRONT_TEXT] = pdx_text_inline};
        readers[self->of->front.dialect](self);
        return self->has_memory;
    }
    while ((self->at = plain_end(self, self->at)) < self->text.len) {
        switch (self->text.data[self->at]) {
        case '\\': read_escape(self); break;
        case '`': read_code(self); break;
        case '<': read_tag(self); break;
        case '&': read_reference(self); break;
        case '{': if (self->of->out == NULL) read_insertion(self); else self->at++; break;
        case '[': if (self->of->out != NULL || !read_shortcode(self)) read_open(self); break;
        case ']': read_close(self); break;
        case '*': case '_': case '~': read_run(self); break;
        case '!':
            if (byte_at(self, self->at + 1) == '[') read_open(self);
            else self->at++;
            break;
        case '\n': act(self, self->at, self->at + 1, SPACE); self->at++; break;
        default: self->at++; break;
        }
    }
    end_anchor(self, self->text.len);
    pair_runs(self);
    if (self->of->out != NULL) drop_empty(self);
    return self->has_memory;
}
