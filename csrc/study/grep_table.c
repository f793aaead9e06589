#include <string.h>

#include "archive/model/contents.h"
#include "base/alloc.h"
#include "regex/regex.h"

/* Where the texts of the posts of a view match a regular expression: each part is a text of its own. Empty matches are none. */

typedef struct grep_row {
    uint32_t post, page, part;
    pdx_range range;
} grep_row;

struct pdx_grep_table {
    pdx_archive *archive; /* counted */
    PDX_VEC(grep_row) rows;
};

/* What is looked for, while it is. */
typedef struct grep {
    pdx_grep_table *table;
    const pdx_archive *rows; /* of the view's archive, for who passes */
    const pdx_regex *regex; /* borrowed */
    pdx_regex_run *run;
    pdx_pace pace;
} grep;

static pdx_status add_part(grep *self, const archive_page *at_page, uint32_t post, uint32_t page, uint32_t part, pdx_error *err) {
    const pdx_span text = archive_part_text(at_page, part);
    const uint64_t offset = at_page->cut.parts[part].range.begin;
    bool any = true;
    for (size_t at = 0; any && at < text.len;) {
        grep_row row = {post, page, part, {0, 0}};
        pdx_range found;
        PDX_TRY(pdx_regex_search(self->run, text, at, true, &self->pace, &found, &any, err));
        if (!any) break;
        at = (size_t)found.end;
        if (found.begin == found.end) continue; /* one that is empty lies behind `at`, which it moves there */
        row.range = pdx_range_of(found.begin + offset, found.end + offset);
        if (!PDX_VEC_PUSH(&self->table->rows, row)) return pdx_fail_memory(err);
    }
    return pdx_pace_step(&self->pace, text.len, 0, err);
}

/* The parts of a post, of which most have nothing that could be a match: that is asked of many at once. */
static pdx_status add_post(grep *self, const pdx_view *view, uint32_t post, pdx_error *err) {
    const archive_appearance *main = archive_appearance_at(self->rows, archive_post_at(self->rows, post)->main);
    const archive_page *page = archive_page_at(self->rows, main->page);
    const pdx_page_entry *entry = archive_entry_of(page, main->entry);
    archive_fetch_ahead(self->rows, post);
    if (entry->n_parts == 0) return PDX_OK;
    const uint32_t end = entry->first_part + entry->n_parts;
    const pdx_span text = pdx_span_slice(page->cut.text, 0, (size_t)page->cut.parts[end - 1].range.end);
    size_t nothing_before = 0;
    for (uint32_t i = entry->first_part; i < end; i++) {
        const pdx_page_part *part = &page->cut.parts[i];
        if ((view->roles & PDX_ROLE_BIT(part->role)) == 0) continue;
        if (nothing_before < part->range.begin) nothing_before = pdx_regex_pass_over(self->regex, text, (size_t)part->range.begin);
        if (nothing_before < part->range.end) PDX_TRY(add_part(self, page, post, main->page, i, err));
        else PDX_TRY(pdx_pace_step(&self->pace, (size_t)(part->range.end - part->range.begin), 0, err));
    }
    return PDX_OK;
}

static pdx_status fill(grep *self, const pdx_view *view, pdx_error *err) {
    for (uint32_t i = 0; i < view->n_posts; i++) {
        archive_pass_rest(self->rows);
        PDX_TRY(add_post(self, view, pdx_view_post(view, i), err));
    }
    return archive_sound(self->rows, err);
}

pdx_status pdx_view_grep(const pdx_view *view, pdx_span pattern, bool ignore_case, const pdx_tick *tick, pdx_grep_table **out, pdx_error *err) {
    pdx_regex *regex;
    grep self = {.pace = pdx_pace_of(tick, view->n_posts)};
    *out = NULL;
    PDX_TRY(pdx_regex_new(pattern, ignore_case ? PDX_REGEX_IGNORE_CASE : 0, &regex, err));
    self.regex = regex;
    self.table = pdx_alloc_zero(1, sizeof *self.table);
    pdx_status status = self.table == NULL ? pdx_fail_memory(err) : pdx_regex_run_new(regex, &self.run, err);
    if (status == PDX_OK) {
        self.table->archive = view->archive;
        pdx_archive_retain(view->archive);
        status = archive_pass_begin(view->archive, &self.rows, err);
        if (status == PDX_OK) status = fill(&self, view, err);
        archive_pass_end(self.rows);
        pdx_regex_run_free(self.run);
        if (status == PDX_OK) *out = self.table;
        else pdx_grep_table_free(self.table);
    } else pdx_free(self.table);
    pdx_regex_free(regex);
    return status;
}

size_t pdx_grep_count(const pdx_grep_table *table) { return table->rows.len; }

/* The line round a range of a part. */
static pdx_range line_round(pdx_span text, pdx_range part, pdx_range node) {
    pdx_range line = node;
    while (line.begin > part.begin && text.data[line.begin - 1] != '\n') line.begin--;
    while (line.end < part.end && text.data[line.end] != '\n' && text.data[line.end] != '\r') line.end++;
    return line;
}

pdx_line_info pdx_grep_get(const pdx_grep_table *table, size_t i) {
    assert(i < table->rows.len);
    const grep_row *row = &table->rows.data[i];
    const archive_page *page = archive_page_at(table->archive, row->page);
    const pdx_page_part *part = archive_page_part(page, row->part);
    const pdx_range line = row->range.end <= part->range.end ? line_round(page->cut.text, part->range, row->range) : row->range;
    pdx_line_info info;
    memset(&info, 0, sizeof info);
    info.post = row->post;
    info.page = row->page;
    info.part = row->part;
    info.layer = page->layer;
    info.role = part->role;
    info.position = PDX_NONE;
    info.before = pdx_range_of(line.begin, row->range.begin);
    info.node = row->range;
    info.after = pdx_range_of(row->range.end, line.end);
    return info;
}

void pdx_grep_table_free(pdx_grep_table *table) {
    if (table == NULL) return;
    PDX_VEC_DEINIT(&table->rows);
    pdx_archive_release(table->archive);
    pdx_free(table);
}
