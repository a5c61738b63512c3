#include "tools/run_terminal.h"

#include <fmt/core.h>

#include <cstdio>

namespace silowalk::inline tools {

RunOptions RunTerminal::options(int threads) {
  RunOptions options;
  options.threads = threads;
  options.stop = &interrupt_.flag();
  options.progress = [this](Progress const& progress) { line_.show(progress); };
  options.warn = [this](std::string const& text) {
    line_.clear();
    print_warning(text);
  };
  return options;
}

void print_warning(std::string const& text) { fmt::print(stderr, "warning: {}\n", text); }

void print_stopped(StoppedRun const& stopped) {
  fmt::print(stderr, "stopped: {} of {} blocks are saved in '{}'; the same command continues\n", stopped.blocks_done,
             stopped.blocks_total, stopped.parts);
}

}  // namespace silowalk::inline tools
