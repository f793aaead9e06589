#include "source/html/htmlsays.h"

#include "base/alloc.h"
#include "base/map.h"
#include "source/syntax/address.h"
#include "source/html/htmlflow.h"

void pdx_html_says_init(pdx_html_says *says) {
    memset(says, 0, sizeof *says);
    pdx_buf_init(&says->values);
}

void pdx_html_says_deinit(pdx_html_says *says) {
    PDX_VEC_DEINIT(&says->things);
    PDX_VEC_DEINIT(&says->statements);
    PDX_VEC_DEINIT(&says->facts);
    pdx_buf_deinit(&says->values);
}

void pdx_html_says_reset(pdx_html_says *says) {
    says->things.len = says->statements.len = says->facts.len = 0;
    pdx_buf_reset(&says->values);
    says->language = pdx_range_of(0, 0);
}

bool pdx_says_add_thing(pdx_html_says *says, const pdx_says_thing *thing) {
    return says->things.len < PDX_SAYS_NOTHING && PDX_VEC_PUSH(&says->things, *thing);
}

bool pdx_says_add(pdx_html_says *says, const pdx_says_statement *statement) {
    return says->statements.len < PDX_SAYS_NOTHING && !says->values.failed && PDX_VEC_PUSH(&says->statements, *statement);
}

pdx_range pdx_says_value(pdx_html_says *says, size_t begin) {
    uint8_t *data = says->values.data;
    size_t end = begin;
    bool due = false;
    for (size_t i = begin; i < says->values.len; i++) {
        if (pdx_html_is_space(data[i])) {
            due = end > begin;
            continue;
        }
        if (due) data[end++] = ' ';
        due = false;
        data[end++] = data[i];
    }
    says->values.len = end;
    return pdx_range_of(begin, end);
}

/* What is known of things while they are settled. */
typedef struct settler {
    pdx_html_says *says;
    pdx_span text;
    uint32_t *names, *ids; /* owned; of each thing: the first statement that says it, or PDX_SAYS_NOTHING */
    bool *headed;          /* owned; it has a headline */
    pdx_map known;         /* what things with names are called by */
    PDX_VEC(uint32_t) called; /* by that number: the thing */
} settler;

static pdx_span value_of(const pdx_html_says *says, pdx_range value, pdx_range place, pdx_span text) {
    if (value.end > value.begin) return pdx_span_slice(pdx_buf_view(&says->values), (size_t)value.begin, (size_t)value.end);
    return pdx_span_slice(text, (size_t)place.begin, (size_t)place.end);
}

pdx_span pdx_html_fact_value(const pdx_html_says *says, const pdx_html_fact *fact, pdx_span text) {
    return value_of(says, fact->value, fact->text, text);
}

static pdx_span said_in(const settler *s, const pdx_says_statement *statement) {
    return value_of(s->says, statement->value, statement->text, s->text);
}

/* Posts are told of by articles, and by what lists of them say of each. */
static bool is_subject(const settler *s, uint32_t number) {
    const pdx_says_thing *thing;
    if (number == PDX_SAYS_NOTHING) return false;
    thing = &s->says->things.data[number];
    if (thing->kind == PDX_THING_ARTICLE) return true;
    return thing->kind == PDX_THING_ITEM && thing->key == PDX_KEY_LIST && thing->parent != PDX_SAYS_NOTHING &&
           s->says->things.data[thing->parent].kind == PDX_THING_LIST;
}

static pdx_status know_things(settler *s, pdx_error *err) {
    const pdx_html_says *says = s->says;
    for (size_t i = 0; i < says->things.len; i++) s->names[i] = s->ids[i] = PDX_SAYS_NOTHING;
    for (size_t i = 0; i < says->statements.len; i++) {
        const pdx_says_statement *each = &says->statements.data[i];
        if (each->thing == PDX_SAYS_NOTHING) continue;
        if (each->key == PDX_KEY_HEADLINE) s->headed[each->thing] = true;
        if (each->key == PDX_KEY_NAME && s->names[each->thing] == PDX_SAYS_NOTHING) s->names[each->thing] = (uint32_t)i;
        if (each->key == PDX_KEY_ID && s->ids[each->thing] == PDX_SAYS_NOTHING) s->ids[each->thing] = (uint32_t)i;
        if (each->key == PDX_KEY_CONTENT) says->things.data[each->thing].has_content = true;
    }
    for (size_t i = 0; i < says->things.len; i++) {
        uint32_t number;
        if (s->names[i] == PDX_SAYS_NOTHING || s->ids[i] == PDX_SAYS_NOTHING) continue;
        number = pdx_map_intern(&s->known, said_in(s, &says->statements.data[s->ids[i]]));
        if (number == PDX_MAP_NONE || (number == s->called.len && !PDX_VEC_PUSH(&s->called, (uint32_t)i))) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

static pdx_status add_fact(settler *s, const pdx_says_statement *from, uint32_t thing, uint8_t role, pdx_error *err) {
    const pdx_html_fact fact = {.thing = thing, .role = role, .by = from->by, .is_name = from->key == PDX_KEY_ID, .text = from->text,
                                .value = from->value, .source = from->source};
    if (said_in(s, from).len == 0) return PDX_OK;
    return PDX_VEC_PUSH(&s->says->facts, fact) ? PDX_OK : pdx_fail_memory(err);
}

/* Each of several; a value that is written as it is tells where each stands. */
static pdx_status add_tags(settler *s, const pdx_says_statement *from, uint32_t thing, pdx_error *err) {
    const pdx_span all = said_in(s, from);
    const bool in_values = from->value.end > from->value.begin;
    const bool plain = from->source.end - from->source.begin == all.len;
    for (size_t at = 0; at < all.len;) {
        const uint8_t *comma = memchr(all.data + at, ',', all.len - at);
        const size_t next = comma == NULL ? all.len : (size_t)(comma - all.data);
        pdx_says_statement one = *from;
        size_t begin = at, end = next;
        while (begin < end && pdx_html_is_space(all.data[begin])) begin++;
        while (end > begin && pdx_html_is_space(all.data[end - 1])) end--;
        at = next + 1;
        if (begin == end) continue;
        if (in_values) one.value = pdx_range_of(from->value.begin + begin, from->value.begin + end);
        else one.text = pdx_range_of(from->text.begin + begin, from->text.begin + end);
        if (in_values && plain) one.source = pdx_range_of(from->source.begin + begin, from->source.begin + end);
        PDX_TRY(add_fact(s, &one, thing, PDX_ROLE_TAGS, err));
    }
    return PDX_OK;
}

static uint8_t role_of(const settler *s, const pdx_says_statement *statement) {
    const uint32_t thing = statement->thing;
    switch (statement->key) {
    case PDX_KEY_HEADLINE: return PDX_ROLE_TITLE;
    case PDX_KEY_NAME: return thing != PDX_SAYS_NOTHING && s->headed[thing] ? PDX_ROLE_COUNT : PDX_ROLE_TITLE;
    case PDX_KEY_PUBLISHED: return PDX_ROLE_DATE;
    case PDX_KEY_UPDATED: return PDX_ROLE_UPDATED;
    case PDX_KEY_AUTHOR: return pdx_address_is_whole(said_in(s, statement)) ? PDX_ROLE_COUNT : PDX_ROLE_BYLINE; /* his page, not his name */
    case PDX_KEY_TAGS: case PDX_KEY_TAG: return PDX_ROLE_TAGS;
    case PDX_KEY_SECTION: return PDX_ROLE_CATEGORIES;
    case PDX_KEY_ADDRESS: case PDX_KEY_PAGE: return PDX_ROLE_ADDRESS;
    case PDX_KEY_ID: return pdx_address_is_whole(said_in(s, statement)) ? PDX_ROLE_ADDRESS : PDX_ROLE_COUNT;
    case PDX_KEY_SUMMARY: return PDX_ROLE_SUMMARY;
    case PDX_KEY_IMAGE: return PDX_ROLE_IMAGE;
    case PDX_KEY_LINK: return PDX_ROLE_LINK;
    default: return PDX_ROLE_COUNT; /* nothing of a post */
    }
}

/* What is said of something that is itself something of a post: an author's name, a picture's address. */
static uint8_t role_through(const settler *s, const pdx_says_thing *thing, const pdx_says_statement *statement) {
    const uint8_t key = statement->key;
    const bool is_address = key == PDX_KEY_ADDRESS || key == PDX_KEY_ID;
    switch (thing->key) {
    case PDX_KEY_AUTHOR:
        return key == PDX_KEY_NAME && statement == &s->says->statements.data[s->names[statement->thing]] ? PDX_ROLE_BYLINE : PDX_ROLE_COUNT;
    case PDX_KEY_IMAGE: return key == PDX_KEY_ADDRESS ? PDX_ROLE_IMAGE : PDX_ROLE_COUNT;
    case PDX_KEY_PAGE: return is_address ? PDX_ROLE_ADDRESS : PDX_ROLE_COUNT;
    case PDX_KEY_TAG: case PDX_KEY_TAGS: return key == PDX_KEY_NAME ? PDX_ROLE_TAGS : PDX_ROLE_COUNT;
    case PDX_KEY_SECTION: return key == PDX_KEY_NAME ? PDX_ROLE_CATEGORIES : PDX_ROLE_COUNT;
    case PDX_KEY_ITEM: return key == PDX_KEY_NAME ? PDX_ROLE_TITLE : is_address ? PDX_ROLE_ADDRESS : PDX_ROLE_COUNT;
    default: return PDX_ROLE_COUNT;
    }
}

/* Of a page as a thing of its own only its days and address are its post's. */
static bool is_of_page(uint8_t role) { return role == PDX_ROLE_DATE || role == PDX_ROLE_UPDATED || role == PDX_ROLE_ADDRESS; }

static pdx_status settle_one(settler *s, const pdx_says_statement *statement, pdx_error *err) {
    const pdx_says_thing *thing = statement->thing == PDX_SAYS_NOTHING ? NULL : &s->says->things.data[statement->thing];
    uint32_t of = statement->thing;
    uint8_t role = PDX_ROLE_COUNT;
    if (statement->key == PDX_KEY_LANGUAGE) return PDX_OK;
    if (thing == NULL || is_subject(s, of)) {
        role = role_of(s, statement);
    } else if (is_subject(s, thing->parent)) {
        role = role_through(s, thing, statement);
        of = thing->parent;
    } else if (thing->kind == PDX_THING_PAGE) {
        role = is_of_page(role_of(s, statement)) ? role_of(s, statement) : PDX_ROLE_COUNT;
        of = PDX_SAYS_NOTHING;
    }
    if (role == PDX_ROLE_COUNT) return PDX_OK;
    return statement->key == PDX_KEY_TAGS ? add_tags(s, statement, of, err) : add_fact(s, statement, of, role, err);
}

/* An author who is only called by something that another thing with a name is called by; one whose text is his name. */
static pdx_status settle_author(settler *s, uint32_t number, pdx_error *err) {
    const pdx_says_thing *thing = &s->says->things.data[number];
    uint32_t found;
    if (thing->key != PDX_KEY_AUTHOR || s->names[number] != PDX_SAYS_NOTHING || !is_subject(s, thing->parent)) return PDX_OK;
    if (s->ids[number] != PDX_SAYS_NOTHING) {
        found = pdx_map_find(&s->known, said_in(s, &s->says->statements.data[s->ids[number]]));
        return found == PDX_MAP_NONE ? PDX_OK
                                     : add_fact(s, &s->says->statements.data[s->names[s->called.data[found]]], thing->parent, PDX_ROLE_BYLINE, err);
    }
    if (!thing->implied) return PDX_OK;
    return add_fact(s, &(pdx_says_statement){.by = thing->by, .text = thing->range}, thing->parent, PDX_ROLE_BYLINE, err);
}

/* The first of those whose word counts most. */
static void settle_language(settler *s) {
    const pdx_says_statement *best = NULL;
    for (size_t i = 0; i < s->says->statements.len; i++) {
        const pdx_says_statement *each = &s->says->statements.data[i];
        if (each->key != PDX_KEY_LANGUAGE || each->value.end == each->value.begin) continue;
        if (each->thing != PDX_SAYS_NOTHING && !is_subject(s, each->thing)) continue;
        if (best == NULL || each->by < best->by) best = each;
    }
    if (best != NULL) s->says->language = best->value;
}

static pdx_status settle_all(settler *s, pdx_error *err) {
    PDX_TRY(know_things(s, err));
    for (size_t i = 0; i < s->says->statements.len; i++) PDX_TRY(settle_one(s, &s->says->statements.data[i], err));
    for (size_t i = 0; i < s->says->things.len; i++) PDX_TRY(settle_author(s, (uint32_t)i, err));
    settle_language(s);
    return PDX_OK;
}

pdx_status pdx_html_says_settle(pdx_html_says *says, pdx_span text, pdx_error *err) {
    settler s;
    pdx_status status;
    memset(&s, 0, sizeof s);
    s.says = says;
    s.text = text;
    says->facts.len = 0;
    pdx_map_init(&s.known);
    s.names = pdx_resize_array(NULL, says->things.len + 1, sizeof *s.names);
    s.ids = pdx_resize_array(NULL, says->things.len + 1, sizeof *s.ids);
    s.headed = pdx_alloc_zero(says->things.len + 1, sizeof *s.headed);
    status = s.names == NULL || s.ids == NULL || s.headed == NULL ? pdx_fail_memory(err) : settle_all(&s, err);
    pdx_free(s.names);
    pdx_free(s.ids);
    pdx_free(s.headed);
    pdx_map_deinit(&s.known);
    PDX_VEC_DEINIT(&s.called);
    return status;
}
