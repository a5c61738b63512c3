#include "engine/archive/read_results.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>

#include "engine/archive/hdf5.h"
#include "engine/archive/layout.h"
#include "engine/base/complaint.h"
#include "engine/base/file_guess.h"
#include "engine/base/text.h"

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
  if (!h5::has_attribute(file, "filetype") || h5::read_text_attribute(file, "filetype") != results_filetype) {
    throw RuntimeFailure("it is not a results file of silowalk");
  }
  std::uint64_t const version = h5::read_whole_attribute(file, "format_version");
  if (version == results_format_version) return;
  throw RuntimeFailure(
      fmt::format("its format is version {}, and this silowalk reads version {}: {}", version, results_format_version,
                  version > results_format_version ? "a newer silowalk wrote it" : "run the scenario again"));
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

/// Throws RuntimeFailure where a dataset has another shape than the axes. Later reads copy into buffers of the expected
/// size, so a wrong shape must be found here.
void check_shapes(hid_t group, ScenarioResults const& scenario) {
  for (Variable const& variable : variables_of(scenario.frame.axes)) {
    h5::Shape expected;
    for (Dimension const each : variable.dimensions) {
      expected.push_back(dimension_size(each, scenario.frame.axes, scenario.replications));
    }
    if (h5::shape_of(h5::open_dataset(group, variable.name).id()) != expected) {
      throw RuntimeFailure(fmt::format("the dataset {}/{} has a wrong shape", scenario.group, variable.name));
    }
  }
}

/// Returns the clock of the waits. Files written before there was a choice lack the attribute.
WaitClock read_wait_clock(hid_t group) {
  if (!h5::has_attribute(group, "tolerance_by")) return WaitClock::open;
  std::string const written = h5::read_text_attribute(group, "tolerance_by");
  std::optional<WaitClock> const clock = wait_clock_names.find(written);
  if (!clock) throw RuntimeFailure(fmt::format("the attribute tolerance_by is '{}', which is no clock", written));
  return *clock;
}

/// Reads all of a scenario but its numbers. Throws RuntimeFailure where something is missing or has a wrong shape. Its
/// digests are read, not checked: see recompute().
ScenarioResults read_scenario_group(hid_t file, std::string const& name) {
  Handle const group = h5::open_group(file, name);
  ScenarioResults scenario;
  scenario.group = name;
  scenario.name = h5::read_text_attribute(group.id(), "name");
  scenario.digest = read_digest(group.id(), "scenario_digest");
  scenario.results = read_digest(group.id(), "results_digest");
  scenario.frame.currency = h5::read_text_attribute(group.id(), "currency");
  scenario.frame.discount = h5::read_number_attribute(group.id(), "discount_per_year");
  scenario.frame.length = h5::read_number_attribute(group.id(), "length_days");
  scenario.frame.tolerance_by = read_wait_clock(group.id());
  scenario.text = h5::read_texts(group.id(), "scenario_text").at(0);
  scenario.assumptions = lines_of(h5::read_texts(group.id(), "assumptions").at(0));
  TallyAxes& axes = scenario.frame.axes;
  axes.months = static_cast<int>(length_of(group.id(), "month"));
  axes.touchpoints = h5::read_texts(group.id(), "touchpoint");
  axes.silos = h5::read_texts(group.id(), "silo");
  axes.segments = h5::read_texts(group.id(), "segment");
  if (h5::has_link(group.id(), "initiative")) axes.initiatives = h5::read_texts(group.id(), "initiative");
  scenario.replications = static_cast<std::uint32_t>(length_of(group.id(), "replication"));
  scenario.worth.resize(length_of(group.id(), "worth_per_head"));
  h5::read_rows(h5::open_dataset(group.id(), "worth_per_head").id(), Number::float64, 0, scenario.worth.size(),
                scenario.worth.data());
  check_shapes(group.id(), scenario);
  return scenario;
}

/// Reads rows [first, first + count) of a variable into `column`, replacing its content. Precondition: check_shapes()
/// accepted the dataset.
void read_column(hid_t dataset, Variable const& variable, TallyAxes const& axes, std::uint32_t first,
                 std::uint32_t count, Column& column) {
  std::size_t const cells = cells_per_replication(variable, axes) * count;
  if (variable.whole()) {
    column.whole.resize(cells);
    h5::read_rows(dataset, Number::int64, first, count, column.whole.data());
  } else {
    column.real.resize(cells);
    h5::read_rows(dataset, Number::float64, first, count, column.real.data());
  }
}

/// Returns everything but the numbers. Throws RuntimeFailure where something is missing or has a wrong shape.
ResultsHeader read_header(hid_t file) {
  check_format(file);
  ResultsHeader header;
  header.engine_version = h5::read_text_attribute(file, "engine_version");
  header.seed = h5::read_whole_attribute(file, "seed");
  header.complete = h5::read_whole_attribute(file, "complete") != 0;
  header.plan = read_digest(file, "plan_digest");
  header.digest = read_digest(file, "results_digest");
  if (h5::has_attribute(file, "precision_outputs")) header.precision = read_precision(file);
  for (std::string const& group : h5::groups_in(file)) {
    header.scenarios.push_back(read_scenario_group(file, group));
    header.scenarios.back().seed = header.seed;
  }
  return header;
}

/// Throws RuntimeFailure for what cannot be a results file.
void check_file(std::string const& path) {
  if (!std::filesystem::exists(path)) {
    throw RuntimeFailure(fmt::format("there is no file '{}'{}", path, guess_for_file(path)));
  }
  if (std::filesystem::is_directory(path)) throw RuntimeFailure(fmt::format("'{}' is a folder", path));
  // Checked before opening: the library's own message does not name what the file is.
  if (H5Fis_hdf5(path.c_str()) <= 0) {
    bool const scenario = path.ends_with(".toml");
    throw RuntimeFailure(
        fmt::format("'{}' is not an HDF5 file, or it is cut short{}", path,
                    scenario ? fmt::format("; of a scenario, `silowalk run {} -o OUT.h5` makes one", path) : ""));
  }
}

/// One open file.
struct OpenFile {
  Handle file;
  ResultsHeader header;
};

/// Throws RuntimeFailure where the file cannot be used.
OpenFile open_results(std::string const& path) {
  h5::ready();
  check_file(path);
  try {
    Handle file = h5::open_file(path);
    ResultsHeader header = read_header(file.id());
    return {std::move(file), std::move(header)};
  } catch (RuntimeFailure const& error) {
    throw RuntimeFailure(fmt::format("cannot use '{}': {}", path, error.what()));
  }
}

}  // namespace

/// Behind a pointer, so that users of ResultsFile do not include HDF5.
struct ResultsFile::Open {
  std::string path;  ///< of the first file
  std::vector<Handle> files;
  ResultsHeader header;              ///< of the first file, with the scenarios of all
  std::vector<std::size_t> file_of;  ///< by scenario, its place in `files`

  /// Opens a dataset of numbers. Throws std::out_of_range for an invalid scenario.
  Handle dataset(std::size_t scenario, Variable const& variable) const {
    return h5::open_dataset(files[file_of.at(scenario)].id(), header.scenarios[scenario].group + "/" + variable.name);
  }

  /// Computed as the writer does: name, then numbers row by row. The size of the steps does not change the digest.
  Digest digest_of_variable(std::size_t scenario, Variable const& variable) const {
    ScenarioResults const& results = header.scenarios[scenario];
    TallyAxes const& axes = results.frame.axes;
    Handle const from = dataset(scenario, variable);
    Digester digester;
    digester.text(variable.name);
    Column column;
    auto const at_once = static_cast<std::uint32_t>(replications_at_once(axes));
    for (std::uint32_t first = 0; first < results.replications; first += at_once) {
      column.clear();
      read_column(from.id(), variable, axes, first, std::min(at_once, results.replications - first), column);
      if (variable.whole()) {
        digester.numbers(column.whole);
      } else {
        digester.numbers(column.real);
      }
    }
    return digester.finish();
  }
};

ResultsFile::ResultsFile(std::string const& path) : open_(std::make_unique<Open>()) {
  OpenFile opened = open_results(path);
  open_->path = path;
  open_->header = std::move(opened.header);
  open_->files.push_back(std::move(opened.file));
  open_->file_of.resize(open_->header.scenarios.size());
}

ResultsFile::~ResultsFile() = default;
ResultsFile::ResultsFile(ResultsFile&&) noexcept = default;
ResultsFile& ResultsFile::operator=(ResultsFile&&) noexcept = default;

void ResultsFile::add(std::string const& path) {
  OpenFile opened = open_results(path);
  ResultsHeader& header = open_->header;
  for (ScenarioResults& each : opened.header.scenarios) {
    bool const taken = std::any_of(header.scenarios.begin(), header.scenarios.end(),
                                   [&](ScenarioResults const& other) { return other.name == each.name; });
    if (taken) each.name += fmt::format(" ({})", std::filesystem::path(path).filename().string());
    header.scenarios.push_back(std::move(each));
    open_->file_of.push_back(open_->files.size());
  }
  open_->files.push_back(std::move(opened.file));
  auto const& rule = opened.header.precision;
  if (rule && (!header.precision || rule->rule.first_look < header.precision->rule.first_look)) header.precision = rule;
}

std::string const& ResultsFile::path() const { return open_->path; }
ResultsHeader const& ResultsFile::header() const { return open_->header; }

std::size_t ResultsFile::scenario_named(std::string const& name) const {
  return archive::scenario_named(open_->header.scenarios, name, open_->path);
}

std::vector<Tally> ResultsFile::tallies(std::size_t scenario, std::uint32_t first, std::uint32_t count,
                                        FieldsNeeded const& fields) const {
  TallyAxes const& axes = open_->header.scenarios.at(scenario).frame.axes;
  // Variable by variable, since each is one dataset: its chunks are decompressed once for all rows.
  std::vector<Tally> some(count, empty_tally(axes));
  Column column;
  for (Variable const& variable : variables_of(axes)) {
    if (!needed(variable, fields)) continue;
    column.clear();
    try {
      read_column(open_->dataset(scenario, variable).id(), variable, axes, first, count, column);
    } catch (RuntimeFailure const& error) {
      throw RuntimeFailure(fmt::format("'{}', {}: {}", open_->path, variable.name, error.what()));
    }
    for (std::size_t row = 0; row < count; ++row) put_back(some[row], variable, column, row);
  }
  return some;
}

// In steps, each read once for all outputs.
std::vector<Series> ResultsFile::evaluate(std::size_t scenario, std::vector<NamedOutput> const& outputs) const {
  ScenarioResults const& results = open_->header.scenarios.at(scenario);
  FieldsNeeded fields;
  for (NamedOutput const& output : outputs) fields.add(output.needs());
  std::vector<Series> series(outputs.size());
  auto const at_once = static_cast<std::uint32_t>(replications_at_once(results.frame.axes));
  for (std::uint32_t first = 0; first < results.replications; first += at_once) {
    std::uint32_t const count = std::min(at_once, results.replications - first);
    for (Tally const& tally : tallies(scenario, first, count, fields)) {
      for (std::size_t i = 0; i < outputs.size(); ++i) series[i].push_back(outputs[i].of(tally));
    }
  }
  return series;
}

// The text has a digest of its own, checked here since nothing else compares it.
Digest ResultsFile::recompute(std::size_t scenario) const {
  std::vector<Digest> digests;
  for (Variable const& variable : variables_of(open_->header.scenarios.at(scenario).frame.axes)) {
    try {
      digests.push_back(open_->digest_of_variable(scenario, variable));
    } catch (RuntimeFailure const& error) {
      throw RuntimeFailure(fmt::format("'{}', {}: {}", open_->path, variable.name, error.what()));
    }
  }
  ScenarioResults const& results = open_->header.scenarios.at(scenario);
  if (digest_of(results.text) != results.digest) {
    throw RuntimeFailure(
        fmt::format("'{}': the text of scenario '{}' does not match its digest", open_->path, results.name));
  }
  return results_digest(results, digests);
}

Digest ResultsFile::recompute() const {
  std::vector<ScenarioResults> scenarios = open_->header.scenarios;
  for (std::size_t i = 0; i < scenarios.size(); ++i) scenarios[i].results = recompute(i);
  return results_digest(open_->header.seed, scenarios);
}

}  // namespace silowalk::inline archive
