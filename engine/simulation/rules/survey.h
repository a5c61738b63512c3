#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/portable_math.h"
#include "engine/base/random.h"
#include "engine/simulation/model/model_tables.h"

/// Whether a survey is answered, and with which score. Scores are points, 0 to 10 before bias and noise.
namespace silowalk::inline simulation {

/// Returns the score felt, 0 to 10. `log_odds`: baseline plus trust.
constexpr double felt_score(double log_odds) { return 10 * logistic(log_odds); }

/// Returns the probability of an answer given the score felt. With selection, its log-odds change by `selection` per
/// point away from 5.
inline Threshold response_of(TouchpointRow const& row, double felt) {
  if (row.survey.selection == 0) return row.survey_response;
  return threshold(logistic(row.survey_logit + row.survey.selection * (felt - 5)));
}

/// Returns the score felt by a customer who answers; none where they do not answer. `word` is the random word.
inline std::optional<double> answered_score(TouchpointRow const& row, double log_odds, std::uint32_t word) {
  if (word >= row.survey_most) return std::nullopt;  // the usual case, decided without a logistic
  double const felt = felt_score(log_odds);
  if (word >= response_of(row, felt)) return std::nullopt;
  return felt;
}

/// Returns the recorded score: score felt + bias + noise x a standard normal. It is not bounded to 0 to 10.
/// `noise_word` is used only where the survey has noise.
inline double recorded_score(Survey const& survey, double felt, std::uint32_t noise_word) {
  double const score = felt + survey.bias;
  return survey.noise > 0 ? score + survey.noise * normal_quantile(uniform(noise_word)) : score;
}

}  // namespace silowalk::inline simulation
