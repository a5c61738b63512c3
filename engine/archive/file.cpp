#include "engine/archive/file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

#include "engine/base/complaint.h"
#include "engine/scenario/confined.h"

namespace silowalk::inline archive {
namespace {

/// Owns a file descriptor. close() reports failure: on some file systems a failed close is a failed write.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  int number() const { return number_; }
  /// Gives the descriptor to the caller.
  int release() { return std::exchange(number_, -1); }
  /// Precondition: not closed yet. False where the system refuses, with errno set; the descriptor is given up all the
  /// same.
  bool close() { return ::close(release()) == 0; }

 private:
  int number_;
};

/// Throws RuntimeFailure with the reason from errno.
[[noreturn]] void fail(std::string const& what, std::string const& path) {
  throw RuntimeFailure(system_complaint(what, path));
}

/// Copies the rest of one file to another. The kernel copies where it can, which shares blocks on some file systems;
/// the rest goes through a buffer. Both advance the same file offsets, so the buffer continues where the kernel
/// stopped.
bool copy_all(int from, int to) {
  constexpr std::size_t most = std::size_t{1} << 30;
  ssize_t copied = 0;
  while ((copied = ::copy_file_range(from, nullptr, to, nullptr, most, 0)) > 0) {
  }
  if (copied == 0) return true;
  std::string buffer(std::size_t{1} << 20, '\0');
  for (;;) {
    ssize_t const got = ::read(from, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return got == 0;
    if (!write_all(to, std::string_view(buffer.data(), static_cast<std::size_t>(got)))) return false;
  }
}

std::string folder_of(std::string const& path) {
  std::size_t const slash = path.rfind('/');
  if (slash == std::string::npos) return ".";
  return slash == 0 ? "/" : path.substr(0, slash);
}

/// Returns the path that a symbolic link names in the end; `path` where it is none. A circle of links ends at any of
/// them, which cannot be written then.
std::filesystem::path behind_links(std::filesystem::path path) {
  constexpr int most_links = 40;  // as the system
  std::error_code ignored;
  for (int i = 0; i < most_links && std::filesystem::is_symlink(path, ignored); ++i)
    path = path.parent_path() / std::filesystem::read_symlink(path, ignored);
  return path;
}

/// Returns the name of a file that is not finished: one that no user gives to a file.
std::string unfinished(std::filesystem::path const& path) {
  return (path.parent_path() / ("." + path.filename().string() + ".unfinished")).string();
}

/// Makes a rename durable. Failure is ignored: some file systems cannot synchronise a folder, and the file is complete.
void sync_folder(std::string const& path) {
  Descriptor const folder(::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.number() >= 0) ::fsync(folder.number());
}

/// Returns whether the descriptor is of the file at `path`.
bool is_still_at(int descriptor, std::string const& path) {
  struct stat mine {};
  struct stat there {};
  return ::fstat(descriptor, &mine) == 0 && ::lstat(path.c_str(), &there) == 0 && mine.st_dev == there.st_dev &&
         mine.st_ino == there.st_ino;
}

}  // namespace

bool write_all(int descriptor, std::string_view content) {
  while (!content.empty()) {
    ssize_t const written = ::write(descriptor, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

std::string system_complaint(std::string const& what, std::string const& path) {
  return fmt::format("{} '{}': {}", what, path, std::strerror(errno));
}

// Synchronised before the rename: otherwise a crash could leave the new name with old or no content.
void write_durably(std::string const& path, std::string_view content) {
  // In the same folder, since a rename within one file system is atomic.
  std::string const temporary = path + ".tmp";
  Descriptor file(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (file.number() < 0) fail("cannot write", path);
  bool const written = write_all(file.number(), content) && ::fsync(file.number()) == 0;
  if (!written || !file.close() || ::rename(temporary.c_str(), path.c_str()) != 0) {
    int const reason = errno;  // unlink() may change errno
    ::unlink(temporary.c_str());
    errno = reason;
    fail("cannot write", path);
  }
  sync_folder(path);
}

FileBeside::FileBeside(std::string const& path) : path_(behind_links(path)), temporary_(unfinished(path_)) {}

FileBeside::~FileBeside() {
  if (mine_) remove();
}

void FileBeside::remove() const { ::unlink(temporary_.c_str()); }

int FileBeside::open_locked() {
  for (;;) {
    Descriptor file(::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0666));
    if (file.number() < 0) {
      mine_ = false;
      fail("cannot write", path_);
    }
    Lock const lock = try_lock(file.number(), temporary_);
    if (lock == Lock::in_use) {
      mine_ = false;
      throw RuntimeFailure(fmt::format("'{}' is in use: another silowalk is writing it", path_));
    }
    if (lock == Lock::gone) continue;
    if (::ftruncate(file.number(), 0) != 0) fail("cannot write", path_);
    return file.release();
  }
}

// The destructor removes a copy that failed.
void FileBeside::copy_from_place() {
  Descriptor const from(::open(path_.c_str(), O_RDONLY | O_CLOEXEC));
  if (from.number() < 0) fail("cannot read", path_);
  Descriptor to(::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (to.number() < 0 || !copy_all(from.number(), to.number()) || !to.close()) fail("cannot write", path_);
}

void FileBeside::move_to_place() {
  // Opened anew, since the HDF5 library has closed its own descriptor; fsync covers the file, not the descriptor.
  Descriptor file(::open(temporary_.c_str(), O_RDWR | O_CLOEXEC));
  if (file.number() < 0 || ::fsync(file.number()) != 0 || !file.close()) fail("cannot write", path_);
  if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail("cannot write", path_);
  mine_ = false;
  sync_folder(path_);
}

Lock try_lock(int descriptor, std::string const& path) {
  bool const taken = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
  if (!taken && errno == EWOULDBLOCK) return Lock::in_use;
  if (!is_still_at(descriptor, path)) return Lock::gone;
  return taken ? Lock::taken : Lock::unsupported;
}

void expect_place_for(std::string const& path) {
  if (path.empty()) throw RuntimeFailure("the name of the file to write is empty");
  expect_allowed(path);
  std::filesystem::path const place(path);
  std::error_code ignored;
  if (std::filesystem::is_directory(place, ignored))
    throw RuntimeFailure(fmt::format("'{}' is a folder: name a file in it, '{}'", path, (place / "out.h5").string()));
  if (std::filesystem::exists(place, ignored) && !std::filesystem::is_regular_file(place, ignored))
    throw RuntimeFailure(
        fmt::format("'{}' is no ordinary file: results are written next to it and then replace it", path));
  std::filesystem::path const folder = place.parent_path();
  if (!folder.empty() && !std::filesystem::is_directory(folder, ignored))
    throw RuntimeFailure(fmt::format("there is no folder '{}' for '{}'", folder.string(), place.filename().string()));
}

// Of one size, taken once: a file that grows meanwhile is read up to that size.
std::string read_whole(std::string const& path) {
  Descriptor const file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (file.number() < 0 || ::fstat(file.number(), &status) != 0) fail("cannot read", path);
  std::string content(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t got = 0;
  while (got < content.size()) {
    ssize_t const more = ::read(file.number(), content.data() + got, content.size() - got);
    if (more < 0 && errno == EINTR) continue;
    if (more < 0) fail("cannot read", path);
    if (more == 0) break;  // another process has shortened the file
    got += static_cast<std::size_t>(more);
  }
  content.resize(got);
  return content;
}

}  // namespace silowalk::inline archive
