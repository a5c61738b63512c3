#include "engine/archive/open_results.h"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

#include "engine/archive/hdf5/expect_dataset.h"
#include "engine/archive/hdf5/text_datasets.h"
#include "engine/archive/layout.h"
#include "engine/archive/seal.h"
#include "engine/base/complaint.h"
#include "engine/base/file_guess.h"
#include "engine/scenario/confined.h"
#include "engine/scenario/read.h"
#include "engine/simulation/compile/axes.h"

namespace silowalk::inline archive {
namespace {

using h5::Handle;
using h5::Number;

/// Splits at newlines; a newline at the end adds no empty line. Reverses what the writer joined.
std::vector<std::string> lines_of(std::string const& text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t const to = std::min(text.find('\n', from), text.size());
    lines.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

/// Splits at single blanks. Names of outputs have none.
std::vector<std::string> words_of(std::string const& text) {
  std::vector<std::string> words;
  for (std::size_t from = 0; from < text.size();) {
    std::size_t const to = std::min(text.find(' ', from), text.size());
    words.push_back(text.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

/// Throws RuntimeFailure where the attribute is missing or is no digest.
Digest read_digest(hid_t where, std::string const& name) {
  auto const digest = parse_digest(h5::read_text_attribute(where, name));
  if (!digest) throw RuntimeFailure(fmt::format("the attribute {} is no digest", name));
  return *digest;
}

/// Throws RuntimeFailure where the file is not of this program, or of another version of the format.
void check_format(hid_t file) {
  bool const ours = h5::has_attribute(file, "filetype") && h5::has_attribute(file, "format_version");
  if (!ours) throw RuntimeFailure("it is not a results file of silowalk");
  // The version first: before version 3 texts had another type, and would be refused as such.
  std::uint64_t const version = h5::read_whole_attribute(file, "format_version");
  if (version != results_format_version)
    throw RuntimeFailure(
        fmt::format("its format is version {}, and this silowalk reads version {}: {}", version, results_format_version,
                    version > results_format_version ? "a newer silowalk wrote it" : "run the scenario again"));
  if (h5::read_text_attribute(file, "filetype") != results_filetype)
    throw RuntimeFailure("it is not a results file of silowalk");
}

/// Reverses write_precision().
PrecisionRecord read_precision(hid_t file) {
  PrecisionRecord record;
  record.outputs = words_of(h5::read_text_attribute(file, "precision_outputs"));
  record.rule.relative = h5::read_number_attribute(file, "precision_relative");
  if (h5::has_attribute(file, "precision_absolute")) {
    record.rule.absolute = h5::read_number_attribute(file, "precision_absolute");
  }
  record.rule.level = h5::read_number_attribute(file, "precision_level");
  record.rule.first_look = static_cast<std::uint32_t>(h5::read_whole_attribute(file, "precision_first_look"));
  record.rule.maximum = static_cast<std::uint32_t>(h5::read_whole_attribute(file, "precision_maximum"));
  record.look = static_cast<int>(h5::read_whole_attribute(file, "precision_look"));
  record.level_at_look = h5::read_number_attribute(file, "precision_level_at_look");
  record.reached = h5::read_whole_attribute(file, "precision_reached") != 0;
  return record;
}

/// Returns the size of a dataset of one axis; throws RuntimeFailure for any other.
std::size_t length_of(hid_t group, std::string const& name) {
  h5::Shape const shape = h5::shape_of(h5::open_dataset(group, name).id());
  if (shape.size() != 1) throw RuntimeFailure(fmt::format("the dataset {} has a wrong shape", name));
  return shape.front();
}

/// Throws RuntimeFailure "WHAT does not fit the scenario's text" where it does not.
void expect(bool fits, std::string const& what) {
  if (!fits) throw RuntimeFailure(fmt::format("{} does not fit the scenario's text", what));
}

/// Throws RuntimeFailure where a dataset is not as the writer makes it for these axes. Later reads copy into buffers of
/// the expected size.
void check_datasets(hid_t group, ScenarioResults const& scenario) {
  for (Variable const& variable : variables_of(scenario.frame.axes)) {
    h5::Shape shape;
    for (Dimension const each : variable.dimensions)
      shape.push_back(dimension_size(each, scenario.frame.axes, scenario.replications));
    h5::Shape chunk = shape;
    chunk[0] = std::min<hsize_t>(shape[0], replications_per_chunk(variable, scenario.frame.axes));
    Handle const dataset = h5::open_dataset(group, variable.name);
    h5::expect_dataset(dataset.id(), scenario.group + "/" + variable.name,
                       variable.whole() ? Number::int64 : Number::float64, shape, chunk);
  }
}

/// Returns the parsed text. Throws RuntimeFailure where it is not the one whose digest the file states, or cannot be
/// read.
std::shared_ptr<Scenario const> parse_text(ScenarioResults const& scenario, std::string const& path) {
  if (digest_of(scenario.text) != scenario.digest)
    throw RuntimeFailure(fmt::format("the text of the scenario '{}' does not match its digest", scenario.name));
  try {
    return std::make_shared<Scenario const>(parse_scenario(scenario.text, path));
  } catch (InvalidInput const& error) {
    throw RuntimeFailure(fmt::format("this silowalk cannot read the text of the scenario '{}': {}", scenario.name,
                                     error.complaints().front().what));
  }
}

/// Reads the axes and holds them to the scenario's text.
void read_axes(hid_t group, ScenarioResults& scenario) {
  TallyAxes& axes = scenario.frame.axes;
  axes = axes_of(*scenario.scenario);
  expect(length_of(group, "month") == static_cast<std::size_t>(axes.months), "the axis month");
  expect(h5::read_texts(group, "touchpoint") == axes.touchpoints, "the axis touchpoint");
  expect(h5::read_texts(group, "silo") == axes.silos, "the axis silo");
  expect(h5::read_texts(group, "segment") == axes.segments, "the axis segment");
  bool const any = h5::has_link(group, "initiative");
  expect(any != axes.initiatives.empty() && (!any || h5::read_texts(group, "initiative") == axes.initiatives),
         "the axis initiative");
  std::size_t const replications = length_of(group, "replication");
  if (replications == 0 || replications > std::numeric_limits<std::uint32_t>::max())
    throw RuntimeFailure("the axis replication has a wrong length");
  scenario.replications = static_cast<std::uint32_t>(replications);
}

/// Reads what evaluation needs besides the axes and holds it to the scenario's text.
void read_frame(hid_t group, ScenarioResults& scenario) {
  scenario.frame.currency = h5::read_text_attribute(group, "currency");
  scenario.frame.discount = h5::read_number_attribute(group, "discount_per_year");
  scenario.frame.length = h5::read_number_attribute(group, "length_days");
  scenario.frame.tolerance_by = scenario.scenario->tolerance_by;
  Horizon const& horizon = scenario.scenario->horizon;
  expect(scenario.frame.currency == scenario.scenario->currency, "the currency");
  expect(h5::read_text_attribute(group, "tolerance_by") == wait_clock_names[scenario.frame.tolerance_by],
         "the clock of waits");
  expect(scenario.frame.discount == horizon.discount, "the discount");
  expect(scenario.frame.length == simulated_days(horizon), "the length");
}

/// Reads the worth of a customer, by segment.
void read_worth(hid_t group, ScenarioResults& scenario) {
  Handle const dataset = h5::open_dataset(group, "worth_per_head");
  h5::Shape const shape{scenario.frame.axes.segments.size()};
  h5::expect_dataset(dataset.id(), scenario.group + "/worth_per_head", Number::float64, shape, shape);
  scenario.worth.resize(shape.front());
  h5::read_rows(dataset.id(), Number::float64, 0, shape.front(), scenario.worth.data());
}

/// Returns the texts of an optional dataset; none where it is not there. Throws RuntimeFailure for any that the writer
/// does not make.
std::vector<std::string> read_optional_texts(hid_t group, std::string const& name) {
  if (!h5::has_link(group, name)) return {};
  Handle const dataset = h5::open_dataset(group, name);
  h5::Shape const shape = h5::shape_of(dataset.id());
  bool const fits = shape.size() == 2 && shape[0] > 0 && shape[1] > 0 && shape[1] <= most_written_bytes / shape[0];
  if (!fits) throw RuntimeFailure(fmt::format("the dataset {} has a wrong shape", name));
  h5::expect_dataset(dataset.id(), name, Number::character, shape, shape);
  return h5::read_texts(group, name);
}

/// Reads the scenario as its author wrote it; none where it is not stored: earlier versions did not.
std::shared_ptr<WrittenScenario const> read_written(hid_t group) {
  std::vector<std::string> const names = read_optional_texts(group, "as_written_file");
  std::vector<std::string> const texts = read_optional_texts(group, "as_written");
  WrittenScenario written;
  written.overrides = read_optional_texts(group, "as_written_override");
  if (names.size() != texts.size() || (names.empty() && !written.overrides.empty()))
    throw RuntimeFailure("the datasets as_written do not fit each other");
  if (names.empty()) return nullptr;
  for (std::size_t i = 0; i < names.size(); ++i) written.files.push_back({names[i], texts[i]});
  return std::make_shared<WrittenScenario const>(std::move(written));
}

/// Reads all of a scenario but its numbers. Throws RuntimeFailure where something is missing, or does not fit. The
/// digest of its results is read, not checked.
ScenarioResults read_scenario_group(hid_t file, std::string const& name, std::string const& path) {
  Handle const group = h5::open_group(file, name);
  ScenarioResults scenario;
  scenario.group = name;
  scenario.name = h5::read_text_attribute(group.id(), "name");
  scenario.digest = read_digest(group.id(), "scenario_digest");
  scenario.results = read_digest(group.id(), "results_digest");
  scenario.text = h5::read_text(group.id(), "scenario_text");
  scenario.scenario = parse_text(scenario, path);
  scenario.assumptions = lines_of(h5::read_text(group.id(), "assumptions"));
  scenario.written = read_written(group.id());
  read_frame(group.id(), scenario);
  read_axes(group.id(), scenario);
  read_worth(group.id(), scenario);
  check_datasets(group.id(), scenario);
  return scenario;
}

/// Returns everything but the numbers. Throws RuntimeFailure where something is missing or has a wrong shape.
ResultsHeader read_header(hid_t file, std::string const& path, std::vector<UnreadableScenario>* unreadable) {
  check_format(file);
  ResultsHeader header;
  header.engine_version = h5::read_text_attribute(file, "engine_version");
  header.seed = h5::read_whole_attribute(file, "seed");
  header.complete = h5::read_whole_attribute(file, "complete") != 0;
  header.plan = read_digest(file, "plan_digest");
  header.digest = read_digest(file, "results_digest");
  if (h5::has_attribute(file, "precision_outputs")) header.precision = read_precision(file);
  for (std::string const& group : h5::groups_in(file)) {
    try {
      header.scenarios.push_back(read_scenario_group(file, group, path));
      header.scenarios.back().seed = header.seed;
    } catch (RuntimeFailure const& error) {
      if (unreadable == nullptr) throw;
      unreadable->push_back({group, error.what()});
    }
  }
  if (header.scenarios.empty()) throw RuntimeFailure("it has no scenario");
  return header;
}

/// Throws RuntimeFailure for what cannot be a results file.
void check_file(std::string const& path) {
  expect_allowed(path);
  if (!std::filesystem::exists(path)) {
    throw RuntimeFailure(fmt::format("there is no file '{}'{}", path, guess_for_file(path)));
  }
  if (std::filesystem::is_directory(path)) throw RuntimeFailure(fmt::format("'{}' is a folder", path));
  // A pipe would be waited for, perhaps for ever.
  if (!std::filesystem::is_regular_file(path)) throw RuntimeFailure(fmt::format("'{}' is no ordinary file", path));
  // Checked before opening: the library's own message does not name what the file is.
  if (H5Fis_hdf5(path.c_str()) <= 0) {
    bool const scenario = path.ends_with(".toml");
    throw RuntimeFailure(
        fmt::format("'{}' is not an HDF5 file, or it is cut short{}", path,
                    scenario ? fmt::format("; of a scenario, `silowalk run {} -o OUT.h5` makes one", path) : ""));
  }
}

}  // namespace

OpenFile open_results(std::string const& path, Seals seals, std::vector<UnreadableScenario>* unreadable) {
  h5::ready();
  check_file(path);
  try {
    Handle file = h5::open_file(path);
    ResultsHeader header = read_header(file.id(), path, unreadable);
    if (seals == Seals::checked && !is_sealed(file.id()))
      throw RuntimeFailure(
          "it was damaged or changed: what it says does not match its seal; silowalk verify tells where");
    return {std::move(file), std::move(header)};
  } catch (RuntimeFailure const& error) {
    throw RuntimeFailure(fmt::format("cannot use '{}': {}", path, error.what()));
  }
}

}  // namespace silowalk::inline archive
