#include "page/lexicon_rows.h"

#include "page/lexicon_index.h"

#define PDX_PHRASE_ROW(kind, text) {PDX_PHRASE_##kind, PDX_LEX_ALONE, LANGUAGE, text},
#define PDX_PHRASE_BESIDE(kind, text) {PDX_PHRASE_##kind, PDX_LEX_INLINE, LANGUAGE, text},
#define PDX_PHRASE_STOPS(words) {PDX_PHRASE_NONE, PDX_LEX_ALONE, LANGUAGE, words},

const pdx_phrase_row pdx_phrase_rows[] = {
#define LANGUAGE PDX_LANG('e', 'n')
#include "page/lexicon/phrases_en.def"
#undef LANGUAGE
};
const size_t pdx_phrase_rows_count = PDX_COUNTOF(pdx_phrase_rows);

#define PDX_DATE_ROW(name_class, value, names) {PDX_DW_##name_class, value, names},

const pdx_date_row pdx_date_rows[] = {
#include "page/datewords.def"
};
const size_t pdx_date_rows_count = PDX_COUNTOF(pdx_date_rows);
