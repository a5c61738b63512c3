#include "engine/analysis/audit/silo_card.h"

#include <fmt/core.h>

#include <algorithm>

#include "engine/analysis/audit/audit_scope.h"
#include "engine/base/complaint.h"
#include "engine/base/text.h"

namespace silowalk::inline analysis {
namespace {

/// Returns whether the list has the name. Linear.
bool contains(std::vector<std::string> const& list, std::string const& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

/// Returns the silo of this name. Throws InvalidInput with a guess; "--card" names the place of the mistake.
Silo const& silo_named(Scenario const& scenario, std::string const& name) {
  std::vector<std::string> names;
  for (Silo const& each : scenario.silos) {
    if (each.name == name) return each;
    names.push_back(each.name);
  }
  reject("--card", fmt::format("there is no silo '{}'", name), "the scenario has: " + joined(names, ", ", ""),
         nearest(name, names));
}

/// Fills one card. An object fills one card; scenario and audit must outlive it.
class CardBuilder {
 public:
  CardBuilder(Scenario const& scenario, Audit const& found, std::string const& silo)
      : scenario_(scenario), found_(found), scopes_(scenario), own_(scopes_.silo(silo)) {
    card_.silo = silo_named(scenario, silo);
  }

  /// Returns the card. Call it once: it moves the card out.
  SiloCard build() {
    Organisation const& organisation = scenario_.organisation;
    card_.rule = card_.silo.rule.value_or(organisation.rule);
    card_.cycle = organisation.planning.cycle;
    card_.pooled = organisation.planning.pooled;
    for (Coverage const& each : found_.silos) {
      if (each.name == card_.silo.name) card_.coverage = each;
    }
    find_work();
    find_places();
    find_goals();
    find_priorities();
    find_guardrails();
    for (SeamFinding const& each : found_.seams) {
      if (each.from == card_.silo.name || each.to == card_.silo.name) card_.seams.push_back(each);
    }
    return std::move(card_);
  }

 private:
  /// Finds the silo's own work, and that of others which takes its agents or acts on its touchpoints.
  void find_work() {
    for (Initiative const& each : scenario_.initiatives) {
      SiloCard::Work work{each, {}};
      for (Goal const& goal : scenario_.goals) {
        if (contains(goal.initiatives, each.name)) work.goals.push_back(goal.name);
      }
      bool const takes = each.effort.contains(card_.silo.name) && each.effort.at(card_.silo.name) > 0;
      if (each.owner == card_.silo.name)
        card_.work.push_back(work);
      else if (takes || !both(scopes_.of(each), own_).empty())
        card_.elsewhere.push_back(work);
    }
  }

  /// Finds the silo's touchpoints with what is at stake, whether they are surveyed, and which work acts there.
  void find_places() {
    for (int const number : own_) {
      Touchpoint const& touchpoint = scenario_.touchpoints[static_cast<std::size_t>(number)];
      SiloCard::Place place{touchpoint.name, 0, true, {}};
      for (Coverage const& each : found_.by_touchpoint) {
        if (each.name == touchpoint.name) place.at_stake = each.all.at_stake;
      }
      for (InvisibleWork const& each : found_.invisible_places) {
        if (each.name == touchpoint.name) place.surveyed = false;
      }
      for (Initiative const& each : scenario_.initiatives) {
        if (!both(scopes_.of(each), {number}).empty()) place.by.push_back(each.name);
      }
      card_.places.push_back(place);
    }
    std::stable_sort(card_.places.begin(), card_.places.end(),
                     [](auto const& a, auto const& b) { return a.at_stake > b.at_stake; });
  }

  /// Finds the goals on the silo's outcomes, and those that name its work.
  void find_goals() {
    for (Goal const& goal : scenario_.goals) {
      bool const of_outcome = !both(scopes_.of(goal.output), own_).empty();
      bool const names_work = std::any_of(card_.work.begin(), card_.work.end(), [&](SiloCard::Work const& each) {
        return contains(goal.initiatives, each.initiative.name);
      });
      if (of_outcome || names_work) card_.goals.push_back({goal, of_outcome});
    }
  }

  /// Finds the silo's part of the common order of priorities, in that order.
  void find_priorities() {
    for (PriorityFinding::Item const& item : found_.priorities.items) {
      bool const own = std::any_of(card_.work.begin(), card_.work.end(),
                                   [&](SiloCard::Work const& each) { return each.initiative.name == item.name; });
      bool const served = std::any_of(card_.goals.begin(), card_.goals.end(),
                                      [&](SiloCard::Target const& each) { return each.goal.name == item.name; });
      if (own || served) card_.priorities.push_back(item);
    }
  }

  /// Finds the guardrails that bind the silo, those of the whole company included.
  void find_guardrails() {
    for (Guardrail const& rail : scenario_.guardrails) {
      std::string const& on = rail.parameter.empty() ? rail.output : rail.parameter;
      // A path of one word is of the company: "churn_rate".
      bool const company_wide = on.empty() || on.find('.') == std::string::npos;
      bool const of_decisions = on.empty() && (rail.silo.empty() || rail.silo == card_.silo.name);
      bool const of_outcomes = !on.empty() && (company_wide || !both(scopes_.of(on), own_).empty());
      if (of_decisions || of_outcomes) card_.guardrails.push_back(rail);
    }
  }

  Scenario const& scenario_;
  Audit const& found_;
  Scopes scopes_;
  Scope own_;
  SiloCard card_;
};

}  // namespace

SiloCard silo_card(Scenario const& scenario, Audit const& found, std::string const& silo) {
  return CardBuilder(scenario, found, silo).build();
}

std::vector<SiloCard> silo_cards(Scenario const& scenario, Audit const& found, std::vector<std::string> const& silos) {
  std::vector<SiloCard> cards;
  for (std::string const& name : silos) {
    if (name != "all") cards.push_back(silo_card(scenario, found, name));
    if (name != "all") continue;
    for (Silo const& each : scenario.silos) cards.push_back(silo_card(scenario, found, each.name));
  }
  return cards;
}

}  // namespace silowalk::inline analysis
