#include "engine/report/replay/customer_reports.h"

#include <fmt/core.h>

#include <utility>

#include "engine/report/replay/story_json.h"
#include "engine/report/replay/twins_json.h"
#include "engine/report/replay/twins_page.h"

namespace silowalk::inline report {
namespace {

/// Returns the page where no customer fits the choice: a finding, no error.
Page nobody(std::string title) { return {std::move(title), {Paragraph{"No customer of this replication matches."}}}; }

}  // namespace

Report walks_report(std::vector<Walk> const& walks, std::string const& run, Scenario const& scenario,
                    WalkPageOptions const& options) {
  Json list = Json::array();
  std::vector<Page> pages;
  for (Walk const& walk : walks) {
    list.add(to_json(walk, scenario));
    pages.push_back(walk_page(walk, scenario, options));
  }
  // Used only where there are several: one page keeps its own title.
  std::string const title = fmt::format("{} customers of '{}'", walks.size(), run);
  return {walks.empty() ? nobody(title) : joined(std::move(pages), title),
          Json::object().set("walks", std::move(list))};
}

Report twins_report(std::vector<Twin> const& twins, Scenario const& a, Scenario const& b,
                    WalkPageOptions const& options) {
  Json list = Json::array();
  std::vector<Page> pages;
  for (Twin const& twin : twins) {
    list.add(to_json(twin, a, b));
    pages.push_back(twins_page(twin, a, b, options));
  }
  std::string const title = fmt::format("{} customers in '{}' and '{}'", twins.size(), a.name, b.name);
  return {twins.empty() ? nobody(title) : joined(std::move(pages), title),
          Json::object().set("twins", std::move(list))};
}

Report twins_summary_report(TwinsSummary const& summary, Scenario const& a, Scenario const& b, bool names) {
  return {twins_summary_page(summary, a, b, names), to_json(summary, a.name, b.name)};
}

}  // namespace silowalk::inline report
