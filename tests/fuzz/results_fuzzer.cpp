// Whatever is changed in a results file, also by somebody who can renew its seals: reading, verifying and repairing it
// end in a result or in a sentence. Where the seals were not renewed, what is accepted answers as the whole file does.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/archive/file.h"
#include "engine/archive/hdf5/hdf5.h"
#include "engine/archive/read_results.h"
#include "engine/archive/verify_results.h"
#include "engine/base/complaint.h"
#include "engine/experiment/repair.h"
#include "engine/experiment/run_to_file.h"
#include "engine/scenario/read.h"
#include "tests/fuzz/forger.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/memory_file.h"

// The HDF5 library keeps memory of files that it refused, and allocates often: most of the time went to bookkeeping.
extern "C" char const* __asan_default_options() {
  return "detect_leaks=0:malloc_context_size=4:quarantine_size_mb=8:max_allocation_size_mb=1024";
}

namespace silowalk::fuzz {
namespace {

constexpr char shop[] = R"(
name = "Shop"
[horizon]
months = 2
[segment.all]
customers = 3
entry   = "order"
revenue = "9 per month"
churn   = { rate = "10 % per month" }
[silo.web]
title = "Web"
[touchpoint.order]
silo    = "web"
success = 0.9
next.success = [ { to = "order", after = "9 days" } ]
next.failure = [ { to = "gone" } ]
[exit.gone]
kind = "churn"
)";
constexpr char work[] = R"(
[initiative.training]
owner    = "web"
duration = "20 days"
effects  = [ { on = "touchpoint.order.success", log_odds = 0.1 } ]
)";

/// By name of a scenario: digest of all that a reader gets of it.
using Answers = std::map<std::string, Digest>;

void add(Digester& digester, Tally const& tally) {
  Drift const& d = tally.drift;
  for (auto const* const cells :
       {&tally.touchpoint_cells, &tally.silo_cells, &tally.segment_cells, &tally.initiative_cells,
        &tally.wait_histogram, &d.customers_placed, &d.first_offered, &d.first_capacity, &d.last_offered,
        &d.last_capacity, &d.first_visits, &d.first_wait, &d.last_visits, &d.last_wait}) {
    digester.number(cells->size());
    digester.numbers(*cells);
  }
}

Digest answer_of(ResultsFile const& file, std::size_t number) {
  ScenarioResults const& scenario = file.header().scenarios[number];
  Digester digester;
  digester.text(scenario.text);
  digester.text(scenario.frame.currency);
  digester.numbers(std::vector<double>{scenario.frame.discount, scenario.frame.length});
  for (std::string const& each : scenario.assumptions) digester.text(each);
  digester.numbers(scenario.worth);
  digester.number(scenario.seed);
  digester.number(scenario.replications);
  digester.digest(scenario.results);
  constexpr std::uint32_t at_once = 64;
  for (std::uint32_t first = 0; first < scenario.replications; first += at_once)
    for (Tally const& tally : file.tallies(number, first, std::min(at_once, scenario.replications - first)))
      add(digester, tally);
  return digester.finish();
}

Answers answers_of(ResultsFile const& file) {
  Answers answers;
  ResultsHeader const& header = file.header();
  for (std::size_t i = 0; i < header.scenarios.size(); ++i) answers[header.scenarios[i].name] = answer_of(file, i);
  Digester digester;
  digester.text(header.engine_version);
  digester.number(header.complete ? 1 : 0);
  digester.digest(header.plan);
  digester.digest(header.digest);
  answers["(file)"] = digester.finish();
  return answers;
}

/// A sound file, and what is known of it.
struct Sound {
  std::string bytes;
  Places places;
  Answers answers;
};

/// Runs the scenarios to `path`.
Sound sound(std::string const& path, std::vector<std::string> const& texts, std::optional<PrecisionRule> const& rule) {
  RunRequest request;
  request.output = path;
  request.replications = 2;
  request.precision = rule;
  for (std::string const& text : texts)
    request.scenarios.push_back({"Shop " + std::to_string(request.scenarios.size() + 1), parse_scenario(text, "shop")});
  run_to_file(request, {});
  Sound file{read_whole(path), {}, {}};
  file.places = places_of(h5::open_file(path).id());
  file.answers = answers_of(ResultsFile(path));
  return file;
}

/// Returns a rule that the first few replications meet.
PrecisionRule quick_rule() {
  PrecisionRule rule;
  rule.relative = 100;
  rule.first_look = 2;
  rule.maximum = 2;
  return rule;
}

/// What lives as long as the process.
struct Bench {
  MemoryFolder folder;
  Sound one = sound(folder / "one.h5", {std::string(shop) + work}, {});
  Sound two = sound(folder / "two.h5", {shop, std::string(shop) + work}, quick_rule());
};

/// How a file is used, and what is expected of it.
struct Use {
  Bench const& bench;
  Sound const& before;  ///< of which the file was made
  bool honest;          ///< nobody renewed digests or seals
};

void answer(std::string const& path, Use const& use) {
  ResultsFile const file(path);
  Answers const answers = answers_of(file);
  if (use.honest && answers != use.before.answers) broken("another answer without a word");
}

/// Without the seals, which are costly to renew: what is behind them is reached all the same.
void answer_unsealed(std::string const& path, Use const&) { ResultsFile::unsealed(path).recompute(); }

void verify(std::string const& path, Use const& use) {
  Verification const found = verify_results(path);
  if (!found.file.matches) return;
  for (CheckedDigest const& each : found.scenarios)
    if (!each.matches) broken("the file is whole and a scenario is not");
  if (use.honest && answers_of(ResultsFile(path)) != use.before.answers) broken("verified, and another answer");
}

void repair(std::string const& path, Use const& use) {
  std::string const saved = use.bench.folder / "saved.h5";
  Repair const repaired = repair_results(path, saved, true);
  ResultsFile const file(saved);
  Answers const answers = answers_of(file);  // throws where it is not sound
  if (!file.is_sealed() || file.header().scenarios.size() != repaired.saved.size()) broken("saved, and not whole");
  if (!use.honest) return;
  for (std::string const& name : repaired.saved)
    if (!use.before.answers.contains(name) || answers.at(name) != use.before.answers.at(name))
      broken("saved, and another answer");
}

void add_to_another(std::string const& path, Use const& use) {
  ResultsFile file(use.bench.folder / "one.h5");
  file.add(path);
  for (std::size_t i = 0; i < file.header().scenarios.size(); ++i) answer_of(file, i);
}

/// Uses a file. What is neither a result nor a sentence for a person ends the process.
void expect_answer(void (*function)(std::string const&, Use const&), std::string const& path, Use const& use) {
  try {
    function(path, use);
  } catch (RuntimeFailure const& failure) {
    if (std::string_view(failure.what()).empty()) broken("a failure without a reason");
  } catch (InvalidInput const& mistakes) {
    if (mistakes.complaints().empty()) broken("a refusal without a reason");
  }
  if (H5Fget_obj_count(H5F_OBJ_ALL, H5F_OBJ_ALL) != 0) broken("a handle is open");
}

/// Writes the digests of the results anew: what a forger does last. Nothing where the file cannot be read.
std::string with_digests(MemoryFolder const& folder, std::string const& bytes) {
  std::map<std::string, Digest> digests;
  Digest whole;
  try {
    MemoryFile const forged(folder, bytes);
    ResultsFile const file = ResultsFile::unsealed(forged.path());
    auto const& scenarios = file.header().scenarios;
    for (std::size_t i = 0; i < scenarios.size(); ++i) digests[scenarios[i].group] = file.recompute(i);
    whole = file.recompute();
  } catch (std::runtime_error const&) {
    return bytes;
  }
  hid_t const file = open_image(bytes);
  for (auto const& [group, digest] : digests)
    h5::overwrite_attribute(h5::open_group(file, group).id(), "results_digest", digest.hex());
  h5::overwrite_attribute(file, "results_digest", whole.hex());
  reseal(file);
  return close_image(file);
}

/// Returns the file after all changes that the input describes.
std::string changed(MemoryFolder const& folder, Sound const& before, Input& input, bool& honest) {
  std::size_t const changes = input.below(8);
  std::uint8_t const renewed = input.byte() % 8;
  honest = renewed < 6;
  std::string bytes = before.bytes;
  if (changes > 0 || !honest) {
    hid_t const file = open_image(bytes);
    if (file < 0) broken("a sound file does not open");
    for (std::size_t i = 0; i < changes; ++i) forge(file, before.places, input);
    if (!honest) reseal(file);
    bytes = close_image(file);
  }
  if (renewed == 7) bytes = with_digests(folder, bytes);
  damage(bytes, input);
  return bytes;
}

}  // namespace
}  // namespace silowalk::fuzz

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace silowalk;
  using namespace silowalk::fuzz;
  static Bench const bench;
  constexpr std::array uses{answer, answer_unsealed, answer_unsealed, answer_unsealed, verify, repair, add_to_another};
  Input input(data, size);
  Use use{bench, input.below(4) == 0 ? bench.two : bench.one, true};
  auto const function = uses[input.below(uses.size())];
  std::string const bytes = changed(bench.folder, use.before, input, use.honest);
  if (bytes == use.before.bytes) return 0;
  MemoryFile const file(bench.folder, bytes);
  expect_answer(function, file.path(), use);
  return 0;
}
