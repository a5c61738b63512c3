#include "engine/analysis/replay/customer_name.h"

#include <fmt/format.h>

#include <charconv>

#include "engine/base/complaint.h"
#include "engine/simulation/model/customer.h"

namespace silowalk::inline analysis {
namespace {

/// Marks newcomers in the names of customers; files of users contain it.
constexpr std::string_view newcomer_word = "new-";

}  // namespace

std::string to_text(CustomerName const& name, TallyAxes const& axes) {
  bool const newcomer = (name.arrival & newcomer_bit) != 0;
  return fmt::format("{}:{}{}", axes.segments.at(name.segment), newcomer ? newcomer_word : "",
                     name.arrival & ~newcomer_bit);
}

CustomerName parse_customer_name(std::string_view text, TallyAxes const& axes) {
  std::string const why = "a customer is SEGMENT:NUMBER, or SEGMENT:new-NUMBER for who came after the start";
  std::size_t const colon = text.rfind(':');
  if (colon == std::string_view::npos) reject("--customer", fmt::format("'{}' names no customer", text), why);
  std::string const segment(text.substr(0, colon));
  CustomerName name;
  std::size_t const known = axes.segments.size() - 1;  // the last is "(unallocated)"
  while (name.segment < known && axes.segments[name.segment] != segment) ++name.segment;
  if (name.segment == known) {
    std::string const near = nearest(segment, {axes.segments.begin(), axes.segments.end() - 1});
    reject("--customer", fmt::format("there is no segment '{}'", segment), why,
           near.empty() ? "" : near + std::string(text.substr(colon)));
  }
  std::string_view digits = text.substr(colon + 1);
  bool const newcomer = digits.starts_with(newcomer_word);
  if (newcomer) digits.remove_prefix(newcomer_word.size());
  auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), name.arrival);
  if (error != std::errc{} || end != digits.data() + digits.size() || (name.arrival & newcomer_bit) != 0)
    reject("--customer", fmt::format("'{}' names no customer", text), why);
  if (newcomer) name.arrival |= newcomer_bit;
  return name;
}

}  // namespace silowalk::inline analysis
