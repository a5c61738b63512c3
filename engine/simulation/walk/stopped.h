#pragma once

#include <atomic>
#include <stdexcept>

/// @file
/// The end of a simulation on request.

namespace silowalk::inline simulation {

/// Thrown out of a simulation that was asked to stop. What it had simulated is lost.
class StoppedSimulation : public std::runtime_error {
 public:
  StoppedSimulation() : std::runtime_error("stopped on request") {}
};

/// Throws StoppedSimulation where `stop` is true; null: never. Relaxed: nothing is read after it that another thread
/// wrote before.
inline void end_if_stopped(std::atomic<bool> const* stop) {
  if (stop != nullptr && stop->load(std::memory_order_relaxed)) throw StoppedSimulation();
}

}  // namespace silowalk::inline simulation
