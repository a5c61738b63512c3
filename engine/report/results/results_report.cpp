#include "engine/report/results/results_report.h"

#include <algorithm>

#include "engine/report/results/funnel_report.h"
#include "engine/report/results/outputs_report.h"
#include "engine/report/results/promises_report.h"
#include "engine/report/results/scores_report.h"
#include "engine/report/strategy/commitments_report.h"
#include "engine/report/strategy/goals_report.h"
#include "engine/report/strategy/scorecard_report.h"

namespace silowalk::inline report {
namespace {

/// Returns the titles of the scenario's parts; none where names are requested.
Titles titles_of(ResultsFile const& file, ResultsRequest const& request, std::size_t scenario) {
  return request.names ? Titles() : titles_in(file, scenario);
}

/// Returns the result of `find` for each requested scenario, by its index in the file.
template <class Finding, class Find>
std::vector<Of<Finding>> find_each(ResultsFile const& file, ResultsRequest const& request, Find const& find) {
  std::vector<Of<Finding>> found;
  for (std::size_t const i : chosen_scenarios(file, request.choice.scenario)) {
    ScenarioResults const& results = file.header().scenarios[i];
    found.push_back({results.name, results.frame.currency, find(i), titles_of(file, request, i)});
  }
  return found;
}

/// Returns how many replications to replay: no more than the run has.
std::uint32_t walked_again(PastRun const& run, ResultsRequest const& request) {
  return std::min(request.walked_again, run.replications());
}

/// Returns the page of named outputs.
Report outputs_of(ResultsFile const& file, ResultsRequest const& request) {
  std::vector<Titles> titles;
  for (std::size_t const i : chosen_scenarios(file, request.choice.scenario))
    titles.push_back(titles_of(file, request, i));
  return outputs_report(estimate_outputs(file, request.choice), request.choice.window, titles);
}

/// Returns the page of goals and guardrails.
Report goals_of(ResultsFile const& file, ResultsRequest const& request) {
  std::vector<AnsweredScenario> answered;
  for (std::size_t const i : chosen_scenarios(file, request.choice.scenario))
    answered.push_back({file.header().scenarios[i].name, answer_goals(file, i), titles_of(file, request, i)});
  return goals_report(answered);
}

/// Returns the page of commitments.
Report commitments_of(ResultsFile const& file, ResultsRequest const& request) {
  return commitments_report(
      find_each<CommitmentLedger>(file, request, [&](std::size_t i) { return commitment_ledger(file, i); }));
}

/// Returns the page of the funnel.
Report funnel_of(ResultsFile const& file, ResultsRequest const& request) {
  return funnel_report(find_each<Funnel>(file, request, [&](std::size_t i) { return funnel(file, i); }));
}

/// Returns the page of scorecards. The baseline has no scorecard: held against itself, it could break nothing.
Report scorecard_of(ResultsFile const& file, ResultsRequest const& request) {
  std::optional<std::size_t> baseline;
  if (request.baseline) baseline = file.scenario_named(*request.baseline);
  auto const found = find_each<std::optional<Scorecard>>(file, request, [&](std::size_t i) {
    return baseline == i ? std::nullopt : std::optional(scorecard(file, i, baseline, request.scorecard));
  });
  return scorecard_report(found, {request.baseline.value_or(""), request.scorecard});
}

/// Returns the page of scores. Simulates replications.
Report scores_of_journey(ResultsFile const& file, ResultsRequest const& request) {
  return scores_report(find_each<Foretelling>(file, request, [&](std::size_t i) {
    PastRun const run(file, i);
    return foretelling(run, walked_again(run, request), request.scores);
  }));
}

/// Returns the page of promises. Simulates replications.
Report promises_of(ResultsFile const& file, ResultsRequest const& request) {
  auto const found = find_each<CustomerPromises>(file, request, [&](std::size_t i) {
    PastRun const run(file, i);
    return customer_promises(run, walked_again(run, request));
  });
  return promises_report(found, request.most_rows);
}

/// A function for each page, in the order of ResultsPage.
using ReportOf = Report (*)(ResultsFile const&, ResultsRequest const&);
constexpr std::array<ReportOf, results_page_names.size()> report_of_page{
    outputs_of, goals_of, commitments_of, funnel_of, scorecard_of, scores_of_journey, promises_of};

}  // namespace

Report results_report(ResultsFile const& file, ResultsRequest const& request) {
  return report_of_page[static_cast<std::size_t>(request.page)](file, request);
}

}  // namespace silowalk::inline report
