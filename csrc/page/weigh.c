#include "page/weigh.h"

#include <math.h>

#include "page/weighed.h"

enum { UNITS = 8 };

/* The table, row by row. */
#define PDX_WEIGH_BIAS(odds, ...)
#define PDX_WEIGH_UNITS(...)
#define PDX_WEIGH(what, odds, ...) [PDX_WEIGHED_##what] = odds,
static const float straight[PDX_WEIGHED] = {
#include "page/weigh.def"
};
#undef PDX_WEIGH
#define PDX_WEIGH(what, odds, ...) [PDX_WEIGHED_##what] = {__VA_ARGS__},
static const float into[PDX_WEIGHED][UNITS] = {
#include "page/weigh.def"
};
#undef PDX_WEIGH
#undef PDX_WEIGH_UNITS
#define PDX_WEIGH(what, odds, ...)
#define PDX_WEIGH_UNITS(...) __VA_ARGS__
static const float worth[UNITS] = {
#include "page/weigh.def"
};
#undef PDX_WEIGH_BIAS
#undef PDX_WEIGH_UNITS
#define PDX_WEIGH_UNITS(...)
#define PDX_WEIGH_BIAS(odds, ...) __VA_ARGS__
static const float thresholds[UNITS] = {
#include "page/weigh.def"
};
#undef PDX_WEIGH_BIAS
#define PDX_WEIGH_BIAS(odds, ...) odds
static const float bias =
#include "page/weigh.def"
    ;

/* Logarithm of odds: what each piece of evidence says by itself, and what a few units make of several together, each between -1 and 1. */
static float odds_by(const float *x) {
    float odds = bias, unit[UNITS];
    memcpy(unit, thresholds, sizeof unit);
    for (unsigned k = 0; k < PDX_WEIGHED; k++) {
        odds += straight[k] * x[k];
        for (unsigned u = 0; u < UNITS; u++) unit[u] += into[k][u] * x[k];
    }
    for (unsigned u = 0; u < UNITS; u++) odds += worth[u] * unit[u] / (1 + fabsf(unit[u]));
    return odds;
}

static const float hint_worth = 0.3f; /* other pages often repeat each other's mistakes */

/* What other pages of the site say for and against these titles; a logarithm of odds. */
static float hints_worth(const pdx_titles *titles) {
    const float *hint = titles->ground.hint.data;
    float sum = 0;
    size_t k = 0;
    for (size_t i = 0; i < titles->ground.hint.len; i++) {
        if (k < titles->lines.len && titles->lines.data[k] == i) {
            sum += pdx_clamp(hint[i], -2, 2);
            k++;
        } else if (hint[i] > 0) {
            sum -= pdx_clamp(hint[i], 0, 2);
        }
    }
    return pdx_clamp(hint_worth * sum, -3, 3);
}

float pdx_weigh(const pdx_sheet *sheet, const pdx_titles *titles) {
    float x[PDX_WEIGHED], odds;
    if (titles->lines.len < 2) return 0;
    pdx_weighed_read(x, sheet, titles);
    odds = odds_by(x) + hints_worth(titles);
    return 1 / (1 + expf(-odds));
}

float pdx_odds_of(float probability, float least) {
    const float p = fminf(fmaxf(probability, least), 1 - least);
    return logf(p / (1 - p));
}
