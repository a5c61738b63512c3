#include "engine/simulation/silo_queue.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace silowalk {

SiloQueue::SiloQueue(WeeklySchedule const& schedule, int agents, int room, bool turn_away_when_closed)
    : schedule_(&schedule),
      free_(static_cast<std::size_t>(agents), -std::numeric_limits<double>::infinity()),
      room_(static_cast<std::size_t>(room)),
      turn_away_when_closed_(turn_away_when_closed) {}

// Around the clock all agents are alike, so only the earliest free time matters, and no branch depends on who has it:
// four chains of minima, then the place of the minimum by comparison. It beats a heap up to several dozen agents.
SiloQueue::Choice SiloQueue::earliest_around_the_clock(double t) const {
  std::size_t const n = free_.size();
  double const* const f = free_.data();
  if (n == 1) return {f[0] > t ? f[0] : t, 0};
  double low[4] = {f[0], f[0], f[0], f[0]};
  std::size_t i = 0;
#ifdef __SSE2__
  if (n >= 4) {
    __m128d a = _mm_loadu_pd(f);
    __m128d b = _mm_loadu_pd(f + 2);
    __m128d c = a;
    __m128d d = b;
    for (i = 4; i + 8 <= n; i += 8) {
      a = _mm_min_pd(a, _mm_loadu_pd(f + i));
      b = _mm_min_pd(b, _mm_loadu_pd(f + i + 2));
      c = _mm_min_pd(c, _mm_loadu_pd(f + i + 4));
      d = _mm_min_pd(d, _mm_loadu_pd(f + i + 6));
    }
    _mm_storeu_pd(low, _mm_min_pd(a, c));
    _mm_storeu_pd(low + 2, _mm_min_pd(b, d));
  }
#endif
  double lowest = std::min(std::min(low[0], low[1]), std::min(low[2], low[3]));
  for (; i < n; ++i) lowest = std::min(lowest, f[i]);
  return {lowest > t ? lowest : t, place_of(lowest)};
}

// The first agent who falls free at that moment.
std::size_t SiloQueue::place_of(double moment) const {
  std::size_t const n = free_.size();
  double const* const f = free_.data();
  for (std::size_t from = 0;; from += 64) {
    std::size_t const upto = std::min<std::size_t>(n - from, 64);
    std::uint64_t found = 0;
    std::size_t i = 0;
#ifdef __SSE2__
    __m128d const wanted = _mm_set1_pd(moment);
    for (; i + 2 <= upto; i += 2) {
      auto const pair = static_cast<unsigned>(_mm_movemask_pd(_mm_cmpeq_pd(_mm_loadu_pd(f + from + i), wanted)));
      found |= static_cast<std::uint64_t>(pair) << i;
    }
#endif
    for (; i < upto; ++i) found |= static_cast<std::uint64_t>(f[from + i] == moment) << i;
    if (found != 0) return from + static_cast<std::size_t>(std::countr_zero(found));
  }
}

SiloQueue::Choice SiloQueue::earliest_by_shift(double t) const {
  Choice best{std::numeric_limits<double>::infinity(), 0};
  double best_free = std::numeric_limits<double>::infinity();
  auto const consider = [&](std::size_t agent, double begin) {
    if (begin < best.begin || (begin == best.begin && free_[agent] < best_free)) {
      best = {begin, agent};
      best_free = free_[agent];
    }
  };
  auto const on_duty = static_cast<std::size_t>(schedule_->on_duty(t));
  for (std::size_t i = 0; i < on_duty && i < free_.size(); ++i) {
    if (free_[i] <= t) consider(i, t);
  }
  if (best.begin == t) return best;
  for (std::size_t i = 0; i < free_.size(); ++i) {
    double const ready = free_[i] > t ? free_[i] : t;
    if (ready > best.begin) continue;  // cannot begin earlier than it falls free
    consider(i, schedule_->next_on_duty(static_cast<int>(i), ready));
  }
  return best;
}

bool SiloQueue::has_room(double t) {
  while (!departures_.empty() && departures_.front() <= t) {
    std::pop_heap(departures_.begin(), departures_.end(), std::greater<>());
    departures_.pop_back();
  }
  return departures_.size() < room_;
}

void SiloQueue::note_departure(double t) {
  departures_.push_back(t);
  std::push_heap(departures_.begin(), departures_.end(), std::greater<>());
}

Service SiloQueue::serve(double t, double handling, double patience) {
  bool const by_shift = !schedule_->around_the_clock();
  if (by_shift && turn_away_when_closed_ && schedule_->on_duty(t) == 0) return {Service::Kind::turned_away, 0, t};
  if (room_ > 0 && !has_room(t)) return {Service::Kind::turned_away, 0, t};
  Choice const choice = by_shift ? earliest_by_shift(t) : earliest_around_the_clock(t);
  double const wait = choice.begin == t ? 0.0 : schedule_->open_between(t, choice.begin);
  if (wait > patience) {
    double const left = schedule_->after_open(t, patience);
    if (room_ > 0) note_departure(left);
    return {Service::Kind::abandoned, patience, left};
  }
  double const done = choice.begin + handling;
  free_[choice.agent] = done;
  if (room_ > 0) note_departure(done);
  return {Service::Kind::served, wait, choice.begin};
}

}  // namespace silowalk
