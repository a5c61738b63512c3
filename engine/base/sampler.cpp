#include "engine/base/sampler.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/base/normal_words.h"
#include "engine/base/sampler_tables.h"

namespace silowalk::inline base {

namespace {

constexpr double log_root_two_pi = 0.91893853320467274178;

void require(bool holds, char const* what) {
  if (!holds) throw std::invalid_argument(what);
}

bool is_amount(double x) { return x >= 0 && x < portable::infinity; }
bool is_positive(double x) { return x > 0 && x < portable::infinity; }

/// y in [low, high] where an increasing function reaches `target`. `f(y)` gives value and slope. Newton, kept within
/// a bracket that shrinks at least as fast as by halving.
template <typename F>
double solve_increasing(F const& f, double low, double high, double target, double guess) {
  double y = guess;
  for (int i = 0; i < 200; ++i) {
    auto const [value, slope] = f(y);
    (value < target ? low : high) = y;
    double const step = (target - value) / slope;
    double next = y + step;
    bool const slow = i > 8 && i % 2 == 0;
    if (slow || !(next > low && next < high)) next = 0.5 * (low + high);
    double const change = next - y;
    y = next;
    double const tolerance = 1e-15 * (y < 0 ? -y : y);
    if ((change <= tolerance && change >= -tolerance) || high - low <= tolerance) break;
  }
  return y;
}

}  // namespace

LogQuantileTable::LogQuantileTable(double shape, double power, double shift) {
  for (int i = 0; i <= cells; ++i) {
    double const z = static_cast<double>(i) / per_unit - reach;
    double const log_x = gamma_quantile_log(shape, normal_cdf(z), normal_cdf(-z));
    double const log_normal_density = -0.5 * z * z - log_root_two_pi;
    double const slope = portable_exp(log_normal_density - gamma_log_density(shape, log_x));
    nodes_[static_cast<unsigned>(i)] = {power * log_x + shift, power * slope / per_unit};
  }
}

LogQuantileTable LogQuantileTable::shifted(double shift) const {
  LogQuantileTable result = *this;
  for (Node& node : result.nodes_) node.value += shift;
  return result;
}

Sampler::Sampler(Distribution const& distribution) { set(distribution, nullptr); }
Sampler::Sampler(Distribution const& distribution, Sampler const& like) { set(distribution, &like); }

void Sampler::set(Distribution const& d, Sampler const* like) {
  switch (d.kind) {
    case Distribution::Kind::constant:
      return set_constant(d.a);
    case Distribution::Kind::exponential:
      return set_exponential(d.a);
    case Distribution::Kind::uniform:
      return set_uniform(d.a, d.b);
    case Distribution::Kind::triangular:
      return set_triangular(d.a, d.b, d.c);
    case Distribution::Kind::normal:
      return set_normal(d.a, d.b);
    case Distribution::Kind::lognormal:
      return set_lognormal(d.a, d.b);
    case Distribution::Kind::gamma:
      require(is_amount(d.a) && is_amount(d.b), "gamma: mean and coefficient of variation must not be negative");
      return d.b == 0 ? set_constant(d.a) : set_gamma(1.0 / (d.b * d.b), d.a * d.b * d.b, like);
    case Distribution::Kind::erlang:
      require(is_amount(d.a) && d.b >= 1 && d.b < 1e9, "Erlang: mean >= 0 and at least one phase");
      return set_gamma(d.b, d.a / d.b, like);
    case Distribution::Kind::weibull:
      return set_weibull(d.a, d.b);
    case Distribution::Kind::empirical:
      return set_empirical(d.values, d.interpolated);
  }
}

void Sampler::set_constant(double value) {
  require(is_amount(value), "constant: the value must not be negative");
  law_ = Law::constant;
  a_ = mean_ = value;
}

void Sampler::set_exponential(double mean) {
  if (mean == 0) return set_constant(0);
  require(is_positive(mean), "exponential: the mean must not be negative");
  law_ = Law::exponential;
  a_ = mean_ = mean;
}

void Sampler::set_uniform(double low, double high) {
  require(is_amount(low) && is_amount(high) && low <= high, "uniform: 0 <= min <= max");
  if (low == high) return set_constant(low);
  law_ = Law::uniform;
  a_ = low;
  b_ = high - low;
  mean_ = low + 0.5 * b_;
}

void Sampler::set_triangular(double low, double mode, double high) {
  require(is_amount(low) && is_amount(high) && low <= mode && mode <= high, "triangular: 0 <= min <= mode <= max");
  if (low == high) return set_constant(low);
  law_ = Law::triangular;
  a_ = low;
  b_ = mode;
  c_ = high;
  d_ = (mode - low) / (high - low);
  mean_ = (low + mode + high) / 3.0;
}

void Sampler::set_normal(double mean, double deviation) {
  require(
      deviation == 0 ? is_amount(mean) : is_positive(deviation) && mean >= -35 * deviation && mean < portable::infinity,
      "normal: the standard deviation must not be negative, nor the mean below -35 of them");
  if (deviation == 0) return set_constant(mean);
  law_ = Law::normal;
  double const cut = mean / deviation;
  a_ = mean;
  b_ = deviation;
  c_ = normal_cdf(-cut);
  d_ = normal_cdf(cut);
  double const hazard = portable_exp(-0.5 * cut * cut - log_root_two_pi - portable_log(d_));
  mean_ = mean + deviation * hazard;
}

void Sampler::set_lognormal(double mean, double variation) {
  require(is_amount(mean) && is_amount(variation), "lognormal: mean and coefficient of variation must not be negative");
  if (mean == 0 || variation == 0) return set_constant(mean);
  law_ = Law::lognormal;
  double const variance_of_log = portable_log1p(variation * variation);
  a_ = portable_log(mean) - 0.5 * variance_of_log;
  b_ = std::sqrt(variance_of_log);
  mean_ = mean;
  double const middle = a_ < 0 ? -a_ : a_;
  require(middle + b_ * (b_ + 6.5) < 700, "lognormal: mean or coefficient of variation out of any range");
}

void Sampler::set_gamma(double shape, double scale, Sampler const* like) {
  if (shape == 1 || scale == 0) return set_exponential(scale);
  require(is_positive(shape) && is_positive(scale), "gamma: shape and scale must be positive");
  law_ = Law::gamma;
  a_ = shape;
  b_ = scale;
  mean_ = shape * scale;
  SamplerTables tables;
  if (like != nullptr && like->law_ == Law::gamma && like->a_ == shape)
    tables.unit = like->tables_->unit;
  else
    tables.unit = std::make_shared<UnitGamma const>(
        UnitGamma{LogQuantileTable(shape, 1.0, 0.0), LogQuantileTable(shape + 1.0, 1.0, 0.0)});
  tables.quantile = tables.unit->quantile.shifted(portable_log(scale));
  tables.biased = tables.unit->biased.shifted(portable_log(scale));
  tables_ = std::make_shared<SamplerTables const>(std::move(tables));
}

void Sampler::set_weibull(double scale, double shape) {
  require(is_amount(scale) && is_positive(shape), "Weibull: scale >= 0, shape > 0");
  if (scale == 0 || shape == 1) return set_exponential(scale);
  law_ = Law::weibull;
  a_ = scale;
  b_ = 1.0 / shape;
  mean_ = scale * portable_exp(log_gamma(1.0 + b_));
  SamplerTables tables;
  tables.biased = LogQuantileTable(1.0 + b_, b_, portable_log(scale));  // (X / scale)^shape is gamma(1 + 1 / shape)
  tables_ = std::make_shared<SamplerTables const>(std::move(tables));
}

void Sampler::set_empirical(std::vector<double> const& values, bool interpolated) {
  require(!values.empty() && is_amount(values.front()) && is_amount(values.back()) &&
              std::is_sorted(values.begin(), values.end()),
          "empirical: values from 0 up, in ascending order");
  if (values.front() == values.back()) return set_constant(values.front());
  law_ = interpolated ? Law::interpolated : Law::values;
  SamplerTables tables;
  tables.values = values;
  double sum = 0;
  for (std::size_t i = 0; i + (interpolated ? 1 : 0) < values.size(); ++i) {
    sum += interpolated ? 0.5 * (values[i] + values[i + 1]) : values[i];
    tables.cumulative.push_back(sum);
  }
  mean_ = sum / static_cast<double>(tables.cumulative.size());
  for (double& share : tables.cumulative) share /= sum;
  tables_ = std::make_shared<SamplerTables const>(std::move(tables));
}

double Sampler::draw_other(std::uint32_t word) const {
  switch (law_) {
    case Law::lognormal:
      return portable::exp_of_moderate(a_ + b_ * normal_words().at(word));
    case Law::uniform:
      return a_ + b_ * uniform(word);
    case Law::gamma:
      return portable_exp(tables_->quantile.at(normal_words().at(word)));
    case Law::triangular:
      return draw_triangular(uniform(word), uniform(~word));
    case Law::normal:
      return draw_normal(uniform(word), uniform(~word));
    case Law::weibull: {
      double const life = -portable::log_of_normal(uniform(~word));
      return b_ == 0.5 ? a_ * std::sqrt(life) : a_ * portable_exp(b_ * portable::log_of_normal(life));
    }
    case Law::values:
    case Law::interpolated:
      return draw_empirical(word);
    default:
      return a_;
  }
}

double Sampler::draw_triangular(double u, double rest) const {
  if (u < d_) return a_ + std::sqrt(u * (c_ - a_) * (b_ - a_));
  return c_ - std::sqrt(rest * (c_ - a_) * (c_ - b_));
}

double Sampler::draw_normal(double u, double rest) const {
  // From the side on which the probability is known exactly.
  double const z = a_ >= 0 && u < 0.5 ? normal_quantile(c_ + u * d_) : -normal_quantile(rest * d_);
  double const x = a_ + b_ * z;
  return x > 0 ? x : 0;
}

double Sampler::draw_empirical(std::uint32_t word) const {
  std::vector<double> const& values = tables_->values;
  if (law_ == Law::values) return values[static_cast<std::size_t>((word * std::uint64_t{values.size()}) >> 32)];
  double const place = uniform(word) * static_cast<double>(values.size() - 1);
  auto const i = static_cast<std::size_t>(place);
  return values[i] + (place - static_cast<double>(i)) * (values[i + 1] - values[i]);
}

double Sampler::length_biased(std::uint32_t word) const {
  double const u = uniform(word);
  switch (law_) {
    case Law::exponential: {  // gamma(2): 1 - (1 + y) e^-y = u, solved for log(1 + y) - y = log(1 - u)
      double const target = -portable::log_of_normal(uniform(~word));
      auto const f = [](double y) { return std::pair(y - portable_log1p(y), y / (1.0 + y)); };
      return a_ * solve_increasing(f, 0, 2.0 * target + 20.0, target, target + std::sqrt(2.0 * target));
    }
    case Law::uniform:
      return std::sqrt(a_ * a_ + u * b_ * (2.0 * a_ + b_));
    case Law::triangular:
      return biased_triangular(u, uniform(~word));
    case Law::normal:
      return biased_normal(uniform(~word));
    case Law::lognormal:
      return portable_exp(a_ + b_ * b_ + b_ * normal_words().at(word));
    case Law::gamma:
    case Law::weibull:
      return portable_exp(tables_->biased.at(normal_words().at(word)));
    case Law::values:
    case Law::interpolated:
      return biased_empirical(u);
    case Law::constant:
      break;
  }
  return a_;
}

double Sampler::residual(std::uint32_t word1, std::uint32_t word2) const {
  if (law_ == Law::exponential) return draw(word1);  // forgets how long it has lasted
  return uniform(word2) * length_biased(word1);
}

/// Up to the mode, with y = x - min, P is (a y^2 / 2 + y^3 / 3) 2 / ((c - a) (b - a) mean); above, with y = max - x,
/// 1 - P is (c y^2 / 2 - y^3 / 3) 2 / ((c - a) (c - b) mean).
double Sampler::biased_triangular(double u, double rest) const {
  double const below = b_ - a_;
  double const above = c_ - b_;
  double const share_below = d_ * (a_ + 2.0 / 3.0 * below) / mean_;
  if (u < share_below) {
    auto const f = [this](double y) { return std::pair(y * y * (0.5 * a_ + y / 3.0), y * (a_ + y)); };
    return a_ + solve_increasing(f, 0, below, 0.5 * u * (c_ - a_) * below * mean_, below * std::sqrt(u / share_below));
  }
  auto const f = [this](double y) { return std::pair(y * y * (0.5 * c_ - y / 3.0), y * (c_ - y)); };
  double const guess = above * std::sqrt(rest / (1.0 - share_below));
  return c_ - solve_increasing(f, 0, above, 0.5 * rest * (c_ - a_) * above * mean_, guess);
}

/// The integral of x f(x) above x = a + b z is (a P(Z > z) + b phi(z)) / d; at z = cut it is the mean.
double Sampler::biased_normal(double rest) const {
  double const cut = -a_ / b_;
  double const target = -rest * mean_ * d_;
  auto const f = [this](double z) {
    double const density = portable_exp(-0.5 * z * z - log_root_two_pi);
    return std::pair(-(a_ * normal_cdf(-z) + b_ * density), (a_ + b_ * z) * density);
  };
  double const high = (cut > 0 ? cut : 0) + 9.0;
  double const guess = cut > -2 ? cut + 1.0 : -normal_quantile(rest);
  double const z = solve_increasing(f, cut, high, target, guess > cut ? guess : cut + 0.1);
  double const x = a_ + b_ * z;
  return x > 0 ? x : 0;
}

double Sampler::biased_empirical(double u) const {
  std::vector<double> const& cumulative = tables_->cumulative;
  auto const place = std::upper_bound(cumulative.begin(), cumulative.end() - 1, u);
  auto const i = static_cast<std::size_t>(place - cumulative.begin());
  std::vector<double> const& values = tables_->values;
  if (law_ == Law::values) return values[i];
  double const before = i == 0 ? 0 : cumulative[i - 1];
  double const share = cumulative[i] > before ? (u - before) / (cumulative[i] - before) : 1;
  double const low = values[i];
  double const high = values[i + 1];
  return std::sqrt(low * low + (share < 1 ? share : 1) * (high - low) * (high + low));
}

}  // namespace silowalk::inline base
