#include "post/mentions/mention_century.h"

#include <stdio.h>

#include "post/mentions/tense.h"
#include "text/sentences.h"

enum { BYTES_ROUND = 400 /* of a sentence, on each side: where more stands there, that tells nothing more */ };

/* The sentence at `at`, or what of it stands near. */
static pdx_span sentence_at(pdx_span text, size_t at) {
    size_t begin = at > BYTES_ROUND ? at - BYTES_ROUND : 0;
    const size_t end = pdx_min_size(text.len, at + BYTES_ROUND);
    while (begin > 0 && begin < at && text.data[begin - 1] != ' ' && text.data[begin - 1] != '\n') begin++; /* whole words only */
    const pdx_span near = pdx_span_slice(text, begin, end);
    pdx_sentences sentences;
    pdx_range sentence;
    pdx_sentences_init(&sentences, near, PDX_LANG_EN, PDX_SENTENCES_DEFAULT);
    while (pdx_sentences_next(&sentences, &sentence))
        if (sentence.end > at - begin) return pdx_span_slice(near, (size_t)sentence.begin, (size_t)sentence.end);
    return near;
}

void pdx_mention_century(pdx_span text, size_t at, int64_t day, pdx_mention *mention) {
    int64_t first, last;
    const bool is_one = mention->kind == PDX_MENTION_DAY || mention->kind == PDX_MENTION_MONTH || mention->kind == PDX_MENTION_SEASON;
    if (!mention->date.short_year || !is_one || mention->end.precision != PDX_PRECISION_NONE || !pdx_date_interval(&mention->date, &first, &last) ||
        first <= day) {
        return;
    }
    if (!pdx_tense_is_past(pdx_tense_read(sentence_at(text, at)))) return;
    pdx_date_century_until(&mention->date, day);
    if (mention->kind == PDX_MENTION_SEASON) {
        (void)snprintf(mention->value, sizeof mention->value, "%04d-%02u", (int)mention->date.year, (unsigned)mention->season);
    } else pdx_date_iso(&mention->date, mention->value);
}
