#include "source/html/htmlcomments.h"

#include "base/alloc.h"
#include "source/html/htmlcommentlists.h"

enum { HEAD_LINES = 4, SHORT_LINK = 40 };

/* What is known of a box that is a comment. */
typedef struct comment_facts {
    uint32_t comment;  /* the innermost comment that the box is, or stands in; PDX_HTML_NO_BOX */
    uint32_t text;     /* the innermost box of that comment that is said to hold what it says */
    uint32_t n_lines, n_said; /* of this comment so far: lines beside its text, lines of its text */
    uint32_t head_end; /* of the former those up to here say who and when */
    bool has_text, is_signed, in_text, speaks; /* it has such a box; it says who or when; its text has begun; it has lines of its own */
    bool in_by;        /* the box says who wrote one, or when, or stands in one that does */
} comment_facts;

typedef struct finder {
    const pdx_htmltext *read;
    comment_facts *facts; /* owned; per box */
    size_t mark;          /* the first that does not end before the line that is looked at */
} finder;

/* What the marks say of a line. */
typedef struct line_facts {
    bool has_time, links, is_link; /* a stretch of it is a time, or links, or all of it does; such a one with a digit may be a time */
} line_facts;

void pdx_html_comments_init(pdx_html_comments *comments) { memset(comments, 0, sizeof *comments); }
void pdx_html_comments_deinit(pdx_html_comments *comments) { PDX_VEC_DEINIT(&comments->list); }

static bool is_all_of(const pdx_html_box *box, const pdx_html_box *of) {
    return box->range.begin == of->range.begin && box->range.end == of->range.end;
}

/* A box stands behind the one that it is in. False: there are no comments. */
static bool read_boxes(finder *f) {
    bool found = false;
    for (size_t i = 0; i < f->read->boxes.len; i++) {
        const pdx_html_box *box = &f->read->boxes.data[i];
        const comment_facts *outer = box->parent == PDX_HTML_NO_BOX ? NULL : &f->facts[box->parent];
        comment_facts *facts = &f->facts[i];
        facts->comment = outer == NULL ? PDX_HTML_NO_BOX : outer->comment;
        facts->text = outer == NULL ? PDX_HTML_NO_BOX : outer->text;
        facts->in_by = (outer != NULL && outer->in_by) || (box->says & PDX_HTML_SAYS_COMMENT_BY) != 0;
        if ((box->says & PDX_HTML_SAYS_COMMENT) != 0) {
            facts->comment = (uint32_t)i;
            facts->text = PDX_HTML_NO_BOX;
            found = true;
        }
        if ((box->says & PDX_HTML_SAYS_COMMENT_TEXT) == 0 || facts->comment == PDX_HTML_NO_BOX || facts->comment == i) continue;
        if (is_all_of(box, &f->read->boxes.data[facts->comment])) continue; /* who wrote it stands in it, too */
        facts->text = (uint32_t)i;
        f->facts[facts->comment].has_text = true;
    }
    return found;
}

static bool has_digit(const finder *f, pdx_range line) {
    for (uint64_t i = line.begin; i < line.end; i++) {
        if (f->read->text.data[i] >= '0' && f->read->text.data[i] <= '9') return true;
    }
    return false;
}

static line_facts read_line(finder *f, pdx_range line) {
    line_facts facts = {false, false, false};
    while (f->mark < f->read->marks.len && f->read->marks.data[f->mark].range.end <= line.begin) f->mark++;
    for (size_t i = f->mark; i < f->read->marks.len && f->read->marks.data[i].range.begin < line.end; i++) {
        const pdx_html_mark *mark = &f->read->marks.data[i];
        if (mark->range.end <= mark->range.begin) continue;
        facts.has_time = facts.has_time || mark->kind == PDX_HTML_TIME;
        facts.links = facts.links || mark->kind == PDX_HTML_LINK;
        facts.is_link = facts.is_link || (mark->kind == PDX_HTML_LINK && mark->range.begin <= line.begin && mark->range.end >= line.end);
    }
    facts.has_time = facts.has_time || (facts.is_link && has_digit(f, line));
    return facts;
}

static uint32_t number_of(const finder *f, const pdx_html_block *block) {
    return block->box == PDX_HTML_NO_BOX ? PDX_HTML_NO_BOX : f->facts[block->box].comment;
}

static comment_facts *comment_of(const finder *f, const pdx_html_block *block) {
    const uint32_t comment = number_of(f, block);
    return comment == PDX_HTML_NO_BOX ? NULL : &f->facts[comment];
}

static bool is_in_text(const finder *f, const pdx_html_block *block) { return f->facts[block->box].text != PDX_HTML_NO_BOX; }

/* "Ann:", "Ann says:". */
static bool ends_in_colon(const finder *f, pdx_range line) { return line.end > line.begin && f->read->text.data[line.end - 1] == ':'; }

/* Whether the n-th line of a comment beside its text says who or when. */
static bool is_signature(const finder *f, const pdx_html_block *block, line_facts line, const comment_facts *comment) {
    if (line.has_time || f->facts[block->box].in_by) return true;
    if (comment->has_text) return !comment->in_text;
    return comment->n_lines == 1 && (line.links || ends_in_colon(f, block->range));
}

/* Where the first lines of each comment end that say who and when. */
static void read_heads(finder *f) {
    for (size_t i = 0; i < f->read->blocks.len; i++) {
        const pdx_html_block *block = &f->read->blocks.data[i];
        comment_facts *comment = comment_of(f, block);
        line_facts line;
        if (comment == NULL || block->role == PDX_ROLE_IMAGE_ALT) continue;
        line = read_line(f, block->range);
        if (is_in_text(f, block)) {
            comment->in_text = true;
            continue;
        }
        comment->n_lines++;
        if (comment->n_lines > HEAD_LINES || !is_signature(f, block, line, comment)) continue;
        comment->is_signed = true;
        comment->head_end = comment->n_lines;
    }
}

/* What a line of a comment is; PDX_ROLE_BLANK: nothing that it says. A short line behind others that only links is something to be done. */
static uint8_t role_of(finder *f, const pdx_html_block *block, comment_facts *comment) {
    const line_facts line = read_line(f, block->range);
    const bool is_button = line.is_link && !line.has_time && block->range.end - block->range.begin <= SHORT_LINK;
    if (block->role == PDX_ROLE_IMAGE_ALT || !comment->is_signed) return PDX_ROLE_BLANK;
    if (is_in_text(f, block)) return comment->n_said++ > 0 && is_button ? PDX_ROLE_BLANK : PDX_ROLE_COMMENTS;
    comment->n_lines++;
    if (comment->n_lines <= comment->head_end) return comment->n_lines > 1 && is_button ? PDX_ROLE_BLANK : PDX_ROLE_COMMENT_BY;
    return comment->has_text || is_button ? PDX_ROLE_BLANK : PDX_ROLE_COMMENTS;
}

static pdx_status read_roles(finder *f, pdx_html_comments *comments, pdx_error *err) {
    for (size_t i = 0; i < f->read->boxes.len; i++) f->facts[i].n_lines = 0;
    f->mark = 0;
    for (size_t i = 0; i < f->read->blocks.len; i++) {
        const pdx_html_block *block = &f->read->blocks.data[i];
        comment_facts *comment = comment_of(f, block);
        pdx_html_comment_line line = {block->range, number_of(f, block), PDX_ROLE_BLANK};
        if (comment == NULL) continue;
        line.role = role_of(f, block, comment);
        if (line.role == PDX_ROLE_BLANK && comment->is_signed && block->role != PDX_ROLE_IMAGE_ALT) line.role = PDX_ROLE_NAV; /* of no post, either */
        comment->speaks = comment->speaks || line.role == PDX_ROLE_COMMENTS;
        if (line.role != PDX_ROLE_BLANK && !PDX_VEC_PUSH(&comments->list, line)) return pdx_fail_memory(err);
    }
    return PDX_OK;
}

/* Who and when without a word is how many there are, or where they are. */
static void drop_mute(const finder *f, pdx_html_comments *comments) {
    size_t kept = 0;
    for (size_t i = 0; i < comments->list.len; i++) {
        const pdx_html_comment_line line = comments->list.data[i];
        if (f->facts[line.box].speaks) comments->list.data[kept++] = line;
    }
    comments->list.len = kept;
}

pdx_status pdx_html_comments_find(pdx_html_comments *comments, const pdx_htmltext *read, pdx_error *err) {
    finder f = {.read = read};
    pdx_status status = PDX_OK;
    comments->list.len = 0;
    if (read->boxes.len == 0) return PDX_OK;
    f.facts = pdx_alloc_zero(read->boxes.len, sizeof *f.facts);
    if (f.facts == NULL) return pdx_fail_memory(err);
    if (read_boxes(&f)) {
        read_heads(&f);
        status = read_roles(&f, comments, err);
        drop_mute(&f, comments);
    } else {
        status = pdx_html_comment_lists_find(comments, read, err);
    }
    pdx_free(f.facts);
    return status;
}
