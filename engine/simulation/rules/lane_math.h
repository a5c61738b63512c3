#pragma once

#include <cstddef>
#include <vector>

#include "engine/simulation/rules/hazard.h"

/// Exponentials and exposures of many customers at once. Lane by lane the very operations of portable_exp() and
/// relative_exposure(), so the wide versions give the bits of the narrow ones.
namespace silowalk::inline simulation {

/// Exposures to be worked out together; the arrays are filled up to whole groups of `group`.
struct ExposureLanes {
  static constexpr std::size_t group = 8;
  std::vector<double> a, memory_rate, until;
  std::vector<double> exposure;           ///< the answers
  std::vector<double> q, power, q_power;  ///< of the series under way

  std::size_t size() const { return a.size(); }
  void clear();
  void add(HazardDrift const& drift, double u);
  /// Fills up the last group and makes room for the answers.
  void fill_up();
};

/// Loops over many lanes, in one version of them.
struct LaneMath {
  /// x[i] = portable_exp(x[i]) for `count` numbers, a multiple of 8.
  void (*exponentials)(double* x, std::size_t count);
  /// hazard::short_exposure() of every lane.
  void (*short_exposures)(ExposureLanes& lanes);
  /// hazard::series_exposure() of every lane.
  void (*series_exposures)(ExposureLanes& lanes);
};

/// The versions that this processor can run, widest first. All give the same bits.
std::vector<LaneMath> supported_lane_math();

/// Relative exposures asked for one after another and worked out together: the numbers of relative_exposure().
class Exposures {
 public:
  void clear();
  void ask(HazardDrift const& drift, double u);
  std::size_t asked() const { return answers_.size(); }
  void work_out();
  /// The answers, in the order in which they were asked for.
  double const* answers() const { return answers_.data(); }

 private:
  struct Kind {
    ExposureLanes lanes;
    std::vector<std::size_t> place;  ///< of each lane's answer
  };
  void work_out(Kind& kind, void (*exposures)(ExposureLanes&));

  LaneMath math_ = supported_lane_math().front();
  Kind short_, series_;
  std::vector<double> answers_;
};

}  // namespace silowalk::inline simulation
