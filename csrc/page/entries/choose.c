#include "page/entries/choose.h"

#include "page/entries/fixed.h"
#include "page/entries/weigh.h"

static const float enough = 0.93f; /* a frame that gives as much is seldom outdone by a later one, and then by one as good */

/* The probability of these titles beside others, by what a person has said too: of the lines that become titles, which are not always
 * those by which entries were found. */
static pdx_status titles_rank(float *rank, float probability, const pdx_titles *titles, const pdx_sheet *sheet, pdx_error *err) {
    pdx_starts starts;
    pdx_status status;
    *rank = probability;
    if (sheet->n_fixed == 0 || titles->lines.len == 0) return PDX_OK;
    pdx_starts_init(&starts);
    status = pdx_starts_read(&starts, sheet, titles, err);
    if (status == PDX_OK) *rank = pdx_fixed_weigh_starts(sheet, starts.starts.data, starts.starts.len, probability);
    pdx_starts_deinit(&starts);
    return status;
}

static bool are_kept(const pdx_titles *titles) {
    const size_t n = titles->lines.len;
    return n == titles->kept_lines.len && (n == 0 || memcmp(titles->lines.data, titles->kept_lines.data, n * sizeof *titles->lines.data) == 0);
}

/* Of two readings the worse one, which titles->lines has, is the rival if it is better than that so far. */
static bool rival_note(pdx_choice *choice, pdx_titles *titles, float probability) {
    if (probability <= choice->rival || are_kept(titles)) return true;
    choice->rival = probability;
    return pdx_titles_rival(titles, titles->lines.data, titles->lines.len);
}

pdx_status pdx_choice_read(pdx_choice *choice, pdx_titles *titles, pdx_frame *frame, const pdx_sheet *sheet, pdx_error *err) {
    unsigned best_frame = 0, best_member = PDX_NO_MEMBER;
    float best = 0;
    choice->probability = choice->rival = 0;
    for (unsigned k = 0; k < frame->n_tried && choice->probability < enough; k++) {
        pdx_frame_take(frame, sheet->classes, k);
        PDX_TRY(pdx_titles_find(titles, sheet, frame, err));
        for (unsigned rank = 0; rank < titles->n_places; rank++) {
            float probability, rank_of;
            bool known;
            PDX_TRY(pdx_titles_read(titles, sheet, frame, rank, &known, err));
            if (known) continue;
            probability = pdx_weigh(sheet, titles);
            PDX_TRY(titles_rank(&rank_of, probability, titles, sheet, err));
            if (rank_of > best) {
                const float before = choice->probability;
                best = rank_of;
                choice->probability = probability;
                probability = before;
                best_frame = k;
                best_member = frame->title_member;
                pdx_titles_keep(titles);
            }
            if (!rival_note(choice, titles, probability)) return pdx_fail_memory(err);
        }
    }
    titles->lines.len = titles->score.len = 0;
    if (choice->probability < choice->least) {
        choice->why = PDX_WHY(choice->probability > 0.1f ? PDX_RULE_WHOLE_WEAK : PDX_RULE_WHOLE_NO_ANCHOR);
        choice->probability = 1 - choice->probability;
        return PDX_OK;
    }
    pdx_frame_take(frame, sheet->classes, best_frame);
    frame->title_member = best_member;
    pdx_titles_recall(titles);
    choice->why = PDX_WHY(frame->n_members > 1 ? PDX_RULE_CUT_ANCHORS : PDX_RULE_CUT_ONE_ANCHOR);
    return PDX_OK;
}
