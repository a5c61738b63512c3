// What deciding costs: the telecom with silos that plan every quarter, by rule `plan`, and with nobody who decides or
// resigns, in turns; visits per second of processor time, and the ratio of each round.

#include <fmt/format.h>

#include "engine/simulation/walk/simulate.h"
#include "tests/benchmarks/engine_bench.h"

namespace silowalk::bench {

namespace {

struct Speed {
  double visits = 0;
  double cpu = 0;
  double rate() const { return visits / cpu; }
};

Speed speed_of(Model const& model, std::uint32_t replications) {
  Speed speed;
  double const began = cpu_seconds();
  for (std::uint32_t r = 0; r < replications; ++r) {
    Tally const tally = simulate(model, 1, r);
    for (std::size_t cell = 0; cell < tally.touchpoint_cells.size(); cell += touchpoint_fields.size())
      speed.visits += static_cast<double>(tally.touchpoint_cells[cell]);
  }
  speed.cpu = cpu_seconds() - began;
  return speed;
}

}  // namespace

Table deciding(Settings const& settings) {
  Scenario quarterly = telecom(24);
  quarterly.organisation.rule = Rule::own_score;
  quarterly.organisation.planning.cycle = 365.25 / 4;
  Scenario planned = quarterly;
  planned.organisation.rule = Rule::plan;
  Scenario fixed = planned;
  fixed.initiatives.clear();
  fixed.goals.clear();
  for (Silo& silo : fixed.silos) silo.attrition = {};
  std::vector<Model> const models{Model(fixed), Model(planned), Model(quarterly)};
  std::vector<std::vector<double>> rates(models.size()), ratios(models.size());
  for (int round = 0; round < settings.rounds; ++round) {
    std::vector<double> now;
    for (Model const& model : models) now.push_back(speed_of(model, settings.replications).rate());
    for (std::size_t i = 0; i < models.size(); ++i) {
      rates[i].push_back(now[i]);
      ratios[i].push_back(now[i] / now[1]);
    }
  }
  Table table{fmt::format("Deciding: telecom, {} replications of 24 months, one thread", settings.replications),
              {"", "visits/s", "rate / rule plan"},
              {},
              {"Planning dates cost what they cost: between them nothing is asked."}};
  char const* const names[] = {"nobody decides or resigns", "rule plan", "own score, every quarter"};
  for (std::size_t i = 0; i < models.size(); ++i)
    table.rows.push_back({names[i], millions(median(rates[i])), fmt::format("{:.3f}", median(ratios[i]))});
  return table;
}

}  // namespace silowalk::bench
