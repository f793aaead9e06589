#include "source/records/shortcodes.h"

#include "base/base.h"

/* What stands between two brackets. */
typedef struct bracket {
    pdx_span name;
    pdx_range fields; /* behind the name */
    size_t end;       /* behind the second */
    bool closes;      /* `[/name]` */
} bracket;

void pdx_shortcodes_init(pdx_shortcodes *codes, pdx_span html) {
    memset(codes, 0, sizeof *codes);
    codes->html = html;
}

static bool is_small(uint8_t c) { return c >= 'a' && c <= 'z'; }
static bool is_name(uint8_t c) { return is_small(c) || (c >= '0' && c <= '9') || c == '_' || c == '-'; }
static bool is_white(uint8_t c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/* Reads up to the second bracket; no bracket stands in between. */
static bool bracket_read(pdx_span html, size_t at, bracket *out) {
    size_t begin = at + 1, end;
    out->closes = begin < html.len && html.data[begin] == '/';
    begin += out->closes;
    for (end = begin; end < html.len && is_name(html.data[end]); end++) {}
    if (end == begin || end == html.len || !is_small(html.data[begin])) return false;
    out->name = pdx_span_slice(html, begin, end);
    begin = end;
    if (!is_white(html.data[begin]) && html.data[begin] != ']' && html.data[begin] != '/') return false;
    while (end < html.len && html.data[end] != ']' && html.data[end] != '[') end++;
    if (end == html.len || html.data[end] == '[' || (out->closes && end > begin)) return false;
    out->fields = pdx_range_of(begin, end);
    out->end = end + 1;
    return true;
}

static bool is(pdx_span name, const char *with) { return pdx_span_equal(name, pdx_span_str(with)); }

static bool is_caption(pdx_span name) { return is(name, "caption") || is(name, "wp_caption"); }
static bool is_code(pdx_span name) { return is(name, "code") || is(name, "sourcecode"); }
static bool is_player(pdx_span name) { return is(name, "gallery") || is(name, "audio") || is(name, "video") || is(name, "playlist"); }

/* Builders of pages write all of a page so. */
static bool is_built(pdx_span name) {
    static const char *const begins[] = {"vc_", "et_pb_", "fusion_", "av_"};
    for (size_t i = 0; i < PDX_COUNTOF(begins); i++) {
        if (pdx_span_starts(name, pdx_span_str(begins[i]))) return true;
    }
    return false;
}

/* Quotes as they are written, as references, and as what makes print of a text leaves them. */
static bool is_quote(pdx_span rest) {
    static const char *const quotes[] = {"\"",          "'",       "&quot;",       "&#8220;",      "&#8221;",      "&#8243;",
                                         "&#8216;",     "&#8217;", "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\xB3", "\xE2\x80\x98",
                                         "\xE2\x80\x99"};
    for (size_t i = 0; i < PDX_COUNTOF(quotes); i++) {
        if (pdx_span_starts(rest, pdx_span_str(quotes[i]))) return true;
    }
    return false;
}

/* Whether there is a field `word=`, in quotes. */
static bool has_field(pdx_span fields, bool quoted) {
    for (size_t i = 1; i + 1 < fields.len; i++) {
        if (fields.data[i] == '=' && (is_name(fields.data[i - 1]) || (fields.data[i - 1] >= 'A' && fields.data[i - 1] <= 'Z')) &&
            (!quoted || is_quote(pdx_span_slice(fields, i + 1, fields.len)))) {
            return true;
        }
    }
    return false;
}

static bool is_line_alone(pdx_span html, size_t begin, size_t end) {
    while (begin > 0 && (html.data[begin - 1] == ' ' || html.data[begin - 1] == '\t')) begin--;
    while (end < html.len && (html.data[end] == ' ' || html.data[end] == '\t' || html.data[end] == '\r')) end++;
    return (begin == 0 || html.data[begin - 1] == '\n' || html.data[begin - 1] == '>') &&
           (end == html.len || html.data[end] == '\n' || html.data[end] == '<');
}

static bool stands_at(pdx_span html, size_t at, pdx_span name) {
    return at + name.len + 2 < html.len && html.data[at] == '[' && html.data[at + 1] == '/' &&
           pdx_span_starts(pdx_span_slice(html, at + 2, html.len), name) && html.data[at + 2 + name.len] == ']';
}

/* Whether it is closed further on; *none: nothing is from here on. */
static bool is_closed(pdx_span html, size_t at, pdx_span name, bool *none) {
    while (!*none && at < html.len) {
        const uint8_t *found = memchr(html.data + at, '[', html.len - at);
        if (found == NULL) break;
        at = (size_t)(found - html.data);
        if (stands_at(html, at, name)) return true;
        at++;
    }
    *none = true;
    return false;
}

static void note_open(pdx_shortcodes *codes, pdx_span name) {
    if (codes->n_open == PDX_SHORTCODES_OPEN) memmove(codes->open, codes->open + 1, --codes->n_open * sizeof codes->open[0]);
    codes->open[codes->n_open++] = name;
}

static bool was_opened(const pdx_shortcodes *codes, pdx_span name) {
    for (size_t i = codes->n_open; i-- > 0;) {
        if (pdx_span_equal(codes->open[i], name)) return true;
    }
    return is_built(name);
}

/* The value of the field `caption`, in the quotes that it begins with. */
static pdx_range caption_of(pdx_span html, pdx_range fields) {
    static const char key[] = "caption=";
    const size_t n = sizeof key - 1;
    for (size_t i = (size_t)fields.begin; i + n < fields.end; i++) {
        const uint8_t quote = html.data[i + n];
        const uint8_t *end;
        if (memcmp(html.data + i, key, n) != 0 || !is_white(html.data[i - 1]) || (quote != '"' && quote != '\'')) continue;
        end = memchr(html.data + i + n + 1, quote, (size_t)fields.end - (i + n + 1));
        return end == NULL ? pdx_range_of(0, 0) : pdx_range_of(i + n + 1, (size_t)(end - html.data));
    }
    return pdx_range_of(0, 0);
}

/* The address between `[embed]` and what closes it. */
static bool embed_read(pdx_span html, pdx_span name, pdx_shortcode *out) {
    size_t end = out->end;
    while (end < html.len && html.data[end] != '[' && html.data[end] != '<' && html.data[end] != '\n' && html.data[end] != '"') end++;
    if (!stands_at(html, end, name)) return false;
    out->value = pdx_range_of(out->end, end);
    out->end = end + name.len + 3;
    out->kind = PDX_SHORTCODE_EMBED;
    return true;
}

static pdx_shortcode_kind close_kind(pdx_shortcodes *codes, pdx_span name) {
    if (codes->in_caption && is_caption(name)) {
        codes->in_caption = false;
        return PDX_SHORTCODE_CAPTION_END;
    }
    if (codes->in_code && is_code(name)) {
        codes->in_code = false;
        return PDX_SHORTCODE_CODE_END;
    }
    return was_opened(codes, name) ? PDX_SHORTCODE_MARKUP : PDX_SHORTCODE_NONE;
}

static pdx_shortcode_kind open_kind(pdx_shortcodes *codes, size_t at, const bracket *b, pdx_shortcode *out) {
    const pdx_span fields = pdx_span_slice(codes->html, (size_t)b->fields.begin, (size_t)b->fields.end);
    if (is_caption(b->name)) {
        if (codes->in_caption || !is_closed(codes->html, b->end, b->name, &codes->no_end[is(b->name, "caption")])) return PDX_SHORTCODE_NONE;
        codes->in_caption = true;
        out->value = caption_of(codes->html, b->fields);
        return PDX_SHORTCODE_CAPTION;
    }
    if (is_code(b->name)) {
        if (!is_closed(codes->html, b->end, b->name, &codes->no_end[2 + is(b->name, "code")])) return PDX_SHORTCODE_NONE;
        codes->in_code = true;
        return PDX_SHORTCODE_CODE;
    }
    if (is(b->name, "embed")) return embed_read(codes->html, b->name, out) ? PDX_SHORTCODE_EMBED : PDX_SHORTCODE_NONE;
    if (is_player(b->name)) {
        if (!has_field(fields, false) && !stands_at(codes->html, b->end, b->name) && !is_line_alone(codes->html, at, b->end)) {
            return PDX_SHORTCODE_NONE;
        }
    } else if (!has_field(fields, true) && !is_built(b->name)) {
        return PDX_SHORTCODE_NONE;
    }
    note_open(codes, b->name);
    return PDX_SHORTCODE_MARKUP;
}

/* Whether it would be one, as far as it says itself. */
static bool is_known(pdx_span name, pdx_span fields) {
    return is_caption(name) || is_code(name) || is_player(name) || is_built(name) || is(name, "embed") || has_field(fields, true);
}

/* `[[gallery]]` */
static bool is_escaped(pdx_span html, size_t at, pdx_shortcode *out) {
    bracket b;
    if (at + 1 >= html.len || html.data[at + 1] != '[' || !bracket_read(html, at + 1, &b) || b.end == html.len || html.data[b.end] != ']') {
        return false;
    }
    if (!is_known(b.name, pdx_span_slice(html, (size_t)b.fields.begin, (size_t)b.fields.end))) return false;
    *out = (pdx_shortcode){PDX_SHORTCODE_TEXT, b.end + 1, pdx_range_of(at + 1, b.end)};
    return true;
}

pdx_shortcode pdx_shortcode_at(pdx_shortcodes *codes, size_t at) {
    pdx_shortcode out = {PDX_SHORTCODE_NONE, at + 1, {0, 0}};
    bracket b;
    if (!codes->in_code && is_escaped(codes->html, at, &out)) return out;
    if (!bracket_read(codes->html, at, &b) || (codes->in_code && !(b.closes && is_code(b.name)))) return out;
    out.end = b.end;
    out.kind = b.closes ? close_kind(codes, b.name) : open_kind(codes, at, &b, &out);
    if (out.kind == PDX_SHORTCODE_NONE) out.end = at + 1;
    return out;
}
