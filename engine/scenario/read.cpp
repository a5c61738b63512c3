#include "engine/scenario/read.h"

#include <algorithm>
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

/// Returns the path of a file as seen from a folder; its name alone where that would be an absolute path.
std::string path_from(std::filesystem::path const& folder, std::string const& file) {
  std::filesystem::path const path = std::filesystem::path(file).lexically_normal();
  std::filesystem::path const seen = path.lexically_relative(folder.lexically_normal());
  return (seen.empty() ? path.filename() : seen).generic_string();
}

/// Returns the files that were read, the first one first, each once: several columns of a table may have been read.
WrittenScenario written_in(Sources const& sources, std::vector<Override> const& overrides) {
  WrittenScenario written;
  std::filesystem::path const folder = std::filesystem::path(sources.name(0)).parent_path();
  for (int file = 0; file < sources.count(); ++file) {
    std::string const name = path_from(folder, sources.name(file));
    bool const known = std::any_of(written.files.begin(), written.files.end(),
                                   [&](WrittenFile const& each) { return each.name == name; });
    if (!known) written.files.push_back({name, sources.text(file)});
  }
  for (Override const& each : overrides) written.overrides.push_back(each.path + "=" + each.value);
  return written;
}

}  // namespace

// The order matters: each step assumes that the one before left a tree that it can read.
Scenario parse_scenario(std::string_view text, std::string const& file, std::vector<Override> const& overrides,
                        std::vector<Complaint>* warnings, WrittenScenario* written) {
  Sources sources;
  Complaints complaints(sources);
  std::optional<Node> tree = load_tree(text, file, sources, complaints);
  if (!tree) refuse(complaints);
  if (written != nullptr) *written = written_in(sources, overrides);
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
                       std::vector<Complaint>* warnings, WrittenScenario* written) {
  return parse_scenario(read_file(path), path, overrides, warnings, written);
}

}  // namespace silowalk::inline scenario
