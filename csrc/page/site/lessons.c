#include "page/site/lessons.h"

#include <math.h>

enum { REACH = PDX_LESSON_REACH, TEXT_REACH = 9, TITLE_LOOK = 10, SAMPLE = PDX_LIMIT(4096, 64), GAPS = 4 };
enum { TRAIT_KIND = PDX_FORM_ALL, TRAIT_GAP };
enum { KIND_NONE, KIND_SHORT, KIND_PARA, KIND_DATE, KIND_LIST, KIND_HASHES, KIND_URL, KIND_TWIN_NEXT, KIND_TWIN_OVER, KIND_TWIN_BACK, KIND_PLAIN,
       KIND_EDGE, KIND_PHRASE };

static const float least_bits = 3, least_likeness = 0.65f;
static const uint8_t own_forms[PDX_LESSON_FORMS] = {PDX_FORM_EXACT, PDX_FORM_MASKED, PDX_FORM_LABEL};
/* Forms of lines round the fixed one, the most telling first. */
static const uint8_t forms[] = {PDX_FORM_EXACT, PDX_FORM_MASKED, PDX_FORM_LABEL, PDX_FORM_HEAD2, PDX_FORM_TAIL2, PDX_FORM_HEAD1, PDX_FORM_TAIL1};
static const float own_sure[PDX_LESSON_FORMS] = {0.97f, 0.93f, 0.9f};

void pdx_lessons_init(pdx_lessons *lessons) { memset(lessons, 0, sizeof *lessons); }
void pdx_lessons_deinit(pdx_lessons *lessons) { PDX_VEC_DEINIT(&lessons->lessons); }

static uint8_t kind_of(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    if (fact->flags & PDX_FACT_DATE) return KIND_DATE;
    if (fact->phrase != PDX_PHRASE_NONE) return (uint8_t)(KIND_PHRASE + fact->phrase);
    if (fact->flags & PDX_FACT_HASHES) return KIND_HASHES;
    if (fact->flags & PDX_FACT_PARA) return KIND_PARA;
    if (i + 1 < sheet->n && pdx_sheet_same(sheet, i, i + 1)) return KIND_TWIN_NEXT;
    if (i + 2 < sheet->n && pdx_sheet_same(sheet, i, i + 2)) return KIND_TWIN_OVER;
    if (i >= 2 && pdx_sheet_same(sheet, i, i - 2)) return KIND_TWIN_BACK;
    if (fact->flags & (PDX_FACT_LIST | PDX_FACT_TIGHT)) return KIND_LIST;
    if (fact->flags & PDX_FACT_URL) return KIND_URL;
    return fact->title < TITLE_LOOK ? KIND_PLAIN : KIND_SHORT;
}

static bool has_text_below(const pdx_sheet *sheet, size_t line) {
    for (size_t i = line + 1; i < sheet->n && i < line + TEXT_REACH; i++) {
        if (sheet->facts[i].flags & PDX_FACT_PARA) return true;
    }
    return false;
}

static uint64_t form_of(const pdx_sheet *sheet, size_t i, unsigned form) {
    return form == PDX_FORM_EXACT ? sheet->facts[i].exact : pdx_facts_form(sheet->table, (pdx_form)form)[i];
}

/* The value of a trait at line `i` shifted by `offset`; 0 when there is none. */
static uint64_t value_at(const pdx_sheet *sheet, size_t i, int offset, unsigned form) {
    const size_t at = i + (size_t)offset; /* wraps below the first line, and is beyond the last then */
    const pdx_fact *fact;
    if (at >= sheet->n) return form == TRAIT_KIND ? KIND_EDGE : 0;
    if (form == TRAIT_KIND) return kind_of(sheet, at);
    if (form == TRAIT_GAP) return 1 + pdx_min_size(sheet->lines[at].gap, GAPS);
    fact = &sheet->facts[at];
    if (fact->flags & PDX_FACT_PARA || !(fact->flags & PDX_FACT_SHORT)) return 0;
    return form_of(sheet, at, form);
}

static void trait_add(pdx_lesson *lesson, const pdx_sheet *sheet, size_t line, int offset, unsigned form) {
    pdx_trait *t = &lesson->traits[lesson->n_traits];
    memset(t, 0, sizeof *t);
    t->key = value_at(sheet, line, offset, form);
    t->offset = (int8_t)offset;
    t->form = (uint8_t)form;
    if (t->key != 0) lesson->n_traits++;
    assert(lesson->n_traits < PDX_LESSON_TRAITS);
}

/* The forms by which a line alone is known again. The words of titles say nothing of other titles. */
static void own_read(pdx_lesson *lesson, const pdx_sheet *sheet, size_t line) {
    const pdx_fact *fact = &sheet->facts[line];
    if (lesson->role == PDX_ROLE_TITLE || lesson->role == PDX_ROLE_COUNT) return;
    for (unsigned k = 0; k < PDX_LESSON_FORMS; k++) {
        const bool words = fact->flags & PDX_FACT_SHORT && !(fact->flags & (PDX_FACT_PARA | PDX_FACT_DATE | PDX_FACT_WORDLESS));
        if (own_forms[k] == PDX_FORM_EXACT || words) lesson->own[k] = form_of(sheet, line, own_forms[k]);
    }
}

static void lesson_read(pdx_lesson *lesson, const pdx_sheet *sheet, size_t line, const pdx_page_correction *fix) {
    memset(lesson, 0, sizeof *lesson);
    lesson->role = fix->role;
    lesson->starts = fix->starts;
    lesson->page = sheet->text.data;
    lesson->line = line;
    lesson->kind = kind_of(sheet, line);
    lesson->text_below = has_text_below(sheet, line);
    own_read(lesson, sheet, line);
    if (fix->role == PDX_ROLE_TITLE && (lesson->kind == KIND_PARA || lesson->kind == KIND_PLAIN)) lesson->kind = KIND_NONE; /* an exception teaches nothing */
    for (int offset = -REACH; offset <= REACH; offset++) {
        for (unsigned k = 0; k < PDX_COUNTOF(forms) && (offset != 0 || fix->role != PDX_ROLE_TITLE); k++) {
            trait_add(lesson, sheet, line, offset, forms[k]);
        }
        if (offset != 0) trait_add(lesson, sheet, line, offset, TRAIT_KIND);
        if (offset == 0 || offset == 1) trait_add(lesson, sheet, line, offset, TRAIT_GAP);
    }
}

static bool has_trait(const pdx_lesson *lesson, const pdx_trait *t) {
    for (unsigned i = 0; i < lesson->n_traits; i++) {
        const pdx_trait *own = &lesson->traits[i];
        if (own->offset == t->offset && own->form == t->form && own->key == t->key) return true;
    }
    return false;
}

static bool fixed_alike(const pdx_lesson *a, const pdx_lesson *b) { return a->role == b->role && a->starts == b->starts && a->kind == b->kind; }

/* Of the forms of the line at one distance only the one counts that most lines share: what is furniture there rather than words. */
static bool is_outdone(const pdx_lesson *lesson, const pdx_trait *t) {
    if (t->form == TRAIT_KIND || t->form == TRAIT_GAP) return false;
    for (unsigned i = 0; i < lesson->n_traits; i++) {
        const pdx_trait *other = &lesson->traits[i];
        if (other->offset != t->offset || other->form == TRAIT_KIND || other->form == TRAIT_GAP || other == t) continue;
        if (other->seen > t->seen || (other->seen == t->seen && other < t)) return true;
    }
    return false;
}

static void bits_set(pdx_lesson *lesson) {
    static const float near[REACH + 1] = {1, 1, 0.7f, 0.5f};
    lesson->kind_bits = lesson->of_kind == 0 ? 0 : log2f((float)lesson->lines / (float)lesson->of_kind);
    for (unsigned i = 0; i < lesson->n_traits; i++) {
        pdx_trait *t = &lesson->traits[i];
        const bool counts = t->seen >= 2 && t->seen >= lesson->pages && !is_outdone(lesson, t); /* entries do not have it by chance */
        t->bits = counts ? near[t->offset < 0 ? -t->offset : t->offset] * log2f((float)lesson->of_kind / (float)t->seen) : 0;
    }
}

/* Each trait counts by the share of the lessons of its kind that have it. */
static void weights_set(pdx_lesson *lesson, const pdx_lessons *lessons) {
    lesson->total = 0;
    for (unsigned i = 0; i < lesson->n_traits; i++) {
        pdx_trait *t = &lesson->traits[i];
        float with = 0, of = 0;
        for (size_t j = 0; t->bits > 0 && j < lessons->lessons.len; j++) {
            if (!fixed_alike(lesson, &lessons->lessons.data[j])) continue;
            of++;
            with += has_trait(&lessons->lessons.data[j], t);
        }
        t->weight = of > 0 ? t->bits * with / of : 0;
        lesson->total += t->weight;
    }
}

static void lessons_settle(pdx_lessons *lessons) {
    for (size_t k = 0; k < lessons->lessons.len; k++) bits_set(&lessons->lessons.data[k]);
    for (size_t k = 0; k < lessons->lessons.len; k++) weights_set(&lessons->lessons.data[k], lessons);
}

/* The first part that begins in line `number` and is not blank. */
static size_t part_of_line(const pdx_page *cut, uint32_t number) {
    size_t low = 0, high = cut->n_parts;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (cut->parts[middle].line < number) low = middle + 1;
        else high = middle;
    }
    while (low < cut->n_parts && cut->parts[low].role == PDX_ROLE_BLANK) low++;
    return low;
}

static bool is_known(const pdx_page *cut, const pdx_page_correction *fix) {
    const size_t i = part_of_line(cut, fix->line);
    const pdx_page_part *part = &cut->parts[i];
    if (i == cut->n_parts || part->line != fix->line) return false;
    if (fix->role != PDX_ROLE_COUNT && part->role != fix->role) return false;
    return !fix->starts || (part->entry != PDX_PAGE_NO_ENTRY && cut->entries[part->entry].first_part == i);
}

pdx_status pdx_lessons_learn(pdx_lessons *lessons, const pdx_sheet *sheet, const pdx_page *cut, const pdx_page_options *options,
                             pdx_error *err) {
    for (size_t c = 0; c < options->n_corrections && lessons->lessons.len < PDX_LESSONS; c++) {
        const size_t line = pdx_sheet_find(sheet, options->corrections[c].line);
        pdx_lesson lesson;
        if (line == sheet->n || is_known(cut, &options->corrections[c])) continue;
        lesson_read(&lesson, sheet, line, &options->corrections[c]);
        if (!PDX_VEC_PUSH(&lessons->lessons, lesson)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* Close neighbours of the fixed line may be copies of it: they say nothing of what is common. */
static bool is_beside(const pdx_lesson *lesson, const pdx_sheet *sheet, size_t i) {
    return lesson->page == sheet->text.data && i != lesson->line && i + REACH >= lesson->line && i <= lesson->line + REACH;
}

void pdx_lessons_weigh(pdx_lessons *lessons, const pdx_sheet *sheet) {
    for (size_t k = 0; k < lessons->lessons.len; k++) {
        pdx_lesson *lesson = &lessons->lessons.data[k];
        const size_t from = lesson->page == sheet->text.data && lesson->line > SAMPLE / 2 ? lesson->line - SAMPLE / 2 : 0;
        const size_t to = pdx_min_size(sheet->n, from + SAMPLE);
        lesson->pages++;
        for (size_t i = from; i < to; i++) {
            lesson->lines++;
            if (kind_of(sheet, i) != lesson->kind || is_beside(lesson, sheet, i)) continue;
            lesson->of_kind++;
            for (unsigned t = 0; t < lesson->n_traits; t++) {
                pdx_trait *trait = &lesson->traits[t];
                trait->seen += value_at(sheet, i, trait->offset, trait->form) == trait->key;
            }
        }
    }
    lessons_settle(lessons);
}

/* How sure it is that line `i`, which has a form of the lesson's line, is the same; 0: it has none. */
static float by_form(const pdx_lesson *lesson, const pdx_sheet *sheet, size_t i) {
    for (unsigned k = 0; k < PDX_LESSON_FORMS; k++) {
        if (lesson->own[k] != 0 && form_of(sheet, i, own_forms[k]) == lesson->own[k]) return own_sure[k];
    }
    return 0;
}

/* The same of a line that stands as the lesson's line stood. */
static float by_place(const pdx_lesson *lesson, const pdx_sheet *sheet, size_t i) {
    float weight = 0;
    if (lesson->total + lesson->kind_bits < least_bits || kind_of(sheet, i) != lesson->kind) return 0;
    if (lesson->text_below && !has_text_below(sheet, i)) return 0;
    for (unsigned k = 0; k < lesson->n_traits; k++) {
        const pdx_trait *t = &lesson->traits[k];
        if (t->weight > 0 && value_at(sheet, i, t->offset, t->form) == t->key) weight += t->weight;
    }
    if (weight < least_likeness * lesson->total) return 0;
    return lesson->total > 0 ? 0.9f * weight / lesson->total : least_likeness;
}

pdx_likeness pdx_lessons_match(const pdx_lessons *lessons, const pdx_sheet *sheet, size_t line) {
    pdx_likeness best = {NULL, 0, false};
    for (size_t k = 0; k < lessons->lessons.len; k++) {
        const pdx_lesson *lesson = &lessons->lessons.data[k];
        const float form = by_form(lesson, sheet, line), like = form > 0 ? form : by_place(lesson, sheet, line);
        if (like <= best.probability) continue;
        best.lesson = lesson;
        best.probability = like;
        best.form = form > 0;
    }
    return best;
}
