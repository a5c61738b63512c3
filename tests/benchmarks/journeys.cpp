// Visits per second of the engine, a textbook program and a limit kernel, turn by turn.

#include <fmt/format.h>

#include <cmath>
#include <optional>

#include "engine/base/calendar.h"
#include "engine/scenario/read.h"
#include "engine/simulation/model/model_tables.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/benchmarks/engine_bench.h"
#include "tests/benchmarks/textbook.h"

namespace silowalk::bench {

namespace {

/// What the rounds of one workload gave.
struct Contest {
  std::vector<double> engine, textbook, kernel;  ///< visits per second
  std::vector<double> to_textbook, to_kernel;    ///< ratios within a round
  std::vector<Tally> tallies;
  std::vector<TextbookResult> books;
};

double visits_of(Tally const& tally) {
  std::int64_t sum = 0;
  for (int m = 0; m < tally.months; ++m) {
    for (int t = 0; t < tally.touchpoints; ++t) sum += tally.at(m, t, TouchpointField::visits);
  }
  return static_cast<double>(sum);
}

/// How the kernel is called: `long_run` with the seed behind, `setup` likewise for what is not to be counted.
struct Kernel {
  std::string path;
  std::vector<std::string> long_run, setup;
};

/// The kernel by processor time, its setting up taken off.
double kernel_rate(Kernel const& kernel, int seed) {
  std::vector<std::string> arguments = kernel.long_run;
  arguments.push_back(std::to_string(seed));
  std::optional<KernelRun> const run = run_kernel(kernel.path, arguments);
  if (!run) return 0;
  if (kernel.setup.empty()) return run->visits / run->cpu;
  arguments = kernel.setup;
  arguments.push_back(std::to_string(seed));
  std::optional<KernelRun> const setup = run_kernel(kernel.path, arguments);
  return setup ? (run->visits - setup->visits) / (run->cpu - setup->cpu) : run->visits / run->cpu;
}

Contest compete(Scenario const& scenario, Scenario const& for_textbook, Kernel const& kernel, int rounds) {
  Contest contest;
  Model const model(scenario);
  for (int round = 1; round <= rounds; ++round) {
    double const begun = cpu_seconds();
    contest.tallies.push_back(simulate(model, 1, static_cast<std::uint32_t>(round)));
    double const spent = cpu_seconds() - begun;
    contest.engine.push_back(visits_of(contest.tallies.back()) / spent);
    if (double const rate = kernel_rate(kernel, round); rate > 0) {
      contest.kernel.push_back(rate);
      contest.to_kernel.push_back(contest.engine.back() / rate);
    }
    contest.books.push_back(run_textbook(for_textbook, static_cast<std::uint64_t>(round)));
    contest.textbook.push_back(contest.books.back().visits / contest.books.back().cpu);
    contest.to_textbook.push_back(contest.engine.back() / contest.textbook.back());
  }
  return contest;
}

std::vector<std::string> const speed_columns = {
    "",         "engine/s", "textbook/s", "kernel/s",           "x textbook",
    "x kernel", "bytes",    "visits",     "engine is right to", "textbook to"};

std::vector<std::string> speed_row(std::string const& name, Contest const& c, std::size_t bytes,
                                   std::string const& right, std::string const& book_right) {
  bool const limit = !c.kernel.empty();
  return {name,
          millions(median(c.engine)),
          millions(median(c.textbook)),
          limit ? millions(median(c.kernel)) : "-",
          fmt::format("{:.2f}", median(c.to_textbook)),
          limit ? fmt::format("{:.2f}", median(c.to_kernel)) : "-",
          fmt::format("{}", bytes),
          fmt::format("{:.0f}", visits_of(c.tallies.front())),
          right,
          book_right};
}

std::string kernel_path([[maybe_unused]] std::string const& name) {
#ifdef SILOWALK_KERNELS
  return std::string(SILOWALK_KERNELS) + "/" + name;
#else
  return "";
#endif
}

// Erlang C and the traffic equations, as in the heads of the w2 files.
double constexpr w2_rate[] = {1.083959336, 0.687781701, 0.446404946, 0.337359250, 0.346219387, 0.050603888};
double constexpr w2_wait[] = {11.635612342, 8.754951873, 4.887879843, 6.570877304, 3.885203363, 17.786262913};

/// The exact mean wait over all visits, in minutes.
double exact_wait() {
  double waits = 0;
  double rate = 0;
  for (std::size_t k = 0; k < std::size(w2_rate); ++k) {
    waits += w2_rate[k] * w2_wait[k];
    rate += w2_rate[k];
  }
  return waits / rate;
}

std::string wait_error(double days, double visits) {
  return fmt::format("{:+.1f} % of mean wait", 100 * (days * minutes_per_day / visits / exact_wait() - 1));
}

std::string engine_wait_error(Contest const& c) {
  double wait = 0;
  double visits = 0;
  for (Tally const& tally : c.tallies) {
    visits += visits_of(tally);
    for (int m = 0; m < tally.months; ++m) {
      for (int t = 0; t < tally.touchpoints; ++t)
        wait += static_cast<double>(tally.at(m, t, TouchpointField::wait)) / 86400e6;
    }
  }
  return wait_error(wait, visits);
}

std::string textbook_wait_error(Contest const& c) {
  double wait = 0;
  double served = 0;
  for (TextbookResult const& book : c.books) {
    for (double const w : book.wait) wait += w;
    for (double const n : book.served) served += n;
  }
  return wait_error(wait, served);
}

std::string z_of_visits(double visits, double customers) {
  double constexpr mean = 14.543211;  // of W1, by the fundamental matrix
  double constexpr variance = 267.7171;
  return fmt::format("z = {:+.2f} of visits", (visits / customers - mean) / std::sqrt(variance / customers));
}

/// As the engine keeps it: the record, and in time order the event of the visit to come.
std::size_t bytes_per_customer(Scenario const& scenario) {
  Model const model(scenario);
  return model.tables().record_bytes + (model.independent() ? 0 : 16);
}

struct Size {
  std::string name, file, months, textbook_months, in_flight, kernel_minutes;
};

}  // namespace

Scenario scenario_of_benchmark(std::string const& file, std::string const& months) {
  std::vector<Override> overrides;
  if (!months.empty()) overrides.push_back({"horizon.months", months, "benchmark"});
  return read_scenario(std::string(SILOWALK_SOURCE_DIR) + "/tests/benchmarks/scenarios/" + file, overrides);
}

Scenario telecom(int months) {
  Scenario scenario = read_scenario(std::string(SILOWALK_SOURCE_DIR) + "/scenarios/telecom/telecom.toml",
                                    {{"horizon.warm_up", "0 days", "benchmark"}});
  scenario.horizon.months = months;  // not by an override: the file's goals look beyond a short horizon
  return scenario;
}

Table independent_journeys(Settings const& settings) {
  Scenario const w1 = scenario_of_benchmark("w1.toml");
  Kernel const kernel{kernel_path("l1_scalar"), {"1000000"}, {}};
  Contest const c = compete(w1, w1, kernel, settings.rounds);
  double visits = 0;
  double book = 0;
  for (Tally const& tally : c.tallies) visits += visits_of(tally);
  for (TextbookResult const& b : c.books) book += b.visits;
  double const customers = 1e6 * settings.rounds;
  Table table{"W1: independent journeys, a million customers", speed_columns, {}, {}};
  table.rows.push_back(
      speed_row("W1", c, bytes_per_customer(w1), z_of_visits(visits, customers), z_of_visits(book, customers)));
  table.notes = {"kernel: l1_scalar. Bytes: a customer's record (customers walk one after another)."};
  return table;
}

Table capacity_journeys(Settings const& settings) {
  std::vector<Size> const sizes = {{"W2, about 95", "w2.toml", "24", "24", "0", "1500000"},
                                   {"W2T, 100 000", "w2t_100000.toml", "24", "24", "100000", "1500000"},
                                   {"W2T, 1 000 000", "w2t_1000000.toml", "72", "12", "1000000", "1500000"}};
  Table table{"W2: capacity journeys, in flight", speed_columns, {}, {}};
  for (Size const& size : sizes) {
    Scenario const ours = scenario_of_benchmark(size.file, size.months);
    Scenario const book = scenario_of_benchmark(size.file, size.textbook_months);
    Kernel const kernel{
        kernel_path("l2_batch"), {"wheel", size.in_flight, size.kernel_minutes}, {"wheel", size.in_flight, "1"}};
    Contest const c = compete(ours, book, kernel, settings.rounds);
    table.rows.push_back(
        speed_row(size.name, c, bytes_per_customer(ours), engine_wait_error(c), textbook_wait_error(c)));
  }
  table.notes = {
      "kernel: l2 wheel -DBATCH -DFLOG (float32 log and exp, its placing of customers not counted; the engine's is).",
      "Months simulated: 24, 24, 72 (think times of 0, 1.4 and 13.8 months); bytes: record and event.",
      "A mean wait from so few rounds is right to some per cent: the statistical tests look closer."};
  return table;
}

Table telecom_journeys(Settings const& settings) {
  Scenario const scenario = telecom(12);
  Contest const c = compete(scenario, scenario, {}, std::max(1, settings.rounds - 1));
  Table table{"Telecom with everything on, 12 months without warm-up", speed_columns, {}, {}};
  table.rows.push_back(speed_row("telecom", c, bytes_per_customer(scenario), "", ""));
  Model const model(scenario);
  table.notes = {fmt::format("{} silos' accounts of 8 bytes and {} counters of 2 bytes are in the record.",
                             scenario.silos.size(), scenario.touchpoints.size()),
                 "The textbook program knows no trust, surveys, calendars, seasons or discount: it does less."};
  return table;
}

}  // namespace silowalk::bench
