#pragma once

#include <string>

/// The lock of an output, on the folder beside it.
namespace silowalk::inline archive {

/// Keeps other silowalk processes out of a folder (flock on its file `.lock`). The system releases the lock when the
/// process ends, by a crash too. Movable; not copyable.
class FolderLock {
 public:
  /// Makes the folder where it does not exist and locks it. Its own parent must exist. Does not wait: throws
  /// RuntimeFailure where another process holds the lock, or where the folder or `.lock` cannot be written. A file
  /// system without locks is accepted: see protects().
  explicit FolderLock(std::string folder);
  /// Does what remove_empty() does, then releases the lock.
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;

  std::string const& folder() const { return folder_; }  ///< as given to the constructor
  /// Returns whether the file system has locks. Otherwise nothing keeps other processes out.
  bool protects() const { return protects_; }
  /// Removes the folder where it holds nothing but `.lock`. The lock is kept. Errors are ignored.
  void remove_empty() const;

 private:
  std::string folder_;
  int descriptor_ = -1;  ///< of `.lock`; negative: moved from
  bool protects_ = true;
};

}  // namespace silowalk::inline archive
