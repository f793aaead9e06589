#include "study/name_place.h"

#include "post/mentions/mention_lex.h"
#include "text/fold.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum { WORDS_ROUND = 5, GAP_MOST = 4 /* bytes between words of one name */, PLURAL_LEAST = 4 /* letters of a word */,
       ABBREVIATED = 4 /* letters of an office that is cut short: "Sen." */ };

static bool is_upper(uint32_t code) { return pdx_unicode_char(code)->sentence == PDX_SB_UPPER; }
static bool is_cased(uint32_t code) { return is_upper(code) || pdx_unicode_char(code)->sentence == PDX_SB_LOWER; }

/* A word of the block, and how it is written. */
typedef struct near_word {
    size_t begin, end;
    bool capital, initial, comma; /* a comma stands between it and the node's side */
    bool short_gap;               /* nothing but a space or hyphen does */
} near_word;

static size_t step_back(const uint8_t *data, size_t begin, size_t at) {
    size_t to = at - 1;
    while (to > begin && at - to < PDX_UTF8_MAX && (data[to] & 0xC0) == 0x80) to--;
    return to;
}

static bool is_gap(uint32_t code) {
    return code == ' ' || code == '(' || code == 0xA0 || code == '-' || code == 0x2010 || code == 0x2011 || code == '\n';
}

/* Whether a capital stands behind an apostrophe: d'Arcy. */
static bool has_capital_behind(pdx_span word) {
    bool behind = false;
    for (size_t at = 0, len; at < word.len; at += len) {
        const uint32_t code = pdx_utf8_decode(word.data + at, word.data + word.len, &len);
        if (behind && is_upper(code)) return true;
        behind = study_name_apostrophe(code);
    }
    return false;
}

static void word_judge(pdx_span layer, near_word *word) {
    size_t len;
    const uint32_t code = pdx_utf8_decode(layer.data + word->begin, layer.data + word->end, &len);
    word->capital = is_upper(code) || !is_cased(code) || has_capital_behind(pdx_span_slice(layer, word->begin, word->end));
    word->initial = is_upper(code) && len == word->end - word->begin;
}

/* Goes from the end of a word to its begin. */
static size_t word_begin(pdx_span layer, size_t begin, size_t end) {
    size_t at = end, len;
    while (at > begin) {
        const size_t to = step_back(layer.data, begin, at);
        if (!study_name_in_word(pdx_utf8_decode(layer.data + to, layer.data + at, &len))) break;
        at = to;
    }
    return at;
}

/* The same for the s of "People's", which belongs to the word before. */
static size_t owner_begin(pdx_span layer, size_t begin, size_t at) {
    size_t len;
    const size_t to = at > begin ? step_back(layer.data, begin, at) : at;
    if (to == at) return at;
    const uint32_t code = pdx_utf8_decode(layer.data + to, layer.data + at, &len);
    return study_name_apostrophe(code) ? to : at;
}

/* What an apostrophe glues to the word at `at`: the D of "D'Arcy". */
static bool glued_before(pdx_span layer, size_t begin, size_t at, near_word *out) {
    out->end = owner_begin(layer, begin, at);
    out->begin = word_begin(layer, begin, out->end);
    if (out->end == at || out->begin == out->end) return false;
    word_judge(layer, out);
    return true;
}

/* What is left of small words before a name that begins with a vowel: l'Italie, d'Arcy, dell'Utri. */
static const char elided[] =
    "c d j l m n s t v qu un gl jusqu lorsqu puisqu quoiqu presqu all coll dall dell nell sull quell quest degl bell buon sant";

enum { ELIDED_MOST = 8 };

/* Whether an apostrophe makes one word of what stands at a place and what stands before it: there is no Brien in O'Brien. */
static bool is_inside(pdx_span layer, size_t begin, size_t at) {
    near_word before;
    uint8_t lower[ELIDED_MOST];
    if (!glued_before(layer, begin, at, &before)) return false;
    const size_t n = before.end - before.begin;
    if (n > ELIDED_MOST) return true;
    for (size_t i = 0; i < n; i++) lower[i] = layer.data[before.begin + i] | 0x20;
    return !pdx_word_listed(elided, pdx_span_of(lower, n));
}

/* The word before `at`; false: none that can belong to what stands there. */
static bool word_before(pdx_span layer, size_t begin, size_t at, near_word *out) {
    size_t end = at, len;
    while (end > begin && at - end < GAP_MOST) {
        const size_t to = step_back(layer.data, begin, end);
        const uint32_t code = pdx_utf8_decode(layer.data + to, layer.data + end, &len);
        if (study_name_in_word(code)) break;
        if (!is_gap(code) && !(code == '.' && end < at)) return false;
        end = to;
    }
    out->end = end;
    out->begin = word_begin(layer, begin, end);
    if (out->end - out->begin == 1 && layer.data[out->begin] == 's') {
        const size_t owner = owner_begin(layer, begin, out->begin);
        if (owner < out->begin) {
            out->end = owner;
            out->begin = word_begin(layer, begin, owner);
        }
    }
    if (out->begin == out->end || end == at) return false;
    word_judge(layer, out);
    return layer.data[out->end] != '.' || out->initial; /* a sentence ends there */
}

static bool word_after(pdx_span layer, size_t end, size_t at, near_word *out) {
    size_t begin = at, len = 0;
    out->comma = false;
    while (begin < end && begin - at < GAP_MOST) {
        const uint32_t code = pdx_utf8_decode(layer.data + begin, layer.data + end, &len);
        if (study_name_in_word(code)) break;
        if (code == ',' && begin == at) out->comma = true;
        else if (!is_gap(code)) return false;
        begin += len;
    }
    out->begin = out->end = begin;
    while (out->end < end) {
        const uint32_t code = pdx_utf8_decode(layer.data + out->end, layer.data + end, &len);
        if (!study_name_in_word(code)) break;
        out->end += len;
    }
    if (out->begin == out->end || begin == at) return false;
    word_judge(layer, out);
    return true;
}

static uint32_t rule_of(pdx_alike alike) {
    switch (alike) {
        case PDX_ALIKE_SWAPPED: return PDX_NAME_SWAPPED;
        case PDX_ALIKE_SOUND: return PDX_NAME_SOUND;
        case PDX_ALIKE_DROPPED: return PDX_NAME_DROPPED;
        default: return 0;
    }
}

/* Which part, from `from` to before `to`, the word is a spelling of; PDX_NONE: none. */
static pdx_status part_of(study_name *name, pdx_span word, size_t from, size_t to, uint32_t *part, uint32_t *rules, pdx_error *err) {
    pdx_span folded;
    *part = PDX_NONE;
    PDX_TRY(study_name_fold(name, word, &folded, err));
    for (size_t i = from; i < to; i++) {
        const pdx_alike alike = pdx_name_word_alike(&name->parts[i], folded);
        if (alike == PDX_ALIKE_NOT) continue;
        *part = (uint32_t)i;
        *rules |= rule_of(alike);
        return PDX_OK;
    }
    return PDX_OK;
}

enum { BOTH_MOST = 2 * PDX_NAME_WORD_MOST };

/* Which part before the last a word of two is; PDX_NONE: none, or they are too long for a name. */
static uint32_t part_of_both(const study_name *name, const uint8_t *both, size_t len, uint32_t *rules) {
    for (uint32_t i = 0; len <= PDX_NAME_WORD_MOST && i + 1 < name->n; i++) {
        const pdx_alike alike = pdx_name_word_alike(&name->parts[i], pdx_span_of(both, len));
        if (alike == PDX_ALIKE_NOT) continue;
        *rules |= rule_of(alike);
        return i;
    }
    return PDX_NONE;
}

/* Which of the parts before the last is, with the next of them, the one word. */
static uint32_t parts_as_one(const study_name *name, pdx_span folded, uint32_t *rules) {
    for (uint32_t i = 0; i + 2 < name->n; i++) {
        const pdx_name_word *a = &name->parts[i], *b = &name->parts[i + 1];
        pdx_name_word both;
        uint8_t letters[BOTH_MOST];
        memcpy(letters, a->word, a->len);
        memcpy(letters + a->len, b->word, b->len);
        if (!pdx_name_word_set(&both, pdx_span_of(letters, a->len + b->len))) continue;
        const pdx_alike alike = pdx_name_word_alike(&both, folded);
        if (alike == PDX_ALIKE_NOT) continue;
        *rules |= rule_of(alike) | PDX_NAME_JOINED;
        return i;
    }
    return PDX_NONE;
}

/* "Ali Reza" and "Ali-Reza" where Alireza is asked for, and the other way round; *begin: of what stands there. */
static pdx_status joined_part_of(study_name *name, pdx_span layer, pdx_range block, const near_word *word, uint32_t *part, size_t *begin,
                                 uint32_t *rules, pdx_error *err) {
    near_word first;
    uint8_t both[BOTH_MOST];
    pdx_span folded;
    PDX_TRY(study_name_fold(name, pdx_span_slice(layer, word->begin, word->end), &folded, err));
    *part = parts_as_one(name, folded, rules);
    if (*part != PDX_NONE) return PDX_OK;
    const bool glued = glued_before(layer, (size_t)block.begin, word->begin, &first);
    if (!glued && (!word_before(layer, (size_t)block.begin, word->begin, &first) || !first.capital || word->begin - first.end != 1)) return PDX_OK;
    const size_t behind = folded.len;
    if (behind == 0 || behind > PDX_NAME_WORD_MOST) return PDX_OK;
    memcpy(both + BOTH_MOST - behind, folded.data, behind);
    PDX_TRY(study_name_fold(name, pdx_span_slice(layer, first.begin, first.end), &folded, err));
    if (folded.len == 0 || folded.len > PDX_NAME_WORD_MOST) return PDX_OK;
    memcpy(both, folded.data, folded.len);
    memmove(both + folded.len, both + BOTH_MOST - behind, behind);
    *part = part_of_both(name, both, folded.len + behind, rules);
    if (*part == PDX_NONE) return PDX_OK;
    if (!glued && layer.data[first.end] != '-') *rules |= PDX_NAME_JOINED;
    *begin = first.begin;
    return PDX_OK;
}

static bool has_initial(const study_name *name, pdx_span layer, const near_word *word) {
    if (!word->initial || layer.data[word->begin] >= 0x80) return false;
    for (size_t i = 0; i + 1 < name->n; i++)
        if (name->parts[i].word[0] == (layer.data[word->begin] | 0x20)) return true;
    return false;
}

static bool is_number(pdx_span word) { return word.len > 0 && word.data[0] >= '0' && word.data[0] <= '9'; }

/* What can be somebody's name: a capital word that is no title, article or the like. */
static pdx_status can_name(study_name *name, pdx_span word, const near_word *near, bool *can, pdx_error *err) {
    const uint32_t none = PDX_SPEECH_NO_NAME | PDX_SPEECH_MR | PDX_SPEECH_MRS | PDX_SPEECH_OFFICE | PDX_SPEECH_NATION | PDX_SPEECH_CUE;
    uint32_t classes;
    PDX_TRY(study_name_classes(name, word, &classes, err));
    *can = near->capital && !is_number(word) && (classes & none) == 0;
    return PDX_OK;
}

/* Goes back over what belongs to the name before the last part. */
static pdx_status look_back(study_name *name, pdx_span layer, pdx_range block, study_name_place *out, bool *has_first, pdx_error *err) {
    size_t n = 0;
    *has_first = false;
    out->found = STUDY_NAME_ALONE;
    for (int k = 0; k < WORDS_ROUND; k++) {
        near_word word, further;
        uint32_t part;
        bool can;
        if (!word_before(layer, (size_t)block.begin, (size_t)out->range.begin, &word)) return PDX_OK;
        const pdx_span text = pdx_span_slice(layer, word.begin, word.end);
        size_t begin = word.begin;
        uint32_t rules = 0;
        PDX_TRY(part_of(name, text, 0, name->n - 1, &part, &rules, err));
        if (part != PDX_NONE && is_inside(layer, (size_t)block.begin, begin)) part = PDX_NONE;
        else out->rules |= rules;
        if (part == PDX_NONE && word.capital) PDX_TRY(joined_part_of(name, layer, block, &word, &part, &begin, &out->rules, err));
        if (part != PDX_NONE || has_initial(name, layer, &word)) {
            if (part == PDX_NONE) out->rules |= PDX_NAME_INITIALS;
            out->found = STUDY_NAME_WHOLE;
            out->range.begin = begin;
            *has_first = *has_first || part == 0 || part == PDX_NONE;
            n += word.capital; /* "von" alone is nobody's first or last name */
            continue;
        }
        PDX_TRY(can_name(name, text, &word, &can, err));
        if (!can || *has_first) return PDX_OK;
        if (n > 0) { /* a double last name with somebody else's first */
            out->found = STUDY_NAME_OTHER;
            return PDX_OK;
        }
        if (name->n == 1) { /* only a last name is asked for: whatever stands before it, outside of brackets */
            if (memchr(layer.data + word.end, '(', (size_t)out->range.begin - word.end) != NULL) return PDX_OK;
            out->found = STUDY_NAME_WHOLE;
            out->rules |= PDX_NAME_LONGER;
            out->range.begin = word.begin;
            return PDX_OK;
        }
        out->found = STUDY_NAME_OTHER;
        if (!word_before(layer, (size_t)block.begin, word.begin, &further)) return PDX_OK;
        PDX_TRY(part_of(name, pdx_span_slice(layer, further.begin, further.end), 0, name->n - 1, &part, &out->rules, err));
        if (part == PDX_NONE) return PDX_OK;
        out->found = STUDY_NAME_WHOLE; /* a name between */
        out->rules |= PDX_NAME_LONGER;
        out->range.begin = further.begin;
        n++;
    }
    return PDX_OK;
}

/* What follows the last part: the rest of the name behind a comma, or a word that makes it somebody else's first. */
static pdx_status look_ahead(study_name *name, pdx_span layer, pdx_range block, study_name_place *out, pdx_error *err) {
    near_word word;
    uint32_t part;
    bool can;
    if (out->found == STUDY_NAME_WHOLE || !word_after(layer, (size_t)block.end, (size_t)out->range.end, &word)) return PDX_OK;
    const pdx_span text = pdx_span_slice(layer, word.begin, word.end);
    PDX_TRY(part_of(name, text, 0, name->n - 1, &part, &out->rules, err));
    if (part != PDX_NONE && word.capital) {
        out->found = STUDY_NAME_WHOLE;
        out->rules |= PDX_NAME_ORDER;
        out->range.end = word.end;
        return PDX_OK;
    }
    if (word.comma) return PDX_OK;
    PDX_TRY(can_name(name, text, &word, &can, err));
    if (can && out->found == STUDY_NAME_ALONE) out->found = STUDY_NAME_NOT;
    return PDX_OK;
}

/* The first part: of somebody else when another last name follows. */
static pdx_status look_first(study_name *name, pdx_span layer, pdx_range block, study_name_place *out, pdx_error *err) {
    near_word word;
    uint32_t part, rules = 0;
    bool can;
    size_t at = (size_t)out->range.end;
    out->found = STUDY_NAME_ALONE;
    for (int k = 0; k < WORDS_ROUND && word_after(layer, (size_t)block.end, at, &word) && !word.comma; k++) {
        const pdx_span text = pdx_span_slice(layer, word.begin, word.end);
        PDX_TRY(part_of(name, text, 1, name->n, &part, &rules, err));
        if (part != PDX_NONE) {
            out->found = STUDY_NAME_WHOLE;
            return PDX_OK;
        }
        PDX_TRY(can_name(name, text, &word, &can, err));
        if (!can) break;
        out->found = STUDY_NAME_OTHER;
        at = word.end;
    }
    if (out->found == STUDY_NAME_OTHER || !word_before(layer, (size_t)block.begin, (size_t)out->range.begin, &word)) return PDX_OK;
    PDX_TRY(can_name(name, pdx_span_slice(layer, word.begin, word.end), &word, &can, err));
    if (can) out->found = STUDY_NAME_OTHER;
    return PDX_OK;
}

bool study_name_plural(pdx_span a, pdx_span b) {
    const pdx_span less = a.len < b.len ? a : b, more = a.len < b.len ? b : a;
    if (less.len < PLURAL_LEAST || more.len == less.len) return false;
    if (more.len == less.len + 1 && more.data[more.len - 1] == 's') return memcmp(more.data, less.data, less.len) == 0;
    return more.len == less.len + 2 && less.data[less.len - 1] == 'y' && memcmp(more.data, less.data, less.len - 1) == 0 &&
           memcmp(more.data + less.len - 1, "ies", 3) == 0;
}

/* Whether a word is a part of a body's name. */
static pdx_status body_part(study_name *name, pdx_span word, size_t part, bool *is, uint32_t *rules, pdx_error *err) {
    pdx_span folded;
    PDX_TRY(study_name_fold(name, word, &folded, err));
    const pdx_alike alike = pdx_name_word_alike(&name->parts[part], folded);
    *is = alike != PDX_ALIKE_NOT || study_name_plural(folded, pdx_span_of(name->parts[part].word, name->parts[part].len));
    if (*is) *rules |= alike == PDX_ALIKE_NOT ? (uint32_t)PDX_NAME_PLURAL : rule_of(alike);
    return PDX_OK;
}

/* Of no person: word by word all of it, in its order or turned round, then all with capitals. */
static pdx_status look_body(study_name *name, pdx_span layer, pdx_range block, pdx_range node, bool turned, study_name_place *out, pdx_error *err) {
    size_t order[STUDY_NAME_PARTS], n = 0;
    near_word word = {.begin = (size_t)node.begin, .end = (size_t)node.end};
    for (size_t i = turned ? name->turned + 1 : 0; i < name->n; i++) order[n++] = i;
    for (size_t i = 0; turned && i < name->turned; i++) order[n++] = i;
    *out = (study_name_place){.range = node, .found = STUDY_NAME_NOT, .rules = turned ? PDX_NAME_ORDER : 0};
    word_judge(layer, &word);
    for (size_t i = n; i-- > 0;) {
        bool is;
        if (i + 1 < n && !word_before(layer, (size_t)block.begin, (size_t)out->range.begin, &word)) return PDX_OK;
        PDX_TRY(body_part(name, pdx_span_slice(layer, word.begin, word.end), order[i], &is, &out->rules, err));
        if (!is || (turned && !word.capital)) return PDX_OK;
        out->range.begin = word.begin;
    }
    out->found = STUDY_NAME_WHOLE;
    return PDX_OK;
}

/* Whether what stands between it and the end of a sentence, or the begin of the block, is nothing but spaces and marks that open. */
static bool begins_sentence(pdx_span layer, size_t begin, size_t at) {
    size_t len;
    while (at > begin) {
        const size_t to = step_back(layer.data, begin, at);
        const uint32_t code = pdx_utf8_decode(layer.data + to, layer.data + at, &len);
        const uint8_t kind = pdx_unicode_char(code)->sentence;
        if (kind == PDX_SB_ATERM || kind == PDX_SB_STERM || kind == PDX_SB_SEP || code == '\n' || code == ':') return true;
        if (kind != PDX_SB_SP && kind != PDX_SB_CLOSE) return false;
        at = to;
    }
    return true;
}

static pdx_span text_of(pdx_span layer, const near_word *word) { return pdx_span_slice(layer, word->begin, word->end); }

/* What tells of a word alone whether it is a name, and not another word that is written alike. */
static pdx_status alone_judge(study_name *name, pdx_span layer, pdx_range block, study_name_place *out, pdx_error *err) {
    near_word before = {0}, after = {0};
    uint32_t classes;
    const bool has_before = word_before(layer, (size_t)block.begin, (size_t)out->range.begin, &before);
    const bool has_after = word_after(layer, (size_t)block.end, (size_t)out->range.end, &after);
    PDX_TRY(study_name_classes(name, text_of(layer, &before), &classes, err));
    if (!has_before && before.end - before.begin > ABBREVIATED) classes &= ~(uint32_t)PDX_SPEECH_OFFICE; /* "… the president. May …": another sentence, where it is no "Sen." */
    out->titled = (classes & (PDX_SPEECH_MR | PDX_SPEECH_MRS | PDX_SPEECH_OFFICE)) != 0;
    out->weak = begins_sentence(layer, (size_t)block.begin, (size_t)out->range.begin) || (has_before && is_number(text_of(layer, &before))) ||
                (has_after && is_number(text_of(layer, &after)));
    return PDX_OK;
}

/* How the words of a node, written as one, stand for the last part; JOINED where they do not, but for the last two. */
static pdx_status joined_rule(study_name *name, pdx_span node, bool *is_last, uint32_t *rules, pdx_error *err) {
    uint8_t letters[PDX_NAME_WORD_MOST];
    size_t n = 0, len;
    pdx_span folded;
    uint32_t between = 0;
    *is_last = false;
    *rules = PDX_NAME_JOINED;
    for (size_t at = 0, end; at < node.len; at = end) {
        end = at;
        while (end < node.len && study_name_in_word(pdx_utf8_decode(node.data + end, node.data + node.len, &len))) end += len;
        PDX_TRY(study_name_fold(name, pdx_span_slice(node, at, end), &folded, err));
        if (folded.len > PDX_NAME_WORD_MOST - n) return PDX_OK;
        if (folded.len > 0) memcpy(letters + n, folded.data, folded.len);
        n += folded.len;
        if (end == at) {
            if (!study_name_apostrophe(pdx_utf8_decode(node.data + at, node.data + node.len, &len))) between = PDX_NAME_JOINED;
            end += len;
        }
    }
    const pdx_alike alike = pdx_name_word_alike(&name->parts[name->n - 1], pdx_span_of(letters, n));
    *is_last = alike != PDX_ALIKE_NOT;
    if (*is_last) *rules = between | rule_of(alike);
    return PDX_OK;
}

/* Which words of a node are the last part, or the last two as one. "Penn-Hallow" stands at one place of the index as a whole, too: then its last
 * word is. */
static pdx_status last_look(study_name *name, pdx_span layer, pdx_range node, study_name_place *out, pdx_error *err) {
    const pdx_span text = pdx_span_slice(layer, (size_t)node.begin, (size_t)node.end);
    const size_t last = word_begin(layer, (size_t)node.begin, (size_t)node.end);
    bool is_last;
    pdx_span folded;
    PDX_TRY(study_name_fold(name, pdx_span_slice(layer, last, (size_t)node.end), &folded, err));
    const pdx_alike alike = pdx_name_word_alike(&name->parts[name->n - 1], folded);
    if (alike != PDX_ALIKE_NOT) {
        out->range.begin = last;
        out->rules = rule_of(alike);
        return PDX_OK;
    }
    PDX_TRY(joined_rule(name, text, &is_last, &out->rules, err));
    if (!is_last && name->n == 2) out->found = STUDY_NAME_WHOLE;
    return PDX_OK;
}

pdx_status study_name_look(study_name *name, pdx_span layer, pdx_range block, pdx_range node, bool first, study_name_place *out, pdx_error *err) {
    near_word word = {.begin = (size_t)node.begin, .end = (size_t)node.end};
    bool has_first;
    *out = (study_name_place){.range = node};
    word_judge(layer, &word);
    out->small = !word.capital;
    if (first) {
        if (!word.capital || is_inside(layer, (size_t)block.begin, (size_t)node.begin)) return PDX_OK;
        out->rules = PDX_NAME_GIVEN;
        PDX_TRY(alone_judge(name, layer, block, out, err));
        return look_first(name, layer, block, out, err);
    }
    if (name->is_body && name->n_acronym == node.end - node.begin && memcmp(layer.data + node.begin, name->acronym, name->n_acronym) == 0) {
        out->rules = PDX_NAME_INITIALS;
        out->found = STUDY_NAME_WHOLE;
        return PDX_OK;
    }
    if (name->is_body) {
        PDX_TRY(look_body(name, layer, block, node, false, out, err));
        return out->found == STUDY_NAME_WHOLE || name->turned == 0 ? PDX_OK : look_body(name, layer, block, node, true, out, err);
    }
    PDX_TRY(last_look(name, layer, node, out, err));
    if (is_inside(layer, (size_t)block.begin, (size_t)out->range.begin)) return PDX_OK;
    if (out->found == STUDY_NAME_WHOLE) {
        if (out->small) out->found = STUDY_NAME_NOT;
        return PDX_OK;
    }
    PDX_TRY(look_back(name, layer, block, out, &has_first, err));
    if (out->small && out->rules != 0) { /* another word */
        out->found = STUDY_NAME_NOT;
        return PDX_OK;
    }
    if (name->n > 1 && out->found == STUDY_NAME_WHOLE && !has_first && (out->rules & PDX_NAME_LONGER) == 0) out->rules |= PDX_NAME_SURNAME; /* a last name of two words */
    if (name->n > 1) PDX_TRY(look_ahead(name, layer, block, out, err));
    if (out->found == STUDY_NAME_WHOLE && memchr(layer.data + out->range.begin, '(', (size_t)(out->range.end - out->range.begin)) != NULL) {
        if (out->range.end < block.end && layer.data[out->range.end] == ')') out->range.end++; /* "Ida Brook (Lee)" */
        else *out = (study_name_place){.range = node, .small = out->small};
    }
    if (out->found != STUDY_NAME_ALONE) return PDX_OK;
    out->rules |= name->n > 1 ? PDX_NAME_SURNAME : 0;
    if (!out->small || name->n == 1) return alone_judge(name, layer, block, out, err);
    out->found = STUDY_NAME_NOT;
    return PDX_OK;
}
