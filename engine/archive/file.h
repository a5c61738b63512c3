#pragma once

#include <string>
#include <string_view>

/// Files that are there in full or not at all.
namespace silowalk::inline archive {

/// Writes path.tmp, fsync, renames it to `path`, fsync of the folder: whatever happens and whenever, `path` holds what
/// it held before or all of `content`. Throws RuntimeFailure (and leaves no .tmp behind) where the system refuses, a
/// full disk included.
void write_durably(std::string const& path, std::string_view content);

/// A file that is written beside its place, as path.tmp, and moved there when it is whole. Destroyed before that, it is
/// removed and `path` holds what it held.
class FileBeside {
 public:
  explicit FileBeside(std::string path);
  ~FileBeside();
  FileBeside(FileBeside const&) = delete;
  FileBeside& operator=(FileBeside const&) = delete;

  /// Where to write. The file may not exist yet.
  std::string const& temporary() const { return temporary_; }
  /// Makes it a copy of what stands at `path`; shares the blocks on disk where the file system can. Throws
  /// RuntimeFailure.
  void copy_from_place();
  /// fsync, rename, fsync of the folder. Throws RuntimeFailure.
  void move_to_place();

 private:
  std::string path_;
  std::string temporary_;
  bool moved_ = false;
};

/// Throws RuntimeFailure where no file can be put at `path`: a folder, a device (which a rename would replace), or a
/// file in a folder that does not exist. To be called before anything is computed.
void expect_place_for(std::string const& path);

/// Throws RuntimeFailure.
std::string read_whole(std::string const& path);

/// "cannot write 'x': No space left on device", from errno as it stands.
std::string system_complaint(std::string const& what, std::string const& path);

}  // namespace silowalk::inline archive
