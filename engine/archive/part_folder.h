#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "engine/experiment/run.h"

namespace silowalk::inline archive {

class ResultsFile;

/// Keeps other processes out of a folder; the system drops it when the process ends, however it ends.
class FolderLock {
 public:
  explicit FolderLock(std::string const& folder);
  ~FolderLock();
  FolderLock(FolderLock const&) = delete;
  FolderLock& operator=(FolderLock const&) = delete;

 private:
  int descriptor_ = -1;
};

/// The folder `OUT.h5.parts` beside a results file that is not finished: one immutable file per block and a manifest
/// that says which run they are of. One process at a time.
class PartFolder : public BlockStore {
 public:
  /// Opens or makes the folder. Throws RuntimeFailure where it belongs to another run (unless `discard`: then its parts
  /// are removed), is in use by another process, or cannot be written.
  PartFolder(std::string path, Digest const& plan, bool discard = false);

  /// Called with a sentence about each part that is there but cannot be used (its block is run again).
  void on_notice(std::function<void(std::string const&)> notice) { notice_ = std::move(notice); }
  /// Blocks that have no part are looked for in this file of an earlier run (of fewer replications or scenarios) under
  /// the same seed and version. `places`: where each scenario of the plan stands in it; none: the same scenarios.
  void use_also(ResultsFile const* results, std::vector<std::optional<std::size_t>> places = {}) {
    results_ = results;
    places_ = std::move(places);
  }

  std::optional<std::vector<Tally>> load(Block const& block) override;
  void save(Block const& block, std::vector<Tally> const& tallies) override;

  /// Removes the parts and the folder. What cannot be removed stays: it does no harm.
  void remove();

  std::string const& path() const { return path_; }

 private:
  std::string file_of(Block const& block) const;
  std::optional<std::vector<Tally>> load_from_results(Block const& block);

  std::string path_;
  Digest plan_;
  FolderLock lock_;
  std::mutex mutex_;
  std::function<void(std::string const&)> notice_;
  struct Inflated {
    std::uint32_t first = 0;
    std::vector<Tally> tallies;
  };
  ResultsFile const* results_ = nullptr;
  std::vector<std::optional<std::size_t>> places_;
  std::map<int, Inflated> inflated_;  ///< by scenario: what was last read from it
};

/// What a folder of parts holds, for a reader who has no plan.
struct PartFolderContent {
  std::string plan;                  ///< digest as written in the manifest; "" where there is none
  std::size_t sound = 0;             ///< parts whose checksum matches
  std::vector<std::string> damaged;  ///< names of files that do not
};
PartFolderContent inspect_parts(std::string const& path);

}  // namespace silowalk::inline archive
