#include "page/decode.h"

enum { MEMBERS = 4, STATES = 1 << MEMBERS };

static const float least_share = 0.5f, least_fit = -8, no_way = -1e30f;
static const float cost_none = 2, cost_again = 4; /* of a member that every entry has */
static const float cost_text = 1; /* of a paragraph above the first title */
static const float cost_empty = 4; /* of an entry that is a title and nothing else */
enum { TEXTS = 4 };               /* paragraphs that cost something */

/* What has been seen since the last title, bit by bit, and the best way there. */
typedef struct way {
    float score;
    uint32_t title; /* the last one, or PDX_DECODE_NONE */
} way;

/* Furniture that stands above the titles stands above the first one, and is lacking after the last one; other furniture
 * the other way round. Both are tried. */
enum { HEAD, FOOT, PHASES };

/* The members that entries are measured by, and what it costs an entry to have none or a second one. */
typedef struct measure {
    float none[MEMBERS], again[MEMBERS];
    uint8_t bit[PDX_FRAME_ROOM]; /* of each member of the frame; 0: not measured by */
    uint8_t below;               /* bits of those that stand below titles on this page, whatever the phase */
    unsigned n;
} measure;

void pdx_decode_init(pdx_decode *decode) { memset(decode, 0, sizeof *decode); }
void pdx_decode_deinit(pdx_decode *decode) {
    PDX_VEC_DEINIT(&decode->before);
    PDX_VEC_DEINIT(&decode->lines);
}

static void measure_read(measure *out, const pdx_sheet *sheet) {
    memset(out, 0, sizeof *out);
    for (unsigned m = 0; m < sheet->frame->n_members && out->n < MEMBERS; m++) {
        const float share = sheet->frame->share[m];
        if (share < least_share || m == sheet->frame->title_member) continue;
        out->bit[m] = (uint8_t)(1u << out->n);
        out->none[out->n] = cost_none * share;
        out->again[out->n++] = cost_again * share;
    }
}

/* Members that stand between titles and their text, or are of a kind that ends entries, belong to the title above them. */
static void below_read(measure *m, const pdx_sheet *sheet, const uint32_t *titles, size_t n) {
    unsigned inside[PDX_FRAME_ROOM] = {0}, outside[PDX_FRAME_ROOM] = {0};
    bool text = true;
    size_t k = 0;
    for (size_t i = 0; i < sheet->n; i++) {
        const uint8_t owner = sheet->frame->owner.data[i];
        if (k < n && titles[k] == i) {
            text = false;
            k++;
        } else if (pdx_sheet_is_body(sheet, i)) {
            text = true;
        }
        if (owner == PDX_NO_MEMBER || k == 0) continue;
        if (text) outside[owner]++;
        else inside[owner]++;
    }
    for (unsigned c = 0; c < sheet->frame->n_members; c++) {
        const unsigned phrase = pdx_frame_class(sheet->frame, sheet->classes, c)->phrase;
        const bool ends = phrase == PDX_PHRASE_READ_MORE || phrase == PDX_PHRASE_COMMENTS || phrase == PDX_PHRASE_SHARE || phrase == PDX_PHRASE_PERMALINK;
        if (inside[c] > outside[c] || ends) m->below |= m->bit[c];
    }
}

/* What an entry loses by lacking members when it ends. */
static float lack(const measure *m, unsigned state) {
    float sum = 0;
    for (unsigned k = 0; k < m->n; k++) sum += state >> k & 1 ? 0 : m->none[k];
    return sum;
}

static void see_member(way *ways, unsigned states, const measure *m, unsigned bit) {
    unsigned k = 0;
    while (bit >> k != 1) k++;
    for (unsigned s = 0; s < states; s = ((s | bit) + 1) & ~bit) { /* those without the member */
        way *with = &ways[s | bit];
        const float again = with->score - m->again[k];
        const bool better = ways[s].score > again; /* which nobody can foresee: no branch */
        with->score = better ? ways[s].score : again;
        with->title = better ? ways[s].title : with->title;
        ways[s].score = no_way;
    }
}

/* Text above the first title belongs to no entry. */
static void see_text(way *ways, unsigned states) {
    for (unsigned s = 0; s < states; s++) {
        if (ways[s].title == PDX_DECODE_NONE) ways[s].score -= cost_text;
    }
}

/* The best way into a title. */
static way way_into(const way *ways, const float *lacks, unsigned states, size_t i) {
    way best = {no_way, PDX_DECODE_NONE};
    for (unsigned s = 0; s < states; s++) {
        const bool empty = ways[s].title != PDX_DECODE_NONE && ways[s].title + 1 == i;
        const float score = ways[s].score - lacks[s] - (empty ? cost_empty : 0);
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
        const bool seen = state >> k & 1;
        if (below >> k & 1) sum += seen ? 0 : m->none[k];
        else sum += seen ? m->again[k] : 0;
    }
    return sum;
}

static bool lines_follow(pdx_decode *decode, uint32_t last) {
    for (uint32_t i = last; i != PDX_DECODE_NONE; i = decode->before.data[i]) {
        if (!PDX_VEC_PUSH(&decode->lines, i)) return false;
    }
    for (size_t a = 0, b = decode->lines.len; a + 1 < b; a++) {
        const uint32_t swap = decode->lines.data[a];
        decode->lines.data[a] = decode->lines.data[--b];
        decode->lines.data[b] = swap;
    }
    return true;
}

/* The best set of titles in one phase; false when memory ends. */
static bool phase_read(pdx_decode *decode, const pdx_fits *fits, const pdx_sheet *sheet, const measure *m, unsigned phase, float price) {
    way ways[STATES], best = {no_way, PDX_DECODE_NONE}, into = best;
    float lacks[STATES];
    bool stale = true; /* `into`, which only a new title has changed otherwise */
    unsigned texts = 0;
    const unsigned states = 1u << m->n, below = phase == HEAD ? m->below : states - 1;
    decode->lines.len = 0;
    for (unsigned s = 0; s < states; s++) {
        ways[s] = (way){s == below ? 0 : no_way, PDX_DECODE_NONE};
        lacks[s] = lack(m, s);
    }
    for (size_t i = 0; i < sheet->n; i++) {
        const uint8_t owner = sheet->frame->owner.data[i];
        bool close;
        float score;
        if (texts < TEXTS && pdx_sheet_is_body(sheet, i)) {
            texts++;
            see_text(ways, states);
            stale = true;
        }
        if (owner != PDX_NO_MEMBER && m->bit[owner] != 0) {
            see_member(ways, states, m, m->bit[owner]);
            stale = true;
        }
        if (!fits->open.data[i] || fits->fit.data[i] < least_fit) continue;
        close = ways[0].title != PDX_DECODE_NONE && ways[0].title + 1 == i;
        if (stale || close) into = way_into(ways, lacks, states, i);
        stale = close; /* what was found beside a title right above holds for this line alone */
        decode->before.data[i] = into.title;
        score = into.score + (fits->fit.data[i] - price);
        if (score <= ways[0].score) continue;
        ways[0] = (way){score, (uint32_t)i};
        if (score - lacks[0] >= into.score) into = (way){score - lacks[0], (uint32_t)i};
    }
    for (unsigned s = 0; s < states; s++) {
        const float score = ways[s].title == PDX_DECODE_NONE ? 0 : ways[s].score - at_end(m, s, below);
        if (score > best.score) best = (way){score, ways[s].title};
    }
    decode->score = best.score;
    return lines_follow(decode, best.title);
}

pdx_status pdx_decode_read(pdx_decode *decode, const pdx_fits *fits, const pdx_sheet *sheet, const uint32_t *titles, size_t n, float price,
                           pdx_error *err) {
    measure m;
    float head;
    if (!PDX_VEC_RESERVE(&decode->before, sheet->n)) return pdx_fail_memory(err);
    decode->before.len = sheet->n;
    measure_read(&m, sheet);
    below_read(&m, sheet, titles, n);
    if (!phase_read(decode, fits, sheet, &m, HEAD, price)) return pdx_fail_memory(err);
    head = decode->score;
    if (!phase_read(decode, fits, sheet, &m, FOOT, price)) return pdx_fail_memory(err);
    if (head > decode->score && !phase_read(decode, fits, sheet, &m, HEAD, price)) return pdx_fail_memory(err);
    return PDX_OK;
}
