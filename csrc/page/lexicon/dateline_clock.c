#include "page/lexicon/dateline_reader.h"

static bool take_minutes(pdx_date_reader *r) {
    if (!pdx_date_is_number(pdx_date_peek(r, 0), 0, 59, 2) || pdx_date_peek(r, 0)->digits != 2) return false;
    r->at++;
    return true;
}

static void take_zone(pdx_date_reader *r) {
    pdx_date_reader ahead = *r;
    const bool bracket = pdx_date_take_sign(&ahead, "(");
    if (pdx_date_take_noted(&ahead, PDX_DW_ZONE) && (!bracket || pdx_date_take_sign(&ahead, ")"))) *r = ahead;
    ahead = *r;
    if (!pdx_date_take_sign(&ahead, "+-") || pdx_date_peek(&ahead, 0)->kind != PDX_LEX_NUMBER ||
        (pdx_date_peek(&ahead, 0)->flags & PDX_LEX_GLUED) == 0) {
        return;
    }
    if ((pdx_date_peek(&ahead, 0)->digits != 4 && pdx_date_peek(&ahead, 0)->digits != 2)) return;
    ahead.at++;
    if (pdx_date_take_sign(&ahead, ":") && !take_minutes(&ahead)) return;
    pdx_date_note(&ahead, 'z');
    *r = ahead;
}

static void take_half(pdx_date_reader *r) {
    if (pdx_date_take_noted(r, PDX_DW_HALF) && pdx_lex_is_sign(pdx_date_peek(r, 0), '.')) r->at++;
}

/* 22:21, 4:10 pm, 10 h 30, 10h, 22.21 Uhr, 4 pm */
bool pdx_date_take_time(pdx_date_reader *r) {
    pdx_date_reader ahead = *r;
    uint8_t value;
    bool minutes = false;
    while (pdx_date_take_noted(&ahead, PDX_DW_CLOCK)) (void)pdx_date_take_sign(&ahead, ".:");
    if (!pdx_date_is_number(pdx_date_peek(&ahead, 0), 0, 24, 2)) return false;
    pdx_date_note(&ahead, 't');
    ahead.at++;
    const pdx_date_reader hour = ahead;
    if (pdx_date_take_sign(&ahead, ":.") || pdx_date_take_noted(&ahead, PDX_DW_HOURS)) {
        const bool hours_word = pdx_date_peek(&hour, 0)->kind == PDX_LEX_WORD;
        minutes = take_minutes(&ahead);
        if (!minutes && !hours_word) return false;
        minutes = true;
        pdx_date_reader seconds = ahead;
        if (pdx_date_take_sign(&seconds, ":.") && take_minutes(&seconds)) {
            ahead = seconds;
            if (pdx_date_take_sign(&seconds, ".") && pdx_date_peek(&seconds, 0)->kind == PDX_LEX_NUMBER) {
                seconds.at++;
                ahead = seconds;
            }
        }
    } else if (pdx_date_take_counter(&ahead, 4)) {
        minutes = true;
        pdx_date_reader counted = ahead;
        if (take_minutes(&counted) && pdx_date_take_counter(&counted, 5)) ahead = counted;
    }
    if (!minutes && pdx_date_name_at(ahead.tokens, ahead.at, PDX_DW_HALF, &value) == 0) return false;
    take_half(&ahead);
    (void)pdx_date_take_noted(&ahead, PDX_DW_HOURS);
    take_zone(&ahead);
    *r = ahead;
    return true;
}
