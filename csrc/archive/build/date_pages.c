#include <string.h>

#include "archive/build/counted_day.h"
#include "archive/build/heading_day.h"
#include "archive/build/name_day.h"
#include "archive/read/said_parts.h"
#include "archive/model/steps.h"
#include "base/alloc.h"
#include "os/crew.h"
#include "page/evidence.h"

/* Printed dates of one site prove each other's order of day and month, so the order is decided over all pages of
 * the archive's folder before any date is read. Here one archive is one site unless its sources say otherwise:
 * the proof is kept per language, in which a site writes its dates. */

/* For one thread, at least. */
enum { STRETCH_PAGES = PDX_LIMIT(1000, 2) };

enum { ENTRY_WORK = 256, PAGE_WORK = 512 }; /* what an entry's date takes, and a page's bounds beside its text, as a pace counts */

static pdx_span printed_date(const archive_page *page, const pdx_page_entry *entry) {
    if (page->date.len > 0) return pdx_span_of(page->date.bytes, page->date.len);
    return pdx_span_slice(page->cut.text, (size_t)entry->date_printed.begin, (size_t)entry->date_printed.end);
}

/* Whether that is no print, but what markup says where there is none. */
static bool is_said(const archive_page *page, const pdx_page_entry *entry) {
    return entry->date_printed.begin >= entry->range.end && entry->date_printed.begin >= archive_text_end(&page->cut);
}

/* What is said in ISO 8601, in the source's own bytes: ASCII, but for the zeros that UTF-16 and UTF-32 have beside it. */
typedef struct said_room {
    uint8_t bytes[64];
} said_room;
static pdx_span said_text(const pdx_archive *archive, const archive_page *page, pdx_range range, said_room *room) {
    const pdx_span said = pdx_span_slice(archive->sources.data[page->source].bytes, (size_t)range.begin, (size_t)range.end);
    size_t n = 0;
    if (said.len == 0 || memchr(said.data, 0, said.len) == NULL) return said;
    for (size_t i = 0; i < said.len && n < sizeof room->bytes; i++) {
        if (said.data[i] != 0) room->bytes[n++] = said.data[i];
    }
    return pdx_span_of(room->bytes, n);
}

/* Pages that are looked at soon: what they point to is fetched in time. */
enum { AHEAD = 8 };

/* A stretch of the pages, for one thread. */
typedef struct page_stretch {
    pdx_archive *archive;
    uint32_t begin, end;
    pdx_order_proof proof;
    uint32_t n_appearances, first_appearance; /* of its pages; of those before */
    pdx_date_hints proved;                    /* by all of them */
    /* Room for the entries of one page after the other. */
    PDX_VEC(pdx_date) published;
    PDX_VEC(pdx_bounds) bounds;
    pdx_bound_list evidence;
} page_stretch;

static void stretch_deinit(page_stretch *stretch) {
    PDX_VEC_DEINIT(&stretch->published);
    PDX_VEC_DEINIT(&stretch->bounds);
    PDX_VEC_DEINIT(&stretch->evidence);
}

static void page_note(const archive_page *page, pdx_order_proof *proof) {
    pdx_span previous = pdx_span_of(NULL, 0);
    for (size_t k = 0; k < page->cut.n_entries; k++) {
        const pdx_span printed = printed_date(page, &page->cut.entries[k]);
        if (printed.len == 0 || is_said(page, &page->cut.entries[k])) continue;
        pdx_order_note(proof, printed, page->cut.language, previous);
        previous = printed;
    }
}

pdx_status archive_note_orders(const pdx_archive *archive, size_t begin, pdx_order_proof *proof, const pdx_tick *tick, pdx_error *err) {
    enum { NOTE_WORK = 256 };
    pdx_pace pace = pdx_pace_of(tick, archive->pages.len);
    for (size_t i = begin; i < archive->pages.len; i++) {
        page_note(&archive->pages.data[i], proof);
        PDX_TRY(pdx_pace_step(&pace, NOTE_WORK, i, err));
    }
    return PDX_OK;
}

/* Notes dates, and on the way where the appearances of each page will stand among those of the stretch. */
static pdx_status stretch_prove(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    page_stretch *stretch = (page_stretch *)context + piece;
    pdx_archive *archive = stretch->archive;
    pdx_pace pace = pdx_pace_of(tick, 0); /* counts nothing: what is counted comes behind */
    (void)lane;
    for (uint32_t i = stretch->begin; i < stretch->end; i++) {
        archive_page *page = &archive->pages.data[i];
        if (i + AHEAD < archive->pages.len) PDX_PREFETCH(page[AHEAD].cut.entries);
        if (!archive->sources.data[page->source].is_proved) page_note(page, &stretch->proof);
        page->first_appearance = stretch->n_appearances;
        stretch->n_appearances += (uint32_t)page->cut.n_entries;
        PDX_TRY(pdx_pace_step(&pace, ENTRY_WORK * (1 + page->cut.n_entries), 0, err));
    }
    return PDX_OK;
}

/* Room for all appearances, and what all pages prove, with those of other pieces. */
static bool stretches_join(page_stretch *stretches, unsigned n, const pdx_order_proof *pieces) {
    pdx_archive *archive = stretches[0].archive;
    pdx_order_proof proof = stretches[0].proof;
    pdx_date_hints proved;
    uint32_t n_appearances = stretches[0].n_appearances;
    for (unsigned i = 1; i < n; i++) {
        pdx_order_join(&proof, &stretches[i].proof);
        stretches[i].first_appearance = n_appearances;
        n_appearances += stretches[i].n_appearances;
    }
    pdx_order_join(&proof, pieces);
    proved = pdx_date_hints_of(pdx_order_decide(&proof));
    proved.calendar = pdx_calendar_decide(&proof);
    for (unsigned i = 0; i < n; i++) stretches[i].proved = proved;
    if (!PDX_VEC_RESERVE(&archive->appearances, n_appearances)) return false;
    archive->appearances.len = n_appearances;
    return true;
}

static bool iso_is(const pdx_date *date, pdx_span iso) {
    char text[32];
    pdx_date_iso(date, text);
    return pdx_span_equal(pdx_span_str(text), iso);
}

/* The date that a record says: as its print is read, in the order of day and month that gives what is said, or else as said. */
static void date_as_said(archive_appearance *appearance, pdx_span printed, pdx_lang language, pdx_span said) {
    static const pdx_date_order orders[] = {PDX_ORDER_UNKNOWN, PDX_ORDER_DMY, PDX_ORDER_MDY, PDX_ORDER_YMD};
    pdx_date date;
    pdx_range found;
    bool open;
    size_t i;
    if (iso_is(&appearance->published, said)) return;
    appearance->order_proved = appearance->order_open = false;
    for (i = 0; i <= PDX_COUNTOF(orders); i++) {
        const bool last = i == PDX_COUNTOF(orders);
        const pdx_date_hints hints = pdx_date_hints_of(last ? PDX_ORDER_YMD : orders[i]);
        if (!pdx_date_field(last ? said : printed, last ? PDX_LANG_NONE : language, &hints, &date, &found, &open) || !iso_is(&date, said)) continue;
        appearance->published = date;
        return;
    }
}

/* What is known of the dates of a page beside what it prints. */
static pdx_date_hints hints_of(const pdx_archive *archive, const archive_page *page, const pdx_date_hints *proved) {
    const int64_t captured = archive->sources.data[page->source].captured;
    pdx_date_hints hints = *proved;
    if (captured == PDX_NO_DAY) return hints;
    hints.latest = captured + 1; /* days of different zones */
    hints.is_captured = !archive_is_record(archive, page);
    return hints;
}

/* What a record of postdex's own says, over what its text was read as. */
static void take_said_date(const pdx_archive *archive, const archive_page *page, archive_appearance *appearance, pdx_span printed) {
    const archive_said *said = page->said == PDX_NONE ? NULL : &archive->said.data[page->said];
    said_room room;
    if (said == NULL || !said->date) return;
    if (said->published.end > said->published.begin) {
        date_as_said(appearance, printed, page->cut.language, said_text(archive, page, said->published, &room));
        return;
    }
    memset(&appearance->published, 0, sizeof appearance->published);
    appearance->order_proved = appearance->order_open = false;
}

/* A post with front matter that says no day may have one in its file's name. */
static void take_name_day(const pdx_archive *archive, const archive_page *page, archive_appearance *appearance) {
    const archive_source *source = &archive->sources.data[page->source];
    pdx_date date;
    if (source->form != PDX_SOURCE_MARKDOWN || appearance->published.precision != PDX_PRECISION_NONE || !archive_name_day(source->name, &date)) {
        return;
    }
    appearance->published = date;
    appearance->marked = true;
}

/* The first time that is marked within an entry, and over the date that it prints, if it does. */
static const archive_time *time_of(const archive_source *source, const pdx_page_entry *entry) {
    const bool prints = entry->date_printed.end > entry->date_printed.begin;
    size_t low = 0, high = source->times.len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (source->times.data[middle].range.begin < entry->range.begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < source->times.len && source->times.data[low].range.begin < entry->range.end; low++) {
        const archive_time *time = &source->times.data[low];
        if (!prints || (time->range.begin < entry->date_printed.end && time->range.end > entry->date_printed.begin)) return time;
    }
    return NULL;
}

/* The day that markup gives the entry itself, or its page. */
static bool said_date(const archive_page *page, uint32_t entry, pdx_date *date, bool *is_of_entry) {
    const pdx_rule_set of_entry =
        PDX_WHY(PDX_RULE_SAID_LINKED) | PDX_WHY(PDX_RULE_SAID_MICRODATA) | PDX_WHY(PDX_RULE_SAID_RDFA) | PDX_WHY(PDX_RULE_SAID_FORMATS);
    const uint32_t part = archive_said_part(&page->cut, entry, PDX_ROLE_DATE);
    pdx_range found;
    bool open;
    if (part == PDX_NONE || !pdx_date_parse(archive_part_text(page, part), PDX_LANG_NONE, PDX_ORDER_YMD, date, &found, &open)) return false;
    *is_of_entry = (page->cut.parts[part].why & of_entry) != 0;
    return date->precision >= PDX_PRECISION_DAY && date->year != 0;
}

/* Days of different zones may lie beside each other. */
static bool is_other_day(const pdx_date *a, const pdx_date *b) {
    int64_t first_a, last_a, first_b, last_b;
    if (!pdx_date_interval(a, &first_a, &last_a) || !pdx_date_interval(b, &first_b, &last_b)) return false;
    return first_a > last_b + 1 || first_b > last_a + 1;
}

/* Where an entry's markup gives it a day, and what is printed is another or none for sure, the former counts; what is said of the page as a whole
 * only counts for the latter. */
static bool take_said_day(const archive_page *page, uint32_t entry, archive_appearance *appearance, bool is_sure) {
    pdx_date date;
    bool is_of_entry;
    if (!said_date(page, entry, &date, &is_of_entry) || (is_sure && !(is_of_entry && is_other_day(&date, &appearance->published)))) return false;
    appearance->published = date;
    appearance->order_proved = appearance->order_open = false;
    appearance->marked = true;
    return true;
}

/* Where what is printed does not say a day for sure, what is marked for machines does. */
static void take_marked_date(const pdx_archive *archive, const archive_page *page, const pdx_page_entry *entry, archive_appearance *appearance) {
    const archive_source *source = &archive->sources.data[page->source];
    const archive_time *time = time_of(source, entry);
    const bool is_alone = page->cut.n_entries == 1 && (page->cut.kind == PDX_PAGE_UNKNOWN || page->cut.kind == PDX_PAGE_SINGLE);
    const pdx_range said = time != NULL ? time->source : is_alone ? source->published : pdx_range_of(0, 0);
    const bool is_sure = appearance->published.precision >= PDX_PRECISION_DAY && appearance->published.year != 0 && !appearance->order_open;
    pdx_date date;
    pdx_range found;
    said_room room;
    bool open;
    if (is_said(page, entry)) {
        appearance->marked = appearance->published.precision > PDX_PRECISION_NONE;
        if (is_sure) return;
    } else if (take_said_day(page, appearance->entry, appearance, is_sure)) {
        return;
    }
    if (is_sure || said.end <= said.begin ||
        !pdx_date_parse(said_text(archive, page, said, &room), PDX_LANG_NONE, PDX_ORDER_YMD, &date, &found, &open)) {
        return;
    }
    if (date.precision < PDX_PRECISION_DAY || date.year == 0) return;
    appearance->published = date;
    appearance->order_proved = appearance->order_open = false;
    appearance->marked = true;
}

static void fill_appearances(pdx_archive *archive, uint32_t number, const pdx_date_hints *proved) {
    const archive_page *page = &archive->pages.data[number];
    const int64_t captured = archive->sources.data[page->source].captured;
    const pdx_date_hints hints = hints_of(archive, page, proved);
    const bool is_record = archive_is_record(archive, page);
    archive_month_above above = {0};
    uint32_t k;
    for (k = 0; k < page->cut.n_entries; k++) {
        const pdx_span printed = printed_date(page, &page->cut.entries[k]);
        archive_appearance appearance;
        pdx_range found;
        memset(&appearance, 0, sizeof appearance);
        appearance.page = number;
        appearance.entry = k;
        appearance.post = PDX_NONE;
        if (printed.len > 0) {
            pdx_date plain;
            bool open;
            const bool is_date = (is_record ? pdx_date_field : pdx_date_parse_by)(printed, page->cut.language, &hints, &appearance.published, &found,
                                                                                  &appearance.order_open);
            if (!is_date) memset(&appearance.published, 0, sizeof appearance.published);
            if (!is_date && !is_record) archive_counted_day(printed, captured, &appearance.published);
            if (captured != PDX_NO_DAY) pdx_date_century_until(&appearance.published, captured);
            archive_join_day(&page->cut, &page->cut.entries[k], &appearance.published);
            if (!is_record) archive_join_year(&above, &page->cut, &page->cut.entries[k], printed, &appearance.published);
            /* The site's proof mattered when the date alone would have left its order open. */
            appearance.order_proved = is_date && hints.order != PDX_ORDER_UNKNOWN &&
                                      pdx_date_parse(printed, page->cut.language, PDX_ORDER_UNKNOWN, &plain, &found, &open) && open;
        }
        take_said_date(archive, page, &appearance, printed);
        if (printed.len == 0) take_name_day(archive, page, &appearance);
        if (!is_record) take_marked_date(archive, page, &page->cut.entries[k], &appearance);
        archive->appearances.data[page->first_appearance + k] = appearance;
    }
}

static int64_t said_day(const pdx_archive *archive, const archive_page *page, pdx_range range) {
    pdx_date date;
    pdx_range found;
    bool open;
    int64_t first, last;
    said_room room;
    const pdx_span text = said_text(archive, page, range, &room);
    if (text.len == 0 || !pdx_date_parse(text, PDX_LANG_NONE, PDX_ORDER_YMD, &date, &found, &open)) return PDX_NO_DAY;
    return pdx_date_interval(&date, &first, &last) ? first : PDX_NO_DAY;
}

static pdx_status add_said_bound(archive_page *page, int64_t day, bool upper, pdx_bound_list *list, pdx_error *err) {
    pdx_bound_evidence evidence;
    memset(&evidence, 0, sizeof evidence);
    evidence.reason = PDX_BOUND_RECORD;
    evidence.upper = upper;
    evidence.day = day;
    evidence.line = page->cut.parts[0].line;
    evidence.entry = PDX_PAGE_NO_ENTRY;
    return PDX_VEC_PUSH(list, evidence) ? PDX_OK : pdx_fail_memory(err);
}

/* The reasons for the days that are said: the record where its text gives another day, and what of the text does not go beyond it. */
static pdx_status list_said(archive_page *page, const pdx_bounds *inferred, int64_t not_before, int64_t before, pdx_bound_list *list,
                            pdx_error *err) {
    size_t i;
    if (not_before != PDX_NO_DAY && not_before != inferred->not_before) PDX_TRY(add_said_bound(page, not_before, false, list, err));
    if (before != PDX_NO_DAY && before != inferred->before) PDX_TRY(add_said_bound(page, before, true, list, err));
    for (i = 0; i < page->bound_evidence.len; i++) {
        const pdx_bound_evidence *each = &page->bound_evidence.data[i];
        const int64_t day = each->upper ? before : not_before;
        if (day == PDX_NO_DAY || (each->upper ? each->day < day : each->day > day)) continue;
        if (!PDX_VEC_PUSH(list, *each)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* What a record of postdex's own says of its bounds: other pages may have given them. */
static pdx_status take_said_bounds(const pdx_archive *archive, archive_page *page, pdx_bounds *bounds, pdx_error *err) {
    const archive_said *said = page->said == PDX_NONE ? NULL : &archive->said.data[page->said];
    pdx_bound_list list = {NULL, 0, 0};
    pdx_status status;
    int64_t not_before, before;
    if (said == NULL || !said->bounds || page->cut.n_entries == 0) return PDX_OK;
    not_before = said_day(archive, page, said->not_before);
    before = said_day(archive, page, said->before);
    status = list_said(page, bounds, not_before, before, &list, err);
    if (status != PDX_OK) {
        PDX_VEC_DEINIT(&list);
        return status;
    }
    PDX_VEC_DEINIT(&page->bound_evidence);
    page->bound_evidence = list;
    bounds->not_before = not_before;
    bounds->before = before;
    bounds->first_evidence = 0;
    bounds->n_evidence = (uint32_t)list.len;
    return PDX_OK;
}

/* A copy of the size it needs, since it stays: most pages have one or two reasons, for which the heap has room at hand. */
static bool evidence_keep(const pdx_bound_list *evidence, archive_page *page) {
    pdx_bound_list *kept = &page->bound_evidence;
    assert(kept->data == NULL);
    if (evidence->len == 0) return true;
    kept->data = pdx_resize_array(NULL, evidence->len, sizeof *kept->data);
    if (kept->data == NULL) return false;
    memcpy(kept->data, evidence->data, evidence->len * sizeof *kept->data);
    kept->len = kept->capacity = evidence->len;
    return true;
}

static pdx_status bound_page(pdx_archive *archive, archive_page *page, page_stretch *room, const pdx_tick *tick, pdx_error *err) {
    const size_t n = page->cut.n_entries;
    pdx_bounds_input input;
    size_t k;
    if (!PDX_VEC_RESERVE(&room->published, n) || !PDX_VEC_RESERVE(&room->bounds, n)) return pdx_fail_memory(err);
    for (k = 0; k < n; k++) room->published.data[k] = archive->appearances.data[page->first_appearance + k].published;
    input.page = &page->cut;
    input.published = room->published.data;
    input.url = archive->sources.data[page->source].url;
    input.captured = archive->sources.data[page->source].captured;
    input.tick = tick;
    PDX_VEC_RESET(&room->evidence);
    PDX_TRY(pdx_bounds_infer(&input, room->bounds.data, &room->evidence, &page->order, &page->order_probability, err));
    if (!evidence_keep(&room->evidence, page)) return pdx_fail_memory(err);
    PDX_TRY(take_said_bounds(archive, page, room->bounds.data, err));
    if (!PDX_VEC_FIT(&page->bound_evidence)) return pdx_fail_memory(err);
    for (k = 0; k < n; k++) archive->appearances.data[page->first_appearance + k].bounds = room->bounds.data[k];
    return PDX_OK;
}

/* Nothing is known yet of when what waits can have been published, beyond what is printed. */
static void bounds_wait(pdx_archive *archive, const archive_page *page) {
    for (size_t k = 0; k < page->cut.n_entries; k++) {
        pdx_bounds *bounds = &archive->appearances.data[page->first_appearance + k].bounds;
        bounds->not_before = bounds->before = PDX_NO_DAY;
    }
}

pdx_status archive_bound_page_again(pdx_archive *archive, uint32_t number, pdx_error *err) {
    page_stretch room;
    pdx_status status;
    memset(&room, 0, sizeof room);
    PDX_VEC_DEINIT(&archive->pages.data[number].bound_evidence);
    status = bound_page(archive, &archive->pages.data[number], &room, NULL, err);
    stretch_deinit(&room);
    return status;
}

static pdx_status stretch_date(void *context, unsigned lane, size_t piece, const pdx_tick *tick, pdx_error *err) {
    page_stretch *stretch = (page_stretch *)context + piece;
    pdx_archive *archive = stretch->archive;
    pdx_pace pace = pdx_pace_of(tick, archive->pages.len);
    (void)lane;
    for (uint32_t i = stretch->begin; i < stretch->end; i++) {
        archive_page *page = &archive->pages.data[i];
        if (i + AHEAD < archive->pages.len) PDX_PREFETCH(page[AHEAD].cut.parts);
        page->first_appearance += stretch->first_appearance;
        fill_appearances(archive, i, &stretch->proved);
        if (page->body != NULL) bounds_wait(archive, page);
        else PDX_TRY(bound_page(archive, page, stretch, tick, err));
        PDX_TRY(pdx_pace_step(&pace, PAGE_WORK + page->cut.text.len, i, err));
    }
    return PDX_OK;
}

pdx_status archive_date_pages(pdx_archive *archive, const pdx_order_proof *pieces, unsigned n_threads, const pdx_tick *tick, pdx_error *err) {
    const size_t n_pages = archive->pages.len;
    const unsigned n = pdx_crew_size(n_threads, n_pages / STRETCH_PAGES);
    page_stretch stretches[PDX_CREW_MAX];
    pdx_status status;
    for (unsigned i = 0; i < n; i++) {
        memset(&stretches[i], 0, sizeof stretches[i]);
        stretches[i].archive = archive;
        stretches[i].begin = (uint32_t)pdx_piece_begin(n_pages, n, i);
        stretches[i].end = (uint32_t)pdx_piece_begin(n_pages, n, i + 1);
    }
    status = pdx_crew_run(n, n, stretch_prove, stretches, tick, err);
    if (status == PDX_OK && !stretches_join(stretches, n, pieces)) status = pdx_fail_memory(err);
    if (status == PDX_OK) status = pdx_crew_run(n, n, stretch_date, stretches, tick, err);
    for (unsigned i = 0; i < n; i++) stretch_deinit(&stretches[i]);
    return status;
}
