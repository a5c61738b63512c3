#include "tools/estimate_words.h"

#include <fmt/core.h>

#include "engine/statistics/wording.h"

namespace silowalk {

std::string spoken(Estimate const& value, OutputKind kind, std::string const& currency) {
  if (!value.mean) return "-";
  std::string mean = worded(*value.mean, kind, currency);
  if (!value.low || *value.low == *value.high) return mean;
  return fmt::format("{} ({} .. {})", mean, worded(*value.low, kind, currency), worded(*value.high, kind, currency));
}

std::string short_words(Chance const& chance) {
  if (chance.of == 0) return "-";
  return fmt::format("{:.0f} % ({:.0f} .. {:.0f})", 100 * chance.share, 100 * chance.interval.low,
                     100 * chance.interval.high);
}

Json interval_json(Estimate const& value) {
  return Json::object().set("mean", Json(value.mean)).set("low", Json(value.low)).set("high", Json(value.high));
}

}  // namespace silowalk
