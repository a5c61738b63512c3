#pragma once

#include <stdlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

/// Files that cost no disk.
namespace silowalk::fuzz {

/// A folder in memory where the system has such a place; removed at the end of the process.
class MemoryFolder {
 public:
  MemoryFolder() : path_(std::filesystem::is_directory("/dev/shm") ? "/dev/shm" : "/tmp") {
    path_ += "/silowalk-fuzz-XXXXXX";
    if (mkdtemp(path_.data()) == nullptr) std::abort();
  }
  ~MemoryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  MemoryFolder(MemoryFolder const&) = delete;
  MemoryFolder& operator=(MemoryFolder const&) = delete;

  std::string operator/(std::string_view name) const { return path_ + "/" + std::string(name); }

 private:
  std::string path_;
};

/// A file in such a folder, removed when the object is destroyed. No descriptor path of a memfd: HDF5 resolves links.
class MemoryFile {
 public:
  MemoryFile(MemoryFolder const& folder, std::string_view content) : path_(folder / "fuzzed") {
    std::ofstream file(path_, std::ios::binary);
    file << content;
    if (!file.flush()) std::abort();
  }
  ~MemoryFile() { std::filesystem::remove(path_); }
  MemoryFile(MemoryFile const&) = delete;
  MemoryFile& operator=(MemoryFile const&) = delete;

  std::string const& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace silowalk::fuzz
