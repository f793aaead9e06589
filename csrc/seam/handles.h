/* What every part of the seam speaks of: handles, and the numbers that stand for nothing. */
#ifndef PDX_SEAM_HANDLES_H
#define PDX_SEAM_HANDLES_H

#include "base/buf.h"
#include "base/offsets.h"
#include "base/role.h"
#include "base/status.h"
#include "base/tick.h"

#define PDX_NONE UINT32_MAX         /* no such number */
#define PDX_DAY_UNKNOWN INT64_MIN   /* days are counted from 1970-01-01 */

typedef struct pdx_builder pdx_builder;
typedef struct pdx_archive pdx_archive;
typedef struct pdx_view pdx_view;
typedef struct pdx_folder_lock pdx_folder_lock;
typedef struct pdx_hits pdx_hits;
typedef struct pdx_lines pdx_lines;
typedef struct pdx_line_reader pdx_line_reader;

#endif
