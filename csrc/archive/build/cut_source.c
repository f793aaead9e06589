#include "archive/build/cut_source.h"

#include "archive/build/sites.h"
#include "archive/model/steps.h"
#include "base/alloc.h"

pdx_status archive_cutter_init(archive_cutter *cutter, pdx_error *err) {
    PDX_TRY(pdx_line_memory_new(&cutter->memory, err));
    return pdx_page_room_new(&cutter->room, err);
}

void archive_cutter_deinit(archive_cutter *cutter) {
    pdx_line_memory_free(cutter->memory);
    pdx_page_room_free(cutter->room);
}

enum { HEAD_BYTES = 1024 };

/* What the beginning of a page seems to be where its text leaves doubt. */
static pdx_lang page_language(const pdx_archive *archive, const archive_source *source) {
    const pdx_span text = archive_source_text(source);
    double sure;
    const pdx_lang language = archive_language(archive, text, source->says_language);
    return language != PDX_LANG_NONE ? language : pdx_lang_detect(pdx_span_slice(text, 0, pdx_min_size(text.len, HEAD_BYTES)), &sure);
}

/* The first part that begins in a line, or behind it. */
static size_t part_of_line(const pdx_page *cut, uint32_t line) {
    size_t first = 0, end = cut->n_parts;
    while (first < end) {
        const size_t middle = first + (end - first) / 2;
        if (cut->parts[middle].line < line) {
            first = middle + 1;
        } else {
            end = middle;
        }
    }
    return first;
}

/* Whether a part holds nothing that could be seen. */
static bool is_empty(const pdx_page *cut, const pdx_page_part *part) {
    for (uint64_t at = part->range.begin; at < part->range.end; at++) {
        if (cut->text.data[at] > ' ') return false;
    }
    return true;
}

/* Why a line of the page that was cut so cannot be what is said of it; NULL: it can. */
static const char *wrong_fix(const pdx_page *cut, const pdx_fix *fix) {
    bool has_text = false, is_hidden = false;
    for (size_t i = part_of_line(cut, fix->line); i < cut->n_parts && cut->parts[i].line == fix->line; i++) {
        if (is_empty(cut, &cut->parts[i])) continue;
        has_text = true;
        is_hidden = is_hidden || cut->parts[i].role == PDX_ROLE_BLANK;
    }
    if (fix->role == PDX_ROLE_BLANK) return is_hidden ? "there is text in it, which nobody would find in a blank: say other" : NULL;
    return has_text ? NULL : "there is nothing in it";
}

/* A correction of a line that the page does not have, or that has nothing in it, is a mistake of whoever wrote it, not something to pass over. */
static pdx_status check_fixes(const archive_source *source, const pdx_page *cut, pdx_error *err) {
    size_t i;
    for (i = 0; i < source->fixes.len; i++) {
        const uint32_t line = source->fixes.data[i].line;
        const int name_len = (int)pdx_min_size(source->name.len, 120);
        if (line < 1 || line > cut->n_lines) {
            return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "cannot correct line %u of %.*s: it has the lines 1 to %u", (unsigned)line, name_len,
                            (const char *)source->name.data, (unsigned)cut->n_lines);
        }
        const char *wrong = wrong_fix(cut, &source->fixes.data[i]);
        if (wrong != NULL) {
            return pdx_fail(err, PDX_EVALUE, PDX_NO_OFFSET, "cannot correct line %u of %.*s: %s", (unsigned)line, name_len,
                            (const char *)source->name.data, wrong);
        }
    }
    return PDX_OK;
}

typedef PDX_VEC(uint32_t) line_numbers;

/* Lines of the titles that a page has. */
static bool titles_read(const pdx_page *cut, line_numbers *lines) {
    for (size_t k = 0; k < cut->n_entries; k++) {
        const uint32_t title = cut->entries[k].title;
        if (title != PDX_PAGE_NO_PART && !PDX_VEC_PUSH(lines, cut->parts[title].line)) return false;
    }
    return true;
}

/* How many of the titles that rules ask for are among these, and how many they ask for. */
static size_t titles_agree(const archive_source *source, const line_numbers *lines, size_t *asked) {
    size_t at = 0, n = 0;
    *asked = 0;
    for (size_t i = 0; i < source->fixes.len; i++) {
        if (source->fixes.data[i].role != PDX_ROLE_TITLE) continue;
        ++*asked;
        while (at < lines->len && lines->data[at] < source->fixes.data[i].line) at++;
        n += at < lines->len && lines->data[at] == source->fixes.data[i].line;
    }
    return n;
}

/* Rules add titles to those that the page has by itself, where it has half of theirs; where it does not it is cut wrong, and theirs are all there
 * are. */
static pdx_status rules_join(const archive_source *source, pdx_page_options *options, const pdx_tick *tick, line_numbers *lines, pdx_error *err) {
    pdx_page_options alone = *options;
    size_t asked = 0, n;
    pdx_page cut;
    bool there;
    for (size_t i = 0; i < source->fixes.len; i++) asked += source->fixes.data[i].role == PDX_ROLE_TITLE;
    if (!source->meaning.by_rules || source->meaning.all || asked == 0) return PDX_OK;
    alone.n_corrections = alone.n_fields = 0;
    PDX_TRY(pdx_page_cut(&cut, archive_source_text(source), &alone, tick, err));
    there = titles_read(&cut, lines);
    pdx_page_deinit(&cut);
    if (!there) return pdx_fail_memory(err);
    n = titles_agree(source, lines, &asked);
    options->told_all = true;
    options->others = lines->data;
    options->n_others = 2 * n >= asked ? lines->len : 0;
    return PDX_OK;
}

pdx_status archive_cut_source(pdx_archive *archive, uint32_t number, const pdx_page_options *given, const pdx_site *site,
                              const archive_cutter *cutter, const pdx_tick *tick, pdx_page *cut, pdx_error *err) {
    const archive_source *source = &archive->sources.data[number];
    pdx_page_options options = *given;
    line_numbers others = {NULL, 0, 0};
    pdx_status status;
    options.site = site;
    options.memory = cutter->memory;
    options.room = cutter->room;
    options.boxes = source->boxes.data;
    options.n_boxes = source->boxes.len;
    options.asides = source->asides.data;
    options.n_asides = source->asides.len;
    PDX_TRY(archive_fixes_view(source, &options, err));
    status = rules_join(source, &options, tick, &others, err);
    if (status == PDX_OK) status = pdx_page_cut(cut, archive_source_text(source), &options, tick, err);
    if (status == PDX_OK) cut->language = page_language(archive, source);
    if (status == PDX_OK && (status = check_fixes(source, cut, err)) != PDX_OK) pdx_page_deinit(cut);
    pdx_free((void *)(uintptr_t)options.corrections);
    PDX_VEC_DEINIT(&others);
    return status;
}
