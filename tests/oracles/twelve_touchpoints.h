#pragma once

/// The truth about one customer of scenarios/absorbing.toml, from entry to absorption.
/// Computed from the fundamental matrix of the absorbing chain, independently of this program. Both the closed forms
/// and the simulation are compared with it. All values are per customer: visits, the currency, days.
namespace silowalk::oracle::twelve_touchpoints {

struct Moments {
  double mean;
  double variance;
};

struct Visits {
  char const* touchpoint;
  Moments visits;
};

/// Visits to each touchpoint, in the order of the file.
inline constexpr Visits visits[] = {{"ad_click", {1.0, 0.0}},
                                    {"website", {1.5198243995392902, 1.63442229915902}},
                                    {"email_nurture", {0.7332284072338707, 1.1774428494139102}},
                                    {"product_demo", {0.4819364292562911, 0.5517373057985395}},
                                    {"quote", {0.3132586790165892, 0.3198891519881581}},
                                    {"checkout", {0.6439025272717405, 0.32418198046154006}},
                                    {"onboarding", {0.5151220218173925, 0.2497713244561543}},
                                    {"product_use", {6.103440866515168, 102.33484990846188}},
                                    {"invoice", {1.6251060507671466, 8.92477595493422}},
                                    {"payment_issue", {0.24811458534588654, 0.4199114982031722}},
                                    {"support_ticket", {1.0620371850765757, 3.772908630989945}},
                                    {"renewal_call", {0.2972394939144354, 0.41285882981122407}}};
inline constexpr Moments all_visits{14.543210645754387, 267.7171421067619};
inline constexpr double churned = 0.803621309191088;
inline constexpr double completed = 0.1963786908089122;
inline constexpr Moments money{98.44790979349585, 23740.414849091067};
inline constexpr Moments days{107.60586782468006, 25953.26080445975};
inline constexpr double days_variance_all_exponential = 25976.42892851359;

}  // namespace silowalk::oracle::twelve_touchpoints
