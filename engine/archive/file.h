#pragma once

#include <string>
#include <string_view>

/// Files that are complete or absent, even after a crash or a loss of power.
namespace silowalk::inline archive {

/// Writes path.tmp, synchronises it (fsync), renames it to `path` and synchronises the folder. At any moment `path`
/// holds its old content or all of `content`. Throws RuntimeFailure (and leaves no .tmp behind) where the system
/// refuses, a full disk included. Two writers of one `path` must not run at once: they share path.tmp.
void write_durably(std::string const& path, std::string_view content);

/// A file that is written beside its final place, as path.tmp, and moved there when it is complete. Destroyed before
/// that, it is removed and `path` keeps its old content. One object per `path` at a time. The two paths are in one
/// folder, so that the move is one rename.
class FileBeside {
 public:
  /// Removes a path.tmp that an earlier process left behind.
  explicit FileBeside(std::string path);
  ~FileBeside();
  FileBeside(FileBeside const&) = delete;
  FileBeside& operator=(FileBeside const&) = delete;

  /// Returns the path to write to. The file does not exist until it is written or copied.
  std::string const& temporary() const { return temporary_; }
  /// Makes the temporary file a copy of the file at `path`. Shares the blocks on disk where the file system can. Throws
  /// RuntimeFailure.
  void copy_from_place();
  /// Synchronises the temporary file, renames it to `path` and synchronises the folder. Precondition: the file was
  /// written and closed. Throws RuntimeFailure.
  void move_to_place();

 private:
  std::string path_;
  std::string temporary_;
  bool moved_ = false;
};

/// Throws RuntimeFailure where no file can be put at `path`: it is a folder or a device (which a rename would replace),
/// or its folder does not exist. Call it before the computation whose result goes there. Permissions are not checked.
void expect_place_for(std::string const& path);

/// Returns the content of a file. Throws RuntimeFailure where it cannot be read.
std::string read_whole(std::string const& path);

/// Returns "cannot write 'x': No space left on device", with the reason from the present errno. Call it before anything
/// that can change errno.
std::string system_complaint(std::string const& what, std::string const& path);

}  // namespace silowalk::inline archive
