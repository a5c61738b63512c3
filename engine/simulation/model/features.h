#pragma once

#include <algorithm>
#include <array>

namespace silowalk::inline simulation {

/// A set of features: what a scenario uses, or what a build of the walker can do. A build does not compile the features
/// that it lacks.
struct Features {
  bool queues = false;
  bool fatigue = false;   ///< agents, waits, patience
  bool outcomes = false;  ///< anything can fail
  bool trust = false;
  bool accounts = false;  ///< trust accounts are kept (trust feeds churn)
  bool hazard = false;    ///< trust changes, or context can be lost
  bool surveys = false;
  bool context = false;    ///< customers leave while they dwell
  bool calendars = false;  ///< touchpoints ask for scores
  bool discount = false;   ///< handoffs can lose the context
  bool life = false;       ///< frailty, pace or hazard: a customer draws at birth
  bool prospects = false;  ///< some touchpoint joins, so newcomers are prospects at first
  bool decisions = false;  ///< the company decides; in a build: rows may change at the first instant of a month
  bool stories = false;    ///< a sink records visits

  /// Returns whether every feature of `used` is in this set.
  constexpr bool contains(Features const& used) const;
  friend constexpr bool operator==(Features const&, Features const&) = default;
};

/// Every member of Features.
inline constexpr std::array feature_members{
    &Features::queues, &Features::fatigue,   &Features::outcomes,  &Features::trust,     &Features::accounts,
    &Features::hazard, &Features::surveys,   &Features::context,   &Features::calendars, &Features::discount,
    &Features::life,   &Features::prospects, &Features::decisions, &Features::stories};
static_assert(feature_members.size() == sizeof(Features), "every member of Features is one bool and listed once");

constexpr bool Features::contains(Features const& used) const {
  return std::all_of(feature_members.begin(), feature_members.end(),
                     [&](bool Features::*member) { return this->*member || !(used.*member); });
}

/// The set of all features.
constexpr Features every_feature() {
  Features all;
  for (bool Features::*member : feature_members) all.*member = true;
  return all;
}

/// The three builds of the walker. The plain build counts visits, routes and dwells (walk/plain_walk.h). The queueing
/// build adds agents, waits and prospects. The full build has every feature. simulate() takes the first build that
/// contains what a scenario uses.
inline constexpr Features plain_build{};
inline constexpr Features queueing_build{.queues = true, .discount = true, .prospects = true};
inline constexpr Features full_build = every_feature();

}  // namespace silowalk::inline simulation
