#include "archive/model/steps.h"
#include "archive/read/html_parts.h"
#include "base/alloc.h"
#include "base/ascii.h"
#include "page/evidence.h"
#include "post/dates/date.h"

/* Times that markup gives to machines, and whose words are a day: where an entry prints no other, that is its date; and a line that is nothing but
 * that and links stands round a post, and is no text of it. */

typedef struct time_page {
    const archive_source *source;
    pdx_page *cut;
    uint32_t *links; /* owned; of each part: bytes that link, or are a time */
} time_page;

/* The numbers of a text that has no letters; how many. */
static size_t numbers_of(pdx_span text, unsigned numbers[3]) {
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        const uint8_t c = text.data[i];
        if (!pdx_is_digit(c)) {
            if (c >= 0x80 || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) return 0;
            continue;
        }
        if (i == 0 || !pdx_is_digit(text.data[i - 1])) {
            if (n == 3) return 0;
            numbers[n++] = 0;
        }
        if (numbers[n - 1] > 9999) return 0;
        numbers[n - 1] = numbers[n - 1] * 10 + (unsigned)(c - '0');
    }
    return n;
}

/* A list under its year prints month and day alone: those of what is said to machines. */
static bool is_day_of(pdx_span words, pdx_span said) {
    unsigned printed[3], told[3];
    if (said.len < 10 || numbers_of(words, printed) != 2 || numbers_of(pdx_span_slice(said, 0, 10), told) != 3) return false;
    return (printed[0] == told[1] && printed[1] == told[2]) || (printed[0] == told[2] && printed[1] == told[1]);
}

static bool is_day(const time_page *t, const archive_time *time) {
    pdx_date date;
    pdx_range found;
    bool open;
    const pdx_span words = pdx_span_slice(t->cut->text, (size_t)time->range.begin, (size_t)time->range.end);
    if (pdx_date_parse(words, t->cut->language, PDX_ORDER_UNKNOWN, &date, &found, &open) && date.precision >= PDX_PRECISION_DAY) return true;
    return is_day_of(words, pdx_span_slice(t->source->bytes, (size_t)time->source.begin, (size_t)time->source.end));
}

static bool may_be_date(const pdx_page_part *part) {
    const uint32_t texts = PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) | PDX_ROLE_BIT(PDX_ROLE_HEADING) | PDX_ROLE_BIT(PDX_ROLE_LIST) |
                           PDX_ROLE_BIT(PDX_ROLE_CAPTION) | PDX_ROLE_BIT(PDX_ROLE_OTHER) | PDX_ROLE_BIT(PDX_ROLE_TAGS) |
                           PDX_ROLE_BIT(PDX_ROLE_CATEGORIES);
    return part->entry != PDX_PAGE_NO_ENTRY && (texts & PDX_ROLE_BIT(part->role)) != 0 &&
           (part->why & (PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) == 0;
}

static void line_set(const time_page *t, pdx_range time) {
    const uint32_t number = archive_html_part(t->cut, time);
    pdx_page_part *part;
    if (number == PDX_NONE || !may_be_date(&t->cut->parts[number])) return;
    part = &t->cut->parts[number];
    if ((uint64_t)t->links[number] * 5 < (part->range.end - part->range.begin) * 4) return;
    archive_html_part_set(part, PDX_ROLE_DATE);
}

/* Whether a line is short, so that a time in it is no day that the text speaks of. */
static bool is_line_of_time(const time_page *t, pdx_range time) {
    enum { LINE_MOST = 120 };
    const uint32_t number = archive_html_part(t->cut, time);
    const pdx_page_part *part = number == PDX_NONE ? NULL : &t->cut->parts[number];
    return part != NULL && part->range.end - part->range.begin <= LINE_MOST && part->role != PDX_ROLE_QUOTE && part->role != PDX_ROLE_COMMENTS &&
           part->role != PDX_ROLE_RELATED && part->role != PDX_ROLE_NAV;
}

/* Whether an entry says something between two places. */
static bool has_text(const time_page *t, const pdx_page_entry *entry, uint64_t from, uint64_t to) {
    enum { TEXT_LEAST = 60 };
    const uint32_t texts = PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) | PDX_ROLE_BIT(PDX_ROLE_LIST) | PDX_ROLE_BIT(PDX_ROLE_QUOTE);
    for (uint32_t i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        const pdx_page_part *part = &t->cut->parts[i];
        if (part->range.begin >= from && part->range.end <= to && (texts & PDX_ROLE_BIT(part->role)) != 0 &&
            part->range.end - part->range.begin >= TEXT_LEAST) {
            return true;
        }
    }
    return false;
}

/* Whether the day that an entry prints stands in no time that is given to machines, where another of its lines has one: it is a day of something
 * else, as since when somebody has been there. But a time behind the text is one of something else itself, as when that was changed. `first` is the
 * first time of the entry, `i` the one in a line. */
static bool is_beside_time(const time_page *t, const pdx_page_entry *entry, size_t first, size_t i) {
    const archive_times *times = &t->source->times;
    const pdx_page_part *part = entry->date == PDX_PAGE_NO_PART ? NULL : &t->cut->parts[entry->date];
    const pdx_range line = part == NULL ? entry->date_printed : part->range;
    if (part != NULL && (part->why & (PDX_WHY(PDX_RULE_CORRECTED) | PDX_WHY(PDX_RULE_LIKE_CORRECTED))) != 0) return false;
    for (size_t k = first; k < times->len && times->data[k].range.begin < entry->range.end; k++) {
        if (times->data[k].range.begin < line.end && times->data[k].range.end > line.begin) return false;
    }
    return !has_text(t, entry, line.end, times->data[i].range.begin);
}

/* Times and entries both ascend. */
static void page_tell(time_page *t) {
    const archive_times *times = &t->source->times;
    uint32_t k = 0, told = PDX_NONE; /* the entry; the last of which a line has told its day */
    size_t first = 0;                /* of the entry */
    archive_html_links(t->source, t->cut, times, t->links);
    for (size_t i = 0; i < times->len; i++) {
        const uint32_t part = times->data[i].range.end > times->data[i].range.begin ? archive_html_part(t->cut, times->data[i].range) : PDX_NONE;
        if (part != PDX_NONE) t->links[part] += (uint32_t)(times->data[i].range.end - times->data[i].range.begin);
    }
    for (size_t i = 0; i < times->len; i++) {
        const pdx_range range = times->data[i].range;
        pdx_page_entry *entry;
        for (; k < t->cut->n_entries && t->cut->entries[k].range.end <= range.begin; k++) first = i;
        if (k == t->cut->n_entries) return;
        entry = &t->cut->entries[k];
        if (range.begin < entry->range.begin || range.end > entry->range.end || range.end <= range.begin || !is_day(t, &times->data[i])) continue;
        if (entry->date_printed.end <= entry->date_printed.begin) entry->date_printed = range;
        else if (k != told && is_line_of_time(t, range) && is_beside_time(t, entry, first, i)) entry->date_printed = range;
        if (is_line_of_time(t, range)) told = k;
        line_set(t, range);
    }
}

pdx_status archive_html_times(pdx_archive *archive, const pdx_tick *tick, pdx_error *err) {
    for (size_t i = 0; i < archive->pages.len; i++) {
        archive_page *page = &archive->pages.data[i];
        time_page t = {.source = &archive->sources.data[page->source], .cut = &page->cut};
        if (t.source->times.len == 0) continue;
        t.links = pdx_alloc_zero(t.cut->n_parts + 1, sizeof *t.links);
        if (t.links == NULL) return pdx_fail_memory(err);
        page_tell(&t);
        pdx_free(t.links);
        PDX_TRY(pdx_tick_step(tick, 0, 0, err));
    }
    return PDX_OK;
}
