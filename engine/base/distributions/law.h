#pragma once

#include <cstdint>
#include <memory>

#include "engine/base/distribution.h"

namespace silowalk::inline base {

struct SamplerTables;

/// A distribution made ready for drawing: which law it follows, and the law's own numbers.
///
/// The law is not always the distribution as written: one without spread is a constant, an Erlang is a gamma.
struct PreparedLaw {
  Distribution::Kind law = Distribution::Kind::constant;
  double a = 0;
  double b = 0;
  double c = 0;
  double d = 0;
  double mean = 0;
  std::shared_ptr<SamplerTables const> tables;
};

}  // namespace silowalk::inline base
