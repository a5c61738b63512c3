#include "engine/archive/write_results.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "engine/archive/file.h"
#include "engine/archive/hdf5/axis_writer.h"
#include "engine/archive/hdf5/hdf5.h"
#include "engine/archive/layout.h"
#include "engine/archive/outputs_writer.h"
#include "engine/archive/seal.h"
#include "engine/base/calendar.h"
#include "engine/base/complaint.h"
#include "engine/base/text.h"

namespace silowalk::inline archive {
namespace {

using h5::Handle;
using h5::Number;

/// One scenario's group while it is being written. Steps cover whole chunks, so that each chunk is compressed once. The
/// order of calls fixes the bytes of the file.
class GroupWriter {
 public:
  /// `first_axis`: the number of its first axis, see AxisWriter.
  GroupWriter(hid_t file, ScenarioResults& scenario, int first_axis, OutputsWriter& outputs)
      : outputs_(outputs),
        scenario_(scenario),
        group_(h5::create_group(file, scenario.group)),
        variables_(variables_of(scenario.frame.axes)),
        axes_(AxisWriter(group_.id(), first_axis)) {
    write_attributes();
    write_axes();
    write_texts();
    for (Variable const& variable : variables_) create(variable);
  }

  /// Writes all numbers, in steps whose size depends on the axes alone.
  /// `number` is the scenario's place, as the source takes it.
  void write(std::size_t number, TallySource const& tallies) {
    auto const at_once = static_cast<std::uint32_t>(replications_at_once(axes()));
    for (std::uint32_t first = 0; first < scenario_.replications; first += at_once) {
      std::uint32_t const count = std::min(at_once, scenario_.replications - first);
      std::vector<Tally> const some = tallies(number, first, count);
      if (some.size() != count) throw RuntimeFailure("replications are missing");
      for (std::size_t i = 0; i < open_.size(); ++i) write_rows(variables_[i], open_[i], first, some);
      outputs_.write(first, some);
    }
  }

  /// Closes the datasets, which writes their last chunks, then the group. Sets the scenario's digest.
  void finish() {
    std::vector<Digest> digests;
    for (std::size_t i = 0; i < open_.size(); ++i) {
      digests.push_back(open_[i].digester.finish());
      open_[i].dataset.close("finish the dataset " + variables_[i].name);
    }
    scenario_.results = results_digest(scenario_, digests);
    h5::write_attribute(group_.id(), "results_digest", scenario_.results.hex());
    axes_.reset();
    group_.close("finish the group " + scenario_.group);
  }

 private:
  struct Open {
    Handle dataset;
    Digester digester;
  };

  TallyAxes const& axes() const { return scenario_.frame.axes; }

  /// The attributes, the axes and the texts hold all that a reader needs to evaluate outputs without the scenario file.
  void write_attributes() {
    h5::write_attribute(group_.id(), "name", scenario_.name);
    h5::write_attribute(group_.id(), "scenario_digest", scenario_.digest.hex());
    h5::write_attribute(group_.id(), "currency", scenario_.frame.currency);
    h5::write_attribute(group_.id(), "discount_per_year", scenario_.frame.discount);
    h5::write_attribute(group_.id(), "length_days", scenario_.frame.length);
    h5::write_attribute(group_.id(), "tolerance_by", std::string(wait_clock_names[scenario_.frame.tolerance_by]));
  }

  /// The coordinates are 0, 1, 2, ...
  void write_counting_axis(Dimension dimension, std::string const& long_name) {
    axes_->add_counting(dimension_name(dimension), dimension_size(dimension, axes(), scenario_.replications),
                        long_name);
  }

  /// Names and titles of all axes have one width, so that their bytes are one axis.
  void write_named_axis(Dimension dimension, std::vector<std::string> const& names, std::string const& long_name) {
    axes_->add_named(dimension_name(dimension), names, name_width_, long_name);
  }

  void write_titles(Dimension dimension, std::vector<std::string> const& titles) {
    std::string const axis = dimension_name(dimension);
    if (!titles.empty())
      axes_->write_texts_along(axis, title_dataset(dimension), titles, name_width_, "title of the " + axis);
  }

  /// Titles that are missing are the names.
  void complete_titles() {
    AxisTitles& titles = scenario_.titles;
    auto const complete = [&](std::vector<std::string>& some, std::vector<std::string> const& names) {
      if (some.size() != names.size()) some = names;
      name_width_ = std::max({name_width_, h5::width_of(names), h5::width_of(some)});
    };
    complete(titles.touchpoints, axes().touchpoints);
    complete(titles.silos, axes().silos);
    complete(titles.segments, axes().segments);
    complete(titles.initiatives, axes().initiatives);
  }

  /// The first day of each month: as CF counts days, which xarray decodes, and as a text. A month is a twelfth of
  /// 365.25 days, so most begin within a day; the text has the day.
  void write_dates() {
    std::vector<double> days;
    std::vector<std::string> dates;
    for (int month = 0; month < axes().months; ++month) {
      days.push_back(month * days_per_month);
      Date date = scenario_.start;
      date.days_since_epoch += static_cast<std::int64_t>(days.back());
      dates.push_back(print_date(date));
    }
    axes_->write_along("month", "month_start", days, "days since " + print_date(scenario_.start),
                       "start of the month; calendar: proleptic Gregorian");
    axes_->write_texts_along("month", "month_date", dates, h5::width_of(dates), "day on which the month starts");
  }

  /// All axes come before the variables, which refer to them.
  void write_axes() {
    complete_titles();
    write_counting_axis(Dimension::replication, "replication");
    write_counting_axis(Dimension::month, "month, from the horizon's start");
    write_named_axis(Dimension::touchpoint, axes().touchpoints,
                     "touchpoint; (subscription) and (overhead) carry the money that belongs to none");
    write_named_axis(Dimension::silo, axes().silos, "silo; (company) carries what belongs to none");
    write_named_axis(Dimension::segment, axes().segments, "segment; (unallocated) carries what belongs to none");
    if (!axes().initiatives.empty()) write_named_axis(Dimension::initiative, axes().initiatives, "initiative");
    write_counting_axis(Dimension::wait_bin, "bin of the histogram of waits");
    std::vector<double> edges(wait_bins);
    for (int i = 0; i < wait_bins; ++i) edges[static_cast<std::size_t>(i)] = wait_bin_upper_edge(i);
    axes_->write_along("wait_bin", "wait_bin_upper_edge", edges, "d", "upper edge of the bin, not included");
    axes_->write_along("segment", "worth_per_head", scenario_.worth, scenario_.frame.currency,
                       "worth of a customer at close");
    write_titles(Dimension::touchpoint, scenario_.titles.touchpoints);
    write_titles(Dimension::silo, scenario_.titles.silos);
    write_titles(Dimension::segment, scenario_.titles.segments);
    write_titles(Dimension::initiative, scenario_.titles.initiatives);
    write_dates();
  }

  /// Texts go in without an axis: one text each.
  void write_texts() {
    axes_->write_text("scenario_text", scenario_.text, "the scenario in full, canonical form");
    axes_->write_text("assumptions", joined(scenario_.assumptions, "\n", ""), "what a reader must know, one a line");
    if (scenario_.written && is_storable(*scenario_.written)) write_as_written(*scenario_.written);
  }

  void write_as_written(WrittenScenario const& written) {
    std::vector<std::string> const names = file_names(written);
    std::vector<std::string> const texts = file_texts(written);
    axes_->add_named("as_written_file", names, h5::width_of(names), "file, as seen from the folder of the first");
    axes_->write_texts_along("as_written_file", "as_written", texts, h5::width_of(texts), "the file as it was written");
    if (!written.overrides.empty())
      axes_->add_named("as_written_override", written.overrides, h5::width_of(written.overrides),
                       "value that was overridden, PATH=VALUE");
  }

  /// Creates a variable's dataset and starts its digest. A chunk has whole replications, so that reading a few does not
  /// decompress others of a step.
  void create(Variable const& variable) {
    h5::Shape shape;
    for (Dimension const each : variable.dimensions) {
      shape.push_back(dimension_size(each, axes(), scenario_.replications));
    }
    h5::Shape chunk = shape;
    chunk[0] = std::min<hsize_t>(shape[0], replications_per_chunk(variable, axes()));
    Handle dataset = h5::create_dataset(group_.id(), variable.name, variable.whole() ? Number::int64 : Number::float64,
                                        shape, chunk);
    describe_dataset(dataset, unit_in_file(variable.unit, scenario_.frame.currency), variable.long_name);
    h5::write_attribute(dataset.id(), "coordinates", coordinates_of(variable.dimensions));
    axes_->attach(dataset, names_of(variable.dimensions));
    open_.push_back({std::move(dataset), Digester()});
    open_.back().digester.text(variable.name);
  }

  /// Writes replications [first, first + some.size()) and adds them to the digest.
  void write_rows(Variable const& variable, Open& open, std::uint32_t first, std::vector<Tally> const& some) {
    column_.clear();
    for (Tally const& tally : some) append(column_, variable, tally);
    if (variable.whole()) {
      open.digester.numbers(column_.whole);
      h5::write_rows(open.dataset.id(), Number::int64, first, some.size(), column_.whole.data());
    } else {
      open.digester.numbers(column_.real);
      h5::write_rows(open.dataset.id(), Number::float64, first, some.size(), column_.real.data());
    }
  }

  OutputsWriter& outputs_;
  ScenarioResults& scenario_;
  Handle group_;
  std::vector<Variable> variables_;
  std::optional<AxisWriter> axes_;  ///< open until all variables are attached
  std::size_t name_width_ = 1;      ///< bytes of the longest name
  std::vector<Open> open_;          ///< by place in variables_
  Column column_;                   ///< kept between steps for its memory
};

/// The names of these attributes are part of the format: read_precision() reads the same.
void write_precision(hid_t file, PrecisionRecord const& record) {
  std::string outputs;
  for (std::string const& each : record.outputs) outputs += (outputs.empty() ? "" : " ") + each;
  h5::write_attribute(file, "precision_outputs", outputs);
  h5::write_attribute(file, "precision_relative", record.rule.relative);
  if (record.rule.absolute) h5::write_attribute(file, "precision_absolute", *record.rule.absolute);
  h5::write_attribute(file, "precision_level", record.rule.level);
  h5::write_attribute(file, "precision_first_look", static_cast<std::int64_t>(record.rule.first_look));
  h5::write_attribute(file, "precision_maximum", static_cast<std::int64_t>(record.rule.maximum));
  h5::write_attribute(file, "precision_look", static_cast<std::int32_t>(record.look));
  h5::write_attribute(file, "precision_level_at_look", record.level_at_look);
  h5::write_flag(file, "precision_reached", record.reached);
}

/// The digests are placeholders, which add_scenario() overwrites.
void write_root(hid_t file, ResultsHeader const& header) {
  h5::write_attribute(file, "Conventions", std::string("CF-1.10"));
  h5::write_attribute(file, "title", std::string("Customer journeys simulated by silowalk"));
  h5::write_attribute(file, "filetype", std::string(results_filetype));
  h5::write_attribute(file, "format_version", static_cast<std::int32_t>(results_format_version));
  h5::write_attribute(file, "engine_version", header.engine_version);
  h5::write_attribute(file, "seed", header.seed);
  h5::write_flag(file, "complete", header.complete);
  h5::write_attribute(file, "plan_digest", Digest().hex());  // all three are overwritten after each scenario
  h5::write_attribute(file, "results_digest", Digest().hex());
  h5::write_attribute(file, "seal", Digest().hex());
}

/// Creates the file without scenarios.
void create(std::string const& path, ResultsHeader const& header) {
  Handle file = h5::create_file(path);
  write_root(file.id(), header);
  file.close("finish the file");
}

/// Returns the names that the group of scenario `number` must differ from.
std::vector<std::string> groups_before(ResultsHeader const& header, std::size_t number) {
  std::vector<std::string> groups = names_at_root();
  for (std::size_t i = 0; i < number; ++i) groups.push_back(header.scenarios[i].group);
  return groups;
}

/// Adds scenario `number`, after which the file is a complete results file of the scenarios up to here. The bytes are a
/// function of the file's content and of the scenario alone: opening and closing it in between leaves no trace.
Digest add_scenario(std::string const& path, ResultsHeader& header, std::size_t number, TallySource const& tallies,
                    PlanDigests const& plans) {
  Handle file = h5::open_to_write(path);
  ScenarioResults& scenario = header.scenarios[number];
  scenario.group = group_name(scenario.name, groups_before(header, number));
  OutputsWriter outputs(file.id(), scenario, number);
  // Numbers of axes go on from the root, and then from the group before.
  int const first_axis = number == 0 ? next_axis_id(file.id())
                                     : next_axis_id(h5::open_group(file.id(), header.scenarios[number - 1].group).id());
  GroupWriter group(file.id(), scenario, first_axis, outputs);
  group.write(number, tallies);
  group.finish();
  outputs.finish();
  Digest const digest = results_digest(
      header.seed, {header.scenarios.begin(), header.scenarios.begin() + static_cast<std::ptrdiff_t>(number) + 1});
  h5::overwrite_attribute(file.id(), "plan_digest", (plans ? plans(number + 1) : header.plan).hex());
  h5::overwrite_attribute(file.id(), "results_digest", digest.hex());
  // With the last scenario only: a file with a precision is never appended to.
  if (header.precision && number + 1 == header.scenarios.size()) write_precision(file.id(), *header.precision);
  seal_group(file.id(), scenario.group, number);
  seal_file(file.id());
  file.close("finish the file");
  return digest;
}

}  // namespace

Digest write_results(std::string const& path, ResultsHeader header, TallySource const& tallies,
                     PlanDigests const& plans) {
  h5::ready();
  FileBeside beside(path);
  beside.remove();
  create(beside.temporary(), header);
  Digest digest;
  for (std::size_t i = 0; i < header.scenarios.size(); ++i)
    digest = add_scenario(beside.temporary(), header, i, tallies, plans);
  beside.move_to_place();
  return digest;
}

Digest append_results(std::string const& path, ResultsHeader header, std::size_t kept, TallySource const& tallies,
                      PlanDigests const& plans) {
  h5::ready();
  FileBeside beside(path);
  beside.remove();
  beside.copy_from_place();
  Digest digest;
  for (std::size_t i = kept; i < header.scenarios.size(); ++i)
    digest = add_scenario(beside.temporary(), header, i, tallies, plans);
  beside.move_to_place();
  return digest;
}

}  // namespace silowalk::inline archive
