#include "page/entries/alternate.h"
#include "page/entries/boxes.h"
#include "page/entries/choose.h"
#include "page/site/corrections.h"
#include "page/entries/datedheads.h"
#include "page/entries/diary.h"
#include "page/entries/even.h"
#include "page/site/footing.h"
#include "page/lines/guesses.h"
#include "page/roles/labels.h"
#include "page/lines/leaves.h"
#include "page/lines/linememory.h"
#include "page/site/likesite.h"
#include "page/lines/listlines.h"
#include "page/site/masthead.h"
#include "page/roles/marks.h"
#include "page/lines/perioddays.h"
#include "page/lines/periods.h"
#include "page/entries/replies.h"
#include "page/roles/roles.h"
#include "page/entries/rowcut.h"
#include "page/entries/sections.h"
#include "page/entries/shadows.h"
#include "page/entries/signed.h"
#include "page/entries/single.h"
#include "page/site/sitelessons.h"
#include "page/roles/sureness.h"
#include "page/site/taught.h"
#include "page/lines/toplabel.h"
#include "page/lines/wrapped.h"

/* Everything that one call holds, so that it is given back in one place, or kept for the next. */
typedef struct pdx_page_room {
    pdx_lines lines;
    pdx_facts facts;
    pdx_classes classes;
    pdx_frame frame;
    pdx_titles titles;
    pdx_rows rows;
    pdx_starts starts;
    pdx_marks marks;
    pdx_fixed_lines fixed;
    pdx_corrections corrections;
} pdx_page_room;

static void room_init(pdx_page_room *c) {
    pdx_lines_init(&c->lines);
    pdx_facts_init(&c->facts);
    pdx_classes_init(&c->classes);
    pdx_frame_init(&c->frame);
    pdx_titles_init(&c->titles);
    pdx_rows_init(&c->rows);
    pdx_starts_init(&c->starts);
    pdx_marks_init(&c->marks);
    pdx_fixed_init(&c->fixed);
    pdx_corrections_init(&c->corrections);
}

static void room_deinit(pdx_page_room *c) {
    pdx_lines_deinit(&c->lines);
    pdx_facts_deinit(&c->facts);
    pdx_classes_deinit(&c->classes);
    pdx_frame_deinit(&c->frame);
    pdx_titles_deinit(&c->titles);
    pdx_rows_deinit(&c->rows);
    pdx_starts_deinit(&c->starts);
    pdx_marks_deinit(&c->marks);
    pdx_fixed_deinit(&c->fixed);
    pdx_corrections_deinit(&c->corrections);
}

static void room_reset(pdx_page_room *c) {
    pdx_lines_reset(&c->lines);
    pdx_facts_reset(&c->facts);
    pdx_classes_reset(&c->classes);
    pdx_frame_reset(&c->frame);
    pdx_titles_reset(&c->titles);
    pdx_rows_reset(&c->rows);
    pdx_starts_reset(&c->starts);
    pdx_marks_reset(&c->marks);
    pdx_fixed_deinit(&c->fixed); /* seldom there, as these */
    pdx_corrections_deinit(&c->corrections);
}

pdx_status pdx_page_room_new(pdx_page_room **out, pdx_error *err) {
    *out = pdx_alloc(sizeof **out);
    if (*out == NULL) return pdx_fail_memory(err);
    room_init(*out);
    return PDX_OK;
}

void pdx_page_room_free(pdx_page_room *room) {
    if (room == NULL) return;
    room_deinit(room);
    pdx_free(room);
}

static pdx_status room_cut(pdx_page_room *c, pdx_page *out, const pdx_page_options *options, float least, const pdx_tick *tick, pdx_error *err) {
    pdx_sheet sheet = {0};
    pdx_choice choice = {.least = least};
    bool by_rows;
    PDX_TRY(pdx_lines_read(&c->lines, out->text, tick, err));
    out->n_lines = c->lines.total;
    PDX_TRY(pdx_facts_read(&c->facts, out->text, &c->lines, options, tick, err));
    if (options->site != NULL) pdx_masthead_mark(pdx_site_masthead(options->site), &c->facts, out->text, &c->lines);
    pdx_footing_mark(options->site == NULL ? NULL : pdx_site_footing(options->site), &c->facts, out->text, &c->lines);
    pdx_asides_mark(&c->facts, &c->lines, options);
    pdx_wrapped_mark(&c->facts, &c->lines);
    pdx_toplabel_settle(&c->facts);
    if (options->use_lexicon) PDX_TRY(pdx_labels_read(&c->facts, out->text, &c->lines, err));
    pdx_guesses_settle(&c->facts, out->text, &c->lines);
    PDX_TRY(pdx_leaves_mark(&c->facts, out->text, &c->lines, err));
    PDX_TRY(pdx_periods_mark(&c->facts, out->text, &c->lines, err));
    PDX_TRY(pdx_perioddays_mark(&c->facts, out->text, &c->lines, err));
    PDX_TRY(pdx_tick_step(tick, out->text.len, out->text.len, err));
    PDX_TRY(pdx_listlines_mark(&c->facts, out->text, &c->lines, err));
    PDX_TRY(pdx_classes_read(&c->classes, &c->facts, err));
    PDX_TRY(pdx_frame_read(&c->frame, &c->classes, &c->facts, err));
    sheet.text = out->text;
    sheet.lines = c->lines.lines.data;
    sheet.facts = c->facts.facts.data;
    sheet.table = &c->facts;
    sheet.phrases = c->facts.phrases.data;
    sheet.labels = pdx_facts_form(&c->facts, PDX_FORM_LABEL);
    sheet.n = c->lines.lines.len;
    sheet.classes = &c->classes;
    sheet.frame = &c->frame;
    sheet.common_gap = c->lines.common_gap;
    sheet.hints = options->hints;
    sheet.n_hints = options->n_hints;
    PDX_TRY(pdx_fixed_read(&c->fixed, &sheet, options, err));
    sheet.fixed = c->fixed.lines.data;
    sheet.n_fixed = c->fixed.lines.len;
    PDX_TRY(pdx_tick_step(tick, out->text.len, out->text.len, err));
    PDX_TRY(pdx_choice_read(&choice, &c->titles, &c->frame, &sheet, err));
    if (c->titles.lines.len == 0) PDX_TRY(pdx_alternate_read(&choice, &c->titles, &sheet, err));
    PDX_TRY(pdx_rows_read(&c->rows, &choice, &c->titles, &c->frame, &sheet, err));
    PDX_TRY(pdx_datedheads_read(&c->rows, &choice, &c->titles, &c->frame, &sheet, err));
    PDX_TRY(pdx_even_read(&c->rows, &choice, &c->titles, &c->frame, &sheet, err));
    pdx_bare_tell(out, &sheet);
    if (options->site != NULL && pdx_bares_tell(pdx_site_bares(options->site), out)) {
        PDX_TRY(pdx_bare_read(pdx_site_bares(options->site), &c->rows, &choice, &c->titles, &c->frame, &sheet, err));
    } else {
        PDX_TRY(pdx_likesite_read(&choice, &c->classes, &c->frame, &c->titles, &sheet, options->site, err));
    }
    pdx_shadows_settle(&c->titles, &sheet);
    if (!c->rows.taken) PDX_TRY(pdx_signed_settle(&c->titles, &sheet, err));
    pdx_replies_settle(&choice, &c->titles, &sheet);
    pdx_sections_settle(&c->rows, &choice, &c->titles, &sheet);
    PDX_TRY(pdx_corrections_read(&c->corrections, &sheet, options, err));
    PDX_TRY(pdx_corrections_titles(&c->corrections, &c->titles, &sheet, err));
    PDX_TRY(pdx_tick_step(tick, out->text.len, out->text.len, err));
    PDX_TRY(pdx_rows_starts(&c->rows, &c->starts, &c->titles, &by_rows, err));
    if (!by_rows) PDX_TRY(pdx_starts_read(&c->starts, &sheet, &c->titles, err));
    if (c->starts.starts.len == 0) PDX_TRY(pdx_diary_read(&c->starts, &choice, &sheet, err));
    pdx_asides_drop(&c->starts, &sheet, options);
    if (c->starts.starts.len == 0) {
        PDX_TRY(pdx_single_read(&c->starts, &sheet, &choice, err));
        pdx_asides_drop(&c->starts, &sheet, options);
    }
    PDX_TRY(pdx_boxes_read(&c->starts, &choice, &sheet, options, err));
    PDX_TRY(pdx_corrections_starts(&c->corrections, &c->starts, &sheet, err));
    PDX_TRY(pdx_tick_step(tick, out->text.len, out->text.len, err));
    PDX_TRY(pdx_roles_read(&c->marks, out, &sheet, &c->starts, err));
    PDX_TRY(pdx_corrections_mark(&c->corrections, &c->marks, &sheet, &c->starts, err));
    PDX_TRY(pdx_tick_step(tick, out->text.len, out->text.len, err));
    PDX_TRY(pdx_parts_make(out, &sheet, &c->starts, &c->marks, err));
    PDX_TRY(pdx_sureness_set(out, &sheet, &c->starts, &c->titles, &choice, err));
    return PDX_OK;
}

/* A cut has to be more probable than `least`. */
static pdx_status cut_once(pdx_page *out, pdx_span text, const pdx_page_options *options, float least, const pdx_tick *tick, pdx_error *err) {
    pdx_page_room own, *room = options->room != NULL ? options->room : &own;
    pdx_status status;
    memset(out, 0, sizeof *out);
    out->text = text;
    out->heading = PDX_PAGE_NO_PART;
    if (room == &own) room_init(room);
    status = room_cut(room, out, options, least, tick, err);
    if (room == &own) room_deinit(room);
    else room_reset(room);
    if (status != PDX_OK) pdx_page_deinit(out);
    return status;
}

static const float surely_less = 0.5f; /* by so much less probable: what both are told with is fitted apart */

/* How probable the best cut of the page is in which it has several entries, where that is surely more than that it is the one
 * entry it was kept for; 1: anything else. */
static float likelier_cut(const pdx_page *page, const pdx_page_options *options) {
    const pdx_rule_set whole = PDX_WHY(PDX_RULE_WHOLE_NO_ANCHOR) | PDX_WHY(PDX_RULE_WHOLE_WEAK);
    const float several = 1 - page->probability;
    if (page->n_entries != 1 || !(page->why & whole) || options->n_boxes > 0 || options->n_corrections > 0) return 1;
    return page->entries[0].probability < surely_less * several ? several : 1;
}

/* Most of the entries have furniture of the same kind, known by its words or as a date, which tells posts from sections of one: that has
 * its day above the first and comments below the last. */
static bool are_furnished(const pdx_page *page) {
    static const uint8_t kinds[] = {PDX_ROLE_DATE, PDX_ROLE_BYLINE, PDX_ROLE_COMMENTS, PDX_ROLE_READ_MORE};
    size_t with[PDX_COUNTOF(kinds)] = {0}, most = 0;
    for (size_t k = 0; k < page->n_entries; k++) {
        const pdx_page_entry *entry = &page->entries[k];
        pdx_role_set roles = 0;
        for (size_t i = 0; i < entry->n_parts; i++) {
            const pdx_page_part *part = &page->parts[entry->first_part + i];
            if (part->why & (PDX_WHY(PDX_RULE_LEXICON) | PDX_WHY(PDX_RULE_DATE_SHAPE))) roles |= PDX_ROLE_BIT(part->role);
        }
        for (size_t kind = 0; kind < PDX_COUNTOF(kinds); kind++) with[kind] += (roles & PDX_ROLE_BIT(kinds[kind])) != 0;
    }
    for (size_t kind = 0; kind < PDX_COUNTOF(kinds); kind++) most = pdx_max_size(most, with[kind]);
    return 2 * most > page->n_entries;
}

/* What a page is kept whole for, that its cuts are not probable, says nothing of the entry that it is then: where this is less probable
 * than the best of the cuts, the cut is taken. */
static pdx_status cut_likelier(pdx_page *out, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) {
    pdx_page several;
    PDX_TRY(cut_once(out, text, options, PDX_CHOICE_LEAST, tick, err));
    const float probability = likelier_cut(out, options);
    if (probability == 1) return PDX_OK;
    const pdx_status status = cut_once(&several, text, options, surely_less * probability, tick, err);
    if (status != PDX_OK) {
        pdx_page_deinit(out);
        return status;
    }
    if (several.n_entries > 1 && are_furnished(&several)) {
        const pdx_page whole = *out;
        *out = several;
        several = whole;
    }
    pdx_page_deinit(&several);
    return PDX_OK;
}

pdx_status pdx_page_cut(pdx_page *out, pdx_span text, const pdx_page_options *options, const pdx_tick *tick, pdx_error *err) {
    pdx_page_options untaught = *options;
    pdx_page alone;
    PDX_TRY(cut_likelier(out, text, options, tick, err));
    if (options->site == NULL || options->n_corrections > 0 || (untaught.site = pdx_site_untaught(options->site)) == NULL) return PDX_OK;
    const pdx_status status = cut_likelier(&alone, text, &untaught, tick, err);
    if (status != PDX_OK) {
        pdx_page_deinit(out);
        return status;
    }
    if (pdx_taught_loses(out, &alone)) {
        const pdx_page taught = *out;
        *out = alone;
        alone = taught;
    }
    pdx_page_deinit(&alone);
    return PDX_OK;
}

void pdx_page_deinit(pdx_page *page) {
    pdx_free(page->parts);
    pdx_free(page->entries);
    pdx_free(page->items);
    memset(page, 0, sizeof *page);
}
