#pragma once

#include <cmath>
#include <optional>

#include "engine/simulation/decisions/decisions.h"
#include "engine/simulation/decisions/rules/rule.h"

/// @file
/// Rule `quick-fix`.

namespace silowalk::inline simulation {

/// Rule `quick-fix`: each month a silo reacts to the worst drop of a mean score, from one month to the next, among its
/// own touchpoints. It begins the first initiative that acts there, in addition to work under way. It does not ask
/// whether the drop is noise; the tally marks those that are.
struct QuickFixRule {
  /// Reacts to the worst drop of last month's scores, where there is one.
  static void act(Decisions& decisions, std::size_t silo) {
    if (std::optional<Drop> const drop = worst_drop(decisions, silo)) fix(decisions, silo, *drop);
  }

 private:
  /// A fall of a mean score from one month to the next.
  struct Drop {
    std::size_t touchpoint = 0;  ///< its index
    double size = 0;             ///< points, above 0
    double error = 0;            ///< standard error of the size
    /// Returns whether the drop lies within 1.96 standard errors (95 %, normal approximation).
    bool noise() const { return size < 1.959964 * error; }
  };

  /// Returns the first listening path of surveys, which brings the scores; null where there is none.
  static ListeningRow const* surveys(Decisions const& decisions) {
    for (ListeningRow const& each : decisions.tables().listening) {
      if (each.kind == ListeningPath::Kind::survey) return &each;
    }
    return nullptr;
  }

  /// Returns the largest drop at the silo's touchpoints; none where no score fell. Scores come late by the path's
  /// delay, in whole months.
  static std::optional<Drop> worst_drop(Decisions const& decisions, std::size_t silo) {
    ListeningRow const* const path = surveys(decisions);
    if (path == nullptr) return std::nullopt;
    int const last = decisions.month() - 1 - static_cast<int>(std::ceil(path->delay / days_per_month));
    if (last < 1) return std::nullopt;
    std::optional<Drop> worst;
    std::vector<TouchpointRow> const& touchpoints = decisions.written().touchpoints;
    for (std::size_t v = 0; v < touchpoints.size(); ++v) {
      if (touchpoints[v].silo != silo || !path->covers[v]) continue;
      Ledger::Scores const before = decisions.ledger().scores(last - 1, v);
      Ledger::Scores const after = decisions.ledger().scores(last, v);
      // Less than one whole answer in either month: nothing was heard.
      if (before.count * path->coverage < 1 || after.count * path->coverage < 1) continue;
      double const size = before.mean - after.mean;
      if (size <= (worst ? worst->size : 0)) continue;
      // The variance of a difference of two independent means, from the answers that were heard.
      worst = {v, size, std::sqrt((before.variance / before.count + after.variance / after.count) / path->coverage)};
    }
    return worst;
  }

  /// Returns whether an initiative has an effect at a touchpoint or on a route from it.
  static bool acts_on(Decisions const& decisions, InitiativeRow const& initiative, std::size_t touchpoint) {
    for (EffectRow const& effect : initiative.effects) {
      Parameter const& p = decisions.tables().parameters[effect.parameter];
      if (!p.of_silo() && !p.of_segment() && p.touchpoint == touchpoint) return true;
    }
    return false;
  }

  /// Begins the first initiative that acts there and may begin, and marks it where the drop may be noise.
  static void fix(Decisions& decisions, std::size_t silo, Drop const& drop) {
    DecisionTables const& tables = decisions.tables();
    for (std::size_t i = 0; i < tables.initiatives.size(); ++i) {
      InitiativeRow const& row = tables.initiatives[i];
      if (row.owner != silo || !acts_on(decisions, row, drop.touchpoint) || !decisions.work(i).never_begun()) continue;
      if (tables.organisation.visible_only && !row.visible) continue;
      if (!decisions.try_to_begin(i, false)) continue;
      if (drop.noise()) decisions.record(i, InitiativeField::on_noise, 1);
      return;
    }
  }
};

}  // namespace silowalk::inline simulation
