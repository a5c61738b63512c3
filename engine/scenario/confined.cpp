#include "engine/scenario/confined.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "engine/base/complaint.h"

namespace silowalk::inline scenario {
namespace {

namespace fs = std::filesystem;

constexpr char const* variable = "SILOWALK_CONFINED";  ///< of the environment: absolute, without links

}  // namespace

void confine_to(std::string const& folder) {
  std::error_code error;
  fs::path const real = fs::canonical(folder, error);
  if (error || !fs::is_directory(real)) throw RuntimeFailure(fmt::format("there is no folder '{}'", folder));
  setenv(variable, real.c_str(), 1);
}

void expect_allowed(std::string const& path) {
  char const* const confined = std::getenv(variable);
  if (confined == nullptr || *confined == '\0') return;
  fs::path const folder(confined);
  std::error_code error;
  fs::path const real = fs::weakly_canonical(fs::absolute(path), error);
  bool const inside =
      !error && std::mismatch(folder.begin(), folder.end(), real.begin(), real.end()).first == folder.end();
  if (!inside)
    throw RuntimeFailure(fmt::format("'{}' is outside '{}', to which this process is confined", path, folder.string()));
}

}  // namespace silowalk::inline scenario
