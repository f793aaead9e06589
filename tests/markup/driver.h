/* What the files of the driver share: printing, and what is decoded last. */
#ifndef PDX_TESTS_DRIVER_H
#define PDX_TESTS_DRIVER_H

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/offsets.h"
#include "base/status.h"
#include "markup/problems.h"

extern pdx_buf driver_decoded;
extern pdx_offsets driver_map;

void driver_die(const char *why);
void driver_must(pdx_status status);
void driver_hex(pdx_span bytes);
void driver_range(pdx_range range);
/* What is decoded comes after this into driver_decoded and driver_map. */
void driver_begin_text(void);
/* Prints what has been decoded of the range, whose bytes are `raw`; dies when the map does not lead back to them. */
void driver_text(pdx_range range, bool plain, pdx_span raw);
void driver_problems(const pdx_problems *problems);

void driver_html_case(const char *state, const char *end_name, bool foreign, bool keeps, pdx_span text, size_t piece);
void driver_xml_case(pdx_span text, size_t piece);
void driver_wxr_case(pdx_span text, size_t piece);

#endif
