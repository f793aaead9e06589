#include <string.h>

#include "archive/build/counted_day.h"
#include "archive/build/heading_day.h"
#include "archive/read/said_parts.h"
#include "archive/model/steps.h"
#include "archive/model/stored.h"
#include "kernels/bytefind.h"
#include "page/evidence.h"
#include "text/utf8.h"

/* Accessors of what an archive holds. They check numbers by assertion: the binding hands out only numbers that it got here. */

static void language_code(pdx_lang language, char code[3]) {
    code[0] = (char)(language >> 8);
    code[1] = (char)(language & 0xFF);
    code[2] = '\0';
}

/* What is noted of sources that are left is anybody's: never more than there are. */
static void stored_describe(const archive_stored *stored, pdx_archive_info *info) {
    info->version = stored->version;
    info->state = stored->state;
    for (uint32_t i = 0; i < stored->n_parts; i++) {
        const stored_part *part = &stored->parts[i];
        info->n_gone += part->n_gone;
        info->n_left_sources += (uint32_t)part->left.sources.len;
        if (part->left.n_pages <= part->head[STORED_N_PAGES]) info->n_left_pages += (uint32_t)part->left.n_pages;
        if (part->left.n_appearances <= part->head[STORED_N_ENTRIES]) info->n_left_appearances += (uint32_t)part->left.n_appearances;
    }
}

uint32_t pdx_archive_left_source(const pdx_archive *archive, uint32_t i) {
    for (uint32_t p = 0;; p++) {
        const stored_part *part = &archive->stored->parts[p];
        if (i < part->left.sources.len) return part->first[STORED_BASE_SOURCES] + part->left.sources.data[i];
        i -= (uint32_t)part->left.sources.len;
    }
}

pdx_archive_info pdx_archive_describe(const pdx_archive *archive) {
    pdx_archive_info info;
    uint32_t s;
    memset(&info, 0, sizeof info);
    info.n_sources = (uint32_t)archive->sources.len;
    info.n_pages = (uint32_t)archive->pages.len;
    info.n_layers = (uint32_t)archive->layers.len;
    info.n_posts = (uint32_t)archive->posts.len;
    info.n_appearances = (uint32_t)archive->appearances.len;
    info.n_words = archive->n_words;
    info.generation = archive->stored == NULL ? 0 : archive->stored->generation;
    if (archive->stored != NULL) stored_describe(archive->stored, &info);
    archive_bytes_count(archive, &info.n_bytes, &info.n_gap_bytes);
    for (s = 0; archive->snapshot != NULL && s < pdx_snapshot_n_segments(archive->snapshot); s++) {
        const pdx_segment *segment = pdx_snapshot_segment(archive->snapshot, s);
        info.n_terms += pdx_segment_n_terms(segment);
        info.n_index_bytes += pdx_segment_index_bytes(segment);
    }
    return info;
}

pdx_source_info pdx_archive_source(const pdx_archive *archive, uint32_t source) {
    const archive_source *s = archive_source_at(archive, source);
    pdx_source_info info;
    assert(source < archive->sources.len);
    info.name = s->name;
    info.url = s->url;
    info.bytes = s->bytes;
    info.captured = s->captured;
    info.form = pdx_source_form_name(s->form);
    info.first_page = s->first_page;
    info.n_pages = s->n_pages;
    return info;
}

pdx_status pdx_archive_source_bytes(const pdx_archive *archive, uint32_t source, pdx_span *out, pdx_error *err) {
    assert(source < archive->sources.len);
    *out = archive_source_bytes(archive, source);
    return archive_sound(archive, err);
}

pdx_page_info pdx_archive_page(const pdx_archive *archive, uint32_t page) {
    static const char *const orders[] = {"unknown", "newest_first", "oldest_first"};
    const archive_page *p = archive_page_at(archive, page);
    pdx_page_info info;
    assert(page < archive->pages.len);
    info.source = p->source;
    info.layer = p->layer;
    info.record = p->record;
    info.n_parts = archive_text_parts(&p->cut);
    info.n_said_parts = (uint32_t)p->cut.n_parts - info.n_parts;
    info.n_lines = p->cut.n_lines;
    info.first_appearance = p->first_appearance;
    info.n_appearances = (uint32_t)p->cut.n_entries;
    info.kind = pdx_page_kind_name(p->cut.kind);
    language_code(p->cut.language, info.language);
    info.heading = p->cut.heading;
    info.label = p->cut.label;
    info.site_name = p->cut.site_name;
    info.probability = p->cut.probability;
    info.why = p->cut.why;
    info.order = orders[p->order];
    info.order_probability = p->order_probability;
    return info;
}

/* Of what is given and not cut no reason is kept: it is the same for all. */
static pdx_rule_set why_of(const pdx_archive *archive, const archive_page *page, pdx_rule_set why) {
    return why == 0 && archive_is_record(archive, page) ? PDX_WHY(PDX_RULE_FORM) : why;
}

pdx_part_info pdx_page_part_at(const pdx_archive *archive, uint32_t page, uint32_t part) {
    const archive_page *p = archive_page_at(archive, page);
    const pdx_page_part *from = archive_page_part(p, part);
    pdx_part_info info;
    info.role = from->role;
    static_assert((int)PDX_PART_READINGS == (int)PDX_PAGE_READINGS, "as many as the page tells");
    for (unsigned i = 0; i < PDX_PART_READINGS; i++) {
        info.other_role[i] = from->others[i].role;
        info.other_probability[i] = from->others[i].probability;
    }
    info.range = from->range;
    info.line = from->line;
    info.witness = from->witness;
    info.appearance = from->entry == PDX_PAGE_NO_ENTRY ? PDX_NONE : p->first_appearance + from->entry;
    info.probability = from->probability;
    info.why = from->role == PDX_ROLE_BLANK ? from->why : why_of(archive, p, from->why);
    return info;
}

pdx_role pdx_page_part_role(const pdx_archive *archive, uint32_t page, uint32_t part) {
    return (pdx_role)archive_page_part(archive_page_at(archive, page), part)->role;
}

const char *pdx_rule_sentence(unsigned bit) { return pdx_rule_text(bit); }

pdx_appearance_info pdx_archive_appearance(const pdx_archive *archive, uint32_t appearance) {
    const archive_appearance *a = archive_appearance_at(archive, appearance);
    const pdx_page_entry *entry = archive_entry(archive, appearance);
    pdx_appearance_info info;
    info.page = a->page;
    info.post = a->post;
    info.number = a->entry;
    info.first_part = entry->first_part;
    info.n_parts = entry->n_parts;
    archive_said_parts(&archive_page_at(archive, a->page)->cut, a->entry, &info.first_said, &info.n_said);
    info.range = entry->range;
    info.title = entry->title;
    info.byline = entry->byline;
    info.date = entry->date;
    info.author = entry->author;
    info.date_printed = entry->date_printed;
    info.excerpt = entry->excerpt;
    info.probability = entry->probability;
    info.title_probability = entry->title_probability;
    info.why = why_of(archive, archive_page_at(archive, a->page), entry->why);
    return info;
}

pdx_date_info archive_describe_date(const pdx_date *date) {
    static const char *const precisions[] = {"", "decade", "year", "month", "day", "minute", "second"};
    static const char *const calendars[] = {"gregorian", "jalali", "hijri", "buddhist"};
    pdx_date_info info;
    memset(&info, 0, sizeof info);
    info.precision = precisions[date->precision];
    info.calendar = calendars[date->calendar];
    if (date->precision == PDX_PRECISION_NONE) return info;
    info.year = date->year;
    info.month = date->month;
    info.day = date->day;
    info.hour = date->hour;
    info.minute = date->minute;
    info.second = date->second;
    pdx_date_iso(date, info.iso);
    return info;
}

static bool text_has(pdx_span text, pdx_span word) {
    const pdx_byte_pair pair = {word.data[0], word.data[word.len - 1], word.len - 1};
    for (size_t at = 0; (at = pdx_bytefind_pair(text, at, &pair)) < text.len; at++) {
        if (memcmp(text.data + at, word.data, word.len) == 0) return true;
    }
    return false;
}

uint32_t pdx_text_has(pdx_span text, const pdx_span *words, size_t n) {
    uint32_t has = 0;
    for (size_t i = 0; i < n; i++) {
        if (text_has(text, words[i])) has |= (uint32_t)1 << i;
    }
    return has;
}

pdx_date_info pdx_text_date(pdx_span text, const char *language) {
    pdx_date date;
    pdx_range found;
    bool open;
    const pdx_date_hints hints = pdx_date_hints_of(PDX_ORDER_UNKNOWN);
    if (!pdx_date_field(text, pdx_lang_parse(pdx_span_str(language)), &hints, &date, &found, &open)) memset(&date, 0, sizeof date);
    return archive_describe_date(&date);
}

/* Its day and its month stand apart. */
static bool is_joined(const pdx_archive *archive, uint32_t appearance) {
    const archive_appearance *a = archive_appearance_at(archive, appearance);
    const pdx_page_entry *entry = archive_entry(archive, appearance);
    const pdx_page *page = &archive_page_at(archive, a->page)->cut;
    pdx_range day;
    pdx_date printed;
    bool open;
    if (archive_heading_day(page, entry, &day) != a->published.day) return false;
    const pdx_span text = pdx_span_slice(page->text, (size_t)entry->date_printed.begin, (size_t)entry->date_printed.end);
    return pdx_date_parse(text, page->language, PDX_ORDER_UNKNOWN, &printed, &day, &open) && printed.precision == PDX_PRECISION_MONTH;
}

/* What else the calendar of a numeric date could be, or why it is another one than its page alone tells. */
static const char *calendar_evidence(const pdx_archive *archive, uint32_t appearance) {
    enum { OUR_TIME = 1950 };
    const archive_appearance *a = archive_appearance_at(archive, appearance);
    const pdx_date *date = &a->published;
    const pdx_page_entry *entry = archive_entry(archive, appearance);
    const pdx_page *page = &archive_page_at(archive, a->page)->cut;
    const bool is_gregorian = date->calendar == PDX_GREGORIAN;
    const pdx_span text = pdx_span_slice(page->text, (size_t)entry->date_printed.begin, (size_t)entry->date_printed.end);
    pdx_date other;
    pdx_range found;
    bool open;
    if (date->precision < PDX_PRECISION_DAY || (is_gregorian && (date->year < 1200 || date->year >= 1600)) ||
        (!is_gregorian && date->calendar != PDX_JALALI)) {
        return "printed";
    }
    if (!pdx_date_parse(text, is_gregorian ? PDX_LANG('f', 'a') : page->language, PDX_ORDER_UNKNOWN, &other, &found, &open)) return "printed";
    if (is_gregorian && other.calendar == PDX_JALALI && other.year >= OUR_TIME) {
        return "printed; read as Gregorian: in the Persian calendar it would be a day of our time";
    }
    return !is_gregorian && other.calendar == PDX_GREGORIAN
               ? "printed; of the Persian calendar, as other dates of the site or the day of its capture say"
               : "printed";
}

static bool is_counted(const pdx_archive *archive, uint32_t appearance) {
    const archive_page *page = archive_page_at(archive, archive_appearance_at(archive, appearance)->page);
    const pdx_range printed = archive_entry(archive, appearance)->date_printed;
    return !archive_is_record(archive, page) && archive_is_counted(pdx_span_slice(page->cut.text, (size_t)printed.begin, (size_t)printed.end));
}

/* What is printed has no year, and the heading above is the same month with one. */
static bool is_headed(const pdx_archive *archive, uint32_t appearance) {
    const archive_appearance *a = archive_appearance_at(archive, appearance);
    const archive_page *page = archive_page_at(archive, a->page);
    const pdx_range range = archive_entry(archive, appearance)->date_printed;
    pdx_date printed;
    pdx_range found;
    bool open;
    if (a->published.precision != PDX_PRECISION_DAY || a->published.year == 0 || archive_is_record(archive, page)) return false;
    const pdx_span text = pdx_span_slice(page->cut.text, (size_t)range.begin, (size_t)range.end);
    return !pdx_date_parse(text, page->cut.language, PDX_ORDER_UNKNOWN, &printed, &found, &open) || printed.year == 0;
}

/* Which order custom gave to a date of numbers that nothing proves. */
static const char *custom_evidence(const pdx_archive *archive, uint32_t appearance) {
    const archive_appearance *a = archive_appearance_at(archive, appearance);
    const pdx_page *page = &archive_page_at(archive, a->page)->cut;
    const pdx_range range = archive_entry(archive, appearance)->date_printed;
    const pdx_span text = pdx_span_slice(page->text, (size_t)range.begin, (size_t)range.end);
    pdx_date day_first;
    pdx_range found;
    bool open;
    if (pdx_date_parse(text, page->language, PDX_ORDER_DMY, &day_first, &found, &open) && day_first.day == a->published.day &&
        day_first.month == a->published.month) {
        return "printed; the order of day and month is not proved, day first assumed";
    }
    return "printed; the order of day and month is not proved, month first assumed";
}

static const char *published_evidence(const pdx_archive *archive, uint32_t appearance) {
    if (appearance == PDX_NONE) return "";
    if (archive_appearance_at(archive, appearance)->marked) {
        const archive_page *page = archive_page_at(archive, archive_appearance_at(archive, appearance)->page);
        return archive_is_record(archive, page) ? "said by the file's name" : "said by the page's markup";
    }
    if (archive_appearance_at(archive, appearance)->order_proved) return "printed; the order of day and month is proved by the site's dates";
    if (archive_appearance_at(archive, appearance)->order_open) return custom_evidence(archive, appearance);
    if (archive_appearance_at(archive, appearance)->published.precision == PDX_PRECISION_DAY && is_joined(archive, appearance))
        return "printed; the day beside the title, the month as a heading above";
    if (is_counted(archive, appearance)) return "printed; counted from the day of the page's capture";
    if (is_headed(archive, appearance)) return "printed; the year with the month as a heading above";
    return calendar_evidence(archive, appearance);
}

pdx_post_info pdx_archive_post(const pdx_archive *archive, uint32_t post) {
    const archive_post *p = archive_post_at(archive, post);
    pdx_post_info info;
    assert(post < archive->posts.len);
    memset(&info, 0, sizeof info);
    info.n_appearances = p->n_appearances;
    info.appearance = p->main;
    info.n_tags = p->n_tags;
    info.n_categories = p->n_categories;
    info.n_words = p->n_words;
    language_code(p->language, info.language);
    info.published_appearance = p->published;
    info.published_evidence = published_evidence(archive, p->published);
    info.not_before = p->bounds_lower == PDX_NONE ? PDX_DAY_UNKNOWN : archive_appearance_at(archive, p->bounds_lower)->bounds.not_before;
    info.before = p->bounds_upper == PDX_NONE ? PDX_DAY_UNKNOWN : archive_appearance_at(archive, p->bounds_upper)->bounds.before;
    info.n_bound_evidence = p->n_bounds;
    return info;
}

pdx_date_info pdx_post_published(const pdx_archive *archive, uint32_t post) {
    static const pdx_date none;
    const archive_post *p = archive_post_at(archive, post);
    return archive_describe_date(p->published == PDX_NONE ? &none : &archive_appearance_at(archive, p->published)->published);
}

uint32_t pdx_post_appearance(const pdx_archive *archive, uint32_t post, uint32_t i) {
    assert(i < archive_post_at(archive, post)->n_appearances);
    return archive_post_appearance(archive, post, i);
}

static pdx_item_info describe_item(const pdx_archive *archive, const archive_item *item) {
    const archive_page *page = archive_page_at(archive, item->page);
    const pdx_page_item *printed = archive_page_item(page, item->item);
    pdx_item_info info;
    info.page = item->page;
    info.part = printed->part;
    info.layer = page->layer;
    info.range = printed->range;
    return info;
}

pdx_item_info pdx_post_tag(const pdx_archive *archive, uint32_t post, uint32_t i) {
    assert(i < archive_post_at(archive, post)->n_tags);
    return describe_item(archive, archive_post_item(archive, post, i));
}

pdx_item_info pdx_post_category(const pdx_archive *archive, uint32_t post, uint32_t i) {
    const archive_post *p = archive_post_at(archive, post);
    assert(i < p->n_categories);
    return describe_item(archive, archive_post_item(archive, post, p->n_tags + i));
}

pdx_bound_info pdx_post_bound(const pdx_archive *archive, uint32_t post, uint32_t i) {
    const archive_bound_ref *ref = archive_post_bound(archive, post, i);
    const archive_page *page = archive_page_at(archive, ref->page);
    const pdx_bound_evidence *evidence = archive_page_evidence(page, ref->evidence);
    pdx_bound_info info;
    assert(i < archive_post_at(archive, post)->n_bounds);
    info.reason = pdx_bound_reason_name((pdx_bound_reason)evidence->reason);
    info.upper = evidence->upper;
    info.year_inferred = evidence->year_inferred;
    info.page = ref->page;
    info.line = evidence->line;
    info.range = evidence->range;
    info.through_post =
        evidence->entry == PDX_PAGE_NO_ENTRY ? PDX_NONE : archive_appearance_at(archive, page->first_appearance + evidence->entry)->post;
    info.day = evidence->day;
    return info;
}
