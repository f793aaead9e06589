#include "post/quotes/mark_table.h"

#include "kernels/bytefind.h"
#include "post/mentions/mention_lex.h"
#include "text/unicode.h"
#include "text/utf8.h"

typedef enum mark_nature {
    EITHER,  /* the same mark opens and closes */
    TYPED,   /* the same, and it is the apostrophe of a typewriter */
    OPENS, CLOSES,
    LOW,     /* opens; closed by what opens elsewhere */
    HIGH,    /* opens; closes what a low one has opened */
    LEFT,    /* «: opens; closes what » has opened */
    RIGHT,   /* » */
    CURLED,  /* ”: closes; in some languages it opens too */
    RAISED   /* ’: closes, or an apostrophe */
} mark_nature;

typedef struct mark_row {
    uint32_t code;
    uint8_t family, nature;
} mark_row;

static const mark_row rows[] = {
    {'"', PDX_MARKS_STRAIGHT, EITHER},         {'\'', PDX_MARKS_TYPED, TYPED},          {0x00AB, PDX_MARKS_GUILLEMET, LEFT},
    {0x00BB, PDX_MARKS_GUILLEMET, RIGHT},      {0x2018, PDX_MARKS_SINGLE, HIGH},        {0x2019, PDX_MARKS_SINGLE, RAISED},
    {0x201A, PDX_MARKS_SINGLE, LOW},           {0x201B, PDX_MARKS_SINGLE, OPENS},       {0x201C, PDX_MARKS_DOUBLE, HIGH},
    {0x201D, PDX_MARKS_DOUBLE, CURLED},        {0x201E, PDX_MARKS_DOUBLE, LOW},         {0x201F, PDX_MARKS_DOUBLE, OPENS},
    {0x2039, PDX_MARKS_ANGLE, LEFT},           {0x203A, PDX_MARKS_ANGLE, RIGHT},        {0x3008, PDX_MARKS_TITLE, OPENS},
    {0x3009, PDX_MARKS_TITLE, CLOSES},         {0x300A, PDX_MARKS_TITLE, OPENS},        {0x300B, PDX_MARKS_TITLE, CLOSES},
    {0x300C, PDX_MARKS_CORNER, OPENS},         {0x300D, PDX_MARKS_CORNER, CLOSES},      {0x300E, PDX_MARKS_WHITE_CORNER, OPENS},
    {0x300F, PDX_MARKS_WHITE_CORNER, CLOSES},  {0x301D, PDX_MARKS_PRIME, OPENS},        {0x301E, PDX_MARKS_PRIME, CLOSES},
    {0x301F, PDX_MARKS_PRIME, CLOSES},         {0xFF02, PDX_MARKS_STRAIGHT, EITHER},    {0xFF62, PDX_MARKS_CORNER, OPENS},
    {0xFF63, PDX_MARKS_CORNER, CLOSES},
};

/* What is short for a word that begins with an apostrophe. */
static const char elided[] = "tis twas twere twill em til cause n neath round bout ere kay s t re ve ll d m nother hood";

size_t pdx_mark_next(pdx_span block, size_t at) {
    static const pdx_byte_set firsts = {{{'"', 0}, {'\'', 0}, {0xC2, 0}, {0xE2, 1}, {0xEF, 0}}, 5}; /* first bytes of marks in UTF-8 */
    return pdx_bytefind_set(block, at, &firsts);
}

bool pdx_mark_is_space(uint32_t code) {
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 || code == 0x1680 || (code >= 0x2000 && code <= 0x200B) ||
           code == 0x2028 || code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x2060 || code == 0x3000 || code == 0xFEFF;
}

static bool is_word(uint32_t code) { return (pdx_unicode_char(code)->flags & (PDX_CHAR_WORD | PDX_CHAR_CJK)) != 0; }

/* What an opening mark may follow, beside white space: brackets, dashes, slashes and other opening marks. */
static bool is_opening(uint32_t code) {
    return code == '(' || code == '[' || code == '{' || code == '-' || code == '/' || code == '=' || code == '>' ||
           (code >= 0x2010 && code <= 0x2015) || code == 0x2018 || code == 0x201C || code == 0x201A || code == 0x201E || code == 0x00AB ||
           code == 0x2039 || code == '"' || code == 0x300C || code == 0x300E || code == 0x00BF || code == 0x00A1;
}

static uint32_t code_before(pdx_span block, size_t at) {
    size_t begin = at - 1, len;
    while (begin > 0 && at - begin < PDX_UTF8_MAX && (block.data[begin] & 0xC0) == 0x80) begin--;
    return pdx_utf8_decode(block.data + begin, block.data + at, &len);
}

static bool is_elided(pdx_span block, size_t at) {
    char lower[8];
    size_t n = 0;
    if (at < block.len && pdx_ascii_digit(block.data[at])) { /* '90s */
        while (at + n < block.len && pdx_ascii_digit(block.data[at + n])) n++;
        return n == 2;
    }
    while (at + n < block.len && n < sizeof lower && pdx_ascii_letter(block.data[at + n])) {
        lower[n] = (char)(block.data[at + n] | 0x20);
        n++;
    }
    return n > 0 && n < sizeof lower && pdx_word_listed(elided, pdx_span_of(lower, n));
}

static const mark_row *row_of(uint32_t code) {
    for (size_t i = 0; i < PDX_COUNTOF(rows); i++)
        if (rows[i].code == code) return &rows[i];
    return NULL;
}

/* What stands round a mark. */
typedef struct neighbours {
    bool word_before, word_after, space_before, space_after, digit_before;
    bool may_open, may_close;
} neighbours;

static neighbours look_round(pdx_span block, size_t at, size_t behind) {
    size_t len;
    const uint32_t before = at == 0 ? ' ' : code_before(block, at);
    const uint32_t after = behind == block.len ? ' ' : pdx_utf8_decode(block.data + behind, block.data + block.len, &len);
    neighbours near = {.word_before = is_word(before), .word_after = is_word(after), .digit_before = before >= '0' && before <= '9'};
    near.space_before = pdx_mark_is_space(before);
    near.space_after = pdx_mark_is_space(after);
    near.may_open = !near.space_after && !near.word_before && (near.space_before || is_opening(before) || near.word_after);
    near.may_close = !near.space_before && !near.word_after;
    if (near.space_before && near.space_after && at > 0 && behind < block.len) near.may_open = near.may_close = true; /* as what comes before it has it */
    return near;
}

/* False: an apostrophe. */
static bool nature_judge(mark_nature nature, pdx_span block, size_t behind, const neighbours *near, pdx_mark *mark) {
    const bool ends = near->may_close && !near->may_open; /* by what stands round it */
    switch (nature) {
        case TYPED:
            if ((near->word_before && near->word_after) || (near->may_open && is_elided(block, behind))) return false;
            mark->opens = near->may_open && !(near->space_before && near->space_after);
            mark->closes = mark->turns = near->may_close && !near->space_before;
            mark->apostrophe = true;
            return mark->opens || mark->closes;
        case EITHER:
            if (near->word_before && near->word_after) return false;
            mark->opens = near->may_open;
            mark->closes = mark->turns = near->may_close;
            mark->apostrophe = near->digit_before; /* inches */
            return mark->opens || mark->closes;
        case OPENS: mark->opens = true; return true;
        case CLOSES: mark->closes = mark->turns = true; return true;
        case LOW: mark->opens = mark->reversed = true; return true;
        case HIGH:
            if (mark->family == PDX_MARKS_SINGLE && is_elided(block, behind)) return false;
            mark->opens = !ends;
            mark->closes = ends;
            mark->turns = !near->space_before;
            return true;
        case LEFT:
            mark->opens = true;
            mark->turns = !near->space_before;
            return true;
        case RIGHT:
            mark->opens = mark->reversed = near->space_before && near->word_after;
            mark->closes = true;
            mark->turns = !mark->opens;
            return true;
        case CURLED:
            mark->opens = near->space_before && near->word_after;
            mark->closes = mark->turns = true;
            return true;
        case RAISED:
            if (near->word_after) return false; /* ’em, ’90s, it’s */
            mark->closes = mark->turns = !near->space_before;
            mark->apostrophe = true;
            return mark->closes;
    }
    return false;
}

bool pdx_mark_read(pdx_span block, size_t at, pdx_mark *mark) {
    size_t len;
    const mark_row *row = row_of(pdx_utf8_decode(block.data + at, block.data + block.len, &len));
    if (row == NULL) return false;
    const neighbours near = look_round(block, at, at + len);
    *mark = (pdx_mark){.at = at, .len = (uint8_t)len, .family = row->family};
    return nature_judge((mark_nature)row->nature, block, at + len, &near, mark);
}
