#include <algorithm>
#include <cmath>
#include <span>

#include "engine/base/distributions/family.h"
#include "engine/base/enum_names.h"

#include "engine/scenario/language/schema.h"
#include "small.h"

namespace silowalk {
namespace {

using Kind = Distribution::Kind;

Distribution read(std::string const& text) {
  return with({"touchpoint.order.handling=" + text}).touchpoints.at(0).handling.value();
}

void expect_parameters(Distribution const& d, Kind kind, double a, double b = 0, double c = 0) {
  EXPECT_EQ(d.kind, kind);
  EXPECT_NEAR(d.a, a, 1e-14 * std::fabs(a));
  EXPECT_NEAR(d.b, b, 1e-14 * std::fabs(b));
  EXPECT_NEAR(d.c, c, 1e-14 * std::fabs(c));
}

TEST(Distributions, ADurationIsAConstant) {
  expect_parameters(read("2 days"), Kind::constant, 2);
  expect_parameters(read("0"), Kind::constant, 0);
  expect_parameters(read("{ distribution = 'constant', value = '12 h' }"), Kind::constant, 0.5);
}

TEST(Distributions, CanonicalParameters) {
  expect_parameters(read("{ distribution = 'exponential', mean = '6 h' }"), Kind::exponential, 0.25);
  expect_parameters(read("{ distribution = 'exponential', rate = '4 per day' }"), Kind::exponential, 0.25);
  expect_parameters(read("{ distribution = 'uniform', min = '1 day', max = '3 days' }"), Kind::uniform, 1, 3);
  expect_parameters(read("{ distribution = 'triangular', min = 0, mode = '1 day', max = '4 days' }"), Kind::triangular,
                    0, 1, 4);
  expect_parameters(read("{ distribution = 'normal', mean = '30 days', sd = '2 days' }"), Kind::normal, 30, 2);
  expect_parameters(read("{ distribution = 'lognormal', mean = '12 h', cv = 1.1 }"), Kind::lognormal, 0.5, 1.1);
  expect_parameters(read("{ distribution = 'gamma', mean = '4 days', cv = 0.5 }"), Kind::gamma, 4, 0.5);
  expect_parameters(read("{ distribution = 'gamma', shape = 4, scale = '1 day' }"), Kind::gamma, 4, 0.5);
  expect_parameters(read("{ distribution = 'erlang', mean = '4 days', phases = 3 }"), Kind::erlang, 4, 3);
  expect_parameters(read("{ distribution = 'weibull', scale = '9 days', shape = 1.5 }"), Kind::weibull, 9, 1.5);
}

// mean = median exp(sigma^2 / 2), cv^2 = exp(sigma^2) - 1.
TEST(Distributions, LognormalByMedianAndSigma) {
  expect_parameters(read("{ distribution = 'lognormal', median = '2 days', sigma = 0.9 }"), Kind::lognormal,
                    2 * std::exp(0.405), std::sqrt(std::expm1(0.81)));
}

// scale = mean / gamma(1 + 1 / shape); gamma(1 + 1/2) = sqrt(pi) / 2, gamma(2) = 1, gamma(3) = 2.
TEST(Distributions, WeibullByMean) {
  EXPECT_NEAR(read("{ distribution = 'weibull', mean = '3 days', shape = 2 }").a, 6 / std::sqrt(std::acos(-1.0)),
              1e-13);
  EXPECT_NEAR(read("{ distribution = 'weibull', mean = '3 days', shape = 1 }").a, 3, 1e-13);
  EXPECT_NEAR(read("{ distribution = 'weibull', mean = '3 days', shape = 0.5 }").a, 1.5, 1e-13);
  for (double shape = 0.2; shape < 30; shape += 0.37)
    EXPECT_NEAR(read("{ distribution = 'weibull', mean = '3 days', shape = " + std::to_string(shape) + " }").a /
                    (3 / std::tgamma(1 + 1 / std::stod(std::to_string(shape)))),
                1, 2e-14);
}

TEST(Distributions, Empirical) {
  Distribution const values = read("{ distribution = 'empirical', values = ['9 min', '2 min', '3 min'] }");
  EXPECT_EQ(values.kind, Kind::empirical);
  EXPECT_FALSE(values.interpolated);
  EXPECT_EQ(values.values, (std::vector<double>{2.0 / 1440, 3.0 / 1440, 9.0 / 1440}));
  Distribution const quantiles = read("{ distribution = 'empirical', quantiles = [0, 4, 30], unit = 'min' }");
  EXPECT_TRUE(quantiles.interpolated);
  EXPECT_EQ(quantiles.values, (std::vector<double>{0, 4.0 / 1440, 30.0 / 1440}));
}

TEST(Distributions, WithoutSpreadTheyAreConstants) {
  for (std::string const text :
       {"{ distribution = 'lognormal', mean = '3 days', cv = 0 }",
        "{ distribution = 'gamma', mean = '3 days', cv = 0 }", "{ distribution = 'normal', mean = '3 days', sd = 0 }",
        "{ distribution = 'lognormal', median = '3 days', sigma = 0 }",
        "{ distribution = 'uniform', min = '3 days', max = '3 days' }",
        "{ distribution = 'triangular', min = '3 days', mode = '3 days', max = '3 days' }"})
    expect_parameters(read(text), Kind::constant, 3);
}

// Parameters that are sound one by one and absurd together are refused, so that what is accepted can be printed.
TEST(Distributions, AbsurdMeansAreMistakes) {
  for (std::string const text : {"{ distribution = 'exponential', rate = '1e-300 per day' }",
                                 "{ distribution = 'gamma', shape = 1e6, scale = '900 years' }",
                                 "{ distribution = 'lognormal', median = '900 years', sigma = 3 }",
                                 "{ distribution = 'empirical', quantiles = ['1 min'] }"})
    EXPECT_NE(said(small(), {"touchpoint.order.handling=" + text}), "") << text;
  expect_parameters(read("{ distribution = 'lognormal', median = '2 days', sigma = 3 }"), Kind::lognormal,
                    2 * std::exp(4.5), std::sqrt(std::expm1(9)));
}

// a, b and c are the parameters of the first form; those that are times, and no others, grow with the scale.
TEST(Distributions, TheFirstFormIsTheCanonicalOne) {
  for (std::size_t i = 0; i < enum_count<Kind>(); ++i) {
    auto const kind = static_cast<Kind>(i);
    if (kind == Kind::empirical) continue;
    DistributionForm const& form = canonical_form(kind);
    EXPECT_EQ(form.kind, family_of(kind).name);
    ASSERT_LE(form.keys.size(), 3u);
    int times = 0;
    bool leading = true;
    for (std::string_view const name : form.keys) {
      auto const keys = distribution_keys();
      auto const key =
          std::find_if(keys.begin(), keys.end(), [&](DistributionKey const& each) { return each.name == name; });
      ASSERT_NE(key, keys.end()) << name;
      bool const time = key->type == Type::duration;
      EXPECT_TRUE(leading || !time) << form.kind << ": times come first";
      leading = leading && time;
      times += time ? 1 : 0;
    }
    EXPECT_EQ(times, family_of(kind).times) << form.kind;
    if (kind == Kind::constant) continue;
    std::vector<double> const parameters{2, 3, 5};
    Distribution const made = form.make(std::span(parameters).first(form.keys.size()));
    EXPECT_EQ(made.kind, kind);
    std::vector<double> const kept{made.a, made.b, made.c};
    for (std::size_t k = 0; k < form.keys.size(); ++k) EXPECT_EQ(kept[k], parameters[k]) << form.kind;
  }
}

// Every way of the reference reads, and prints as something that reads back to the same.
TEST(Distributions, EveryExampleOfTheReferenceReads) {
  for (DistributionForm const& form : distribution_forms()) {
    if (form.keys.front() == "csv") continue;  // needs its file: csv_test.cpp
    Scenario const scenario = with({"touchpoint.order.handling=" + std::string(form.example)});
    Scenario const again = parse_scenario(print_scenario(scenario), "printed.toml");
    EXPECT_EQ(again.touchpoints[0].handling, scenario.touchpoints[0].handling) << form.example;
  }
}

}  // namespace
}  // namespace silowalk
