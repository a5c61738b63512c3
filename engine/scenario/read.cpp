#include "engine/scenario/read.h"

#include <filesystem>
#include <utility>

#include "engine/scenario/checks/checks.h"
#include "engine/scenario/language/load.h"
#include "engine/scenario/language/mistakes/table_names.h"
#include "engine/scenario/language/overrides.h"
#include "engine/scenario/language/reader.h"

namespace silowalk::inline scenario {
namespace {

/// Precondition: there is at least one error.
[[noreturn]] void refuse(Complaints const& complaints) { throw InvalidInput(complaints.errors()); }

}  // namespace

// The order matters: each step assumes that the one before left a tree that it can read.
Scenario parse_scenario(std::string_view text, std::string const& file, std::vector<Override> const& overrides,
                        std::vector<Complaint>* warnings) {
  Sources sources;
  Complaints complaints(sources);
  std::optional<Node> tree = load_tree(text, file, sources, complaints);
  if (!tree) refuse(complaints);
  if (tree->members.empty() && overrides.empty() && complaints.error_count() == 0) {
    complaints.error(tree->where, "this file has nothing in it",
                     "a company has segments, silos and touchpoints; 'silowalk new DIR' writes one that runs");
    refuse(complaints);
  }
  bool const complete = complaints.error_count() == 0;  // names in a table that was not read would all seem unknown
  correct_tables(*tree, complaints);
  bool const sizes_fit = check_sizes(*tree, complaints);
  // Before anything else is read: later steps take time and memory in proportion.
  if (!sizes_fit) refuse(complaints);
  apply_overrides(*tree, overrides, sources, complaints);
  express_working_time(*tree, sources, complaints);
  Scenario scenario = read_tree(*tree, sources, complaints);
  if (complete) check_names(*tree, scenario, complaints);
  if (complaints.error_count() > 0) refuse(complaints);
  if (warnings != nullptr) {
    std::vector<Complaint> const found = complaints.warnings();
    warnings->insert(warnings->end(), found.begin(), found.end());
  }
  return scenario;
}

Scenario read_scenario(std::string const& path, std::vector<Override> const& overrides,
                       std::vector<Complaint>* warnings) {
  return parse_scenario(read_file(path), path, overrides, warnings);
}

}  // namespace silowalk::inline scenario
