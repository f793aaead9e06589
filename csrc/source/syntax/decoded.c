#include "source/syntax/decoded.h"

typedef struct aligner {
    const pdx_decoded *decoded;
    pdx_span source;
    pdx_offsets *map;
    size_t at, bad;  /* in the source; the next of what could not be decoded */
    bool is_wide;    /* in ISO-2022-JP: an escape says that characters have two bytes */
} aligner;

static pdx_widths widths_of(pdx_encoding_shape shape) {
    if (shape == PDX_SHAPE_SINGLE) return PDX_WIDTHS_1;
    if (shape == PDX_SHAPE_UTF16_LE || shape == PDX_SHAPE_UTF16_BE) return PDX_WIDTHS_2_4;
    return shape == PDX_SHAPE_UTF32 ? PDX_WIDTHS_4 : PDX_WIDTHS_1_2;
}

static bool is_in(uint8_t byte, uint8_t first, uint8_t last) { return byte >= first && byte <= last; }

static size_t pair_len(pdx_encoding_shape shape, uint8_t byte, uint8_t next) {
    switch (shape) {
    case PDX_SHAPE_SHIFT_JIS: return is_in(byte, 0x81, 0x9F) || is_in(byte, 0xE0, 0xFC) ? 2 : 1;
    case PDX_SHAPE_EUC_JP: return byte == 0x8F ? 3 : byte == 0x8E || is_in(byte, 0xA1, 0xFE) ? 2 : 1;
    case PDX_SHAPE_GB18030: return !is_in(byte, 0x81, 0xFE) ? 1 : is_in(next, 0x30, 0x39) ? 4 : 2;
    default: return is_in(byte, 0x81, 0xFE) ? 2 : 1;
    }
}

/* How many bytes the character has that begins at `at`; there is one byte at least. */
static size_t char_len(const aligner *self) {
    const uint8_t *at = self->source.data + self->at;
    const size_t left = self->source.len - self->at;
    const pdx_encoding_shape shape = self->decoded->shape;
    const uint8_t next = left > 1 ? at[1] : 0;
    if (shape == PDX_SHAPE_SINGLE) return 1;
    if (shape == PDX_SHAPE_UTF32) return 4;
    if (shape == PDX_SHAPE_UTF16_LE || shape == PDX_SHAPE_UTF16_BE) return is_in(shape == PDX_SHAPE_UTF16_BE ? at[0] : next, 0xD8, 0xDB) ? 4 : 2;
    if (shape == PDX_SHAPE_ISO_2022_JP) return self->is_wide && is_in(at[0], 0x21, 0x7E) ? 2 : 1;
    return pair_len(shape, at[0], next);
}

/* Four pairs of Big5 with what Hong Kong added are two characters each: a letter and its mark. */
static size_t n_chars(const aligner *self, size_t len) {
    const uint8_t *at = self->source.data + self->at;
    const bool is_two = self->decoded->shape == PDX_SHAPE_BIG5 && len == 2 && self->at + 1 < self->source.len && at[0] == 0x88 &&
                        (at[1] == 0x62 || at[1] == 0x64 || at[1] == 0xA3 || at[1] == 0xA5);
    return is_two ? 2 : 1;
}

/* An escape of ISO-2022-JP: its length, or 0. It says what stands behind it, and is no text. */
static size_t escape_len(aligner *self) {
    const uint8_t *at = self->source.data + self->at;
    if (self->decoded->shape != PDX_SHAPE_ISO_2022_JP || self->source.len - self->at < 3 || at[0] != 0x1B) return 0;
    if (at[1] == '(' && (at[2] == 'B' || at[2] == 'J')) self->is_wide = false;
    else if (at[1] == '$' && (at[2] == '@' || at[2] == 'B')) self->is_wide = true;
    else return 0;
    return 3;
}

/* How many bytes so many characters of the text have; 0: there are not so many. */
static size_t text_len(const aligner *self, size_t n) {
    const pdx_span text = self->decoded->text;
    size_t at = (size_t)self->map->text_end;
    for (; n > 0; n--) {
        if (at >= text.len) return 0;
        at++;
        while (at < text.len && (text.data[at] & 0xC0) == 0x80) at++;
    }
    return at - (size_t)self->map->text_end;
}

/* *fits: whether there are such characters on both sides. */
static pdx_status take(aligner *self, size_t source_len, size_t n, bool *fits, pdx_error *err) {
    const pdx_widths widths = widths_of(self->decoded->shape);
    const size_t len = text_len(self, n);
    const bool added = len == 0 || source_len > self->source.len - self->at;
    *fits = !added;
    if (added) return PDX_OK;
    if (n == 1 && pdx_widths_of(widths, self->decoded->text.data + self->map->text_end, len) == source_len) {
        if (!pdx_offsets_add_chars(self->map, len, self->at, source_len, widths)) return pdx_fail_memory(err);
    } else if (!pdx_offsets_add(self->map, len, self->at, source_len, false)) {
        return pdx_fail_memory(err);
    }
    self->at += source_len;
    return PDX_OK;
}

static pdx_status step(aligner *self, bool *fits, pdx_error *err) {
    const pdx_decoded *decoded = self->decoded;
    size_t len;
    if (self->bad < decoded->n_bad && decoded->bad[self->bad].begin == self->at) {
        const pdx_undecoded *bad = &decoded->bad[self->bad++];
        *fits = bad->end > bad->begin && bad->end <= self->source.len;
        if (!*fits || bad->n_chars > 0) return *fits ? take(self, (size_t)(bad->end - bad->begin), (size_t)bad->n_chars, fits, err) : PDX_OK;
        self->at = (size_t)bad->end;
        return PDX_OK;
    }
    len = escape_len(self);
    if (len > 0) {
        self->at += len;
        return PDX_OK;
    }
    len = char_len(self);
    return take(self, len, n_chars(self, len), fits, err);
}

pdx_status pdx_decoded_map(const pdx_decoded *decoded, pdx_span source, pdx_offsets *map, pdx_error *err) {
    aligner self = {.decoded = decoded, .source = source, .map = map, .is_wide = decoded->is_wide};
    bool fits = decoded->shape > PDX_SHAPE_NONE && decoded->shape < PDX_SHAPE_COUNT;
    pdx_offsets_reset(map);
    map->text = decoded->text.data;
    while (fits && self.at < source.len) PDX_TRY(step(&self, &fits, err));
    if (fits && map->text_end == decoded->text.len) return PDX_OK;
    return pdx_fail(err, PDX_EVALUE, self.at, "this is not the text of these bytes in their encoding");
}
