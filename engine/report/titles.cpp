#include "engine/report/titles.h"

#include "engine/base/complaint.h"
#include "engine/scenario/resolve.h"

namespace silowalk::inline report {
namespace {

constexpr std::string_view organisation = "organisation.";

}  // namespace

Titles::Titles(Scenario const& scenario) { add(scenario); }

Titles::Titles(Scenario const& first, Scenario const& second) {
  add(first);
  add(second);
}

void Titles::add(Scenario const& scenario) {
  used_ = true;
  auto const add_all = [this](std::string const& kind, auto const& parts) {
    std::map<std::string_view, int> uses;
    for (auto const& each : parts) ++uses[each.title];
    for (auto const& each : parts) {
      if (each.title.empty()) continue;
      std::string const suffix = uses[each.title] > 1 ? " (" + each.name + ")" : "";
      titles_.insert_or_assign(kind + "." + each.name, each.title + suffix);
    }
  };
  add_all("segment", scenario.segments);
  add_all("silo", scenario.silos);
  add_all("touchpoint", scenario.touchpoints);
  add_all("initiative", scenario.initiatives);
  add_all("goal", scenario.goals);
}

std::string Titles::of(std::string_view kind, std::string const& name) const {
  auto const found = titles_.find(std::string(kind) + "." + name);
  return found == titles_.end() ? name : found->second;
}

std::string Titles::silo(std::string const& name) const {
  if (used_ && name == "(company)") return "the whole company";
  if (used_ && name == "(organisation)") return "the organisation";
  return of("silo", name);
}

std::string Titles::work_or_goal(std::string const& name) const {
  return titles_.contains("initiative." + name) ? initiative(name) : goal(name);
}

std::string Titles::path(std::string const& path) const {
  if (used_ && path.starts_with(organisation)) return "the organisation: " + path.substr(organisation.size());
  std::size_t const kind = path.find('.');
  if (kind == std::string::npos) return path;
  std::size_t const end = path.find('.', kind + 1);
  std::string const name = path.substr(kind + 1, end == std::string::npos ? end : end - kind - 1);
  std::string const title = path.starts_with("silo.") ? silo(name) : of(path.substr(0, kind), name);
  if (title == name) return path;
  return end == std::string::npos ? title : title + ": " + path.substr(end + 1);
}

std::string Titles::customer(std::string const& name) const {
  std::size_t const colon = name.find(':');
  if (colon == std::string::npos || !titles_.contains("segment." + name.substr(0, colon))) return name;
  return name.substr(colon + 1) + ", " + segment(name.substr(0, colon));
}

std::string Titles::quoted_segments(std::string sentence) const {
  constexpr std::string_view kind = "segment.";
  for (auto const& [path, title] : titles_) {
    if (!path.starts_with(kind)) continue;
    std::string const quoted = "'" + path.substr(kind.size()) + "'";
    std::size_t const at = sentence.find(quoted);
    if (at != std::string::npos) sentence.replace(at, quoted.size(), "'" + title + "'");
  }
  return sentence;
}

Titles titles_for(Scenario const& scenario, Format format) {
  return format == Format::csv ? Titles() : Titles(scenario);
}

Titles titles_in(ResultsFile const& file, std::size_t scenario) {
  return Titles(*file.header().scenarios.at(scenario).scenario);
}

std::string const& silo_title(Scenario const& scenario, std::string const& name) {
  Silo const* const silo = find_named(scenario.silos, name);
  return silo == nullptr ? name : title_of(*silo);
}

}  // namespace silowalk::inline report
