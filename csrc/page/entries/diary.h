/* A page whose entries begin with nothing but their day, as diaries, logs and chronicles do: no titles, and a date alone on a line before each text.
 * Called by cut.c where nothing else cuts the page; in comments, too, texts stand under dates, but names stand above these.
 * Promises: only where several days of one form, no two the same, have text right under them and right above; linear work. */
#ifndef PDX_PAGE_DIARY_H
#define PDX_PAGE_DIARY_H

#include "page/entries/choose.h"
#include "page/entries/starts.h"

/* Fills `starts`, which is empty, and says so in `choice`, or leaves both as they are. */
pdx_status pdx_diary_read(pdx_starts *starts, pdx_choice *choice, const pdx_sheet *sheet, pdx_error *err) PDX_MUST;

#endif
