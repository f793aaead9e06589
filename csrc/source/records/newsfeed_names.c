#include "source/records/newsfeed_names.h"

#define ROW(space, local, field, say, rank) {PDX_NEWSFEED_##space, PDX_ENTRY_##field, PDX_NEWSFEED_##say, rank, sizeof(local) - 1, local}

static const pdx_newsfeed_name names[] = {
    ROW(CORE, "title", TITLE, TYPED, 0),
    ROW(DC, "title", TITLE, ESCAPED, 1),
    ROW(MEDIA, "title", TITLE, TYPED, 2),
    ROW(ITUNES, "title", TITLE, TEXT, 3),
    ROW(CORE, "link", ADDRESS, LINKED, 1),
    ROW(ITUNES, "link", ADDRESS, LINKED, 1),
    ROW(BURNER, "origlink", ADDRESS, TEXT, 0),
    ROW(CORE, "guid", ADDRESS, GUID, 2),
    ROW(CORE, "id", ADDRESS, GUID, 3),
    ROW(CORE, "comments", LINK, TEXT, 0),
    ROW(CORE, "author", AUTHOR, PERSON, 0),
    ROW(DC, "creator", AUTHOR, PERSON, 1),
    ROW(DC, "author", AUTHOR, PERSON, 1),
    ROW(CORE, "managingeditor", AUTHOR, PERSON, 2),
    ROW(ITUNES, "author", AUTHOR, PERSON, 3),
    ROW(CORE, "name", AUTHOR, TEXT, 0), /* within an author */
    ROW(CORE, "published", PUBLISHED, TEXT, 0),
    ROW(CORE, "pubdate", PUBLISHED, TEXT, 0),
    ROW(CORE, "issued", PUBLISHED, TEXT, 0),
    ROW(TERMS, "issued", PUBLISHED, TEXT, 1),
    ROW(DC, "date", PUBLISHED, TEXT, 2),
    ROW(CORE, "created", PUBLISHED, TEXT, 3),
    ROW(TERMS, "created", PUBLISHED, TEXT, 3),
    ROW(CORE, "updated", UPDATED, TEXT, 0),
    ROW(CORE, "modified", UPDATED, TEXT, 0),
    ROW(TERMS, "modified", UPDATED, TEXT, 1),
    ROW(CORE, "category", TAG, TERM, 0),
    ROW(CORE, "tags", TAG, WORDS, 0),
    ROW(DC, "subject", TAG, TERM, 0),
    ROW(MEDIA, "category", TAG, TERM, 0),
    ROW(MEDIA, "keywords", TAG, WORDS, 0),
    ROW(ITUNES, "keywords", TAG, WORDS, 0),
    ROW(ITUNES, "category", TAG, TERM, 0),
    ROW(CONTENT, "encoded", BODY, ESCAPED, 0),
    ROW(CORE, "content", BODY, TYPED, 1),
    ROW(XHTML, "body", BODY, INNER, 2),
    ROW(XHTML, "div", BODY, INNER, 2),
    ROW(CORE, "body", BODY, INNER, 3),
    ROW(CORE, "fullitem", BODY, ESCAPED, 4),
    ROW(CORE, "summary", SUMMARY, TYPED, 0),
    ROW(CORE, "description", SUMMARY, ESCAPED, 1),
    ROW(CORE, "abstract", SUMMARY, ESCAPED, 1),
    ROW(DC, "description", SUMMARY, ESCAPED, 2),
    ROW(ITUNES, "summary", SUMMARY, ESCAPED, 3),
    ROW(MEDIA, "description", SUMMARY, TYPED, 4),
    ROW(ITUNES, "subtitle", SUMMARY, ESCAPED, 5),
    ROW(CORE, "enclosure", MEDIA, URL, 0),
    ROW(MEDIA, "content", MEDIA, URL, 0),
    ROW(MEDIA, "group", MEDIA, WITHIN, 0),
    ROW(MEDIA, "thumbnail", IMAGE, URL, 0),
    ROW(ITUNES, "image", IMAGE, URL, 0),
    ROW(THREAD, "in-reply-to", LINK, URL, 0),
    ROW(APP, "control", STATUS, WITHIN, 0),
    ROW(APP, "draft", STATUS, DRAFT, 1),
    ROW(BLOGGER, "type", KIND, WORD, 0),
    ROW(BLOGGER, "status", STATUS, WORD, 0),
    ROW(BLOGGER, "filename", ADDRESS, TEXT, 5),
    ROW(CORE, "language", TITLE, LANGUAGE, 0),
    ROW(DC, "language", TITLE, LANGUAGE, 0),
};

/* Addresses without their scheme; what follows is another version. */
static const struct { uint8_t space; const char *uri; } uris[] = {
    {PDX_NEWSFEED_CONTENT, "purl.org/rss/1.0/modules/content"},
    {PDX_NEWSFEED_DC, "purl.org/dc/elements/"},
    {PDX_NEWSFEED_TERMS, "purl.org/dc/terms/"},
    {PDX_NEWSFEED_UNKNOWN, "purl.org/rss/1.0/modules/"},
    {PDX_NEWSFEED_CORE, "www.w3.org/2005/atom"},
    {PDX_NEWSFEED_APP, "purl.org/atom/app"},
    {PDX_NEWSFEED_CORE, "purl.org/atom/"},
    {PDX_NEWSFEED_CORE, "purl.org/rss/"},
    {PDX_NEWSFEED_CORE, "purl.org/net/rss"},
    {PDX_NEWSFEED_CORE, "my.netscape.com/rdf/"},
    {PDX_NEWSFEED_CORE, "channel.netscape.com/rdf/"},
    {PDX_NEWSFEED_CORE, "backend.userland.com/rss"},
    {PDX_NEWSFEED_CORE, "blogs.law.harvard.edu/tech/rss"},
    {PDX_NEWSFEED_CORE, "purl.org/echo/"},
    {PDX_NEWSFEED_CORE, "example.com/newformat"},
    {PDX_NEWSFEED_CORE, "example.com/necho"},
    {PDX_NEWSFEED_CORE, "uri/of/echo/namespace"},
    {PDX_NEWSFEED_CORE, "www.w3.org/1999/02/22-rdf-syntax-ns"},
    {PDX_NEWSFEED_ITUNES, "www.itunes.com/dtds/"},
    {PDX_NEWSFEED_ITUNES, "example.com/dtds/"},
    {PDX_NEWSFEED_MEDIA, "search.yahoo.com/mrss"},
    {PDX_NEWSFEED_XHTML, "www.w3.org/1999/xhtml"},
    {PDX_NEWSFEED_BURNER, "rssnamespace.org/feedburner/"},
    {PDX_NEWSFEED_THREAD, "purl.org/syndication/thread/"},
    {PDX_NEWSFEED_APP, "www.w3.org/2007/app"},
    {PDX_NEWSFEED_BLOGGER, "schemas.google.com/blogger/"},
};

/* What prefixes mean where nothing says what they mean. */
static const struct { uint8_t space; const char *prefix; } prefixes[] = {
    {PDX_NEWSFEED_CORE, ""},         {PDX_NEWSFEED_CORE, "rss"},      {PDX_NEWSFEED_CORE, "atom"},     {PDX_NEWSFEED_CORE, "atom10"},
    {PDX_NEWSFEED_CORE, "atom03"},   {PDX_NEWSFEED_CORE, "a"},        {PDX_NEWSFEED_CONTENT, "content"}, {PDX_NEWSFEED_DC, "dc"},
    {PDX_NEWSFEED_TERMS, "dcterms"}, {PDX_NEWSFEED_ITUNES, "itunes"}, {PDX_NEWSFEED_MEDIA, "media"},   {PDX_NEWSFEED_XHTML, "xhtml"},
    {PDX_NEWSFEED_BURNER, "feedburner"}, {PDX_NEWSFEED_THREAD, "thr"},    {PDX_NEWSFEED_APP, "app"},         {PDX_NEWSFEED_BLOGGER, "blogger"},
};

static uint8_t small(uint8_t c) { return c >= 'A' && c <= 'Z' ? (uint8_t)(c | 0x20) : c; }

static bool begins(pdx_span text, const char *head) {
    size_t i = 0;
    for (; head[i] != '\0'; i++) {
        if (i >= text.len || small(text.data[i]) != (uint8_t)head[i]) return false;
    }
    return true;
}

bool pdx_newsfeed_is(pdx_span local, const char *name) { return strlen(name) == local.len && begins(local, name); }

static pdx_span without_scheme(pdx_span uri) {
    static const char *const schemes[] = {"http://", "https://"};
    for (size_t i = 0; i < PDX_COUNTOF(schemes); i++) {
        if (begins(uri, schemes[i])) return pdx_span_slice(uri, strlen(schemes[i]), uri.len);
    }
    return uri;
}

pdx_newsfeed_space pdx_newsfeed_space_of(pdx_span prefix, pdx_span uri) {
    const pdx_span address = without_scheme(uri);
    for (size_t i = 0; uri.len > 0 && i < PDX_COUNTOF(uris); i++) {
        if (begins(address, uris[i].uri)) return (pdx_newsfeed_space)uris[i].space;
    }
    for (size_t i = 0; i < PDX_COUNTOF(prefixes); i++) {
        if (pdx_newsfeed_is(prefix, prefixes[i].prefix)) return (pdx_newsfeed_space)prefixes[i].space;
    }
    return PDX_NEWSFEED_UNKNOWN;
}

const pdx_newsfeed_name *pdx_newsfeed_name_of(pdx_newsfeed_space space, pdx_span local) {
    for (size_t i = 0; i < PDX_COUNTOF(names); i++) {
        if (names[i].len == local.len && names[i].space == space && begins(local, names[i].local)) return &names[i];
    }
    return NULL;
}

bool pdx_newsfeed_is_root(pdx_span local) {
    static const char *const roots[] = {"rss", "rdf", "feed", "channel"};
    for (size_t i = 0; i < PDX_COUNTOF(roots); i++) {
        if (pdx_newsfeed_is(local, roots[i])) return true;
    }
    return false;
}

bool pdx_newsfeed_is_record(pdx_newsfeed_space space, pdx_span local) {
    return space == PDX_NEWSFEED_CORE && (pdx_newsfeed_is(local, "item") || pdx_newsfeed_is(local, "entry"));
}
