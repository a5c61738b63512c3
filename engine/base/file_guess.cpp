#include "engine/base/file_guess.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

#include "engine/base/complaint.h"

namespace silowalk::inline base {

std::string guess_for_file(std::string const& path) {
  constexpr std::size_t most = 1000;  // bounds the time in a very large folder
  std::filesystem::path const wanted(path);
  std::filesystem::path const folder = wanted.parent_path();
  std::vector<std::string> names;
  // Errors mean no guess: the caller already reports that the file is missing.
  std::error_code none;
  for (std::filesystem::directory_iterator each(folder.empty() ? "." : folder, none), end; !none && each != end;
       each.increment(none)) {
    if (names.size() < most && each->is_regular_file(none)) names.push_back(each->path().filename().string());
  }
  std::sort(names.begin(), names.end());  // directory order differs between file systems; the guess must not
  std::string const near = nearest(wanted.filename().string(), names);
  return near.empty() ? "" : "; did you mean '" + (folder / near).string() + "'?";
}

}  // namespace silowalk::inline base
