#include <math.h>

#include "archive/model/contents.h"
#include "base/alloc.h"

/* Where the circles of a network are drawn (Fruchterman and Reingold, 1991): all push each other away, lines pull, and what moves cools down. */

enum { TURNS = 120 };

typedef struct drawing {
    pdx_network_place *places, *moves; /* the caller's; owned */
    size_t n;
    const pdx_network_edge *edges; /* the caller's */
    size_t n_edges;
    double ideal, most; /* how far apart two are that are joined, and the greatest weight */
    pdx_pace pace;
} drawing;

static pdx_status all_push(drawing *self, uint64_t done, pdx_error *err) {
    const double ideal = self->ideal;
    for (size_t i = 0; i < self->n; i++) {
        const pdx_network_place at = self->places[i];
        pdx_network_place sum = {0, 0};
        for (size_t k = 0; k < i; k++) {
            double x = at.x - self->places[k].x, y = at.y - self->places[k].y;
            const double square = x * x + y * y, push = ideal * ideal / (square < 0.0001 ? 0.0001 : square);
            x *= push;
            y *= push;
            sum.x += x;
            sum.y += y;
            self->moves[k].x -= x;
            self->moves[k].y -= y;
        }
        self->moves[i] = sum;
        PDX_TRY(pdx_pace_step(&self->pace, 4 * (uint64_t)i, done + i, err));
    }
    return PDX_OK;
}

static void edges_pull(drawing *self) {
    for (size_t e = 0; e < self->n_edges; e++) {
        const pdx_network_edge *edge = &self->edges[e];
        pdx_network_place *a = &self->moves[edge->from], *b = &self->moves[edge->to];
        const double x = self->places[edge->from].x - self->places[edge->to].x, y = self->places[edge->from].y - self->places[edge->to].y;
        const double pull = sqrt(x * x + y * y) / self->ideal * (0.2 + 0.8 * edge->weight / self->most) * 0.5;
        a->x -= x * pull;
        a->y -= y * pull;
        b->x += x * pull;
        b->y += y * pull;
    }
}

/* Towards the middle as well, so that what hangs on nothing stays near. */
static void all_move(drawing *self, double heat) {
    for (size_t i = 0; i < self->n; i++) {
        pdx_network_place *at = &self->places[i];
        const double x = self->moves[i].x - at->x * 0.3, y = self->moves[i].y - at->y * 0.3, length = fmax(sqrt(x * x + y * y), 1e-9);
        const double step = fmin(length, heat) / length;
        at->x += x * step;
        at->y += y * step;
    }
}

pdx_status pdx_network_place_all(pdx_network_place *places, size_t n, const pdx_network_edge *edges, size_t n_edges, const pdx_tick *tick,
                                 pdx_error *err) {
    drawing self = {.places = places, .n = n, .edges = edges, .n_edges = n_edges, .ideal = 1.6 / sqrt(n < 1 ? 1 : (double)n), .most = 0};
    pdx_status status = PDX_OK;
    for (size_t e = 0; e < n_edges; e++) self.most = edges[e].weight > self.most ? edges[e].weight : self.most;
    if (self.most == 0) self.most = 1;
    self.pace = pdx_pace_of(tick, TURNS * (uint64_t)n);
    self.moves = pdx_alloc_zero(n, sizeof *self.moves);
    if (self.moves == NULL) return pdx_fail_memory(err);
    for (unsigned turn = 0; turn < TURNS && status == PDX_OK; turn++) {
        status = all_push(&self, turn * (uint64_t)n, err);
        edges_pull(&self);
        all_move(&self, 0.12 * (1 - turn / (double)TURNS) + 0.002);
    }
    pdx_free(self.moves);
    return status;
}
