#include "engine/archive/folder_lock.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <exception>
#include <filesystem>
#include <utility>

#include "engine/archive/file.h"
#include "engine/base/complaint.h"

namespace fs = std::filesystem;

namespace silowalk::inline archive {
namespace {

/// A file of its own: the parts and the manifest are replaced by renames, which would lose a lock on them.
std::string lock_file(std::string const& folder) { return folder + "/.lock"; }

void make_folder(std::string const& path) {
  std::error_code error;
  fs::create_directory(path, error);
  if (error) throw RuntimeFailure(fmt::format("cannot make the folder '{}': {}", path, error.message()));
}

/// Opens the lock file, not through a symbolic link. Negative where the system refuses, with errno set.
int open_lock(std::string const& folder) {
  return ::open(lock_file(folder).c_str(), O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666);
}

}  // namespace

FolderLock::FolderLock(std::string folder) : folder_(std::move(folder)) {
  for (;;) {
    make_folder(folder_);
    descriptor_ = open_lock(folder_);
    if (descriptor_ < 0 && errno == ENOENT) continue;
    if (descriptor_ < 0) throw RuntimeFailure(system_complaint("cannot write", lock_file(folder_)));
    Lock const lock = try_lock(descriptor_, lock_file(folder_));
    protects_ = lock != Lock::unsupported;
    if (lock == Lock::taken || lock == Lock::unsupported) return;
    ::close(std::exchange(descriptor_, -1));
    if (lock == Lock::in_use)
      throw RuntimeFailure(fmt::format(
          "'{}' is in use: another silowalk is writing this output; wait until it ends, or choose another output",
          folder_));
  }
}

FolderLock::FolderLock(FolderLock&& other) noexcept
    : folder_(std::move(other.folder_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      protects_(other.protects_) {}

void FolderLock::remove_empty() const {
  std::error_code ignored;
  auto const is_other = [](fs::directory_entry const& entry) { return entry.path().filename() != ".lock"; };
  fs::directory_iterator const entries(folder_, ignored);
  if (ignored || std::any_of(begin(entries), end(entries), is_other)) return;
  fs::remove(lock_file(folder_), ignored);
  fs::remove(folder_, ignored);
}

FolderLock::~FolderLock() {
  if (descriptor_ < 0) return;
  try {
    remove_empty();
  } catch (std::exception const&) {
    // Memory is used up: the next run of this output removes the folder.
  }
  ::close(descriptor_);
}

}  // namespace silowalk::inline archive
