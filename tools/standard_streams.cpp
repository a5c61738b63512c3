#include "tools/standard_streams.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

#include "engine/base/complaint.h"
#include "engine/base/escape/harmless.h"
#include "tools/exit_code.h"

namespace silowalk::inline tools {
namespace {

/// The standard library ends the program where memory runs out in a function that must not throw.
[[noreturn]] void report_termination() {
  write_standard_error("silowalk: error: ended suddenly, probably because memory ran out\n");
  _exit(exit_failure);
}

/// HDF5 calls exit(-1) where memory runs out. No exit code of ours is 255.
void report_sudden_exit(int code, void*) {
  if (code != -1) return;
  say("silowalk: error: a library gave up, probably because memory ran out\n");
  _exit(exit_failure);
}

}  // namespace

void prepare_standard_streams() {
  // Opened for reading, so that writing to them stays an error. The lowest free descriptor is taken.
  for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; ++stream)
    if (fcntl(stream, F_GETFD) < 0) static_cast<void>(open("/dev/null", O_RDONLY));
  std::signal(SIGXFSZ, SIG_IGN);
  std::signal(SIGPIPE, SIG_IGN);
  std::set_terminate(report_termination);
  on_exit(report_sudden_exit, nullptr);
}

void write_standard_error(std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stderr);
  std::fflush(stderr);
}

void say(std::string_view text) { write_standard_error(harmless_lines(text)); }

void write_standard_output(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size() && std::fflush(stdout) == 0) return;
  if (errno == EPIPE) _exit(128 + SIGPIPE);
  throw RuntimeFailure(fmt::format("cannot write standard output: {}", std::strerror(errno)));
}

}  // namespace silowalk::inline tools
