#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <string>

#include "engine/simulation/model/tally.h"

/// Accounting identities that every row of every tally keeps, whatever was simulated. Tallies are whole numbers
/// (counts, millionths, microseconds), so all comparisons are exact: a tolerance would hide an error in rounding.
namespace silowalk::oracles {

/// Returns the sum of a field over all members (pseudo members included) in one month.
template <class Field>
std::int64_t total_over_members(Tally const& tally, int month, Field field) {
  int const members = std::is_same_v<Field, TouchpointField> ? tally.touchpoints
                      : std::is_same_v<Field, SiloField>     ? tally.silos
                                                             : tally.segments;
  std::int64_t sum = 0;
  for (int member = 0; member < members; ++member) sum += tally.at(month, member, field);
  return sum;
}

/// Returns the sum of a field of one member over all months.
template <class Field>
std::int64_t total(Tally const& tally, int member, Field field) {
  std::int64_t sum = 0;
  for (int month = 0; month < tally.months; ++month) sum += tally.at(month, member, field);
  return sum;
}

/// Returns the sum of a field over all members and months.
template <class Field>
std::int64_t grand_total(Tally const& tally, Field field) {
  std::int64_t sum = 0;
  for (int month = 0; month < tally.months; ++month) sum += total_over_members(tally, month, field);
  return sum;
}

/// Returns the index of a name. Fails the test where there is none, and returns 0.
inline int index_of(std::vector<std::string> const& names, std::string const& name) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<int>(i);
  }
  ADD_FAILURE() << "no member '" << name << "'";
  return 0;
}

/// open + joined - left = close, in customers, in prospects and in value; the next month opens where this one closed.
inline void expect_heads_are_conserved(Tally const& t) {
  using F = SegmentField;
  for (int month = 0; month < t.months; ++month) {
    for (int segment = 0; segment < t.segments; ++segment) {
      SCOPED_TRACE("month " + std::to_string(month) + ", segment " + std::to_string(segment));
      auto const at = [&](F field) { return t.at(month, segment, field); };
      EXPECT_EQ(at(F::customers_open) + at(F::joined) - at(F::lost) - at(F::ended), at(F::customers_close));
      EXPECT_EQ(at(F::prospects_open) + at(F::prospects_arrived) - at(F::prospects_joined) - at(F::prospects_lost) -
                    at(F::prospects_ended),
                at(F::prospects_close));
      EXPECT_EQ(
          at(F::value_open) + at(F::value_joined) - at(F::value_lost) - at(F::value_ended) + at(F::value_revaluation),
          at(F::value_close));
      if (month + 1 == t.months) continue;
      EXPECT_EQ(at(F::customers_close), t.at(month + 1, segment, F::customers_open));
      EXPECT_EQ(at(F::prospects_close), t.at(month + 1, segment, F::prospects_open));
      EXPECT_EQ(at(F::value_close), t.at(month + 1, segment, F::value_open));
    }
  }
}

/// Money by touchpoint, by silo and by segment has the same total, to the last unit, because each amount is recorded in
/// all three.
inline void expect_money_adds_up(Tally const& t) {
  for (int month = 0; month < t.months; ++month) {
    SCOPED_TRACE("month " + std::to_string(month));
    auto const same = [&](TouchpointField by_touchpoint, SiloField by_silo, SegmentField by_segment) {
      EXPECT_EQ(total_over_members(t, month, by_touchpoint), total_over_members(t, month, by_silo));
      EXPECT_EQ(total_over_members(t, month, by_silo), total_over_members(t, month, by_segment));
    };
    same(TouchpointField::revenue, SiloField::revenue, SegmentField::revenue);
    same(TouchpointField::cost, SiloField::cost, SegmentField::cost);
    same(TouchpointField::revenue_discounted, SiloField::revenue_discounted, SegmentField::revenue_discounted);
    same(TouchpointField::cost_discounted, SiloField::cost_discounted, SegmentField::cost_discounted);
  }
}

/// Every visit has one outcome. A silo has the sums of its touchpoints. A lost customer is booked once, and the shares
/// that attribute the loss to silos sum to one (a million millionths).
inline void expect_visits_and_losses_add_up(Tally const& t) {
  using T = TouchpointField;
  using S = SiloField;
  for (int month = 0; month < t.months; ++month) {
    SCOPED_TRACE("month " + std::to_string(month));
    for (int v = 0; v < t.touchpoints; ++v) {
      EXPECT_EQ(t.at(month, v, T::success) + t.at(month, v, T::failure) + t.at(month, v, T::recovered) +
                    t.at(month, v, T::abandoned) + t.at(month, v, T::turned_away),
                t.at(month, v, T::visits));
    }
    auto const same = [&](T by_touchpoint, S by_silo) {
      EXPECT_EQ(total_over_members(t, month, by_touchpoint), total_over_members(t, month, by_silo));
    };
    same(T::visits, S::visits);
    same(T::offered, S::offered);
    same(T::handling, S::handling);
    same(T::trust_lost, S::trust_lost);
    same(T::survey_count, S::survey_count);
    same(T::survey_sum, S::survey_sum);
    same(T::churn_booked, S::churn_booked);
    std::int64_t const lost = total_over_members(t, month, SegmentField::lost);
    EXPECT_EQ(total_over_members(t, month, S::churn_booked), lost);
    EXPECT_EQ(total_over_members(t, month, S::churn_attributed), lost * 1'000'000);
  }
}

/// Checks all of the above.
inline void expect_ledger_balances(Tally const& tally) {
  expect_heads_are_conserved(tally);
  expect_money_adds_up(tally);
  expect_visits_and_losses_add_up(tally);
}

}  // namespace silowalk::oracles
