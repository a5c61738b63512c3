#include "engine/scenario/language/schema.h"

namespace silowalk::inline scenario {

using enum Type;
using namespace ranges;

/// One row for each parameter, whichever distributions share it: one range serves them all.
/// Type::parts stands for a list of quantities here.
std::span<DistributionKey const> distribution_keys() {
  static constexpr DistributionKey keys[] = {
      {"value", Type::duration, time, "the constant"},
      {"mean", Type::duration, some_time, "the mean"},
      {"rate", Type::rate, above(0, 1e9), "one over the mean"},
      {"min", Type::duration, time, "the least"},
      {"mode", Type::duration, time, "the likeliest"},
      {"max", Type::duration, time, "the most"},
      {"sd", Type::duration, time, "the standard deviation"},
      {"cv", Type::number, between(0, 100), "standard deviation over mean"},
      {"median", Type::duration, some_time, "the median"},
      {"sigma", Type::number, between(0, 3), "standard deviation of the logarithm"},
      {"shape", Type::number, between(0.01, 1e6), "the shape"},
      {"scale", Type::duration, some_time, "the scale"},
      {"phases", Type::whole, between(1, 1000), "how many"},
      {"values", Type::parts, time, "durations, or numbers with `unit`"},
      {"quantiles", Type::parts, time, "durations, or numbers with `unit`"},
      {"csv", Type::text, any, "a file beside the scenario"},
      {"column", Type::text, any, "its column; the first where left out"},
      {"as", Type::choice, any, "what the file lists: \"values\" or \"quantiles\""},
      {"unit", Type::text, any, "of numbers in `values`, `quantiles` or the file: \"min\""},
  };
  return keys;
}

}  // namespace silowalk::inline scenario
