#include "page/lexicon/lexicon_rows.h"

#include "page/lexicon/lexicon_index.h"

#define PDX_PHRASE_ROW(kind, text) {PDX_PHRASE_##kind, PDX_LEX_ALONE, LANGUAGE, text, false},
#define PDX_PHRASE_BESIDE(kind, text) {PDX_PHRASE_##kind, PDX_LEX_INLINE, LANGUAGE, text, false},
#define PDX_PHRASE_LATER(text) {PDX_PHRASE_POSTED_ON, PDX_LEX_ALONE, LANGUAGE, text, true},
#define PDX_PHRASE_BESIDE_LATER(text) {PDX_PHRASE_POSTED_ON, PDX_LEX_INLINE, LANGUAGE, text, true},
#define PDX_PHRASE_SENTENCE(text) {PDX_PHRASE_POSTED_IN, PDX_LEX_SENTENCE, LANGUAGE, text, false},
#define PDX_PHRASE_STOPS(words) {PDX_PHRASE_NONE, PDX_LEX_ALONE, LANGUAGE, words, false},

const pdx_phrase_row pdx_phrase_rows[] = {
#define LANGUAGE PDX_LANG('e', 'n')
#include "page/lexicon/phrases_en.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('f', 'r')
#include "page/lexicon/phrases_fr.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('d', 'e')
#include "page/lexicon/phrases_de.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('e', 's')
#include "page/lexicon/phrases_es.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('i', 't')
#include "page/lexicon/phrases_it.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('p', 't')
#include "page/lexicon/phrases_pt.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('n', 'l')
#include "page/lexicon/phrases_nl.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('s', 'v')
#include "page/lexicon/phrases_sv.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('p', 'l')
#include "page/lexicon/phrases_pl.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('r', 'u')
#include "page/lexicon/phrases_ru.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('f', 'a')
#include "page/lexicon/phrases_fa.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('a', 'r')
#include "page/lexicon/phrases_ar.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('t', 'r')
#include "page/lexicon/phrases_tr.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('d', 'a')
#include "page/lexicon/phrases_da.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('n', 'o')
#include "page/lexicon/phrases_no.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('f', 'i')
#include "page/lexicon/phrases_fi.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('c', 's')
#include "page/lexicon/phrases_cs.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('h', 'u')
#include "page/lexicon/phrases_hu.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('r', 'o')
#include "page/lexicon/phrases_ro.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('u', 'k')
#include "page/lexicon/phrases_uk.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('e', 'l')
#include "page/lexicon/phrases_el.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('h', 'e')
#include "page/lexicon/phrases_he.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('i', 'd')
#include "page/lexicon/phrases_id.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('j', 'a')
#include "page/lexicon/phrases_ja.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('z', 'h')
#include "page/lexicon/phrases_zh.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('k', 'o')
#include "page/lexicon/phrases_ko.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('c', 'a')
#include "page/lexicon/phrases_ca.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('h', 'r')
#include "page/lexicon/phrases_hr.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('s', 'r')
#include "page/lexicon/phrases_sr.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('b', 'g')
#include "page/lexicon/phrases_bg.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('s', 'k')
#include "page/lexicon/phrases_sk.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('s', 'l')
#include "page/lexicon/phrases_sl.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('l', 't')
#include "page/lexicon/phrases_lt.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('l', 'v')
#include "page/lexicon/phrases_lv.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('e', 't')
#include "page/lexicon/phrases_et.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('v', 'i')
#include "page/lexicon/phrases_vi.def"
#undef LANGUAGE
#define LANGUAGE PDX_LANG('t', 'h')
#include "page/lexicon/phrases_th.def"
#undef LANGUAGE
};
const size_t pdx_phrase_rows_count = PDX_COUNTOF(pdx_phrase_rows);

#define PDX_DATE_ROW(name_class, value, names) {PDX_DW_##name_class, value, names},

const pdx_date_row pdx_date_rows[] = {
#include "page/lexicon/dateline_words.def"
};
const size_t pdx_date_rows_count = PDX_COUNTOF(pdx_date_rows);
