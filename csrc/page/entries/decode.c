#include "page/entries/decode.h"

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
    PDX_VEC_DEINIT(&decode->lines);
}
void pdx_decode_reset(pdx_decode *decode) {
    PDX_VEC_RESET(&decode->steps);
    PDX_VEC_RESET(&decode->lines);
    decode->score = 0;
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
        if (!pdx_fits_is_meta(fits, i) && fits->lines.data[i].look > 0) break;
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
        const bool ends =
            phrase == PDX_PHRASE_READ_MORE || phrase == PDX_PHRASE_COMMENTS || phrase == PDX_PHRASE_SHARE || phrase == PDX_PHRASE_PERMALINK;
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
        const unsigned kind = fits->lines.data[i].kind, bit = m->bit[owners[i] < PDX_FRAME_ROOM ? owners[i] : PDX_FRAME_ROOM];
        const float fit = fits->lines.data[i].fit;
        const unsigned text = (kind / PDX_FITS_BODY & 1) & (texts < TEXTS), open = fit >= least_fit;
        steps[n] = (pdx_decode_step){.line = (uint32_t)i, .bit = (uint8_t)bit, .text = text, .open = open, .gain = fit - price};
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

static bool lines_follow(pdx_decode *decode, unsigned phase, uint32_t last) {
    decode->lines.len = 0;
    for (uint32_t k = last; k != PDX_DECODE_NONE; k = decode->steps.data[k].before[phase]) {
        if (!PDX_VEC_PUSH(&decode->lines, decode->steps.data[k].line)) return false;
    }
    for (size_t a = 0, b = decode->lines.len; a + 1 < b; a++) {
        const uint32_t swap = decode->lines.data[a];
        decode->lines.data[a] = decode->lines.data[--b];
        decode->lines.data[b] = swap;
    }
    return true;
}

/* The ways of one phase. */
typedef struct walk {
    way ways[STATES];
    way into;        /* a title at the step that is looked at; */
    bool stale;      /* it is to be told anew: only a new title has not changed it otherwise */
    unsigned below;  /* the members that lack above the first title */
    unsigned live;   /* a bit for each state to which there is a way */
} walk;

static void walk_begin(walk *w, unsigned states, unsigned below) {
    for (unsigned s = 0; s < states; s++) w->ways[s] = (way){0, PDX_DECODE_NONE, PDX_DECODE_NONE};
    w->stale = true;
    w->below = below;
    w->live = 1u << below;
}

/* Takes step number `k`; gives the step of the title before it, if it is one. */
static uint32_t walk_step(walk *w, const pdx_decode_step *step, uint32_t k, const measure *m, const float *lacks) {
    const bool close = w->ways[0].after == step->line;
    uint32_t before;
    float score;
    if (step->text) see_text(w->ways, w->live);
    w->stale = w->stale | step->text;
    if (step->open && (w->stale || close)) {
        w->into = way_into(w->ways, lacks, w->live, step->line, m->empty);
        w->stale = close; /* what was found beside a title right above holds for this line alone */
    }
    if (step->bit != 0) {
        w->live = see_member(w->ways, w->live, m, pdx_trailing_zeros(step->bit));
        w->stale = true;
    }
    if (!step->open) return PDX_DECODE_NONE;
    before = w->into.title;
    score = w->into.score + step->gain;
    if (w->live & 1 && score <= w->ways[0].score) return before;
    w->live |= 1;
    w->ways[0] = (way){score, k, step->line + 1};
    if (score - lacks[0] >= w->into.score) w->into = (way){score - lacks[0], k, PDX_DECODE_NONE};
    return before;
}

/* The best set of titles at the end. */
static way walk_end(const walk *w, const measure *m, unsigned states) {
    way best = {no_way, PDX_DECODE_NONE, PDX_DECODE_NONE};
    for (unsigned s = 0; s < states; s++) {
        const way *each = &w->ways[s];
        if (each->title != PDX_DECODE_NONE && !(w->live >> s & 1)) continue;
        const float score = each->title == PDX_DECODE_NONE ? 0 : each->score - at_end(m, s, w->below);
        if (score > best.score) best = (way){score, each->title, each->after};
    }
    return best;
}

pdx_status pdx_decode_read(pdx_decode *decode, const pdx_fits *fits, const pdx_sheet *sheet, const pdx_decode_terms *terms, pdx_error *err) {
    float lacks[STATES];
    unsigned all, states, best_phase = PDX_DECODE_FOOT;
    walk foot, head;
    bool two;
    measure m;
    way best;
    if (!PDX_VEC_RESERVE(&decode->steps, sheet->n + 1)) return pdx_fail_memory(err);
    measure_read(&m, sheet, terms);
    steps_read(decode, fits, sheet, &m, terms->price);
    states = 1u << m.n;
    all = states - 1;
    two = m.below != all; /* else both phases are one */
    for (unsigned s = 0; s < states; s++) lacks[s] = lack(&m, s);
    walk_begin(&foot, states, all);
    walk_begin(&head, states, m.below);
    for (uint32_t k = 0; k < decode->steps.len; k++) { /* both take each step together: what one finds there, the other will as a rule */
        pdx_decode_step *step = &decode->steps.data[k];
        step->before[PDX_DECODE_FOOT] = walk_step(&foot, step, k, &m, lacks);
        if (two) step->before[PDX_DECODE_HEAD] = walk_step(&head, step, k, &m, lacks);
    }
    best = walk_end(&foot, &m, states);
    if (two) {
        const way other = walk_end(&head, &m, states);
        if (other.score > best.score) {
            best = other;
            best_phase = PDX_DECODE_HEAD;
        }
    }
    decode->score = best.score;
    return lines_follow(decode, best_phase, best.title) ? PDX_OK : pdx_fail_memory(err);
}

static float score_where(const pdx_fits *fits, const pdx_sheet *sheet, const measure *m, unsigned below, float price, const uint32_t *titles,
                         size_t n) {
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
        score += fits->lines.data[i].fit - price - lack(m, state) - (k > 0 && titles[k - 1] + 1 == i ? m->empty : 0);
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
