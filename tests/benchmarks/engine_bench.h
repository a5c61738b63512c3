#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/archive/results.h"
#include "engine/experiment/plan.h"
#include "engine/scenario/scenario.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/benchmarks/measure.h"

namespace silowalk::bench {

struct Settings {
  int rounds = 3;
  std::uint32_t replications = 4;  ///< for output and threads
};

Scenario scenario_of_benchmark(std::string const& file, std::string const& months = "");
Scenario telecom(int months);

/// A run of one scenario, and what is written above its results.
Plan plan_of(Scenario const& scenario, std::uint32_t replications);
ResultsHeader header_of(Plan const& plan, Model const& model);

/// Visits per second beside textbook and kernel.
Table independent_journeys(Settings const& settings);
Table capacity_journeys(Settings const& settings);
Table telecom_journeys(Settings const& settings);

/// What else costs: writing results, more of everything, more threads.
Table output_share(Settings const& settings);
Table cost_curve(Settings const& settings);
Table two_threads(Settings const& settings);
Table deciding(Settings const& settings);

/// Walking one customer of a run that is over.
Table walking(Settings const& settings);

}  // namespace silowalk::bench
