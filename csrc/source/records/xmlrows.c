#include "source/records/xmlrows.h"

#include "source/records/columnnames.h"

#define ROW(local, field, say, rank) \
    { PDX_NEWSFEED_CORE, PDX_ENTRY_##field, PDX_NEWSFEED_##say, rank, sizeof(local) - 1, local }

/* What columns of tables are not called. */
static const pdx_newsfeed_name names[] = {
    ROW("link", ADDRESS, LINKED, 1),
    ROW("guid", ADDRESS, GUID, 2),
    ROW("id", ADDRESS, GUID, 3),
    ROW("source-url", LINK, TEXT, 0),
    ROW("link-url", LINK, TEXT, 0),
    ROW("photo-url", IMAGE, TEXT, 0),
    ROW("event", BODY, ESCAPED, 0),
    ROW("eventtime", PUBLISHED, TEXT, 0),
    ROW("taglist", TAG, WORDS, 0),
    ROW("security", STATUS, WORD, 2),
    ROW("regular-title", TITLE, TEXT, 0),
    ROW("regular-body", BODY, ESCAPED, 0),
    ROW("link-text", TITLE, TEXT, 0),
    ROW("link-description", BODY, ESCAPED, 0),
    ROW("quote-text", BODY, ESCAPED, 0),
    ROW("photo-caption", BODY, ESCAPED, 0),
    ROW("video-caption", BODY, ESCAPED, 0),
    ROW("audio-caption", BODY, ESCAPED, 0),
    ROW("conversation-title", TITLE, TEXT, 0),
    ROW("conversation-text", BODY, ESCAPED, 0),
    ROW("question", TITLE, TEXT, 1),
    ROW("answer", BODY, ESCAPED, 1),
    ROW("fullname", AUTHOR, PERSON, 1),
    ROW("props", STATUS, WITHIN, 0),
    ROW("note-attributes", STATUS, WITHIN, 0),
    ROW("revision", STATUS, WITHIN, 0),
    ROW("contributor", AUTHOR, WITHIN, 0),
    ROW("tags", TAG, WITHIN, 0),
    ROW("categories", CATEGORY, WITHIN, 0),
    ROW("language", TITLE, LANGUAGE, 0),
};

/* How an element says a field that is called as columns are. */
static const pdx_newsfeed_name of_columns[] = {
    ROW("", TITLE, TEXT, 0),    ROW("", AUTHOR, PERSON, 0), ROW("", PUBLISHED, TEXT, 1),  ROW("", UPDATED, TEXT, 1),
    ROW("", CATEGORY, TEXT, 0), ROW("", TAG, TERM, 0),      ROW("", SUMMARY, ESCAPED, 1), ROW("", BODY, ESCAPED, 1),
    ROW("", KIND, WORD, 0),     ROW("", STATUS, WORD, 0),   ROW("", ADDRESS, TEXT, 1),    ROW("", IMAGE, TEXT, 0),
};

const pdx_newsfeed_name *pdx_xmlrows_name_of(pdx_span local) {
    const pdx_entry_field field = pdx_column_field(local);
    for (size_t i = 0; i < PDX_COUNTOF(names); i++) {
        if (pdx_newsfeed_is(local, names[i].local)) return &names[i];
    }
    for (size_t i = 0; i < PDX_COUNTOF(of_columns); i++) {
        if (of_columns[i].field == field) return &of_columns[i];
    }
    return NULL;
}

bool pdx_xmlrows_is_row(pdx_span local, uint64_t depth) {
    static const char *const rows[] = {"item", "entry", "post",     "note",    "article", "row",   "record",
                                       "page", "doc",   "document", "message", "node",    "story", "tweet"},
                             *const roots[] = {"event", "entry", "post", "note", "article", "item"}; /* a file for each */
    const char *const *known = depth == 0 ? roots : rows;
    const size_t n = depth == 0 ? PDX_COUNTOF(roots) : PDX_COUNTOF(rows);
    for (size_t i = 0; i < n; i++) {
        if (pdx_newsfeed_is(local, known[i])) return true;
    }
    return false;
}
