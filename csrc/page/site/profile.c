#include "page/site/profile.h"

#include "page/lines/listlines.h"
#include "page/entries/weigh.h"

static const float strong_share = 0.5f;
static const float firmly = 3; /* what sure entries of several pages have just once counts for more than what those of one page have */
static const float bare_worth = 0.92f; /* of a profile without furniture beside one that has some and is as good otherwise */

void pdx_profile_view_init(pdx_profile_view *view) {
    memset(view, 0, sizeof *view);
    pdx_classes_init(&view->classes);
    pdx_frame_init(&view->frame);
    pdx_titles_init(&view->titles);
}

void pdx_profile_view_deinit(pdx_profile_view *view) {
    pdx_classes_deinit(&view->classes);
    pdx_frame_deinit(&view->frame);
    pdx_titles_deinit(&view->titles);
}

/* The entries that are learned from, read as one page. */
typedef struct learning {
    pdx_lines lines;
    pdx_facts facts;
    pdx_profile_view view;
    PDX_VEC(uint32_t) begins; /* owned; the line in which each entry begins, and one more */
    PDX_VEC(uint32_t) titles; /* owned; the line of each title */
    const float *weights;     /* of the entries; NULL: all the same */
    bool *typical;            /* owned; by the profile that is tried */
} learning;

static void learning_init(learning *l) {
    memset(l, 0, sizeof *l);
    pdx_lines_init(&l->lines);
    pdx_facts_init(&l->facts);
    pdx_profile_view_init(&l->view);
}

static void learning_deinit(learning *l) {
    pdx_free(l->typical);
    PDX_VEC_DEINIT(&l->titles);
    PDX_VEC_DEINIT(&l->begins);
    pdx_profile_view_deinit(&l->view);
    pdx_facts_deinit(&l->facts);
    pdx_lines_deinit(&l->lines);
}

/* The first line that ends after byte `at`, from line `i` on. */
static size_t line_of(const pdx_sheet *sheet, size_t i, size_t at) {
    while (i + 1 < sheet->n && sheet->lines[i].end <= at) i++;
    return i;
}

static bool places_read(learning *l, const pdx_known_entries *entries) {
    const pdx_sheet *sheet = &l->view.sheet;
    size_t begin = 0, title;
    for (size_t k = 0; k < entries->n; k++) {
        begin = line_of(sheet, begin, entries->begins[k]);
        title = line_of(sheet, begin, entries->titles[k]);
        if (!PDX_VEC_PUSH(&l->begins, (uint32_t)begin) || !PDX_VEC_PUSH(&l->titles, (uint32_t)title)) return false;
    }
    return PDX_VEC_PUSH(&l->begins, (uint32_t)sheet->n);
}

static pdx_status learning_read(learning *l, const pdx_known_entries *entries, const pdx_page_options *options, pdx_error *err) {
    pdx_sheet *sheet = &l->view.sheet;
    PDX_TRY(pdx_lines_read(&l->lines, entries->text, NULL, err));
    PDX_TRY(pdx_facts_read(&l->facts, entries->text, &l->lines, options, NULL, err));
    PDX_TRY(pdx_listlines_mark(&l->facts, entries->text, &l->lines, err));
    sheet->text = entries->text;
    sheet->lines = l->lines.lines.data;
    sheet->facts = l->facts.facts.data;
    sheet->table = &l->facts;
    sheet->n = l->lines.lines.len;
    l->weights = entries->weights;
    l->typical = pdx_alloc_zero(entries->n + 1, sizeof *l->typical);
    return l->typical != NULL && places_read(l, entries) ? PDX_OK : pdx_fail_memory(err);
}

/* The frames that could be theirs. */
static pdx_status frames_read(learning *l, pdx_error *err) {
    pdx_sheet *sheet = &l->view.sheet;
    PDX_TRY(pdx_classes_read(&l->view.classes, &l->facts, err));
    PDX_TRY(pdx_frame_read(&l->view.frame, &l->view.classes, &l->facts, err));
    sheet->classes = &l->view.classes;
    sheet->frame = &l->view.frame;
    return pdx_ground_read(&l->view.titles.ground, sheet, err);
}

static bool is_title(const learning *l, uint32_t line) {
    size_t low = 0, high = l->titles.len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (l->titles.data[middle] < line) low = middle + 1;
        else high = middle;
    }
    return low < l->titles.len && l->titles.data[low] == line;
}

static size_t titles_of(const learning *l, const pdx_class *c) {
    size_t titles = 0;
    for (uint32_t i = 0; i < c->count; i++) titles += is_title(l, l->view.classes.positions.data[c->first + i]);
    return titles;
}

/* Words that many titles share, as those of a series, are no furniture: other titles do not have them. Only what nearly all titles
 * have, as a date before the words, tells of others. */
static void titles_leave(learning *l) {
    pdx_frame *frame = &l->view.frame;
    frame->title_member = PDX_NO_MEMBER;
    for (unsigned m = 0; m < frame->n_members;) {
        const pdx_class *c = pdx_frame_class(frame, &l->view.classes, m);
        const size_t titles = titles_of(l, c);
        if (10 * titles >= 9 * l->titles.len && frame->title_member == PDX_NO_MEMBER) frame->title_member = m++;
        else if (4 * titles > c->count) pdx_frame_drop(frame, &l->view.classes, m);
        else m++;
    }
}

/* Whether each strong member of the frame stands once in the lines [from, to), or most of them do. */
static bool has_members(const pdx_frame *frame, uint32_t from, uint32_t to) {
    unsigned seen[PDX_FRAME_ROOM] = {0};
    float all = 0, once = 0;
    for (uint32_t i = from; i < to; i++) {
        if (frame->owner.data[i] != PDX_NO_MEMBER) seen[frame->owner.data[i]]++;
    }
    for (unsigned m = 0; m < frame->n_members; m++) {
        if (frame->share[m] < strong_share || m == frame->title_member) continue;
        all += frame->share[m];
        once += seen[m] == 1 ? frame->share[m] : 0;
    }
    return 2 * once >= all;
}

/* Which of the entries learned from are found again; as F1. */
static float reproduced(const learning *l) {
    const pdx_decode *found = &l->view.titles.decode;
    size_t j = 0, n_right = 0;
    float right = 0, all = 0;
    for (size_t k = 0; k < l->titles.len; k++) {
        const uint32_t title = l->titles.data[k], next = k + 1 < l->titles.len ? l->titles.data[k + 1] : UINT32_MAX;
        const float weight = l->weights == NULL ? 1 : l->weights[k];
        size_t within = 0;
        bool itself = false;
        while (j < found->lines.len && found->lines.data[j] < title) j++;
        for (; j < found->lines.len && found->lines.data[j] < next; j++) {
            within++;
            itself = itself || found->lines.data[j] == title;
        }
        l->typical[k] = within == 1 && itself;
        n_right += l->typical[k];
        right += l->typical[k] ? weight : 0;
        all += weight;
        l->typical[k] = l->typical[k] && has_members(&l->view.frame, l->begins.data[k], l->begins.data[k + 1]);
    }
    return 2 * right / (all + right + (float)(found->lines.len - n_right));
}

/* Most entries are titles and nothing else. */
static bool are_bare(const learning *l) {
    size_t bare = 0;
    for (size_t k = 0; k < l->titles.len; k++) bare += l->begins.data[k + 1] - l->begins.data[k] == 1;
    return 2 * bare > l->titles.len;
}

/* Makes these the titles of the view. */
static bool titles_set(pdx_titles *titles, const uint32_t *lines, size_t n) {
    titles->lines.len = titles->score.len = 0;
    titles->look = 0;
    for (size_t k = 0; k < n; k++) {
        if (!PDX_VEC_PUSH(&titles->lines, lines[k]) || !PDX_VEC_PUSH(&titles->score, titles->fits.lines.data[lines[k]].fit)) return false;
        titles->look += titles->fits.lines.data[lines[k]].look / (float)n;
    }
    return true;
}

/* The profile by the frame that is taken. */
static pdx_status frame_learn(learning *l, pdx_profile *p, pdx_error *err) {
    pdx_frame *frame = &l->view.frame;
    pdx_titles *titles = &l->view.titles;
    const pdx_sheet *sheet = &l->view.sheet;
    const uint32_t *lines = l->titles.data;
    const size_t n = l->titles.len;
    memset(p, 0, sizeof *p);
    p->title_member = frame->title_member;
    p->n_members = frame->n_members;
    for (unsigned m = 0; m < p->n_members; m++) {
        p->signs[m] = pdx_class_sign_of(pdx_frame_class(frame, &l->view.classes, m), &l->view.classes, &l->facts);
        p->share[m] = frame->share[m];
    }
    PDX_TRY(pdx_fits_begin(&titles->fits, &titles->ground, sheet, err));
    pdx_fits_learn(&p->table, &titles->fits, lines, n);
    pdx_fits_apply(&titles->fits, &p->table);
    p->terms.price = pdx_titles_price(&titles->fits, lines, n);
    p->terms.below = pdx_decode_below(&titles->fits, sheet, lines, n);
    pdx_decode_steady(p->terms.steady, sheet, lines, n);
    for (unsigned m = 0; m < PDX_FRAME_ROOM; m++) p->terms.steady[m] *= firmly;
    p->terms.empty = are_bare(l) ? 0 : PDX_DECODE_EMPTY;
    PDX_TRY(pdx_decode_read(&titles->decode, &titles->fits, sheet, &p->terms, err));
    p->reproduced = reproduced(l);
    if (!titles_set(titles, lines, n)) return pdx_fail_memory(err);
    p->worth = pdx_weigh(sheet, titles);
    return PDX_OK;
}

/* Makes the frame that of try number `k`; after the last one, where titles and texts take turns and nothing else does, one without
 * members. False when nothing is left of it. */
static bool frame_try(learning *l, unsigned k) {
    pdx_frame *frame = &l->view.frame;
    if (k == frame->n_tried) {
        pdx_frame_clear(frame, &l->view.classes);
        return true;
    }
    pdx_frame_take(frame, &l->view.classes, k);
    titles_leave(l);
    return frame->n_members > 0;
}

static pdx_status frames_learn(learning *l, pdx_profile *best, bool *typical, pdx_error *err) {
    for (unsigned k = 0; k <= l->view.frame.n_tried; k++) {
        pdx_profile tried;
        if (!frame_try(l, k)) continue;
        PDX_TRY(frame_learn(l, &tried, err));
        if (tried.n_members == 0) tried.worth *= bare_worth;
        if (tried.reproduced * tried.worth <= best->reproduced * best->worth) continue;
        *best = tried;
        memcpy(typical, l->typical, l->titles.len * sizeof *typical);
    }
    return PDX_OK;
}

pdx_status pdx_profile_learn(pdx_profile *profile, const pdx_known_entries *entries, bool *typical, const pdx_page_options *options,
                             pdx_error *err) {
    learning l;
    pdx_status status;
    memset(profile, 0, sizeof *profile);
    memset(typical, 0, entries->n * sizeof *typical);
    learning_init(&l);
    status = learning_read(&l, entries, options, err);
    if (status == PDX_OK && l.view.sheet.n > 0) status = frames_read(&l, err);
    if (status == PDX_OK && l.view.sheet.n > 0) status = frames_learn(&l, profile, typical, err);
    learning_deinit(&l);
    return status;
}

pdx_status pdx_profile_measure(pdx_profile *profile, const pdx_known_entries *entries, const pdx_page_options *options, pdx_error *err) {
    learning l;
    pdx_status status;
    learning_init(&l);
    status = learning_read(&l, entries, options, err);
    if (status == PDX_OK) {
        const pdx_sheet sheet = l.view.sheet;
        status = pdx_profile_look(&l.view, profile, &sheet, err);
    }
    if (status == PDX_OK) profile->reproduced = reproduced(&l);
    learning_deinit(&l);
    return status;
}

pdx_status pdx_profile_look(pdx_profile_view *view, const pdx_profile *profile, const pdx_sheet *sheet, pdx_error *err) {
    pdx_titles *titles = &view->titles;
    pdx_decode *decode = &titles->decode;
    view->sheet = *sheet;
    view->sheet.classes = &view->classes;
    view->sheet.frame = &view->frame;
    PDX_TRY(pdx_classes_find(&view->classes, sheet->table, profile->signs, profile->n_members, err));
    PDX_TRY(pdx_frame_set(&view->frame, &view->classes, profile->share, sheet->n, err));
    view->frame.title_member = profile->title_member;
    PDX_TRY(pdx_ground_read(&titles->ground, &view->sheet, err));
    PDX_TRY(pdx_fits_begin(&titles->fits, &titles->ground, &view->sheet, err));
    pdx_fits_apply(&titles->fits, &profile->table);
    PDX_TRY(pdx_decode_read(decode, &titles->fits, &view->sheet, &profile->terms, err));
    return titles_set(titles, decode->lines.data, decode->lines.len) ? PDX_OK : pdx_fail_memory(err);
}

float pdx_profile_score(pdx_profile_view *view, const pdx_profile *profile, const uint32_t *titles, size_t n) {
    return pdx_decode_score(&view->titles.fits, &view->sheet, &profile->terms, titles, n);
}
