#include "archive/model/bands.h"

#include "archive/model/contents.h"
#include "base/le.h"

/* The words of a post's body. */
pdx_status archive_post_shingles(const pdx_archive *archive, uint32_t number, pdx_shingles *out, const pdx_tick *tick, pdx_error *err) {
    const archive_post *post = archive_post_at(archive, number);
    const archive_appearance *main = archive_appearance_at(archive, post->main);
    const archive_page *page = archive_page_at(archive, main->page);
    const pdx_page_entry *entry = archive_entry_of(page, main->entry);
    uint32_t i;
    pdx_shingles_begin(out);
    for (i = entry->first_part; i < entry->first_part + entry->n_parts; i++) {
        if (pdx_role_group((pdx_role)archive_page_part(page, i)->role) != PDX_GROUP_BODY) continue;
        PDX_TRY(pdx_shingles_add(out, archive_part_text(page, i), post->language, tick, err));
    }
    return PDX_OK;
}

pdx_status archive_post_bands(const pdx_archive *archive, uint32_t post, pdx_shingles *room, uint32_t bands[PDX_LIKENESS_BANDS], bool *enough,
                              const pdx_tick *tick, pdx_error *err) {
    PDX_TRY(archive_post_shingles(archive, post, room, tick, err));
    *enough = pdx_shingles_bands(room, bands);
    return PDX_OK;
}

static_assert((int)STORED_LIKENESS_BYTES == 4 * (int)PDX_LIKENESS_BANDS, "a number for each band");

pdx_status archive_likeness_put(const pdx_archive *archive, uint32_t post, pdx_shingles *room, uint8_t *out, const pdx_tick *tick, pdx_error *err) {
    uint32_t bands[PDX_LIKENESS_BANDS];
    bool enough;
    PDX_TRY(archive_post_bands(archive, post, room, bands, &enough, tick, err));
    for (uint32_t b = 0; b < PDX_LIKENESS_BANDS; b++) pdx_le32_put(out + 4 * b, enough ? bands[b] : STORED_NO_BAND);
    return PDX_OK;
}

/* The same as it was stored. */
void archive_bands_stored(const archive_stored *stored, uint32_t post, uint32_t bands[PDX_LIKENESS_BANDS], bool *enough) {
    const uint32_t row = stored_row_of(stored, post);
    const stored_part *part = stored_part_of(stored, STORED_BASE_ROWS, row);
    const uint8_t *at = part->sections[STORED_LIKENESS].data + STORED_LIKENESS_BYTES * (size_t)(row - part->first[STORED_BASE_ROWS]);
    *enough = false;
    for (uint32_t b = 0; b < PDX_LIKENESS_BANDS; b++) {
        bands[b] = pdx_le32(at + 4 * b);
        *enough = *enough || bands[b] != STORED_NO_BAND;
    }
}

/* Where they are stored no text is read for them. */
pdx_status archive_bands_ready(const pdx_archive *archive, pdx_error *err) {
    for (uint32_t i = 0; archive->stored != NULL && i < archive->stored->n_parts; i++) {
        PDX_TRY(stored_section_ready(&archive->stored->parts[i], STORED_LIKENESS, err));
    }
    return PDX_OK;
}
