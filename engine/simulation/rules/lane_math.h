#pragma once

#include <cstddef>
#include <vector>

#include "engine/simulation/rules/hazard.h"

/// Exponentials and exposures of many customers at once. Each lane has exactly the operations of portable_exp() and
/// relative_exposure(), so all vector widths give the same bits. Objects are not thread safe; each replication has its
/// own.
namespace silowalk::inline simulation {

/// Exposures to be computed together, as a structure of arrays padded to whole groups of `group`.
struct ExposureLanes {
  static constexpr std::size_t group = 8;
  std::vector<double> a, memory_rate, until;  ///< the requests, lane by lane
  std::vector<double> exposure;               ///< the answers
  std::vector<double> q, power, q_power;      ///< of the series under way

  /// Returns the number of lanes, padding included.
  std::size_t size() const { return a.size(); }
  /// Removes all requests; keeps the memory.
  void clear();
  /// Adds a request: the exposure over `u` days.
  void add(HazardDrift const& drift, double u);
  /// Pads the last group with copies of the last lane, and sizes the arrays of answers.
  void fill_up();
};

/// The loops over lanes, compiled for one vector width.
struct LaneMath {
  /// x[i] = portable_exp(x[i]) for `count` numbers, a multiple of 8.
  void (*exponentials)(double* x, std::size_t count);
  /// Computes hazard::short_exposure() of every lane. Precondition: fill_up() was called.
  void (*short_exposures)(ExposureLanes& lanes);
  /// Computes hazard::series_exposure() of every lane. Precondition: fill_up() was called.
  void (*series_exposures)(ExposureLanes& lanes);
};

/// Returns the versions that this processor can run, widest first; never empty. All give the same bits.
std::vector<LaneMath> supported_lane_math();

/// Relative exposures that are requested one by one and computed together; the values of relative_exposure().
/// Sequence: ask() any number of times, work_out(), read answers(), clear().
class Exposures {
 public:
  /// Removes all requests and answers; keeps the memory.
  void clear();
  /// Requests relative_exposure(drift, u).
  void ask(HazardDrift const& drift, double u);
  /// Returns the number of requests, which is the index of the next answer.
  std::size_t asked() const { return answers_.size(); }
  /// Computes all answers.
  void work_out();
  /// Returns the answers in the order of the requests; valid after work_out() and until clear().
  double const* answers() const { return answers_.data(); }

 private:
  /// Requests of one formula; lanes must not mix them.
  struct Kind {
    ExposureLanes lanes;
    std::vector<std::size_t> place;  ///< of each lane's answer
  };
  /// Computes the answers of one formula.
  void work_out(Kind& kind, void (*exposures)(ExposureLanes&));

  LaneMath math_ = supported_lane_math().front();
  Kind short_, series_;
  std::vector<double> answers_;
};

}  // namespace silowalk::inline simulation
