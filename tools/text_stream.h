#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace silowalk::inline tools {

/// Text that is written piece by piece, to a file or to standard output ("" or "-").
/// A file is written as PATH.tmp and renamed by finish(), so that it appears in full or not at all. Without finish(),
/// as after an exception, the destructor removes it. Not thread-safe.
class TextStream {
 public:
  /// Opens the file. Throws RuntimeFailure where it exists already (without `force`) or cannot be written.
  TextStream(std::string path, bool force);
  ~TextStream();
  TextStream(TextStream const&) = delete;
  TextStream& operator=(TextStream const&) = delete;

  /// Appends text. Throws RuntimeFailure, as where the disk is full.
  void write(std::string_view text);
  /// Flushes, syncs to the disk and renames. Call it once, at the end; nothing can be written after it. Throws
  /// RuntimeFailure, and removes the file.
  void finish();

 private:
  bool standard() const { return path_.empty() || path_ == "-"; }
  [[noreturn]] void fail() const;

  std::string path_;
  std::string beside_;
  std::FILE* file_ = nullptr;
};

}  // namespace silowalk::inline tools
