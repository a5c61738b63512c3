#include "engine/base/file_watch.h"

#include <array>
#include <chrono>
#include <ctime>
#include <system_error>
#include <thread>

namespace silowalk::inline base {

std::string time_of_day() {
  std::time_t const now = std::time(nullptr);
  std::tm local{};
  localtime_r(&now, &local);
  std::array<char, 16> text{};
  return {text.data(), std::strftime(text.data(), text.size(), "%H:%M:%S", &local)};
}

void FileWatch::wait(std::atomic<bool> const& stop) const {
  while (!stop && !changed()) std::this_thread::sleep_for(std::chrono::milliseconds(500));
}

// Errors leave the smallest time and the largest size, which no file has.
std::vector<FileWatch::Stamp> FileWatch::look() const {
  std::vector<Stamp> stamps;
  for (std::string const& path : paths_) {
    std::error_code ignored;
    stamps.push_back({std::filesystem::last_write_time(path, ignored), std::filesystem::file_size(path, ignored)});
  }
  return stamps;
}

}  // namespace silowalk::inline base
