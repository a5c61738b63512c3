#include "engine/archive/text_file.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <unistd.h>

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
  if (exists && !force) throw RuntimeFailure(fmt::format("'{}' exists already (--force overwrites it)", path_));
  if (!in_place) beside_.emplace(path_);
  file_ = beside_ ? beside_->open_locked() : ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  if (file_ < 0) fail();
}

TextFile::~TextFile() {
  if (file_ >= 0) ::close(file_);
}

void TextFile::write(std::string_view text) {
  constexpr std::size_t at_once = std::size_t{1} << 16;
  waiting_ += text;
  if (waiting_.size() >= at_once) flush();
}

void TextFile::flush() {
  if (!write_all(file_, waiting_)) fail();
  waiting_.clear();
}

// Closed after the move: the lock holds until then.
void TextFile::finish() {
  flush();
  if (beside_) beside_->move_to_place();
  // A full disk can show as late as here.
  if (::close(std::exchange(file_, -1)) != 0) fail();
}

void TextFile::fail() const { throw RuntimeFailure(system_complaint("cannot write", path_)); }

}  // namespace silowalk::inline archive
