// What it costs to walk one customer of a run that is over: with queues as a ratio to the replication itself, in turns;
// without, in milliseconds, at a thousand and at a million customers.

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <functional>

#include "engine/analysis/replay/walk.h"
#include "engine/archive/write_results.h"
#include "engine/scenario/read.h"
#include "tests/benchmarks/engine_bench.h"

namespace silowalk::bench {

namespace {

namespace fs = std::filesystem;

/// A run of one replication in a file that goes with it.
class Past {
 public:
  explicit Past(Scenario const& scenario)
      : folder_(fs::temp_directory_path() / fmt::format("silowalk-bench-walk-{}", getpid())),
        file_(written(scenario)),
        run_(file_, 0) {}
  ~Past() { fs::remove_all(folder_); }
  Past(Past const&) = delete;
  Past& operator=(Past const&) = delete;

  PastRun const& run() const { return run_; }

 private:
  std::string written(Scenario const& scenario) const {
    fs::create_directories(folder_);
    Plan const plan = plan_of(scenario, 1);
    Model const model(plan.scenarios[0].scenario);
    std::string path = folder_ / "run.h5";
    write_results(path, header_of(plan, model), [&](std::size_t, std::uint32_t first, std::uint32_t) {
      return std::vector<Tally>{simulate(model, plan.seed, first)};
    });
    return path;
  }

  fs::path folder_;
  ResultsFile file_;
  PastRun run_;
};

double seconds(std::function<void()> const& work) {
  double const began = cpu_seconds();
  work();
  return cpu_seconds() - began;
}

std::vector<std::string> row(std::string name, double walk, double replication, double ratio) {
  return {std::move(name), fmt::format("{:.1f}", 1e3 * walk), fmt::format("{:.1f}", 1e3 * replication),
          fmt::format("{:.3f}", ratio)};
}

/// Walks and replications in turns; the median of the rounds' ratios.
std::vector<std::string> against_the_replication(std::string name, PastRun const& run, int rounds,
                                                 std::function<void()> const& walk) {
  std::vector<double> walks, replications, ratios;
  for (int round = 0; round < rounds; ++round) {
    replications.push_back(seconds([&] { simulate(run.model(), run.seed(), 0); }));
    walks.push_back(seconds(walk));
    ratios.push_back(walks.back() / replications.back());
  }
  return row(std::move(name), median(walks), median(replications), median(ratios));
}

}  // namespace

Table walking(Settings const& settings) {
  Table table{
      "Walking one customer of a replication that is over, one thread",
      {"", "walk, ms", "replication, ms", "walk / replication"},
      {},
      {"A walk: the story, a thousand others for its shares, and, with queues, the whole tally held against the "
       "file. A pick takes down all lives first."}};
  {
    Past const past(read_scenario(std::string(SILOWALK_SOURCE_DIR) + "/scenarios/telecom/status-quo.toml", {}));
    table.rows.push_back(against_the_replication("telecom, by name", past.run(), settings.rounds, [&] {
      walk_customers(past.run(), 0, {{0, 1000}});
    }));
    PickRequest request;
    request.seed = past.run().seed();
    table.rows.push_back(against_the_replication("telecom, --pick typical", past.run(), settings.rounds,
                                                 [&] { walk_picked(past.run(), request); }));
  }
  for (std::int64_t const customers : {1'000, 1'000'000}) {
    Scenario scenario = scenario_of_benchmark("w1.toml");
    scenario.segments[0].customers = customers;
    Past const past(scenario);
    table.rows.push_back(against_the_replication(fmt::format("no queues, {} customers, by name", customers), past.run(),
                                                 settings.rounds, [&] {
                                                   walk_customers(past.run(), 0, {{0, 500}});
                                                 }));
  }
  return table;
}

}  // namespace silowalk::bench
