#include "source/records/csv.h"

#include "base/ascii.h"
#include "kernels/stops.h"
#include "source/records/columnnames.h"
#include "source/records/rowvalues.h"

enum { AT_CELL, IN_PLAIN, IN_QUOTES, BEHIND_QUOTE }; /* before a cell's first byte; in it; in its quotes; behind a quote in these, which may be one of two */
enum { NAME_MOST = 60, NAMED_FEWEST = 2, LEAD_MOST = 5, SNIFF_ROW = 65536 }; /* so many lines may stand above the names of columns */

void pdx_csv_init(pdx_csv *csv) {
    memset(csv, 0, sizeof *csv);
    csv->line_number = 1;
    csv->newline = '\n';
    pdx_buf_init(&csv->names);
    pdx_buf_init(&csv->text);
    pdx_offsets_init(&csv->map);
    pdx_entry_init(&csv->entry);
}

void pdx_csv_deinit(pdx_csv *csv) {
    pdx_buf_deinit(&csv->names);
    pdx_buf_deinit(&csv->text);
    pdx_offsets_deinit(&csv->map);
    pdx_entry_deinit(&csv->entry);
}

void pdx_csv_feed(pdx_csv *csv, pdx_span bytes, bool is_last) {
    csv->base += csv->at;
    csv->at = 0;
    csv->source = bytes;
    csv->is_last = is_last;
}

/* ---- rows */

/* What the next byte leads to. */
static uint8_t state_behind(uint8_t state, uint8_t c, uint8_t comma) {
    switch (state) {
    case IN_QUOTES: return c == '"' ? BEHIND_QUOTE : IN_QUOTES;
    case BEHIND_QUOTE:
        if (c == '"') return IN_QUOTES;
        return c == comma ? AT_CELL : IN_PLAIN;
    case AT_CELL:
        if (c == '"') return IN_QUOTES;
        return c == comma ? AT_CELL : IN_PLAIN;
    default: return c == comma ? AT_CELL : IN_PLAIN;
    }
}

/* Goes behind the row at `at`, looking at each byte once; false: it does not end here. */
static bool row_end(pdx_csv *csv, size_t *end) {
    size_t i = csv->at + csv->seen;
    for (; i < csv->source.len; i++) {
        const uint8_t c = csv->source.data[i];
        csv->n_lines += c == csv->newline;
        if (c == csv->newline && csv->state != IN_QUOTES) {
            *end = i + 1;
            return true;
        }
        csv->state = state_behind(csv->state, c, csv->comma);
    }
    csv->seen = i - csv->at;
    *end = i;
    return csv->is_last && csv->at < i && csv->state != IN_QUOTES;
}

static void pass(pdx_csv *csv, size_t end) {
    csv->at = end;
    csv->seen = 0;
    csv->state = AT_CELL;
    csv->line_number += csv->n_lines;
    csv->n_lines = 0;
}

/* Without the line end. */
static pdx_span row_of(pdx_span text, size_t begin, size_t end) {
    if (end > begin && text.data[end - 1] == '\n') end--;
    while (end > begin && text.data[end - 1] == '\r') end--; /* two where a program wrote the end of a line as text again */
    return pdx_span_slice(text, begin, end);
}

/* Where the cell at `at` ends in its row. */
static size_t cell_end(pdx_span row, size_t at, uint8_t comma) {
    uint8_t state = AT_CELL;
    for (; at < row.len; at++) {
        if (row.data[at] == comma && state != IN_QUOTES) break;
        state = state_behind(state, row.data[at], comma);
    }
    return at;
}

static size_t count_cells(pdx_span row, uint8_t comma) {
    size_t n = 1, at = 0;
    while ((at = cell_end(row, at, comma)) < row.len) n++, at++;
    return n;
}

/* What a cell says: without quotes, quotes in these once. `source`: where its row stands. */
static bool say_cell(pdx_span row, size_t begin, size_t end, uint64_t source, pdx_buf *out, pdx_offsets *map) {
    uint8_t state = AT_CELL;
    size_t from = begin;
    for (size_t i = begin; i <= end; i++) {
        const uint8_t c = i < end ? row.data[i] : 0, next = i < end ? state_behind(state, c, '\n') : state; /* no line ends in a cell but in quotes */
        const bool is_mark = i < end && ((next == IN_QUOTES && state == AT_CELL) || next == BEHIND_QUOTE), is_return = i < end && c == '\r',
                   is_alone = is_return && (i + 1 == end || row.data[i + 1] != '\n');
        if (i == end || is_mark || is_return) {
            if (i > from) {
                pdx_buf_append(out, row.data + from, i - from);
                if (!pdx_offsets_add(map, i - from, source + from, i - from, true)) return false;
            }
            if (is_alone) pdx_buf_byte(out, '\n');
            if (is_alone && !pdx_offsets_add(map, 1, source + i, 1, false)) return false;
            from = i + 1;
        }
        state = next;
    }
    return !out->failed;
}

static pdx_span trimmed(pdx_span text) {
    size_t begin = 0, end = text.len;
    while (begin < end && (text.data[begin] == ' ' || text.data[begin] == '\t')) begin++;
    while (end > begin && (text.data[end - 1] == ' ' || text.data[end - 1] == '\t')) end--;
    return pdx_span_slice(text, begin, end);
}

/* ---- the row that names the columns */

static bool is_blank(pdx_span row) { return trimmed(row).len == 0; }

/* Behind the mark of the order of bytes, and the line in which spreadsheets say what stands between cells. */
static size_t lead_of(pdx_span text, uint8_t *said) {
    size_t at = pdx_span_starts(text, pdx_span_str("\xEF\xBB\xBF")) ? 3 : 0;
    const pdx_span rest = pdx_span_slice(text, at, text.len);
    *said = 0;
    if (rest.len < 6 || !(pdx_span_starts(rest, pdx_span_str("sep=")) || pdx_span_starts(rest, pdx_span_str("SEP=")))) return at;
    if (rest.data[5] != '\n' && rest.data[5] != '\r') return at;
    *said = rest.data[4];
    return at + (rest.data[5] == '\r' && rest.len > 6 && rest.data[6] == '\n' ? 7 : 6);
}

/* A short cell without quotes; gives its length. */
static size_t name_of(pdx_span row, size_t begin, size_t end, uint8_t out[NAME_MOST]) {
    uint8_t state = AT_CELL;
    size_t n = 0;
    for (size_t i = begin; i < end; i++) {
        const uint8_t c = row.data[i], next = state_behind(state, c, '\n');
        if (!(next == IN_QUOTES && state == AT_CELL) && next != BEHIND_QUOTE) out[n++] = c;
        state = next;
    }
    return n;
}

static bool is_of_one(uint8_t field) {
    return field != PDX_ENTRY_TAG && field != PDX_ENTRY_CATEGORY && field != PDX_ENTRY_OTHER && field != PDX_ENTRY_IMAGE;
}

/* Of two columns of one field the first has it whose name says it of the post itself, else the first. How many have one. */
static size_t give_fields(pdx_csv *csv, const bool *is_loose, bool *has_text) {
    bool taken[PDX_ENTRY_FIELD_COUNT] = {false}, given[PDX_ENTRY_FIELD_COUNT] = {false};
    size_t n = 0;
    for (size_t i = 0; i < csv->n_columns; i++) taken[csv->columns[i].field] = taken[csv->columns[i].field] || !is_loose[i];
    for (size_t i = 0; i < csv->n_columns; i++) {
        const uint8_t field = csv->columns[i].field;
        if (is_of_one(field) && (given[field] || (is_loose[i] && taken[field])))
            csv->columns[i].field = PDX_ENTRY_OTHER;
        else
            given[field] = true;
        n += csv->columns[i].field != PDX_ENTRY_OTHER;
    }
    *has_text = given[PDX_ENTRY_TITLE] || given[PDX_ENTRY_BODY];
    return n;
}

/* Reads the names in a row, and keeps them where they are wanted. How many have a field; 0: these are no names. */
static size_t read_names(pdx_csv *csv, pdx_span row, bool kept, bool *has_text) {
    bool is_loose[PDX_CSV_COLUMNS_MOST];
    size_t at = 0, end;
    csv->n_columns = 0;
    *has_text = false;
    pdx_buf_reset(&csv->names);
    for (;; at = end + 1) {
        const size_t begin = csv->names.len;
        uint8_t bytes[NAME_MOST];
        pdx_entry_field field;
        pdx_span name;
        end = cell_end(row, at, csv->comma);
        if (csv->n_columns == PDX_CSV_COLUMNS_MOST || end - at > NAME_MOST) return 0;
        name = trimmed(pdx_span_of(bytes, name_of(row, at, end, bytes)));
        if (kept) pdx_buf_span(&csv->names, name);
        field = pdx_column_field_told(name, &is_loose[csv->n_columns]);
        csv->columns[csv->n_columns++] = (pdx_csv_column){(uint8_t)field, pdx_range_of(begin, csv->names.len)};
        if (end == row.len) return give_fields(csv, is_loose, has_text);
    }
}

/* What stands between the cells of the row, and what its names are. False: it names nothing that posts have. */
static bool read_head(pdx_csv *csv, pdx_span row, uint8_t said, bool kept) {
    static const uint8_t commas[] = {',', ';', '\t', '|'};
    uint8_t best = 0;
    size_t most = 0;
    bool has_text;
    for (size_t i = 0; i < PDX_COUNTOF(commas); i++) {
        csv->comma = commas[i];
        const size_t n = said != 0 && said != commas[i] ? 0 : read_names(csv, row, false, &has_text);
        if (n < NAMED_FEWEST || !has_text || n <= most) continue;
        best = commas[i];
        most = n;
    }
    csv->comma = best;
    return most > 0 && read_names(csv, row, kept, &has_text) > 0;
}

/* The end of the first line, which has no line end in quotes; *newline: the byte with which lines end, that of the Macintosh of old where another
 * line begins right behind it. */
static size_t line_end(pdx_span text, size_t at, uint8_t *newline) {
    static const pdx_stops ends = {'\n', {'\r', '\r', '\r'}};
    const size_t end = at + pdx_stops_any(pdx_span_slice(text, at, text.len), ends);
    const uint8_t *found;
    *newline = end + 1 < text.len && text.data[end] == '\r' && text.data[end + 1] != '\n' && text.data[end + 1] != '\r' ? '\r' : '\n';
    found = end < text.len ? memchr(text.data + end, *newline, text.len - end) : NULL;
    return found == NULL ? text.len : (size_t)(found - text.data) + 1;
}

/* Whether a line names columns of posts, and what stands between its cells; with bars it may be a table within a text, where others stand above. */
static bool is_head(pdx_csv *csv, pdx_span text, size_t begin, size_t end, uint8_t said, bool kept) {
    static const pdx_stops commas = {',', {';', '\t', '|'}};
    if (end - begin > (size_t)NAME_MOST * PDX_CSV_COLUMNS_MOST) return false;
    if (pdx_stops_any(pdx_span_slice(text, begin, end), commas) == end - begin) return false;
    return read_head(csv, row_of(text, begin, end), said, kept) && (csv->n_lead == 0 || csv->comma != '|');
}

/* Whether the first row has as many cells as there are names, and nearly all behind it too where lines stand above these: they may be prose with an
 * example of a table, or a listing with names of other pages. */
static bool are_rows(pdx_csv *csv, bool is_cut) {
    enum { ODD_MOST = 8 }; /* one of so many */
    size_t n = 0, odd = 0, end;
    while ((n == 0 || (csv->n_lead > 0 && odd < n)) && row_end(csv, &end)) {
        const pdx_span row = row_of(csv->source, csv->at, end);
        pass(csv, end);
        csv->is_last = false; /* else the last one may be cut */
        if (n > 0 && is_blank(row)) continue;
        n++;
        odd += count_cells(row, csv->comma) != csv->n_columns;
    }
    return n > 0 ? odd * ODD_MOST <= n : is_cut; /* its first cell is longer than what is looked at */
}

bool pdx_csv_is(pdx_span text) {
    pdx_csv csv;
    uint8_t said;
    const pdx_span begun = pdx_span_slice(text, 0, pdx_min_size(text.len, SNIFF_ROW));
    size_t begin = lead_of(begun, &said), end = begin;
    bool is_one = false;
    pdx_csv_init(&csv);
    for (; csv.n_lead <= LEAD_MOST && !is_one && end < begun.len; csv.n_lead += !is_one) { /* a line that says what the table is, above it */
        begin = end;
        end = line_end(begun, begin, &csv.newline);
        is_one = end < begun.len && is_head(&csv, begun, begin, end, said, false);
    }
    if (is_one) {
        pdx_csv_feed(&csv, pdx_span_slice(begun, end, begun.len), true);
        is_one = are_rows(&csv, text.len > begun.len);
    }
    pdx_csv_deinit(&csv);
    return is_one;
}

/* What cannot be the name of a column: a day, a time, a number with a mark in it. Those of years are one number. */
static bool has_two_numbers(pdx_span cell) {
    size_t numbers = 0;
    for (size_t i = 0; i < cell.len; i++) numbers += pdx_is_digit(cell.data[i]) && (i == 0 || !pdx_is_digit(cell.data[i - 1]));
    return numbers > 1;
}

static bool is_number(pdx_span cell) {
    size_t i = 0;
    while (i < cell.len && pdx_is_digit(cell.data[i])) i++;
    return i == cell.len;
}

/* Of a row of names, of which the first is no number; a listing without such a row has its entries from the first on. */
static bool is_column_name(pdx_span cell, bool is_first) {
    return cell.len > 0 && cell.len <= NAME_MOST && !has_two_numbers(cell) && !(is_first && is_number(cell));
}

/* Whether the row has so many cells, none of which begins with a space, as behind a comma in prose; of names each is one. */
static bool is_table_row(pdx_span row, uint8_t comma, size_t n, bool of_names) {
    size_t count = 0;
    for (size_t at = 0, end;; at = end + 1) {
        end = cell_end(row, at, comma);
        if (at < end && row.data[at] == ' ') return false;
        if (of_names && !is_column_name(pdx_span_slice(row, at, end), count == 0)) return false;
        if (++count > n) return false;
        if (end == row.len) return count == n;
    }
}

/* Whether all rows behind the head, as far as they are looked at, have as many cells as it has names. */
static bool are_table_rows(pdx_span text, bool is_whole, uint8_t comma, uint8_t newline, size_t n) {
    enum { MANY_CELLS = 5 };
    const size_t rows_fewest = n < MANY_CELLS ? 2 : 1;
    bool are = true;
    size_t rows = 0, end;
    pdx_csv csv;
    pdx_csv_init(&csv);
    csv.comma = comma;
    csv.newline = newline;
    pdx_csv_feed(&csv, text, is_whole);
    while (are && row_end(&csv, &end)) {
        const pdx_span row = row_of(text, csv.at, end);
        pass(&csv, end);
        are = is_blank(row) || is_table_row(row, comma, n, false);
        rows += !is_blank(row);
    }
    pdx_csv_deinit(&csv);
    return are && rows >= rows_fewest;
}

bool pdx_csv_is_table(pdx_span text) {
    enum { CELLS_FEWEST = 3 };
    static const uint8_t commas[] = {',', ';', '\t'};
    uint8_t said, newline;
    const pdx_span begun = pdx_span_slice(text, 0, pdx_min_size(text.len, SNIFF_ROW));
    const size_t begin = lead_of(begun, &said), end = line_end(begun, begin, &newline);
    const pdx_span head = row_of(begun, begin, end);
    for (size_t i = 0; i < PDX_COUNTOF(commas); i++) {
        const size_t n = count_cells(head, commas[i]);
        if (n < CELLS_FEWEST || !is_table_row(head, commas[i], n, true)) continue;
        return are_table_rows(pdx_span_slice(begun, end, begun.len), text.len == begun.len, commas[i], newline, n);
    }
    return false;
}

/* ---- what a row says */

static pdx_status add_value(pdx_csv *csv, uint8_t field, bool is_html, pdx_range range, pdx_error *err) {
    return pdx_entry_add(&csv->entry, (pdx_entry_field)field, is_html, range) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_span name_in(const pdx_csv *csv, const pdx_csv_column *column) {
    return trimmed(pdx_span_slice(pdx_buf_view(&csv->names), (size_t)column->name.begin, (size_t)column->name.end));
}

/* The name of a column, which the row does not have. */
static pdx_status say_name(pdx_csv *csv, const pdx_csv_column *column, pdx_error *err) {
    const pdx_span name = name_in(csv, column);
    const size_t before = csv->text.len;
    if (name.len == 0) return PDX_OK;
    pdx_buf_span(&csv->text, name);
    pdx_buf_str(&csv->text, ": ");
    return !csv->text.failed && pdx_offsets_add(&csv->map, csv->text.len - before, csv->map.source_end, 0, false) ? PDX_OK : pdx_fail_memory(err);
}

/* What databases and programs write where nothing is; in quotes it is a word, as in theirs. */
static bool is_nothing(pdx_span said, bool is_quoted) {
    if (is_quoted) return false;
    return pdx_span_equal(said, pdx_span_str("\\N")) || pdx_span_equal(said, pdx_span_str("NULL")) || pdx_span_equal(said, pdx_span_str("NaN"));
}

static pdx_status read_cell(pdx_csv *csv, pdx_span row, size_t begin, size_t end, const pdx_csv_column *column, pdx_error *err) {
    const uint64_t first = csv->text.len;
    uint64_t from;
    pdx_range range;
    if (column->field == PDX_ENTRY_OTHER) PDX_TRY(say_name(csv, column, err));
    from = csv->text.len;
    if (!say_cell(row, begin, end, csv->range.begin, &csv->text, &csv->map)) return pdx_fail_memory(err);
    range = pdx_range_of(from, csv->text.len);
    while (range.begin < range.end && csv->text.data[range.begin] <= ' ') range.begin++;
    while (range.end > range.begin && csv->text.data[range.end - 1] <= ' ') range.end--;
    const pdx_span said = pdx_span_slice(pdx_buf_view(&csv->text), (size_t)range.begin, (size_t)range.end);
    if (said.len > 0 && !is_nothing(said, row.data[begin] == '"')) {
        if (csv->language == PDX_LANG_NONE && pdx_column_says_language(name_in(csv, column))) csv->language = pdx_lang_of_tag(said);
        const bool is_html = pdx_row_is_html((pdx_entry_field)column->field, said) || (column->field == PDX_ENTRY_TITLE && pdx_row_has_tags(said));
        if (column->field == PDX_ENTRY_BODY) csv->entry.breaks_lines = !pdx_row_has_paragraphs(said);
        if (column->field == PDX_ENTRY_TAG || column->field == PDX_ENTRY_CATEGORY) PDX_TRY(pdx_row_add_list(&csv->entry, column->field, range, err));
        else PDX_TRY(add_value(csv, column->field, is_html, column->field == PDX_ENTRY_OTHER ? pdx_range_of(first, range.end) : range, err));
    }
    pdx_buf_byte(&csv->text, '\n');
    return !csv->text.failed && pdx_offsets_add(&csv->map, 1, csv->map.source_end, 0, false) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status read_row(pdx_csv *csv, pdx_span row, pdx_error *err) {
    size_t at = 0, end, n = 0;
    pdx_buf_reset(&csv->text);
    pdx_offsets_reset(&csv->map);
    csv->map.source_end = csv->range.begin;
    pdx_entry_begin(&csv->entry, &csv->text, &csv->map);
    csv->entry.is_summary = true;
    csv->entry.breaks_lines = false;
    csv->language = PDX_LANG_NONE;
    for (;; at = end + 1, n++) {
        end = cell_end(row, at, csv->comma);
        if (n < csv->n_columns) {
            PDX_TRY(read_cell(csv, row, at, end, &csv->columns[n], err));
        } else if (end > at) {
            return pdx_fail(err, PDX_EFORMAT, csv->range.begin + at,
                            "line %u: it has %zu cells, and the first line names %zu columns; put a cell that has a %s in it in quotes", csv->line,
                            count_cells(row, csv->comma), csv->n_columns,
                            csv->comma == ','   ? "comma"
                            : csv->comma == ';' ? "semicolon"
                            : csv->comma == '|' ? "bar"
                                                : "tab");
        }
        if (end == row.len) return PDX_OK;
    }
}

/* The row that names the columns, when it is there. */
static pdx_status pass_head(pdx_csv *csv, pdx_error *err) {
    while (!csv->has_head) {
        uint8_t said = csv->said;
        const size_t begin = csv->n_lead == 0 ? lead_of(csv->source, &said) : csv->at, end = line_end(csv->source, begin, &csv->newline);
        if (end == csv->source.len && !csv->is_last) return PDX_OK;
        csv->said = said;
        csv->has_head = is_head(csv, csv->source, begin, end, said, true);
        for (size_t i = csv->at; i < end; i++) csv->n_lines += csv->source.data[i] == csv->newline;
        pass(csv, end);
        if (csv->names.failed) return pdx_fail_memory(err);
        if (csv->has_head) break;
        csv->n_columns = 0;
        csv->has_head = csv->n_lead++ == LEAD_MOST || csv->at == csv->source.len;
    }
    return PDX_OK;
}

pdx_status pdx_csv_next(pdx_csv *csv, bool *more, pdx_error *err) {
    *more = false;
    if (!csv->has_head) PDX_TRY(pass_head(csv, err));
    if (!csv->has_head) return PDX_OK;
    while (csv->at < csv->source.len) {
        const size_t begin = csv->at;
        size_t end;
        pdx_span row;
        csv->line = csv->line_number;
        csv->range = pdx_range_of(csv->base + begin, csv->base + begin);
        if (!row_end(csv, &end)) {
            if (!csv->is_last) return PDX_OK;
            pass(csv, csv->source.len);
            return pdx_fail(err, PDX_EFORMAT, csv->range.begin,
                            "line %u: the quotes of this row do not close, and what follows is not read; a quote in a cell is written twice",
                            csv->line);
        }
        row = row_of(csv->source, begin, end);
        csv->range.end = csv->base + begin + row.len;
        pass(csv, end);
        if (is_blank(row)) continue;
        PDX_TRY(read_row(csv, row, err));
        *more = true;
        return PDX_OK;
    }
    return PDX_OK;
}
