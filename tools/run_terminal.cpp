#include "tools/run_terminal.h"

#include <fmt/core.h>

#include "tools/standard_streams.h"

namespace silowalk::inline tools {

RunOptions RunTerminal::options(int threads) {
  RunOptions options;
  options.threads = threads;
  options.stop = &interrupt_.flag();
  options.progress = [this](Progress const& progress) { line_.show(progress); };
  // The line is erased first, otherwise the warning would continue it.
  options.warn = [this](std::string const& text) {
    line_.clear();
    say(fmt::format("warning: {}\n", text));
  };
  return options;
}

}  // namespace silowalk::inline tools
