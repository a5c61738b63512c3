// What output costs, how cost grows with size, and what a second thread gives.

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <functional>

#include "engine/archive/part_folder.h"
#include "engine/archive/write_results.h"
#include "engine/experiment/run.h"
#include "engine/scenario/read.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/benchmarks/engine_bench.h"

namespace silowalk::bench {

Plan plan_of(Scenario const& scenario, std::uint32_t replications) {
  Plan plan;
  plan.scenarios.push_back(plan_scenario(scenario.name, scenario, 1));
  plan.replications = replications;
  plan.block_size = 1;
  return plan;
}

ResultsHeader header_of(Plan const& plan, Model const& model) {
  ResultsHeader header;
  header.engine_version = SILOWALK_VERSION;
  header.seed = plan.seed;
  header.complete = true;
  header.plan = plan.digest();
  ScenarioResults results;
  results.name = plan.scenarios[0].name;
  results.text = plan.scenarios[0].text;
  results.digest = plan.scenarios[0].digest;
  results.frame = frame_of(plan.scenarios[0].scenario, model.axes());
  results.assumptions = model.assumptions();
  results.worth = model.worth();
  results.worth.resize(results.frame.axes.segments.size());  // (unallocated) is worth nothing
  results.replications = plan.replications;
  header.scenarios.push_back(results);
  return header;
}

namespace {

struct Cost {
  double cpu = 0, wall = 0;
};

Cost cost_of(std::function<void()> const& work) {
  double const cpu = cpu_seconds();
  double const wall = wall_seconds();
  work();
  return {cpu_seconds() - cpu, wall_seconds() - wall};
}

/// A company `factor` times the size.
Scenario scaled(Scenario scenario, double factor) {
  for (Segment& s : scenario.segments) {
    s.customers = std::llround(static_cast<double>(s.customers) * factor);
    s.arrivals *= factor;
  }
  for (Silo& silo : scenario.silos) {
    if (silo.agents) silo.agents = static_cast<int>(std::lround(std::ceil(*silo.agents * factor)));
    for (Shift& shift : silo.shifts) {
      if (shift.agents) shift.agents = static_cast<int>(std::lround(std::ceil(*shift.agents * factor)));
    }
  }
  return scenario;
}

/// Of three attempts the best: on a shared machine the others say more about the neighbours.
double seconds_for(Scenario const& scenario, std::uint32_t replications) {
  Model const model(scenario);
  double best = 1e300;
  for (int attempt = 0; attempt < 3; ++attempt) {
    Cost const cost = cost_of([&] {
      for (std::uint32_t r = 0; r < replications; ++r) simulate(model, 1, r);
    });
    best = std::min(best, cost.cpu);
  }
  return best;
}

}  // namespace

Table output_share(Settings const& settings) {
  namespace fs = std::filesystem;
  Plan const plan = plan_of(telecom(36), settings.replications);
  Model const model(plan.scenarios[0].scenario);
  fs::path const folder = fs::temp_directory_path() / fmt::format("silowalk-bench-{}", getpid());
  fs::create_directories(folder);
  MemoryStore memory;
  Cost const simulating = cost_of([&] { run(plan, {model}, memory, {}); });
  std::vector<Tally> const tallies = memory.tallies(plan.scenarios[0].digest);
  Cost const checkpoints = cost_of([&] {
    Digest const scenario = plan.scenarios[0].digest;
    PartFolder parts(folder / "out.h5.parts", {plan.blocks_digest(), {scenario}});
    for (std::uint32_t r = 0; r < plan.replications; ++r) parts.save({scenario, r, 1}, {tallies[r]});
  });
  Cost const writing = cost_of([&] {
    write_results(folder / "out.h5", header_of(plan, model), [&](std::size_t, std::uint32_t first, std::uint32_t n) {
      return std::vector<Tally>(tallies.begin() + first, tallies.begin() + first + n);
    });
  });
  double const size = static_cast<double>(fs::file_size(folder / "out.h5")) / 1e6;
  fs::remove_all(folder);
  Table table{fmt::format("Output: telecom, {} replications of 36 months, one thread", plan.replications),
              {"", "processor s", "wall s", "share of processor time"},
              {},
              {fmt::format("{:.1f} MB of results. Checkpoints: one part per replication, synced to disk.", size)}};
  double const total = simulating.cpu + checkpoints.cpu + writing.cpu;
  auto const row = [&](std::string const& name, Cost const& cost) {
    table.rows.push_back({name, fmt::format("{:.3f}", cost.cpu), fmt::format("{:.3f}", cost.wall),
                          fmt::format("{:.2f} %", 100 * cost.cpu / total)});
  };
  row("simulating", simulating);
  row("checkpoints", checkpoints);
  row("results file", writing);
  return table;
}

Table cost_curve(Settings const&) {
  Table table{"Cost against size: telecom, seconds of one core", {"", "x 1", "x 2", "x 4", "per unit at x 4"}, {}, {}};
  Scenario const year = telecom(12);
  Scenario const small = scaled(year, 0.25);
  auto const row = [&](std::string const& name, double a, double b, double c) {
    table.rows.push_back({name, fmt::format("{:.3f}", a), fmt::format("{:.3f}", b), fmt::format("{:.3f}", c),
                          fmt::format("{:.2f}", c / (4 * a))});
  };
  seconds_for(small, 1);  // warm
  row("customers (and agents), from a quarter", seconds_for(small, 1), seconds_for(scaled(year, 0.5), 1),
      seconds_for(year, 1));
  row("months, from 12", seconds_for(small, 1), seconds_for(scaled(telecom(24), 0.25), 1),
      seconds_for(scaled(telecom(48), 0.25), 1));
  row("replications, from 1", seconds_for(small, 1), seconds_for(small, 2), seconds_for(small, 4));
  table.notes = {"Linear is 1.00 per unit. An agent looked at is time too: with customers, staffed silos grow."};
  return table;
}

Table two_threads(Settings const& settings) {
  Plan const plan = plan_of(scaled(telecom(12), 0.25), 2 * settings.replications);
  Model const model(plan.scenarios[0].scenario);
  std::vector<double> faster, dearer;
  for (int round = 0; round < settings.rounds; ++round) {
    MemoryStore one_store, two_store;
    Cost const one = cost_of([&] { run(plan, {model}, one_store, {.threads = 1}); });
    Cost const two = cost_of([&] { run(plan, {model}, two_store, {.threads = 2}); });
    faster.push_back(one.wall / two.wall);
    dearer.push_back(two.cpu / one.cpu);
  }
  Table table{fmt::format("Two threads against one: a quarter of telecom, {} replications", plan.replications),
              {"", "times faster (wall)", "times the processor time", "faster on two free cores"},
              {},
              {"The last column is 2 / the one before: what two cores would give that nobody else uses."}};
  table.rows.push_back({"threads", fmt::format("{:.2f}", median(faster)), fmt::format("{:.3f}", median(dearer)),
                        fmt::format("{:.2f}", 2 / median(dearer))});
  return table;
}

}  // namespace silowalk::bench
