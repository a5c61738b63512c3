#pragma once

#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

#include "engine/archive/file.h"

/// @file
/// A file of text that appears under its name in full or not at all.

namespace silowalk::inline archive {

/// Text that is written piece by piece, so that it need not fit into memory.
/// It is written as PATH.tmp and renamed by finish(). Without finish(), as after an exception, the destructor removes
/// PATH.tmp, and a file that was there before is unchanged. A device is written in place; a pipe outside /dev is
/// refused. Not thread-safe.
class TextFile {
 public:
  /// Opens the file. Throws RuntimeFailure where it exists already (without `force`) or cannot be written.
  TextFile(std::string path, bool force);
  ~TextFile();
  TextFile(TextFile const&) = delete;
  TextFile& operator=(TextFile const&) = delete;

  /// Appends text. Throws RuntimeFailure, as where the disk is full.
  void write(std::string_view text);
  /// Flushes, syncs to the disk and renames. Call it once, at the end; nothing can be written after it. Throws
  /// RuntimeFailure, and removes PATH.tmp.
  void finish();

 private:
  /// Throws RuntimeFailure with the path and the reason in errno.
  [[noreturn]] void fail() const;

  std::string path_;                  ///< final name
  std::optional<FileBeside> beside_;  ///< where it is written; none for devices, which are written in place
  std::FILE* file_ = nullptr;         ///< null once the file is closed
};

}  // namespace silowalk::inline archive
