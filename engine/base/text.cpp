#include "engine/base/text.h"

#include <fmt/core.h>

#include <cmath>

namespace silowalk::inline base {

std::string joined(std::vector<std::string> const& words, std::string_view separator, std::string_view none,
                   std::size_t most) {
  if (words.empty()) return std::string(none);
  std::string text;
  for (std::size_t i = 0; i < words.size() && i < most; ++i) {
    if (i > 0) text += separator;
    text += words[i];
  }
  return words.size() > most ? fmt::format("{} and {} more", text, words.size() - most) : text;
}

std::string plural(std::uint64_t count, std::string_view one, std::string_view many) {
  if (count == 1) return fmt::format("1 {}", one);
  return many.empty() ? fmt::format("{} {}s", count, one) : fmt::format("{} {}", count, many);
}

// The limits lie half a digit below powers of ten, so that no rounded value gets a digit too many.
std::string three_digits(double value) {
  double const size = std::abs(value);
  if (size == 0) return "0";
  if (size >= 99.95) return fmt::format("{:.0f}", value);
  if (size >= 9.995) return fmt::format("{:.1f}", value);
  if (size >= 0.9995) return fmt::format("{:.2f}", value);
  return fmt::format("{:.3g}", value);
}

std::string percent(double share) { return three_digits(100 * share) + " %"; }

}  // namespace silowalk::inline base
