#include "post/quotes/speech_lex.h"

#include "text/fold.h"

typedef struct speech_row {
    uint32_t classes;
    const char *words; /* separated by spaces */
} speech_row;

#define SPEECH_WORDS(class, words) {(uint32_t)(class), words},
static const speech_row english[] = {
#include "post/words/speech_en.def"
};
static const speech_row french[] = {
#include "post/words/speech_fr.def"
};
static const speech_row german[] = {
#include "post/words/speech_de.def"
};
static const speech_row spanish[] = {
#include "post/words/speech_es.def"
};
static const speech_row persian[] = {
#include "post/words/speech_fa.def"
};
static const speech_row arabic[] = {
#include "post/words/speech_ar.def"
};
static const speech_row italian[] = {
#include "post/words/speech_it.def"
};
static const speech_row portuguese[] = {
#include "post/words/speech_pt.def"
};
static const speech_row dutch[] = {
#include "post/words/speech_nl.def"
};
static const speech_row polish[] = {
#include "post/words/speech_pl.def"
};
static const speech_row russian[] = {
#include "post/words/speech_ru.def"
};
static const speech_row greek[] = {
#include "post/words/speech_el.def"
};
static const speech_row turkish[] = {
#include "post/words/speech_tr.def"
};
#undef SPEECH_WORDS

static const struct {
    pdx_lang language;
    const speech_row *rows;
    size_t n;
} tables[] = {
    {PDX_LANG_EN, english, PDX_COUNTOF(english)},
    {PDX_LANG('f', 'r'), french, PDX_COUNTOF(french)},
    {PDX_LANG('d', 'e'), german, PDX_COUNTOF(german)},
    {PDX_LANG('e', 's'), spanish, PDX_COUNTOF(spanish)},
    {PDX_LANG('f', 'a'), persian, PDX_COUNTOF(persian)},
    {PDX_LANG('a', 'r'), arabic, PDX_COUNTOF(arabic)},
    {PDX_LANG('i', 't'), italian, PDX_COUNTOF(italian)},
    {PDX_LANG('p', 't'), portuguese, PDX_COUNTOF(portuguese)},
    {PDX_LANG('n', 'l'), dutch, PDX_COUNTOF(dutch)},
    {PDX_LANG('p', 'l'), polish, PDX_COUNTOF(polish)},
    {PDX_LANG('r', 'u'), russian, PDX_COUNTOF(russian)},
    {PDX_LANG('e', 'l'), greek, PDX_COUNTOF(greek)},
    {PDX_LANG('t', 'r'), turkish, PDX_COUNTOF(turkish)},
};

/* Of a word that folds like another of the table: how it is spelled tells which of them it is. */
#define TWO_SPELLINGS ((uint32_t)1 << 31)

void pdx_speech_words_init(pdx_speech_words *self) {
    self->language = PDX_LANG_NONE;
    pdx_map_init(&self->words);
    pdx_map_init(&self->marked);
    PDX_VEC_INIT(&self->classes);
    PDX_VEC_INIT(&self->marked_classes);
    pdx_buf_init(&self->folded);
    pdx_buf_init(&self->spelled);
}

void pdx_speech_words_deinit(pdx_speech_words *self) {
    pdx_map_deinit(&self->words);
    pdx_map_deinit(&self->marked);
    PDX_VEC_DEINIT(&self->classes);
    PDX_VEC_DEINIT(&self->marked_classes);
    pdx_buf_deinit(&self->folded);
    pdx_buf_deinit(&self->spelled);
}

static pdx_status word_add(pdx_speech_words *self, pdx_span word, pdx_lang language, uint32_t classes, pdx_error *err) {
    pdx_buf_reset(&self->folded);
    pdx_buf_reset(&self->spelled);
    pdx_fold(word, language, false, &self->folded);
    pdx_fold(word, language, true, &self->spelled);
    if (self->folded.failed || self->spelled.failed) return pdx_fail_memory(err);
    const uint32_t id = pdx_map_intern(&self->words, pdx_buf_view(&self->folded));
    const uint32_t as_spelled = pdx_map_intern(&self->marked, pdx_buf_view(&self->spelled));
    if (id == PDX_MAP_NONE || as_spelled == PDX_MAP_NONE) return pdx_fail_memory(err);
    const bool is_new = id == self->classes.len, is_spelled_anew = as_spelled == self->marked_classes.len;
    if (is_new && !PDX_VEC_PUSH(&self->classes, 0)) return pdx_fail_memory(err);
    if (is_spelled_anew && !PDX_VEC_PUSH(&self->marked_classes, 0)) return pdx_fail_memory(err);
    self->classes.data[id] |= classes | (!is_new && is_spelled_anew ? TWO_SPELLINGS : 0);
    self->marked_classes.data[as_spelled] |= classes;
    return PDX_OK;
}

static pdx_status row_read(pdx_speech_words *self, const speech_row *row, pdx_lang language, pdx_error *err) {
    const char *at = row->words;
    while (*at != '\0') {
        const size_t n = strcspn(at, " ");
        PDX_TRY(word_add(self, pdx_span_of(at, n), language, row->classes, err));
        at += at[n] == ' ' ? n + 1 : n;
    }
    return PDX_OK;
}

pdx_status pdx_speech_words_read(pdx_speech_words *self, pdx_lang language, pdx_error *err) {
    size_t table = 0;
    for (size_t i = 0; i < PDX_COUNTOF(tables); i++)
        if (tables[i].language == language) table = i;
    if (self->language == tables[table].language) return PDX_OK;
    self->language = PDX_LANG_NONE;
    pdx_map_reset(&self->words);
    pdx_map_reset(&self->marked);
    self->classes.len = self->marked_classes.len = 0;
    for (size_t i = 0; i < tables[table].n; i++) PDX_TRY(row_read(self, &tables[table].rows[i], tables[table].language, err));
    self->language = tables[table].language;
    return PDX_OK;
}

uint32_t pdx_speech_classes(pdx_speech_words *self, pdx_span word, pdx_span *folded) {
    pdx_buf_reset(&self->folded);
    pdx_fold(word, self->language, false, &self->folded);
    *folded = pdx_buf_view(&self->folded);
    const uint32_t id = pdx_map_find(&self->words, *folded);
    const uint32_t classes = id == PDX_MAP_NONE ? 0 : self->classes.data[id];
    if ((classes & TWO_SPELLINGS) == 0) return classes;
    pdx_buf_reset(&self->spelled);
    pdx_fold(word, self->language, true, &self->spelled);
    if (self->spelled.failed) self->folded.failed = true;
    const uint32_t as_spelled = pdx_map_find(&self->marked, pdx_buf_view(&self->spelled));
    return as_spelled == PDX_MAP_NONE ? classes & ~TWO_SPELLINGS : self->marked_classes.data[as_spelled];
}
