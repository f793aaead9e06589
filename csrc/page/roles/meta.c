#include "page/roles/meta.h"

#include "page/lines/listlines.h"
#include "page/roles/furniture.h"

enum { CONSTANT_WORDS = 3, TERM_WORDS = 6, NAME_WORDS = 5, TAIL_WORDS = 10, ECHO_WORDS = 20 };

/* A line that can be a term where a label says so. Terms come again in every other entry as furniture does, and may be the very
 * words of menus: only furniture of entries and what no term looks like are none. */
static bool is_term(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    if (fact->flags &
        (PDX_FACT_PARA | PDX_FACT_STOP | PDX_FACT_CUT | PDX_FACT_COLON | PDX_FACT_DATED | PDX_FACT_URL | PDX_FACT_WORDLESS | PDX_FACT_CODE)) {
        return false;
    }
    if (fact->phrases & (PDX_PHRASES_OF_ENTRY | (PDX_PHRASES_OF_HEADING & ~PDX_PHRASE_BIT(PDX_PHRASE_HEADING_HOME))) || fact->n_phrases > 1) {
        return false; /* "Blog" may be one */
    }
    return sheet->lines[i].words <= TERM_WORDS && sheet->labels[i] == 0;
}

/* Several words that stand in nearly every entry: too many for a term, if the page is not about it. */
static bool is_constant(const pdx_terms *terms, const pdx_sheet *sheet, size_t i) {
    const uint8_t owner = sheet->frame->owner.data[i];
    pdx_fold fold;
    if (sheet->lines[i].words < CONSTANT_WORDS || owner == PDX_NO_MEMBER || owner == sheet->frame->title_member) return false;
    if (pdx_frame_class(sheet->frame, sheet->classes, owner)->count * 5 < pdx_frame_class(sheet->frame, sheet->classes, 0)->count * 4) return false;
    pdx_fold_init(&fold, pdx_span_slice(sheet->text, (size_t)sheet->lines[i].begin, (size_t)sheet->lines[i].end), pdx_range_of(0, 0));
    return terms->label == 0 || pdx_recurrence_key(&terms->items, &fold) != terms->label;
}

/* Terms printed one a line under their label. */
static bool terms_mark(pdx_marks *marks, const pdx_terms *terms, const pdx_sheet *sheet, const pdx_start *s, size_t label, pdx_role role) {
    const size_t told = pdx_listlines_end(sheet->table, sheet->lines, label), end = told > label + 1 ? pdx_min_size(told, s->end) : s->end;
    for (size_t i = label + 1; i < end && i != s->title && is_term(sheet, i) && !is_constant(terms, sheet, i); i++) {
        pdx_mark_set(&marks->marks.data[i], role, 0.8f, PDX_WHY(PDX_RULE_LABEL));
        if (!pdx_furniture_items(marks, sheet, i, pdx_range_of(sheet->lines[i].begin, sheet->lines[i].end))) return false;
    }
    return true;
}

static bool phrase_mark(pdx_marks *marks, const pdx_terms *terms, const pdx_sheet *sheet, const pdx_start *s, size_t i, pdx_found *found) {
    const pdx_fact *fact = &sheet->facts[i];
    const size_t items = marks->items.len;
    if (!pdx_furniture_phrases(marks, sheet, i, found)) return false;
    if (marks->items.len > items || fact->n_phrases == 0) return true;
    const uint8_t last = sheet->phrases[fact->first_phrase + fact->n_phrases - 1].kind;
    if (last != PDX_PHRASE_TAGGED && last != PDX_PHRASE_POSTED_IN) return true;
    return terms_mark(marks, terms, sheet, s, i, last == PDX_PHRASE_TAGGED ? PDX_ROLE_TAGS : PDX_ROLE_CATEGORIES);
}

/* What a label calls tags and categories is known to the lists that have none. */
static bool items_note(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, size_t from) {
    for (size_t k = from; k < marks->items.len; k++) {
        const pdx_page_item *item = &marks->items.data[k];
        const pdx_fact *fact = &sheet->facts[item->part];
        if (!pdx_terms_note(terms, sheet, item->part, item->range, item->entry)) return false;
        terms->tagged = terms->tagged || fact->phrases & PDX_PHRASE_BIT(PDX_PHRASE_TAGGED);
        terms->filed = terms->filed || fact->phrases & PDX_PHRASE_BIT(PDX_PHRASE_POSTED_IN);
    }
    return true;
}

/* One of the line's phrases tells of a change. */
static bool is_later(const pdx_sheet *sheet, const pdx_fact *fact) {
    bool later = false;
    for (size_t k = 0; k < fact->n_phrases; k++) later = later || sheet->phrases[fact->first_phrase + k].later;
    return later;
}

/* The date of line `i`, which has got its role; `begun` when text stands above it, `member` whose the line of `before`'s date is.
 * What a text quotes, a letter's head say, is dated too: in a text, a line that other entries do not have, or a second one of
 * those that they have, says nothing beside a date found before. */
static void date_take(const pdx_sheet *sheet, size_t i, bool begun, const pdx_found *before, uint8_t *member, pdx_found *found) {
    const pdx_fact *fact = &sheet->facts[i];
    const uint8_t owner = sheet->frame->owner.data[i];
    const bool usual = owner != PDX_NO_MEMBER;
    if (before->date_rank > 0 && (usual ? begun && owner == *member : begun || fact->phrases == 0)) {
        found->date = before->date;
        found->date_rank = before->date_rank;
        return;
    }
    if (fact->flags & PDX_FACT_DATED) {
        pdx_found_date(found, sheet->text, fact->date, (is_later(sheet, fact) ? PDX_DATE_LATER : 0u) | (usual ? PDX_DATE_USUAL : 0u));
    }
    if (found->date_rank > before->date_rank) *member = owner;
}

/* "News" heads pages; within an entry it is a term or a section, if it is anything: its place tells. */
static bool is_name_of_home(const pdx_fact *fact) { return fact->n_phrases == 1 && fact->phrases == PDX_PHRASE_BIT(PDX_PHRASE_HEADING_HOME); }

bool pdx_meta_read(pdx_marks *marks, pdx_terms *terms, const pdx_sheet *sheet, const pdx_start *s, pdx_found *found) {
    const size_t items = marks->items.len;
    uint8_t member = PDX_NO_MEMBER;
    bool begun = false;
    for (size_t i = s->line; i < s->end; i++) {
        const pdx_fact *fact = &sheet->facts[i];
        pdx_mark *mark = &marks->marks.data[i];
        const pdx_found before = *found;
        if (i == s->title || mark->role != PDX_ROLE_BLANK) continue;
        if (is_name_of_home(fact)) {
            begun = begun || i > s->title;
            continue;
        }
        if (fact->phrases != 0 && pdx_sheet_is_meta(sheet, i)) {
            if (!phrase_mark(marks, terms, sheet, s, i, found)) return false;
        } else if (fact->flags & (PDX_FACT_DATE | PDX_FACT_PERIOD)) {
            pdx_mark_set(mark, PDX_ROLE_DATE, 0.99f, PDX_WHY(PDX_RULE_DATE_SHAPE));
        }
        if (mark->role != PDX_ROLE_BLANK) date_take(sheet, i, begun, &before, &member, found);
        begun = begun || (i > s->title && mark->role == PDX_ROLE_BLANK);
    }
    return items_note(marks, terms, sheet, items);
}

static bool is_name_like(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    return sheet->lines[i].words <= NAME_WORDS && sheet->lines[i].digits == 0 &&
           !(fact->flags & (PDX_FACT_STOP | PDX_FACT_COLON | PDX_FACT_LOWER | PDX_FACT_CUT | PDX_FACT_LIST | PDX_FACT_HASHES));
}

/* The last line of an entry that every entry has leads on to the whole of it, if anything does. */
static bool ends_entry(const pdx_sheet *sheet, const pdx_start *s, size_t i) {
    for (size_t k = i + 1; k < s->end; k++) {
        if (!pdx_sheet_is_meta(sheet, k)) return false;
        if (pdx_frame_class(sheet->frame, sheet->classes, sheet->frame->owner.data[i])->form == PDX_FORM_EXACT &&
            sheet->frame->owner.data[k] != PDX_NO_MEMBER) return false;
    }
    return true;
}

/* The same words in every entry. */
static void same_mark(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, size_t i) {
    pdx_mark *mark = &marks->marks.data[i];
    const bool under =
        i == (size_t)s->title + 1 || (i > s->line && (marks->marks.data[i - 1].role == PDX_ROLE_BLANK || !pdx_sheet_is_meta(sheet, i - 1)));
    if (i > s->title && sheet->facts[i].flags & PDX_FACT_COLON) {
        pdx_mark_set(mark, PDX_ROLE_SHARE, 0.5f, PDX_WHY(PDX_RULE_REPEATED_LINE) | PDX_WHY(PDX_RULE_LOOK));
        pdx_mark_or(mark, PDX_ROLE_OTHER, 0.4f);
    } else if (i > s->title && ends_entry(sheet, s, i)) {
        pdx_mark_set(mark, PDX_ROLE_READ_MORE, 0.5f, PDX_WHY(PDX_RULE_REPEATED_LINE) | PDX_WHY(PDX_RULE_SLOT));
        pdx_mark_or(mark, PDX_ROLE_COMMENTS, 0.3f);
    } else if (i > s->title && is_name_like(sheet, i) && under) {
        pdx_mark_set(mark, PDX_ROLE_BYLINE, 0.7f, PDX_WHY(PDX_RULE_REPEATED_LINE) | PDX_WHY(PDX_RULE_SLOT));
        pdx_mark_or(mark, PDX_ROLE_OTHER, 0.2f);
    } else {
        pdx_mark_set(mark, PDX_ROLE_OTHER, 0.6f, PDX_WHY(PDX_RULE_REPEATED_LINE));
    }
}

/* A paragraph of several sentences is text of each entry that has it: a notice that an author repeats, a call to come. */
static bool is_text(const pdx_sheet *sheet, size_t i) {
    const pdx_fact *fact = &sheet->facts[i];
    return (fact->flags & (PDX_FACT_PARA | PDX_FACT_SENTENCE | PDX_FACT_DATED)) == PDX_FACT_PARA && fact->phrases == 0 &&
           fact->tail == PDX_PHRASE_NONE;
}

/* What entries have in common there is the words at its end, and these are told apart from it. */
static bool is_text_with_tail(const pdx_sheet *sheet, size_t i) {
    return sheet->facts[i].tail != PDX_PHRASE_NONE && (sheet->facts[i].flags & PDX_FACT_PARA || sheet->lines[i].words > TAIL_WORDS);
}

/* A paragraph that goes on with words that lead to the whole of it, whatever else stands in it: a day, or the title once more. */
static bool is_text_that_leads_on(const pdx_sheet *sheet, const pdx_start *s, size_t i, const pdx_class *c) {
    if ((sheet->facts[i].flags & PDX_FACT_PARA) == 0) return false;
    if (c->form == PDX_FORM_ECHO) return s->title != PDX_PAGE_NO_LINE && sheet->lines[i].words > sheet->lines[s->title].words + ECHO_WORDS;
    return sheet->facts[i].tail == PDX_PHRASE_READ_MORE;
}

static void member_mark(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, size_t i) {
    pdx_mark *mark = &marks->marks.data[i];
    const pdx_class *c = pdx_frame_class(sheet->frame, sheet->classes, sheet->frame->owner.data[i]);
    if (is_text_that_leads_on(sheet, s, i, c)) {
        pdx_mark_set(mark, PDX_ROLE_PARAGRAPH, 0.9f, PDX_WHY(PDX_RULE_LOOK));
    } else if (sheet->facts[i].flags & PDX_FACT_DATED) {
        pdx_mark_set(mark, PDX_ROLE_DATE, 0.98f, PDX_WHY(PDX_RULE_DATE_SHAPE) | PDX_WHY(PDX_RULE_SAME_SHAPE));
    } else if (c->form == PDX_FORM_ECHO) {
        pdx_mark_set(mark, PDX_ROLE_READ_MORE, 0.6f, PDX_WHY(PDX_RULE_TITLE_ECHO));
        pdx_mark_or(mark, PDX_ROLE_COMMENTS, 0.3f);
    } else if (is_text(sheet, i)) {
        pdx_mark_set(mark, PDX_ROLE_PARAGRAPH, 0.6f, PDX_WHY(PDX_RULE_LOOK));
        pdx_mark_or(mark, PDX_ROLE_OTHER, 0.3f);
    } else if (c->form == PDX_FORM_EXACT) {
        same_mark(marks, sheet, s, i);
    } else if (c->form != PDX_FORM_LIST && c->form != PDX_FORM_TERMS && !is_text_with_tail(sheet, i)) {
        pdx_mark_set(mark, PDX_ROLE_OTHER, 0.6f, PDX_WHY(PDX_RULE_SAME_SHAPE));
    }
}

void pdx_meta_repeated(pdx_marks *marks, const pdx_sheet *sheet, const pdx_start *s, pdx_found *found) {
    for (size_t i = s->line; i < s->end; i++) {
        if (i == s->title || marks->marks.data[i].role != PDX_ROLE_BLANK || sheet->frame->owner.data[i] == PDX_NO_MEMBER) continue;
        member_mark(marks, sheet, s, i);
        if (marks->marks.data[i].role == PDX_ROLE_DATE) pdx_found_date(found, sheet->text, sheet->facts[i].date, PDX_DATE_USUAL);
    }
}
