#include "engine/report/whatif/answer_notes.h"

#include <fmt/core.h>

#include <utility>

#include "engine/base/text.h"
#include "engine/report/words.h"

namespace silowalk::inline report {

namespace {

/// Returns why there are fewer replications than planned, and how to get the rest. Precondition: the time was over.
std::string format_stopped_after(AnswerBasis const& basis) {
  return fmt::format(
      "Stopped after {}, as --time allows: every scenario has the first {}, and the intervals are theirs. A longer "
      "--time simulates more; with --keep FILE.h5 the same command continues.",
      format_time(*basis.stopped_after), plural(basis.replications, "replication"));
}

}  // namespace

std::string format_basis(AnswerBasis const& basis) {
  // Scenarios of equal content are simulated once.
  std::string const different =
      basis.companies == basis.scenarios ? "" : fmt::format(" ({} different companies)", basis.companies);
  std::string const simulated = basis.stopped_after ? fmt::format("{} of ", basis.replications) : "";
  return fmt::format("{}{} x {}{}, seed {}.{}", plural(basis.scenarios, "scenario"), different, simulated,
                     plural(basis.stopped_after ? basis.planned : basis.replications, "replication"), basis.seed,
                     basis.stopped_after ? " " + format_stopped_after(basis) : "");
}

void add_notes(Page& page, std::vector<std::string> notes, AnswerBasis const& basis, Titles const& titles) {
  page.blocks.emplace_back(Heading{"Notes"});
  for (std::string& each : notes) page.blocks.emplace_back(Paragraph{std::move(each)});
  page.blocks.emplace_back(
      Paragraph{"In parentheses: 95 % intervals, Student's t over replications; differences are paired by replication. "
                "They are of chance only: inputs are taken as known."});
  if (basis.assumptions.empty()) return;
  page.blocks.emplace_back(Heading{"Assumptions"});
  Items assumptions;
  for (std::string const& each : basis.assumptions) assumptions.texts.push_back(titles.quoted_segments(each));
  page.blocks.emplace_back(std::move(assumptions));
}

Json basis_json(AnswerBasis const& basis) {
  return Json::object()
      .set("scenario", basis.name)
      .set("replications", static_cast<std::uint64_t>(basis.replications))
      .set("replications_planned", static_cast<std::uint64_t>(basis.planned))
      .set("seed", basis.seed);
}

}  // namespace silowalk::inline report
