#include "source/html/htmlproperties.h"

#include "source/html/htmlflow.h"
#include "source/html/htmlkeys.h"

enum { STATEMENTS_MOST = 16 }; /* of one tag */

typedef struct attributes {
    const pdx_attribute *itemscope, *itemtype, *itemprop, *itemid, *typeof_, *property, *class_, *name, *rel, *http_equiv;
    const pdx_attribute *content, *href, *src, *datetime, *value, *title, *alt;
} attributes;

typedef struct speaker {
    pdx_html_says *says;
    const pdx_says_tag *tag;
    pdx_says_element *element;
    attributes a;
    pdx_error *err;
} speaker;

static pdx_span view(const speaker *s, const pdx_attribute *one) {
    return one == NULL || one->value.begin >= one->value.end ? pdx_span_of(NULL, 0) : pdx_markup_view(&s->tag->html->input, one->value);
}

static void read_attributes(speaker *s) {
    const struct { const char *name; const pdx_attribute **to; } wanted[] = {
        {"itemscope", &s->a.itemscope}, {"itemtype", &s->a.itemtype}, {"itemprop", &s->a.itemprop}, {"itemid", &s->a.itemid},
        {"typeof", &s->a.typeof_},
        {"property", &s->a.property}, {"class", &s->a.class_}, {"name", &s->a.name}, {"rel", &s->a.rel}, {"http-equiv", &s->a.http_equiv},
        {"content", &s->a.content}, {"href", &s->a.href}, {"src", &s->a.src}, {"datetime", &s->a.datetime}, {"value", &s->a.value},
        {"title", &s->a.title}, {"alt", &s->a.alt},
    };
    for (size_t i = 0; i < s->tag->token->n_attributes; i++) {
        const pdx_attribute *one = &s->tag->token->attributes[i];
        const pdx_span name = pdx_markup_view(&s->tag->html->input, one->name);
        for (size_t k = 0; k < PDX_COUNTOF(wanted); k++) {
            if (pdx_unescape_name_is(name, wanted[k].name)) *wanted[k].to = one;
        }
    }
}

/* The next word of a value that is a list of words. False: there is none. */
static bool next_word(pdx_span value, size_t *at, pdx_span *word) {
    size_t begin = *at;
    while (begin < value.len && pdx_html_is_space(value.data[begin])) begin++;
    *at = begin;
    while (*at < value.len && !pdx_html_is_space(value.data[*at])) (*at)++;
    *word = pdx_span_slice(value, begin, *at);
    return word->len > 0;
}

static pdx_range source_of(const speaker *s, pdx_range range) { return s->tag->through == NULL ? range : pdx_offsets_source(s->tag->through, range); }

/* A statement whose value is an attribute's, or the text of the element, which its end tells. */
static pdx_status state(speaker *s, uint32_t thing, unsigned key, unsigned by, const pdx_attribute *value, bool has_place) {
    pdx_says_statement statement = {.thing = thing, .key = (uint8_t)key, .by = (uint8_t)by};
    const size_t begin = s->says->values.len;
    if (s->element->n == STATEMENTS_MOST) return PDX_OK;
    if (has_place) statement.text = pdx_range_of(s->tag->at, s->tag->at);
    if (value != NULL) {
        PDX_TRY(pdx_html_value(s->tag->html, value, &s->says->values, NULL, s->err));
        statement.value = pdx_says_value(s->says, begin);
        statement.source = source_of(s, value->value);
        if (statement.value.end == statement.value.begin) return PDX_OK;
    }
    if (!pdx_says_add(s->says, &statement)) return pdx_fail_memory(s->err);
    s->element->n++;
    return PDX_OK;
}

static pdx_status begin_thing(speaker *s, unsigned voice, const pdx_says_thing *from) {
    pdx_says_thing thing = *from;
    thing.range = pdx_range_of(s->tag->at, s->tag->at);
    thing.parent = s->element->things[voice];
    s->element->things[voice] = (uint32_t)s->says->things.len;
    s->element->begins[voice] = true;
    return pdx_says_add_thing(s->says, &thing) ? PDX_OK : pdx_fail_memory(s->err);
}

/* ---- schema.org, as microdata and RDFa have it */

/* What a link says by its words is what it means, whatever it links to. */
static bool is_of_words(unsigned key) {
    return key == PDX_KEY_HEADLINE || key == PDX_KEY_NAME || key == PDX_KEY_AUTHOR || key == PDX_KEY_TAG || key == PDX_KEY_TAGS ||
           key == PDX_KEY_SECTION || key == PDX_KEY_SUMMARY;
}

/* NULL: it is the text. */
static const pdx_attribute *schema_value(const speaker *s, unsigned key) {
    const attributes *a = &s->a;
    if (a->content != NULL) return a->content;
    switch (s->tag->name) {
    case PDX_TAG_A: case PDX_TAG_AREA: return is_of_words(key) ? NULL : a->href;
    case PDX_TAG_LINK: return a->href;
    case PDX_TAG_IMG: case PDX_TAG_AUDIO: case PDX_TAG_VIDEO: case PDX_TAG_SOURCE: case PDX_TAG_IFRAME: case PDX_TAG_EMBED: return a->src;
    case PDX_TAG_TIME: return a->datetime;
    default: return a->datetime != NULL ? a->datetime : a->value;
    }
}

static unsigned first_key(pdx_span words) {
    pdx_span word;
    size_t at = 0;
    unsigned key = PDX_KEY_NONE;
    while (key == PDX_KEY_NONE && next_word(words, &at, &word)) key = pdx_key_of_schema(word);
    return key;
}

static unsigned kind_of(pdx_span types) {
    pdx_span word;
    size_t at = 0;
    unsigned kind = PDX_THING_OTHER;
    while (kind != PDX_THING_ARTICLE && next_word(types, &at, &word)) {
        const unsigned found = pdx_kind_of_schema(word);
        if (kind == PDX_THING_OTHER || found == PDX_THING_ARTICLE) kind = found;
    }
    return kind;
}

static pdx_status schema_open(speaker *s, const pdx_attribute *scope, const pdx_attribute *type, const pdx_attribute *properties, unsigned by) {
    const uint32_t of = s->element->things[PDX_SAYS_SCHEMA];
    const pdx_span words = view(s, properties);
    pdx_span word;
    size_t at = 0;
    if (scope != NULL) {
        const pdx_says_thing thing = {.key = (uint8_t)first_key(words), .kind = (uint8_t)kind_of(view(s, type)), .by = (uint8_t)by};
        PDX_TRY(begin_thing(s, PDX_SAYS_SCHEMA, &thing));
        return s->a.itemid == NULL ? PDX_OK : state(s, s->element->things[PDX_SAYS_SCHEMA], PDX_KEY_ID, by, s->a.itemid, true);
    }
    if (of == PDX_SAYS_NOTHING || s->says->things.data[of].by != by) return PDX_OK;
    while (next_word(words, &at, &word)) {
        const unsigned key = pdx_key_of_schema(word);
        if (key == PDX_KEY_CONTENT) s->says->things.data[of].has_content = true;
        else if (key != PDX_KEY_NONE && key != PDX_KEY_TYPE) PDX_TRY(state(s, of, key, by, schema_value(s, key), true));
    }
    return PDX_OK;
}

/* ---- microformats */

static const pdx_attribute *format_value(const speaker *s, unsigned value) {
    const attributes *a = &s->a;
    const bool is_link = s->tag->name == PDX_TAG_A || s->tag->name == PDX_TAG_AREA || s->tag->name == PDX_TAG_LINK;
    if (value == PDX_VALUE_TIME) return a->datetime != NULL ? a->datetime : is_link ? NULL : a->title != NULL ? a->title : a->value;
    if (value == PDX_VALUE_ADDRESS) return is_link ? a->href : a->src != NULL ? a->src : a->value;
    if (s->tag->name == PDX_TAG_IMG || s->tag->name == PDX_TAG_AREA) return a->alt;
    return is_link ? NULL : a->title != NULL && s->tag->token->name.end - s->tag->token->name.begin == 4 ? a->title : a->value; /* abbr */
}

static unsigned kind_spoken_of(const speaker *s) {
    const uint32_t of = s->element->things[PDX_SAYS_CARDS];
    return of == PDX_SAYS_NOTHING ? PDX_THING_OTHER : s->says->things.data[of].kind;
}

/* The thing that a class begins: *person: an author, as hAtom has him; *role: what it is of what it stands in. False: none. */
static bool format_thing(const speaker *s, pdx_says_thing *out, bool *has_content) {
    const pdx_span words = view(s, s->a.class_);
    pdx_format_word found;
    pdx_span word;
    size_t at = 0;
    bool begins = false, person = false;
    memset(out, 0, sizeof *out);
    out->by = PDX_SAYS_FORMATS;
    while (next_word(words, &at, &word)) {
        if (!pdx_format_of_class(word, &found)) continue;
        *has_content = *has_content || found.key == PDX_KEY_CONTENT;
        if (found.is_person) person = true;
        else if (found.is_thing && (!begins || found.kind == PDX_THING_ARTICLE)) out->kind = found.kind, begins = true;
        if (found.key == PDX_KEY_AUTHOR) out->key = PDX_KEY_AUTHOR;
        if (found.is_thing && pdx_unescape_name_is(word, "h-card")) out->implied = true;
    }
    if (!begins && person && kind_spoken_of(s) == PDX_THING_ARTICLE) begins = true;
    return begins;
}

static bool is_spoken_here(const speaker *s, uint32_t of, const pdx_format_word *word, bool has_content) {
    const pdx_says_thing *thing;
    if (of == PDX_SAYS_NOTHING || word->key == PDX_KEY_NONE || word->is_thing) return false;
    thing = &s->says->things.data[of];
    if (word->is_classic && (word->key == PDX_KEY_NAME) == (thing->kind == PDX_THING_ARTICLE)) return false;
    return word->key != PDX_KEY_NAME || !has_content; /* what is all that it says is no title */
}

/* A block that says something of the post of the page where nothing is marked up as that. */
static bool is_block_of_page(uint32_t of, pdx_span word) { return of == PDX_SAYS_NOTHING && pdx_span_starts(word, pdx_span_str("wp-block-post-")); }

static pdx_status format_open(speaker *s) {
    const uint32_t of = s->element->things[PDX_SAYS_CARDS];
    const pdx_span words = view(s, s->a.class_);
    bool has_content = false, begins;
    pdx_says_thing thing;
    pdx_format_word found;
    pdx_span word;
    size_t at = 0;
    begins = format_thing(s, &thing, &has_content);
    if (begins && thing.key == PDX_KEY_NONE && of != PDX_SAYS_NOTHING && thing.kind == PDX_THING_OTHER &&
        s->says->things.data[of].key == PDX_KEY_AUTHOR) {
        return PDX_OK; /* the author's card */
    }
    if (begins) return begin_thing(s, PDX_SAYS_CARDS, &thing);
    while (next_word(words, &at, &word)) {
        if (!pdx_format_of_class(word, &found)) continue;
        if (is_block_of_page(of, word)) PDX_TRY(state(s, PDX_SAYS_NOTHING, found.key, PDX_SAYS_FORMATS, NULL, true));
        if (!is_spoken_here(s, of, &found, has_content)) continue;
        if (found.key == PDX_KEY_CONTENT) s->says->things.data[of].has_content = true;
        else PDX_TRY(state(s, of, found.key, PDX_SAYS_FORMATS, format_value(s, found.value), true));
    }
    return PDX_OK;
}

/* ---- the page as a whole */

static pdx_status meta_open(speaker *s) {
    const pdx_attribute *const names[] = {s->a.property, s->a.name, s->a.http_equiv};
    for (size_t i = 0; s->a.content != NULL && i < PDX_COUNTOF(names); i++) {
        pdx_says_key key;
        pdx_says_by by;
        if (names[i] == NULL || !pdx_key_of_meta(view(s, names[i]), &key, &by)) continue;
        return state(s, PDX_SAYS_NOTHING, key, by, s->a.content, false);
    }
    return PDX_OK;
}

static pdx_status link_open(speaker *s) {
    const pdx_span words = view(s, s->a.rel);
    pdx_span word;
    size_t at = 0;
    while (s->a.href != NULL && next_word(words, &at, &word)) {
        if (pdx_unescape_name_is(word, "canonical")) return state(s, PDX_SAYS_NOTHING, PDX_KEY_ADDRESS, PDX_SAYS_HEAD, s->a.href, false);
    }
    return PDX_OK;
}

pdx_status pdx_html_says_open(pdx_html_says *says, const pdx_says_tag *tag, pdx_says_element *element, pdx_error *err) {
    speaker s = {.says = says, .tag = tag, .element = element, .err = err};
    element->first = (uint32_t)says->statements.len;
    element->n = 0;
    read_attributes(&s);
    if (tag->name == PDX_TAG_META) PDX_TRY(meta_open(&s));
    if (tag->name == PDX_TAG_LINK) PDX_TRY(link_open(&s));
    if (s.a.itemscope != NULL || s.a.itemprop != NULL) PDX_TRY(schema_open(&s, s.a.itemscope, s.a.itemtype, s.a.itemprop, PDX_SAYS_MICRODATA));
    if (s.a.typeof_ != NULL || s.a.property != NULL) PDX_TRY(schema_open(&s, s.a.typeof_, s.a.typeof_, s.a.property, PDX_SAYS_RDFA));
    return s.a.class_ == NULL ? PDX_OK : format_open(&s);
}
