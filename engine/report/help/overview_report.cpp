#include "engine/report/help/overview_report.h"

#include <fmt/core.h>

#include "engine/base/text.h"

namespace silowalk::inline report {
namespace {

constexpr auto purposes = enum_names<VerbGroup>(
    "describe the company in a scenario file, and check it", "simulate one or more scenarios into a results file",
    "read the results, and follow single customers through the company",
    "compare scenarios, and find causes and better plans", "test how far an answer holds");

/// Returns one line for each step.
Items workflow() {
  Items items;
  for (std::size_t i = 0; i < verb_group_names.size(); ++i)
    items.texts.push_back(fmt::format("{}: {}", verb_group_names[i], purposes[i]));
  return items;
}

/// Returns the verbs, grouped by their step. Within a step they keep their order.
Grid verb_grid(std::vector<VerbHelp> const& verbs) {
  Grid grid{{{"step", false, true}, {"verb", false, true}, {"what it does"}}, {}, true};
  for (std::size_t i = 0; i < verb_group_names.size(); ++i) {
    for (VerbHelp const& verb : verbs) {
      if (verb.group != static_cast<VerbGroup>(i)) continue;
      grid.rows.push_back({{{std::string(verb_group_names[i])}, {verb.name}, {verb.summary}}});
    }
  }
  return grid;
}

Json to_json(VerbHelp const& verb) {
  Json options = Json::array();
  for (OptionHelp const& each : verb.options) {
    options.add(Json::object()
                    .set("name", each.name)
                    .set("letter", each.letter)
                    .set("value", each.value)
                    .set("about", each.about));
  }
  return Json::object()
      .set("name", verb.name)
      .set("group", verb_group_names[verb.group])
      .set("summary", verb.summary)
      .set("synopsis", verb.synopsis)
      .set("options", std::move(options));
}

Json to_json(ProgramHelp const& program) {
  Json verbs = Json::array();
  for (VerbHelp const& each : program.verbs) verbs.add(to_json(each));
  Json codes = Json::array();
  for (ExitCodeHelp const& each : exit_codes())
    codes.add(Json::object().set("code", each.code).set("meaning", each.meaning));
  return Json::object()
      .set("version", program.version)
      .set("verbs", std::move(verbs))
      .set("exit_codes", std::move(codes));
}

std::string exit_code_sentence() {
  std::vector<std::string> words;
  for (ExitCodeHelp const& each : exit_codes()) words.push_back(fmt::format("{} {}", each.code, each.meaning));
  return "Exit codes: " + base::joined(words) + ".";
}

}  // namespace

std::string_view purpose_of(VerbGroup group) { return purposes[group]; }

std::vector<ExitCodeHelp> exit_codes() {
  return {{0, "success"},
          {1, "run-time failure"},
          {2, "usage error"},
          {3, "invalid input"},
          {4, "incomplete results"},
          {5, "audit found gaps"},
          {75, "interrupted (the same command continues)"}};
}

Report overview_report(ProgramHelp const& program) {
  Page page{"silowalk simulates customer journeys across the silos of a company", {}};
  page.blocks.emplace_back(Paragraph{"usage: silowalk VERB [ARGUMENTS]"});
  page.blocks.emplace_back(Heading{"The workflow"});
  page.blocks.emplace_back(workflow());
  page.blocks.emplace_back(verb_grid(program.verbs));
  page.blocks.emplace_back(
      Paragraph{"'silowalk VERB --help' describes a verb and its options; 'silowalk --version' "
                "prints the version. 'silowalk --confined DIR VERB ...' reads and writes no file outside DIR, for "
                "services that run "
                "what others wrote."});
  page.blocks.emplace_back(Paragraph{exit_code_sentence()});
  return {std::move(page), to_json(program)};
}

}  // namespace silowalk::inline report
