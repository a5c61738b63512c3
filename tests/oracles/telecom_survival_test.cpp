#include <gtest/gtest.h>

#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

#include "engine/scenario/read.h"
#include "engine/simulation/walk/simulate.h"
#include "tests/oracles/ledger_identities.h"

/// The telecom scenario loses customers as the data from which it was made: Kaplan-Meier survival by contract.
namespace silowalk::oracles {
namespace {

std::string const folder = std::string(SILOWALK_SOURCE_DIR) + "/scenarios/telecom/";

struct Published {
  int month;
  double survival;
  double low, high;  ///< Greenwood, 95 %
};

struct Contract {
  std::string segment;
  std::vector<Published> survival;  ///< tools/telecom-figures
};

std::vector<Contract> const contracts{
    {"month_to_month",
     {{12, .7031, .6876, .7186}, {24, .5859, .5678, .6040}, {48, .3973, .3740, .4205}, {72, .1290, .0682, .1897}}},
    {"one_year",
     {{12, .9908, .9858, .9958}, {24, .9783, .9704, .9861}, {48, .9165, .8989, .9341}, {72, .5681, .4543, .6819}}},
    {"two_year", {{12, 1, 1, 1}, {24, 1, 1, 1}, {48, .9957, .9923, .9991}, {72, .9357, .9164, .9551}}},
};

struct Cohort {
  double heads = 0;
  std::vector<double> close;  ///< heads at the close of each month, all replications together
  int placed_before = 0;      ///< months between joining and month 0
  double survival(int month) const { return close[static_cast<std::size_t>(month - placed_before - 1)] / heads; }
};

Cohort follow(Model const& model, std::vector<Tally> const& tallies, std::string const& segment) {
  int const s = index_of(model.axes().segments, segment);
  Cohort cohort;
  cohort.close.assign(static_cast<std::size_t>(model.axes().months), 0);
  for (Tally const& tally : tallies) {
    cohort.heads += static_cast<double>(tally.drift.customers_placed[static_cast<std::size_t>(s)]);
    for (int month = 0; month < tally.months; ++month)
      cohort.close[static_cast<std::size_t>(month)] +=
          static_cast<double>(tally.at(month, s, SegmentField::customers_close));
  }
  return cohort;
}

std::vector<Tally> replicate(Model const& model, int replications) {
  std::vector<Tally> out;
  for (int r = 0; r < replications; ++r) out.push_back(simulate(model, 20261122, static_cast<std::uint32_t>(r)));
  return out;
}

TEST(telecom_survival, reproduces_kaplan_meier_by_contract) {
  Model const model(read_scenario(folder + "survival.toml"));
  std::vector<Tally> const tallies = replicate(model, 2);
  for (Tally const& tally : tallies) expect_ledger_balances(tally);
  for (Contract const& contract : contracts) {
    Cohort const cohort = follow(model, tallies, contract.segment);
    for (Published const& p : contract.survival) {
      SCOPED_TRACE(contract.segment + " after " + std::to_string(p.month) + " months");
      double const simulated = cohort.survival(p.month);
      EXPECT_GE(simulated, p.low);
      EXPECT_LE(simulated, p.high);
      // Far inside the data's own interval there is only the simulation's chance left: ten cells with a spread, level
      // .001 in all, so 3.9 standard errors each; the published figure itself is rounded to four places.
      double const error = std::sqrt(p.survival * (1 - p.survival) / cohort.heads);
      EXPECT_LE(std::fabs(simulated - p.survival), 3.9 * error + 0.00005);
    }
  }
}

TEST(telecom_survival, reproduces_kaplan_meier_with_everything_on) {
  Model const model(read_scenario(folder + "survival_as_it_runs.toml"));
  std::vector<Tally> const tallies = replicate(model, 2);
  for (Contract const& contract : contracts) {
    Cohort cohort = follow(model, tallies, "cohort_" + contract.segment);
    cohort.placed_before = 6;  // the warm-up
    for (Published const& p : contract.survival) {
      SCOPED_TRACE(contract.segment + " after " + std::to_string(p.month) + " months");
      double const simulated = cohort.survival(p.month);
      double const greenwood = (p.high - p.low) / (2 * 1.96);
      double const chance = std::sqrt(simulated * (1 - simulated) / cohort.heads);
      EXPECT_LE(std::fabs(simulated - p.survival), 1.96 * std::hypot(greenwood, chance) + 0.00005);
      std::printf("  %s, %d months: simulated %.4f, observed %.4f\n", contract.segment.c_str(), p.month, simulated,
                  p.survival);
    }
  }
}

/// Returns the survival of a population with a constant hazard and a gamma frailty (mean 1, squared cv `spread`).
double constant_hazard(double rate, double spread, double months) {
  return spread == 0 ? std::exp(-rate * months) : std::pow(1 + spread * rate * months, -1 / spread);
}

TEST(telecom_survival, a_constant_hazard_with_any_frailty_cannot_hold_the_two_year_contract) {
  // With frailty -ln S(t) / t never rises, so S(72) <= .9551 forces S(48) <= .9551^(2/3) = .9699 < .9923.
  EXPECT_LT(std::pow(.9551, 48.0 / 72), .9923);
  int fits = 0;
  for (double spread = 0; spread <= 50; spread += 0.25) {
    for (double rate = 1e-6; rate < 1; rate *= 1.05) {
      bool within = true;
      for (Published const& p : contracts[2].survival) {
        double const survival = constant_hazard(rate, spread, p.month);
        if (p.month >= 48) within = within && survival >= p.low && survival <= p.high;
      }
      if (within) ++fits;
    }
  }
  EXPECT_EQ(fits, 0);
}

TEST(telecom_survival, simulated_with_the_constant_hazard_that_ends_right_it_is_wrong_on_the_way) {
  // The best a constant hazard with the scenario's frailty can do at 72 months: h = (S^-f - 1) / (f 72), f = .25.
  double const rate = (std::pow(.9357, -0.25) - 1) / (0.25 * 72);
  Model const model(read_scenario(
      folder + "survival.toml",
      {{"segment.two_year.churn",
        "{ rate = \"" + std::to_string(rate) + " per month\", sensitivity = 0, frailty_cv = 0.5, tenure = [] }",
        "--set"},
       {"segment.month_to_month.customers", "0", "--set"},
       {"segment.one_year.customers", "0", "--set"}}));
  Cohort const cohort = follow(model, replicate(model, 1), "two_year");
  EXPECT_GE(cohort.survival(72), .9164);
  EXPECT_LE(cohort.survival(72), .9551);
  for (int month : {12, 24, 48}) EXPECT_LT(cohort.survival(month), .9923) << month;
}

}  // namespace
}  // namespace silowalk::oracles
