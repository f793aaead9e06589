#include "text/lang.h"

#include "base/eight.h"
#include "base/once.h"
#include "text/fold_tables.h"
#include "text/lang_index.h"
#include "text/unicode.h"
#include "text/utf8.h"

/* How sure a text of Latin letters has to be to be guessed at: a foreign name in an English title (`Die Hard`, `La La Land`) is less. */
static const double GUESSED = 0.29;

enum {
    LOOKED_AT = 4096, /* bytes of the text: enough to be sure, cheap enough for every post */
    LANGUAGES = 32,   /* room for those of the table */
    WORD_POINTS = 1,  /* a word: half of what words of running text make for their language */
    ENGLISH_FIRST = 1, /* points: of what else is as likely English is */
    FEW_WORDS = 24    /* of a text in which a name more or less decides */
};

/* What a text says: for each language of the table the points of its words and letters. */
typedef struct sample {
    size_t points[LANGUAGES];
    size_t n_words;
    size_t letters[PDX_SCRIPT_COUNT];
} sample;

/* The small letter of `c` when its case has but one other, else itself. */
static uint32_t small(uint32_t c) {
    const uint16_t code = pdx_mapping_code(c);
    if (c < 0x80) return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
    if (code == 0 || pdx_unicode_char(c)->sentence != PDX_SB_UPPER) return c;
    /* A capital with a mark maps to letter and mark: the small one follows it in nearly every block. */
    if (pdx_mapping_ends[code] - pdx_mapping_ends[code - 1] == 1) return pdx_mapping_pool[pdx_mapping_ends[code - 1]];
    if (c >= 0xC0 && c <= 0xDE) return c + 0x20;
    if (c == 0x419 || c == 0x407) return c == 0x419 ? 0x439 : 0x457;
    return c + 1;
}

/* Adds what is said by an entry and those that follow it. */
static void count(sample *s, const pdx_lang_entry *entry) {
    for (; entry != NULL; entry = pdx_lang_next(entry)) s->points[entry->language] += entry->points;
}

/* A word that is being read, as far as it can be one of the table. */
typedef struct word_buf {
    uint64_t bytes; /* packed */
    size_t used;    /* may be more than fit */
} word_buf;

static void word_put(word_buf *word, uint64_t letters, size_t n) {
    if (word->used + n <= PDX_LANG_WORD_MAX) word->bytes |= letters << (8 * word->used);
    word->used += n;
}

static void word_end(sample *s, word_buf *word) {
    if (word->used == 0) return;
    s->n_words++;
    if (word->used <= PDX_LANG_WORD_MAX) count(s, pdx_lang_find(word->bytes));
    word->bytes = 0;
    word->used = 0;
}

/* What a character beyond ASCII is to the sample: it ends a word, means nothing, or is a letter. */
enum { WIDE_ENDS, WIDE_IGNORED, WIDE_LETTER };
typedef struct wide {
    uint32_t letter; /* the small one, packed */
    uint16_t says;   /* what the letter itself says: an entry + 1, or 0 */
    uint8_t kind, script;
} wide;

static wide wide_of(uint32_t c) {
    const pdx_char *info = pdx_unicode_char(c);
    wide out = {0, 0, WIDE_ENDS, info->script};
    if ((info->flags & PDX_CHAR_WORD) != 0) {
        uint8_t letter[PDX_UTF8_MAX];
        out.letter = (uint32_t)pdx_lang_pack(letter, pdx_utf8_put(letter, small(c)));
        out.says = pdx_lang_number(out.letter | PDX_LANG_LETTER);
        if ((info->flags & PDX_CHAR_DIGIT) == 0) out.kind = WIDE_LETTER;
    } else if (pdx_unicode_is_ignored(info)) {
        out.kind = WIDE_IGNORED;
    }
    return out;
}

/* Those of two bytes, which are most of them. */
enum { TWO_FIRST = 0x80, TWO_END = 0x800 };
static wide two[TWO_END];
static pdx_once once;

static void build(void) {
    pdx_lang_index_build();
    for (uint32_t c = TWO_FIRST; c < TWO_END; c++) two[c] = wide_of(c);
}

static size_t letter_len(uint32_t letter) { return letter < 0x100 ? 1 : letter < 0x10000 ? 2 : letter < 0x1000000 ? 3 : 4; }

/* Reads a character beyond ASCII; gives its length. */
static size_t read_char(sample *s, word_buf *word, const uint8_t *at, const uint8_t *end) {
    size_t len;
    const uint32_t c = pdx_utf8_decode(at, end, &len);
    const wide read = c < TWO_END ? two[c] : wide_of(c);
    if (read.kind == WIDE_LETTER) {
        s->letters[read.script]++;
        count(s, pdx_lang_at(read.says));
        word_put(word, read.letter, letter_len(read.letter));
    } else if (read.kind == WIDE_ENDS) {
        count(s, pdx_lang_at(read.says)); /* a digit */
        word_end(s, word);
    }
    return len;
}

/* Takes letters of two bytes, as long as they are of one script; gives where they end. */
static size_t read_twos(sample *s, word_buf *word, pdx_span text, size_t at, size_t stop) {
    word_buf taken = *word;
    size_t n = 0;
    unsigned script = 0;
    for (; at < stop && text.len - at >= 2; at += 2, n++) {
        const unsigned bytes = pdx_le16(text.data + at);
        const wide *read = &two[(bytes & 0xC0E0) == 0x80C0 ? (bytes & 0x1F) << 6 | (bytes >> 8 & 0x3F) : 0]; /* 0 is no letter */
        if (read->kind != WIDE_LETTER || (n > 0 && read->script != script)) break;
        script = read->script;
        if (read->says != 0) count(s, pdx_lang_at(read->says));
        word_put(&taken, read->letter, letter_len(read->letter));
    }
    s->letters[script] += n;
    *word = taken;
    return at;
}

/* Goes on with a word by the ASCII letters at `at`, if there are any, eight at a time; gives how many. */
static size_t read_letters(word_buf *word, pdx_span text, size_t at) {
    size_t from = at;
    unsigned n;
    do {
        const uint64_t bytes = pdx_eight_load(text, at);
        n = pdx_eight_before(~pdx_eight_letters(bytes) & PDX_EIGHT(0x80));
        if (n > 0) word_put(word, (bytes | PDX_EIGHT(0x20)) & pdx_eight_mask(n), n);
        at += n;
    } while (n == 8);
    return at - from;
}

/* Takes whole words of fewer than eight ASCII letters, and what stands between them; gives where something else begins. */
static size_t read_short(sample *s, pdx_span text, size_t at, size_t *latin) {
    while (text.len - at >= 8) {
        const uint64_t bytes = pdx_le64(text.data + at);
        const unsigned n = pdx_eight_before(~pdx_eight_letters(bytes) & PDX_EIGHT(0x80));
        if (n == 8 || (bytes >> (8 * n) & 0x80) != 0) break;
        at += n + 1;
        if (n == 0) continue;
        *latin += n;
        s->n_words++;
        count(s, pdx_lang_find((bytes | PDX_EIGHT(0x20)) & pdx_eight_mask(n)));
    }
    return at;
}

static void read_sample(sample *s, pdx_span text) {
    const pdx_span head = pdx_span_slice(text, 0, pdx_min_size(text.len, LOOKED_AT));
    word_buf word = {0, 0};
    size_t at = 0, latin = 0;
    pdx_once_run(&once, build);
    while (at < head.len) {
        size_t letters;
        if (word.used == 0) at = read_short(s, head, at, &latin);
        letters = read_letters(&word, head, at);
        latin += letters;
        at += letters;
        if (at >= head.len) break;
        if (text.data[at] >= 0x80) {
            const size_t rest = read_twos(s, &word, text, at, head.len);
            at = rest > at ? rest : at + read_char(s, &word, text.data + at, text.data + text.len);
        } else {
            word_end(s, &word);
            at++;
        }
    }
    s->letters[PDX_SCRIPT_LATIN] += latin;
    word_end(s, &word);
}

/* A word of Latin letters and how it stands. */
typedef struct near_word {
    uint64_t bytes; /* packed; 0: none that can be one of the table */
    bool capital, taken;
} near_word;

static void take(sample *s, near_word *word) {
    const pdx_lang_entry *entry = word->taken || word->bytes == 0 ? NULL : pdx_lang_find(word->bytes);
    for (; entry != NULL; entry = pdx_lang_next(entry)) {
        size_t *points = &s->points[entry->language];
        if (pdx_lang_table[entry->language].language != PDX_LANG_EN) *points -= pdx_min_size(*points, entry->points);
    }
    word->taken = true;
}

/* Reads the word at `at`; gives where it ends. */
static size_t read_near(pdx_span text, size_t at, near_word *out) {
    word_buf word = {0, 0};
    size_t len, end = at;
    uint32_t c = pdx_utf8_decode(text.data + at, text.data + text.len, &len);
    *out = (near_word){.capital = pdx_unicode_char(c)->sentence == PDX_SB_UPPER};
    while (end < text.len) {
        uint8_t letter[PDX_UTF8_MAX];
        c = pdx_utf8_decode(text.data + end, text.data + text.len, &len);
        const pdx_char *info = pdx_unicode_char(c);
        if ((info->flags & PDX_CHAR_DIGIT) != 0 || (info->flags & PDX_CHAR_WORD) == 0) break;
        const size_t n = pdx_utf8_put(letter, small(c));
        word_put(&word, pdx_lang_pack(letter, n), n);
        end += len;
    }
    if (word.used <= PDX_LANG_WORD_MAX) out->bytes = word.bytes;
    return end;
}

/* What a short text does not say: two words with capitals side by side are a name (Van Gogh, La Paz), which may stand in any language; but in
 * English all words of a title may have one, and in German all nouns have (Das Haus am Meer). */
static void take_names(sample *s, pdx_span text) {
    near_word before = {0};
    size_t at = 0, ended = 0; /* the word before */
    while (at < text.len) {
        near_word word;
        const size_t end = read_near(text, at, &word);
        if (end == at) {
            size_t len;
            (void)pdx_utf8_decode(text.data + at, text.data + text.len, &len);
            at += len;
            continue;
        }
        if (word.capital && before.capital && at == ended + 1 && (text.data[ended] == ' ' || text.data[ended] == '-')) {
            take(s, &before);
            take(s, &word);
        }
        before = word;
        at = ended = end;
    }
}

static bool is_english(const near_word *word) {
    const pdx_lang_entry *entry = word->bytes == 0 ? NULL : pdx_lang_find(word->bytes);
    while (entry != NULL && pdx_lang_table[entry->language].language != PDX_LANG_EN) entry = pdx_lang_next(entry);
    return entry != NULL;
}

/* Whether a word begins with a small letter that stands in no English title: then capitals side by side need be no name. */
static bool has_small_word(pdx_span text) {
    size_t at = 0;
    while (at < text.len) {
        near_word word;
        size_t len;
        const size_t end = read_near(text, at, &word);
        if (end > at && !word.capital && !is_english(&word)) return true;
        if (end == at) (void)pdx_utf8_decode(text.data + at, text.data + text.len, &len);
        at = end > at ? end : at + len;
    }
    return false;
}

/* The language that a script is enough for, or PDX_LANG_NONE. */
static pdx_lang language_of_script(const sample *s, pdx_script script) {
    const size_t kana = s->letters[PDX_SCRIPT_HIRAGANA] + s->letters[PDX_SCRIPT_KATAKANA];
    switch (script) {
    case PDX_SCRIPT_GREEK: return PDX_LANG('e', 'l');
    case PDX_SCRIPT_ARMENIAN: return PDX_LANG('h', 'y');
    case PDX_SCRIPT_HEBREW: return PDX_LANG('h', 'e');
    case PDX_SCRIPT_DEVANAGARI: return PDX_LANG('h', 'i');
    case PDX_SCRIPT_BENGALI: return PDX_LANG('b', 'n');
    case PDX_SCRIPT_THAI: return PDX_LANG('t', 'h');
    case PDX_SCRIPT_GEORGIAN: return PDX_LANG('k', 'a');
    case PDX_SCRIPT_HANGUL: return PDX_LANG('k', 'o');
    case PDX_SCRIPT_HIRAGANA:
    case PDX_SCRIPT_KATAKANA: return PDX_LANG('j', 'a');
    case PDX_SCRIPT_HAN: return kana * 12 > s->letters[PDX_SCRIPT_HAN] ? PDX_LANG('j', 'a') : PDX_LANG('z', 'h');
    default: return PDX_LANG_NONE;
    }
}

/* The language of `script` whose words and letters say most. `*sure` gets how far it leads, 0..1. */
static pdx_lang language_by_words(const sample *s, pdx_script script, double *sure) {
    double best = 0, second = 0;
    pdx_lang found = PDX_LANG_NONE;
    size_t i;
    for (i = 0; i < pdx_lang_table_count; i++) {
        double score = pdx_lang_table[i].script == script ? (double)s->points[i] : 0;
        if (score > 0 && pdx_lang_table[i].language == PDX_LANG_EN) score += ENGLISH_FIRST;
        if (score > best) {
            second = best;
            best = score;
            found = pdx_lang_table[i].language;
        } else if (score > second) {
            second = score;
        }
    }
    *sure = 0;
    if (found == PDX_LANG_NONE) return found;
    *sure = best / (double)(WORD_POINTS * s->n_words);
    if (*sure > 1) *sure = 1;
    *sure *= (0.5 + 0.5 * (best - second) / best) * (double)s->n_words / ((double)s->n_words + 3);
    return found;
}

/* Tells the language of a text, how sure that is, and in which script nearly all of it is written. */
static pdx_lang detect(pdx_span text, double *confidence, pdx_script *main_script) {
    sample s;
    size_t i, total = 0, main_letters;
    pdx_script script = PDX_SCRIPT_OTHER;
    double sure = 1;
    pdx_lang found;
    assert(pdx_lang_table_count <= LANGUAGES);
    *confidence = 0;
    memset(&s, 0, sizeof s);
    read_sample(&s, text);
    for (i = 1; i < PDX_SCRIPT_COUNT; i++) {
        total += s.letters[i];
        if (s.letters[i] > s.letters[script] || script == PDX_SCRIPT_OTHER) script = (pdx_script)i;
    }
    *main_script = script;
    main_letters = s.letters[script];
    if (main_letters == 0) return PDX_LANG_NONE;
    found = language_of_script(&s, script);
    if (found == PDX_LANG('j', 'a') || found == PDX_LANG('z', 'h')) {
        main_letters = s.letters[PDX_SCRIPT_HAN] + s.letters[PDX_SCRIPT_HIRAGANA] + s.letters[PDX_SCRIPT_KATAKANA];
    }
    if (found != PDX_LANG_NONE) sure = (double)main_letters / ((double)main_letters + 3);
    else found = language_by_words(&s, script, &sure);
    const pdx_span looked_at = pdx_span_slice(text, 0, pdx_min_size(text.len, LOOKED_AT));
    if (script == PDX_SCRIPT_LATIN && found != PDX_LANG_NONE && found != PDX_LANG_EN && s.n_words <= FEW_WORDS &&
        !(found == PDX_LANG('d', 'e') && has_small_word(looked_at))) {
        take_names(&s, looked_at);
        found = language_by_words(&s, script, &sure);
    }
    *confidence = sure * (double)main_letters / (double)total;
    return found;
}

pdx_lang pdx_lang_detect(pdx_span text, double *confidence) {
    pdx_script script;
    return detect(text, confidence, &script);
}

pdx_lang pdx_lang_guess(pdx_span text) {
    double confidence;
    pdx_script script;
    const pdx_lang found = detect(text, &confidence, &script);
    if (script == PDX_SCRIPT_LATIN) return confidence >= GUESSED ? found : PDX_LANG_NONE;
    for (size_t i = 0; found == PDX_LANG_NONE && i < pdx_lang_table_count; i++) {
        if (pdx_lang_table[i].script == script) return pdx_lang_table[i].language;
    }
    return found;
}

pdx_lang pdx_lang_parse(pdx_span code) {
    const unsigned a = code.len == 2 ? code.data[0] | 0x20u : 0, b = code.len == 2 ? code.data[1] | 0x20u : 0;
    if (a < 'a' || a > 'z' || b < 'a' || b > 'z') return PDX_LANG_NONE;
    return PDX_LANG(a, b);
}

pdx_lang pdx_lang_of_tag(pdx_span tag) {
    if (tag.len > 2 && tag.data[2] != '-' && tag.data[2] != '_') return PDX_LANG_NONE;
    return pdx_lang_parse(pdx_span_slice(tag, 0, pdx_min_size(tag.len, 2)));
}
