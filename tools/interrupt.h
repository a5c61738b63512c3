#pragma once

#include <atomic>
#include <thread>

namespace silowalk::inline tools {

/// While it lives, SIGINT and SIGTERM do not end the program but raise a flag (the second one ends it at once). Threads
/// must be started after it. A thread of its own takes the signals, so that nothing is done inside a signal handler.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(Interrupt const&) = delete;
  Interrupt& operator=(Interrupt const&) = delete;

  std::atomic<bool> const& flag() const { return asked_; }

 private:
  void watch();

  std::atomic<bool> asked_{false};
  std::atomic<bool> over_{false};
  std::thread watcher_;
};

}  // namespace silowalk::inline tools
