#pragma once

#include <cstdio>
#include <string>
#include <string_view>

/// @file
/// Output that is too large to be held in memory, such as event logs.

namespace silowalk::inline tools {

/// Text that is written piece by piece, to a file or to standard output ("" or "-").
/// A file is written as PATH.tmp and renamed by finish(), so that it appears in full or not at all. Without finish(),
/// as after an exception, the destructor removes it. Not thread-safe.
class TextStream {
 public:
  /// Opens the file. Throws RuntimeFailure where it exists already (without `force`) or cannot be written.
  TextStream(std::string path, bool force);
  /// Closes the file, and removes it unless finish() was called.
  ~TextStream();
  TextStream(TextStream const&) = delete;
  TextStream& operator=(TextStream const&) = delete;

  /// Appends text. Throws RuntimeFailure, as where the disk is full.
  void write(std::string_view text);
  /// Flushes, syncs to the disk and renames. Call it once, at the end; nothing can be written after it. Throws
  /// RuntimeFailure, and removes the file.
  void finish();

 private:
  /// Returns whether the text goes to standard output, which is neither closed nor renamed.
  bool standard() const { return path_.empty() || path_ == "-"; }
  /// Throws RuntimeFailure with the place and the reason in errno.
  [[noreturn]] void fail() const;

  std::string path_;           ///< final name; "" or "-" is standard output
  std::string beside_;         ///< name while it is written
  std::FILE* file_ = nullptr;  ///< null once the file is closed
};

}  // namespace silowalk::inline tools
