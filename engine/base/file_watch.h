#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace silowalk::inline base {

/// Returns the time on the clock of this machine, in its time zone: "14:05:09".
std::string time_of_day();

/// Notices that files were saved, by their times of modification and their sizes. Does not throw on file-system errors:
/// a file that cannot be found has no time, and finding it later is a change. One thread at a time.
class FileWatch {
 public:
  /// Remembers the files as they are now.
  explicit FileWatch(std::vector<std::string> paths) : paths_(std::move(paths)), seen_(look()) {}
  /// Returns whether any file is not as it was when the object was constructed.
  bool changed() const { return look() != seen_; }
  /// Returns after a change, or once `stop` is true. Looks every half second.
  void wait(std::atomic<bool> const& stop) const;

 private:
  /// What is compared of one file.
  struct Stamp {
    std::filesystem::file_time_type modified;
    std::uintmax_t size = 0;
    friend bool operator==(Stamp const&, Stamp const&) = default;
  };
  std::vector<Stamp> look() const;

  std::vector<std::string> paths_;
  std::vector<Stamp> seen_;  ///< by place in `paths_`
};

}  // namespace silowalk::inline base
