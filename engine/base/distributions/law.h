#pragma once

#include <cstdint>
#include <memory>

#include "engine/base/distribution.h"

namespace silowalk::inline base {

struct SamplerTables;

/// A distribution prepared for drawing: the law that it follows, and that law's parameters. Immutable once prepared.
/// Each law documents its own a, b, c and d.
///
/// The law can differ from the distribution as written: one without spread is a constant, an Erlang is a gamma.
struct PreparedLaw {
  Distribution::Kind law = Distribution::Kind::constant;
  double a = 0;  ///< see the law
  double b = 0;
  double c = 0;
  double d = 0;
  double mean = 0;                              ///< days, after truncation
  std::shared_ptr<SamplerTables const> tables;  ///< gamma, Weibull, empirical; else null
};

}  // namespace silowalk::inline base
