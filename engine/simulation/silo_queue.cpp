#include "engine/simulation/silo_queue.h"

#include <algorithm>
#include <functional>
#include <limits>

namespace silowalk {

SiloQueue::SiloQueue(WeeklySchedule const& schedule, int agents, int room, bool turn_away_when_closed)
    : schedule_(&schedule),
      free_(static_cast<std::size_t>(agents), -std::numeric_limits<double>::infinity()),
      room_(static_cast<std::size_t>(room)),
      turn_away_when_closed_(turn_away_when_closed) {}

// Around the clock all agents are alike, so only the earliest free time matters. Four chains of comparisons keep the
// processor busy; a linear scan beats a heap up to several dozen agents.
SiloQueue::Choice SiloQueue::earliest_around_the_clock(double t) const {
  std::size_t const n = free_.size();
  double const* const f = free_.data();
  std::size_t best = 0;
  if (n >= 8) {
    std::size_t at[4] = {0, 1, 2, 3};
    double low[4] = {f[0], f[1], f[2], f[3]};
    std::size_t i = 4;
    for (; i + 4 <= n; i += 4) {
      for (std::size_t k = 0; k < 4; ++k) {
        bool const less = f[i + k] < low[k];
        low[k] = less ? f[i + k] : low[k];
        at[k] = less ? i + k : at[k];
      }
    }
    for (; i < n; ++i) {
      bool const less = f[i] < low[0];
      low[0] = less ? f[i] : low[0];
      at[0] = less ? i : at[0];
    }
    best = at[0];
    double lowest = low[0];
    for (std::size_t k = 1; k < 4; ++k) {
      bool const less = low[k] < lowest;
      lowest = less ? low[k] : lowest;
      best = less ? at[k] : best;
    }
  } else {
    double lowest = f[0];
    for (std::size_t i = 1; i < n; ++i) {
      bool const less = f[i] < lowest;
      lowest = less ? f[i] : lowest;
      best = less ? i : best;
    }
  }
  return {f[best] > t ? f[best] : t, best};
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
