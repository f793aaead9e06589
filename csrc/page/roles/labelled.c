#include "page/roles/labelled.h"

#include <stdlib.h>

#include "page/roles/furniture.h"

enum { LABEL_BYTES = 60 };

typedef struct labelled {
    uint64_t label;
    uint32_t line, entry;
} labelled;

/* What is seen of all lines with one label. */
typedef struct group {
    size_t begin, end;  /* of the sorted lines */
    size_t entries, items, several, same;
    float odds;         /* mean over the lines */
} group;

typedef PDX_VEC(labelled) labelled_lines;

static pdx_range after_label(const pdx_sheet *sheet, size_t i) {
    const pdx_line *line = &sheet->lines[i];
    for (uint64_t at = line->begin; at + 1 < line->end && at < line->begin + LABEL_BYTES; at++) {
        if (sheet->text.data[at] == ':') return pdx_range_of(at + 1, line->end);
    }
    return pdx_range_of(line->begin, line->end);
}

static bool is_candidate(const pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    return i != s->title && marks->marks.data[i].role == PDX_ROLE_BLANK && sheet->labels[i] != 0 &&
           !(fact->flags & (PDX_FACT_PARA | PDX_FACT_STOP | PDX_FACT_DATED | PDX_FACT_URL));
}

static bool collect(labelled_lines *lines, const pdx_marks *marks, const pdx_sheet *sheet, const pdx_starts *starts) {
    for (uint32_t k = 0; k < starts->starts.len; k++) {
        const pdx_start *s = &starts->starts.data[k];
        for (uint32_t i = s->line; i < s->end; i++) {
            const labelled one = {sheet->labels[i], i, k};
            if (is_candidate(marks, sheet, s, i) && !PDX_VEC_PUSH(lines, one)) return false;
        }
    }
    return true;
}

static int by_label(const void *left, const void *right) {
    const labelled *a = left, *b = right;
    if (a->label != b->label) return a->label < b->label ? -1 : 1;
    return a->line < b->line ? -1 : a->line > b->line;
}

static void group_read(group *g, const labelled_lines *lines, const pdx_terms *terms, const pdx_sheet *sheet) {
    float odds = 0;
    g->entries = g->items = g->several = g->same = 0;
    for (g->end = g->begin; g->end < lines->len && lines->data[g->end].label == lines->data[g->begin].label; g->end++) {
        const labelled *one = &lines->data[g->end];
        pdx_list_look look;
        pdx_terms_look(&look, terms, sheet, one->line, after_label(sheet, one->line));
        g->items += look.items;
        g->several += look.items > 1;
        g->entries += g->end == g->begin || one->entry != one[-1].entry;
        g->same += g->end > g->begin && pdx_sheet_same(sheet, one->line, one[-1].line);
        odds += pdx_terms_odds(&look);
    }
    g->odds = odds / (float)(g->end - g->begin);
    if (g->several * 4 < g->end - g->begin) g->odds -= 3; /* places, moods and sources are told one at a time */
    if (terms->tagged) g->odds -= 2;
}

static float mean_items(const group *g) { return g->end == g->begin ? 0 : (float)g->items / (float)(g->end - g->begin); }

static bool group_mark(pdx_marks *marks, const group *g, const labelled_lines *lines, const pdx_sheet *sheet, pdx_role role) {
    for (size_t i = g->begin; i < g->end; i++) {
        pdx_mark *mark = &marks->marks.data[lines->data[i].line];
        pdx_mark_set(mark, role, role == PDX_ROLE_OTHER ? 0.7f : 0.65f, PDX_WHY(PDX_RULE_LABEL) | PDX_WHY(PDX_RULE_SAME_SHAPE));
        pdx_mark_or(mark, role == PDX_ROLE_TAGS ? PDX_ROLE_CATEGORIES : PDX_ROLE_TAGS, role == PDX_ROLE_OTHER ? 0.1f : 0.3f);
        if (role != PDX_ROLE_OTHER && !pdx_furniture_items(marks, sheet, lines->data[i].line, after_label(sheet, lines->data[i].line))) return false;
    }
    return true;
}

/* Of several labels that announce terms, the one with most of them announces tags; of equals the last, as sections stand in front. */
static bool announces_more(const group *g, const group *than, const labelled_lines *lines) {
    const float items = mean_items(g), others = mean_items(than);
    return items > others || (items == others && than->end > than->begin && lines->data[g->begin].line > lines->data[than->begin].line);
}

static bool groups_read(pdx_marks *marks, pdx_terms *terms, const labelled_lines *lines, const pdx_sheet *sheet, size_t entries) {
    group g = {0}, tags = {0};
    for (size_t i = 0; i < lines->len; i++) {
        if (!pdx_terms_note(terms, sheet, lines->data[i].line, after_label(sheet, lines->data[i].line), lines->data[i].entry)) return false;
    }
    for (; g.begin < lines->len; g.begin = g.end) {
        group_read(&g, lines, terms, sheet);
        if (g.odds > 0 && g.entries > 1 && announces_more(&g, &tags, lines)) tags = g;
    }
    for (g.begin = 0; g.begin < lines->len; g.begin = g.end) {
        group_read(&g, lines, terms, sheet);
        if (g.entries < 2 || g.entries * 4 < entries) continue;
        if (!group_mark(marks, &g, lines, sheet, g.odds <= 0 ? PDX_ROLE_OTHER : g.begin == tags.begin ? PDX_ROLE_TAGS : PDX_ROLE_CATEGORIES)) {
            return false;
        }
    }
    return true;
}

pdx_status pdx_labelled_read(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const pdx_starts *starts, pdx_error *err) {
    labelled_lines lines;
    bool ok;
    PDX_VEC_INIT(&lines);
    ok = collect(&lines, marks, sheet, starts);
    if (ok && lines.len > 1) {
        qsort(lines.data, lines.len, sizeof *lines.data, by_label);
        ok = groups_read(marks, terms, &lines, sheet, starts->starts.len);
    }
    PDX_VEC_DEINIT(&lines);
    return ok ? PDX_OK : pdx_fail_memory(err);
}
