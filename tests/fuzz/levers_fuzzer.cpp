// Whatever a file of levers or of objectives holds: it is levers or objectives that can be used, or a refusal that says
// why.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/analysis/results/objective.h"
#include "engine/base/complaint.h"
#include "engine/scenario/levers.h"
#include "engine/scenario/objective_file.h"
#include "tests/fuzz/input.h"
#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/small_company.h"

namespace silowalk::fuzz {
namespace {

/// Calls a reader. A refusal must have complaints, each with its words.
template <class Function>
void expect_answer(Function const& function) {
  try {
    function();
  } catch (InvalidInput const& mistakes) {
    if (mistakes.complaints().empty()) broken("a refusal without a reason");
    for (Complaint const& each : mistakes.complaints())
      if (each.what.empty()) broken("a complaint without words");
    if (describe(mistakes.complaints()).empty()) broken("complaints without a text");
  } catch (RuntimeFailure const& failure) {
    if (std::string_view(failure.what()).empty()) broken("a failure without a reason");
  }
}

void use_levers(std::string const& text) {
  std::vector<Complaint> warnings;
  Levers const levers({company, "company.toml", text, "levers.toml"}, {}, {}, &warnings);
  std::size_t const count = levers.levers().size();
  if (count == 0 || count > most_levers) broken("no levers, or too many");
  Coalition const all = (Coalition{1} << count) - 1;
  if (levers.name_of(all).empty()) broken("a coalition without a name");
  if (print_scenario(levers.with(0)) != print_scenario(levers.base())) broken("no lever is on, and another scenario");
  print_scenario(levers.with(all));
}

void use_objectives(std::string const& text) {
  static MemoryFolder const folder;
  MemoryFile const file(folder, text);
  for (WrittenObjective const& each : read_objective_file(file.path())) {
    if (each.sum.empty() || each.source.empty()) broken("an objective without a sum or a source");
    expect_answer([&] {
      if (parse_objective(each.sum).terms.empty()) broken("an objective without terms");
    });
  }
}

}  // namespace
}  // namespace silowalk::fuzz

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace silowalk::fuzz;
  static silowalk::Scenario const sound = small_company();
  std::string const text(reinterpret_cast<char const*>(data), size);
  bool const objectives = text.find("objective") != std::string::npos;  // a file is one or the other
  expect_answer([&] { objectives ? use_objectives(text) : use_levers(text); });
  expect_answer([&] { silowalk::parse_objective(text); });
  return 0;
}
