#include "engine/simulation/queues/silo_queue.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <limits>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace silowalk::inline simulation {

namespace {

// Eight numbers at a time, without a branch.
std::size_t constexpr block = 8;

#ifdef __SSE2__

// Returns the lowest of a block. SSE2 is part of every x86-64 processor, so this needs no choice at run time.
double lowest_of(double const* f) {
  __m128d const a = _mm_min_pd(_mm_loadu_pd(f), _mm_loadu_pd(f + 2));
  __m128d const b = _mm_min_pd(_mm_loadu_pd(f + 4), _mm_loadu_pd(f + 6));
  __m128d const c = _mm_min_pd(a, b);
  return _mm_cvtsd_f64(_mm_min_sd(c, _mm_unpackhi_pd(c, c)));
}

// Returns the first place of `value` in a block; `block` or more where there is none.
std::size_t place_of(double const* f, double value) {
  __m128d const v = _mm_set1_pd(value);
  auto const same = [&](int i) { return _mm_castpd_si128(_mm_cmpeq_pd(_mm_loadu_pd(f + i), v)); };
  __m128i const halves = _mm_packs_epi16(_mm_packs_epi32(same(0), same(2)), _mm_packs_epi32(same(4), same(6)));
  return static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(_mm_movemask_epi8(halves)))) / 2;
}

#else

// The same without vector instructions.
double lowest_of(double const* f) {
  double low = f[0];
  for (std::size_t i = 1; i < block; ++i) low = f[i] < low ? f[i] : low;
  return low;
}

std::size_t place_of(double const* f, double value) {
  std::size_t i = 0;
  while (i < block && f[i] != value) ++i;
  return i;
}

#endif

/// Returns n rounded up to whole blocks, at least one.
std::size_t whole_blocks(std::size_t n) { return n <= block ? block : (n + block - 1) / block * block; }

}  // namespace

SiloQueue::SiloQueue(WeeklySchedule const& schedule, int agents, int room, bool turn_away_when_closed, WaitClock clock)
    : schedule_(&schedule),
      agents_(static_cast<std::size_t>(agents)),
      free_(whole_blocks(agents_), std::numeric_limits<double>::infinity()),
      room_(static_cast<std::size_t>(room)),
      turn_away_when_closed_(turn_away_when_closed),
      around_the_clock_(schedule.around_the_clock()),
      by_clock_(clock == WaitClock::clock) {
  // All agents are free from the beginning.
  std::fill_n(free_.begin(), agents_, -std::numeric_limits<double>::infinity());
  note_lowest();
}

/// Recomputes the lowest time of every block.
void SiloQueue::note_lowest() {
  low_.clear();
  if (free_.size() == block) return;
  low_.resize(whole_blocks(free_.size() / block), std::numeric_limits<double>::infinity());
  for (std::size_t b = 0; b < free_.size() / block; ++b) low_[b] = lowest_of(&free_[b * block]);
}

void SiloQueue::set_agents(std::size_t agents, double t) {
  double constexpr nobody = std::numeric_limits<double>::infinity();
  // Padding is infinity: nobody, who is never chosen.
  if (agents > free_.size()) free_.resize(whole_blocks(agents), nobody);
  if (away_.size() < free_.size()) away_.resize(free_.size(), -nobody);
  for (std::size_t i = agents; i < agents_; ++i) {
    // Kept, because an agent who comes back may still be busy with what was promised.
    away_[i] = free_[i];
    free_[i] = nobody;
  }
  // Who comes back finishes first what was promised.
  for (std::size_t i = agents_; i < agents; ++i) free_[i] = away_[i] > t ? away_[i] : t;
  agents_ = agents;
  around_the_clock_ = schedule_->around_the_clock();
  note_lowest();
}

// Around the clock all agents are alike, so only the earliest free time matters. The lowest time of each block of eight
// is stored, so an arrival reads those and one block. No branch depends on which agent is free first; a heap would
// mispredict at each level.
SiloQueue::Choice SiloQueue::earliest_around_the_clock(double t) const {
  std::size_t at = 0;
  double lowest = 0;
  if (low_.empty()) {
    lowest = lowest_of(free_.data());
  } else {
    lowest = lowest_of(low_.data());
    for (std::size_t i = block; i < low_.size(); i += block) {
      double const here = lowest_of(&low_[i]);
      lowest = here < lowest ? here : lowest;
    }
    std::size_t from = 0;
    std::size_t place = place_of(low_.data(), lowest);
    while (place >= block) place = place_of(&low_[from += block], lowest);
    at = (from + place) * block;
  }
  at += place_of(&free_[at], lowest);
  return {lowest > t ? lowest : t, at};
}

void SiloQueue::occupy(std::size_t agent, double until) {
  free_[agent] = until;
  if (low_.empty()) return;
  // Scalar loads on purpose: a wide load would stall until the value just stored has reached the cache.
  double const* const f = &free_[agent / block * block];
  auto const less = [](double a, double b) { return a < b ? a : b; };
  double const low = less(less(f[0], f[1]), less(f[2], f[3]));
  low_[agent / block] = less(low, less(less(f[4], f[5]), less(f[6], f[7])));
}

/// Chooses by shifts. An agent free and on duty at t starts at once; only otherwise are the next shifts searched.
SiloQueue::Choice SiloQueue::earliest_by_shift(double t) const {
  Choice best{std::numeric_limits<double>::infinity(), 0};
  double best_free = std::numeric_limits<double>::infinity();
  auto const consider = [&](std::size_t agent, double begin) {
    if (begin < best.begin || (begin == best.begin && free_[agent] < best_free)) {
      best = {begin, agent};
      best_free = free_[agent];
    }
  };
  // Agents on duty now are the usual case.
  auto const on_duty = static_cast<std::size_t>(schedule_->on_duty(t));
  for (std::size_t i = 0; i < on_duty && i < agents_; ++i) {
    if (free_[i] <= t) consider(i, t);
  }
  if (best.begin == t) return best;
  for (std::size_t i = 0; i < agents_; ++i) {
    double const ready = free_[i] > t ? free_[i] : t;
    if (ready > best.begin) continue;  // an agent cannot start before being free
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

double SiloQueue::open_wait(double t, double begin) const {
  if (around_the_clock_ || begin <= t) return begin - t;
  // Closed hours are removed first: open_between() is a difference of large sums, and an exact 0 must stay 0.
  double const open = schedule_->next_open(t);
  return begin <= open ? 0.0 : schedule_->open_between(open, begin);
}

Service SiloQueue::serve(double t, double handling, double patience) {
  bool const by_shift = !around_the_clock_;
  if (by_shift && turn_away_when_closed_ && schedule_->on_duty(t) == 0) return {Service::Kind::turned_away, 0, t, 0};
  if (room_ > 0 && !has_room(t)) return {Service::Kind::turned_away, 0, t, 0};
  Choice const choice = by_shift ? earliest_by_shift(t) : earliest_around_the_clock(t);
  double const open = open_wait(t, choice.begin);
  double const wait = by_clock_ ? choice.begin - t : open;
  // The wait is known on arrival, so impatience is decided at once.
  if (wait > patience) {
    double const left = by_clock_ ? t + patience : schedule_->after_open(t, patience);
    if (room_ > 0) note_departure(left);
    return {Service::Kind::abandoned, patience, left, by_clock_ ? open_wait(t, left) : patience};
  }
  double const done = choice.begin + handling;
  occupy(choice.agent, done);
  if (room_ > 0) note_departure(done);
  return {Service::Kind::served, wait, choice.begin, open};
}

}  // namespace silowalk::inline simulation
