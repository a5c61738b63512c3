#include "engine/simulation/rules/lane_math.h"

#include <bit>
#include <cstdint>

#include "engine/base/portable_math.h"

namespace silowalk::inline simulation {

namespace {

/// Computes x = exp(x) for each lane. Inlined into each version, so it uses the same vector unit.
[[gnu::always_inline]] inline void exponentials(double* x, std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) x[i] = portable_exp(x[i]);
}

/// Computes the short exposures of all lanes. Inlined into each version.
[[gnu::always_inline]] inline void short_exposures(ExposureLanes& lanes) {
  double const* const a = lanes.a.data();
  double const* const rate = lanes.memory_rate.data();
  double const* const u = lanes.until.data();
  double* const exposure = lanes.exposure.data();
  std::size_t const count = lanes.size();
  for (std::size_t i = 0; i < count; ++i) exposure[i] = hazard::short_exposure({a[i], rate[i]}, u[i]);
}

/// Computes the series of all lanes. All lanes continue until the last one has enough terms. A lane that had enough
/// before has power 0, so it adds nothing; a branch per lane would prevent vectorisation.
[[gnu::always_inline]] inline void series_exposures(ExposureLanes& lanes) {
  double const* const a = lanes.a.data();
  double const* const rate = lanes.memory_rate.data();
  double const* const u = lanes.until.data();
  double* const sum = lanes.exposure.data();
  double* const q = lanes.q.data();
  double* const power = lanes.power.data();      // (-a)^n / n!
  double* const q_power = lanes.q_power.data();  // q^n
  std::size_t const count = lanes.size();
  for (std::size_t i = 0; i < count; ++i) q[i] = portable_exp(-u[i] * rate[i]);
  for (std::size_t i = 0; i < count; ++i) power[i] = q_power[i] = 1;
  for (std::size_t i = 0; i < count; ++i) sum[i] = 0;
  for (std::size_t n = 1; n < hazard::most_terms; ++n) {
    double const inverse = hazard::inverse[n];
    double const enough = n > 1 ? hazard::enough : 0;
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < count; ++i) {
      double const now = power[i] * (-a[i] * inverse);
      double const q_now = q_power[i] * q[i];
      sum[i] += now * (1 - q_now) * inverse;
      double const term = now < 0 ? -now : now;
      double const left = term < enough ? 0.0 : now;
      power[i] = left;
      q_power[i] = q_now;
      // Shifted by the sign bit: -0 counts as 0.
      bits |= std::bit_cast<std::uint64_t>(left) << 1;
    }
    if (bits == 0) break;
  }
  for (std::size_t i = 0; i < count; ++i) sum[i] = u[i] + sum[i] / rate[i];
}

// `flatten` inlines all callees, so they are compiled for the same vector unit. Otherwise portable_exp() would be
// called lane by lane.
#define SILOWALK_LANE_MATH(WIDTH, ...)                                                            \
  __VA_ARGS__ void exponentials_##WIDTH(double* x, std::size_t count) { exponentials(x, count); } \
  __VA_ARGS__ void short_exposures_##WIDTH(ExposureLanes& l) { short_exposures(l); }              \
  __VA_ARGS__ void series_exposures_##WIDTH(ExposureLanes& l) { series_exposures(l); }

#if defined(__x86_64__)
SILOWALK_LANE_MATH(512, [[gnu::flatten, gnu::target("avx512f,avx512dq,avx512vl")]])
SILOWALK_LANE_MATH(256, [[gnu::flatten, gnu::target("avx2")]])
#endif
SILOWALK_LANE_MATH(plain, [[gnu::flatten]])

}  // namespace

std::vector<LaneMath> supported_lane_math() {
  std::vector<LaneMath> supported;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl"))
    supported.push_back({exponentials_512, short_exposures_512, series_exposures_512});
  if (__builtin_cpu_supports("avx2"))
    supported.push_back({exponentials_256, short_exposures_256, series_exposures_256});
#endif
  supported.push_back({exponentials_plain, short_exposures_plain, series_exposures_plain});
  return supported;
}

void ExposureLanes::clear() {
  for (auto* const each : {&a, &memory_rate, &until}) each->clear();
}

void ExposureLanes::add(HazardDrift const& drift, double u) {
  a.push_back(drift.a);
  memory_rate.push_back(drift.memory_rate);
  until.push_back(u);
}

// The copies of the last lane are valid input, so no lane needs a mask; their answers are ignored.
void ExposureLanes::fill_up() {
  // Padding repeats a valid request, so that no lane divides by 0.
  while (a.size() % group != 0) add({a.back(), memory_rate.back()}, until.back());
  for (auto* const each : {&exposure, &q, &power, &q_power}) each->resize(a.size());
}

void Exposures::clear() {
  for (Kind* const kind : {&short_, &series_}) {
    kind->lanes.clear();
    kind->place.clear();
  }
  answers_.clear();
}

// Without drift or memory the exposure has a closed form; in the series a rate of 0 would divide by 0.
void Exposures::ask(HazardDrift const& drift, double u) {
  if (drift.a == 0 || drift.memory_rate == 0) {
    answers_.push_back(relative_exposure(drift, u));
    return;
  }
  // The two formulas are computed apart: lanes of one group must do the same.
  Kind& kind = hazard::is_short(drift, u) ? short_ : series_;
  kind.lanes.add(drift, u);
  kind.place.push_back(answers_.size());
  answers_.push_back(0);
}

void Exposures::work_out() {
  work_out(short_, math_.short_exposures);
  work_out(series_, math_.series_exposures);
}

void Exposures::work_out(Kind& kind, void (*exposures)(ExposureLanes&)) {
  kind.lanes.fill_up();
  exposures(kind.lanes);
  for (std::size_t i = 0; i < kind.place.size(); ++i) answers_[kind.place[i]] = kind.lanes.exposure[i];
}

}  // namespace silowalk::inline simulation
