#pragma once

#include <string>
#include <string_view>

/// Files that are complete or absent, even after a crash or a loss of power.
namespace silowalk::inline archive {

/// Writes path.tmp, synchronises it (fsync), renames it to `path` and synchronises the folder. At any moment `path`
/// holds its old content or all of `content`. Throws RuntimeFailure (and leaves no .tmp behind) where the system
/// refuses, a full disk included. Two writers of one `path` must not run at once: they share path.tmp.
void write_durably(std::string const& path, std::string_view content);

/// A file that is written beside its final place, as `.NAME.unfinished` in the same folder, and moved there when it is
/// complete. Destroyed before that, it is removed and `path` keeps its old content. Where `path` is a symbolic link,
/// the file that it names is replaced and the link stays. One object per `path` at a time.
class FileBeside {
 public:
  explicit FileBeside(std::string const& path);
  ~FileBeside();
  FileBeside(FileBeside const&) = delete;
  FileBeside& operator=(FileBeside const&) = delete;

  /// Returns the path to write to. An earlier process that was killed can have left a file there: see remove() and
  /// open_locked().
  std::string const& temporary() const { return temporary_; }
  /// Removes what an earlier process left at the temporary place. Precondition: no other process writes this file.
  void remove() const;
  /// Makes the temporary file, empty, locks it against other processes that write the same file, and returns its
  /// descriptor, which the caller owns. Throws RuntimeFailure where another process has it.
  int open_locked();
  /// Makes the temporary file a copy of the file at `path`. Shares the blocks on disk where the file system can. Throws
  /// RuntimeFailure. Precondition: there is no temporary file.
  void copy_from_place();
  /// Synchronises the temporary file, renames it to `path` and synchronises the folder. Precondition: the file was
  /// written and closed. Throws RuntimeFailure.
  void move_to_place();

 private:
  std::string path_;  ///< no symbolic link
  std::string temporary_;
  bool mine_ = true;  ///< the temporary file is to be removed
};

/// Writes all of `content`; false where the system refuses, with errno set. A write may be partial or interrupted.
bool write_all(int descriptor, std::string_view content);

/// Throws RuntimeFailure where no file can be put at `path`: it is empty, a folder or a device (which a rename would
/// replace), or its folder does not exist. Call it before the computation whose result goes there. Permissions are not
/// checked.
void expect_place_for(std::string const& path);

/// What became of an attempt to lock a file.
enum class Lock {
  taken,
  in_use,      ///< another process has it
  gone,        ///< the file at the path was removed or replaced since it was opened: open it again
  unsupported  ///< the file system has no locks
};
/// Locks an open file against other processes (flock), without waiting. The process that has the lock removes or
/// renames the file before it ends: another one that had opened it before then has the lock of a file that is no longer
/// there.
Lock try_lock(int descriptor, std::string const& path);

/// Returns the content of a file. Throws RuntimeFailure where it cannot be read.
std::string read_whole(std::string const& path);

/// Returns "cannot write 'x': No space left on device", with the reason from the present errno. Call it before anything
/// that can change errno.
std::string system_complaint(std::string const& what, std::string const& path);

}  // namespace silowalk::inline archive
