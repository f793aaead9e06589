/* libFuzzer target: any bytes as words and sentences. The first byte chooses the language. Tokens come in order and lie in the text;
 * sentences cover it; terms are well-formed. */
#include "base/alloc.h"
#include "input.h"
#include "must.h"
#include "postdex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_tokens(pdx_span text, const char *language) {
    pdx_text_reader *reader = NULL;
    pdx_token_info token;
    pdx_error err;
    uint64_t at = 0;
    uint32_t position = 0;
    MUST(pdx_text_tokens(text, language, &reader, &err) == PDX_OK);
    while (pdx_text_next_token(reader, &token)) {
        MUST(token.range.begin >= at && token.range.begin < token.range.end && token.range.end <= text.len);
        MUST(token.position >= position && token.term.len > 0);
        at = token.range.begin;
        position = token.position;
    }
    MUST(pdx_text_reader_status(reader, &err) == PDX_OK);
    pdx_text_reader_free(reader);
}

static void check_sentences(pdx_span text, const char *language) {
    pdx_text_reader *reader = NULL;
    pdx_range range;
    pdx_error err;
    uint64_t at = 0;
    MUST(pdx_text_sentences(text, language, &reader, &err) == PDX_OK);
    while (pdx_text_next_sentence(reader, &range)) {
        MUST(range.begin >= at && range.begin < range.end && range.end <= text.len);
        at = range.end;
    }
    MUST(pdx_text_reader_status(reader, &err) == PDX_OK);
    pdx_text_reader_free(reader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static const char languages[][3] = {"en", "fa", "ar", "tr", "de", "es", "ja", ""};
    pdx_buf clean;
    pdx_span text;
    const char *language;
    if (size == 0) return 0;
    language = languages[data[0] % PDX_COUNTOF(languages)];
    text = input_from(data, size, 1);
    check_tokens(text, language);
    check_sentences(text, language);
    pdx_buf_init(&clean);
    pdx_text_append(text, &clean);
    MUST(!clean.failed && clean.len <= text.len * 3);
    pdx_buf_deinit(&clean);
    return 0;
}
