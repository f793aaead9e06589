#include "source/forms/sniff.h"

#include "kernels/stops.h"
#include "source/html/htmlnames.h"
#include "source/markdown/frontmatter.h"
#include "source/markdown/markdownpage.h"
#include "source/markdown/titled.h"
#include "source/records/columnnames.h"
#include "source/records/chatlog.h"
#include "source/records/csv.h"
#include "source/records/jsonarray.h"
#include "source/records/jsonfeed.h"
#include "source/records/mtexport.h"
#include "source/records/newsfeed.h"
#include "source/syntax/json.h"

enum { SNIFF_BYTES = 65536 };

/* Beginnings of forms that people have and that are not read here, with what to do about it. */
static const struct {
    const char *begin;
    uint8_t len;
    const char *name;
    const char *remedy;
    bool is_word; /* letters and figures that a text may begin with: what no text has stands behind them */
} known_forms[] = {
    {"\x1F\x8B", 2, "a gzip file", "decompress it first", false},
    {"PK\x03\x04", 4, "a zip file", "unpack it first", false},
    {"BZh", 3, "a bzip2 file", "decompress it first", false},
    {"\xFD"
     "7zXZ\0",
     6, "an xz file", "decompress it first", false},
    {"\x28\xB5\x2F\xFD", 4, "a zstd file", "decompress it first", false},
    {"7z\xBC\xAF\x27\x1C", 6, "a 7-Zip file", "unpack it first, or make a zip file of it", false},
    {"Rar!\x1A\x07", 6, "a RAR file", "unpack it first, or make a zip file of it", false},
    {"%PDF-", 5, "a PDF file", "extract its text first (pdftotext -layout FILE.pdf)", false},
    {"{\\rtf", 5, "a file of rich text (RTF)", "save it as plain text or as HTML first", false},
    {"\xD0\xCF\x11\xE0", 4, "a file of an older Microsoft Office", "save a table as CSV, and a text as plain text or HTML", false},
    {"PAR1", 4, "a Parquet file", "give its rows: pdx.from_records(pyarrow.parquet.read_table(path))", true},
    {"ARROW1", 6, "a Feather or Arrow file", "give its rows: pdx.from_records(pyarrow.feather.read_table(path))", true},
    {"Obj\x01", 4, "an Avro file", "write its rows as JSON lines, or give them to pdx.from_records", false},
    {"\x89HDF", 4, "an HDF5 file", "write its rows as CSV or JSON lines, or give them to pdx.from_records", false},
    {"\x93NUMPY", 6, "an array of NumPy", "give its rows to pdx.from_records", false},
    {"\x80\x03", 2, "a pickle of Python", "load it, and give its rows to pdx.from_records", false},
    {"\x80\x04", 2, "a pickle of Python", "load it, and give its rows to pdx.from_records", false},
    {"\x80\x05", 2, "a pickle of Python", "load it, and give its rows to pdx.from_records", false},
    {"!BDN", 4, "a mailbox of Outlook (PST)", "export its messages as an mbox file (readpst)", true},
    {"\x3A\xA2\x65roots", 8, "an archive of blocks (CAR), as Bluesky exports them", "write its records as JSON lines, with text and day", false},
    {"\x89PNG", 4, "an image", "there is no text to read", false},
    {"\xFF\xD8\xFF", 3, "an image", "there is no text to read", false},
    {"GIF8", 4, "an image", "there is no text to read", false},
    {"RIFF", 4, "an image, a sound or a film", "there is no text to read", true},
    {"ID3", 3, "a sound", "there is no text to read", true},
    {"OggS", 4, "a sound or a film", "there is no text to read", true},
    {"\x1A\x45\xDF\xA3", 4, "a film", "there is no text to read", false},
    {"wOF", 3, "a font", "there is no text to read", true},
    {"\x7F"
     "ELF",
     4, "a program", "there is no text to read", false},
    {"SQLite format 3\0", 16, "a SQLite database", "export its rows and use from_records", false},
    {"WARC/", 5, "a WARC file", "extract the pages' text first", false},
    {"\xFF\xFE", 2, "UTF-16 text", "convert it to UTF-8 first", false},
    {"\xFE\xFF", 2, "UTF-16 text", "convert it to UTF-8 first", false},
};

/* Whether a byte stands near the beginning that no text has. */
static bool has_control(pdx_span bytes) {
    enum { NEAR = 64 };
    return pdx_stops_control(pdx_span_slice(bytes, 0, pdx_min_size(bytes.len, NEAR))) < pdx_min_size(bytes.len, NEAR);
}

static bool starts_folded(pdx_span text, const char *head) {
    size_t i;
    for (i = 0; head[i] != '\0'; i++) {
        uint8_t c;
        if (i >= text.len) return false;
        c = text.data[i];
        if (c >= 'A' && c <= 'Z') c = (uint8_t)(c | 0x20);
        if (c != (uint8_t)head[i]) return false;
    }
    return true;
}

/* Files that were put together of others have several marks of their order of bytes. */
static pdx_span without_lead(pdx_span bytes) {
    size_t at = 0;
    while (pdx_span_starts(pdx_span_slice(bytes, at, bytes.len), pdx_span_str("\xEF\xBB\xBF"))) at += 3;
    while (at < bytes.len && (bytes.data[at] == ' ' || bytes.data[at] == '\t' || bytes.data[at] == '\r' || bytes.data[at] == '\n')) at++;
    return pdx_span_slice(bytes, at, bytes.len);
}

/* Programs that write pages print what their parts begin with: blank lines, and marks of the order of bytes behind these. */
static pdx_span from_markup(pdx_span bytes) {
    pdx_span rest = without_lead(bytes);
    while (pdx_span_starts(rest, pdx_span_str("\xEF\xBB\xBF"))) rest = without_lead(rest);
    return rest;
}

static bool has_within(pdx_span text, const char *words) {
    const pdx_span sought = pdx_span_str(words);
    const uint8_t *at = text.data, *const end = pdx_span_end(text);
    while (at < end && (at = memchr(at, sought.data[0], (size_t)(end - at))) != NULL) {
        if ((size_t)(end - at) >= sought.len && memcmp(at, sought.data, sought.len) == 0) return true;
        at++;
    }
    return false;
}

/* Behind what a doctype declares in brackets, or where that may begin. */
static size_t subset_end(pdx_span text) {
    size_t at = 2;
    while (at < text.len && text.data[at] != '[' && text.data[at] != '>') at++;
    if (at == text.len || text.data[at] == '>') return 2;
    while (at < text.len && text.data[at] != ']') at++;
    return at;
}

/* What stands before the first element of an XML document: its declaration, comments, a doctype. */
static pdx_span without_prolog(pdx_span text) {
    static const struct { const char *begin, *end; } skipped[] = {{"<?", "?>"}, {"<!--", "-->"}, {"<!", ">"}};
    for (;;) {
        size_t i = 0, at;
        while (i < PDX_COUNTOF(skipped) && !pdx_span_starts(text, pdx_span_str(skipped[i].begin))) i++;
        if (i == PDX_COUNTOF(skipped)) return text;
        at = i == 2 ? subset_end(text) : 2;
        for (; at < text.len && !pdx_span_starts(pdx_span_slice(text, at, text.len), pdx_span_str(skipped[i].end)); at++) continue;
        text = without_lead(pdx_span_slice(text, pdx_min_size(at + strlen(skipped[i].end), text.len), text.len));
    }
}

/* An export of WordPress is a feed with elements of its own. */
static bool is_export(pdx_span head) { return has_within(head, "wordpress.org/export/") || has_within(head, "<wp:"); }

/* Whether the first element is a feed's, with a prefix or without: RSS, RDF, Atom, CDF. */
static bool is_feed(pdx_span text) {
    size_t at = 1, begin = 1;
    if (text.len == 0 || text.data[0] != '<') return false;
    for (; at < text.len && strchr(" \t\r\n>/", text.data[at]) == NULL; at++) {
        if (text.data[at] == ':') begin = at + 1;
    }
    return pdx_newsfeed_is_root(pdx_span_slice(text, begin, at));
}

/* The name of a start tag of HTML. */
static pdx_html_name tag_of(pdx_span text) {
    size_t n = 1;
    while (n < text.len && text.data[n] > ' ' && text.data[n] != '>' && text.data[n] != '/') n++;
    return text.len == 0 || text.data[0] != '<' ? PDX_TAG_OTHER : pdx_html_name_of(pdx_span_slice(text, 1, n));
}

/* Elements of HTML that are closed. */
static size_t count_closed(pdx_span head) {
    const uint8_t *at = head.data, *const end = pdx_span_end(head);
    size_t n = 0;
    for (; at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL; at++) {
        size_t len = 2;
        if (end - at < 3 || at[1] != '/') continue;
        while (at + len < end && at[len] > ' ' && at[len] != '>') len++;
        n += pdx_html_name_of(pdx_span_of(at + 2, len - 2)) != PDX_TAG_OTHER;
    }
    return n;
}

/* Whether a text that begins with an element of this name is that element and nothing more: it ends with its end tag. */
static bool is_one_element(pdx_span text, pdx_html_name name) {
    size_t end = text.len, begin;
    while (end > 0 && (text.data[end - 1] == ' ' || text.data[end - 1] == '\t' || text.data[end - 1] == '\r' || text.data[end - 1] == '\n')) end--;
    for (begin = end; begin > 0 && text.data[begin - 1] != '<';) begin--;
    if (begin == 0 || end < begin + 3 || text.data[begin] != '/' || text.data[end - 1] != '>') return false;
    return pdx_html_name_of(pdx_span_slice(text, begin + 1, end - 1)) == name;
}

/* It begins as pages of HTML do, or with any element of theirs, and then elements are closed: prose may begin with a tag that it speaks of, and
 * Markdown with one that it has no words for. */
static bool is_html(pdx_span text, pdx_span head) {
    enum { FEW = 2 };
    const pdx_span first = without_prolog(head);
    const pdx_html_name name = tag_of(first);
    if (starts_folded(text, "<!doctype html") || name == PDX_TAG_HTML || name == PDX_TAG_HEAD || name == PDX_TAG_BODY) return true;
    if (name == PDX_TAG_OTHER || pdx_markdown_is_page(head)) return false;
    return count_closed(first) >= FEW || (head.len == text.len && is_one_element(first, name));
}

/* Behind white space, marks of the order of bytes and tags. */
static pdx_span without_tags(pdx_span line) {
    for (;;) {
        const pdx_span rest = from_markup(line);
        const uint8_t *end = rest.len > 0 && rest.data[0] == '<' ? memchr(rest.data, '>', rest.len) : NULL;
        if (end == NULL) return rest;
        line = pdx_span_slice(rest, (size_t)(end - rest.data) + 1, rest.len);
    }
}

/* A line that PHP prints when something is wrong; or a blank one. */
static bool is_warning(pdx_span line) {
    static const char *const kinds[] = {"warning", "notice", "deprecated", "fatal error", "parse error", "strict standards"}, *const others[] = {
                                                                                                                                  "php ",
                                                                                                                                  "stack trace:",
                                                                                                                                  "thrown in "};
    const pdx_span said = without_tags(line);
    if (said.len == 0 || (said.len > 1 && said.data[0] == '#' && said.data[1] >= '0' && said.data[1] <= '9')) return true;
    for (size_t i = 0; i < PDX_COUNTOF(kinds); i++) {
        const size_t len = strlen(kinds[i]);
        if (starts_folded(said, kinds[i]) && said.len > len && (said.data[len] == ':' || said.data[len] == '<')) return true;
    }
    for (size_t i = 0; i < PDX_COUNTOF(others); i++) {
        if (starts_folded(said, others[i])) return true;
    }
    return false;
}

/* Prose may show what a feed or an export looks like: it has lines that no program prints. */
static bool is_print(pdx_span text) {
    static const char *const of_prose[] = {"<html", "<HTML", "<body", "<BODY", "<!doctype", "<!DOCTYPE", "<pre", "<PRE", "```"};
    for (size_t i = 0; i < PDX_COUNTOF(of_prose); i++) {
        if (has_within(text, of_prose[i])) return false;
    }
    if (text.len > 0 && text.data[0] == '<') return true;
    for (size_t at = 0; at < text.len;) {
        const uint8_t *newline = memchr(text.data + at, '\n', text.len - at);
        const size_t end = newline == NULL ? text.len : (size_t)(newline - text.data);
        if (!is_warning(pdx_span_slice(text, at, end))) return false;
        at = end + 1;
    }
    return true;
}

/* What a program that writes a feed or an export has printed before it: blank lines, warnings, as text or as HTML. */
static bool behind_print(pdx_span text, pdx_source_form *form) {
    enum { PRINT_MOST = 8192 };
    const pdx_span head = pdx_span_slice(text, 0, pdx_min_size(text.len, SNIFF_BYTES)),
                   print = pdx_span_slice(head, 0, pdx_min_size(head.len, PRINT_MOST));
    const uint8_t *at = print.data, *const end = pdx_span_end(print);
    for (; at < end && (at = memchr(at, '<', (size_t)(end - at))) != NULL; at++) {
        const size_t begin = (size_t)(at - head.data);
        const pdx_span rest = pdx_span_slice(head, begin, head.len);
        if (!starts_folded(rest, "<?xml") || !is_feed(without_prolog(rest))) continue;
        *form = is_export(rest) ? PDX_SOURCE_WXR : PDX_SOURCE_FEED;
        return is_print(pdx_span_slice(head, 0, begin));
    }
    return false;
}

/* XML that is none of these: rows, or nothing that is read. */
static pdx_status sniff_xml(pdx_span text, pdx_span head, pdx_source_form *form, pdx_error *err) {
    if (pdx_newsfeed_has_rows(head, head.len == text.len)) {
        *form = PDX_SOURCE_FEED;
        return PDX_OK;
    }
    if (!starts_folded(text, "<?xml")) return PDX_OK;
    return pdx_fail(err, PDX_EFORMAT, 0,
                    "this is an XML file that is neither a feed nor an export of WordPress, and in which no rows with a title or a text are found: "
                    "write its posts as JSON lines, or extract its text first");
}

static pdx_status sniff_markup(pdx_span text, pdx_source_form *form, pdx_error *err) {
    const pdx_span head = pdx_span_slice(text, 0, pdx_min_size(text.len, SNIFF_BYTES));
    if (is_feed(without_prolog(head))) {
        *form = is_export(head) ? PDX_SOURCE_WXR : PDX_SOURCE_FEED;
        return PDX_OK;
    }
    if (is_html(text, head)) {
        *form = PDX_SOURCE_HTML;
        return PDX_OK;
    }
    return sniff_xml(text, head, form, err);
}

/* Text has next to no control characters; one in twenty bytes, or a NUL in a hundred, is something else. */
static pdx_status sniff_binary(pdx_span bytes, pdx_error *err) {
    const size_t n = pdx_min_size(bytes.len, SNIFF_BYTES);
    const pdx_span head = pdx_span_slice(bytes, 0, n);
    size_t controls = 0, nuls = 0, at = 0;
    while ((at += pdx_stops_control(pdx_span_slice(head, at, n))) < n) {
        const uint8_t c = bytes.data[at++];
        nuls += c == 0;
        controls += c != '\f' && c != 0x1B && c != 0x0B;
    }
    if (n >= 64 && (controls * 20 > n || nuls * 100 > n)) {
        return pdx_fail(err, PDX_EFORMAT, 0, "this is binary, not text: %zu control characters in its first %zu bytes", controls, n);
    }
    return PDX_OK;
}

/* How the first line stands to an object: prose in braces has neither a key nor an end. */
typedef enum first_line { IS_NONE, BEGINS_ONE, IS_ONE } first_line;

static first_line first_line_of(pdx_span text) {
    const uint8_t *newline = memchr(text.data, '\n', text.len);
    const size_t len = newline == NULL ? text.len : (size_t)(newline - text.data);
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, pdx_span_slice(text, 0, len));
    if (pdx_json_next(&json, &token, NULL) != PDX_OK || token.kind != PDX_JSON_OBJECT) return IS_NONE;
    if (pdx_json_next(&json, &token, NULL) != PDX_OK) return IS_NONE;
    while (json.depth > 0) {
        if (pdx_json_next(&json, &token, NULL) != PDX_OK) return BEGINS_ONE;
    }
    return IS_ONE;
}

/* Behind a row there is another, or nothing: front matter has its text there. */
static bool is_row_behind(pdx_span rest) {
    const pdx_span next = without_lead(rest);
    return next.len == 0 || next.data[0] == '{';
}

/* A row of several lines: an object with a title or a text that ends on another line than it begins, as far as that is here. */
static bool is_long_object(pdx_span text) {
    const pdx_span head = pdx_span_slice(text, 0, pdx_min_size(text.len, SNIFF_BYTES));
    const uint8_t *newline = memchr(head.data, '\n', head.len);
    bool has_words = false;
    pdx_error err = {0};
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, head);
    if (newline == NULL || pdx_json_next(&json, &token, NULL) != PDX_OK || token.kind != PDX_JSON_OBJECT) return false;
    do {
        if (pdx_json_next(&json, &token, &err) != PDX_OK)
            return has_words && head.len < text.len && err.offset + 12 >= head.len; /* a string may be cut off by us */
        if (token.kind == PDX_JSON_KEY && token.depth == 1) {
            const pdx_entry_field field = pdx_column_field(pdx_span_slice(head, token.begin, token.end));
            has_words = has_words || field == PDX_ENTRY_TITLE || field == PDX_ENTRY_BODY;
        }
    } while (json.depth > 0);
    return has_words && head.data + json.at > newline && is_row_behind(pdx_span_slice(head, json.at, head.len));
}

/* Whether what stands here, as far as it is looked at, is JSON with a key in it: prose in braces is none. */
static bool is_json(pdx_span text) {
    const pdx_span head = pdx_span_slice(text, 0, pdx_min_size(text.len, SNIFF_BYTES));
    bool has_key = false;
    pdx_error err = {0};
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, head);
    do {
        if (pdx_json_next(&json, &token, &err) != PDX_OK) return has_key && head.len < text.len && err.offset + 12 >= head.len;
        has_key = has_key || token.kind == PDX_JSON_KEY;
    } while (json.depth > 0);
    return has_key && without_lead(pdx_span_slice(head, json.at, head.len)).len == 0;
}

/* Rows as one array. The first object must be whole, have a key, and be followed as in an array: a page may begin with a
 * bracket, and even speak of JSON. */
static bool is_array_of_objects(pdx_span text) {
    pdx_json json;
    pdx_json_token token;
    pdx_json_init(&json, text);
    if (pdx_json_next(&json, &token, NULL) != PDX_OK || token.kind != PDX_JSON_ARRAY) return false;
    if (pdx_json_next(&json, &token, NULL) != PDX_OK || token.kind != PDX_JSON_OBJECT) return false;
    if (pdx_json_next(&json, &token, NULL) != PDX_OK || token.kind != PDX_JSON_KEY) return false;
    while (json.depth > 1) {
        if (pdx_json_next(&json, &token, NULL) != PDX_OK) return false;
    }
    if (pdx_json_next(&json, &token, NULL) != PDX_OK) return false;
    if (token.kind == PDX_JSON_OBJECT) return true;
    if (token.kind != PDX_JSON_ARRAY_END) return false;
    const pdx_span rest = without_lead(pdx_span_slice(text, json.at, text.len)); /* what was given a name may end in a semicolon */
    return rest.len == 0 || (rest.data[0] == ';' && without_lead(pdx_span_slice(rest, 1, rest.len)).len == 0);
}

/* Whether a text's first line is one of a program of SQL: a comment, or a statement that ends or goes on as these do. Prose speaks of them. */
static bool begins_sql(pdx_span head) {
    static const char *const begins[] = {"create ", "drop ", "insert ", "set ", "pragma ", "use ", "lock ", "begin"};
    const uint8_t *newline = memchr(head.data, '\n', head.len);
    size_t len = newline == NULL ? head.len : (size_t)(newline - head.data);
    while (len > 0 && head.data[len - 1] <= ' ') len--;
    if (starts_folded(head, "/*") || (starts_folded(head, "--") && !starts_folded(head, "---"))) return true;
    if (len == 0) return false;
    if (memchr(";,(", head.data[len - 1], 3) == NULL && !starts_folded(head, "insert into ") && !starts_folded(head, "begin\n")) return false;
    for (size_t i = 0; i < PDX_COUNTOF(begins); i++) {
        if (starts_folded(head, begins[i])) return true;
    }
    return false;
}

/* Lines that databases write as a copy of themselves. */
static bool is_sql(pdx_span text) {
    static const char *const rows[] = {"insert into ", "insert ignore into ", "copy "};
    const pdx_span head = pdx_span_slice(text, 0, pdx_min_size(text.len, SNIFF_BYTES));
    const bool begun = begins_sql(head);
    for (size_t at = 0; begun && at < head.len;) {
        const uint8_t *newline = memchr(head.data + at, '\n', head.len - at);
        const pdx_span line = pdx_span_slice(head, at, newline == NULL ? head.len : (size_t)(newline - head.data));
        for (size_t i = 0; i < PDX_COUNTOF(rows); i++) {
            if (starts_folded(line, rows[i]) && (has_within(line, "VALUES") || has_within(line, "values") || has_within(line, " FROM stdin;")))
                return true;
        }
        if (starts_folded(line, "create table ") && line.data[line.len - 1] == '(') return true;
        at += line.len + 1;
    }
    return false;
}

/* What is well known, is no text of pages, and would be cut as if it were. */
static pdx_status refuse_data(pdx_span text, pdx_error *err) {
    if ((text.data[0] == '{' || text.data[0] == '[') && is_json(text)) {
        return pdx_fail(
            err, PDX_EFORMAT, 0,
            "this is JSON in which no list of posts and no title or text of a post is found: write its posts as JSON lines, an object with "
            "\"title\", \"text\" and \"date\" on each line, or give them to pdx.from_records");
    }
    if (pdx_csv_is_table(text)) {
        return pdx_fail(err, PDX_EFORMAT, 0,
                        "this is a table in which no column is called as those with the titles or texts of posts, and another thing they have: name "
                        "its columns \"title\", \"text\", \"date\", \"author\" in its first line, or give its rows to pdx.from_records");
    }
    if (is_sql(text)) {
        return pdx_fail(
            err, PDX_EFORMAT, 0,
            "this is a dump of a database (SQL): load it into one, and export the table that has the posts as CSV with a first row of names");
    }
    return PDX_OK;
}

pdx_status pdx_source_form_sniff(pdx_span bytes, pdx_source_form *form, pdx_error *err) {
    const pdx_span text = without_lead(bytes), markup = from_markup(bytes), named = pdx_jsonarray_named(text);
    size_t i;
    *form = PDX_SOURCE_TEXT;
    for (i = 0; i < PDX_COUNTOF(known_forms); i++) {
        if (pdx_span_starts(bytes, pdx_span_of(known_forms[i].begin, known_forms[i].len)) && (!known_forms[i].is_word || has_control(bytes))) {
            return pdx_fail(err, PDX_EFORMAT, 0, "this is %s: %s", known_forms[i].name, known_forms[i].remedy);
        }
    }
    if (text.len == 0) return PDX_OK;
    if (behind_print(text, form)) return PDX_OK;
    *form = PDX_SOURCE_TEXT;
    if (markup.len > 0 && markup.data[0] == '<') PDX_TRY(sniff_markup(markup, form, err));
    if (*form != PDX_SOURCE_TEXT) return PDX_OK;
    if ((text.data[0] == '{' || named.data[0] == '[') && pdx_jsonfeed_is(named)) {
        *form = PDX_SOURCE_JSONFEED;
        return PDX_OK;
    }
    if (text.data[0] == '{' && is_long_object(text)) {
        *form = PDX_SOURCE_JSONARRAY;
        return PDX_OK;
    }
    if (text.data[0] == '{') {
        const first_line first = first_line_of(text);
        if (first == IS_ONE || (first == BEGINS_ONE && !is_json(text))) {
            *form = PDX_SOURCE_JSONL;
            return PDX_OK;
        }
    }
    if (is_array_of_objects(named)) {
        *form = PDX_SOURCE_JSONARRAY;
        return PDX_OK;
    }
    if (pdx_mtexport_is(bytes))
        *form = PDX_SOURCE_MTEXPORT;
    else if (pdx_chatlog_is(bytes))
        *form = PDX_SOURCE_CHATLOG;
    else if (pdx_csv_is(bytes))
        *form = PDX_SOURCE_CSV;
    if (*form == PDX_SOURCE_TEXT && (pdx_front_is_begun(bytes) || pdx_markdown_is_titled(bytes))) *form = PDX_SOURCE_MARKDOWN;
    if (*form == PDX_SOURCE_TEXT && pdx_markdown_is_page(pdx_span_slice(bytes, 0, pdx_min_size(bytes.len, SNIFF_BYTES)))) *form = PDX_SOURCE_MARKED;
    if (*form == PDX_SOURCE_TEXT) PDX_TRY(refuse_data(text, err));
    return sniff_binary(bytes, err);
}

static const struct {
    const char *name;
    bool is_records;
} forms[PDX_SOURCE_FORM_COUNT] = {{"text", false}, {"jsonl", true},    {"wxr", true},  {"feed", true}, {"jsonfeed", true},
                                  {"html", false}, {"markdown", true}, {"json", true}, {"csv", true},  {"mtexport", true}, {"chat", true},
                                  {"marked", false}};

const char *pdx_source_form_name(pdx_source_form form) { return form < PDX_SOURCE_FORM_COUNT ? forms[form].name : "unknown"; }
bool pdx_source_form_is_records(pdx_source_form form) {
    return form < PDX_SOURCE_FORM_COUNT ? forms[form].is_records : form == PDX_SOURCE_FORM_COUNT;
}
bool pdx_source_form_is_marked_up(pdx_source_form form) { return form == PDX_SOURCE_HTML || form == PDX_SOURCE_MARKED; }

uint32_t pdx_source_form_number(pdx_source_form form) { return form == PDX_SOURCE_MARKED ? PDX_SOURCE_PAGES_LATER : (uint32_t)form; }

pdx_source_form pdx_source_form_of(uint32_t number) {
    if (number == PDX_SOURCE_PAGES_LATER) return PDX_SOURCE_MARKED;
    if (number < PDX_SOURCE_MARKED) return (pdx_source_form)number;
    return (pdx_source_form)((uint32_t)PDX_SOURCE_FORM_COUNT + (number > PDX_SOURCE_PAGES_LATER)); /* one that is not known here */
}
