#include "page/choose.h"

#include <math.h>

static const float least_strength = 0.55f, least_of_two = 0.95f;

/* What a class proves by its kind. */
static float kind_worth(const pdx_class *c) {
    switch (c->form) {
    case PDX_FORM_LONE_DATE: case PDX_FORM_DATE: return 1.6f;
    case PDX_FORM_ECHO: return 2.0f;
    case PDX_FORM_PHRASE: return 1.2f;
    case PDX_FORM_LABEL: return 0.9f;
    case PDX_FORM_EXACT: case PDX_FORM_MASKED: return 0.7f;
    case PDX_FORM_HASHES: return 1.0f;
    default: return 0.4f;
    }
}

static bool is_words_only(unsigned form) {
    return form != PDX_FORM_PHRASE && form != PDX_FORM_LONE_DATE && form != PDX_FORM_DATE && form != PDX_FORM_ECHO && form != PDX_FORM_LABEL && form != PDX_FORM_HASHES;
}

/* Program text repeats its lines as furniture does. */
static bool has_code(const pdx_sheet *sheet) {
    size_t code = 0;
    for (size_t i = 0; i < sheet->n; i++) code += (sheet->facts[i].flags & (PDX_FACT_CODE | PDX_FACT_WORDLESS)) != 0;
    return code * 8 > sheet->n;
}

/* No date, known phrase, label or echo among the members: mere words that recur. */
static bool frame_is_words(const pdx_sheet *sheet) {
    for (unsigned m = 0; m < sheet->frame->n_members; m++) {
        if (sheet->frame->share[m] > 0.5f && !is_words_only(pdx_frame_class(sheet->frame, sheet->classes, m)->form)) return false;
    }
    return true;
}

/* The frame's members in the stretch of the page that the titles span, each once per title. */
static float frame_worth(const pdx_sheet *sheet, const pdx_titles *titles) {
    const float n = (float)titles->lines.len;
    float worth = 0;
    bool dated = false;
    for (unsigned m = 0; m < sheet->frame->n_members; m++) {
        const pdx_class *c = pdx_frame_class(sheet->frame, sheet->classes, m);
        const float alike = (float)c->count < n ? (float)c->count / n : n / (float)c->count;
        worth += kind_worth(c) * sheet->frame->share[m] * alike * pdx_form_sure(c->form, n - 1);
        if (alike > 0.6f && sheet->facts[sheet->classes->positions.data[c->first]].flags & PDX_FACT_DATE) dated = true;
    }
    return dated ? worth + 0.6f * (1 - 1 / n) : worth;
}

/* The share of titles with text after them; half for text that does not run like a paragraph. */
static float body_share(const pdx_sheet *sheet, const pdx_titles *titles) {
    float with = 0;
    for (size_t k = 0; k < titles->lines.len; k++) {
        const size_t title = titles->lines.data[k];
        const size_t to = k + 1 < titles->lines.len ? titles->lines.data[k + 1] : pdx_min_size(sheet->n, title + 40);
        float best = 0;
        for (size_t i = title + 1; i < to && best < 1; i++) {
            if (pdx_sheet_is_meta(sheet, i) || pdx_sheet_same(sheet, i, title)) continue;
            best = sheet->facts[i].flags & PDX_FACT_PARA ? 1 : 0.5f;
        }
        with += best;
    }
    return with / (float)titles->lines.len;
}

static float distinct_share(const pdx_sheet *sheet, const pdx_titles *titles) {
    size_t same = 0;
    for (size_t k = 1; k < titles->lines.len; k++) same += pdx_sheet_same(sheet, titles->lines.data[k], titles->lines.data[k - 1]);
    return 1 - (float)same / (float)titles->lines.len;
}

/* Lists of links and comments under a post are no entries: the share of titles before the first section that
 * stands on the page less often than entries do. */
static float share_before_sections(const pdx_sheet *sheet, const pdx_titles *titles) {
    const uint32_t opens = PDX_PHRASE_BIT(PDX_PHRASE_COMMENT_AREA) | PDX_PHRASE_BIT(PDX_PHRASE_SIDEBAR) | PDX_PHRASE_BIT(PDX_PHRASE_RELATED);
    const size_t n = titles->lines.len;
    size_t first = sheet->n, count = 0, before = 0;
    for (size_t i = titles->lines.data[0]; i < sheet->n; i++) {
        if (!(sheet->facts[i].phrases & opens) || sheet->facts[i].phrases & PDX_PHRASES_OF_ENTRY) continue;
        if (sheet->frame->owner.data[i] != PDX_NO_MEMBER) continue;
        if (first == sheet->n) first = i;
        count++;
    }
    if (count >= n && n > 2) return 1;
    while (before < n && titles->lines.data[before] < first) before++;
    return (float)before / (float)n;
}

static float strength_of(const pdx_sheet *sheet, const pdx_titles *titles) {
    float look = titles->look / 30.0f;
    if (titles->lines.len < 2) return 0;
    look = look < 0 ? 0 : look > 1 ? 1 : look;
    return frame_worth(sheet, titles) * body_share(sheet, titles) * look * distinct_share(sheet, titles) *
           (frame_is_words(sheet) ? has_code(sheet) ? 0.25f : 0.8f : 1.0f) * (share_before_sections(sheet, titles) > 0.6f ? 1.0f : 0.1f);
}

pdx_status pdx_choice_read(pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet, pdx_error *err) {
    unsigned best = 0;
    size_t count[PDX_FRAME_TRIES];
    float strength[PDX_FRAME_TRIES], value[PDX_FRAME_TRIES]; /* of two frames that prove as much, the finer one */
    for (unsigned k = 0; k < frame->n_tried; k++) {
        pdx_frame_take(frame, sheet->classes, k);
        PDX_TRY(pdx_titles_read(titles, sheet, err));
        strength[k] = strength_of(sheet, titles);
        value[k] = strength[k] * log2f(1 + (float)titles->lines.len);
        count[k] = titles->lines.len;
        if (value[k] > value[best]) best = k;
    }
    choice->strength = frame->n_tried > 0 ? strength[best] : 0;
    if (choice->strength < (frame->n_tried > 0 && count[best] == 2 ? least_of_two : least_strength)) {
        choice->why = PDX_WHY(choice->strength > 0 ? PDX_RULE_WHOLE_WEAK : PDX_RULE_WHOLE_NO_ANCHOR);
        titles->lines.len = titles->score.len = 0;
        return PDX_OK;
    }
    if (best + 1 != frame->n_tried) {
        pdx_frame_take(frame, sheet->classes, best);
        PDX_TRY(pdx_titles_read(titles, sheet, err));
    }
    choice->why = PDX_WHY(frame->n_members > 1 ? PDX_RULE_CUT_ANCHORS : PDX_RULE_CUT_ONE_ANCHOR);
    return PDX_OK;
}
