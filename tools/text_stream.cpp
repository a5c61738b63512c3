#include "tools/text_stream.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "engine/archive/file.h"
#include "engine/base/complaint.h"

namespace silowalk::inline tools {

TextStream::TextStream(std::string path, bool force) : path_(std::move(path)) {
  if (standard()) {
    file_ = stdout;
    return;
  }
  // Checked now, not when the file is renamed at the end of the work.
  expect_place_for(path_);
  // The file that matters is the final one: PATH.tmp of a run that crashed may be overwritten.
  if (!force && std::filesystem::exists(path_))
    throw RuntimeFailure(fmt::format("'{}' exists already (--force overwrites it)", path_));
  beside_ = path_ + ".tmp";
  file_ = std::fopen(beside_.c_str(), "w");
  if (file_ == nullptr) fail();
}

TextStream::~TextStream() {
  if (standard() || file_ == nullptr) return;
  std::fclose(file_);
  std::error_code ignored;
  std::filesystem::remove(beside_, ignored);
}

void TextStream::write(std::string_view text) {
  // A short count sets errno, also where the disk is full.
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void TextStream::finish() {
  if (std::fflush(file_) != 0) fail();
  if (standard()) return;
  // Without fsync(), a crash after the rename could leave an empty file under the final name.
  bool const synced = fsync(fileno(file_)) == 0;
  bool const closed = std::fclose(file_) == 0;
  file_ = nullptr;
  if (!synced || !closed || std::rename(beside_.c_str(), path_.c_str()) != 0) {
    // remove() changes errno, which fail() reports.
    int const reason = errno;
    std::error_code ignored;
    std::filesystem::remove(beside_, ignored);
    errno = reason;
    fail();
  }
}

void TextStream::fail() const {
  throw RuntimeFailure(
      fmt::format("cannot write {}: {}", standard() ? "standard output" : "'" + path_ + "'", std::strerror(errno)));
}

}  // namespace silowalk::inline tools
