#include "py/call/post_text.h"

pdx_role_set pdx_py_text_roles(void) {
    return PDX_ROLE_BIT(PDX_ROLE_HEADING) | PDX_ROLE_BIT(PDX_ROLE_PARAGRAPH) | PDX_ROLE_BIT(PDX_ROLE_QUOTE) |
           PDX_ROLE_BIT(PDX_ROLE_LIST) | PDX_ROLE_BIT(PDX_ROLE_CODE) | PDX_ROLE_BIT(PDX_ROLE_TABLE);
}

void pdx_py_post_text(const pdx_archive *archive, uint32_t post, pdx_role_set within, pdx_buf *out) {
    const pdx_appearance_info info = pdx_archive_appearance(archive, pdx_archive_post(archive, post).appearance);
    const uint32_t layer = pdx_archive_page(archive, info.page).layer;
    const pdx_role_set roles = pdx_py_text_roles() & within;
    for (uint32_t i = 0; i < info.n_parts; i++) {
        const pdx_part_info part = pdx_page_part_at(archive, info.page, info.first_part + i);
        if ((roles & PDX_ROLE_BIT(part.role)) == 0) continue;
        if (out->len > 0) pdx_buf_str(out, "\n\n");
        pdx_buf_span(out, pdx_layer_text(archive, layer, part.range));
    }
}

pdx_py_field pdx_py_post_said(const pdx_archive *archive, uint32_t post, pdx_role role) {
    pdx_part_place place;
    if (!pdx_post_said(archive, post, role, &place)) return (pdx_py_field){.part = PDX_NONE};
    return (pdx_py_field){
        .text = pdx_layer_text(archive, place.layer, place.range),
        .range = place.range, .page = place.page, .part = place.part, .layer = place.layer};
}

typedef enum field_kind { FIELD_TITLE, FIELD_BYLINE, FIELD_AUTHOR } field_kind;

static pdx_py_field appearance_field(const pdx_archive *archive, uint32_t appearance, field_kind kind) {
    const pdx_appearance_info info = pdx_archive_appearance(archive, appearance);
    pdx_py_field field = {0};
    field.page = info.page;
    field.layer = pdx_archive_page(archive, info.page).layer;
    field.part = kind == FIELD_TITLE ? info.title : kind == FIELD_BYLINE ? info.byline : PDX_NONE;
    if (kind == FIELD_AUTHOR) {
        field.range = info.author;
    } else if (field.part != PDX_NONE) {
        field.range = pdx_page_part_at(archive, info.page, field.part).range;
    }
    field.text = pdx_layer_text(archive, field.layer, field.range);
    return field;
}

static pdx_py_field post_field(const pdx_archive *archive, uint32_t post, field_kind kind) {
    const pdx_post_info info = pdx_archive_post(archive, post);
    pdx_py_field field = appearance_field(archive, info.appearance, kind);
    for (uint32_t i = 0; field.text.len == 0 && i < info.n_appearances; i++) {
        field = appearance_field(archive, pdx_post_appearance(archive, post, i), kind);
    }
    return field;
}

pdx_py_field pdx_py_post_title_field(const pdx_archive *archive, uint32_t post) { return post_field(archive, post, FIELD_TITLE); }
pdx_py_field pdx_py_post_byline(const pdx_archive *archive, uint32_t post) { return post_field(archive, post, FIELD_BYLINE); }
pdx_py_field pdx_py_post_author(const pdx_archive *archive, uint32_t post) { return post_field(archive, post, FIELD_AUTHOR); }
