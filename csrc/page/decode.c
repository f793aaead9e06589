#include "page/decode.h"

#include "base/bits.h"

enum { LEAST_STEADY = 4, MEMBERS = 4, STATES = 1 << MEMBERS };

static const float least_share = 0.5f, least_fit = -8, no_way = -1e30f;
static const float cost_none = 2, cost_again = 4; /* of a member that every entry has */
static const float cost_steady = 2;               /* of a second one, where no entry known has two */
static const float cost_text = 1; /* of a paragraph above the first title */
enum { TEXTS = 4 };               /* paragraphs that cost something */

/* The best way to a state: what has been seen since the last title, bit by bit. */
typedef struct way {
    float score;
    uint32_t title; /* the step of the last one, or PDX_DECODE_NONE */
    uint32_t after; /* the line after it, or PDX_DECODE_NONE */
} way;

/* Furniture that stands above the titles stands above the first one, and is lacking after the last one; other furniture
 * the other way round. Both are tried. */
enum { HEAD, FOOT, PHASES };

/* The members that entries are measured by, and what it costs an entry to have none or a second one. */
typedef struct measure {
    float none[MEMBERS], again[MEMBERS];
    uint8_t bit[PDX_FRAME_ROOM + 1]; /* of each member of the frame, and of lines of none; 0: not measured by */
    uint8_t below;               /* bits of those that stand below titles on this page, whatever the phase */
    float empty;                 /* of an entry that is a title and nothing else */
    unsigned n;
} measure;

void pdx_decode_init(pdx_decode *decode) { memset(decode, 0, sizeof *decode); }
void pdx_decode_deinit(pdx_decode *decode) {
    PDX_VEC_DEINIT(&decode->steps);
    PDX_VEC_DEINIT(&decode->before);
    PDX_VEC_DEINIT(&decode->lines);
}

static void measure_read(measure *out, const pdx_sheet *sheet, const pdx_decode_terms *terms) {
    memset(out, 0, sizeof *out);
    out->empty = terms->empty;
    for (unsigned m = 0; m < sheet->frame->n_members && out->n < MEMBERS; m++) {
        const float share = sheet->frame->share[m];
        if (share < least_share || m == sheet->frame->title_member) continue;
        out->bit[m] = (uint8_t)(1u << out->n);
        if (terms->below >> m & 1) out->below |= out->bit[m];
        out->none[out->n] = cost_none * share;
        out->again[out->n++] = (cost_again + cost_steady * terms->steady[m]) * share;
    }
}

/* The first text behind a title, before `end`; `end` where there is none. */
static size_t text_behind(const pdx_fits *fits, size_t title, size_t end) {
    size_t i = title + 1;
    while (i < end && !pdx_fits_is_body(fits, i)) i++;
    return i;
}

/* A bit for each member that stands above the first title, and above all that could be one. */
static uint32_t leads_read(const pdx_fits *fits, const uint8_t *owners, size_t first) {
    uint32_t leads = 0;
    for (size_t i = 0; i < first; i++) {
        if (!pdx_fits_is_meta(fits, i) && fits->look.data[i] > 0) break;
        leads |= owners[i] < PDX_FRAME_ROOM ? UINT32_C(1) << owners[i] : 0;
    }
    return leads;
}

/* Counts the members' lines before and behind the text of each entry. Lines of an entry without text are before it, unless such
 * stand above the first title too: then nothing tells whether they belong to the title above them or to the one below. */
static void sides_count(unsigned sides[2][PDX_FRAME_ROOM + 1], const pdx_fits *fits, const pdx_sheet *sheet, const uint32_t *titles, size_t n) {
    const uint8_t *owners = sheet->frame->owner.data;
    const uint32_t leads = n > 0 ? leads_read(fits, owners, titles[0]) : 0;
    for (size_t k = 0; k < n; k++) {
        const size_t end = k + 1 < n ? titles[k + 1] : sheet->n, text = text_behind(fits, titles[k], end);
        const uint32_t untold = text < end ? 0 : leads;
        for (size_t i = titles[k]; i < end; i++) {
            const unsigned m = owners[i] < PDX_FRAME_ROOM ? owners[i] : PDX_FRAME_ROOM;
            sides[i >= text][m] += (~untold >> m) & 1;
        }
    }
}

/* Members that stand between titles and their text, or are of a kind that ends entries. */
uint32_t pdx_decode_below(const pdx_fits *fits, const pdx_sheet *sheet, const uint32_t *titles, size_t n) {
    unsigned sides[2][PDX_FRAME_ROOM + 1] = {{0}};
    uint32_t below = 0;
    sides_count(sides, fits, sheet, titles, n);
    for (unsigned c = 0; c < sheet->frame->n_members; c++) {
        const unsigned phrase = pdx_frame_class(sheet->frame, sheet->classes, c)->phrase;
        const bool ends = phrase == PDX_PHRASE_READ_MORE || phrase == PDX_PHRASE_COMMENTS || phrase == PDX_PHRASE_SHARE || phrase == PDX_PHRASE_PERMALINK;
        if (sides[0][c] > sides[1][c] || ends) below |= UINT32_C(1) << c;
    }
    return below;
}

void pdx_decode_steady(float *steady, const pdx_sheet *sheet, const uint32_t *titles, size_t n) {
    const uint8_t *owners = sheet->frame->owner.data;
    unsigned once[PDX_FRAME_ROOM] = {0};
    memset(steady, 0, PDX_FRAME_ROOM * sizeof *steady);
    if (n < LEAST_STEADY) return;
    for (size_t k = 0; k + 1 < n; k++) {
        unsigned seen[PDX_FRAME_ROOM + 1] = {0};
        for (size_t i = titles[k]; i < titles[k + 1]; i++) seen[owners[i] < PDX_FRAME_ROOM ? owners[i] : PDX_FRAME_ROOM]++;
        for (unsigned m = 0; m < sheet->frame->n_members; m++) once[m] += seen[m] == 1;
    }
    for (unsigned m = 0; m < sheet->frame->n_members; m++) steady[m] = pdx_clamp(2 * ((float)once[m] / (float)n - 0.5f), 0, 1);
}

/* The lines that change something. There is room for them and one more. */
static void steps_read(pdx_decode *decode, const pdx_fits *fits, const pdx_sheet *sheet, const measure *m, float price) {
    const uint8_t *owners = sheet->frame->owner.data;
    pdx_decode_step *steps = decode->steps.data;
    unsigned texts = 0;
    size_t n = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        const unsigned kind = fits->kind.data[i], bit = m->bit[owners[i] < PDX_FRAME_ROOM ? owners[i] : PDX_FRAME_ROOM];
        const float fit = fits->fit.data[i];
        const unsigned text = (kind / PDX_FITS_BODY & 1) & (texts < TEXTS), open = fit >= least_fit;
        steps[n] = (pdx_decode_step){(uint32_t)i, (uint8_t)bit, text, open, fit - price};
        texts += text;
        n += (open | text | bit) != 0;
    }
    decode->steps.len = n;
}

/* What an entry loses by lacking members when it ends. */
static float lack(const measure *m, unsigned state) {
    float sum = 0;
    for (unsigned k = 0; k < m->n; k++) sum += m->none[k] * (float)(~state >> k & 1);
    return sum;
}

/* Member number `k` of the measure: states with it pay for another one, the others become states with it. Gives those that are left. */
static unsigned see_member(way *ways, unsigned live, const measure *m, unsigned k) {
    static const unsigned having[MEMBERS] = {0xAAAA, 0xCCCC, 0xF0F0, 0xFF00}; /* a bit for each state with the member */
    const unsigned with = live & having[k], without = live & ~having[k], bit = 1u << k;
    for (unsigned left = with; left != 0; left &= left - 1) ways[pdx_trailing_zeros(left)].score -= m->again[k];
    for (unsigned left = without; left != 0; left &= left - 1) {
        const unsigned s = pdx_trailing_zeros(left);
        if (!(with >> (s | bit) & 1) || ways[s].score > ways[s | bit].score) ways[s | bit] = ways[s];
    }
    return with | without << bit;
}

/* Text above the first title belongs to no entry. */
static void see_text(way *ways, unsigned live) {
    for (; live != 0; live &= live - 1) {
        way *each = &ways[pdx_trailing_zeros(live)];
        if (each->title == PDX_DECODE_NONE) each->score -= cost_text;
    }
}

/* The best way into a title at line `i`. */
static way way_into(const way *ways, const float *lacks, unsigned live, uint32_t i, float empty) {
    const float costs[2] = {0, empty};
    way best = {no_way, PDX_DECODE_NONE, PDX_DECODE_NONE};
    for (; live != 0; live &= live - 1) {
        const unsigned s = pdx_trailing_zeros(live);
        const float score = ways[s].score - lacks[s] - costs[ways[s].after == i];
        const bool better = score > best.score;
        best.score = better ? score : best.score;
        best.title = better ? ways[s].title : best.title;
    }
    return best;
}

/* What the last entry loses: members that belong to it and lack, and such as belong to an entry after it. */
static float at_end(const measure *m, unsigned state, unsigned below) {
    float sum = 0;
    for (unsigned k = 0; k < m->n; k++) {
        const float costs[4] = {0, m->again[k], m->none[k], 0}; /* of those above titles: not seen, seen; of those below them */
        sum += costs[2 * (below >> k & 1) + (state >> k & 1)];
    }
    return sum;
}

static bool lines_follow(pdx_decode *decode, const uint32_t *before, uint32_t last) {
    decode->lines.len = 0;
    for (uint32_t k = last; k != PDX_DECODE_NONE; k = before[k]) {
        if (!PDX_VEC_PUSH(&decode->lines, decode->steps.data[k].line)) return false;
    }
    for (size_t a = 0, b = decode->lines.len; a + 1 < b; a++) {
        const uint32_t swap = decode->lines.data[a];
        decode->lines.data[a] = decode->lines.data[--b];
        decode->lines.data[b] = swap;
    }
    return true;
}

/* Goes through the steps, noting in `before` the best way into each title. `live` has a bit for each state to which there is a way;
 * gives those at the end. */
static unsigned steps_go(way *ways, uint32_t *before, const pdx_decode *decode, const measure *m, const float *lacks, unsigned live) {
    const pdx_decode_step *steps = decode->steps.data;
    way into = {no_way, PDX_DECODE_NONE, PDX_DECODE_NONE};
    bool stale = true; /* `into`, which only a new title has changed otherwise */
    for (size_t k = 0; k < decode->steps.len; k++) {
        const pdx_decode_step *step = &steps[k];
        if (step->text) see_text(ways, live);
        stale = stale | step->text;
        const bool close = ways[0].after == step->line;
        if (step->open && (stale || close)) {
            into = way_into(ways, lacks, live, step->line, m->empty);
            stale = close; /* what was found beside a title right above holds for this line alone */
        }
        if (step->bit != 0) {
            live = see_member(ways, live, m, pdx_trailing_zeros(step->bit));
            stale = true;
        }
        if (!step->open) continue;
        before[k] = into.title;
        const float score = into.score + step->gain;
        if (live & 1 && score <= ways[0].score) continue;
        live |= 1;
        ways[0] = (way){score, (uint32_t)k, step->line + 1};
        if (score - lacks[0] >= into.score) into = (way){score - lacks[0], (uint32_t)k, PDX_DECODE_NONE};
    }
    return live;
}

/* The best set of titles where members `below` lack above the first title. */
static way phase_read(const pdx_decode *decode, uint32_t *before, const measure *m, unsigned below) {
    way ways[STATES], best = {no_way, PDX_DECODE_NONE, PDX_DECODE_NONE};
    float lacks[STATES];
    const unsigned states = 1u << m->n;
    unsigned live;
    for (unsigned s = 0; s < states; s++) {
        ways[s] = (way){0, PDX_DECODE_NONE, PDX_DECODE_NONE};
        lacks[s] = lack(m, s);
    }
    live = steps_go(ways, before, decode, m, lacks, 1u << below);
    for (unsigned s = 0; s < states; s++) {
        if (ways[s].title != PDX_DECODE_NONE && !(live >> s & 1)) continue;
        const float score = ways[s].title == PDX_DECODE_NONE ? 0 : ways[s].score - at_end(m, s, below);
        if (score > best.score) best = (way){score, ways[s].title, ways[s].after};
    }
    return best;
}

pdx_status pdx_decode_read(pdx_decode *decode, const pdx_fits *fits, const pdx_sheet *sheet, const pdx_decode_terms *terms, pdx_error *err) {
    uint32_t *before;
    unsigned all;
    measure m;
    way best;
    if (!PDX_VEC_RESERVE(&decode->steps, sheet->n + 1) || !PDX_VEC_RESERVE(&decode->before, PHASES * sheet->n)) return pdx_fail_memory(err);
    measure_read(&m, sheet, terms);
    steps_read(decode, fits, sheet, &m, terms->price);
    all = (1u << m.n) - 1;
    before = PDX_VEC_AT(&decode->before, FOOT * decode->steps.len);
    best = phase_read(decode, before, &m, all);
    if (m.below != all) { /* else both phases are one */
        const way head = phase_read(decode, decode->before.data, &m, m.below);
        if (head.score > best.score) {
            best = head;
            before = decode->before.data;
        }
    }
    decode->score = best.score;
    return lines_follow(decode, before, best.title) ? PDX_OK : pdx_fail_memory(err);
}

static float score_where(const pdx_fits *fits, const pdx_sheet *sheet, const measure *m, unsigned below, float price, const uint32_t *titles, size_t n) {
    unsigned state = below, texts = 0;
    float score = 0;
    size_t k = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        const uint8_t owner = sheet->frame->owner.data[i];
        const unsigned bit = owner == PDX_NO_MEMBER ? 0 : m->bit[owner];
        if (pdx_fits_is_body(fits, i) && texts++ < TEXTS && k == 0) score -= cost_text;
        if (k == n || titles[k] != i) {
            if (state & bit) score -= m->again[pdx_trailing_zeros(bit)];
            state |= bit;
            continue;
        }
        score += fits->fit.data[i] - price - lack(m, state) - (k > 0 && titles[k - 1] + 1 == i ? m->empty : 0);
        state = 0;
        k++;
    }
    return n == 0 ? 0 : score - at_end(m, state, below);
}

float pdx_decode_score(const pdx_fits *fits, const pdx_sheet *sheet, const pdx_decode_terms *terms, const uint32_t *titles, size_t n) {
    measure m;
    float head, foot;
    measure_read(&m, sheet, terms);
    head = score_where(fits, sheet, &m, m.below, terms->price, titles, n);
    foot = score_where(fits, sheet, &m, (1u << m.n) - 1, terms->price, titles, n);
    return head > foot ? head : foot;
}
