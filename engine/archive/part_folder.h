#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/archive/block_store.h"

namespace silowalk::inline archive {

class ResultsFile;

/// Keeps other processes out of a folder; the system releases it when the process ends, however it ends.
class FolderLock {
 public:
  explicit FolderLock(std::string const& folder);
  ~FolderLock();
  FolderLock(FolderLock const&) = delete;
  FolderLock& operator=(FolderLock const&) = delete;

 private:
  int descriptor_ = -1;
};

/// What the parts in a folder are of.
struct PartsOwner {
  Digest run;                  ///< what all numbers depend on: engine version, seed, block size
  std::set<Digest> scenarios;  ///< of the scenarios' texts
};

/// The folder `OUT.h5.parts` beside a results file that is not finished: one immutable file per block and a manifest
/// that names the run and its scenarios. Parts are named by the digest of their scenario, so a command that lists the
/// same scenarios in another order, or more of them, continues. One process at a time.
class PartFolder : public BlockStore {
 public:
  /// Opens or makes the folder. Throws RuntimeFailure where it is of another run or has scenarios that the owner does
  /// not have (unless `discard`: then its parts are removed), is in use by another process, or cannot be written.
  PartFolder(std::string path, PartsOwner const& owner, bool discard = false);

  /// Called with a sentence about each part that is there but cannot be used (its block is run again).
  void on_notice(std::function<void(std::string const&)> notice) { notice_ = std::move(notice); }
  /// Blocks that have no part are looked for in this file of an earlier run under the same seed and version.
  void use_also(ResultsFile const* results);

  std::optional<std::vector<Tally>> load(Block const& block) override;
  /// A part is read and checked. Of the results file it is only known that it has such replications.
  bool holds(Block const& block) override;
  void save(Block const& block, std::vector<Tally> const& tallies) override;

  /// Whether load() met a scenario of the results file that cannot be read. holds() is false for it from then on.
  bool found_damage() const { return !damaged_.empty(); }

  /// Removes the parts and the folder. What cannot be removed stays: it does no harm.
  void remove();

  std::string const& path() const { return path_; }

 private:
  std::string file_of(Block const& block) const;
  std::optional<std::vector<Tally>> load_part(Block const& block);
  std::optional<std::vector<Tally>> load_from_results(Block const& block);
  std::optional<std::size_t> place_in_results(Block const& block) const;
  std::vector<Tally> read_near(std::size_t scenario, Block const& block);

  struct Inflated {
    std::uint32_t first = 0;
    std::vector<Tally> tallies;
  };

  std::string path_;
  Digest run_;
  FolderLock lock_;
  std::mutex mutex_;
  std::function<void(std::string const&)> notice_;
  ResultsFile const* results_ = nullptr;
  std::map<Digest, std::size_t> places_;      ///< in the results file, by scenario
  std::set<Digest> damaged_;                  ///< scenarios of the results file
  std::map<std::size_t, Inflated> inflated_;  ///< by place: what was last read from it; a few at most
};

/// What a folder of parts holds, for a reader who has no plan.
struct PartFolderContent {
  std::string run;                   ///< digest as written in the manifest; "" where there is none
  std::size_t sound = 0;             ///< parts whose checksum matches
  std::vector<std::string> damaged;  ///< names of files that do not
};
PartFolderContent inspect_parts(std::string const& path);

}  // namespace silowalk::inline archive
