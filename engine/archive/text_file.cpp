#include "engine/archive/text_file.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>

#include "engine/archive/file.h"
#include "engine/base/complaint.h"

namespace silowalk::inline archive {

namespace fs = std::filesystem;

TextFile::TextFile(std::string path, bool force) : path_(std::move(path)) {
  std::error_code ignored;
  bool const exists = fs::exists(path_, ignored);
  // /dev/stdout can be a pipe. Other pipes are refused: opening one waits for a reader, perhaps for ever.
  bool const in_place = exists && (fs::is_character_file(path_, ignored) || path_.starts_with("/dev/"));
  // Checked now, not when the file is renamed at the end of the work.
  if (!in_place) expect_place_for(path_);
  // The file that matters is the final one: PATH.tmp of a run that crashed may be overwritten.
  if (exists && !force) throw RuntimeFailure(fmt::format("'{}' exists already (--force overwrites it)", path_));
  beside_ = in_place ? path_ : path_ + ".tmp";
  file_ = std::fopen(beside_.c_str(), "w");
  if (file_ == nullptr) fail();
}

TextFile::~TextFile() {
  if (file_ == nullptr) return;
  std::fclose(file_);
  std::error_code ignored;
  if (beside_ != path_) fs::remove(beside_, ignored);
}

void TextFile::write(std::string_view text) {
  // A short count sets errno, also where the disk is full.
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void TextFile::finish() {
  // A full disk can show as late as here.
  if (std::fflush(file_) != 0) fail();
  // Without fsync(), a crash after the rename could leave an empty file under the final name. Devices have none.
  bool const synced = beside_ == path_ || fsync(fileno(file_)) == 0;
  bool const closed = std::fclose(file_) == 0;
  file_ = nullptr;
  if (synced && closed && (beside_ == path_ || std::rename(beside_.c_str(), path_.c_str()) == 0)) return;
  // remove() changes errno, which fail() reports.
  int const reason = errno;
  std::error_code ignored;
  if (beside_ != path_) fs::remove(beside_, ignored);
  errno = reason;
  fail();
}

void TextFile::fail() const { throw RuntimeFailure(system_complaint("cannot write", path_)); }

}  // namespace silowalk::inline archive
