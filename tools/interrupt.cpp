#include "tools/interrupt.h"

#include <pthread.h>
#include <unistd.h>

#include <csignal>

namespace silowalk::inline tools {
namespace {

/// Returns the signals that the watcher waits for. SIGUSR1 stops nothing: the destructor sends it to end sigwait(),
/// which has no timeout.
sigset_t watched_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGUSR1);
  return set;
}

}  // namespace

Interrupt::Interrupt() {
  sigset_t const set = watched_signals();
  // Blocked before the thread starts: it inherits the mask, and so do all threads that the run starts later.
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  watcher_ = std::thread([this] { watch(); });
}

Interrupt::~Interrupt() {
  over_ = true;
  // sigwait() has no timeout; the signal makes it return, and `over_` makes the loop end.
  pthread_kill(watcher_.native_handle(), SIGUSR1);
  watcher_.join();
  sigset_t const set = watched_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void Interrupt::watch() {
  sigset_t const set = watched_signals();
  // SIGUSR1 from elsewhere (schedulers send it as a warning) is ignored while the run goes on.
  for (int taken = 0; sigwait(&set, &taken) == 0 && !over_;) {
    if (taken == SIGUSR1) continue;
    // A second request: _exit() runs no destructors, which could wait for the run.
    if (asked_.exchange(true)) _exit(128 + taken);
  }
}

}  // namespace silowalk::inline tools
