#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/archive/file.h"

/// @file
/// A file of text that appears under its name in full or not at all.

namespace silowalk::inline archive {

/// Text that is written piece by piece, so that it need not fit into memory.
/// It is written beside its place (FileBeside) and renamed by finish(). Without finish(), as after an exception, the
/// destructor removes it, and a file that was there before is unchanged. A device is written in place; a pipe outside
/// /dev is refused. Not thread-safe.
class TextFile {
 public:
  /// Opens the file. Throws RuntimeFailure where it exists already (without `force`), cannot be written, or is being
  /// written by another process.
  TextFile(std::string path, bool force);
  ~TextFile();
  TextFile(TextFile const&) = delete;
  TextFile& operator=(TextFile const&) = delete;

  /// Appends text. Throws RuntimeFailure, as where the disk is full.
  void write(std::string_view text);
  /// Flushes, syncs to the disk and renames. Call it once, at the end; nothing can be written after it. Throws
  /// RuntimeFailure; then there is no new file.
  void finish();

 private:
  /// Writes what is waiting. Throws RuntimeFailure.
  void flush();
  /// Throws RuntimeFailure with the path and the reason in errno.
  [[noreturn]] void fail() const;

  std::string path_;                  ///< final name
  std::optional<FileBeside> beside_;  ///< where it is written; none for devices, which are written in place
  int file_ = -1;                     ///< descriptor; negative once the file is closed
  std::string waiting_;               ///< text that is not written yet
};

}  // namespace silowalk::inline archive
