#include "source/html/htmltext.h"

#include "markup/html.h"
#include "source/html/htmlattributes.h"
#include "source/html/htmlfacts.h"
#include "source/html/htmlflow.h"
#include "source/html/htmllinked.h"
#include "source/html/htmlopen.h"

/* The words of a picture that wait for the end of a line. */
typedef struct waiting_alt {
    pdx_attribute alt;
    uint32_t mark;
} waiting_alt;

typedef struct html_decoded {
    pdx_buf bytes;
    pdx_offsets map;
} html_decoded;

typedef struct html_reader {
    pdx_htmltext *out;
    pdx_html html;
    pdx_html_flow flow;
    pdx_html_open open;
    size_t first_block;          /* of this reading */
    const pdx_offsets *through;
    html_decoded said, alt;      /* a text; the words of a picture, which may come before the rest of a text */
    PDX_VEC(waiting_alt) alts;
    bool in_alt;                 /* what is added stands for a picture */
    uint64_t place;              /* where the last link within a heading to a place of the page was begun */
    bool is_linked, has_linked;  /* the script that was begun holds linked data; some has said when the page was published */
} html_reader;

void pdx_htmltext_init(pdx_htmltext *out) {
    memset(out, 0, sizeof *out);
    pdx_buf_init(&out->text);
    pdx_buf_init(&out->values);
    pdx_offsets_init(&out->map);
}

void pdx_htmltext_deinit(pdx_htmltext *out) {
    pdx_buf_deinit(&out->text);
    pdx_buf_deinit(&out->values);
    pdx_offsets_deinit(&out->map);
    PDX_VEC_DEINIT(&out->blocks);
    PDX_VEC_DEINIT(&out->marks);
    PDX_VEC_DEINIT(&out->boxes);
    PDX_VEC_DEINIT(&out->left);
}

void pdx_htmltext_reset(pdx_htmltext *out) {
    pdx_buf_reset(&out->text);
    pdx_buf_reset(&out->values);
    pdx_offsets_reset(&out->map);
    out->language = out->base = out->title = out->published = pdx_range_of(0, 0);
    out->blocks.len = out->marks.len = out->boxes.len = out->left.len = 0;
}

/* The last block ends: where the text does, but for `behind` bytes. One that is empty is none. */
static void end_block(html_reader *reader, size_t behind) {
    pdx_htmltext *out = reader->out;
    pdx_html_block *last;
    if (out->blocks.len == reader->first_block) return;
    last = &out->blocks.data[out->blocks.len - 1];
    last->range.end = out->text.len - behind;
    if (last->range.end <= last->range.begin) out->blocks.len--;
}

/* Whether all that the last block has is white space that was kept and will be dropped. */
static bool is_blank_block(const html_reader *reader) {
    const pdx_htmltext *out = reader->out;
    if (!reader->flow.kept || reader->flow.lines == 0 || out->blocks.len == reader->first_block) return false;
    return out->blocks.data[out->blocks.len - 1].range.begin >= reader->flow.solid;
}

/* A line that only begins with a button is what stands behind that. */
static void behind_button(html_reader *reader, const pdx_html_element *top) {
    pdx_html_block *last = &reader->out->blocks.data[reader->out->blocks.len - 1];
    if (last->role == PDX_ROLE_NAV) last->role = top->role, last->level = top->level;
}

static pdx_status flush_alts(html_reader *reader, pdx_error *err);

/* Before words: what is due comes first, and a block begins where one does. */
static pdx_status begin_words(html_reader *reader, pdx_error *err) {
    const pdx_html_element *top = pdx_html_open_top(&reader->open);
    pdx_html_block block;
    size_t behind;
    if (!pdx_html_flow_is_parted(&reader->flow) && !is_blank_block(reader)) {
        if (top->role != PDX_ROLE_NAV && reader->out->blocks.len > reader->first_block) behind_button(reader, top);
        (void)pdx_html_flow_begin(&reader->flow);
        return PDX_OK;
    }
    if (reader->alts.len > 0 && !reader->in_alt) PDX_TRY(flush_alts(reader, err));
    behind = pdx_html_flow_begin(&reader->flow);
    end_block(reader, behind);
    block.range = pdx_range_of(reader->out->text.len, reader->out->text.len);
    block.role = reader->in_alt ? PDX_ROLE_IMAGE_ALT : top->role;
    block.level = reader->in_alt ? 0 : top->level;
    block.box = top->box;
    return PDX_VEC_PUSH(&reader->out->blocks, block) ? PDX_OK : pdx_fail_memory(err);
}

/* Bytes that stand in the source as they are. */
static pdx_status add_bytes(html_reader *reader, pdx_span bytes, uint64_t source, pdx_error *err) {
    for (size_t i = 0; i < bytes.len;) {
        size_t n;
        i += pdx_html_flow_spaces(&reader->flow, pdx_span_slice(bytes, i, bytes.len), source + i, 1);
        if (i == bytes.len) break;
        n = pdx_html_flow_words(pdx_span_slice(bytes, i, bytes.len));
        PDX_TRY(begin_words(reader, err));
        pdx_html_flow_put(&reader->flow, pdx_span_slice(bytes, i, i + n), source + i, n, true);
        i += n;
    }
    return PDX_OK;
}

/* Bytes that stand for others. */
static pdx_status add_other(html_reader *reader, pdx_span bytes, uint64_t source, uint64_t source_len, pdx_error *err) {
    if (pdx_html_flow_spaces(&reader->flow, bytes, source, source_len) == bytes.len) return PDX_OK;
    PDX_TRY(begin_words(reader, err));
    pdx_html_flow_put(&reader->flow, bytes, source, source_len, false);
    return PDX_OK;
}

static pdx_status add_kept(html_reader *reader, pdx_span bytes, uint64_t source, uint64_t source_len, bool linear, pdx_error *err) {
    const bool drops = reader->flow.drop_newline && bytes.data[0] == '\n';
    reader->flow.drop_newline = false;
    if (drops && !linear) return PDX_OK;
    if (drops) bytes = pdx_span_slice(bytes, 1, bytes.len), source++, source_len--;
    if (bytes.len == 0) return PDX_OK;
    PDX_TRY(begin_words(reader, err));
    pdx_html_flow_put(&reader->flow, bytes, source, source_len, linear);
    reader->flow.kept = true;
    return PDX_OK;
}

static pdx_status add_stretch(html_reader *reader, pdx_span bytes, const pdx_offset *from, bool keeps, pdx_error *err) {
    if (bytes.len == 0) return PDX_OK;
    if (keeps) return add_kept(reader, bytes, from->source, from->source_len, from->linear, err);
    return from->linear ? add_bytes(reader, bytes, from->source, err) : add_other(reader, bytes, from->source, from->source_len, err);
}

static pdx_status add_decoded(html_reader *reader, const html_decoded *decoded, bool keeps, pdx_error *err) {
    const pdx_offsets *map = &decoded->map;
    for (size_t i = 0; i < map->list.len; i++) {
        const uint64_t end = i + 1 < map->list.len ? map->list.data[i + 1].text : map->text_end;
        const pdx_span bytes = pdx_span_slice(pdx_buf_view(&decoded->bytes), (size_t)map->list.data[i].text, (size_t)end);
        PDX_TRY(add_stretch(reader, bytes, &map->list.data[i], keeps, err));
    }
    return PDX_OK;
}

static void decoded_reset(html_decoded *decoded) {
    pdx_buf_reset(&decoded->bytes);
    pdx_offsets_reset(&decoded->map);
}

static void decoded_deinit(html_decoded *decoded) {
    pdx_buf_deinit(&decoded->bytes);
    pdx_offsets_deinit(&decoded->map);
}

static bool is_blank(pdx_span bytes) {
    size_t i = 0;
    while (i < bytes.len && pdx_html_is_space(bytes.data[i])) i++;
    return i == bytes.len;
}

/* Where bytes of the HTML come from. */
static pdx_range source_of(const html_reader *reader, pdx_range range) {
    return reader->through == NULL ? range : pdx_offsets_source(reader->through, range);
}

static pdx_status leave_out(html_reader *reader, pdx_range range, uint8_t out, pdx_error *err) {
    pdx_htmltext *to = reader->out;
    pdx_html_left *last = to->left.len > 0 ? &to->left.data[to->left.len - 1] : NULL;
    pdx_html_left next;
    next.source = source_of(reader, range);
    next.out = out;
    if (last != NULL && last->out == out && last->source.end == next.source.begin) {
        last->source.end = next.source.end;
        return PDX_OK;
    }
    return PDX_VEC_PUSH(&to->left, next) ? PDX_OK : pdx_fail_memory(err);
}

/* `n` of the innermost elements end. */
static void end_innermost(html_reader *reader, size_t n);

static void take_published(html_reader *reader, const pdx_html_token *token, pdx_span json) {
    const pdx_range found = pdx_html_published(json);
    if (found.end <= found.begin) return;
    reader->out->published = source_of(reader, pdx_range_of(token->content.begin + found.begin, token->content.begin + found.end));
    reader->has_linked = true;
}

/* The first counts. */
static pdx_status take_title(html_reader *reader, const pdx_html_token *token, pdx_error *err) {
    pdx_htmltext *out = reader->out;
    const size_t begin = out->values.len;
    PDX_TRY(pdx_html_text(&reader->html, token, &out->values, NULL, err));
    out->title = pdx_range_of(begin, out->values.len);
    return PDX_OK;
}

/* Whether a text is all that a link to a place says, as a sign to link by is: not what stands behind other words of a heading. */
static bool is_all_of_place(const html_reader *reader, const pdx_html_token *token) {
    const pdx_markup_input *input = &reader->html.input;
    const pdx_span behind = pdx_span_slice(input->bytes, (size_t)(token->source.end - input->base), input->bytes.len);
    return pdx_html_open_top(&reader->open)->is_place && token->source.begin == reader->place && pdx_span_starts(behind, pdx_span_str("</"));
}

static pdx_status add_text(html_reader *reader, const pdx_html_token *token, pdx_error *err) {
    const pdx_span bytes = pdx_markup_view(&reader->html.input, token->content);
    const pdx_html_element *top = pdx_html_open_top(&reader->open);
    pdx_offset whole;
    if (top->name == PDX_TAG_HEAD && !is_blank(bytes)) {
        end_innermost(reader, 1);
        top = pdx_html_open_top(&reader->open);
    }
    if (reader->is_linked && token->model == PDX_HTML_SCRIPT) {
        take_published(reader, token, bytes);
        if (reader->out->says != NULL) PDX_TRY(pdx_html_linked_read(reader->out->says, bytes, token->content.begin, reader->through, err));
    }
    if (top->name == PDX_TAG_TITLE && reader->out->title.end == reader->out->title.begin) PDX_TRY(take_title(reader, token, err));
    if (top->out != PDX_HTML_OUT_NOT) return is_blank(bytes) ? PDX_OK : leave_out(reader, token->content, top->out, err);
    if (!token->plain) {
        decoded_reset(&reader->said);
        PDX_TRY(pdx_html_text(&reader->html, token, &reader->said.bytes, &reader->said.map, err));
    }
    if (is_all_of_place(reader, token) && !is_blank(bytes) && !pdx_html_has_words(token->plain ? bytes : pdx_buf_view(&reader->said.bytes))) {
        return leave_out(reader, token->content, PDX_HTML_OUT_HIDDEN, err);
    }
    if (!token->plain) return add_decoded(reader, &reader->said, top->pre, err);
    whole = (pdx_offset){.source = token->content.begin, .source_len = bytes.len, .linear = true};
    return add_stretch(reader, bytes, &whole, top->pre, err);
}

/* A stretch ends with the last word, and begins with the first that came after it was begun. */
static void end_range(const html_reader *reader, pdx_range *range) {
    range->end = reader->flow.solid;
    if (range->begin > range->end) range->begin = range->end;
    while (range->begin < range->end && pdx_html_is_space(reader->out->text.data[range->begin])) range->begin++;
}

static void end_said(html_reader *reader, const pdx_says_element *element) {
    pdx_html_says *says = reader->out->says;
    for (uint32_t i = element->first; i < element->first + element->n; i++) end_range(reader, &says->statements.data[i].text);
    for (unsigned voice = 0; voice < PDX_SAYS_VOICES; voice++) {
        if (element->begins[voice]) end_range(reader, &says->things.data[element->things[voice]].range);
    }
}

static void end_mark(html_reader *reader, const pdx_html_element *element) {
    end_said(reader, &element->says);
    if (element->mark != PDX_HTML_NO_MARK) end_range(reader, &reader->out->marks.data[element->mark].range);
    if (element->is_box) end_range(reader, &reader->out->boxes.data[element->box].range);
}

static void end_shape(html_reader *reader, unsigned name) {
    const unsigned does = pdx_html_traits[name].does;
    if ((does & PDX_TAG_IS_BLOCK) != 0) pdx_html_flow_part(&reader->flow, 2);
    if ((does & PDX_TAG_IS_LINE) != 0) pdx_html_flow_part(&reader->flow, 1);
    if ((does & PDX_TAG_IS_CELL) != 0) pdx_html_flow_cell(&reader->flow);
}

static void end_innermost(html_reader *reader, size_t n) {
    for (; n > 0; n--) {
        const pdx_html_element *last = &reader->open.list.data[--reader->open.list.len]; /* stays where it was: nothing is opened here */
        if (last->gone) continue;
        end_mark(reader, last);
        if (last->out == PDX_HTML_OUT_NOT) end_shape(reader, last->name);
    }
    reader->html.foreign = pdx_html_open_top(&reader->open)->foreign;
}

static pdx_status add_mark(html_reader *reader, pdx_html_mark_kind kind, unsigned rel, const pdx_attribute *value, uint32_t *number, pdx_error *err) {
    pdx_htmltext *out = reader->out;
    const size_t begin = out->values.len;
    pdx_html_mark mark;
    if (pdx_html_flow_is_parted(&reader->flow)) PDX_TRY(flush_alts(reader, err)); /* before what it stands at */
    if (value != NULL) PDX_TRY(pdx_html_value(&reader->html, value, &out->values, NULL, err));
    if (out->marks.len >= PDX_HTML_NO_MARK) return pdx_fail(err, PDX_ELIMIT, PDX_NO_OFFSET, "more than 2^32 links");
    mark.range = pdx_range_of(reader->flow.solid, reader->flow.solid);
    mark.value = pdx_range_of(begin, out->values.len);
    mark.source = source_of(reader, value == NULL ? pdx_range_of(0, 0) : value->value);
    mark.kind = (uint8_t)kind;
    mark.rel = (uint8_t)rel;
    *number = (uint32_t)out->marks.len;
    return PDX_VEC_PUSH(&out->marks, mark) ? PDX_OK : pdx_fail_memory(err);
}

/* The words of a picture, as a block. */
static pdx_status add_alt(html_reader *reader, const waiting_alt *waiting, bool inline_, pdx_error *err) {
    if (!inline_) pdx_html_flow_part(&reader->flow, 2);
    decoded_reset(&reader->alt);
    PDX_TRY(pdx_html_value(&reader->html, &waiting->alt, &reader->alt.bytes, &reader->alt.map, err));
    reader->in_alt = !inline_;
    reader->out->marks.data[waiting->mark].range.begin = reader->flow.solid;
    PDX_TRY(add_decoded(reader, &reader->alt, false, err));
    reader->in_alt = false;
    end_range(reader, &reader->out->marks.data[waiting->mark].range);
    if (!inline_) pdx_html_flow_part(&reader->flow, 2);
    return PDX_OK;
}

static pdx_status flush_alts(html_reader *reader, pdx_error *err) {
    for (size_t i = 0; i < reader->alts.len; i++) PDX_TRY(add_alt(reader, &reader->alts.data[i], false, err));
    reader->alts.len = 0;
    return PDX_OK;
}

static pdx_status add_image(html_reader *reader, const pdx_html_known *known, pdx_error *err) {
    waiting_alt waiting;
    pdx_span words;
    PDX_TRY(add_mark(reader, PDX_HTML_IMAGE, 0, known->later != NULL ? known->later : known->src, &waiting.mark, err));
    if (known->alt == NULL) return PDX_OK;
    words = pdx_markup_view(&reader->html.input, known->alt->value);
    if (is_blank(words)) return PDX_OK;
    waiting.alt = *known->alt;
    if (!pdx_html_has_words(words)) return add_alt(reader, &waiting, true, err); /* a face among words */
    if (pdx_html_flow_is_empty(&reader->flow) || reader->flow.lines > 0) return add_alt(reader, &waiting, false, err);
    return PDX_VEC_PUSH(&reader->alts, waiting) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_html_element element_of(const pdx_html_element *top, pdx_html_name name, pdx_span spelled, const pdx_html_known *known) {
    const pdx_html_trait *trait = &pdx_html_traits[name];
    pdx_html_element element = *top;
    element.hash = pdx_html_name_hash(spelled);
    element.mark = PDX_HTML_NO_MARK;
    element.name = (uint8_t)name;
    element.gone = element.is_box = false;
    element.is_place = name == PDX_TAG_A && top->role == PDX_ROLE_HEADING && known->links_here;
    element.says.n = 0;
    element.says.begins[PDX_SAYS_SCHEMA] = element.says.begins[PDX_SAYS_CARDS] = false;
    if (known->is_caption && trait->role == PDX_ROLE_TABLE) element.role = PDX_ROLE_CAPTION; /* a table that lays out a picture and its words */
    else if (name == PDX_TAG_BUTTON && top->role != PDX_ROLE_HEADING) element.role = PDX_ROLE_NAV; /* there is something to be done */
    else if (trait->role != PDX_ROLE_BLANK) element.role = trait->role;
    else if ((trait->does & PDX_TAG_IS_BLOCK) != 0 && top->role == PDX_ROLE_TABLE) element.role = PDX_ROLE_PARAGRAPH; /* a table that lays out a page */
    else if (known->is_text && top->role == PDX_ROLE_CAPTION) element.role = PDX_ROLE_PARAGRAPH; /* cards have all of their words beside a picture */
    else if (known->is_caption && top->role != PDX_ROLE_HEADING && (known->says & PDX_HTML_SAYS_ENTRY) == 0) element.role = PDX_ROLE_CAPTION;
    if (element.role != PDX_ROLE_HEADING) element.level = 0;
    else if (pdx_html_name_is_heading(name)) element.level = (uint8_t)(name - PDX_TAG_H1 + 1);
    if (element.out == PDX_HTML_OUT_NOT) element.out = known->is_hidden ? PDX_HTML_OUT_HIDDEN : trait->out;
    element.pre = top->pre || (trait->does & PDX_TAG_IS_PRE) != 0;
    element.foreign = top->foreign || name == PDX_TAG_SVG || name == PDX_TAG_MATH;
    return element;
}

/* What holds lines, or is said to be an entry. */
static pdx_status add_box(html_reader *reader, const pdx_html_token *token, const pdx_html_known *known, pdx_html_element *element, pdx_error *err) {
    pdx_htmltext *out = reader->out;
    const bool holds = (pdx_html_traits[element->name].does & (PDX_TAG_IS_BLOCK | PDX_TAG_IS_LINE | PDX_TAG_IS_CELL)) != 0;
    pdx_html_box box;
    if ((!holds && (known->says & PDX_HTML_SAYS_ENTRY) == 0) || out->boxes.len >= PDX_HTML_BOXES_MOST) return PDX_OK;
    if (pdx_html_flow_is_parted(&reader->flow)) PDX_TRY(flush_alts(reader, err)); /* before what it stands at */
    box.range = pdx_range_of(reader->flow.solid, reader->flow.solid);
    box.parent = element->box;
    box.form = pdx_html_form_of(&reader->html.input, token, element->hash);
    box.says = (uint16_t)known->says;
    element->box = (uint32_t)out->boxes.len;
    element->is_box = true;
    return PDX_VEC_PUSH(&out->boxes, box) ? PDX_OK : pdx_fail_memory(err);
}

/* Marks that an element makes: one at most. */
static pdx_status add_marks(html_reader *reader, pdx_html_name name, const pdx_html_known *known, uint32_t *mark, pdx_error *err) {
    if (name == PDX_TAG_IMG) return add_image(reader, known, err);
    if (name == PDX_TAG_A && known->href != NULL) return add_mark(reader, PDX_HTML_LINK, known->rel, known->href, mark, err);
    if ((known->says & PDX_HTML_SAYS_TIME) != 0) return add_mark(reader, PDX_HTML_TIME, 0, known->datetime, mark, err);
    return (known->says & PDX_HTML_SAYS_TITLE) != 0 ? add_mark(reader, PDX_HTML_TITLE, 0, NULL, mark, err) : PDX_OK;
}

/* What ends before a start tag, said or not; blocks are not part of pictures, whose end was left out then. */
static void end_before(html_reader *reader, pdx_html_name name) {
    if ((pdx_html_traits[name].does & PDX_TAG_IS_BLOCK) != 0) {
        while (pdx_html_open_top(&reader->open)->foreign) end_innermost(reader, 1);
    }
    end_innermost(reader, pdx_html_open_ended(&reader->open, name));
}

static void begin_shape(html_reader *reader, pdx_html_name name) {
    const unsigned does = pdx_html_traits[name].does;
    if (name == PDX_TAG_BR) pdx_html_flow_newline(&reader->flow);
    if ((does & PDX_TAG_IS_BLOCK) != 0) pdx_html_flow_part(&reader->flow, 2);
    if ((does & PDX_TAG_IS_LINE) != 0) pdx_html_flow_part(&reader->flow, 1);
    if ((does & PDX_TAG_IS_PRE) != 0) reader->flow.drop_newline = true;
}

static pdx_status take_language(html_reader *reader, const pdx_attribute *lang, pdx_error *err) {
    pdx_htmltext *out = reader->out;
    const size_t begin = out->values.len;
    PDX_TRY(pdx_html_value(&reader->html, lang, &out->values, NULL, err));
    if (out->language.end == out->language.begin) out->language = pdx_range_of(begin, out->values.len);
    return PDX_OK;
}

static pdx_status take_base(html_reader *reader, const pdx_attribute *href, pdx_error *err) {
    pdx_htmltext *out = reader->out;
    const size_t begin = out->values.len;
    PDX_TRY(pdx_html_value(&reader->html, href, &out->values, NULL, err));
    if (out->base.end == out->base.begin) out->base = pdx_range_of(begin, out->values.len);
    return PDX_OK;
}

/* What is left out may still say something of things, unless it is a program's. */
static pdx_status add_said(html_reader *reader, const pdx_html_token *token, pdx_html_name name, pdx_html_element *element, pdx_error *err) {
    pdx_says_tag tag = {&reader->html, token, name, 0, reader->through};
    if (element->out != PDX_HTML_OUT_NOT && element->out != PDX_HTML_OUT_HEAD && element->out != PDX_HTML_OUT_HIDDEN) return PDX_OK;
    if (element->out == PDX_HTML_OUT_NOT && pdx_html_flow_is_parted(&reader->flow)) PDX_TRY(flush_alts(reader, err));
    tag.at = reader->flow.solid;
    return pdx_html_says_open(reader->out->says, &tag, &element->says, err);
}

static pdx_status open_element(html_reader *reader, const pdx_html_token *token, pdx_error *err) {
    const pdx_span spelled = pdx_markup_view(&reader->html.input, token->name);
    const pdx_html_name name = pdx_html_name_of(spelled);
    pdx_html_known known;
    pdx_html_element element;
    bool is_empty;
    end_before(reader, name);
    pdx_html_known_read(&known, &reader->html.input, token, name);
    element = element_of(pdx_html_open_top(&reader->open), name, spelled, &known);
    if (element.is_place) reader->place = token->source.end;
    reader->is_linked = name == PDX_TAG_SCRIPT && known.is_linked;
    if (known.is_published && known.content != NULL && !reader->has_linked) reader->out->published = source_of(reader, known.content->value);
    if (name == PDX_TAG_HTML && known.lang != NULL) PDX_TRY(take_language(reader, known.lang, err));
    if (name == PDX_TAG_BASE && known.href != NULL) PDX_TRY(take_base(reader, known.href, err));
    is_empty = (pdx_html_traits[name].does & PDX_TAG_IS_VOID) != 0 || (token->self_closing && element.foreign);
    if (element.out == PDX_HTML_OUT_NOT) {
        begin_shape(reader, name);
        if (is_empty || pdx_html_open_has_room(&reader->open)) PDX_TRY(add_marks(reader, name, &known, &element.mark, err));
        if (!is_empty && pdx_html_open_has_room(&reader->open)) PDX_TRY(add_box(reader, token, &known, &element, err));
    }
    if (known.speaks && reader->out->says != NULL && (is_empty || pdx_html_open_has_room(&reader->open))) {
        PDX_TRY(add_said(reader, token, name, &element, err));
    }
    if (is_empty) return PDX_OK;
    if (!pdx_html_open_push(&reader->open, &element)) return pdx_fail_memory(err);
    reader->html.foreign = element.foreign;
    return PDX_OK;
}

static void close_element(html_reader *reader, const pdx_html_token *token) {
    const pdx_span spelled = pdx_markup_view(&reader->html.input, token->name);
    const pdx_html_name name = pdx_html_name_of(spelled);
    const pdx_html_end end = pdx_html_open_end(&reader->open, name, pdx_html_name_hash(spelled));
    if (end.what == PDX_HTML_ENDS_INNERMOST) {
        end_innermost(reader, end.n);
    } else if (end.what == PDX_HTML_ENDS_ONE) {
        end_mark(reader, &reader->open.list.data[end.n]);
        reader->open.list.data[end.n].gone = true;
    } else if (pdx_html_open_top(&reader->open)->out == PDX_HTML_OUT_NOT) { /* browsers take both as if they had been begun */
        if (name == PDX_TAG_P) pdx_html_flow_part(&reader->flow, 2);
        if (name == PDX_TAG_BR) pdx_html_flow_newline(&reader->flow);
    }
}

static pdx_status read_all(html_reader *reader, const pdx_tick *tick, pdx_error *err) {
    const uint64_t base = reader->html.input.base;
    pdx_pace pace = pdx_pace_of(tick, reader->html.input.bytes.len);
    pdx_html_token token;
    do {
        PDX_TRY(pdx_html_next(&reader->html, &token, err));
        switch (token.kind) {
        case PDX_HTML_TEXT: PDX_TRY(add_text(reader, &token, err)); break;
        case PDX_HTML_OPEN: PDX_TRY(open_element(reader, &token, err)); break;
        case PDX_HTML_CLOSE: close_element(reader, &token); break;
        default: break;
        }
        if (reader->flow.failed || reader->out->text.failed) return pdx_fail_memory(err);
        PDX_TRY(pdx_pace_step(&pace, token.source.end - token.source.begin, token.source.end - base, err));
    } while (token.kind != PDX_HTML_END);
    end_innermost(reader, reader->open.list.len);
    PDX_TRY(flush_alts(reader, err));
    pdx_html_flow_end(&reader->flow);
    end_block(reader, 0);
    return reader->flow.failed || reader->out->text.failed ? pdx_fail_memory(err) : PDX_OK;
}

pdx_status pdx_htmltext_append(pdx_htmltext *out, const pdx_htmltext_source *source, const pdx_tick *tick, pdx_error *err) {
    html_reader reader;
    pdx_status status;
    memset(&reader, 0, sizeof reader);
    reader.out = out;
    reader.through = source->through;
    reader.first_block = out->blocks.len;
    pdx_html_init(&reader.html);
    reader.html.input.base = source->base;
    pdx_html_feed(&reader.html, source->html, true);
    pdx_html_flow_init(&reader.flow, &out->text, &out->map, source->through);
    pdx_html_open_init(&reader.open);
    status = read_all(&reader, tick, err);
    if (status == PDX_OK && out->says != NULL) status = pdx_html_says_settle(out->says, pdx_buf_view(&out->text), err);
    pdx_html_deinit(&reader.html);
    pdx_html_open_deinit(&reader.open);
    decoded_deinit(&reader.said);
    decoded_deinit(&reader.alt);
    PDX_VEC_DEINIT(&reader.alts);
    return status;
}

size_t pdx_html_block_at(const pdx_htmltext *read, uint64_t at) {
    size_t low = 0, high = read->blocks.len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (read->blocks.data[middle].range.begin < at) low = middle + 1;
        else high = middle;
    }
    return low;
}

size_t pdx_html_mark_at(const pdx_htmltext *read, uint64_t at) {
    size_t low = 0, high = read->marks.len;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (read->marks.data[middle].range.begin < at) low = middle + 1;
        else high = middle;
    }
    return low;
}
