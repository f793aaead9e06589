#include "page/facts.h"

#include "base/eight.h"
#include "base/hash.h"
#include "page/chars.h"
#include "page/echo.h"
#include "page/lineflags.h"
#include "page/linememory.h"

enum { FORM_BYTES = 300, LEXICON_BYTES = 400, SENTENCE_BYTES = 2000, LEXICON_WORDS = 30, NUMBERLESS_BYTES = 48, FIELD_BYTES = 10, PHRASES = 12, LABEL_WORDS = 4, VALUE_PRICE = 40, TICK_FACTS = PDX_LIMIT(1 << 12, 4) };

void pdx_facts_init(pdx_facts *facts) {
    memset(facts, 0, sizeof *facts);
    facts->key = pdx_hash_key();
}
void pdx_facts_deinit(pdx_facts *facts) {
    PDX_VEC_DEINIT(&facts->facts);
    PDX_VEC_DEINIT(&facts->phrases);
    PDX_VEC_DEINIT(&facts->datelines);
    pdx_free(facts->forms);
    facts->forms = NULL;
}

/* Of folded text, which has room behind it. */
static uint64_t form_hash(const uint8_t *p, size_t len, uint64_t key) {
    const uint64_t hash = pdx_hash_padded(p, len, key);
    return hash + (hash == 0);
}

static bool is_masked(uint8_t c) { return pdx_fold_is_digit(c) || c == '#'; }

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

/* The forms of line `i` that can be classes of lines. Sentences begin and end alike without meaning it, but for those
 * that tell a date. */
static void forms_read(pdx_facts *facts, size_t i, const pdx_fact *fact, const pdx_fold *fold, uint32_t date_shape) {
    uint8_t room[PDX_FOLD_ROOM + PDX_PLAIN_SLACK];
    pdx_span masked;
    word_ends ends;
    if (fact->flags & (PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_WORDLESS)) return;
    masked = fold_mask(fold, room);
    pdx_facts_form(facts, PDX_FORM_EXACT)[i] = fact->exact;
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

/* U+00AB or U+00BB, whose last byte is `low`, stands in `p`. */
static bool has_guillemet(const uint8_t *p, size_t len, uint8_t low) {
    for (size_t i = 0; i + 1 < len; i++) {
        if (p[i] == 0xC2 && p[i + 1] == low) return true;
    }
    return false;
}

/* A pointer to another page: an arrow at either end, half a pair of guillemets, or one set off at one end only. */
static bool is_pointer(const pdx_line *line, const uint8_t *p, size_t len) {
    const bool opens = len > 3 && p[0] == 0xC2 && p[1] == 0xAB, closes = len > 3 && p[len - 2] == 0xC2 && p[len - 1] == 0xBB;
    const bool off_front = opens && p[2] == ' ', off_back = closes && p[len - 3] == ' ';
    if ((line->first >= 0x2190 && line->first <= 0x21FF) || (line->last >= 0x2190 && line->last <= 0x21FF)) return true;
    if (line->first == '<' || line->last == '>' || line->first == 0x2039 || line->last == 0x203A) return true;
    if (off_front != off_back) return true;
    if (opens && !closes) return !has_guillemet(p + 2, len - 2, 0xBB);
    if (closes && !opens) return !has_guillemet(p, len - 2, 0xAB);
    return false;
}

void pdx_fact_look(pdx_fact *fact, const pdx_line *line) {
    int score = 40;
    const unsigned words = line->words;
    const size_t len = (size_t)pdx_line_bytes(line);
    if (fact->flags & PDX_FACT_SENTENCE) score -= 35;
    else if (fact->flags & PDX_FACT_PARA) score -= 70;
    if (words > 30 || len > 300) score -= 60;
    else if (words > 18) score -= 25;
    if (words == 1) score -= 12;
    else if (words == 2) score -= 6;
    if (fact->flags & PDX_FACT_FIELDS) score -= 20;
    if (fact->flags & PDX_FACT_LOWER) score -= 15;
    if (fact->flags & PDX_FACT_CUT) score -= 25;
    else if ((fact->flags & PDX_FACT_STOP) && !(fact->flags & PDX_FACT_SENTENCE) && line->last == '.') score -= 35;
    if (fact->flags & PDX_FACT_COLON) score -= 45;
    if (line->last == ',' || line->last == ';') score -= 40;
    if (fact->flags & (PDX_FACT_URL | PDX_FACT_WORDLESS)) score -= 60;
    if (fact->flags & PDX_FACT_CODE) score -= 40;
    if (fact->flags & PDX_FACT_HASHES) score -= 60;
    if (fact->flags & PDX_FACT_FILE) score -= 30;
    if (fact->flags & PDX_FACT_LIST) score -= 20;
    if (fact->flags & PDX_FACT_TIGHT) score -= 30;
    if (fact->flags & PDX_FACT_DATE) score -= 90;
    else if (fact->flags & PDX_FACT_DATED) score -= len - (size_t)(fact->date.end - fact->date.begin) <= FIELD_BYTES ? 45 : 25;
    if (2 * (size_t)line->digits >= len && pdx_char_digit(line->first) >= 0 && pdx_char_digit(line->last) >= 0) score -= 35;
    if (fact->phrases & ~PDX_PHRASE_BIT(PDX_PHRASE_CAPTION)) score -= 80;
    else if (fact->phrases != 0) score -= 25;
    if (fact->tail != PDX_PHRASE_NONE) score -= 60;
    if (!pdx_char_is_letter(line->first) && !pdx_char_is_quote(line->first) && line->first != '(' && line->first != '[') score -= 15;
    fact->title = (int16_t)score;
}

/* A digit of any script stands in the line; dates without one are short lines ("yesterday"). */
static bool may_be_dated(const pdx_line *line, pdx_span bytes) {
    if (line->digits > 0 || bytes.len <= NUMBERLESS_BYTES) return true;
    if (line->leads == 0 && line->wide == 0 && bytes.len <= line->counted) return false;
    for (size_t i = 0; i < bytes.len; i++) {
        if ((bytes.data[i] == 0xD9 || bytes.data[i] == 0xDB || bytes.data[i] >= 0xE0) && i + 1 < bytes.len) {
            uint32_t cp;
            (void)pdx_char_decode(bytes.data + i, bytes.data + bytes.len, &cp);
            if (pdx_char_digit(cp) >= 0 || pdx_char_is_ideograph(cp)) return true;
        }
    }
    return false;
}

static bool dateline_keep(pdx_facts *facts, pdx_fact *fact, const pdx_dateline *date) {
    if (!PDX_VEC_PUSH(&facts->datelines, *date)) return false;
    fact->dateline = (uint32_t)facts->datelines.len;
    return true;
}

/* A day without a year counts only where it is all that the line says. False when out of memory. */
static bool date_read(pdx_facts *facts, pdx_fact *fact, const pdx_line *line, pdx_lex_line *words, uint32_t *shape) {
    pdx_dateline date;
    if (!pdx_dateline_read(words, &date) || date.range.end <= date.range.begin) return true;
    if (!dateline_keep(facts, fact, &date)) return false;
    fact->flags |= PDX_FACT_PRINTED;
    if (date.year_only) return true;
    if (!date.complete && !date.relative && date.fill < 0.75f) return true;
    if (date.month_year && date.fill < 0.9f) return true;
    fact->date = pdx_range_of(line->begin + date.range.begin, line->begin + date.range.end);
    *shape = date.shape;
    if (date.month_year || (date.relative && date.fill < 0.5f)) return true;
    fact->flags |= PDX_FACT_DATED;
    if (date.fill >= 0.75f) fact->flags |= PDX_FACT_DATE;
    return true;
}

static bool phrases_keep(pdx_facts *facts, pdx_fact *fact, const pdx_phrase *found, size_t n) {
    const size_t first = facts->phrases.len;
    if (!PDX_VEC_RESERVE(&facts->phrases, first + n)) return false;
    memcpy(facts->phrases.data + first, found, n * sizeof *found);
    facts->phrases.len += n;
    fact->first_phrase = (uint32_t)first;
    return true;
}

/* What stands before the words that lead on is no title but an excerpt that the page has cut. */
static bool is_excerpt(const pdx_phrase *phrase, pdx_span bytes) {
    if (phrase->kind != PDX_PHRASE_READ_MORE || phrase->hole.begin != phrase->range.begin) return false;
    return pdx_line_is_cut(pdx_span_slice(bytes, (size_t)phrase->hole.begin, (size_t)phrase->hole.end));
}

static bool phrase_read(pdx_facts *facts, pdx_fact *fact, const pdx_line *line, pdx_lex_line *words) {
    const pdx_span bytes = words->text;
    pdx_phrase found[PHRASES];
    size_t n = 0;
    if (bytes.len <= LEXICON_BYTES && (line->words <= LEXICON_WORDS || fact->flags & PDX_FACT_LIST || line->separators > 0))
        n = pdx_lexicon_phrases(words, found, PDX_COUNTOF(found));
    else if (bytes.len <= SENTENCE_BYTES)
        n = pdx_lexicon_sentence(words, found, PDX_COUNTOF(found));
    /* "The harbour today" is no date line: a relative date needs the line, or a phrase of its own. */
    if (n > 1 && fact->date.end > fact->date.begin && !(fact->flags & PDX_FACT_DATED)) n = 0;
    if (n == 1 && is_excerpt(&found[0], bytes)) n = 0;
    for (size_t i = 0; i < n; i++) fact->phrases |= PDX_PHRASE_BIT(found[i].kind);
    if (n > 0) {
        fact->phrase = found[0].kind;
        fact->n_phrases = (uint8_t)n;
        return phrases_keep(facts, fact, found, n);
    }
    if (!pdx_lexicon_tail_read(words, &found[0])) return true;
    fact->tail = found[0].kind;
    return phrases_keep(facts, fact, found, 1);
}

/* Where facts are read from, and the lines read so far that others may repeat. */
typedef struct reader {
    pdx_span text;
    const pdx_line *lines;
    const pdx_page_options *options;
    pdx_facts *facts;
    pdx_echoes echoes;
    pdx_line_memory *memory;
} reader;

/* `fold` is NULL for a line that is too long. */
static void echo_read(reader *r, size_t i, pdx_fact *fact, pdx_span bytes, const pdx_fold *fold) {
    pdx_echo echo;
    if (fact->flags & PDX_FACT_DATE) return;
    if (fold != NULL ? pdx_echoes_find(&r->echoes, fold, i, &echo) : pdx_echoes_find_tail(&r->echoes, bytes, i, &echo)) {
        fact->echo = echo.line;
        if (!(fact->flags & (PDX_FACT_URL | PDX_FACT_CODE | PDX_FACT_WORDLESS))) pdx_facts_form(r->facts, PDX_FORM_ECHO)[i] = echo.form;
    }
    if (fold != NULL && fact->title > 0) pdx_echoes_offer(&r->echoes, fold, i);
}

/* Furniture says the same on every entry, and a post on every page: what one line says is what its twin says, but for what both repeat. */
static bool known_copy(reader *r, size_t i, pdx_fact *fact, const pdx_known_line *known) {
    const uint64_t begin = r->lines[i].begin;
    const size_t n = pdx_fact_phrases(&known->fact);
    *fact = known->fact;
    if (fact->date.end > fact->date.begin) fact->date = pdx_range_of(fact->date.begin + begin, fact->date.end + begin);
    for (unsigned form = 0; form < PDX_FORM_ECHO; form++) pdx_facts_form(r->facts, (pdx_form)form)[i] = known->forms[form];
    if (fact->dateline > 0 && !dateline_keep(r->facts, fact, &r->memory->datelines.data[known->fact.dateline - 1])) return false;
    return n == 0 || phrases_keep(r->facts, fact, r->memory->phrases.data + known->fact.first_phrase, n);
}

/* What the bytes of a line say. False when out of memory. */
static bool bytes_read(reader *r, size_t i, pdx_fact *fact, pdx_span bytes, pdx_fold *fold) {
    const pdx_line *line = &r->lines[i];
    const bool is_short = bytes.len <= FORM_BYTES;
    uint32_t date_shape = 0;
    pdx_lex_line words;
    memset(fact, 0, sizeof *fact);
    pdx_lex_line_init(&words, bytes);
    fact->flags = pdx_line_flags(line, bytes);
    if (fact->flags & PDX_FACT_FILE && memchr(bytes.data, '_', bytes.len) != NULL) fact->flags |= PDX_FACT_PRINTED; /* not looked at */
    else if (is_short && may_be_dated(line, bytes) && !date_read(r->facts, fact, line, &words, &date_shape)) return false;
    if (r->options->use_lexicon && !phrase_read(r->facts, fact, line, &words)) return false;
    if (is_short) {
        const uint64_t base = fact->date.end > fact->date.begin ? line->begin : 0;
        fact->flags |= PDX_FACT_SHORT;
        pdx_fold_init(fold, bytes, pdx_range_of(fact->date.begin - base, fact->date.end - base));
        fact->exact = pdx_fold_hash(fold, r->facts->key);
        forms_read(r->facts, i, fact, fold, date_shape);
    } else {
        fact->exact = pdx_hash(bytes, r->facts->key);
    }
    pdx_fact_look(fact, line);
    if (is_pointer(line, bytes.data, bytes.len)) fact->title = (int16_t)(fact->title - 60);
    return true;
}

/* False when out of memory. */
static bool fact_read(reader *r, size_t i, pdx_fact *fact) {
    const pdx_line *line = &r->lines[i];
    const pdx_span bytes = pdx_span_slice(r->text, (size_t)line->begin, (size_t)line->end);
    const bool is_short = bytes.len <= FORM_BYTES;
    const uint64_t hash = pdx_hash(bytes, r->facts->key);
    const pdx_known_line *known = pdx_line_memory_find(r->memory, bytes, hash);
    pdx_fold fold;
    if (known != NULL) {
        if (!known_copy(r, i, fact, known)) return false;
        if (is_short && !(fact->flags & PDX_FACT_DATE)) pdx_fold_init(&fold, bytes, pdx_range_of(0, 0));
    } else if (!bytes_read(r, i, fact, bytes, &fold) || !pdx_line_memory_add(r->memory, bytes, hash, line->begin, r->facts, i, fact)) {
        return false;
    }
    echo_read(r, i, fact, bytes, is_short ? &fold : NULL);
    return true;
}

/* A few words and a colon alone on a line announce what the next one says: "Where:" and below it a town. */
static void values_tell(pdx_facts *facts, const pdx_line *lines) {
    for (size_t i = 1; i < facts->facts.len; i++) {
        const pdx_fact *before = &facts->facts.data[i - 1];
        if (before->flags & PDX_FACT_COLON && !(before->flags & PDX_FACT_PARA) && before->phrases == 0 && lines[i - 1].words <= LABEL_WORDS) {
            facts->facts.data[i].title = (int16_t)(facts->facts.data[i].title - VALUE_PRICE);
        }
    }
}

static pdx_status facts_fill(reader *r, size_t n, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < n; i++) {
        if (i % TICK_FACTS == 0) PDX_TRY(pdx_tick_step(tick, r->lines[i].begin, r->text.len, err));
        if (!fact_read(r, i, &r->facts->facts.data[i])) return pdx_fail_memory(err);
    }
    r->facts->facts.len = n;
    values_tell(r->facts, r->lines);
    return PDX_OK;
}

pdx_status pdx_facts_read(pdx_facts *facts, pdx_span text, const pdx_lines *lines, const pdx_page_options *options,
                          const pdx_tick *tick, pdx_error *err) {
    const size_t n = lines->lines.len;
    pdx_line_memory of_page;
    reader r = {text, lines->lines.data, options, facts, {NULL, NULL, 0, 0, 0}, options->memory == NULL ? &of_page : options->memory};
    pdx_status status;
    pdx_line_memory_init(&of_page);
    if (!PDX_VEC_RESERVE(&facts->facts, n)) return pdx_fail_memory(err);
    facts->forms = pdx_alloc_zero(PDX_FORM_COUNT * facts->facts.capacity, sizeof *facts->forms);
    status = facts->forms == NULL ? pdx_fail_memory(err) : pdx_echoes_init(&r.echoes, n, facts->key, err);
    if (status == PDX_OK) status = facts_fill(&r, n, tick, err);
    pdx_echoes_deinit(&r.echoes);
    pdx_line_memory_deinit(&of_page);
    return status;
}
