// The engine's speed: visits per second per core beside a textbook program and, where they are there, the limit
// kernels; bytes per customer; the share of output; cost against size; two threads against one.
//   cmake --preset benchmark; cmake --build --preset benchmark --target engine_bench
//   engine_bench [w1|w2|telecom|output|curve|threads|decisions|walk ...] [--rounds N] [--replications N] [--json]
// Processor time; what is compared takes turns, and the median of the rounds' ratios is given. On a machine that
// others use, only the ratios count.

#include "tests/benchmarks/engine_bench.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <functional>
#include <set>
#include <utility>

int main(int argc, char** argv) {
  using namespace silowalk::bench;
  std::vector<std::pair<std::string, std::function<Table(Settings const&)>>> const all = {
      {"w1", independent_journeys}, {"w2", capacity_journeys}, {"telecom", telecom_journeys}, {"output", output_share},
      {"curve", cost_curve},        {"threads", two_threads},  {"decisions", deciding},       {"walk", walking}};
  Settings settings;
  bool json = false;
  std::set<std::string> chosen;
  for (int i = 1; i < argc; ++i) {
    std::string const word = argv[i];
    if (word == "--json")
      json = true;
    else if (word == "--rounds" && i + 1 < argc)
      settings.rounds = std::max(1, std::atoi(argv[++i]));
    else if (word == "--replications" && i + 1 < argc)
      settings.replications = static_cast<std::uint32_t>(std::max(2, std::atoi(argv[++i])));
    else
      chosen.insert(word);
  }
  for (std::string const& word : chosen) {
    if (std::none_of(all.begin(), all.end(), [&](auto const& each) { return each.first == word; })) {
      fmt::print(stderr, "no such benchmark: {} (w1, w2, telecom, output, curve, threads, decisions, walk)\n", word);
      return 2;
    }
  }
  try {
    std::vector<Table> tables;
    for (auto const& [name, make] : all) {
      if (!chosen.empty() && chosen.count(name) == 0) continue;
      tables.push_back(make(settings));
      if (!json) print_text(tables.back());
    }
    if (json) print_json(tables);
    return 0;
  } catch (std::exception const& e) {
    fmt::print(stderr, "{}\n", e.what());
    return 1;
  }
}
