#include "regex/pattern.h"

#include "regex/regex.h"
#include "text/utf8.h"

enum { IGNORE_CASE = 1, LINES = 2, DOT_ALL = 4 };

typedef struct reader {
    pdx_patterns *out;
    pdx_span text;
    size_t at;
    unsigned flags, depth;
    pdx_error *err;
} reader;

static pdx_status wrong(const reader *r, size_t at, const char *what) {
    return pdx_fail(r->err, PDX_EVALUE, at, "regular expression: %s (at byte %lu)", what, (unsigned long)at);
}

static bool at_end(const reader *r) { return r->at >= r->text.len; }
static bool is_next(const reader *r, char c) { return !at_end(r) && r->text.data[r->at] == (uint8_t)c; }

static bool skip(reader *r, char c) {
    if (!is_next(r, c)) return false;
    r->at++;
    return true;
}

static uint32_t take_code(reader *r) {
    size_t len;
    const uint32_t code = pdx_utf8_decode(r->text.data + r->at, r->text.data + r->text.len, &len);
    r->at += len;
    return code;
}

static pdx_status new_node(reader *r, pdx_pattern_kind kind, pdx_pattern **out) {
    pdx_pattern *node = pdx_arena_alloc(&r->out->arena, sizeof *node);
    *out = node;
    if (node == NULL) return pdx_fail_memory(r->err);
    memset(node, 0, sizeof *node);
    node->kind = (uint8_t)kind;
    node->can_be_empty = kind == PDX_PATTERN_EMPTY || kind == PDX_PATTERN_ASSERT;
    return PDX_OK;
}

/* Takes over `set`, also on failure; it becomes a node. */
static pdx_status new_chars(reader *r, pdx_charset *set, bool inverted, pdx_pattern **out) {
    bool good = true;
    pdx_charset_sort(set);
    if (r->flags & IGNORE_CASE) good = pdx_charset_add_cases(set);
    if (good && inverted) good = pdx_charset_invert(set);
    if (good) good = PDX_VEC_PUSH(&r->out->sets, *set);
    if (!good) {
        PDX_VEC_DEINIT(set);
        return pdx_fail_memory(r->err);
    }
    PDX_TRY(new_node(r, PDX_PATTERN_CHARS, out));
    (*out)->set = (uint32_t)(r->out->sets.len - 1);
    return PDX_OK;
}

static pdx_status one_char(reader *r, uint32_t code, pdx_pattern **out) {
    pdx_charset set;
    PDX_VEC_INIT(&set);
    if (!pdx_charset_add(&set, code, code)) return pdx_fail_memory(r->err);
    return new_chars(r, &set, false, out);
}

/* The class of \d, \w, \s and their opposites; false: `c` is none. */
static bool named_class(char c, const pdx_code_range **ranges, size_t *n, bool *inverted) {
    *inverted = c >= 'A' && c <= 'Z';
    switch (c | 0x20) {
    case 'd': *ranges = pdx_class_digit; *n = pdx_class_digit_count; return true;
    case 'w': *ranges = pdx_class_word; *n = pdx_class_word_count; return true;
    case 's': *ranges = pdx_class_space; *n = pdx_class_space_count; return true;
    default: return false;
    }
}

static bool add_class(pdx_charset *set, const pdx_code_range *ranges, size_t n, bool inverted) {
    pdx_charset class;
    PDX_VEC_INIT(&class);
    bool good = pdx_charset_add_ranges(&class, ranges, n);
    if (good && inverted) good = pdx_charset_invert(&class);
    good = good && pdx_charset_add_ranges(set, class.data, class.len);
    PDX_VEC_DEINIT(&class);
    return good;
}

static pdx_status hex(reader *r, unsigned digits, size_t begin, uint32_t *code) {
    *code = 0;
    for (unsigned i = 0; i < digits; i++, r->at++) {
        const uint8_t c = at_end(r) ? 0 : r->text.data[r->at];
        const bool digit = c >= '0' && c <= '9', letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
        if (!digit && !letter) return wrong(r, begin, "an escape such as \\x41 or \\u0041 lacks digits");
        *code = *code * 16 + (digit ? (uint32_t)c - '0' : (uint32_t)(c | 0x20) - 'a' + 10);
    }
    if (*code > PDX_CODE_MAX) return wrong(r, begin, "there is no such character");
    return PDX_OK;
}

/* A character by its escape; the backslash and `c` were read. */
static pdx_status escaped(reader *r, char c, size_t begin, uint32_t *code) {
    switch (c) {
    case 'n': *code = '\n'; return PDX_OK;
    case 't': *code = '\t'; return PDX_OK;
    case 'r': *code = '\r'; return PDX_OK;
    case 'f': *code = '\f'; return PDX_OK;
    case 'v': *code = '\v'; return PDX_OK;
    case 'a': *code = '\a'; return PDX_OK;
    case 'x': return hex(r, 2, begin, code);
    case 'u': return hex(r, 4, begin, code);
    case 'U': return hex(r, 8, begin, code);
    default: break;
    }
    if (c == '0') return wrong(r, begin, "write \\x00 for a character by its number");
    if (c >= '1' && c <= '9') return wrong(r, begin, "references to groups are not understood: they cannot be matched in linear time");
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return wrong(r, begin, "this escape is not understood");
    *code = (uint8_t)c;
    return PDX_OK;
}

/* One end of a range in a class, or a class in it (then *is_class). */
static pdx_status class_item(reader *r, pdx_charset *set, uint32_t *code, bool *is_class) {
    const size_t begin = r->at;
    const pdx_code_range *ranges;
    size_t n;
    bool inverted;
    *is_class = false;
    *code = 0;
    if (!skip(r, '\\')) {
        *code = take_code(r);
        return PDX_OK;
    }
    if (at_end(r)) return wrong(r, begin, "a backslash at the end");
    if (r->text.data[r->at] >= 0x80) {
        *code = take_code(r);
        return PDX_OK;
    }
    const char c = (char)r->text.data[r->at++];
    if (named_class(c, &ranges, &n, &inverted)) {
        *is_class = true;
        return add_class(set, ranges, n, inverted) ? PDX_OK : pdx_fail_memory(r->err);
    }
    if (c == 'b') {
        *code = '\b';
        return PDX_OK;
    }
    return escaped(r, c, begin, code);
}

/* Whether what follows is a class as other engines have it in brackets, `[:alpha:]`: to those that have none it is signs, which nobody means. */
static bool is_bracketed_name(const reader *r) {
    size_t at = r->at + 2;
    if (r->text.len - r->at < 5 || memcmp(r->text.data + r->at, "[:", 2) != 0) return false;
    while (at < r->text.len && r->text.data[at] >= 'a' && r->text.data[at] <= 'z') at++;
    return at > r->at + 2 && r->text.len - at >= 2 && memcmp(r->text.data + at, ":]", 2) == 0;
}

static pdx_status class_items(reader *r, size_t begin, pdx_charset *set) {
    for (bool first = true; first || !is_next(r, ']'); first = false) {
        uint32_t low, high;
        bool is_class;
        if (at_end(r)) return wrong(r, begin, "this [ is not closed");
        const size_t item = r->at;
        if (is_bracketed_name(r)) {
            return wrong(r, item, "names in brackets such as [:alpha:] are not understood: write \\w, \\d, \\s or the characters");
        }
        PDX_TRY(class_item(r, set, &low, &is_class));
        const bool is_range = is_next(r, '-') && r->at + 1 < r->text.len && r->text.data[r->at + 1] != ']';
        if (!is_range) {
            if (!is_class && !pdx_charset_add(set, low, low)) return pdx_fail_memory(r->err);
            continue;
        }
        r->at++;
        if (is_class) return wrong(r, item, "a range needs a character at either end");
        PDX_TRY(class_item(r, set, &high, &is_class));
        if (is_class || high < low) return wrong(r, item, is_class ? "a range needs a character at either end" : "this range runs backwards");
        if (!pdx_charset_add(set, low, high)) return pdx_fail_memory(r->err);
    }
    r->at++;
    return PDX_OK;
}

static pdx_status read_class(reader *r, pdx_pattern **out) {
    const size_t begin = r->at - 1;
    const bool inverted = skip(r, '^');
    pdx_charset set;
    PDX_VEC_INIT(&set);
    const pdx_status status = class_items(r, begin, &set);
    if (status != PDX_OK) {
        PDX_VEC_DEINIT(&set);
        return status;
    }
    return new_chars(r, &set, inverted, out);
}

static pdx_status new_assertion(reader *r, pdx_assertion assertion, pdx_pattern **out) {
    PDX_TRY(new_node(r, PDX_PATTERN_ASSERT, out));
    (*out)->assertion = (uint8_t)assertion;
    return PDX_OK;
}

static pdx_status read_escape(reader *r, pdx_pattern **out) {
    const size_t begin = r->at - 1;
    const pdx_code_range *ranges;
    size_t n;
    bool inverted;
    uint32_t code;
    if (at_end(r)) return wrong(r, begin, "a backslash at the end");
    if (r->text.data[r->at] >= 0x80) return one_char(r, take_code(r), out);
    const char c = (char)r->text.data[r->at++];
    switch (c) {
    case 'A': return new_assertion(r, PDX_ASSERT_BEGIN, out);
    case 'Z': return new_assertion(r, PDX_ASSERT_END, out);
    case 'b': return new_assertion(r, PDX_ASSERT_WORD, out);
    case 'B': return new_assertion(r, PDX_ASSERT_NOT_WORD, out);
    default: break;
    }
    if (named_class(c, &ranges, &n, &inverted)) {
        pdx_charset set;
        PDX_VEC_INIT(&set);
        if (!pdx_charset_add_ranges(&set, ranges, n)) {
            PDX_VEC_DEINIT(&set);
            return pdx_fail_memory(r->err);
        }
        return new_chars(r, &set, inverted, out);
    }
    PDX_TRY(escaped(r, c, begin, &code));
    return one_char(r, code, out);
}

static pdx_status read_any(reader *r, pdx_pattern **out);

/* Behind "(?": letters of flags up to the parenthesis or colon. */
static pdx_status read_flags(reader *r, size_t begin, bool *whole) {
    for (;; r->at++) {
        const char c = at_end(r) ? '\0' : (char)r->text.data[r->at];
        if (c == 'i') r->flags |= IGNORE_CASE;
        else if (c == 'm') r->flags |= LINES;
        else if (c == 's') r->flags |= DOT_ALL;
        else if (c == ':' || c == ')') {
            *whole = c == ')';
            return PDX_OK;
        } else if (c == '=' || c == '!' || c == '<') {
            return wrong(r, begin, "looking ahead and behind is not understood: it cannot be matched in linear time");
        } else if (c == '>' || c == '(') return wrong(r, begin, "atomic and conditional groups are not understood");
        else return wrong(r, begin, "flags are i, m and s");
    }
}

static pdx_status skip_name(reader *r, size_t begin) {
    while (!at_end(r) && r->text.data[r->at] != '>') r->at++;
    if (!skip(r, '>')) return wrong(r, begin, "the name of this group is not closed");
    return PDX_OK;
}

static pdx_status read_group(reader *r, pdx_pattern **out) {
    const size_t begin = r->at - 1;
    const unsigned flags = r->flags;
    bool whole = false;
    if (++r->depth > PDX_PATTERN_NESTING_MAX) return wrong(r, begin, "groups are nested too deep");
    if (skip(r, '?')) {
        if (skip(r, 'P')) {
            if (!skip(r, '<')) return wrong(r, begin, "references to groups are not understood: they cannot be matched in linear time");
            PDX_TRY(skip_name(r, begin));
        } else {
            PDX_TRY(read_flags(r, begin, &whole));
            if (whole && begin != 0) return wrong(r, begin, "flags for the whole pattern stand at its beginning");
            r->at++;
        }
    }
    if (whole) {
        r->depth--;
        return new_node(r, PDX_PATTERN_EMPTY, out);
    }
    PDX_TRY(read_any(r, out));
    if (!skip(r, ')')) return wrong(r, begin, "this ( is not closed");
    r->flags = flags;
    r->depth--;
    return PDX_OK;
}

static pdx_status read_dot(reader *r, pdx_pattern **out) {
    pdx_charset set;
    PDX_VEC_INIT(&set);
    const bool good = r->flags & DOT_ALL ? pdx_charset_add(&set, 0, PDX_CODE_MAX)
                                         : pdx_charset_add(&set, 0, '\n' - 1) && pdx_charset_add(&set, '\n' + 1, PDX_CODE_MAX);
    if (good) return new_chars(r, &set, false, out);
    PDX_VEC_DEINIT(&set);
    return pdx_fail_memory(r->err);
}

static pdx_status read_atom(reader *r, pdx_pattern **out) {
    const size_t begin = r->at;
    const uint32_t c = take_code(r);
    switch (c) {
    case '\\': return read_escape(r, out);
    case '[': return read_class(r, out);
    case '(': return read_group(r, out);
    case '.': return read_dot(r, out);
    case '^': return new_assertion(r, r->flags & LINES ? PDX_ASSERT_LINE_BEGIN : PDX_ASSERT_BEGIN, out);
    case '$': return new_assertion(r, r->flags & LINES ? PDX_ASSERT_LINE_END : PDX_ASSERT_LAST, out);
    case '*': case '+': case '?': return wrong(r, begin, "there is nothing to repeat");
    default: return one_char(r, c, out);
    }
}

static bool read_number(reader *r, uint32_t *number) {
    const size_t begin = r->at;
    *number = 0;
    while (!at_end(r) && r->text.data[r->at] >= '0' && r->text.data[r->at] <= '9') {
        if (*number < 1000000) *number = *number * 10 + (uint32_t)(r->text.data[r->at] - '0');
        r->at++;
    }
    return r->at > begin;
}

/* {2}, {2,}, {,5}, {2,5} behind an atom; what is none stands for itself. */
static bool read_bounds(reader *r, uint32_t *least, uint32_t *most) {
    const size_t begin = r->at++;
    const bool low = read_number(r, least);
    const bool comma = skip(r, ',');
    const bool high = comma && read_number(r, most);
    if (!comma) *most = *least;
    else if (!high) *most = PDX_PATTERN_FOREVER;
    if ((low || comma) && skip(r, '}')) return true;
    r->at = begin;
    return false;
}

/* The repetition behind an atom; false: there is none. */
static bool read_repeat(reader *r, uint32_t *least, uint32_t *most) {
    *least = 0;
    *most = PDX_PATTERN_FOREVER;
    if (skip(r, '*')) return true;
    if (skip(r, '+')) {
        *least = 1;
        return true;
    }
    if (skip(r, '?')) {
        *most = 1;
        return true;
    }
    return is_next(r, '{') && read_bounds(r, least, most);
}

static pdx_status read_repeated(reader *r, pdx_pattern **out) {
    const size_t begin = r->at;
    uint32_t least, most;
    PDX_TRY(read_atom(r, out));
    const size_t sign = r->at;
    if (!read_repeat(r, &least, &most)) return PDX_OK;
    pdx_pattern *child = *out;
    if (child->kind == PDX_PATTERN_ASSERT) return wrong(r, begin, "a place cannot be repeated");
    if (most != PDX_PATTERN_FOREVER && most < least) return wrong(r, sign, "these bounds run backwards");
    if (least > PDX_REGEX_REPEAT_MAX || (most != PDX_PATTERN_FOREVER && most > PDX_REGEX_REPEAT_MAX))
        return pdx_fail(r->err, PDX_ELIMIT, sign, "regular expression: repetitions are bounded by %d (at byte %lu)", PDX_REGEX_REPEAT_MAX,
                        (unsigned long)sign);
    PDX_TRY(new_node(r, PDX_PATTERN_REPEAT, out));
    (*out)->first = child;
    (*out)->least = least;
    (*out)->most = most;
    (*out)->can_be_empty = least == 0 || child->can_be_empty;
    (*out)->lazy = skip(r, '?');
    if (is_next(r, '+')) return wrong(r, r->at, "possessive repetitions are not understood");
    if (read_repeat(r, &least, &most)) return wrong(r, sign, "a repetition cannot be repeated: put it in ( )");
    return PDX_OK;
}

static pdx_status read_all(reader *r, pdx_pattern **out) {
    pdx_pattern *first = NULL, **link = &first;
    bool can_be_empty = true;
    while (!at_end(r) && !is_next(r, '|') && !is_next(r, ')')) {
        PDX_TRY(read_repeated(r, link));
        can_be_empty = can_be_empty && (*link)->can_be_empty;
        link = &(*link)->next;
    }
    if (first != NULL && first->next == NULL) {
        *out = first;
        return PDX_OK;
    }
    PDX_TRY(new_node(r, first == NULL ? PDX_PATTERN_EMPTY : PDX_PATTERN_ALL, out));
    (*out)->first = first;
    (*out)->can_be_empty = can_be_empty;
    return PDX_OK;
}

static pdx_status read_any(reader *r, pdx_pattern **out) {
    pdx_pattern *first, **link = &first;
    bool can_be_empty;
    PDX_TRY(read_all(r, link));
    if (!is_next(r, '|')) {
        *out = first;
        return PDX_OK;
    }
    can_be_empty = first->can_be_empty;
    while (skip(r, '|')) {
        /* A branch of one node may be in a row of its own already: each is wrapped. */
        pdx_pattern *branch = *link;
        PDX_TRY(new_node(r, PDX_PATTERN_ALL, link));
        (*link)->first = branch;
        (*link)->can_be_empty = branch->can_be_empty;
        link = &(*link)->next;
        PDX_TRY(read_all(r, link));
        can_be_empty = can_be_empty || (*link)->can_be_empty;
    }
    PDX_TRY(new_node(r, PDX_PATTERN_ANY, out));
    (*out)->first = first;
    (*out)->can_be_empty = can_be_empty;
    return PDX_OK;
}

pdx_status pdx_patterns_read(pdx_patterns *self, pdx_span text, unsigned flags, pdx_error *err) {
    reader r = {self, text, 0, flags & PDX_REGEX_IGNORE_CASE ? IGNORE_CASE : 0, 0, err};
    pdx_arena_init(&self->arena);
    PDX_VEC_INIT(&self->sets);
    self->root = NULL;
    if (text.len > PDX_REGEX_PATTERN_MAX) {
        return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "regular expression: more than %d bytes", PDX_REGEX_PATTERN_MAX);
    }
    if (!pdx_utf8_is_well_formed(text)) return wrong(&r, pdx_utf8_invalid(text), "this is no UTF-8");
    PDX_TRY(read_any(&r, &self->root));
    if (!at_end(&r)) return wrong(&r, r.at, "this ) closes nothing");
    return PDX_OK;
}

void pdx_patterns_deinit(pdx_patterns *self) {
    for (size_t i = 0; i < self->sets.len; i++) PDX_VEC_DEINIT(&self->sets.data[i]);
    PDX_VEC_DEINIT(&self->sets);
    pdx_arena_deinit(&self->arena);
}
