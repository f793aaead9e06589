/* Exports of Movable Type and TypePad: text in which entries stand one behind the other, each with lines `KEY: value`, then sections (`BODY:`,
 * `COMMENT:`) that end in five hyphens; eight end the entry. Called by reader.c and sniff.c.
 * Promises: linear, the same entries however the source is cut; whatever a section says between its marks is text. */
#ifndef PDX_SOURCE_MTEXPORT_H
#define PDX_SOURCE_MTEXPORT_H

#include "source/records/linedrecords.h"

/* The next entry; *more: there is one. */
pdx_status pdx_mtexport_next(pdx_lined *from, bool *more, pdx_error *err) PDX_MUST;

/* Whether a text begins so: lines of an entry, and a body behind them. */
bool pdx_mtexport_is(pdx_span text);

#endif
