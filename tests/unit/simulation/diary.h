#pragma once

#include <vector>

#include "engine/simulation/model/visit.h"

namespace silowalk {

/// Every visit of a replication, in the order in which the engine walks.
struct Diary : VisitSink {
  void record(Visit const& visit) override { visits.push_back(visit); }
  std::vector<Visit> visits;
};

}  // namespace silowalk
