#include "study/name_place.h"
#include "text/unicode.h"
#include "text/utf8.h"

/* The name that is asked for, word by word, and what words are in the languages of the posts. */

bool study_name_in_word(uint32_t code) {
    const pdx_char *c = pdx_unicode_char(code);
    return (c->flags & PDX_CHAR_WORD) != 0 || pdx_unicode_is_ignored(c);
}

pdx_status study_name_fold(study_name *name, pdx_span word, pdx_span *folded, pdx_error *err) {
    pdx_buf_reset(&name->folded);
    pdx_analyzer_fold(name->analyzer, word, PDX_LANG_EN, &name->folded);
    *folded = pdx_buf_view(&name->folded);
    return name->folded.failed ? pdx_fail_memory(err) : PDX_OK;
}

/* A word without the apostrophes in it. */
static pdx_span plain_of(study_name *name, pdx_span word) {
    pdx_buf_reset(&name->plain);
    for (size_t at = 0, len; at < word.len; at += len) {
        if (!study_name_apostrophe(pdx_utf8_decode(word.data + at, word.data + word.len, &len))) pdx_buf_append(&name->plain, word.data + at, len);
    }
    return pdx_buf_view(&name->plain);
}

/* `dot`: a full stop follows. */
static pdx_status part_add(study_name *name, pdx_span given, bool dot, pdx_error *err) {
    pdx_span folded;
    const pdx_span word = plain_of(name, given);
    if (name->plain.failed) return pdx_fail_memory(err);
    if (name->n == STUDY_NAME_PARTS) return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "a name has at most eight words");
    const uint32_t classes = pdx_speech_classes(&name->words, word, &folded);
    if (name->words.folded.failed) return pdx_fail_memory(err);
    if (folded.len == 0) return PDX_OK; /* a mark on nothing */
    if (classes & (PDX_SPEECH_INTO | PDX_SPEECH_ARTICLE | PDX_SPEECH_BODY)) name->is_body = true;
    if (name->n == 0) name->is_titled = (classes & (PDX_SPEECH_MR | PDX_SPEECH_MRS)) != 0 || (dot && (classes & PDX_SPEECH_OFFICE) != 0);
    if (word.data[0] >= 'A' && word.data[0] <= 'Z') name->acronym[name->n_acronym++] = word.data[0];
    PDX_TRY(study_name_fold(name, word, &folded, err));
    if (!pdx_name_word_set(&name->parts[name->n], folded)) {
        return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "a word of the name is too long, or nothing");
    }
    name->n++;
    name->joined = pdx_span_slice(given, 0, word.len < given.len ? given.len : 0);
    return PDX_OK;
}

static bool is_of(const pdx_name_word *part) { return part->len == 2 && memcmp(part->word, "of", 2) == 0; }

/* Of names of three or four words with one "of" between them. */
static size_t turned_at(const study_name *name) {
    size_t found = 0;
    if (!name->is_body || name->n < 3 || name->n > 4) return 0;
    for (size_t i = 0; i < name->n; i++) {
        if (!is_of(&name->parts[i])) continue;
        if (found > 0 || i == 0 || i + 1 == name->n) return 0;
        found = i;
    }
    return found;
}

/* Where a word goes on behind an apostrophe (O'Brien, Sa'di), else `at`; the s of "People's" is none of it. */
static size_t behind_apostrophe(pdx_span text, size_t at) {
    size_t len, next_len, more_len;
    if (!study_name_apostrophe(pdx_utf8_decode(text.data + at, text.data + text.len, &len)) || at + len >= text.len) return at;
    const uint32_t next = pdx_utf8_decode(text.data + at + len, text.data + text.len, &next_len);
    const size_t more = at + len + next_len;
    const bool alone = more >= text.len || !study_name_in_word(pdx_utf8_decode(text.data + more, text.data + text.len, &more_len));
    return study_name_in_word(next) && !(alone && (next | 0x20) == 's') ? at + len : at;
}

static size_t word_end(pdx_span text, size_t at) {
    size_t end = at, len;
    while (end < text.len) {
        if (study_name_in_word(pdx_utf8_decode(text.data + end, text.data + text.len, &len))) {
            end += len;
            continue;
        }
        const size_t behind = end > at ? behind_apostrophe(text, end) : end;
        if (behind == end) break;
        end = behind;
    }
    return end;
}

pdx_status study_name_init(study_name *name, pdx_span text, const pdx_analyzer *analyzer, pdx_error *err) {
    memset(name, 0, sizeof *name);
    name->analyzer = analyzer;
    pdx_buf_init(&name->folded);
    pdx_buf_init(&name->plain);
    pdx_speech_words_init(&name->words);
    PDX_TRY(pdx_speech_words_read(&name->words, PDX_LANG_EN, err));
    for (size_t at = 0, len; at < text.len;) {
        const size_t end = word_end(text, at);
        const bool owner = end == at + 1 && (text.data[at] | 0x20) == 's' && at > 0 && (text.data[at - 1] == '\'' || text.data[at - 1] == 0x99); /* People's */
        if (end > at && !owner) PDX_TRY(part_add(name, pdx_span_slice(text, at, end), end < text.len && text.data[end] == '.', err));
        if (end < text.len) (void)pdx_utf8_decode(text.data + end, text.data + text.len, &len);
        at = end < text.len ? end + len : end;
    }
    if (name->is_titled && name->n > 1 && !name->is_body) memmove(&name->parts[0], &name->parts[1], --name->n * sizeof name->parts[0]);
    name->turned = turned_at(name);
    return name->n > 0 ? PDX_OK : pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "a name is needed");
}

void study_name_deinit(study_name *name) {
    pdx_speech_words_deinit(&name->words);
    for (size_t i = 0; i < name->n_more; i++) pdx_speech_words_deinit(&name->more[i]);
    pdx_buf_deinit(&name->folded);
    pdx_buf_deinit(&name->plain);
}

pdx_status study_name_speak(study_name *name, pdx_lang language, pdx_error *err) {
    if (name->n_more == STUDY_NAME_LANGUAGES || language == PDX_LANG_EN) return PDX_OK;
    for (size_t i = 0; i < name->n_more; i++)
        if (name->more[i].language == language) return PDX_OK;
    pdx_speech_words *words = &name->more[name->n_more];
    pdx_speech_words_init(words);
    const pdx_status status = pdx_speech_words_read(words, language, err);
    if (status == PDX_OK && words->language == language) name->n_more++;
    else pdx_speech_words_deinit(words); /* nothing is known of it */
    return status;
}

pdx_status study_name_classes(study_name *name, pdx_span word, uint32_t *classes, pdx_error *err) {
    pdx_span folded;
    *classes = pdx_speech_classes(&name->words, word, &folded);
    bool failed = name->words.folded.failed;
    for (size_t i = 0; i < name->n_more; i++) {
        *classes |= pdx_speech_classes(&name->more[i], word, &folded);
        failed = failed || name->more[i].folded.failed;
    }
    return failed ? pdx_fail_memory(err) : PDX_OK;
}
