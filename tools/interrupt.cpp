#include "tools/interrupt.h"

#include <pthread.h>
#include <signal.h>
#include <unistd.h>

namespace silowalk {
namespace {

sigset_t stop_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGTERM);
  return set;
}

}  // namespace

Interrupt::Interrupt() {
  sigset_t const set = stop_signals();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
  watcher_ = std::thread([this] { watch(); });
}

Interrupt::~Interrupt() {
  over_ = true;
  pthread_kill(watcher_.native_handle(), SIGTERM);  // wakes it
  watcher_.join();
  sigset_t const set = stop_signals();
  pthread_sigmask(SIG_UNBLOCK, &set, nullptr);
}

void Interrupt::watch() {
  sigset_t const set = stop_signals();
  for (int taken = 0; sigwait(&set, &taken) == 0 && !over_;) {
    if (asked_.exchange(true)) _exit(128 + taken);
  }
}

}  // namespace silowalk
