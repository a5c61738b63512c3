#include "engine/journey/sound.h"

#include <algorithm>

#include "engine/journey/check.h"
#include "engine/scenario/excerpts.h"

namespace silowalk::inline journey {
namespace {

/// Keeps the first of equal complaints and the order. O(n^2).
void drop_repetitions(std::vector<Complaint>& complaints) {
  std::vector<Complaint> once;
  for (Complaint const& each : complaints) {
    // Severity and guess follow from the rest.
    bool const repeated = std::any_of(once.begin(), once.end(), [&](Complaint const& other) {
      return other.where == each.where && other.what == each.what && other.why == each.why;
    });
    if (!repeated) once.push_back(each);
  }
  complaints = std::move(once);
}

bool is_error(Complaint const& complaint) { return complaint.severity == Complaint::Severity::error; }

}  // namespace

void refuse_unsound(Scenario const& scenario) {
  std::vector<Complaint> errors = check_journey(scenario);
  std::erase_if(errors, [](Complaint const& each) { return !is_error(each); });
  if (errors.empty()) return;
  add_excerpts(errors);
  throw InvalidInput(errors);
}

// All files are read before anything is thrown, so that a user corrects them in one pass.
std::vector<SoundScenario> read_sound_scenarios(std::vector<std::string> const& files,
                                                std::vector<Override> const& overrides,
                                                std::vector<Complaint>& warnings) {
  std::vector<SoundScenario> scenarios;
  std::vector<Complaint> errors;
  for (std::string const& file : files) {
    SoundScenario read;
    try {
      read.scenario = read_scenario(file, overrides, &warnings, &read.written);
    } catch (InvalidInput const& error) {
      errors.insert(errors.end(), error.complaints().begin(), error.complaints().end());
      continue;
    }
    for (Complaint const& each : check_journey(read.scenario, WarnedBefore::yes))
      (is_error(each) ? errors : warnings).push_back(each);
    scenarios.push_back(std::move(read));
  }
  add_excerpts(warnings);
  add_excerpts(errors);
  drop_repetitions(warnings);
  drop_repetitions(errors);
  if (!errors.empty()) throw InvalidInput(errors);
  return scenarios;
}

}  // namespace silowalk::inline journey
