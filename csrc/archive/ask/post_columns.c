#include "archive/model/steps.h"

/* What exports ask of many posts at once: a look into the tables for each, without a detour by its pages. */

void pdx_archive_titles(const pdx_archive *archive, const uint32_t *posts, size_t n, pdx_span *out) {
    size_t i;
    for (i = 0; i < n; i++) {
        assert(posts[i] == PDX_NONE || posts[i] < archive->posts.len);
        out[i] = posts[i] == PDX_NONE ? pdx_span_of(NULL, 0) : archive_post_title(archive, posts[i]);
    }
}

static int64_t not_before(const pdx_archive *archive, const archive_post *post) {
    return post->bounds_lower == PDX_NONE ? PDX_DAY_UNKNOWN : archive_appearance_at(archive, post->bounds_lower)->bounds.not_before;
}

static int64_t before(const pdx_archive *archive, const archive_post *post) {
    return post->bounds_upper == PDX_NONE ? PDX_DAY_UNKNOWN : archive_appearance_at(archive, post->bounds_upper)->bounds.before;
}

void pdx_archive_days(const pdx_archive *archive, pdx_day_kind kind, const uint32_t *posts, size_t n, int64_t *out) {
    size_t i;
    for (i = 0; i < n; i++) {
        if (posts[i] == PDX_NONE) {
            out[i] = PDX_DAY_UNKNOWN;
        } else if (kind == PDX_DAY_PUBLISHED) {
            out[i] = archive_post_published(archive, posts[i]);
        } else {
            const archive_post *post = archive_post_at(archive, posts[i]);
            out[i] = kind == PDX_DAY_BEFORE ? before(archive, post) : not_before(archive, post);
        }
    }
}

pdx_range pdx_post_place(const pdx_archive *archive, uint32_t post, uint32_t *layer) {
    const uint32_t main = archive_post_at(archive, post)->main;
    *layer = archive_page_of(archive, main)->layer;
    return archive_entry(archive, main)->range;
}

uint32_t pdx_post_n_tags(const pdx_archive *archive, uint32_t post) { return archive_post_at(archive, post)->n_tags; }
uint32_t pdx_post_n_categories(const pdx_archive *archive, uint32_t post) { return archive_post_at(archive, post)->n_categories; }

uint32_t pdx_archive_n_stored(const pdx_archive *archive) { return pdx_snapshot_n_segments(archive->snapshot); }
pdx_span pdx_archive_stored(const pdx_archive *archive, uint32_t i) { return pdx_segment_text(pdx_snapshot_segment(archive->snapshot, i)); }

int64_t pdx_date_day(const pdx_date_info *date) {
    return date->month == 0 || date->day == 0 ? PDX_DAY_UNKNOWN : pdx_days_from_civil(date->year, date->month, date->day);
}
