#include "tools/run_terminal.h"

#include <fmt/core.h>

#include <cstdio>

#include "engine/base/escape/harmless.h"
#include "engine/report/results/run_report.h"

namespace silowalk::inline tools {

RunOptions RunTerminal::options(int threads) {
  RunOptions options;
  options.threads = threads;
  options.stop = &interrupt_.flag();
  options.progress = [this](Progress const& progress) { line_.show(progress); };
  // The line is erased first, otherwise the warning would continue it.
  options.warn = [this](std::string const& text) {
    line_.clear();
    print_warning(text);
  };
  return options;
}

void print_warning(std::string const& text) { fmt::print(stderr, "warning: {}\n", harmless_sentence(text)); }

void print_stopped(StoppedRun const& stopped) { fmt::print(stderr, "{}\n", format_stopped(stopped)); }

}  // namespace silowalk::inline tools
