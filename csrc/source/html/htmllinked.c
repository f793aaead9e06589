#include "source/html/htmllinked.h"

#include "markup/unescape.h"
#include "source/html/htmlkeys.h"
#include "source/syntax/json.h"

/* An object or an array that is open: of what the values in it are said, and as what. */
typedef struct frame {
    uint32_t thing;
    uint8_t key;
} frame;

typedef struct linked {
    pdx_html_says *says;
    pdx_json json;
    pdx_buf string; /* decoded, but for references */
    pdx_span text;
    uint64_t at;
    const pdx_offsets *through;
    frame frames[PDX_JSON_DEPTH_MAX];
} linked;

/* Behind what some put before JSON so that nothing else reads it: the marks of comments of HTML and of scripts, of a section of XML. */
static size_t json_begin(pdx_span text) {
    size_t at = 0;
    for (;;) {
        const pdx_span rest = pdx_span_slice(text, at, text.len);
        if (rest.len == 0) return at;
        if (rest.data[0] <= ' ' || rest.data[0] == ';') at++;
        else if (pdx_span_starts(rest, pdx_span_str("<!--"))) at += 4;
        else if (pdx_span_starts(rest, pdx_span_str("<![CDATA["))) at += 9;
        else if (pdx_span_starts(rest, pdx_span_str("//")) || pdx_span_starts(rest, pdx_span_str("/*")) ||
                 pdx_span_starts(rest, pdx_span_str("*/"))) {
            at += 2;
        } else
            return at;
    }
}

static const frame outside = {PDX_SAYS_NOTHING, PDX_KEY_NONE};
static const frame *frame_at(const linked *l, uint32_t depth) { return depth == 0 ? &outside : &l->frames[depth - 1]; }

static pdx_span view(const linked *l, const pdx_json_token *token) { return pdx_span_slice(l->text, token->begin, token->end); }

static pdx_status begin_thing(linked *l, const pdx_json_token *token, pdx_error *err) {
    const frame *in = frame_at(l, token->depth);
    const pdx_says_thing thing = {.parent = in->thing, .key = in->key, .by = PDX_SAYS_LINKED};
    l->frames[token->depth] = (frame){(uint32_t)l->says->things.len, PDX_KEY_NONE};
    return pdx_says_add_thing(l->says, &thing) ? PDX_OK : pdx_fail_memory(err);
}

static void take_type(linked *l, uint32_t number, pdx_span type) {
    pdx_says_thing *thing = &l->says->things.data[number];
    const pdx_says_kind kind = pdx_kind_of_schema(type);
    if (thing->kind == PDX_THING_OTHER || kind == PDX_THING_ARTICLE) thing->kind = (uint8_t)kind;
}

static pdx_range source_of(const linked *l, const pdx_json_token *token) {
    const pdx_range range = pdx_range_of(l->at + token->begin, l->at + token->end);
    return l->through == NULL ? range : pdx_offsets_source(l->through, range);
}

/* Many write the references of HTML in linked data. */
static pdx_status take_string(linked *l, const pdx_json_token *token, pdx_error *err) {
    static const pdx_unescape how = {.references = true, .kind = PDX_REFERENCE_HTML};
    const frame *in = frame_at(l, token->depth);
    const size_t begin = l->says->values.len;
    pdx_says_statement statement = {.thing = in->thing, .key = in->key, .by = PDX_SAYS_LINKED};
    if (in->thing == PDX_SAYS_NOTHING || in->key == PDX_KEY_NONE || token->end == token->begin) return PDX_OK;
    if (in->key == PDX_KEY_CONTENT) { /* that it is there is all that is asked */
        l->says->things.data[in->thing].has_content = true;
        return PDX_OK;
    }
    pdx_buf_reset(&l->string);
    PDX_TRY(pdx_json_decode(l->text, token->begin, token->end, 0, &l->string, NULL, err));
    if (in->key == PDX_KEY_TYPE) {
        take_type(l, in->thing, pdx_buf_view(&l->string));
        return PDX_OK;
    }
    if (!pdx_unescape_append(pdx_buf_view(&l->string), 0, how, &l->says->values, NULL)) return pdx_fail_memory(err);
    statement.value = pdx_says_value(l->says, begin);
    statement.source = source_of(l, token);
    if (statement.value.end == statement.value.begin) return PDX_OK;
    return pdx_says_add(l->says, &statement) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status take(linked *l, const pdx_json_token *token, pdx_error *err) {
    switch (token->kind) {
    case PDX_JSON_OBJECT: return begin_thing(l, token, err);
    case PDX_JSON_ARRAY: l->frames[token->depth] = *frame_at(l, token->depth); return PDX_OK;
    case PDX_JSON_KEY: l->frames[token->depth - 1].key = (uint8_t)pdx_key_of_schema(view(l, token)); return PDX_OK;
    case PDX_JSON_STRING: return take_string(l, token, err);
    default: return PDX_OK;
    }
}

pdx_status pdx_html_linked_read(pdx_html_says *says, pdx_span json, uint64_t at, const pdx_offsets *through, pdx_error *err) {
    const size_t begin = json_begin(json);
    linked l;
    pdx_json_token token;
    pdx_status status = PDX_OK;
    l.says = says;
    l.text = pdx_span_slice(json, begin, json.len);
    l.at = at + begin;
    l.through = through;
    pdx_buf_init(&l.string);
    pdx_json_init(&l.json, l.text);
    l.json.takes_controls = true; /* as many write them */
    while (status == PDX_OK && pdx_json_next(&l.json, &token, NULL) == PDX_OK && token.kind != PDX_JSON_END) status = take(&l, &token, err);
    pdx_buf_deinit(&l.string);
    return status;
}
