#include "text/letters.h"

enum {
    ACUTE = 0x301,
    TILDE = 0x303,
    BREVE = 0x306,
    DIAERESIS = 0x308,
    RING = 0x30A,
    VOICED = 0x3099,
    HALF_VOICED = 0x309A,
    DOTLESS_I = 0x131
};

typedef struct letter {
    uint32_t base;
    uint32_t mark;
} letter;

struct pdx_letters {
    letter own[3];    /* unused ones are 0 */
    uint32_t kept[2]; /* strokes that stay */
};

static const pdx_letters spanish = {{{'n', TILDE}}, {0}};
static const pdx_letters swedish = {{{'a', RING}, {'a', DIAERESIS}, {'o', DIAERESIS}}, {0}};
static const pdx_letters danish = {{{'a', RING}}, {0xE6, 0xF8}};
static const pdx_letters turkish = {{{0}}, {DOTLESS_I}};

static const letter everywhere[] = {
    {0x438, BREVE},     /* й */
    {0x456, DIAERESIS}, /* ї */
    {0x443, BREVE},     /* ў */
    {0x433, ACUTE},     /* ѓ */
    {0x43A, ACUTE},     /* ќ */
};

const pdx_letters *pdx_letters_of(pdx_lang language) {
    switch (language) {
    case PDX_LANG('e', 's'): return &spanish;
    case PDX_LANG('s', 'v'):
    case PDX_LANG('f', 'i'): return &swedish;
    case PDX_LANG('d', 'a'):
    case PDX_LANG('n', 'o'):
    case PDX_LANG('n', 'b'):
    case PDX_LANG('n', 'n'): return &danish;
    case PDX_LANG('t', 'r'):
    case PDX_LANG('a', 'z'): return &turkish;
    default: return NULL;
    }
}

bool pdx_letters_has(const pdx_letters *letters, uint32_t base, uint32_t mark) {
    size_t i;
    if (mark == VOICED || mark == HALF_VOICED) return true; /* they compose with kana alone */
    for (i = 0; i < PDX_COUNTOF(everywhere); i++) {
        if (everywhere[i].base == base && everywhere[i].mark == mark) return true;
    }
    if (letters == NULL) return false;
    for (i = 0; i < PDX_COUNTOF(letters->own); i++) {
        if (letters->own[i].base == base && letters->own[i].mark == mark) return true;
    }
    return false;
}

const char *pdx_letters_stroke(const pdx_letters *letters, uint32_t code) {
    if (code < 0xE6 || code > 0x167) return NULL;
    if (letters != NULL && (letters->kept[0] == code || letters->kept[1] == code)) return NULL;
    switch (code) {
    case 0xE6: return "ae";
    case 0xF0: return "d";
    case 0xF8: return "o";
    case 0xFE: return "th";
    case 0x111: return "d";
    case 0x127: return "h";
    case DOTLESS_I: return "i";
    case 0x142: return "l";
    case 0x153: return "oe";
    case 0x167: return "t";
    default: return NULL;
    }
}

bool pdx_letters_dotless(const pdx_letters *letters) { return letters != NULL && letters->kept[0] == DOTLESS_I; }
