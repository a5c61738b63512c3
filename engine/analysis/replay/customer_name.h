#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/simulation/model/tally.h"

/// @file
/// How people and files name customers.

namespace silowalk::inline analysis {

/// A customer of a replication: the segment and the arrival number in it, newcomers with the top bit set. In every
/// scenario of a run the same name is the same customer, driven by the same random numbers.
struct CustomerName {
  std::uint16_t segment = 0;  ///< index in the scenario
  std::uint32_t arrival = 0;  ///< number in the segment; newcomers have the top bit set
  friend bool operator==(CustomerName const&, CustomerName const&) = default;
  friend bool operator<(CustomerName const& a, CustomerName const& b) {
    return a.segment != b.segment ? a.segment < b.segment : a.arrival < b.arrival;
  }
};

/// Returns "month_to_month:17" for number 17 of those placed at the start (counted from 0), "month_to_month:new-17" for
/// newcomer number 17. Precondition: the segment is on the axis.
std::string to_text(CustomerName const& name, TallyAxes const& axes);

/// Parses what to_text() returns. Throws InvalidInput with a guess where there is no such segment or no such number.
/// Whether that customer exists in a replication is not checked.
CustomerName parse_customer_name(std::string_view text, TallyAxes const& axes);

}  // namespace silowalk::inline analysis
