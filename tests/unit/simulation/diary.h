#pragma once

#include <vector>

#include "engine/simulation/model/visit.h"

namespace silowalk {

/// Records every visit of a replication, in the order in which the engine simulates them.
struct Diary : VisitSink {
  void record(Visit const& visit) override { visits.push_back(visit); }
  std::vector<Visit> visits;
};

}  // namespace silowalk
