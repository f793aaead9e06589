#include "page/entries/fixed.h"

#include <math.h>

static const float against = 3; /* each line; a logarithm of odds */

void pdx_fixed_init(pdx_fixed_lines *fixed) { memset(fixed, 0, sizeof *fixed); }
void pdx_fixed_deinit(pdx_fixed_lines *fixed) { PDX_VEC_DEINIT(&fixed->lines); }

size_t pdx_sheet_find(const pdx_sheet *sheet, uint32_t number) {
    size_t low = 0, high = sheet->n;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (sheet->lines[middle].number < number) low = middle + 1;
        else high = middle;
    }
    return low < sheet->n && sheet->lines[low].number == number ? low : sheet->n;
}

pdx_status pdx_fixed_read(pdx_fixed_lines *fixed, const pdx_sheet *sheet, const pdx_page_options *options, pdx_error *err) {
    fixed->lines.len = 0;
    for (size_t k = 0; k < options->n_corrections; k++) {
        const pdx_page_correction *fix = &options->corrections[k];
        const size_t i = pdx_sheet_find(sheet, fix->line);
        if (i == sheet->n || fix->role == PDX_ROLE_COUNT) continue;
        if (!PDX_VEC_PUSH(&fixed->lines, ((pdx_fixed_line){(uint32_t)i, fix->role == PDX_ROLE_TITLE}))) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static float with_odds(float probability, float odds) {
    return odds == 0 || probability <= 0 ? probability : 1 / (1 + expf(-odds) * (1 - probability) / probability);
}

float pdx_fixed_odds(const pdx_sheet *sheet, const uint32_t *titles, size_t n) {
    float odds = 0;
    size_t at = 0;
    for (size_t k = 0; k < sheet->n_fixed; k++) {
        const pdx_fixed_line *fixed = &sheet->fixed[k];
        while (at < n && titles[at] < fixed->line) at++;
        if ((at < n && titles[at] == fixed->line) != fixed->title) odds -= against;
    }
    return odds;
}

float pdx_fixed_weigh(const pdx_sheet *sheet, const uint32_t *titles, size_t n, float probability) {
    return with_odds(probability, pdx_fixed_odds(sheet, titles, n));
}

float pdx_fixed_weigh_starts(const pdx_sheet *sheet, const pdx_start *starts, size_t n, float probability) {
    float odds = 0;
    size_t at = 0;
    for (size_t k = 0; k < sheet->n_fixed; k++) {
        const pdx_fixed_line *fixed = &sheet->fixed[k];
        while (at < n && starts[at].end <= fixed->line) at++;
        if ((at < n && starts[at].title == fixed->line) != fixed->title) odds -= against;
    }
    return with_odds(probability, odds);
}
