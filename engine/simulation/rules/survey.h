#pragma once

#include <cstdint>
#include <optional>

#include "engine/base/portable_math.h"
#include "engine/base/random.h"
#include "engine/simulation/model/model_tables.h"

/// Whether a survey is answered, and with which score.
namespace silowalk::inline simulation {

/// The score felt at a level of trust, 0 to 10; `log_odds`: baseline and trust together.
constexpr double felt_score(double log_odds) { return 10 * logistic(log_odds); }

/// How many answer who feel this score. With selection, the log-odds of answering change by `selection` per point.
inline Threshold response_of(TouchpointRow const& row, double felt) {
  if (row.survey.selection == 0) return row.survey_response;
  return threshold(logistic(row.survey_logit + row.survey.selection * (felt - 5)));
}

/// The score felt by a customer who answers; none where they do not. `word` decides.
inline std::optional<double> answered_score(TouchpointRow const& row, double log_odds, std::uint32_t word) {
  if (word >= row.survey_most) return std::nullopt;  // most often, and before any score is worked out
  double const felt = felt_score(log_odds);
  if (word >= response_of(row, felt)) return std::nullopt;
  return felt;
}

/// The score recorded of the score felt. `noise_word` matters only where the survey has noise.
inline double recorded_score(Survey const& survey, double felt, std::uint32_t noise_word) {
  double const score = felt + survey.bias;
  return survey.noise > 0 ? score + survey.noise * normal_quantile(uniform(noise_word)) : score;
}

}  // namespace silowalk::inline simulation
