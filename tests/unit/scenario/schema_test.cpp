#include "engine/scenario/language/schema.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "engine/scenario/compare.h"
#include "engine/scenario/language/keys.h"
#include "small.h"

namespace silowalk {
namespace {

std::string const folder = std::string(SILOWALK_SOURCE_DIR) + "/scenarios/";

std::string contents(std::string const& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool regenerate() { return std::getenv("SILOWALK_REGENERATE") != nullptr; }

void expect_file(std::string const& path, std::string const& made, std::string const& how) {
  if (regenerate()) std::ofstream(path, std::ios::binary) << made;
  EXPECT_EQ(contents(path), made) << how;
}

TEST(Schema, TheJsonSchemasAreThoseOfTheTable) {
  expect_file(folder + "scenario.schema.json", scenario_json_schema(),
              "silowalk schema --json > scenarios/scenario.schema.json");
  expect_file(folder + "levers/levers.schema.json", lever_json_schema(),
              "silowalk schema --levers --json > scenarios/levers/levers.schema.json");
}

/// What stands between the markers of a page.
void expect_tables(std::string const& path, std::string const& tables, std::string const& how) {
  std::string const begin = "<!-- reference: begin -->\n", end = "\n<!-- reference: end -->";
  std::string page = contents(path);
  std::size_t const from = page.find(begin) + begin.size(), to = page.find(end);
  ASSERT_NE(to, std::string::npos) << path;
  std::string const found = page.substr(from, to - from);
  if (regenerate()) std::ofstream(path, std::ios::binary) << page.replace(from, to - from, tables);
  EXPECT_TRUE(regenerate() || found == tables) << "put what `" << how << "` says between the markers of " << path;
}

TEST(Schema, TheReadmesTablesAreThoseOfTheTable) {
  expect_tables(folder + "README.md", scenario_reference_markdown(), "silowalk schema --markdown");
  expect_tables(folder + "levers/README.md", lever_reference_markdown(), "silowalk schema --levers --markdown");
}

TEST(Schema, TheReadmesCompanyIsSound) {
  std::string const page = contents(folder + "README.md");
  std::size_t const from = page.find("```toml\n") + 8;
  std::vector<Complaint> warnings;
  Scenario const shop = parse_scenario(page.substr(from, page.find("```", from) - from), "shop.toml", {}, &warnings);
  EXPECT_EQ(shop.touchpoints.size(), 2U);
  EXPECT_EQ(describe(warnings), "");
}

/// Collects the keys that the reader and the printer know of. A visitor of visit_keys.
struct KeyCollector {
  std::set<std::string> names;
  template <class... T>
  void value(std::string_view name, T const&...) {
    names.emplace(name);
  }
  template <class... T>
  void choice(std::string_view name, T const&...) {
    names.emplace(name);
  }
  template <class... T>
  void part(std::string_view name, T const&...) {
    names.emplace(name);
  }
  template <class... T>
  void parts(std::string_view name, T const&...) {
    names.emplace(name);
  }
  template <class... T>
  void named(std::string_view name, T const&...) {
    names.emplace(name);
  }
  template <class... T>
  void located(std::string_view name, T const&...) {
    names.emplace(name);
  }
  template <class... T>
  void group(std::string_view name, T const&...) {
    names.emplace(name);
  }
  template <class... T>
  void shifts(std::string_view name, T const&...) {
    names.emplace(name);
  }
  template <class... T>
  void routes(std::string_view name, T const&...) {
    names.emplace(name);
  }
  template <class... T>
  void changes(std::string_view name, T const&...) {
    names.emplace(name);
  }
  void amount(Effect const&) { names.insert({"log_odds", "times"}); }
};

template <class T>
void expect_all_keys(Part part, std::set<std::string> const& elsewhere = {}) {
  KeyCollector collector;
  T const value{};
  visit_keys(collector, value);
  collector.names.insert(elsewhere.begin(), elsewhere.end());
  std::vector<std::string> const names = key_names(part);
  EXPECT_EQ(collector.names, std::set<std::string>(names.begin(), names.end())) << part_info(part).id;
  EXPECT_EQ(names.size(), collector.names.size()) << "a key stands twice in " << part_info(part).id;
}

TEST(Schema, EveryRowIsReadAndPrinted) {
  expect_all_keys<Scenario>(Part::root, {"extends", "routes"});
  expect_all_keys<Horizon>(Part::horizon);
  expect_all_keys<Segment>(Part::segment);
  expect_all_keys<Churn>(Part::churn);
  expect_all_keys<Churn::TenureStep>(Part::tenure);
  expect_all_keys<Silo>(Part::silo);
  expect_all_keys<Attrition>(Part::attrition);
  expect_all_keys<Touchpoint>(Part::touchpoint);
  expect_all_keys<TrustEffect>(Part::trust);
  expect_all_keys<Survey>(Part::survey);
  expect_all_keys<Route>(Part::route);
  expect_all_keys<Exit>(Part::exit);
  expect_all_keys<Initiative>(Part::initiative);
  expect_all_keys<Effect>(Part::effect);
  expect_all_keys<Organisation>(Part::organisation);
  expect_all_keys<Planning>(Part::planning);
  expect_all_keys<Priorities>(Part::priorities);
  expect_all_keys<Seam>(Part::seam);
  expect_all_keys<Goal>(Part::goal);
  expect_all_keys<Guardrail>(Part::guardrail);
  expect_all_keys<LeverSet>(Part::lever_set);
  expect_all_keys<WrittenLever>(Part::lever);
}

/// Where a key of this part can be set in the bakery.
std::string path_to(Part part) {
  switch (part) {
    case Part::root:
      return "";
    case Part::horizon:
      return "horizon.";
    case Part::segment:
      return "segment.subscribers.";
    case Part::churn:
      return "segment.subscribers.churn.";
    case Part::tenure:
      return "segment.subscribers.churn.tenure.0.";
    case Part::silo:
      return "silo.stall.";
    case Part::attrition:
      return "silo.stall.attrition.";
    case Part::touchpoint:
      return "touchpoint.help.";
    case Part::trust:
      return "touchpoint.help.trust.";
    case Part::survey:
      return "touchpoint.help.survey.";
    case Part::route:
      return "touchpoint.help.next.success.0.";
    case Part::exit:
      return "exit.gone.";
    case Part::initiative:
      return "initiative.call_back.";
    case Part::initiative_cost:
      return "initiative.call_back.cost.";
    case Part::organisation:
      return "organisation.";
    case Part::planning:
      return "organisation.planning.";
    case Part::goal:
      return "goal.answer.";
    case Part::target:
      return "goal.grow.target.";
    default:
      return "-";
  }
}

// A default written out changes nothing; so the struct's defaults are those of the documentation.
TEST(Schema, DefaultsAreThoseOfTheStructs) {
  auto const printed = [](std::vector<Override> const& overrides) {
    return print_scenario(parse_scenario(small(), "small.toml", overrides));
  };
  std::map<Part, std::string> const places = {{Part::root, ""},
                                              {Part::horizon, "horizon."},
                                              {Part::segment, "segment.all."},
                                              {Part::churn, "segment.all.churn."},
                                              {Part::silo, "silo.web."},
                                              {Part::attrition, "silo.web.attrition."},
                                              {Part::touchpoint, "touchpoint.order."},
                                              {Part::trust, "touchpoint.order.trust."},
                                              {Part::route, "touchpoint.order.next.order."},
                                              {Part::exit, "exit.gone."}};
  int checked = 0;
  for (Key const& key : schema_keys()) {
    auto const place = places.find(key.of);
    if (place == places.end() || key.fallback.empty() || key.name == "customers" || key.name == "share" ||
        key.name == "after")
      continue;
    std::string const path = place->second + std::string(key.name);
    EXPECT_EQ(printed({{path, std::string(key.fallback), "default"}}), printed({})) << path;
    ++checked;
  }
  EXPECT_GT(checked, 50);
  Organisation const organisation;
  Organisation const read = with({"organisation.rule=plan"}).organisation;
  EXPECT_EQ(read.accountability, organisation.accountability);
  EXPECT_EQ(read.planning, organisation.planning);
}

// Every example of the reference is accepted by the reader: none of its complaints is about that key.
TEST(Schema, EveryExampleIsRead) {
  int checked = 0;
  for (Key const& key : schema_keys()) {
    std::string const place = path_to(key.of);
    if (place == "-" || key.example.empty() || key.name == "extends" || key.type == Type::csv) continue;
    std::string const path = place + std::string(key.name);
    try {
      read_scenario(bakery + "bakery.toml", {{"horizon.months", "36", "room"},
                                             {"silo.stall.shifts", "[]", "room"},
                                             {"goal.grow.target", "{ output = 'customers', below = 9e9 }", "room"},
                                             {path, std::string(key.example), "example"}});
    } catch (InvalidInput const& invalid) {
      // Its place is the override's; what it means for other keys of the bakery is another matter.
      for (Complaint const& complaint : invalid.complaints()) {
        bool const about_names = complaint.what.find("there is no ") != std::string::npos;
        EXPECT_TRUE(complaint.where.file != "example" || about_names) << path << " = " << key.example << "\n"
                                                                      << describe(complaint);
      }
    }
    ++checked;
  }
  EXPECT_GT(checked, 80);
}

TEST(Schema, EveryRowIsDocumented) {
  for (Key const& key : schema_keys()) {
    EXPECT_FALSE(key.doc.empty()) << key.name;
    EXPECT_TRUE(!key.example.empty() || key.type == Type::named_parts) << key.name;
    EXPECT_EQ(key.type == Type::choice, key.detail.find('|') != std::string_view::npos) << key.name;
  }
}

}  // namespace
}  // namespace silowalk
