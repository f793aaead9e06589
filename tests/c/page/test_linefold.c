/* What lines are compared by: runs of ASCII, runs of letters of two bytes and what stands between them. */
#include "../check.h"
#include "page/lines/linefold.h"

typedef struct fold_case {
    const char *line, *folded;
    bool digits;
} fold_case;

static const fold_case cases[] = {
    {"The Mill  Runs:  Again", "the mill runs: again", false},
    {"Мельница РАБОТАЕТ", "мельница работает", false},
    {"Größe ÉCOLE İl", "größe école il", false},
    {"ماشین ي ك", "ماشین ی ک", false},
    {"Ёж—ёж « Ж »", "ёж-ёж \" ж \"", false},
    {"ab\xC2\xA0" "\xC2\xA0" "жж\xC2\xA0ж", "ab жж ж", false},
    {"со\xC2\xADвместно", "совместно", false},
    {"Мост  у  реки : Да", "мост у реки: да", false},
    {"Она “Да”  – ‘нет’…", "она \"да\" - 'нет'.", false},
    {"漢字\xE3\x80\x80の 한국어 12", "漢字 の 한국어 12", true},
    {"می\xE2\x80\x8Cرود  ي", "میرود ی", false},
    {"漢\xE5\xAD ж\xE2\x80", "漢~~ ж~~", false},
    {"۱۲ مهر", "12 مهر", true},
    {"жж ٣", "жж 3", true},
    {"ж : ж", "ж: ж", false},
    {"ж\xD0", "ж~", false},
    {"\xD0\xB6\xC3(", "ж~(", false},
    {"", "", false},
};

static void check_case(const fold_case *c) {
    pdx_fold fold;
    pdx_fold_init(&fold, pdx_span_str(c->line), pdx_range_of(0, 0));
    check_bytes(fold.text, fold.len, (const unsigned char *)c->folded, strlen(c->folded), __FILE__, __LINE__, c->line);
    CHECK_EQ(fold.digits, c->digits);
}

/* A line that is too long for its room ends between two characters, and spaces stand behind it. */
static void check_room(const char *character, size_t before) {
    uint8_t line[2 * PDX_FOLD_ROOM];
    const size_t width = strlen(character);
    size_t len = before;
    pdx_fold fold;
    memset(line, 'a', before);
    for (; len + width <= sizeof line; len += width) memcpy(line + len, character, width);
    pdx_fold_init(&fold, pdx_span_of(line, len), pdx_range_of(0, 0));
    CHECK(fold.len > PDX_FOLD_ROOM - 4 - width && fold.len <= PDX_FOLD_ROOM);
    CHECK(memcmp(fold.text, line, fold.len) == 0);
    CHECK_EQ((fold.len - before) % width, 0);
    for (size_t i = 0; i < PDX_PLAIN_SLACK; i++) CHECK_EQ(fold.text[fold.len + i], ' ');
}

/* The marked part is found again where its letters went. */
static void check_mark(void) {
    pdx_fold fold;
    pdx_fold_init(&fold, pdx_span_str("Ж ДАТА ж"), pdx_range_of(3, 11));
    CHECK_BYTES(fold.text, fold.len, "ж дата ж");
    CHECK_EQ(fold.mark_begin, 3);
    CHECK_EQ(fold.mark_end, 11);
}

int main(void) {
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) check_case(&cases[i]);
    for (size_t before = 0; before < 8; before++) {
        check_room("ж", before);
        check_room("a", before);
        check_room("中", before);
    }
    check_mark();
    return check_report("test_linefold");
}
