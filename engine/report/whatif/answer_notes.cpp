#include "engine/report/whatif/answer_notes.h"

#include <fmt/core.h>

#include <utility>

#include "engine/base/text.h"

namespace silowalk::inline report {

std::string format_basis(AnswerBasis const& basis) {
  // Scenarios of equal content are simulated once.
  std::string const different =
      basis.companies == basis.scenarios ? "" : fmt::format(" ({} different companies)", basis.companies);
  return fmt::format("{}{} x {}, seed {}.", plural(basis.scenarios, "scenario"), different,
                     plural(basis.replications, "replication"), basis.seed);
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
      .set("seed", basis.seed);
}

}  // namespace silowalk::inline report
