#include "engine/archive/text_file.h"

#include <fmt/core.h>
#include <filesystem>
#include <utility>

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
  if (!in_place) beside_.emplace(path_);
  file_ = std::fopen(beside_ ? beside_->temporary().c_str() : path_.c_str(), "w");
  if (file_ == nullptr) fail();
}

TextFile::~TextFile() {
  if (file_ != nullptr) std::fclose(file_);
}

void TextFile::write(std::string_view text) {
  // A short count sets errno, also where the disk is full.
  if (std::fwrite(text.data(), 1, text.size(), file_) != text.size()) fail();
}

void TextFile::finish() {
  // Closes the file, flushed or not: a full disk can show as late as here.
  bool const closed = std::fclose(std::exchange(file_, nullptr)) == 0;
  if (!closed) fail();
  if (beside_) beside_->move_to_place();
}

void TextFile::fail() const { throw RuntimeFailure(system_complaint("cannot write", path_)); }

}  // namespace silowalk::inline archive
