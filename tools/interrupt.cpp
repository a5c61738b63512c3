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
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  watcher_ = std::thread([this] { watch(); });
}

Interrupt::~Interrupt() {
  over_ = true;
  pthread_kill(watcher_.native_handle(), SIGUSR1);
  watcher_.join();
  sigset_t const set = watched_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void Interrupt::watch() {
  sigset_t const set = watched_signals();
  for (int taken = 0; sigwait(&set, &taken) == 0 && !over_;) {
    if (taken == SIGUSR1) continue;
    // A second request: _exit() runs no destructors, which could wait for the run.
    if (asked_.exchange(true)) _exit(128 + taken);
  }
}

}  // namespace silowalk::inline tools
