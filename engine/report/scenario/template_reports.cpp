#include "engine/report/scenario/template_reports.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/scenario/read.h"

namespace silowalk::inline report {
namespace {

Scenario scenario_of(CompanyTemplate const& each) {
  return parse_scenario(each.text, fmt::format("{}/company.toml", each.name));
}

/// Returns a text of several lines as one.
std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

/// Returns the commands that check, run and show the company of a folder.
std::vector<std::string> next_commands(std::string const& folder) {
  std::string const file = shell_word(folder + "/company.toml");
  std::string const results = shell_word(folder + "/company.h5");
  return {fmt::format("silowalk check {}", file), fmt::format("silowalk run {} -o {}", file, results),
          fmt::format("silowalk show {}", results)};
}

}  // namespace

std::string shell_word(std::string const& text) {
  auto const plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("/._-+,:@%").find(c) != std::string_view::npos;
  };
  if (!text.empty() && std::all_of(text.begin(), text.end(), plain)) return text;
  std::string quoted = "'";
  for (char const c : text) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

Report templates_report() {
  Report report{{"Templates for silowalk new", {}}, Json::object()};
  Grid grid{{{"template", false, true}, {"company"}}, {}, true};
  Json list = Json::array();
  for (CompanyTemplate const& each : company_templates()) {
    Scenario const scenario = scenario_of(each);
    bool const usual = each.name == usual_template;
    grid.rows.push_back({{{std::string(each.name)}, {scenario.name + (usual ? " (default)" : "")}},
                         {{one_line(scenario.about), Tone::faint}}});
    list.add(Json::object()
                 .set("name", each.name)
                 .set("company", scenario.name)
                 .set("about", one_line(scenario.about))
                 .set("usual", usual));
  }
  report.page.blocks.emplace_back(std::move(grid));
  report.json.set("templates", std::move(list));
  return report;
}

Report new_company_report(CompanyTemplate const& chosen, std::string const& folder) {
  std::string const file = folder + "/company.toml";
  std::vector<std::string> const commands = next_commands(folder);
  Page page{fmt::format("'{}' is written", file), {}};
  page.blocks.emplace_back(Paragraph{
      fmt::format("It is the template '{}': a company that runs, with assumed numbers. Comments mark those to replace.",
                  chosen.name)});
  Grid next{{{"next", false, true}}, {}, true};
  for (std::string const& each : commands) next.rows.push_back({{{each}}});
  page.blocks.emplace_back(std::move(next));
  return {std::move(page), Json::object().set("template", chosen.name).set("file", file).set("next", Json(commands))};
}

}  // namespace silowalk::inline report
