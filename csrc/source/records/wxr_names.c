#include "source/records/wxr_names.h"

#include "base/hash.h"
#include "base/le.h"

/* A row per element that is read: its namespace, its name, its field. */
typedef struct field_name {
    uint8_t space, field, len;
    const char *local;
} field_name;

#define ROW(space, local, field) {space, field, sizeof(local) - 1, local}

static const field_name in_item[] = {
    ROW(PDX_WXR_NS_RSS, "title", PDX_WXR_TITLE),
    ROW(PDX_WXR_NS_RSS, "link", PDX_WXR_LINK),
    ROW(PDX_WXR_NS_RSS, "guid", PDX_WXR_GUID),
    ROW(PDX_WXR_NS_RSS, "description", PDX_WXR_DESCRIPTION),
    ROW(PDX_WXR_NS_RSS, "pubDate", PDX_WXR_PUB_DATE),
    ROW(PDX_WXR_NS_RSS, "category", PDX_WXR_IN_CATEGORY), /* its attribute tells more */
    ROW(PDX_WXR_NS_DC, "creator", PDX_WXR_CREATOR),
    ROW(PDX_WXR_NS_CONTENT, "encoded", PDX_WXR_CONTENT),
    ROW(PDX_WXR_NS_EXCERPT, "encoded", PDX_WXR_EXCERPT),
    ROW(PDX_WXR_NS_WP, "post_id", PDX_WXR_ID),
    ROW(PDX_WXR_NS_WP, "post_date", PDX_WXR_DATE),
    ROW(PDX_WXR_NS_WP, "post_date_gmt", PDX_WXR_DATE_GMT),
    ROW(PDX_WXR_NS_WP, "post_modified", PDX_WXR_MODIFIED),
    ROW(PDX_WXR_NS_WP, "post_modified_gmt", PDX_WXR_MODIFIED_GMT),
    ROW(PDX_WXR_NS_WP, "post_name", PDX_WXR_SLUG),
    ROW(PDX_WXR_NS_WP, "status", PDX_WXR_STATUS),
    ROW(PDX_WXR_NS_WP, "post_parent", PDX_WXR_PARENT),
    ROW(PDX_WXR_NS_WP, "post_type", PDX_WXR_TYPE),
    ROW(PDX_WXR_NS_WP, "is_sticky", PDX_WXR_STICKY),
    ROW(PDX_WXR_NS_WP, "attachment_url", PDX_WXR_ATTACHMENT_URL),
};

static const field_name in_others[] = {
    ROW(PDX_WXR_NS_WP, "author_id", PDX_WXR_ID),
    ROW(PDX_WXR_NS_WP, "author_login", PDX_WXR_SLUG),
    ROW(PDX_WXR_NS_WP, "author_email", PDX_WXR_EMAIL),
    ROW(PDX_WXR_NS_WP, "author_display_name", PDX_WXR_TITLE),
    ROW(PDX_WXR_NS_WP, "term_id", PDX_WXR_ID),
    ROW(PDX_WXR_NS_WP, "term_taxonomy", PDX_WXR_TAXONOMY),
    ROW(PDX_WXR_NS_WP, "term_slug", PDX_WXR_SLUG),
    ROW(PDX_WXR_NS_WP, "term_parent", PDX_WXR_PARENT),
    ROW(PDX_WXR_NS_WP, "term_name", PDX_WXR_TITLE),
    ROW(PDX_WXR_NS_WP, "term_description", PDX_WXR_DESCRIPTION),
    ROW(PDX_WXR_NS_WP, "category_nicename", PDX_WXR_SLUG),
    ROW(PDX_WXR_NS_WP, "category_parent", PDX_WXR_PARENT),
    ROW(PDX_WXR_NS_WP, "cat_name", PDX_WXR_TITLE),
    ROW(PDX_WXR_NS_WP, "category_description", PDX_WXR_DESCRIPTION),
    ROW(PDX_WXR_NS_WP, "tag_slug", PDX_WXR_SLUG),
    ROW(PDX_WXR_NS_WP, "tag_name", PDX_WXR_TITLE),
    ROW(PDX_WXR_NS_WP, "tag_description", PDX_WXR_DESCRIPTION),
};

static const field_name in_site[] = {
    ROW(PDX_WXR_NS_RSS, "title", PDX_WXR_TITLE),
    ROW(PDX_WXR_NS_RSS, "link", PDX_WXR_LINK),
    ROW(PDX_WXR_NS_RSS, "description", PDX_WXR_DESCRIPTION),
    ROW(PDX_WXR_NS_RSS, "pubDate", PDX_WXR_PUB_DATE),
    ROW(PDX_WXR_NS_RSS, "language", PDX_WXR_LANGUAGE),
    ROW(PDX_WXR_NS_RSS, "generator", PDX_WXR_GENERATOR),
    ROW(PDX_WXR_NS_WP, "wxr_version", PDX_WXR_VERSION),
    ROW(PDX_WXR_NS_WP, "base_site_url", PDX_WXR_SITE_URL),
    ROW(PDX_WXR_NS_WP, "base_blog_url", PDX_WXR_BLOG_URL),
};

static const field_name in_comment[] = {
    ROW(PDX_WXR_NS_WP, "comment_id", PDX_WXR_ID),
    ROW(PDX_WXR_NS_WP, "comment_author", PDX_WXR_CREATOR),
    ROW(PDX_WXR_NS_WP, "comment_author_email", PDX_WXR_EMAIL),
    ROW(PDX_WXR_NS_WP, "comment_author_url", PDX_WXR_URL),
    ROW(PDX_WXR_NS_WP, "comment_date", PDX_WXR_DATE),
    ROW(PDX_WXR_NS_WP, "comment_date_gmt", PDX_WXR_DATE_GMT),
    ROW(PDX_WXR_NS_WP, "comment_content", PDX_WXR_CONTENT),
    ROW(PDX_WXR_NS_WP, "comment_approved", PDX_WXR_APPROVED),
    ROW(PDX_WXR_NS_WP, "comment_type", PDX_WXR_COMMENT_TYPE),
    ROW(PDX_WXR_NS_WP, "comment_parent", PDX_WXR_PARENT),
};

static const field_name in_meta[] = {
    ROW(PDX_WXR_NS_WP, "meta_key", PDX_WXR_KEY),
    ROW(PDX_WXR_NS_WP, "meta_value", PDX_WXR_VALUE),
};

/* By where they stand, in the order of pdx_wxr_where. */
static const struct { const field_name *rows; size_t n; } fields[] = {
    {in_item, PDX_COUNTOF(in_item)},       {in_others, PDX_COUNTOF(in_others)}, {in_site, PDX_COUNTOF(in_site)},
    {in_comment, PDX_COUNTOF(in_comment)}, {in_meta, PDX_COUNTOF(in_meta)},
};

static const struct { uint8_t space, kind, len; const char *local; } records[] = {
    {PDX_WXR_NS_RSS, PDX_WXR_OTHER, 4, "item"}, {PDX_WXR_NS_WP, PDX_WXR_AUTHOR, 6, "author"}, {PDX_WXR_NS_WP, PDX_WXR_CATEGORY, 8, "category"},
    {PDX_WXR_NS_WP, PDX_WXR_TAG, 3, "tag"},     {PDX_WXR_NS_WP, PDX_WXR_TERM, 4, "term"},
};

static const struct { uint8_t space; const char *prefix, *uri; } spaces[] = {
    {PDX_WXR_NS_EXCERPT, "excerpt", NULL}, /* within that of wp */
    {PDX_WXR_NS_WP, "wp", "wordpress.org/export/"},
    {PDX_WXR_NS_CONTENT, "content", "purl.org/rss/1.0/modules/content"},
    {PDX_WXR_NS_DC, "dc", "purl.org/dc/elements/"},
};

static bool is_word(pdx_span text, const char *word) {
    const size_t len = strlen(word);
    return text.len == len && memcmp(text.data, word, len) == 0;
}

/* An address without its scheme, which changed over the years. */
static pdx_span without_scheme(pdx_span uri) {
    const pdx_span plain = pdx_span_str("http://"), safe = pdx_span_str("https://");
    if (pdx_span_starts(uri, plain)) return pdx_span_slice(uri, plain.len, uri.len);
    return pdx_span_starts(uri, safe) ? pdx_span_slice(uri, safe.len, uri.len) : uri;
}

static bool ends(pdx_span text, const char *tail) {
    const size_t len = strlen(tail);
    return text.len >= len && memcmp(text.data + text.len - len, tail, len) == 0;
}

pdx_wxr_space pdx_wxr_space_of(pdx_span prefix, pdx_span uri) {
    const pdx_span address = without_scheme(uri);
    if (uri.len == 0 && prefix.len == 0) return PDX_WXR_NS_RSS;
    for (size_t i = 0; i < PDX_COUNTOF(spaces); i++) {
        if (uri.len == 0 && is_word(prefix, spaces[i].prefix)) return (pdx_wxr_space)spaces[i].space;
        if (uri.len == 0 || spaces[i].uri == NULL || !pdx_span_starts(address, pdx_span_str(spaces[i].uri))) continue;
        return spaces[i].space == PDX_WXR_NS_WP && ends(address, "/excerpt/") ? PDX_WXR_NS_EXCERPT : (pdx_wxr_space)spaces[i].space;
    }
    return PDX_WXR_NS_UNKNOWN;
}

static bool field_of(pdx_wxr_where where, pdx_wxr_space space, pdx_span local, pdx_wxr_field *field) {
    if (where == PDX_WXR_NOWHERE) return false;
    for (size_t i = 0; i < fields[where].n; i++) {
        const field_name *row = &fields[where].rows[i];
        if (row->len != local.len || row->space != space || memcmp(row->local, local.data, local.len) != 0) continue;
        *field = (pdx_wxr_field)row->field;
        return true;
    }
    return false;
}

static bool record_of(pdx_wxr_space space, pdx_span local, pdx_wxr_kind *kind) {
    for (size_t i = 0; i < PDX_COUNTOF(records); i++) {
        if (records[i].len != local.len || records[i].space != space || !is_word(local, records[i].local)) continue;
        *kind = (pdx_wxr_kind)records[i].kind;
        return true;
    }
    return false;
}

static bool group_of(pdx_wxr_space space, pdx_span local, pdx_wxr_group_kind *kind) {
    const bool is_comment = is_word(local, "comment");
    if (space != PDX_WXR_NS_WP || (!is_comment && !is_word(local, "postmeta") && !is_word(local, "termmeta"))) return false;
    *kind = is_comment ? PDX_WXR_COMMENT : PDX_WXR_META;
    return true;
}

/* Of a name's first and last bytes, by which names of exports differ. */
static uint64_t ends_of(pdx_span name) {
    uint64_t sum = 0;
    if (name.len >= 8) return pdx_hash_pair(pdx_le64(name.data), pdx_le64(pdx_span_end(name) - 8), name.len);
    for (size_t i = 0; i < name.len; i++) sum = sum << 8 | name.data[i];
    return pdx_hash_u64(sum, name.len);
}

/* Where a name is kept: exports have a few dozen. */
static pdx_wxr_name *slot_of(pdx_wxr_known *known, pdx_wxr_where where, pdx_span name) {
    return &known->names[(ends_of(name) + (uint64_t)where) % PDX_COUNTOF(known->names)];
}

/* Whether an entry is made of it. */
static bool is_of_entry(pdx_wxr_where where, pdx_wxr_field field) {
    static const uint8_t of_item[] = {PDX_WXR_GUID, PDX_WXR_DESCRIPTION, PDX_WXR_ID, PDX_WXR_SLUG, PDX_WXR_PARENT, PDX_WXR_STICKY};
    static const uint8_t of_comment[] = {PDX_WXR_EMAIL, PDX_WXR_URL, PDX_WXR_DATE_GMT, PDX_WXR_COMMENT_TYPE, PDX_WXR_PARENT};
    if (where == PDX_WXR_IN_ITEM) return memchr(of_item, (int)field, sizeof of_item) == NULL;
    return where != PDX_WXR_IN_COMMENT || memchr(of_comment, (int)field, sizeof of_comment) == NULL;
}

static void name_read(pdx_wxr_name *out, const pdx_xml_names *names, pdx_wxr_where where, pdx_span name) {
    const size_t local_at = pdx_xml_local(name);
    const pdx_span prefix = pdx_span_slice(name, 0, local_at == 0 ? 0 : local_at - 1), local = pdx_span_slice(name, local_at, name.len);
    const pdx_wxr_space space = pdx_wxr_space_of(prefix, pdx_xml_names_uri(names, prefix));
    out->is_record = record_of(space, local, &out->record);
    out->is_field = field_of(where, space, local, &out->field);
    out->is_group = group_of(space, local, &out->group);
    out->is_of_entry = out->is_field && is_of_entry(where, out->field);
}

const pdx_wxr_name *pdx_wxr_name_of(pdx_wxr_known *known, const pdx_xml_names *names, pdx_wxr_where where, pdx_span name) {
    const pdx_wxr_name *likely = pdx_wxr_name_likely(known);
    pdx_wxr_name *kept;
    if (likely != NULL && pdx_wxr_name_is(likely, names, where, name)) return known->last = &known->names[likely - known->names];
    if (name.len == 0 || name.len > sizeof kept->name) {
        name_read(&known->other, names, where, name);
        return &known->other;
    }
    kept = slot_of(known, where, name);
    if (known->last != NULL) known->last->next = kept;
    known->last = kept;
    if (pdx_wxr_name_is(kept, names, where, name)) return kept;
    name_read(kept, names, where, name);
    kept->len = (uint8_t)name.len;
    kept->where = (uint8_t)where;
    kept->n_changes = names->n_changes;
    memcpy(kept->name, name.data, name.len);
    return kept;
}
