#include "markup/reference.h"
#include "base/ascii.h"
#include "base/eight.h"
#include "source/syntax/fields.h"
#include "source/markdown/markdown.h"
#include "source/records/recordparts.h"

/* The text of a block: what is marked up in it, and what a reader sees. First each byte is told what becomes of it, then the text is put together. */

enum { KEEP, DROP, SPACE, REFERENCE };
/* LOOK_BACK: runs of stars that one may close; RUN_MOST: bytes of a run of ticks; MOST: bytes of an address with its title, and of an insertion. So that reading is linear. */
enum { LOOK_BACK = 64, RUN_MOST = 64, MOST = 4096 };

typedef struct inline_reader {
    pdx_markdown *of;
    pdx_span text;
    uint8_t *acts;
    size_t at;
    bool no_ticks[RUN_MOST + 1], no_comment, no_tag; /* nothing further on ends one: looked for once */
    bool has_memory;
} inline_reader;

static bool is_alpha(uint8_t c) { return (uint8_t)((c | 0x20) - 'a') < 26; }
static bool is_word(uint8_t c) { return is_alpha(c) || pdx_is_digit(c) || c >= 0x80; }
static bool is_punctuation(uint8_t c) { return c > ' ' && c < 0x7F && !is_alpha(c) && !pdx_is_digit(c); }

static uint8_t byte_at(const inline_reader *self, size_t at) { return at < self->text.len ? self->text.data[at] : 0; }

static void act(inline_reader *self, size_t begin, size_t end, uint8_t what) { memset(self->acts + begin, what, end - begin); }

static size_t find(pdx_span text, size_t from, const char *sought) {
    const size_t n = strlen(sought);
    const uint8_t *at = from < text.len ? text.data + from : NULL, *const end = text.data + text.len;
    while (at != NULL && at < end && (at = memchr(at, sought[0], (size_t)(end - at))) != NULL) {
        if ((size_t)(end - at) >= n && memcmp(at, sought, n) == 0) return (size_t)(at - text.data);
        at++;
    }
    return SIZE_MAX;
}

static void add_found(inline_reader *self, size_t begin, size_t end, pdx_range address, bool is_image, bool is_defined) {
    const pdx_markdown_mark mark = {begin, end, address, 0, false, false, is_image, is_defined};
    if (!PDX_VEC_PUSH(&self->of->found, mark)) self->has_memory = false;
}

/* ---- code, escapes */

static size_t run_length(const inline_reader *self, size_t at) {
    size_t n = 1;
    while (byte_at(self, at + n) == self->text.data[at]) n++;
    return n;
}

static void read_code(inline_reader *self) {
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

static void read_escape(inline_reader *self) {
    const uint8_t next = byte_at(self, self->at + 1);
    if (is_punctuation(next) || next == '\n') act(self, self->at, self->at + 1, DROP);
    self->at += is_punctuation(next) ? 2 : 1;
}

/* ---- tags, and addresses in angle brackets */

/* The value of an attribute of the tag that stands there; empty: none. */
static pdx_range attribute_of(const inline_reader *self, size_t begin, size_t end, const char *name) {
    const size_t n = strlen(name);
    for (size_t at = begin + 1; at + n + 1 < end; at++) {
        size_t value = at + n;
        uint8_t quote;
        if (is_word(self->text.data[at - 1]) || self->text.data[at - 1] == '-' || !pdx_field_is(pdx_span_slice(self->text, at, at + n), name)) continue;
        while (value < end && pdx_markdown_is_space(self->text.data[value])) value++;
        if (byte_at(self, value) != '=') continue;
        for (value++; value < end && pdx_markdown_is_space(self->text.data[value]);) value++;
        quote = byte_at(self, value);
        if (quote == '"' || quote == '\'') {
            const uint8_t *stop = memchr(self->text.data + value + 1, quote, end - value - 1);
            return stop == NULL ? pdx_range_of(0, 0) : pdx_range_of(value + 1, (uint64_t)(stop - self->text.data));
        }
        for (at = value; at < end && !pdx_markdown_is_space(self->text.data[at]) && self->text.data[at] != '>';) at++;
        return pdx_range_of(value, at);
    }
    return pdx_range_of(0, 0);
}

static void add_picture(inline_reader *self, size_t begin, size_t end) {
    const pdx_range alt = attribute_of(self, begin, end, "alt"), src = attribute_of(self, begin, end, "src");
    if (alt.end > alt.begin || src.end > src.begin) add_found(self, (size_t)alt.begin, (size_t)alt.end, src, true, false);
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
    static const char *const names[] = {"br", "p", "div", "li", "ul", "ol", "tr", "td", "th", "table", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "figure", "figcaption", "img", "iframe", "section"};
    for (size_t i = 0; i < PDX_COUNTOF(names); i++) {
        if (pdx_field_is(name, names[i])) return true;
    }
    return false;
}

static size_t tag_end(inline_reader *self, size_t at) {
    size_t end;
    if (pdx_span_starts(pdx_span_slice(self->text, at, self->text.len), pdx_span_str("<!--"))) {
        end = self->no_comment ? SIZE_MAX : find(self->text, at + 4, "-->");
        self->no_comment = self->no_comment || end == SIZE_MAX;
        return end == SIZE_MAX ? SIZE_MAX : end + 3;
    }
    end = self->no_tag ? SIZE_MAX : find(self->text, at, ">");
    self->no_tag = self->no_tag || end == SIZE_MAX;
    return end == SIZE_MAX ? SIZE_MAX : end + 1;
}

static bool begins_tag(const inline_reader *self, size_t at) {
    const uint8_t next = byte_at(self, at + 1);
    return is_alpha(next) || next == '!' || next == '?' || (next == '/' && is_alpha(byte_at(self, at + 2)));
}

static void read_tag(inline_reader *self) {
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
    act(self, begin, end, DROP);
    if (parts_words(pdx_span_slice(self->text, name, stop))) act(self, begin, begin + 1, SPACE);
    if (next != '/' && pdx_field_is(pdx_span_slice(self->text, name, stop), "img")) add_picture(self, begin, end);
    self->at = end;
}

/* ---- what a site's program would put in */

/* Where `{{ ... }}` or `{% ... %}` ends that begins at `at`; SIZE_MAX: none does. */
static size_t insertion_end(const inline_reader *self, size_t at) {
    const uint8_t next = byte_at(self, at + 1);
    size_t end;
    if (next != '{' && next != '%') return SIZE_MAX;
    end = find(pdx_span_slice(self->text, 0, pdx_min_size(self->text.len, at + MOST)), at + 2, next == '{' ? "}}" : "%}");
    return end == SIZE_MAX ? SIZE_MAX : end + 2;
}

static void read_insertion(inline_reader *self) {
    const size_t begin = self->at, end = insertion_end(self, begin);
    const pdx_range range = pdx_range_of(begin, end);
    self->at = begin + 1;
    if (end == SIZE_MAX) return;
    act(self, begin, end, DROP);
    if (!PDX_VEC_PUSH(&self->of->insertions, pdx_offsets_source(&self->of->block_map, range))) self->has_memory = false;
    add_picture(self, begin, end);
    self->at = end;
}

/* ---- links and pictures */

static size_t skip_space(pdx_span text, size_t at) {
    while (at < text.len && pdx_markdown_is_space(text.data[at])) at++;
    return at;
}

/* `(address "title")` at `at`: where it ends; 0: it is none. */
static size_t destination_read(const inline_reader *self, size_t at, pdx_range *address) {
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
        for (; i < text.len && !pdx_markdown_is_space(text.data[i]); i++) {
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
static size_t link_end(inline_reader *self, const pdx_markdown_mark *open, pdx_range *address, bool *is_defined) {
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

static void read_open(inline_reader *self) {
    const bool is_image = self->text.data[self->at] == '!';
    const pdx_markdown_mark mark = {self->at, self->at + 1 + is_image, {0, 0}, '[', false, false, is_image, false};
    if (!PDX_VEC_PUSH(&self->of->open, mark)) self->has_memory = false;
    self->at = mark.end;
}

static void read_close(inline_reader *self) {
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

static void read_run(inline_reader *self) {
    const size_t n = run_length(self, self->at), begin = self->at, end = begin + n;
    const uint8_t c = self->text.data[begin], before = begin > 0 ? self->text.data[begin - 1] : ' ', after = end < self->text.len ? self->text.data[end] : ' ';
    pdx_markdown_mark mark = {begin, end, {0, 0}, c, false, false, false, false};
    self->at = end;
    if (c == '~' && n != 2) return;
    mark.opens = !pdx_markdown_is_space(after) && !(c == '_' && is_word(before)) && !(is_punctuation(after) && is_word(before));
    mark.closes = !pdx_markdown_is_space(before) && !(c == '_' && is_word(after)) && !(is_punctuation(before) && is_word(after));
    if (!PDX_VEC_PUSH(&self->of->runs, mark)) self->has_memory = false;
}

/* Stars that open and stars that close: what is left of a run on either side stays. */
static void pair_runs(inline_reader *self) {
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

static void read_reference(inline_reader *self) {
    const pdx_reference reference = pdx_reference_read(pdx_span_slice(self->text, self->at, self->text.len), PDX_REFERENCE_HTML);
    if (reference.len > 0) act(self, self->at, self->at + 1, REFERENCE);
    self->at += pdx_max_size(reference.len, 1);
}

/* How far the text goes from `at` on without a byte that may be markup. */
static size_t plain_end(pdx_span text, size_t at) {
    static const bool may_be[256] = {['\\'] = true, ['`'] = true, ['<'] = true, ['&'] = true, ['{'] = true, ['['] = true, [']'] = true,
                                     ['*'] = true,  ['_'] = true, ['~'] = true, ['!'] = true, ['\n'] = true};
    while (at < text.len && !may_be[text.data[at]]) at++;
    return at;
}

static void mark_up(inline_reader *self) {
    while ((self->at = plain_end(self->text, self->at)) < self->text.len) {
        switch (self->text.data[self->at]) {
        case '\\': read_escape(self); break;
        case '`': read_code(self); break;
        case '<': read_tag(self); break;
        case '&': read_reference(self); break;
        case '{': read_insertion(self); break;
        case '[': read_open(self); break;
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
    pair_runs(self);
}

/* ---- the text */

static pdx_status add_stretch(const inline_reader *self, pdx_record *record, size_t begin, size_t end, const void *text, size_t len, pdx_error *err) {
    pdx_buf_append(&record->text, text, len);
    if (record->text.failed || !pdx_offsets_add_through(&record->map, len, begin, end - begin, text == self->text.data + begin, &self->of->block_map)) return pdx_fail_memory(err);
    return PDX_OK;
}

/* Where what is kept from `at` on ends. */
static size_t kept_end(const inline_reader *self, size_t at, size_t end) {
    const pdx_span acts = pdx_span_of(self->acts, end);
    while (at < end) {
        const uint64_t others = pdx_eight_load(acts, at);
        if (others != 0) return at + pdx_trailing_zeros(others) / 8;
        at += 8;
    }
    return end;
}

/* Where the bytes from `begin` to `end` stand in the record's text: each one place further, from `place` on, or all at one. Asked for by links alone. */
static void places_set(const inline_reader *self, size_t begin, size_t end, size_t place, size_t step) {
    uint32_t *places = self->of->places.data;
    if (self->of->found.len == 0) return;
    for (size_t i = begin; i < end; i++) places[i] = (uint32_t)(place + (i - begin) * step);
}

/* Text of the block from `begin` on, as its acts say; of pictures as it stands but for references. */
static pdx_status put_text(const inline_reader *self, pdx_record *record, size_t begin, size_t end, bool as_it_stands, pdx_error *err) {
    size_t at = begin;
    while (at < end) {
        uint8_t what = as_it_stands && self->acts[at] == DROP ? KEEP : self->acts[at];
        size_t stop = at + 1;
        if (as_it_stands && self->text.data[at] == '&') what = REFERENCE;
        if (what == KEEP) {
            if (!as_it_stands) stop = kept_end(self, stop, end);
            while (as_it_stands && stop < end && self->text.data[stop] != '&' && self->text.data[stop] != '\n') stop++;
            places_set(self, at, stop, record->text.len, 1);
            PDX_TRY(add_stretch(self, record, at, stop, self->text.data + at, stop - at, err));
        } else if (what == REFERENCE) {
            const pdx_reference reference = pdx_reference_read(pdx_span_slice(self->text, at, end), PDX_REFERENCE_HTML);
            stop = at + pdx_max_size(reference.len, 1);
            places_set(self, at, stop, record->text.len, 0);
            PDX_TRY(add_stretch(self, record, at, stop, reference.len > 0 ? reference.text : self->text.data + at, reference.len > 0 ? reference.text_len : 1, err));
        } else {
            places_set(self, at, stop, record->text.len, 0);
            if (what == SPACE && (record->text.len == 0 || record->text.data[record->text.len - 1] != ' ')) PDX_TRY(add_stretch(self, record, at, at + 1, " ", 1, err));
        }
        at = stop;
    }
    return PDX_OK;
}

static pdx_range trimmed(const pdx_record *record, uint64_t begin) {
    uint64_t end = record->text.len;
    while (begin < end && pdx_markdown_is_space(record->text.data[begin])) begin++;
    while (end > begin && pdx_markdown_is_space(record->text.data[end - 1])) end--;
    return pdx_range_of(begin, end);
}

static pdx_status put_part(pdx_record *record, uint64_t begin, uint8_t role, pdx_error *err) {
    const pdx_range range = trimmed(record, begin);
    if (record->text.len == begin) return PDX_OK;
    PDX_TRY(pdx_record_add_part(record, range, role, err));
    return pdx_record_add_glue(record, '\n', err);
}

/* Links and pictures of the block: pictures' words are parts of their own behind it. */
static pdx_status put_found(const inline_reader *self, pdx_record *record, pdx_error *err) {
    pdx_markdown *of = self->of;
    const uint32_t behind = (uint32_t)record->text.len;
    for (size_t i = 0; i < of->found.len; i++) {
        const pdx_markdown_mark *mark = &of->found.data[i];
        pdx_markdown_link link = {mark->address, {0, 0}, mark->is_image};
        if (!mark->is_defined && mark->address.end > mark->address.begin) link.address = pdx_offsets_source(&of->block_map, mark->address);
        if (mark->is_image) {
            const uint64_t begin = record->text.len;
            PDX_TRY(put_text(self, record, mark->begin, mark->end, true, err));
            link.words = trimmed(record, begin);
            PDX_TRY(put_part(record, begin, PDX_ROLE_IMAGE_ALT, err));
        } else {
            link.words = pdx_range_of(of->places.data[mark->begin], mark->end < self->text.len ? of->places.data[mark->end] : behind);
            while (link.words.end > link.words.begin && pdx_markdown_is_space(record->text.data[link.words.end - 1])) link.words.end--;
        }
        if (link.address.end > link.address.begin && !PDX_VEC_PUSH(&of->links, link)) return pdx_fail_memory(err);
    }
    return PDX_OK;
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

static bool reader_begin(inline_reader *self, pdx_markdown *of) {
    memset(self, 0, sizeof *self);
    self->has_memory = true;
    self->of = of;
    if (!block_make(of)) return false;
    self->text = pdx_buf_view(&of->block);
    pdx_buf_reset(&of->acts);
    of->open.len = of->runs.len = of->found.len = of->places.len = 0;
    if (!pdx_buf_reserve(&of->acts, self->text.len + 1) || !PDX_VEC_RESERVE(&of->places, self->text.len + 1)) return false;
    self->acts = of->acts.data;
    act(self, 0, self->text.len, KEEP);
    return true;
}

pdx_status pdx_markdown_text(pdx_markdown *markdown, pdx_record *record, uint8_t role, pdx_error *err) {
    const uint64_t begin = record->text.len;
    inline_reader self;
    if (markdown->lines.len == 0) return PDX_OK;
    if (!reader_begin(&self, markdown)) return pdx_fail_memory(err);
    markdown->lines.len = 0;
    mark_up(&self);
    if (!self.has_memory) return pdx_fail_memory(err);
    PDX_TRY(put_text(&self, record, 0, self.text.len, false, err));
    PDX_TRY(put_part(record, begin, role, err));
    return put_found(&self, record, err);
}
