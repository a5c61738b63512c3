#pragma once

#include <cstdio>
#include <string>
#include <string_view>

namespace silowalk::inline tools {

/// Text that is written piece by piece, to a file or to standard output ("" or "-"). A file is written beside its place
/// and moved there by finish(), so that it is there in full or not at all.
class TextStream {
 public:
  /// A file that exists is refused without `force`. Throws RuntimeFailure.
  TextStream(std::string path, bool force);
  ~TextStream();
  TextStream(TextStream const&) = delete;
  TextStream& operator=(TextStream const&) = delete;

  void write(std::string_view text);
  void finish();

 private:
  bool standard() const { return path_.empty() || path_ == "-"; }
  [[noreturn]] void fail() const;

  std::string path_;
  std::string beside_;
  std::FILE* file_ = nullptr;
};

}  // namespace silowalk::inline tools
