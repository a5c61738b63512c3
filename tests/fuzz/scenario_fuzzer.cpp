// Whatever bytes a scenario file holds, the reader answers with a scenario or with complaints; and what it accepts, it
// prints in a form that reads back to itself.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "engine/base/complaint.h"
#include "engine/scenario/read.h"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  using namespace silowalk;
  std::string printed;
  try {
    printed = print_scenario(parse_scenario({reinterpret_cast<char const*>(data), size}, "fuzzed.toml"));
  } catch (InvalidInput const& mistakes) {
    if (std::string_view(mistakes.what()).empty()) std::abort();  // a refusal has to say why
    return 0;
  } catch (RuntimeFailure const&) {
    return 0;  // it names a file that is not there
  }
  try {
    if (print_scenario(parse_scenario(printed, "printed.toml")) != printed) {
      std::fprintf(stderr, "printed differently the second time:\n%s\n", printed.c_str());
      std::abort();
    }
  } catch (InvalidInput const& mistakes) {
    std::fprintf(stderr, "what was printed is refused:\n%s\n%s\n", printed.c_str(), mistakes.what());
    std::abort();
  }
  return 0;
}
