/* Prints the quotations of standard input, whose lines are paragraphs of one post: begin, end, kind, how it is said, speaker, cue, words, separated by
 * tabs. The argument is the language. */
#include <stdio.h>

#include "base/alloc.h"
#include "base/buf.h"
#include "post/quotes/quotes.h"

static void print_place(const pdx_quote_block *blocks, const pdx_quote_place *place) {
    printf("%.*s\t", (int)(place->end - place->begin), place->end == 0 ? "" : (const char *)blocks[place->block].text.data + place->begin);
}

int main(int argc, char **argv) {
    pdx_buf text;
    uint8_t bytes[4096];
    size_t n;
    pdx_quotes quotes;
    pdx_quote_finder *finder;
    PDX_VEC(pdx_quote_block) blocks;
    PDX_VEC_INIT(&quotes);
    PDX_VEC_INIT(&blocks);
    pdx_buf_init(&text);
    while ((n = fread(bytes, 1, sizeof bytes, stdin)) > 0) pdx_buf_append(&text, bytes, n);
    if (text.failed || pdx_quote_finder_new(&finder, NULL) != PDX_OK) return 2;
    const pdx_span whole = pdx_buf_view(&text);
    for (size_t at = 0; at < whole.len;) {
        size_t end = at;
        while (end < whole.len && whole.data[end] != '\n') end++;
        const pdx_quote_block block = {pdx_span_slice(whole, at, end), end > at ? PDX_ROLE_PARAGRAPH : PDX_ROLE_BLANK};
        if (!PDX_VEC_PUSH(&blocks, block)) return 2;
        at = end + 1;
    }
    if (pdx_quotes_find(finder, blocks.data, blocks.len, pdx_lang_parse(pdx_span_str(argc > 1 ? argv[1] : "en")), &quotes, NULL, NULL) != PDX_OK) return 2;
    for (size_t i = 0; i < quotes.len; i++) {
        const pdx_quote *quote = &quotes.data[i];
        const size_t shift = (size_t)(blocks.data[quote->place.block].text.data - whole.data);
        printf("%zu\t%zu\t%s\t%s\t", shift + quote->place.begin, shift + quote->place.end, pdx_quote_kind_name((pdx_quote_kind)quote->kind),
               pdx_quote_said_name((pdx_quote_said)quote->said));
        print_place(blocks.data, &quote->speaker);
        print_place(blocks.data, &quote->cue);
        const pdx_quote_place inner = {quote->place.block, quote->inner_begin, quote->inner_end};
        print_place(blocks.data, &inner);
        printf("\n");
    }
    pdx_quote_finder_free(finder);
    PDX_VEC_DEINIT(&quotes);
    PDX_VEC_DEINIT(&blocks);
    pdx_buf_deinit(&text);
    return 0;
}
