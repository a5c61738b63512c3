#include "engine/report/words.h"

#include <fmt/core.h>

#include <cmath>

#include "engine/base/calendar.h"
#include "engine/scenario/scenario.h"
#include "engine/statistics/wording.h"

namespace silowalk::inline report {

std::string format_estimate(Estimate const& value, OutputKind kind, std::string const& currency) {
  if (!value.mean) return "-";
  std::string mean = worded(*value.mean, kind, currency);
  if (!value.low || *value.low == *value.high) return mean;
  return fmt::format("{} ({} .. {})", mean, worded(*value.low, kind, currency), worded(*value.high, kind, currency));
}

std::string format_chance(Chance const& chance) {
  if (chance.of == 0) return "-";
  return fmt::format("{:.0f} % ({:.0f} .. {:.0f})", 100 * chance.share, 100 * chance.interval.low,
                     100 * chance.interval.high);
}

std::string format_number(double value) {
  // By the size of the number: small numbers need digits, large ones would only seem precise.
  double const size = std::abs(value);
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return fmt::format("{:.4g}", value);
  if (size >= 1000 || value == std::floor(value)) return fmt::format("{:.0f}", value);
  return fmt::format("{:.4g}", value);
}

std::string format_time(double days) {
  double const size = std::abs(days);
  if (size == 0) return "0";
  // Durations of scenarios are often whole months; 1e-6 days allow for the rounding of their product.
  double const months = std::round(days / days_per_month);
  if (months != 0 && std::abs(days - months * days_per_month) < 1e-6)
    return fmt::format("{:.0f} month{}", months, months == 1 ? "" : "s");
  if (size >= 1) return format_number(days) + " days";
  // In units of at least one: "0.5 h" reads worse than "30 min".
  if (size >= 1 / 24.0) return fmt::format("{:.3g} h", days * 24);
  if (size >= 1.0 / minutes_per_day) return fmt::format("{:.3g} min", days * minutes_per_day);
  return fmt::format("{:.3g} s", days * seconds_per_day);
}

Json to_json(Estimate const& value) {
  return Json::object()
      .set("mean", Json(value.mean))
      .set("standard_error", Json(value.standard_error))
      .set("low", Json(value.low))
      .set("high", Json(value.high))
      .set("replications", Json(value.replications))
      .set("left_out", Json(value.left_out));
}

Json to_json(Chance const& chance) {
  Json json = Json::object().set("times", chance.times).set("of", chance.of);
  if (chance.of == 0) return json.set("share", Json()).set("low", Json()).set("high", Json());
  return json.set("share", chance.share).set("low", chance.interval.low).set("high", chance.interval.high);
}

}  // namespace silowalk::inline report
