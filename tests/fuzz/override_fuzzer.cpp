// Whatever overrides are given, one a line, the scenario is read or refused; and what is accepted prints in a form that
// reads back to itself.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <sstream>
#include <string>
#include <vector>

#include "engine/base/complaint.h"
#include "tests/fuzz/small_company.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace silowalk;
  static Scenario const sound = fuzz::small_company();
  std::string printed;
  try {
    std::istringstream lines(std::string(reinterpret_cast<char const*>(data), size));
    std::vector<Override> overrides;
    for (std::string line; std::getline(lines, line) && overrides.size() < 20;)
      overrides.push_back(parse_override(line));
    printed = print_scenario(parse_scenario(fuzz::company, "company.toml", overrides));
  } catch (InvalidInput const& mistakes) {
    if (mistakes.complaints().empty()) std::abort();
    return 0;
  } catch (RuntimeFailure const&) {
    return 0;
  }
  if (print_scenario(parse_scenario(printed, "printed.toml")) != printed) std::abort();
  return 0;
}
