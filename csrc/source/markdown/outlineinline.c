#include "source/markdown/outlines.h"

#include "base/ascii.h"

/* What is marked up in a block of reStructuredText or Org, and of text that is not marked up. */

enum { KEEP = PDX_INLINE_KEEP, DROP = PDX_INLINE_DROP, SPACE = PDX_INLINE_SPACE };
enum { MOST = 2048 }; /* bytes of what is marked, so that reading is linear */

static bool is_word(uint8_t c) { return (uint8_t)((c | 0x20) - 'a') < 26 || pdx_is_digit(c) || c >= 0x80; }
static uint8_t byte_at(const pdx_inline *self, size_t at) { return at < self->text.len ? self->text.data[at] : 0; }
static void act(pdx_inline *self, size_t begin, size_t end, uint8_t what) { memset(self->acts + begin, what, end - begin); }

/* The next place of `sought` from `from` on; SIZE_MAX: none so near to self->at as marks may be that belong together. */
static size_t find(const pdx_inline *self, size_t from, const char *sought) {
    const size_t n = strlen(sought), stop = pdx_min_size(self->text.len, self->at + MOST);
    for (size_t at = from; at + n <= stop; at++) {
        const uint8_t *found = memchr(self->text.data + at, sought[0], stop - at);
        if (found == NULL) break;
        at = (size_t)(found - self->text.data);
        if (at + n <= stop && memcmp(found, sought, n) == 0) return at;
    }
    return SIZE_MAX;
}

static void add_found(pdx_inline *self, size_t begin, size_t end, pdx_range address, bool is_image, bool is_defined) {
    const pdx_markdown_mark mark = {begin, end, address, 0, false, false, is_image, is_defined, false, 0};
    if (!PDX_VEC_PUSH(&self->of->found, mark)) self->has_memory = false;
}

/* Whether marks may begin behind this byte, or end before it. */
static bool may_open(uint8_t before) { return before <= ' ' || memchr("-('\"[{<:/", before, 9) != NULL || before >= 0x80; }
static bool may_follow(uint8_t after) { return after <= ' ' || memchr("-.,;:!?'\")]}>/\\", after, 15) != NULL || after >= 0x80; }

static uint8_t before(const pdx_inline *self) { return self->at > 0 ? self->text.data[self->at - 1] : ' '; }

/* What stands between two marks at self->at, whose words stay as they are written or not; false: nothing does. */
static bool read_marked(pdx_inline *self, const char *mark, bool as_it_is) {
    const size_t n = strlen(mark), begin = self->at + n;
    size_t end = begin;
    if (!may_open(before(self)) || byte_at(self, begin) <= ' ') return false;
    while ((end = find(self, end + (end == begin), mark)) != SIZE_MAX && !(self->text.data[end - 1] > ' ' && may_follow(byte_at(self, end + n))))
        end++;
    if (end == SIZE_MAX) return false;
    act(self, self->at, begin, DROP);
    act(self, end, end + n, DROP);
    self->at = as_it_is ? end + n : begin;
    return true;
}

/* ---- reStructuredText */

/* `words <address>`: where the words end; the end of all where nothing stands in such brackets. */
static size_t target_of(const pdx_inline *self, size_t begin, size_t end, pdx_range *address) {
    size_t open = end;
    *address = pdx_range_of(0, 0);
    if (end == begin || self->text.data[end - 1] != '>') return end;
    while (open > begin && self->text.data[open - 1] != '<') open--;
    if (open == begin) return end;
    *address = pdx_range_of(open, end - 1);
    for (open--; open > begin && self->text.data[open - 1] <= ' ';) open--;
    return open;
}

/* `words`, `words`_ or `words <address>`_, behind a role or not. `role`: where that begins, or the tick. */
static bool read_ticked(pdx_inline *self, size_t role) {
    const size_t begin = self->at + 1, end = find(self, begin, "`");
    size_t stop, behind, words_begin = begin;
    pdx_range address;
    if (end == SIZE_MAX || end == begin || self->text.data[begin] <= ' ') return false;
    stop = target_of(self, begin, end, &address);
    for (behind = end + 1; byte_at(self, behind) == '_' && behind < end + 3;) behind++;
    if (stop == begin) { /* nothing but an address */
        words_begin = (size_t)address.begin;
        stop = (size_t)address.end;
    }
    act(self, role, words_begin, DROP);
    act(self, stop, behind, DROP);
    if (behind > end + 1) {
        if (address.end > address.begin)
            add_found(self, words_begin, stop, address, false, false);
        else {
            address = pdx_markdown_defined(self->of, pdx_span_slice(self->text, words_begin, stop));
            if (address.end > address.begin) add_found(self, words_begin, stop, address, false, true);
        }
    }
    self->at = behind;
    return true;
}

/* `:role:` before a tick. */
static bool read_role(pdx_inline *self) {
    const size_t role = self->at;
    size_t at = role + 1;
    while (is_word(byte_at(self, at)) || byte_at(self, at) == '-' || byte_at(self, at) == '.') at++;
    if (at == role + 1 || byte_at(self, at) != ':' || byte_at(self, at + 1) != '`') return false;
    self->at = at + 1;
    if (read_ticked(self, role)) return true;
    self->at = role;
    return false;
}

/* `word_`, where something says where that leads. */
static bool read_reference(pdx_inline *self) {
    size_t begin = self->at;
    pdx_range address;
    if (is_word(byte_at(self, self->at + 1)) || byte_at(self, self->at + 1) == '_') return false;
    while (begin > 0 && self->at - begin < PDX_MARKDOWN_LABEL_MOST &&
           (is_word(self->text.data[begin - 1]) || memchr("-.+", self->text.data[begin - 1], 3) != NULL))
        begin--;
    address = pdx_markdown_defined(self->of, pdx_span_slice(self->text, begin, self->at));
    if (address.end == address.begin) return false;
    add_found(self, begin, self->at, address, false, true);
    act(self, self->at, self->at + 1, DROP);
    self->at++;
    return true;
}

static void read_escape(pdx_inline *self) {
    const uint8_t next = byte_at(self, self->at + 1);
    act(self, self->at, self->at + (next == ' ' ? 2 : 1), DROP);
    self->at += next == 0 ? 1 : 2;
}

/* Two ticks round a program's words, which may have marks. */
static bool read_program(pdx_inline *self) {
    const size_t begin = self->at + 2, end = find(self, begin, "``");
    if (byte_at(self, self->at + 1) != '`' || end == SIZE_MAX || end == begin) return false;
    act(self, self->at, begin, DROP);
    act(self, end, end + 2, DROP);
    self->at = end + 2;
    return true;
}

void pdx_rest_inline(pdx_inline *self) {
    while (self->at < self->text.len) {
        bool is_read = false;
        switch (self->text.data[self->at]) {
        case '\\':
            read_escape(self);
            continue;
        case '\n':
            act(self, self->at, self->at + 1, SPACE);
            break;
        case '`':
            is_read = read_program(self) || read_ticked(self, self->at);
            break;
        case ':':
            is_read = read_role(self);
            break;
        case '*':
            is_read = (byte_at(self, self->at + 1) == '*' && read_marked(self, "**", true)) || read_marked(self, "*", true);
            break;
        case '_':
            is_read = read_reference(self);
            break;
        default:
            break;
        }
        self->at += !is_read;
    }
}

/* ---- Org */

static bool is_picture(pdx_span address) {
    static const char *const ends[] = {".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp"};
    for (size_t i = 0; i < PDX_COUNTOF(ends); i++) {
        const size_t n = strlen(ends[i]);
        if (address.len > n && memcmp(address.data + address.len - n, ends[i], n) == 0) return true;
    }
    return false;
}

/* `[[address][words]]`, `[[address]]`. */
static bool read_brackets(pdx_inline *self) {
    const size_t begin = self->at + 2, end = find(self, begin, "]]");
    size_t parts, from = begin;
    pdx_range address;
    if (byte_at(self, self->at + 1) != '[' || end == SIZE_MAX || end == begin) return false;
    parts = find(self, begin, "][");
    if (parts > end) parts = SIZE_MAX;
    if (pdx_span_starts(pdx_span_slice(self->text, begin, end), pdx_span_str("file:"))) from += 5;
    address = pdx_range_of(from, parts == SIZE_MAX ? end : parts);
    if (parts == SIZE_MAX && is_picture(pdx_span_slice(self->text, from, end))) {
        add_found(self, end, end, address, true, false);
        act(self, self->at, end + 2, DROP);
    } else {
        const size_t words = parts == SIZE_MAX ? from : parts + 2;
        act(self, self->at, words, DROP);
        act(self, end, end + 2, DROP);
        add_found(self, words, end, address, false, false);
    }
    self->at = end + 2;
    return true;
}

/* Behind an address that stands in the text (`https://tidewick.example/quay/`), whose slashes are no marks; self->at is at its colon. */
static bool read_plain_address(pdx_inline *self) {
    if (byte_at(self, self->at + 1) != '/' || byte_at(self, self->at + 2) != '/') return false;
    while (byte_at(self, self->at) > ' ' && memchr("]>\"", byte_at(self, self->at), 3) == NULL) self->at++;
    return true;
}

void pdx_org_inline(pdx_inline *self) {
    while (self->at < self->text.len) {
        bool is_read = false;
        switch (self->text.data[self->at]) {
        case '\n':
            act(self, self->at, self->at + 1, SPACE);
            break;
        case ':':
            is_read = read_plain_address(self);
            break;
        case '[':
            is_read = read_brackets(self);
            break;
        case '*':
            is_read = read_marked(self, "*", false);
            break;
        case '/':
            is_read = read_marked(self, "/", false);
            break;
        case '_':
            is_read = read_marked(self, "_", false);
            break;
        case '+':
            is_read = read_marked(self, "+", false);
            break;
        case '=':
            is_read = read_marked(self, "=", true);
            break;
        case '~':
            is_read = read_marked(self, "~", true);
            break;
        case '\\':
            if (byte_at(self, self->at + 1) == '\\' && (byte_at(self, self->at + 2) == '\n' || byte_at(self, self->at + 2) == 0)) {
                act(self, self->at, self->at + 2, DROP);
                self->at++;
            }
            break;
        default:
            break;
        }
        self->at += !is_read;
    }
}

/* ---- text that is not marked up */

/* `<http://...>` is a link, and stays as it stands. */
static void read_address(pdx_inline *self) {
    const pdx_span rest = pdx_span_slice(self->text, self->at + 1, self->text.len);
    pdx_markdown_mark link = {.begin = self->at + 1, .byte = '<'};
    self->at++;
    if (!pdx_span_starts(rest, pdx_span_str("http://")) && !pdx_span_starts(rest, pdx_span_str("https://"))) return;
    for (link.end = self->at; link.end < self->text.len && self->text.data[link.end] > ' ' && self->text.data[link.end] != '>';) link.end++;
    if (link.end >= self->text.len || self->text.data[link.end] != '>') return;
    link.address = pdx_range_of(link.begin, link.end);
    if (!PDX_VEC_PUSH(&self->of->found, link)) self->has_memory = false;
    self->at = link.end;
}

void pdx_text_inline(pdx_inline *self) {
    while (self->at < self->text.len) {
        const uint8_t c = self->text.data[self->at];
        if (c == '<') {
            read_address(self);
            continue;
        }
        if (c == '\n') self->acts[self->at] = SPACE;
        self->at++;
    }
}
