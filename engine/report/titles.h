#pragma once

#include <map>
#include <string>
#include <string_view>

#include "engine/archive/read_results.h"
#include "engine/report/format.h"
#include "engine/scenario/scenario.h"

/// @file
/// Titles of the parts of a scenario. Pages show titles; JSON and CSV have names, which scripts rely on: JSON by
/// itself, CSV because whoever renders it passes no titles.

namespace silowalk::inline report {

/// The titles of one scenario, by the names of its parts. A copy: the scenario need not outlive it. What has no title
/// is shown by its name. A title that several parts of a kind share is shown with the name: "Bill (first_bill)".
/// Immutable after construction; any thread.
class Titles {
 public:
  /// No title at all: every name is returned as it is.
  Titles() = default;
  explicit Titles(Scenario const& scenario);
  /// Both scenarios' titles; those of the second hold where the two differ.
  Titles(Scenario const& first, Scenario const& second);

  /// Returns whether these are of a scenario. Else every name is returned as it is.
  bool used() const { return used_; }

  std::string segment(std::string const& name) const { return of("segment", name); }
  std::string touchpoint(std::string const& name) const { return of("touchpoint", name); }
  std::string initiative(std::string const& name) const { return of("initiative", name); }
  std::string goal(std::string const& name) const { return of("goal", name); }
  /// Returns the title of a silo, or of an owner that is none: "the whole company", "the organisation". Names of people
  /// and of teams are returned as they are.
  std::string silo(std::string const& name) const;
  /// Returns the title of an initiative or, where there is none of this name, of a goal: priorities have both.
  std::string work_or_goal(std::string const& name) const;
  /// Returns a seam: "Billing -> Customer care".
  std::string seam(std::string const& from, std::string const& to) const { return silo(from) + " -> " + silo(to); }

  /// Returns a dotted path or output with the title of its part: "touchpoint.care_call.wait_mean" is "Call customer
  /// care: wait_mean", "organisation.rule" is "the organisation: rule". Other paths and outputs are returned unchanged.
  std::string path(std::string const& path) const;

  /// Returns a customer, SEGMENT:NUMBER, with the title of the segment: "29889, Month-to-month contract".
  std::string customer(std::string const& name) const;

  /// Returns a sentence in which names of segments in single quotes are replaced by titles.
  std::string quoted_segments(std::string sentence) const;

 private:
  void add(Scenario const& scenario);
  std::string of(std::string_view kind, std::string const& name) const;
  std::map<std::string, std::string, std::less<>> titles_;  ///< by kind and name: "silo.care"
  bool used_ = false;                                       ///< false: names are returned unchanged
};

/// Returns the titles of a scenario for a report in this format: none for CSV.
Titles titles_for(Scenario const& scenario, Format format);

/// Returns the titles of a scenario of a results file; none, where this version cannot read its text.
Titles titles_in(ResultsFile const& file, std::size_t scenario);

/// Returns the title of a part, its name where it has none.
template <class Part>
std::string const& title_of(Part const& part) {
  return part.title.empty() ? part.name : part.title;
}

/// Returns the title of the silo of this name, the name itself where the scenario has no such silo.
std::string const& silo_title(Scenario const& scenario, std::string const& name);

}  // namespace silowalk::inline report
