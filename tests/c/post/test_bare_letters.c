/* Letters to compare by: what a text gives when it is appended, and that it gives the same in pieces. */
#include "../check.h"
#include "../random.h"
#include "post/dates/bare_letters.h"

typedef struct bare_case {
    const char *text, *bare;
} bare_case;

static const bare_case cases[] = {
    {"Mill No. 7 (new)!", "millno7new"},
    {"C++ = $100, 50%", "c++=$10050%"},
    {"ÉCOLE façade Łódź", "ecolefacadelodz"},
    {"Ёлка и Йод", "елкаииод"},
    {"كِتاب ي", "کتابی"},
    {"۱۲۳ ٤٥", "12345"},
    {"“quoted” – so", "quotedso"},
    {"5 € × 3", "5€×3"},
    {"中文 ABC", "中文abc"},
    {"\xD0", ""},
    {"ж\xFFж", "жж"},
    {"", ""},
};

static void append(pdx_buf *out, const uint8_t *text, size_t len) { pdx_bare_append(pdx_span_of(text, len), out); }

static void check_case(const bare_case *c) {
    pdx_buf out;
    pdx_buf_init(&out);
    append(&out, (const uint8_t *)c->text, strlen(c->text));
    check_bytes(out.data, out.len, (const unsigned char *)c->bare, strlen(c->bare), __FILE__, __LINE__, c->text);
    pdx_buf_deinit(&out);
}

/* A text of many characters gives what its characters give one by one. */
static void check_pieces(test_random *random) {
    static const char *const characters[] = {"a", "Z", "7", " ", ".", "+", "é", "Ж", "ё", "ş", "ي", "٣", "°", "«", "—", "€", "字", "\xF0\x9F\x98\x80"};
    uint8_t text[256];
    size_t len = 0;
    pdx_buf whole, pieces;
    pdx_buf_init(&whole);
    pdx_buf_init(&pieces);
    for (unsigned i = 0; i < 60; i++) {
        const char *character = characters[random_below(random, sizeof characters / sizeof *characters)];
        memcpy(text + len, character, strlen(character));
        append(&pieces, text + len, strlen(character));
        len += strlen(character);
    }
    append(&whole, text, len);
    check_bytes(whole.data, whole.len, pieces.data, pieces.len, __FILE__, __LINE__, "a text in pieces");
    pdx_buf_deinit(&whole);
    pdx_buf_deinit(&pieces);
}

int main(void) {
    test_random random = {7};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_case(&cases[i]);
    for (unsigned i = 0; i < 2000; i++) check_pieces(&random);
    return check_report("test_bareletters");
}
