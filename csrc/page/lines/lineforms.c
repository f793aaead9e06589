#include "page/lines/lineforms.h"

#include "base/eight.h"

/* Of folded text, which has room behind it. */
static uint64_t form_hash(const uint8_t *p, size_t len, uint64_t key) {
    const uint64_t hash = pdx_hash_padded(p, len, key);
    return hash + (hash == 0);
}

static bool is_masked(uint8_t c) { return pdx_is_digit(c) || c == '#'; }

/* The first digit or '#' in [at, to) of text with room behind it; `to` when there is none. */
static size_t next_masked(const uint8_t *text, size_t at, size_t to) {
    for (; at < to; at += 8) {
        const uint64_t bytes = pdx_le64(text + at), found = pdx_eight_ten(bytes, '0') | pdx_eight_first(bytes, '#');
        if (found != 0) return pdx_min_size(at + pdx_eight_before(found), to);
    }
    return to;
}

/* Appends [from, to) of folded text with each run of digits as one '#'; gives the new length. */
static size_t digits_mask(uint8_t *room, size_t n, const uint8_t *text, size_t from, size_t to) {
    while (from < to) {
        const size_t plain = next_masked(text, from, to);
        memcpy(room + n, text + from, plain - from);
        n += plain - from;
        if (plain == to) break;
        if (n == 0 || room[n - 1] != '#') room[n++] = '#';
        for (from = plain + 1; from < to && is_masked(text[from]);) from++;
    }
    return n;
}

/* The folded text with each run of digits as one '#', the date as one 'D'; the text itself where it has neither. */
static pdx_span fold_mask(const pdx_fold *fold, uint8_t *room) {
    size_t n;
    if (!fold->digits && fold->mark_end == fold->mark_begin) return pdx_span_of(fold->text, fold->len);
    if (fold->mark_end == fold->mark_begin) {
        n = digits_mask(room, 0, fold->text, 0, fold->len);
    } else {
        n = digits_mask(room, 0, fold->text, 0, fold->mark_begin);
        room[n++] = 'D';
        n = digits_mask(room, n, fold->text, fold->mark_end, fold->len);
    }
    memset(room + n, ' ', PDX_PLAIN_SLACK);
    return pdx_span_of(room, n);
}

/* Where the first and the last words of masked text end and begin: what is not there, because there are not more words
 * than that, is 0 for an end and the length for a beginning. */
typedef struct word_ends {
    size_t head1, head2, tail1, tail2;
} word_ends;

static word_ends ends_read(const uint8_t *p, size_t len) {
    word_ends out = {0, 0, len, len};
    size_t i = pdx_fold_space(p, 0);
    if (i >= len) return out;
    out.head1 = i;
    i = pdx_fold_space(p, i + 1);
    if (i < len) out.head2 = i;
    for (i = len; p[i - 1] != ' ';) i--;
    out.tail1 = i;
    for (i--; i > 0 && p[i - 1] != ' ';) i--;
    if (i > 0) out.tail2 = i;
    return out;
}

/* The colon that ends a label of at most four words at the front of the line; 0: none. */
static size_t label_end(const uint8_t *p, size_t len) {
    unsigned words = 1;
    if (memchr(p, ':', pdx_min_size(len, 60)) == NULL) return 0;
    for (size_t i = 0; i < len && i < 60; i++) {
        if (p[i] == ' ' && ++words > 4) return 0;
        if (p[i] == ':' && i > 0 && i + 1 < len && p[i + 1] == ' ') return i + 1;
    }
    return 0;
}

static void form_set(pdx_facts *facts, pdx_form form, size_t i, pdx_span masked, size_t begin, size_t end) {
    if (begin < end) pdx_facts_form(facts, form)[i] = form_hash(masked.data + begin, end - begin, facts->key);
}

/* Sentences begin and end alike without meaning it, but for those that tell a date. */
void pdx_line_forms_read(pdx_facts *facts, size_t i, const pdx_fact *fact, const pdx_fold *fold, uint32_t date_shape) {
    uint8_t room[PDX_FOLD_ROOM + PDX_PLAIN_SLACK];
    pdx_span masked;
    word_ends ends;
    if (fact->flags & (PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_WORDLESS)) return;
    masked = fold_mask(fold, room);
    if (fact->date.end <= fact->date.begin) pdx_facts_form(facts, PDX_FORM_EXACT)[i] = fact->exact; /* days are the same by chance */
    form_set(facts, PDX_FORM_LABEL, i, masked, 0, label_end(masked.data, masked.len));
    if (fact->flags & PDX_FACT_PARA && !(fact->flags & PDX_FACT_DATED)) return;
    ends = ends_read(masked.data, masked.len);
    form_set(facts, PDX_FORM_HEAD2, i, masked, 0, ends.head2);
    if (fact->flags & PDX_FACT_PARA) return;
    pdx_facts_form(facts, PDX_FORM_MASKED)[i] = masked.data == fold->text ? fact->exact : form_hash(masked.data, masked.len, facts->key);
    form_set(facts, PDX_FORM_HEAD1, i, masked, 0, ends.head1);
    form_set(facts, PDX_FORM_TAIL2, i, masked, ends.tail2, masked.len);
    form_set(facts, PDX_FORM_TAIL1, i, masked, ends.tail1, masked.len);
    if (fact->date.end > fact->date.begin) pdx_facts_form(facts, PDX_FORM_DATE)[i] = pdx_hash_u64(date_shape, facts->key) | 1;
}
