#include "archive/build/other_parts.h"

#include "archive/model/steps.h"

enum { SEPARATOR = 0x1F, AHEAD = 16 };

void archive_other_parts_deinit(archive_other_parts *parts) {
    PDX_VEC_DEINIT(&parts->found);
    pdx_buf_deinit(&parts->known);
    pdx_buf_deinit(&parts->words);
}

/* Tags are united one by one, and what no role ranks is furniture, unless nobody knows what it is. */
static bool is_asked(uint8_t role) {
    const pdx_group group = pdx_role_group((pdx_role)role);
    return role == PDX_ROLE_OTHER || (group != PDX_GROUP_NONE && group != PDX_GROUP_TAGS);
}

static pdx_span text_of(const pdx_archive *archive, uint32_t appearance) {
    const pdx_range range = archive_entry(archive, appearance)->range;
    return pdx_span_slice(archive->pages.data[archive->appearances.data[appearance].page].cut.text, (size_t)range.begin, (size_t)range.end);
}

/* Whether part `number` begins and ends where words do, whatever its text is. */
static bool stands_apart(const pdx_page *cut, const pdx_page_entry *entry, uint32_t number) {
    const pdx_range range = cut->parts[number].range;
    return (range.begin == entry->range.begin || cut->text.data[range.begin - 1] <= ' ') &&
           (range.end == entry->range.end || cut->text.data[range.end] <= ' ');
}

/* A walk through the parts of the fullest appearance beside those of another. */
typedef struct main_walk {
    const archive_page *page;
    const pdx_page_entry *entry;
    uint32_t next; /* behind the last that was found */
    size_t looks;  /* that are left */
} main_walk;

static main_walk main_walk_of(const pdx_archive *archive, uint32_t main) {
    const pdx_page_entry *entry = archive_entry(archive, main);
    return (main_walk){&archive->pages.data[archive->appearances.data[main].page], entry, entry->first_part, entry->n_parts};
}

/* Whether the fullest appearance has a part of this very text: it then says all of it. Most pages print parts in one order, so it is
 * looked for behind the last one, and not for long: the words tell as well. */
static bool main_walk_finds(main_walk *walk, pdx_span text) {
    const uint32_t end = walk->entry->first_part + walk->entry->n_parts;
    walk->looks += AHEAD;
    for (uint32_t i = walk->next; i < end && walk->looks > 0; i++, walk->looks--) {
        if (!pdx_span_equal(archive_part_text(walk->page, i), text) || !stands_apart(&walk->page->cut, walk->entry, i)) continue;
        walk->next = i + 1;
        return true;
    }
    return false;
}

/* The words of the fullest appearance, all its parts in a row: what one page prints as two paragraphs, another may print as one. */
static pdx_status know_main(archive_other_parts *parts, const pdx_archive *archive, uint32_t main, pdx_tokens *tokens, pdx_error *err) {
    PDX_TRY(archive_fold_words(tokens, text_of(archive, main), SEPARATOR, &parts->known, err));
    pdx_buf_byte(&parts->known, SEPARATOR);
    return parts->known.failed ? pdx_fail_memory(err) : PDX_OK;
}

static pdx_status add_part(archive_other_parts *parts, const pdx_archive *archive, uint32_t appearance, uint32_t part, pdx_tokens *tokens,
                           pdx_error *err) {
    const archive_page *page = &archive->pages.data[archive->appearances.data[appearance].page];
    const archive_other_part found = {appearance, part};
    pdx_span words;
    PDX_TRY(archive_fold_words(tokens, archive_part_text(page, part), SEPARATOR, &parts->words, err));
    if (parts->words.len == 1) return PDX_OK; /* no word in it */
    if (!archive_entry(archive, appearance)->excerpt) pdx_buf_byte(&parts->words, SEPARATOR);
    words = pdx_span_slice(pdx_buf_view(&parts->words), 1, parts->words.len);
    if (pdx_span_contains(pdx_buf_view(&parts->known), words)) return PDX_OK;
    pdx_buf_span(&parts->known, words);
    pdx_buf_byte(&parts->known, SEPARATOR);
    return !parts->known.failed && PDX_VEC_PUSH(&parts->found, found) ? PDX_OK : pdx_fail_memory(err);
}

static pdx_status add_appearance(archive_other_parts *parts, const pdx_archive *archive, uint32_t main, uint32_t appearance, pdx_tokens *tokens,
                                 pdx_error *err) {
    const archive_page *page = &archive->pages.data[archive->appearances.data[appearance].page];
    const pdx_page_entry *entry = archive_entry(archive, appearance);
    main_walk walk = main_walk_of(archive, main);
    uint32_t i;
    for (i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        if (!is_asked(page->cut.parts[i].role) || main_walk_finds(&walk, archive_part_text(page, i))) continue;
        if (parts->known.len == 0) PDX_TRY(know_main(parts, archive, main, tokens, err));
        PDX_TRY(add_part(parts, archive, appearance, i, tokens, err));
    }
    return PDX_OK;
}

static pdx_status add_all(archive_other_parts *parts, const pdx_archive *archive, const archive_post *post, pdx_tokens *tokens, pdx_error *err) {
    uint32_t i;
    pdx_buf_reset(&parts->known);
    for (i = 0; i < post->n_appearances; i++) {
        const uint32_t appearance = archive->post_appearances.data[post->first_appearance + i];
        if (appearance == post->main || pdx_span_equal(text_of(archive, appearance), text_of(archive, post->main))) continue;
        PDX_TRY(add_appearance(parts, archive, post->main, appearance, tokens, err));
    }
    return PDX_OK;
}

pdx_status archive_other_parts_find(archive_other_parts *parts, const pdx_archive *archive, const archive_post *post, pdx_error *err) {
    pdx_tokens *tokens;
    pdx_status status;
    parts->found.len = 0;
    if (post->n_appearances == 1) return PDX_OK;
    PDX_TRY(pdx_tokens_new(archive->analyzer, &tokens, err));
    status = add_all(parts, archive, post, tokens, err);
    pdx_tokens_free(tokens);
    return status;
}
