#pragma once

#include <atomic>
#include <thread>

/// @file
/// Turns SIGINT and SIGTERM into a flag that the engine reads while it runs.

namespace silowalk::inline tools {

/// During its lifetime, SIGINT and SIGTERM set a flag instead of ending the program. The second signal ends the program
/// at once, with exit code 128 + signal.
/// The signals are blocked, and a thread of its own waits for them. Nothing runs inside a signal handler, where almost
/// no function is safe to call.
/// Precondition: worker threads are started after it, because threads inherit the blocked signals. At most one object
/// at a time: the signal mask belongs to the thread that constructs it, which must also destroy it.
class Interrupt {
 public:
  /// Blocks the signals in the calling thread and starts the watcher.
  Interrupt();
  /// Stops the watcher and unblocks the signals. A signal that is pending at that moment then takes its usual effect.
  ~Interrupt();
  Interrupt(Interrupt const&) = delete;
  Interrupt& operator=(Interrupt const&) = delete;

  /// Returns the flag: true once a signal was received, and never false again. Any thread can read it.
  std::atomic<bool> const& flag() const { return asked_; }

 private:
  /// Waits for signals until the object is destroyed; runs in `watcher_`.
  void watch();

  std::atomic<bool> asked_{false};  ///< true after the first signal; never false again
  std::atomic<bool> over_{false};   ///< true once the watcher is to end
  std::thread watcher_;
};

}  // namespace silowalk::inline tools
